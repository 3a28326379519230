// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_SERVER_H_
#define CONTINUUM_SERVER_SERVER_H_

#include <grpcpp/server.h>
#include <prometheus/registry.h>

#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/base/clock.h"
#include "server/base/ids.h"
#include "server/base/log.h"
#include "server/gauges.h"
#include "server/info_file.h"
#include "server/metrics_endpoint.h"
#include "server/operations/dependencies.h"
#include "server/operations/followed_revisions.h"
#include "server/operations/inline_rubrics.h"
#include "server/operations/rubric_cache.h"
#include "server/options.h"
#include "server/services/call_metrics.h"
#include "server/services/lane.h"
#include "server/services/serve.h"
#include "server/storage/storage.h"

namespace continuum::server {

// The parts of a running server, put together: services on their port, lanes, metrics on theirs,
// health, reflection, channelz. Start and Stop are called from one thread; everything else that
// happens, happens on threads of its own.
class Server {
 public:
  // Listens and answers when this returns, and the info file is written. `storage`, `clock` and
  // `log` outlive the server. UNAVAILABLE: a port is taken, or the info file cannot be written.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Options& options,
                                                       storage::Storage& storage,
                                                       const base::Clock& clock,
                                                       const base::Log& log);

  // Stops, if that has not been done.
  ~Server();

  // Where it is found.
  const Info& info() const { return info_; }

  // Makes health say whether storage takes changes. Call it every now and then.
  void RefreshHealth();

  // Says "not serving", takes no more calls, lets those that have begun finish for as long as the
  // options say, cancels the rest, and returns when all have been answered.
  void Stop();

 private:
  Server(const Options& options, storage::Storage& storage, const base::Clock& clock,
         const base::Log& log);

  absl::Status Listen();
  void AddGauges();

  const Options options_;
  storage::Storage& storage_;
  const base::Log& log_;
  Info info_;

  operations::RubricCache rubrics_;
  operations::InlineRubrics inline_rubrics_;
  operations::FollowedRevisions followed_revisions_;
  const operations::Dependencies dependencies_;
  base::IdGenerator ids_;

  const std::shared_ptr<prometheus::Registry> registry_;
  const std::shared_ptr<Gauges> gauges_;
  services::CallMetrics call_metrics_;
  // Joined by Stop once gRPC is done with all calls, and before anything that a call uses ends.
  std::unique_ptr<services::Lane> reads_;
  std::unique_ptr<services::Lane> writes_;
  services::Serve serve_;
  std::vector<std::unique_ptr<grpc::Service>> services_;
  std::unique_ptr<grpc::Server> grpc_server_;
  std::unique_ptr<MetricsEndpoint> metrics_endpoint_;
  bool healthy_ = true;
};

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_SERVER_H_
