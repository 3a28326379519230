// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_GAUGES_H_
#define CONTINUUM_SERVER_GAUGES_H_

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace continuum::server {

// Numbers that are looked up when the metrics are read. Thread-safe after the last Add.
class Gauges final : public prometheus::Collectable {
 public:
  // `value` is called from any thread. Families with the same name must be added one after another,
  // told apart by their labels ({"lane", "reads"}).
  void Add(prometheus::MetricType type, const std::string& name, const std::string& help,
           const std::vector<prometheus::ClientMetric::Label>& labels,
           std::function<double()> value);

  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  struct Gauge {
    prometheus::MetricType type;
    std::string name;
    std::string help;
    std::vector<prometheus::ClientMetric::Label> labels;
    std::function<double()> value;
  };

  std::vector<Gauge> gauges_;
};

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_GAUGES_H_
