// SPDX-License-Identifier: Apache-2.0
//
// Making a change at most once per request_id. The same caller, id and request get the first answer
// again, byte for byte, even if what was changed has changed since; the same id with another
// request is FAILED_PRECONDITION, REQUEST_ID_REUSED. The answer is kept in the transaction of the
// change, so that there is never one without the other; failures are not kept. Without a request_id
// each call is a change of its own. All functions are thread-safe.

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_CHANGE_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_CHANGE_H_

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/base/status_macros.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/storage/storage.h"

namespace continuum::operations {

// A request to change something, as far as telling it from others goes.
struct RequestIdentity {
  std::string method;  // such as "CreateProgram"
  std::string request_id;
  std::string digest;  // empty when there is no request_id
};
RequestIdentity IdentityOf(const google::protobuf::Message& request, absl::string_view request_id);

// What a change gives.
template <typename Response>
struct Changed {
  Response response;
  std::string owner;  // of the rows that were changed
};

// The bytes of the first answer to this request, if there was one.
absl::StatusOr<std::optional<std::string>> FindFirstAnswer(const storage::Reader& reader,
                                                           const auth::Caller& caller,
                                                           const RequestIdentity& identity);

// Remembers the answer. Does nothing without a request_id.
absl::Status RememberAnswer(storage::Writer& writer, const RequestIdentity& identity,
                            absl::string_view owner, const google::protobuf::Message& response);

// Reads back what RememberAnswer kept. DATA_LOSS if that cannot be read.
absl::Status ParseAnswer(absl::string_view bytes, google::protobuf::Message* response);

// The answer that an earlier call with this request got. Ask before work that is dear, and, in the
// same Read, before checks that the change itself makes fail; MakeChange asks again.
template <typename Response, typename Request>
absl::StatusOr<std::optional<Response>> FindReplay(const storage::Reader& reader, const Call& call,
                                                   const Request& request) {
  ASSIGN_OR_RETURN(const std::optional<std::string> bytes,
                   FindFirstAnswer(reader, call.caller, IdentityOf(request, request.request_id())));
  if (!bytes.has_value()) return std::nullopt;
  Response response;
  RETURN_IF_ERROR(ParseAnswer(*bytes, &response));
  return response;
}
template <typename Response, typename Request>
absl::StatusOr<std::optional<Response>> FindReplay(const Dependencies& dependencies,
                                                   const Call& call, const Request& request) {
  std::optional<Response> replay;
  if (request.request_id().empty()) return replay;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(replay, FindReplay<Response>(reader, call, request));
    return absl::OkStatus();
  }));
  return replay;
}

// Runs `change` as one change of the store, or gives the first answer if the request came before.
// `change` obeys the rules of Storage::Write: it may run again and on another thread.
template <typename Response, typename Request>
absl::StatusOr<Response> MakeChange(
    const Dependencies& dependencies, const Call& call, const Request& request,
    absl::FunctionRef<absl::StatusOr<Changed<Response>>(storage::Writer&)> change) {
  const RequestIdentity identity = IdentityOf(request, request.request_id());
  Response response;
  RETURN_IF_ERROR(dependencies.storage->Write(
      {.kind = identity.method, .author = call.caller.id()}, call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(const std::optional<std::string> first,
                         FindFirstAnswer(writer, call.caller, identity));
        if (first.has_value()) return ParseAnswer(*first, &response);
        ASSIGN_OR_RETURN(Changed<Response> changed, change(writer));
        RETURN_IF_ERROR(RememberAnswer(writer, identity, changed.owner, changed.response));
        response = std::move(changed.response);
        return absl::OkStatus();
      }));
  return response;
}

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_CHANGE_H_
