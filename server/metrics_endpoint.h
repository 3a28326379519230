// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_METRICS_ENDPOINT_H_
#define CONTINUUM_SERVER_METRICS_ENDPOINT_H_

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace prometheus {
class Collectable;
}  // namespace prometheus

namespace continuum::server {

// Serves metrics by HTTP under /metrics, in Prometheus' text format, until it is destroyed. As
// small as an endpoint can be that only a Prometheus on the same machine asks: one thread, one
// request at a time, no kept connections, two seconds and 8 KiB for a request.
class MetricsEndpoint {
 public:
  using Sources = std::vector<std::shared_ptr<prometheus::Collectable>>;

  // `address` is a numeric one of the loopback interface; `port` 0: any that is free.
  // UNAVAILABLE: it cannot listen there; the message says why.
  static absl::StatusOr<std::unique_ptr<MetricsEndpoint>> Start(const std::string& address,
                                                                int port, Sources sources);
  // Stops at once; a request under way is cut off.
  ~MetricsEndpoint();
  MetricsEndpoint(const MetricsEndpoint&) = delete;
  MetricsEndpoint& operator=(const MetricsEndpoint&) = delete;

  int port() const { return port_; }

 private:
  MetricsEndpoint(int listener, int port, Sources sources);

  void Serve();
  void Answer(int connection) const;
  std::string Respond(absl::string_view head) const;

  const int listener_;
  const int port_;
  const Sources sources_;
  const int stop_;  // an eventfd: readable once the endpoint is to stop
  std::thread thread_;
};

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_METRICS_ENDPOINT_H_
