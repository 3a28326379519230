// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_SERVICES_CALL_METRICS_H_
#define CONTINUUM_SERVER_SERVICES_CALL_METRICS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace prometheus {
class Counter;
class Histogram;
class Registry;
template <typename T>
class Family;
}  // namespace prometheus

namespace continuum::services {

// Counts calls, by method and by code, and how long they took:
//   continuum_calls_total{method="ProgramService.GetProgram",code="OK"}
//   continuum_call_seconds{method="ProgramService.GetProgram"}    a histogram
//   continuum_lane_wait_seconds                                   a histogram
// Thread-safe. The registry owns the numbers and outlives this.
class CallMetrics {
 public:
  // The numbers of one method, found once.
  struct Method {
    std::string name;
    prometheus::Counter* ok;
    prometheus::Histogram* seconds;
  };

  explicit CallMetrics(prometheus::Registry& registry);

  Method ForMethod(const std::string& name);

  // A call of the method was answered with `code`, `took` after it came, of which it waited
  // `waited` for a thread.
  void Count(const Method& method, absl::StatusCode code, absl::Duration took,
             absl::Duration waited);

 private:
  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  prometheus::Histogram& waits_;
};

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_CALL_METRICS_H_
