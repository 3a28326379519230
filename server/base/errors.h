// SPDX-License-Identifier: Apache-2.0
//
// Errors that a client's program can act on: an absl::Status that carries google.rpc details as
// payloads. Code that may not see gRPC makes them; services/ turns the payloads into the details of
// a grpc::Status. A payload's type URL is "type.googleapis.com/google.rpc.<Type>" and its bytes are
// the serialized message; absl visits payloads in no fixed order.
//
// Every error has an ErrorInfo with a stable reason (UPPER_SNAKE_CASE, part of the API) and the
// domain "continuum". Messages name the field, its value and what was wanted. Values are shown in
// quotes, escaped and clipped, so any bytes may be passed. What a person may not know must not be
// passed.
//
// gRPC sends an error in 8 KiB of metadata, details included, and breaks above it; so all text is
// clipped here, and field violations beyond a budget are counted instead of listed.
//
// Pure functions.

#ifndef CONTINUUM_SERVER_BASE_ERRORS_H_
#define CONTINUUM_SERVER_BASE_ERRORS_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"

namespace continuum::base {

inline constexpr absl::string_view kErrorDomain = "continuum";

// Further facts of an ErrorInfo, for programs: {"resource", name}.
using ErrorMetadata = std::vector<std::pair<absl::string_view, absl::string_view>>;

struct FieldViolation {
  std::string field;        // the path in the request: "assessment.period.start_date"
  std::string description;  // one sentence for a person
};

// INVALID_ARGUMENT with BadRequest. "program.title: got "", want 1 to 200 characters".
absl::Status InvalidField(absl::string_view field, absl::string_view value,
                          absl::string_view wanted, absl::string_view reason = "FIELD_INVALID");

// INVALID_ARGUMENT with BadRequest, several fields at once. The message is the first violation and
// how many more there are. `violations` must not be empty.
absl::Status InvalidFields(const std::vector<FieldViolation>& violations,
                           absl::string_view reason = "FIELD_INVALID");

// INVALID_ARGUMENT without a field, when the request as a whole makes no sense.
absl::Status InvalidRequest(absl::string_view reason, absl::string_view description);

// NOT_FOUND, reason NOT_FOUND, with the name as metadata "resource". Also for what the
// caller may not know of.
absl::Status NotFound(absl::string_view resource_name);

// ALREADY_EXISTS, reason ALREADY_EXISTS, with the name as metadata "resource".
absl::Status AlreadyExists(absl::string_view resource_name);

// ABORTED, reason ETAG_MISMATCH: read the resource again and decide anew.
absl::Status StaleEtag(absl::string_view resource_name, absl::string_view given,
                       absl::string_view current);

// FAILED_PRECONDITION with PreconditionFailure: `subject` (a resource name) is not in the state
// that the call needs; `description` says which it needs. Retrying does not help until that
// changes.
absl::Status FailedPrecondition(absl::string_view reason, absl::string_view subject,
                                absl::string_view description);

// PERMISSION_DENIED: the caller is known and may not do this.
absl::Status PermissionDenied(absl::string_view reason, absl::string_view description);

// RESOURCE_EXHAUSTED with RetryInfo: the same call may succeed after `retry_delay`.
absl::Status ResourceExhausted(absl::string_view reason, absl::string_view description,
                               absl::Duration retry_delay);

// Any other code with an ErrorInfo.
absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const ErrorMetadata& metadata = {});

// The type URL under which a detail of type `Detail` is stored as a payload.
template <typename Detail>
std::string DetailTypeUrl() {
  return absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name());
}

// The detail of that type that `status` carries, if it does:
// GetDetail<google::rpc::ErrorInfo>(status).
template <typename Detail>
std::optional<Detail> GetDetail(const absl::Status& status) {
  const auto payload = status.GetPayload(DetailTypeUrl<Detail>());
  Detail detail;
  if (!payload.has_value() || !detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

// The reason of the ErrorInfo that `status` carries; empty if it carries none.
std::string ReasonOf(const absl::Status& status);

// Adds a detail to an error, in place of one of the same type. Nothing happens to an OK status.
template <typename Detail>
void SetDetail(const Detail& detail, absl::Status* status) {
  status->SetPayload(DetailTypeUrl<Detail>(), absl::Cord(detail.SerializeAsString()));
}

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_ERRORS_H_
