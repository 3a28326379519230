// SPDX-License-Identifier: Apache-2.0

#include "server/base/errors.h"

#include <cstddef>
#include <cstdint>

#include "server/base/text.h"

namespace continuum::base {
namespace {

// Together these stay under gRPC's 8 KiB even when the message is percent-encoded threefold and the
// details grow by a third in base64.
constexpr size_t kMaxMessageBytes = 1024;
constexpr size_t kMaxViolationsBytes = 2048;
constexpr int kMaxViolations = 20;  // more than that nobody mends in one go
constexpr size_t kMaxFieldBytes = 256;
constexpr size_t kMaxDescriptionBytes = 512;
constexpr size_t kMaxMetadataValueBytes = 256;

google::rpc::BadRequest BadRequestOf(const std::vector<FieldViolation>& violations) {
  google::rpc::BadRequest details;
  size_t bytes = 0;
  for (const FieldViolation& violation : violations) {
    const std::string field = Utf8Text(violation.field, kMaxFieldBytes);
    const std::string description = Utf8Text(violation.description, kMaxDescriptionBytes);
    bytes += field.size() + description.size();
    if (bytes > kMaxViolationsBytes || details.field_violations_size() == kMaxViolations) {
      const auto listed = static_cast<size_t>(details.field_violations_size());
      details.add_field_violations()->set_description(
          absl::StrCat("and ", violations.size() - listed, " more"));
      break;
    }
    auto* added = details.add_field_violations();
    added->set_field(field);
    added->set_description(description);
  }
  return details;
}

}  // namespace

absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const ErrorMetadata& metadata) {
  absl::Status status(code, Utf8Text(message, kMaxMessageBytes));
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(reason));
  info.set_domain(std::string(kErrorDomain));
  for (const auto& [key, value] : metadata) {
    (*info.mutable_metadata())[std::string(key)] = Utf8Text(value, kMaxMetadataValueBytes);
  }
  SetDetail(info, &status);
  return status;
}

absl::Status InvalidField(absl::string_view field, absl::string_view value,
                          absl::string_view wanted, absl::string_view reason) {
  return InvalidFields(
      {{std::string(field), absl::StrCat("got ", Shown(value), ", want ", wanted)}}, reason);
}

absl::Status InvalidFields(const std::vector<FieldViolation>& violations,
                           absl::string_view reason) {
  const FieldViolation& first = violations.front();
  std::string message = absl::StrCat(Utf8Text(first.field, kMaxFieldBytes), ": ",
                                     Utf8Text(first.description, kMaxDescriptionBytes));
  if (violations.size() > 1) {
    absl::StrAppend(&message, " (and ", violations.size() - 1, " more)");
  }
  absl::Status status = MakeError(absl::StatusCode::kInvalidArgument, reason, message);
  SetDetail(BadRequestOf(violations), &status);
  return status;
}

absl::Status InvalidRequest(absl::string_view reason, absl::string_view description) {
  return MakeError(absl::StatusCode::kInvalidArgument, reason, description);
}

absl::Status NotFound(absl::string_view resource_name) {
  return MakeError(absl::StatusCode::kNotFound, "NOT_FOUND",
                   absl::StrCat(Shown(resource_name, kMaxFieldBytes), " was not found"),
                   {{"resource", resource_name}});
}

absl::Status AlreadyExists(absl::string_view resource_name) {
  return MakeError(absl::StatusCode::kAlreadyExists, "ALREADY_EXISTS",
                   absl::StrCat(Shown(resource_name, kMaxFieldBytes), " exists already"),
                   {{"resource", resource_name}});
}

absl::Status StaleEtag(absl::string_view resource_name, absl::string_view given,
                       absl::string_view current) {
  return MakeError(
      absl::StatusCode::kAborted, "ETAG_MISMATCH",
      absl::StrCat("etag: got ", Shown(given), ", want ", Shown(current), ": ",
                   Shown(resource_name, kMaxFieldBytes), " has changed; read it again"),
      {{"resource", resource_name}, {"given", given}, {"current", current}});
}

absl::Status FailedPrecondition(absl::string_view reason, absl::string_view subject,
                                absl::string_view description) {
  absl::Status status = MakeError(absl::StatusCode::kFailedPrecondition, reason,
                                  absl::StrCat(Shown(subject, kMaxFieldBytes), ": ", description),
                                  {{"resource", subject}});
  google::rpc::PreconditionFailure failure;
  auto* violation = failure.add_violations();
  violation->set_type(std::string(reason));
  violation->set_subject(Utf8Text(subject, kMaxFieldBytes));
  violation->set_description(Utf8Text(description, kMaxDescriptionBytes));
  SetDetail(failure, &status);
  return status;
}

absl::Status PermissionDenied(absl::string_view reason, absl::string_view description) {
  return MakeError(absl::StatusCode::kPermissionDenied, reason, description);
}

absl::Status ResourceExhausted(absl::string_view reason, absl::string_view description,
                               absl::Duration retry_delay) {
  absl::Status status = MakeError(absl::StatusCode::kResourceExhausted, reason, description);
  google::rpc::RetryInfo retry;
  absl::Duration rest;
  const int64_t seconds = absl::IDivDuration(retry_delay, absl::Seconds(1), &rest);
  retry.mutable_retry_delay()->set_seconds(seconds);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  SetDetail(retry, &status);
  return status;
}

std::string ReasonOf(const absl::Status& status) {
  const auto info = GetDetail<google::rpc::ErrorInfo>(status);
  return info.has_value() ? info->reason() : "";
}

}  // namespace continuum::base
