// SPDX-License-Identifier: Apache-2.0

#include "server/services/serve.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <optional>

#include <grpcpp/support/proto_buffer_reader.h>
#include <grpcpp/support/slice.h>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "server/auth/authenticate.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/services/grpc_status.h"

namespace continuum::services {
namespace {

// When to come again after the lane was full. By then hundreds of calls have been answered.
constexpr absl::Duration kRetryDelay = absl::Milliseconds(250);

// How much of an internal error's text is logged.
constexpr size_t kMaxLoggedErrorBytes = 400;

// Whether an error is ours and not the caller's.
bool IsDefect(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

base::Severity SeverityOf(absl::StatusCode code) {
  if (IsDefect(code)) return base::Severity::kError;
  const bool overloaded =
      code == absl::StatusCode::kUnavailable || code == absl::StatusCode::kResourceExhausted;
  return overloaded ? base::Severity::kWarning : base::Severity::kInfo;
}

std::string ReasonOf(const absl::Status& status) {
  if (status.ok()) return "";
  const auto info = base::GetDetail<google::rpc::ErrorInfo>(status);
  return info.has_value() ? info->reason() : std::string(CodeName(status.code()));
}

// What the caller is told of a defect: nothing of its inside, but how to name it in a report.
absl::Status Defect(absl::string_view call_id) {
  return base::MakeError(
      absl::StatusCode::kInternal, "INTERNAL",
      absl::StrCat("this is a defect in the service; when reporting it, give the "
                   "call's id: ",
                   call_id),
      {{"call", call_id}});
}

}  // namespace

Serve::Serve(const Parts& parts, const std::vector<const google::protobuf::FileDescriptor*>& files)
    : parts_(parts) {
  for (const auto* file : files) {
    for (int s = 0; s < file->service_count(); ++s) {
      const auto* service = file->service(s);
      for (int m = 0; m < service->method_count(); ++m) {
        const auto* method = service->method(m);
        const std::string short_name = absl::StrCat(service->name(), ".", method->name());
        methods_[method->input_type()] = {method->full_name(), short_name,
                                          parts_.metrics->ForMethod(short_name)};
      }
    }
  }
}

absl::Status Serve::Parse(const grpc::ByteBuffer& bytes, google::protobuf::Message& message) {
  grpc::ByteBuffer shared = bytes;  // reading needs one that may change, and this one is gRPC's
  grpc::ProtoBufferReader reader(&shared);
  if (reader.status().ok() && message.ParseFromZeroCopyStream(&reader)) return absl::OkStatus();
  return base::InvalidRequest("MALFORMED_MESSAGE", "the request is not a valid protobuf message");
}

grpc::ByteBuffer Serve::BufferOf(std::string bytes) {
  auto* owned = new std::string(std::move(bytes));  // freed by the slice
  const grpc::Slice slice(
      owned->data(), owned->size(), [](void* data) { delete static_cast<std::string*>(data); },
      owned);
  return {&slice, 1};
}

grpc::ServerUnaryReactor* Serve::Start(Lane& lane, grpc::CallbackServerContext* context,
                                       const google::protobuf::Descriptor* request_type,
                                       Work work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  Arrival arrival{
      .method = &methods_.at(request_type),
      .context = context,
      .reactor = reactor,
      .came = std::chrono::steady_clock::now(),
      .deadline = std::min(absl::FromChrono(context->deadline()), absl::Now() + kLongestDeadline),
      .waited = absl::ZeroDuration(),
      .id = parts_.ids->New()};
  const bool admitted = lane.Run([this, arrival, work = std::move(work)]() mutable {
    arrival.waited = SinceArrival(arrival);
    Answer(arrival, Try(arrival, work));
  });
  if (!admitted) {
    Answer(arrival, {base::ResourceExhausted("SERVER_BUSY",
                                             "too many calls are waiting; try again a little later",
                                             kRetryDelay)});
  }
  return reactor;
}

absl::Duration Serve::SinceArrival(const Arrival& arrival) {
  return absl::FromChrono(std::chrono::steady_clock::now() - arrival.came);
}

// The one place where exceptions end: those that libraries throw, and lack of memory.
Serve::Outcome Serve::Try(const Arrival& arrival, Work& work) const {
  try {
    absl::StatusOr<operations::Call> call = Admit(arrival);
    if (!call.ok()) return {std::move(call).status()};
    return work(*call);
  } catch (const std::exception& thrown) {
    return {absl::InternalError(absl::StrCat("exception: ", thrown.what()))};
  } catch (...) {
    return {absl::InternalError("exception of unknown type")};
  }
}

absl::StatusOr<operations::Call> Serve::Admit(const Arrival& arrival) const {
  const grpc::CallbackServerContext* context = arrival.context;
  const base::Patience patience{arrival.deadline, [context] { return context->IsCancelled(); }};
  RETURN_IF_ERROR(patience.Check(absl::Now()));
  ASSIGN_OR_RETURN(auth::Caller caller, auth::AuthenticateLocal(context->peer()));
  const std::optional<auth::Permission> permission = auth::PermissionOf(arrival.method->full_name);
  if (!permission.has_value() || !auth::Permits(caller, *permission)) {
    return base::PermissionDenied("PERMISSION_DENIED",
                                  absl::StrCat("you may not call ", arrival.method->short_name));
  }
  return operations::Call{std::move(caller), patience};
}

// Logs and counts before the caller gets the answer: whatever was answered is in the log.
void Serve::Answer(const Arrival& arrival, Outcome outcome) const {
  const absl::Duration took = SinceArrival(arrival);
  std::string error;  // of a defect only: other errors repeat what the caller sent
  if (IsDefect(outcome.status.code())) {
    error = base::Utf8Text(outcome.status.ToString(), kMaxLoggedErrorBytes);
    outcome.status = Defect(arrival.id);
  }
  const absl::StatusCode code = outcome.status.code();
  parts_.log->Write(SeverityOf(code), "call",
                    {{"method", arrival.method->short_name},
                     {"code", CodeName(code)},
                     {"reason", ReasonOf(outcome.status)},
                     {"error", error},
                     {"duration_us", absl::ToInt64Microseconds(took)},
                     {"wait_us", absl::ToInt64Microseconds(arrival.waited)},
                     {"request_bytes", outcome.request_bytes},
                     {"response_bytes", outcome.response_bytes},
                     {"call", arrival.id}});
  parts_.metrics->Count(arrival.method->metrics, code, took, arrival.waited);
  arrival.reactor->Finish(ToGrpcStatus(outcome.status));
}

}  // namespace continuum::services
