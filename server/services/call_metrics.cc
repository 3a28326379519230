// SPDX-License-Identifier: Apache-2.0

#include "server/services/call_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include "server/services/grpc_status.h"

namespace continuum::services {
namespace {

// Seconds: from what a read takes in memory to the longest deadline.
const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto* buckets = new prometheus::Histogram::BucketBoundaries{
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
  return *buckets;
}

std::string Text(absl::string_view text) { return std::string(text); }

}  // namespace

CallMetrics::CallMetrics(prometheus::Registry& registry)
    : calls_(prometheus::BuildCounter()
                 .Name("continuum_calls_total")
                 .Help("Calls answered, by method and code")
                 .Register(registry)),
      seconds_(prometheus::BuildHistogram()
                   .Name("continuum_call_seconds")
                   .Help("Time from a call's arrival to its answer")
                   .Register(registry)),
      waits_(prometheus::BuildHistogram()
                 .Name("continuum_lane_wait_seconds")
                 .Help("Time that a call waited for a thread of its lane")
                 .Register(registry)
                 .Add({}, Buckets())) {}

CallMetrics::Method CallMetrics::ForMethod(const std::string& name) {
  return {name, &calls_.Add({{"method", name}, {"code", "OK"}}),
          &seconds_.Add({{"method", name}}, Buckets())};
}

void CallMetrics::Count(const Method& method, absl::StatusCode code, absl::Duration took,
                        absl::Duration waited) {
  if (code == absl::StatusCode::kOk) {
    method.ok->Increment();
  } else {
    // Errors are rare enough to look the counter up.
    calls_.Add({{"method", method.name}, {"code", Text(CodeName(code))}}).Increment();
  }
  method.seconds->Observe(absl::ToDoubleSeconds(took));
  waits_.Observe(absl::ToDoubleSeconds(waited));
}

}  // namespace continuum::services
