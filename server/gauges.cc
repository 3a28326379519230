// SPDX-License-Identifier: Apache-2.0

#include "server/gauges.h"

namespace continuum::server {

void Gauges::Add(prometheus::MetricType type, const std::string& name, const std::string& help,
                 const std::vector<prometheus::ClientMetric::Label>& labels,
                 std::function<double()> value) {
  gauges_.push_back({type, name, help, labels, std::move(value)});
}

std::vector<prometheus::MetricFamily> Gauges::Collect() const {
  std::vector<prometheus::MetricFamily> families;
  for (const Gauge& gauge : gauges_) {
    if (families.empty() || families.back().name != gauge.name) {
      families.push_back({gauge.name, gauge.help, gauge.type, {}});
    }
    prometheus::ClientMetric& metric = families.back().metric.emplace_back();
    metric.label = gauge.labels;
    if (gauge.type == prometheus::MetricType::Counter) {
      metric.counter.value = gauge.value();
    } else {
      metric.gauge.value = gauge.value();
    }
  }
  return families;
}

}  // namespace continuum::server
