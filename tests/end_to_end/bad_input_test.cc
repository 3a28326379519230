// SPDX-License-Identifier: Apache-2.0
//
// What the server says to calls that are wrong, each with its code and reason. That nothing else
// changes, the last test of each kind looks.

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/support/channel_arguments.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/raw_call.h"
#include "tests/testing/server_process.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::RawCall;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr char kFirst[] = "programs/clinic/assessments/first";
constexpr char kFirstAnswers[] = "programs/clinic/assessments/first/answerSets/consensus";

// The error is about this field; its description says what was wanted.
MATCHER_P2(HasViolation, field, description, "") {
  const auto request = base::GetDetail<google::rpc::BadRequest>(testing::GetStatus(arg));
  *result_listener << "which is " << testing::GetStatus(arg).ToString();
  if (!request.has_value()) return false;
  for (const auto& violation : request->field_violations()) {
    *result_listener << "; " << violation.field() << ": " << violation.description();
    if (violation.field() == field &&
        ::testing::Matches(HasSubstr(description))(violation.description())) {
      return true;
    }
  }
  return false;
}

class BadInputTest : public ServerTest {
 protected:
  // Saves answers, given as text, to the first assessment.
  absl::StatusOr<v1::Assessment> Save(absl::string_view answers) {
    return client_->Call(&Assessments::SaveAnswers,
                         absl::StrCat("name: '", kFirstAnswers, "' ", answers));
  }
};

