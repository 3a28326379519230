// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/connection.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/error.h"
#include "clients/cli/message_check.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/crosswalk_service.grpc.pb.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "continuum/v1/rubric_service.grpc.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace continuum::cli {

namespace {

static_assert(static_cast<int>(grpc::StatusCode::NOT_FOUND) ==
              static_cast<int>(absl::StatusCode::kNotFound));
static_assert(static_cast<int>(grpc::StatusCode::UNAVAILABLE) ==
              static_cast<int>(absl::StatusCode::kUnavailable));

absl::Status ToAbsl(const grpc::Status& status, absl::string_view address) {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  const bool has_details = details.ParseFromString(status.error_details());
  // Without details it is the transport that speaks, in its own words.
  const std::string message =
      status.error_code() == grpc::StatusCode::UNAVAILABLE && details.details().empty()
          ? absl::StrCat("the server at ", address, " cannot be reached (", status.error_message(),
                         ")")
          : status.error_message();
  absl::Status error(static_cast<absl::StatusCode>(status.error_code()), message);
  if (!has_details) return error;
  for (const auto& detail : details.details()) {
    error.SetPayload(detail.type_url(), absl::Cord(detail.value()));
  }
  return error;
}

// How long to wait before the next try; zero when another try makes no sense.
absl::Duration PauseAfter(const absl::Status& error, absl::Duration pause) {
  const bool busy = error.code() == absl::StatusCode::kResourceExhausted;
  if (!busy && error.code() != absl::StatusCode::kUnavailable) return absl::ZeroDuration();
  const auto retry = GetDetail<google::rpc::RetryInfo>(error);
  // A message that is too large is also RESOURCE_EXHAUSTED, but never with advice to retry.
  if (busy && !retry.has_value()) return absl::ZeroDuration();
  if (!retry.has_value()) return pause;
  const auto& advice = retry->retry_delay();
  return std::max(pause, absl::Seconds(advice.seconds()) + absl::Nanoseconds(advice.nanos()));
}

// Ids that sort by time, which the server's database likes.
std::string NewRequestId() {
  absl::BitGen random;
  return absl::StrFormat("cli-%012x-%016x", absl::ToUnixMillis(absl::Now()),
                         absl::Uniform<uint64_t>(random));
}

// 127.0.0.0/8, ::1, localhost, or a socket file.
bool IsOnThisMachine(absl::string_view address) {
  if (absl::StartsWith(address, "unix:") || absl::StartsWith(address, "localhost:") ||
      absl::StartsWith(address, "[::1]:")) {
    return true;
  }
  const absl::string_view host = address.substr(0, address.rfind(':'));
  return absl::StartsWith(host, "127.") && std::all_of(host.begin(), host.end(), [](char c) {
           return absl::ascii_isdigit(c) || c == '.';
         });
}

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);  // loopback never goes through a proxy
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);     // this class retries
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  arguments.SetMaxReceiveMessageSize(16 << 20);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

struct Connection::Impl {
  Impl(absl::string_view server, const Patience& how_long)
      : address(server),
        patience(how_long),
        channel(OpenChannel(address)),
        rubrics(v1::RubricService::NewStub(channel)),
        programs(v1::ProgramService::NewStub(channel)),
        assessments(v1::AssessmentService::NewStub(channel)),
        crosswalks(v1::CrosswalkService::NewStub(channel)) {}

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request, absl::Duration limit) {
    if (absl::Status sendable = CheckMessage(request); !sendable.ok()) return sendable;
    absl::Duration pause = patience.first_pause;
    for (int tries = 1;; ++tries) {
      grpc::ClientContext context;
      context.set_deadline(absl::ToChronoTime(absl::Now() + limit));
      Response response;
      absl::Status status = ToAbsl((stub.*method)(&context, request, &response), address);
      if (status.ok()) return response;
      const absl::Duration wait = PauseAfter(status, pause);
      if (wait == absl::ZeroDuration() || tries >= patience.tries) return status;
      absl::SleepFor(wait);
      pause *= 2;
    }
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Read(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    return Call(stub, method, request, patience.read);
  }

  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Write(Stub& stub,
                                 grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                              Response*),
                                 Request& request) {
    if (request.request_id().empty()) request.set_request_id(NewRequestId());
    return Call(stub, method, request, patience.write);
  }

  const std::string address;
  const Patience patience;
  const std::shared_ptr<grpc::Channel> channel;
  const std::unique_ptr<v1::RubricService::Stub> rubrics;
  const std::unique_ptr<v1::ProgramService::Stub> programs;
  const std::unique_ptr<v1::AssessmentService::Stub> assessments;
  const std::unique_ptr<v1::CrosswalkService::Stub> crosswalks;
};

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(absl::string_view address,
                                                             const Patience& patience) {
  if (!IsOnThisMachine(address)) {
    return UsageError(absl::StrCat("--server: got \"", address,
                                   "\", want a host and port on this machine, such as "
                                   "127.0.0.1:8571: calls are not encrypted, so they may not leave "
                                   "it (a tunnel such as ssh -L may carry them)"));
  }
  return std::unique_ptr<Connection>(new Connection(std::make_unique<Impl>(address, patience)));
}

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() = default;

