// SPDX-License-Identifier: Apache-2.0
//
// The one way of every call: off gRPC's thread into its lane, deadline, caller, permission, the
// operation, its error as gRPC's, one log line, the metrics, and what is kept of calls.
//
// A call is dropped when its deadline has passed or it is cancelled: here until the operation
// begins, and by storage until the writer takes it. From then on it is finished and answered.

#ifndef CONTINUUM_SERVER_SERVICES_SERVE_H_
#define CONTINUUM_SERVER_SERVICES_SERVE_H_

#include <chrono>
#include <functional>
#include <string>

#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include <google/protobuf/message.h>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/auth/permissions.h"
#include "server/auth/throttle.h"
#include "server/base/ids.h"
#include "server/base/log.h"
#include "server/operations/access/passage.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/services/call_metrics.h"
#include "server/services/lane.h"

namespace continuum::services {

// How long a call may take that states no deadline, or a later one.
inline constexpr absl::Duration kLongestDeadline = absl::Seconds(60);

// A method of the API, and how it is answered.
struct Method {
  // From the bytes of the request to those of the response. Runs on a thread of the lane. Asks for
  // permission before it does anything else, and does the rest as the caller that it is given.
  using Permit =
      absl::FunctionRef<absl::Status(const google::protobuf::Message& request, operations::Call&)>;
  using Answer =
      std::function<absl::StatusOr<std::string>(operations::Call, const grpc::ByteBuffer&, Permit)>;

  std::string name;              // ProgramService.GetProgram
  const auth::MethodRule* rule;  // null: nobody may call it
  Lane* lane;
  bool changes;  // whether a token that may only read is refused
  CallMetrics::Method metrics;
  Answer answer;
};

// Thread-safe. Everything in Parts is set and outlives this; this outlives the gRPC server, which
// may hold calls until it is gone.
class Serve {
 public:
  struct Parts {
    const operations::Dependencies* dependencies;
    auth::RateLimit* account_bytes;  // of what one account writes
    Lane* reads;
    Lane* writes;
    CallMetrics* metrics;
    const base::Log* log;
    base::IdGenerator* ids;
  };

  explicit Serve(const Parts& parts) : parts_(parts) {}

  // Takes a call that has just come. Returns at once; the call is answered later, from the method's
  // lane. `method` lives as long as the gRPC server; the other arguments are gRPC's.
  grpc::ServerUnaryReactor* Take(const Method& method, grpc::CallbackServerContext* context,
                                 const grpc::ByteBuffer* request, grpc::ByteBuffer* response) const;

  const Parts& parts() const { return parts_; }

 private:
  // A call from its arrival to its answer.
  struct Arrival {
    const Method* method;
    grpc::CallbackServerContext* context;
    grpc::ServerUnaryReactor* reactor;
    const grpc::ByteBuffer* request;
    grpc::ByteBuffer* response;
    std::chrono::steady_clock::time_point came;
    absl::Time deadline;
    absl::Duration waited;  // for a thread
    std::string id;
  };

  static absl::Duration SinceArrival(const Arrival& arrival);
  absl::StatusOr<operations::Call> Admit(const Arrival& arrival,
                                         operations::Passage& passage) const;
  absl::StatusOr<std::string> Try(const Arrival& arrival, operations::Passage& passage) const;
  void Run(const Arrival& arrival) const;
  void Answer(const Arrival& arrival, absl::StatusOr<std::string> result,
              const operations::Passage* passage) const;

  const Parts parts_;
};

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_SERVE_H_
