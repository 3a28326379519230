// SPDX-License-Identifier: Apache-2.0

#include "server/services/serve.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <utility>

#include <grpcpp/support/slice.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "server/auth/peer.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/operations/access/authenticate.h"
#include "server/operations/access/authorize.h"
#include "server/operations/access/record_call.h"
#include "server/operations/access/write_bytes.h"
#include "server/services/grpc_status.h"
#include "server/services/peer_of.h"

namespace continuum::services {
namespace {

// When to come again after the lane was full. By then hundreds of calls have been answered.
constexpr absl::Duration kRetryDelay = absl::Milliseconds(250);

// How much of a defect's text is logged.
constexpr size_t kMaxLoggedErrorBytes = 400;

// Whether an error is ours and not the caller's.
bool IsDefect(absl::StatusCode code) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         code == absl::StatusCode::kDataLoss;
}

// Whether an error that is ours says what the caller can have put right. Such words are written for
// callers, and tell nothing of the inside.
bool IsForCaller(const absl::Status& error) {
  return absl::IsDataLoss(error) && base::ReasonOf(error) == "FILE_MISSING";
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
  return base::MakeError(absl::StatusCode::kInternal, "INTERNAL",
                         absl::StrCat("this is a defect in the service; when reporting it, give "
                                      "the call's id: ",
                                      call_id),
                         {{"call", call_id}});
}

// The secret of the metadata "authorization: Bearer SECRET"; empty without it.
std::string SecretOf(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find("authorization");
  if (found == metadata.end()) return "";
  const absl::string_view value(found->second.data(), found->second.size());
  constexpr absl::string_view kScheme = "bearer ";
  if (value.size() < kScheme.size() ||
      !absl::EqualsIgnoreCase(value.substr(0, kScheme.size()), kScheme)) {
    return "-";  // something that is no secret, and not nothing
  }
  return std::string(value.substr(kScheme.size()));
}

// The bytes without copying them.
grpc::ByteBuffer BufferOf(std::string bytes) {
  auto* owned = new std::string(std::move(bytes));  // freed by the slice
  const grpc::Slice slice(
      owned->data(), owned->size(), [](void* data) { delete static_cast<std::string*>(data); },
      owned);
  return {&slice, 1};
}

}  // namespace

grpc::ServerUnaryReactor* Serve::Take(const Method& method, grpc::CallbackServerContext* context,
                                      const grpc::ByteBuffer* request,
                                      grpc::ByteBuffer* response) const {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  Arrival arrival{
      .method = &method,
      .context = context,
      .reactor = reactor,
      .request = request,
      .response = response,
      .came = std::chrono::steady_clock::now(),
      .deadline = std::min(absl::FromChrono(context->deadline()), absl::Now() + kLongestDeadline),
      .waited = absl::ZeroDuration(),
      .id = parts_.ids->New()};
  const bool admitted = method.lane->Run([this, arrival]() mutable {
    arrival.waited = SinceArrival(arrival);
    Run(arrival);
  });
  if (!admitted) {
    Answer(arrival,
           base::ResourceExhausted(
               "SERVER_BUSY", "too many calls are waiting; try again a little later", kRetryDelay),
           nullptr);
  }
  return reactor;
}

absl::Duration Serve::SinceArrival(const Arrival& arrival) {
  return absl::FromChrono(std::chrono::steady_clock::now() - arrival.came);
}

void Serve::Run(const Arrival& arrival) const {
  operations::Passage passage;
  passage.method = arrival.method->name;
  passage.changes = arrival.method->changes;
  passage.call_id = arrival.id;
  absl::StatusOr<std::string> result = Try(arrival, passage);
  Answer(arrival, std::move(result), &passage);
}

// The one place where exceptions end: those that libraries throw, and lack of memory.
absl::StatusOr<std::string> Serve::Try(const Arrival& arrival, operations::Passage& passage) const {
  try {
    ASSIGN_OR_RETURN(operations::Call call, Admit(arrival, passage));
    const Method& method = *arrival.method;
    return method.answer(
        std::move(call), *arrival.request,
        [&](const google::protobuf::Message& request, operations::Call& permitted) -> absl::Status {
          ASSIGN_OR_RETURN(permitted.caller,
                           operations::Authorize(*parts_.dependencies, std::move(permitted.caller),
                                                 method.rule, passage.changes, request, &passage));
          return operations::TakeWriteBytes(*parts_.account_bytes, passage,
                                            arrival.request->Length());
        });
  } catch (const std::exception& thrown) {
    return absl::InternalError(absl::StrCat("exception: ", thrown.what()));
  } catch (...) {
    return absl::InternalError("exception of unknown type");
  }
}

absl::StatusOr<operations::Call> Serve::Admit(const Arrival& arrival,
                                              operations::Passage& passage) const {
  const grpc::CallbackServerContext* context = arrival.context;
  const base::Patience patience{arrival.deadline, [context] { return context->IsCancelled(); }};
  RETURN_IF_ERROR(patience.Check(absl::Now()));
  const operations::Credentials credentials{SecretOf(*context), PeerOf(*context)};
  passage.peer = credentials.peer.address;
  ASSIGN_OR_RETURN(auth::Caller caller,
                   operations::Authenticate(*parts_.dependencies, credentials));
  passage.caller = caller;
  return operations::Call{
      std::move(caller), patience,
      credentials.peer.loopback ? "" : auth::NetworkOf(credentials.peer.address), &passage};
}

// Logs and counts before the caller gets the answer: whatever was answered is in the log.
void Serve::Answer(const Arrival& arrival, absl::StatusOr<std::string> result,
                   const operations::Passage* passage) const {
  const absl::Duration took = SinceArrival(arrival);
  absl::Status status = result.status();
  std::string error;  // of a defect only: other errors repeat what the caller sent
  if (IsDefect(status.code())) {
    error = base::Utf8Text(status.ToString(), kMaxLoggedErrorBytes);
    if (!IsForCaller(status)) status = Defect(arrival.id);
  }
  parts_.log->Write(SeverityOf(status.code()), "call",
                    {{"method", arrival.method->name},
                     {"code", CodeName(status.code())},
                     {"reason", ReasonOf(status)},
                     {"error", error},
                     {"duration_us", absl::ToInt64Microseconds(took)},
                     {"wait_us", absl::ToInt64Microseconds(arrival.waited)},
                     {"request_bytes", arrival.request->Length()},
                     {"response_bytes", result.ok() ? result->size() : size_t{0}},
                     {"call", arrival.id}});
  if (passage != nullptr) operations::RecordCall(*parts_.dependencies, *passage, status);
  parts_.metrics->Count(arrival.method->metrics, status.code(), took, arrival.waited);
  if (result.ok()) *arrival.response = BufferOf(*std::move(result));
  arrival.reactor->Finish(ToGrpcStatus(status));
}

}  // namespace continuum::services
