// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_SERVICES_UNARY_SERVICE_H_
#define CONTINUUM_SERVER_SERVICES_UNARY_SERVICE_H_

#include <deque>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/support/byte_buffer.h>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/base/status_macros.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/services/serve.h"

namespace continuum::services {

// A gRPC service that is made of operations, one line for each method:
//
//   auto service = std::make_unique<UnaryService>(*file.service(0), serve);
//   service->Read(operations::GetProgram);
//   service->Write(operations::CreateProgram);
//
// Which method an operation answers follows from the type of its request: by our rule each method
// has one of its own. So no operation can run under another's name or permission.
//
// It is a "raw" service of the callback API, which hands over bytes. The one that protoc generates
// parses on gRPC's few threads, where a large message keeps all other calls waiting, and answers
// bytes that are no message with UNIMPLEMENTED. Stored bytes can go out as they are, too.
class UnaryService final : public grpc::Service {
 public:
  // Takes an operation's Request and gives its Response, or, as std::string, the Response's bytes.
  template <typename Request, typename Response>
  using Operation = std::function<absl::StatusOr<Response>(
      const operations::Dependencies&, const operations::Call&, const Request&)>;
  template <typename Request, typename Response>
  using Function = absl::StatusOr<Response>(const operations::Dependencies&,
                                            const operations::Call&, const Request&);

  // `serve` outlives the service, and both outlive the gRPC server.
  UnaryService(const google::protobuf::ServiceDescriptor& descriptor, Serve& serve)
      : descriptor_(descriptor), serve_(serve) {}

  // The operation's method is answered in the lane of the reads, or of the writes. SlowRead is for
  // one that changes nothing for its caller, and yet takes long or has to note something: it waits
  // in the wide lane of the writes, and tokens that may only read may call it.
  template <typename Request, typename Response>
  void Read(Function<Request, Response>* operation) {
    Read<Request, Response>(Operation<Request, Response>(operation));
  }
  template <typename Request, typename Response>
  void Write(Function<Request, Response>* operation) {
    Write<Request, Response>(Operation<Request, Response>(operation));
  }
  template <typename Request, typename Response>
  void SlowRead(Function<Request, Response>* operation) {
    Add(*serve_.parts().writes, /*changes=*/false, *Request::descriptor(),
        AnswerWith(Operation<Request, Response>(operation)));
  }
  template <typename Request, typename Response>
  void Read(Operation<Request, Response> operation) {
    Add(*serve_.parts().reads, /*changes=*/false, *Request::descriptor(),
        AnswerWith(std::move(operation)));
  }
  template <typename Request, typename Response>
  void Write(Operation<Request, Response> operation) {
    Add(*serve_.parts().writes, /*changes=*/true, *Request::descriptor(),
        AnswerWith(std::move(operation)));
  }

 private:
  template <typename Request, typename Response>
  Method::Answer AnswerWith(Operation<Request, Response> operation) {
    return [dependencies = serve_.parts().dependencies, operation = std::move(operation)](
               operations::Call call, const grpc::ByteBuffer& bytes,
               Method::Permit permit) -> absl::StatusOr<std::string> {
      Request request;
      RETURN_IF_ERROR(Parse(bytes, request));
      RETURN_IF_ERROR(permit(request, call));
      ASSIGN_OR_RETURN(Response response, operation(*dependencies, call, request));
      if constexpr (std::is_same_v<Response, std::string>) {
        return response;
      } else {
        return response.SerializeAsString();
      }
    };
  }

  // INVALID_ARGUMENT, MALFORMED_MESSAGE: the bytes are no such message.
  static absl::Status Parse(const grpc::ByteBuffer& bytes, google::protobuf::Message& message);

  // Ends the process if no method of the service takes this request.
  void Add(Lane& lane, bool changes, const google::protobuf::Descriptor& request,
           Method::Answer answer);

  const google::protobuf::ServiceDescriptor& descriptor_;
  Serve& serve_;
  std::deque<std::string> paths_;  // "/continuum.v1.ProgramService/GetProgram"; gRPC keeps pointers
  std::deque<Method> methods_;
};

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_UNARY_SERVICE_H_
