// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_END_TO_END_CLIENT_H_
#define CONTINUUM_TESTS_END_TO_END_CLIENT_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>
#include <type_traits>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/crosswalk_service.grpc.pb.h"
#include "continuum/v1/evidence_service.grpc.pb.h"
#include "continuum/v1/ledger_service.grpc.pb.h"
#include "continuum/v1/people_service.grpc.pb.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "continuum/v1/records_service.grpc.pb.h"
#include "continuum/v1/rubric_service.grpc.pb.h"
#include "continuum/v1/together_service.grpc.pb.h"
#include "tests/testing/from_grpc.h"

namespace continuum::end_to_end {

using Rubrics = v1::RubricService::StubInterface;
using Programs = v1::ProgramService::StubInterface;
using Assessments = v1::AssessmentService::StubInterface;
using Crosswalks = v1::CrosswalkService::StubInterface;
using People = v1::PeopleService::StubInterface;
using Evidence = v1::EvidenceService::StubInterface;
using Together = v1::TogetherService::StubInterface;
using Records = v1::RecordsService::StubInterface;
using Ledger = v1::LedgerService::StubInterface;

// A client of all services over one connection. Thread-safe, but for SetSecret.
class Client {
 public:
  explicit Client(const std::string& address,
                  const std::shared_ptr<grpc::ChannelCredentials>& credentials =
                      grpc::InsecureChannelCredentials());

  // One call:
  //   client.Call(&Programs::GetProgram, request)
  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Service::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                                const Request& request,
                                absl::Duration patience = absl::Seconds(60)) const {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
    if (!secret_.empty()) context.AddMetadata("authorization", "Bearer " + secret_);
    Response response;
    const grpc::Status status = (StubOf<Service>().*method)(&context, request, &response);
    if (!status.ok()) return testing::FromGrpc(status);
    return response;
  }

  // The same with the request as text, which must be right.
  template <typename Service, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Service::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                                absl::string_view request) const {
    Request parsed;
    ParseText(request, parsed);
    return Call(method, parsed);
  }

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Makes all further calls with this session or token; with an empty one, as the public.
  void SetSecret(const std::string& secret) { secret_ = secret; }

 private:
  static void ParseText(absl::string_view text, google::protobuf::Message& message);

  template <typename Service>
  Service& StubOf() const {
    if constexpr (std::is_same_v<Service, Rubrics>) return *rubrics_;
    if constexpr (std::is_same_v<Service, Programs>) return *programs_;
    if constexpr (std::is_same_v<Service, Assessments>) return *assessments_;
    if constexpr (std::is_same_v<Service, Crosswalks>) return *crosswalks_;
    if constexpr (std::is_same_v<Service, People>) return *people_;
    if constexpr (std::is_same_v<Service, Evidence>) return *evidence_;
    if constexpr (std::is_same_v<Service, Together>) return *together_;
    if constexpr (std::is_same_v<Service, Records>) return *records_;
    if constexpr (std::is_same_v<Service, Ledger>) return *ledger_;
  }

  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<Rubrics> rubrics_;
  std::unique_ptr<Programs> programs_;
  std::unique_ptr<Assessments> assessments_;
  std::unique_ptr<Crosswalks> crosswalks_;
  std::unique_ptr<People> people_;
  std::unique_ptr<Evidence> evidence_;
  std::unique_ptr<Together> together_;
  std::unique_ptr<Records> records_;
  std::unique_ptr<Ledger> ledger_;
  std::string secret_;
};

}  // namespace continuum::end_to_end

#endif  // CONTINUUM_TESTS_END_TO_END_CLIENT_H_