const std::string& Connection::address() const { return impl_->address; }

absl::StatusOr<v1::RubricRevision> Connection::CreateRubricRevision(
    v1::CreateRubricRevisionRequest request) {
  return impl_->Write(*impl_->rubrics, &v1::RubricService::Stub::CreateRubricRevision, request);
}

absl::StatusOr<v1::RubricRevision> Connection::UpdateRubricRevision(
    v1::UpdateRubricRevisionRequest request) {
  return impl_->Write(*impl_->rubrics, &v1::RubricService::Stub::UpdateRubricRevision, request);
}

absl::StatusOr<v1::RubricRevision> Connection::PublishRubricRevision(
    v1::PublishRubricRevisionRequest request) {
  return impl_->Write(*impl_->rubrics, &v1::RubricService::Stub::PublishRubricRevision, request);
}

absl::StatusOr<v1::Rubric> Connection::GetRubric(const v1::GetRubricRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::GetRubric, request);
}

absl::StatusOr<v1::ListRubricsResponse> Connection::ListRubrics(
    const v1::ListRubricsRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::ListRubrics, request);
}

absl::StatusOr<v1::RubricRevision> Connection::GetRubricRevision(
    const v1::GetRubricRevisionRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::GetRubricRevision, request);
}

absl::StatusOr<v1::ListRubricRevisionsResponse> Connection::ListRubricRevisions(
    const v1::ListRubricRevisionsRequest& request) {
  return impl_->Read(*impl_->rubrics, &v1::RubricService::Stub::ListRubricRevisions, request);
}

absl::StatusOr<v1::Organization> Connection::CreateOrganization(
    v1::CreateOrganizationRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::CreateOrganization, request);
}

absl::StatusOr<v1::Organization> Connection::GetOrganization(
    const v1::GetOrganizationRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::GetOrganization, request);
}

absl::StatusOr<v1::ListOrganizationsResponse> Connection::ListOrganizations(
    const v1::ListOrganizationsRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::ListOrganizations, request);
}

absl::StatusOr<v1::Program> Connection::CreateProgram(v1::CreateProgramRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::CreateProgram, request);
}

absl::StatusOr<v1::Program> Connection::GetProgram(const v1::GetProgramRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::GetProgram, request);
}

absl::StatusOr<v1::ListProgramsResponse> Connection::ListPrograms(
    const v1::ListProgramsRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::ListPrograms, request);
}

absl::StatusOr<v1::Site> Connection::CreateSite(v1::CreateSiteRequest request) {
  return impl_->Write(*impl_->programs, &v1::ProgramService::Stub::CreateSite, request);
}

absl::StatusOr<v1::ListSitesResponse> Connection::ListSites(const v1::ListSitesRequest& request) {
  return impl_->Read(*impl_->programs, &v1::ProgramService::Stub::ListSites, request);
}

absl::StatusOr<v1::Assessment> Connection::CreateAssessment(v1::CreateAssessmentRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::CreateAssessment, request);
}

absl::StatusOr<v1::Assessment> Connection::GetAssessment(const v1::GetAssessmentRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetAssessment, request);
}

absl::StatusOr<v1::ListAssessmentsResponse> Connection::ListAssessments(
    const v1::ListAssessmentsRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::ListAssessments, request);
}

absl::StatusOr<v1::Assessment> Connection::SaveAnswers(v1::SaveAnswersRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::SaveAnswers, request);
}

absl::StatusOr<v1::RecordedAnswerSet> Connection::GetAnswerSet(
    const v1::GetAnswerSetRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetAnswerSet, request);
}

absl::StatusOr<v1::Assessment> Connection::CompleteAssessment(
    v1::CompleteAssessmentRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::CompleteAssessment,
                      request);
}

absl::StatusOr<v1::Assessment> Connection::CorrectAssessment(v1::CorrectAssessmentRequest request) {
  return impl_->Write(*impl_->assessments, &v1::AssessmentService::Stub::CorrectAssessment,
                      request);
}

absl::StatusOr<v1::Scorecard> Connection::GetScorecard(const v1::GetScorecardRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetScorecard, request);
}

absl::StatusOr<v1::NextLevel> Connection::GetNextLevel(const v1::GetNextLevelRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetNextLevel, request);
}

absl::StatusOr<v1::GetFidelityHistoryResponse> Connection::GetFidelityHistory(
    const v1::GetFidelityHistoryRequest& request) {
  return impl_->Read(*impl_->assessments, &v1::AssessmentService::Stub::GetFidelityHistory,
                     request);
}

absl::StatusOr<v1::PrefillAssessmentResponse> Connection::PrefillAssessment(
    v1::PrefillAssessmentRequest request) {
  return impl_->Write(*impl_->crosswalks, &v1::CrosswalkService::Stub::PrefillAssessment, request);
}

}  // namespace continuum::cli
