// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/change.h"

#include <google/protobuf/descriptor.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/operations/common/fingerprint.h"

namespace continuum::operations {

RequestIdentity IdentityOf(const google::protobuf::Message& request, absl::string_view request_id) {
  RequestIdentity identity;
  identity.method = std::string(absl::StripSuffix(request.GetDescriptor()->name(), "Request"));
  identity.request_id = std::string(request_id);
  if (!request_id.empty()) identity.digest = FingerprintOf(request);
  return identity;
}

absl::StatusOr<std::optional<std::string>> FindFirstAnswer(const storage::Reader& reader,
                                                           const auth::Caller& caller,
                                                           const RequestIdentity& identity) {
  if (identity.request_id.empty()) return std::nullopt;
  auto record = reader.GetRequest(auth::Scope(caller), caller.id(), identity.request_id);
  if (absl::IsNotFound(record.status())) return std::nullopt;
  RETURN_IF_ERROR(record.status());
  if (record->request_digest != identity.digest) {  // which covers the method as well
    return base::FailedPrecondition(
        "REQUEST_ID_REUSED", identity.request_id,
        absl::StrCat("this request_id was used for another request (", record->method,
                     "); want a new one for each change"));
  }
  return std::move(record->response);
}

absl::Status RememberAnswer(storage::Writer& writer, const RequestIdentity& identity,
                            absl::string_view owner, const google::protobuf::Message& response) {
  if (identity.request_id.empty()) return absl::OkStatus();
  storage::RequestRecord record;
  record.request_id = identity.request_id;
  record.owner = std::string(owner);
  record.method = identity.method;
  record.request_digest = identity.digest;
  record.response = response.SerializeAsString();
  // The row is the caller's, whose id it carries, whoever owns what was changed: a lead may change
  // memberships, which are the installation's.
  return writer.CreateRequest(auth::Scope(auth::Caller::Server()), record);
}

absl::Status ParseAnswer(absl::string_view bytes, google::protobuf::Message* response) {
  if (response->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::OkStatus();
  }
  return absl::DataLossError("the kept answer to a request_id cannot be read");
}

}  // namespace continuum::operations