TEST_F(BadInputTest, AMessageOf5MiBIsRefusedByTheTransport) {
  v1::CheckRubricRequest request;
  request.set_source_text(std::string(5 << 20, ' '));
  const auto response = client_->Call(&Rubrics::CheckRubric, request);
  EXPECT_THAT(response, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(base::GetDetail<google::rpc::ErrorInfo>(response.status()), Eq(std::nullopt));
  EXPECT_THAT(client_->Call(&Rubrics::ListRubrics, ""), IsOk());
}

// What the server's process has held at most, in MiB.
int64_t MostMemoryOf(const testing::ServerProcess& server) {
  const std::string status = testing::ReadFile(absl::StrCat("/proc/", server.pid(), "/status"));
  const std::string most = "VmHWM:";
  const size_t at = status.find(most);
  int64_t kilobytes = 0;
  if (at == std::string::npos) return -1;
  const std::string number =
      status.substr(at + most.size(), status.find(" kB", at) - at - most.size());
  return absl::SimpleAtoi(number, &kilobytes) ? kilobytes / 1024 : -1;
}

// 120 MiB of spaces are 0.1 MiB on their way, which is within the limit.
TEST_F(BadInputTest, APackedMessageIsNotUnpacked) {
  const int64_t before = MostMemoryOf(*server_);
  ASSERT_GT(before, 0);
  for (const grpc_compression_algorithm packing : {GRPC_COMPRESS_GZIP, GRPC_COMPRESS_DEFLATE}) {
    grpc::ChannelArguments arguments;
    arguments.SetCompressionAlgorithm(packing);
    const auto channel = grpc::CreateCustomChannel(server_->address(),
                                                   grpc::InsecureChannelCredentials(), arguments);
    EXPECT_THAT(
        RawCall(channel, "/continuum.v1.RubricService/CheckRubric", std::string(120 << 20, ' ')),
        StatusIs(absl::StatusCode::kUnimplemented, HasSubstr("is disabled")));
  }
  EXPECT_LT(MostMemoryOf(*server_), before + 40);
  EXPECT_THAT(client_->Call(&Rubrics::ListRubrics, ""), IsOk());
}

TEST_F(BadInputTest, AMessageThatIsNotOneIsRefused) {
  const auto is_refused =
      AllOf(StatusIs(absl::StatusCode::kInvalidArgument), HasReason("MALFORMED_MESSAGE"));
  // GetProgramRequest { name: "\xff" }, which is not UTF-8; GetScorecardRequest, the same; a field
  // whose length goes beyond the message.
  EXPECT_THAT(
      RawCall(client_->channel(), "/continuum.v1.ProgramService/GetProgram", "\x0a\x01\xff"),
      is_refused);
  EXPECT_THAT(
      RawCall(client_->channel(), "/continuum.v1.AssessmentService/GetScorecard", "\x0a\x01\xff"),
      is_refused);
  EXPECT_THAT(RawCall(client_->channel(), "/continuum.v1.RubricService/CheckRubric", "\x0a\x7f"),
              is_refused);
}

TEST_F(BadInputTest, ARubricWithProblemsIsNoDraft) {
  v1::CreateRubricRevisionRequest request;
  EXPECT_THAT(client_->Call(&Rubrics::CreateRubricRevision, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  request.set_source_text("id: \"small\"\ntitel: \"Typo\"\n");
  EXPECT_THAT(client_->Call(&Rubrics::CreateRubricRevision, request),
              AllOf(StatusIs(absl::StatusCode::kInvalidArgument), HasReason("RUBRIC_INVALID")));
  request.set_source_text(std::string((1 << 20) + 1, '#'));
  EXPECT_THAT(client_->Call(&Rubrics::CreateRubricRevision, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "domains { ";
  request.set_source_text(deep);
  EXPECT_THAT(client_->Call(&Rubrics::CreateRubricRevision, request),
              AllOf(StatusIs(absl::StatusCode::kInvalidArgument), HasReason("RUBRIC_INVALID")));
  ASSERT_OK_AND_ASSIGN(const v1::ListRubricsResponse rubrics,
                       client_->Call(&Rubrics::ListRubrics, ""));
  EXPECT_THAT(rubrics.rubrics(), SizeIs(0));
}

TEST_F(BadInputTest, AnswersThatDoNotFitTheRubric) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  const struct {
    const char* answers;
    const char* field;
  } cases[] = {
      {"answers { criterion: 'carr' rating { option: 'all' } }", "answers[0].criterion"},
      {"answers { criterion: 'team' rating { option: 'eleven' } }", "answers[0].rating.option"},
      {"answers { criterion: 'team' credit { met: true } }", "answers[0].credit"},
      {"answers { criterion: 'team' not_applicable { justification: 'None here.' } }",
       "answers[0].not_applicable"},
      {"answers { criterion: 'care' staircase { activities { "
       "activity: 'treats' stage: 'begun' state: STATE_DONE } } }",
       "answers[0].staircase.activities[0].stage"},
      {"answers { criterion: 'care' staircase { activities { "
       "activity: 'sings' state: STATE_DONE } } }",
       "answers[0].staircase.activities[0].activity"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(Save(c.answers), AllOf(StatusIs(absl::StatusCode::kInvalidArgument),
                                       HasReason("ANSWERS_INVALID"), HasViolation(c.field, "")))
        << c.answers;
  }
}

TEST_F(BadInputTest, AllWrongAnswersAreNamedAndNoneIsSaved) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  EXPECT_THAT(Save("answers { criterion: 'care' staircase { claimed_stage: 'full' } } "
                   "answers { criterion: 'team' rating { option: 'eleven' } } "
                   "answers { criterion: 'dream' rating { option: 'all' } } "),
              AllOf(HasViolation("answers[1].rating.option", ""),
                    HasViolation("answers[2].criterion", "")));
  ASSERT_OK_AND_ASSIGN(
      const v1::RecordedAnswerSet answers,
      client_->Call(&Assessments::GetAnswerSet, absl::StrCat("name: '", kFirstAnswers, "'")));
  EXPECT_THAT(answers.answers(), SizeIs(0));
}

TEST_F(BadInputTest, ACommentOf1MiBIsRefused) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  v1::SaveAnswersRequest request;
  request.set_name(kFirstAnswers);
  v1::Answer* answer = request.add_answers();
  answer->set_criterion("team");
  answer->mutable_rating()->set_option("all");
  answer->set_comment(std::string(1 << 20, 'c'));
  const auto response = client_->Call(&Assessments::SaveAnswers, request);
  EXPECT_THAT(response, AllOf(StatusIs(absl::StatusCode::kInvalidArgument),
                              HasViolation("answers[0].comment", "")));
  EXPECT_THAT(std::string(response.status().message()), SizeIs(::testing::Le(1024u)));
}

TEST_F(BadInputTest, AStaleEtagIsRefusedAndNothingIsLost) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  ASSERT_OK_AND_ASSIGN(
      const v1::Assessment read,
      client_->Call(&Assessments::GetAssessment, absl::StrCat("name: '", kFirst, "'")));
  ASSERT_THAT(Save("answers { criterion: 'team' rating { option: 'all' } }"), IsOk());
  EXPECT_THAT(Save(absl::StrCat("etag: '", read.etag(),
                                "' answers { criterion: 'team' rating { option: 'none' } }")),
              AllOf(StatusIs(absl::StatusCode::kAborted), HasReason("ETAG_MISMATCH")));
  EXPECT_THAT(Save("etag: 'nonsense' answers { criterion: 'team' rating { option: 'none' } }"),
              AllOf(StatusIs(absl::StatusCode::kAborted), HasReason("ETAG_MISMATCH")));
  ASSERT_OK_AND_ASSIGN(
      const v1::RecordedAnswerSet answers,
      client_->Call(&Assessments::GetAnswerSet, absl::StrCat("name: '", kFirstAnswers, "'")));
  EXPECT_EQ(answers.answers(0).answer().rating().option(), "all");
}

TEST_F(BadInputTest, ARequestIdIsGoodForOneRequest) {
  const std::string once =
      "program_id: 'clinic' request_id: 'one' program { title: 'Clinic' "
      "organization: 'organizations/org' }";
  ASSERT_NO_FATAL_FAILURE(MakeProgram("other"));
  ASSERT_OK_AND_ASSIGN(const v1::Program first, client_->Call(&Programs::CreateProgram, once));
  ASSERT_OK_AND_ASSIGN(const v1::Program again, client_->Call(&Programs::CreateProgram, once));
  EXPECT_THAT(again, EqualsProto(first));
  EXPECT_THAT(
      client_->Call(&Programs::CreateProgram,
                    "program_id: 'clinic-2' request_id: 'one' program { title: 'Clinic' "
                    "organization: 'organizations/org' }"),
      AllOf(StatusIs(absl::StatusCode::kFailedPrecondition), HasReason("REQUEST_ID_REUSED")));
  EXPECT_THAT(client_->Call(&Programs::GetProgram, "name: 'programs/clinic-2'"),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(BadInputTest, APageTokenOfAnotherQueryIsRefused) {
  for (const char* program : {"a", "b", "c"}) ASSERT_NO_FATAL_FAILURE(MakeProgram(program));
  ASSERT_OK_AND_ASSIGN(const v1::ListProgramsResponse page,
                       client_->Call(&Programs::ListPrograms, "page_size: 1"));
  const std::string& token = page.next_page_token();
  ASSERT_NE(token, "");
  EXPECT_THAT(client_->Call(&Programs::ListPrograms,
                            absl::StrCat("page_size: 1 page_token: '", token, "'")),
              IsOk());
  for (const std::string& request :
       {absl::StrCat("page_size: 1 jurisdiction: 'US-MD' page_token: '", token, "'"),
        std::string("page_token: 'made up'"),
        absl::StrCat("page_size: 1 page_token: '", token, "x'"), std::string("page_size: -1")}) {
    EXPECT_THAT(client_->Call(&Programs::ListPrograms, request),
                AllOf(StatusIs(absl::StatusCode::kInvalidArgument), HasReason("FIELD_INVALID")))
        << request;
  }
  EXPECT_THAT(client_->Call(&Programs::ListOrganizations,
                            absl::StrCat("page_size: 1 page_token: '", token, "'")),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(BadInputTest, ACompletedAssessmentNeverChanges) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  ASSERT_THAT(Save("answers { criterion: 'team' rating { option: 'all' } }"), IsOk());
  const std::string name = absl::StrCat("name: '", kFirst, "'");
  ASSERT_OK_AND_ASSIGN(const v1::Assessment completed,
                       client_->Call(&Assessments::CompleteAssessment, name));
  const auto is_completed =
      AllOf(StatusIs(absl::StatusCode::kFailedPrecondition), HasReason("ASSESSMENT_COMPLETED"));
  EXPECT_THAT(Save("answers { criterion: 'team' rating { option: 'none' } }"), is_completed);
  EXPECT_THAT(client_->Call(&Assessments::CompleteAssessment, name), is_completed);
  ASSERT_OK_AND_ASSIGN(const v1::Assessment now, client_->Call(&Assessments::GetAssessment, name));
  EXPECT_THAT(now, EqualsProto(completed));
}

TEST_F(BadInputTest, NamesThatAreWrongOrUnknown) {
  EXPECT_THAT(client_->Call(&Programs::GetProgram, "name: 'clinic'"),
              AllOf(StatusIs(absl::StatusCode::kInvalidArgument), HasReason("FIELD_INVALID"),
                    HasViolation("name", "")));
  EXPECT_THAT(client_->Call(&Programs::GetProgram, "name: 'programs/clinic'"),
              AllOf(StatusIs(absl::StatusCode::kNotFound), HasReason("NOT_FOUND")));
  EXPECT_THAT(client_->Call(&Programs::CreateOrganization,
                            "organization_id: 'Not An Id' organization { title: 'Org' }"),
              AllOf(StatusIs(absl::StatusCode::kInvalidArgument),
                    HasViolation("organization_id", "Not An Id")));
  EXPECT_THAT(
      client_->Call(&Assessments::GetScorecard, "name: 'programs/a/assessments/b/scorecard'"),
      AllOf(StatusIs(absl::StatusCode::kNotFound), HasReason("NOT_FOUND")));
}

}  // namespace
}  // namespace continuum::end_to_end
