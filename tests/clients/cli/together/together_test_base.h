// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_TOGETHER_TOGETHER_TEST_BASE_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_TOGETHER_TOGETHER_TEST_BASE_H_

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/app.h"
#include "clients/cli/console.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/notification_service.grpc.pb.h"
#include "continuum/v1/people_service.grpc.pb.h"
#include "continuum/v1/records_service.grpc.pb.h"
#include "continuum/v1/rubric_service.grpc.pb.h"
#include "continuum/v1/together_service.grpc.pb.h"
#include "tests/testing/temp_dir.h"

namespace continuum::testing {

// What was asked, and what is answered by method, as text; otherwise an empty message.
struct Script {
  std::vector<std::string> calls;
  std::map<std::string, std::string> answers;
  std::map<std::string, grpc::Status> refusals;  // by method, of every call

  template <typename Request, typename Response>
  grpc::Status Answer(const std::string& method, Request request, Response* response) {
    const auto* id = Request::descriptor()->FindFieldByName("request_id");
    if (id != nullptr) request.GetReflection()->ClearField(&request, id);
    calls.push_back(
        std::string(absl::StripAsciiWhitespace(method + " " + request.ShortDebugString())));
    if (const auto refusal = refusals.find(method); refusal != refusals.end()) {
      return refusal->second;
    }
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(answers[method], response)) << method;
    return grpc::Status::OK;
  }
};

#define CONTINUUM_FAKE(Method, Response)                                        \
  grpc::Status Method(grpc::ServerContext*, const v1::Method##Request* request, \
                      v1::Response* response) override {                        \
    return script.Answer(#Method, *request, response);                          \
  }

class FakeTeam final : public v1::TogetherService::Service {
 public:
  explicit FakeTeam(Script& wanted) : script(wanted) {}
  CONTINUUM_FAKE(CreateAssignment, Assignment)
  CONTINUUM_FAKE(ListAssignments, ListAssignmentsResponse)
  CONTINUUM_FAKE(ListMyAssignments, ListMyAssignmentsResponse)
  CONTINUUM_FAKE(FinishAssignment, Assignment)
  CONTINUUM_FAKE(CancelAssignment, Assignment)
  CONTINUUM_FAKE(CreateThread, Thread)
  CONTINUUM_FAKE(CreateComment, Comment)
  CONTINUUM_FAKE(ListThreads, ListThreadsResponse)
  CONTINUUM_FAKE(ListComments, ListCommentsResponse)
  CONTINUUM_FAKE(ResolveThread, Thread)
  CONTINUUM_FAKE(ReopenThread, Thread)
  CONTINUUM_FAKE(ListAnswerSets, ListAnswerSetsResponse)
  CONTINUUM_FAKE(CompareAnswerSets, CompareAnswerSetsResponse)
  CONTINUUM_FAKE(ListChanges, ListChangesResponse)
  CONTINUUM_FAKE(CarryForward, CarryForwardResponse)
  CONTINUUM_FAKE(ConfirmAnswers, ConfirmAnswersResponse)
  CONTINUUM_FAKE(GetEffort, Effort)
  Script& script;
};

class FakeAssessments final : public v1::AssessmentService::Service {
 public:
  explicit FakeAssessments(Script& wanted) : script(wanted) {}
  CONTINUUM_FAKE(GetAssessment, Assessment)
  CONTINUUM_FAKE(CompleteAssessment, Assessment)
  CONTINUUM_FAKE(GetScorecard, Scorecard)
  CONTINUUM_FAKE(GetAnswerSet, RecordedAnswerSet)
  CONTINUUM_FAKE(SaveAnswers, Assessment)
  Script& script;
};

class FakeCaller final : public v1::PeopleService::Service {
 public:
  explicit FakeCaller(Script& wanted) : script(wanted) {}
  CONTINUUM_FAKE(GetCaller, Caller)
  CONTINUUM_FAKE(ListMemberships, ListMembershipsResponse)
  Script& script;
};

class FakeNotices final : public v1::NotificationService::Service {
 public:
  explicit FakeNotices(Script& wanted) : script(wanted) {}
  CONTINUUM_FAKE(ListNotifications, ListNotificationsResponse)
  CONTINUUM_FAKE(MarkNotificationsRead, MarkNotificationsReadResponse)
  CONTINUUM_FAKE(GetNotificationSettings, NotificationSettings)
  CONTINUUM_FAKE(UpdateNotificationSettings, NotificationSettings)
  Script& script;
};

class FakeRecords final : public v1::RecordsService::Service {
 public:
  explicit FakeRecords(Script& wanted) : script(wanted) {}
  CONTINUUM_FAKE(ListPurges, ListPurgesResponse)
  Script& script;
};

class FakeRubrics final : public v1::RubricService::Service {
 public:
  explicit FakeRubrics(Script& wanted) : script(wanted) {}
  CONTINUUM_FAKE(GetRubricRevision, RubricRevision)
  Script& script;
};

#undef CONTINUUM_FAKE

// Whole commands against a team in this process that answers as the test says.
class TogetherTestBase : public ::testing::Test {
 protected:
  TogetherTestBase() {
    setenv("XDG_CONFIG_HOME", home_.path().c_str(), 1);
    unsetenv("CONTINUUM_TOKEN");
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&team_);
    builder.RegisterService(&assessments_);
    builder.RegisterService(&people_);
    builder.RegisterService(&notices_);
    builder.RegisterService(&records_);
    builder.RegisterService(&rubrics_);
    script.answers["GetCaller"] = "account { name: 'accounts/con' }";
    server_ = builder.BuildAndStart();
    address_ = absl::StrCat("127.0.0.1:", port);
  }

  cli::ExitCode Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"continuum", "--server", address_});
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::istringstream in;
    std::ostringstream out_stream;
    std::ostringstream err_stream;
    cli::Console console(in, out_stream, err_stream, {.width = 200, .unicode = false});
    script.calls.clear();
    const cli::ExitCode code = cli::RunCommand(static_cast<int>(argv.size()), argv.data(), console);
    out = OneLine(out_stream.str());
    err = OneLine(err_stream.str());
    return code;
  }
  static std::string OneLine(const std::string& text) {
    std::string line = absl::StrReplaceAll(text, {{"\n", " "}});
    absl::RemoveExtraAsciiWhitespace(&line);
    return line;
  }
  // Runs what must succeed. `call` is what the server must have been asked last.
  void Expect(const std::vector<std::string>& arguments,
              const ::testing::Matcher<std::string>& call) {
    ASSERT_EQ(Run(arguments), cli::ExitCode::kOk) << err;
    ASSERT_FALSE(script.calls.empty());
    EXPECT_THAT(script.calls.back(), call);
  }

  Script script;
  std::string out;
  std::string err;

 private:
  const TempDir home_;
  FakeTeam team_{script};
  FakeAssessments assessments_{script};
  FakeCaller people_{script};
  FakeRecords records_{script};
  FakeRubrics rubrics_{script};
  FakeNotices notices_{script};
  std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_TOGETHER_TOGETHER_TEST_BASE_H_
