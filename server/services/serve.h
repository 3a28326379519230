// SPDX-License-Identifier: Apache-2.0
//
// The one way of every call: off gRPC's thread into its lane, deadline, caller, permission, the
// operation, its error as gRPC's, one log line, the metrics. A service adds nothing but which
// operation a method is:
//
//   grpc::ServerUnaryReactor* GetProgram(grpc::CallbackServerContext* context,
//                                        const v1::GetProgramRequest* request,
//                                        v1::Program* response) override {
//     return serve_.Read(context, request, response, operations::GetProgram);
//   }
//
// A call is dropped when its deadline has passed or it is cancelled: here until the operation
// begins, and by storage until the writer takes it. From then on it is finished and answered.

#ifndef CONTINUUM_SERVER_SERVICES_SERVE_H_
#define CONTINUUM_SERVER_SERVICES_SERVE_H_

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/server_callback.h>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/auth/permissions.h"
#include "server/base/ids.h"
#include "server/base/log.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/services/call_metrics.h"
#include "server/services/lane.h"

namespace continuum::services {

// How long a call may take that states no deadline, or a later one.
inline constexpr absl::Duration kLongestDeadline = absl::Seconds(60);

// Thread-safe. Everything in Parts is set and outlives this; this outlives the gRPC server, which
// may hold calls until it is gone.
class Serve {
 public:
  struct Parts {
    const operations::Dependencies* dependencies;
    Lane* reads;
    Lane* writes;
    CallMetrics* metrics;
    const base::Log* log;
    base::IdGenerator* ids;
  };

  // Knows the methods of all services in `files`, by their request types: by our rule each method
  // has one of its own.
  Serve(const Parts& parts, const std::vector<const google::protobuf::FileDescriptor*>& files);

  // Answers a call with `operation(dependencies, call, *request)`, an absl::StatusOr<Response>, in
  // the lane of the reads. Used as the whole body of a service's method.
  template <typename Request, typename Response, typename Operation>
  grpc::ServerUnaryReactor* Read(grpc::CallbackServerContext* context, const Request* request,
                                 Response* response, Operation operation) {
    return Start(*parts_.reads, context, Request::descriptor(),
                 WorkOf(request, response, std::move(operation)));
  }

  // The same in the lane of the writes.
  template <typename Request, typename Response, typename Operation>
  grpc::ServerUnaryReactor* Write(grpc::CallbackServerContext* context, const Request* request,
                                  Response* response, Operation operation) {
    return Start(*parts_.writes, context, Request::descriptor(),
                 WorkOf(request, response, std::move(operation)));
  }

  // Read for a raw method, whose operation gives the response as serialized bytes
  // (absl::StatusOr<std::string>), so that stored bytes go out as they are.
  template <typename Request, typename Operation>
  grpc::ServerUnaryReactor* ReadBytes(grpc::CallbackServerContext* context,
                                      const grpc::ByteBuffer* request, grpc::ByteBuffer* response,
                                      Operation operation) {
    return Start(*parts_.reads, context, Request::descriptor(),
                 BytesWorkOf<Request>(request, response, std::move(operation)));
  }

 private:
  struct Method {
    std::string full_name;   // continuum.v1.ProgramService.GetProgram
    std::string short_name;  // ProgramService.GetProgram
    CallMetrics::Method metrics;
  };

  // What a call was answered with.
  struct Outcome {
    absl::Status status;
    size_t request_bytes = 0;
    size_t response_bytes = 0;
  };
  using Work = absl::AnyInvocable<Outcome(const operations::Call&)>;

  // A call from its arrival to its answer.
  struct Arrival {
    const Method* method;
    grpc::CallbackServerContext* context;
    grpc::ServerUnaryReactor* reactor;
    std::chrono::steady_clock::time_point came;
    absl::Time deadline;
    absl::Duration waited;  // for a thread
    std::string id;
  };

  template <typename Request, typename Response, typename Operation>
  Work WorkOf(const Request* request, Response* response, Operation operation) {
    return [this, request, response, operation](const operations::Call& call) -> Outcome {
      absl::StatusOr<Response> result = operation(*parts_.dependencies, call, *request);
      const size_t request_bytes = request->ByteSizeLong();
      if (!result.ok()) return {std::move(result).status(), request_bytes};
      *response = *std::move(result);
      return {absl::OkStatus(), request_bytes, response->ByteSizeLong()};
    };
  }

  template <typename Request, typename Operation>
  Work BytesWorkOf(const grpc::ByteBuffer* request, grpc::ByteBuffer* response,
                   Operation operation) {
    return [this, request, response, operation](const operations::Call& call) -> Outcome {
      Request parsed;
      const size_t request_bytes = request->Length();
      if (absl::Status status = Parse(*request, parsed); !status.ok()) {
        return {std::move(status), request_bytes};
      }
      absl::StatusOr<std::string> result = operation(*parts_.dependencies, call, parsed);
      if (!result.ok()) return {std::move(result).status(), request_bytes};
      const size_t response_bytes = result->size();
      *response = BufferOf(*std::move(result));
      return {absl::OkStatus(), request_bytes, response_bytes};
    };
  }

  static absl::Status Parse(const grpc::ByteBuffer& bytes, google::protobuf::Message& message);
  static grpc::ByteBuffer BufferOf(std::string bytes);

  grpc::ServerUnaryReactor* Start(Lane& lane, grpc::CallbackServerContext* context,
                                  const google::protobuf::Descriptor* request_type, Work work);
  static absl::Duration SinceArrival(const Arrival& arrival);
  Outcome Try(const Arrival& arrival, Work& work) const;
  absl::StatusOr<operations::Call> Admit(const Arrival& arrival) const;
  void Answer(const Arrival& arrival, Outcome outcome) const;

  const Parts parts_;
  absl::flat_hash_map<const google::protobuf::Descriptor*, Method> methods_;
};

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_SERVE_H_
