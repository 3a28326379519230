// SPDX-License-Identifier: Apache-2.0
//
// Whole commands against a gRPC server in this process that answers as the test says: what people
// get of rubrics of new kinds, and that small counts leave no command unasked.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/app.h"
#include "clients/cli/console.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/program_service.grpc.pb.h"
#include "continuum/v1/rubric_service.grpc.pb.h"
#include "scoring/masking.h"
#include "tests/clients/cli/sample_rubric.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

template <typename M>
M Parse(const std::string& text) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

// 3 of 4049 people were in hospital, so that these and the mean must not be seen.
constexpr char kCriteria[] = R"pb(
  criteria {
    criterion: "stays"
    state: ANSWER_STATE_VALUE
    value: "3000/4049"
    highest: "1000"
    measured { numerator: "3" denominator: 4049 rate: "3000/4049" }
  }
)pb";
constexpr char kRollups[] = R"pb(
  rollups { rollup: "mean" state: ROLLUP_STATE_VALUE value: "3000/4049" display: "0.7" }
)pb";

// The rubric of all that is stored.
v1::RubricDefinition Numbers() {
  v1::RubricDefinition rubric = testing::NumbersRubric();
  rubric.set_index_rollup("mean");
  return rubric;
}

class FakeRubrics final : public v1::RubricService::Service {
 public:
  grpc::Status GetRubric(grpc::ServerContext*, const v1::GetRubricRequest* request,
                         v1::Rubric* rubric) override {
    rubric->set_name(request->name());
    return grpc::Status::OK;
  }
  grpc::Status ListRubrics(grpc::ServerContext*, const v1::ListRubricsRequest*,
                           v1::ListRubricsResponse* response) override {
    v1::Rubric& rubric = *response->add_rubrics();
    rubric.set_name("rubrics/numbers");
    rubric.set_title("Numbers");
    rubric.set_current_revision("rubrics/numbers/revisions/2.0");
    rubric.set_family("samples");
    rubric.set_kind(v1::RubricDefinition::KIND_MEASURES);
    rubric.set_status(v1::RubricDefinition::STATUS_TRIAL);
    response->add_rubrics()->set_name("rubrics/plain");
    return grpc::Status::OK;
  }
  grpc::Status GetRubricRevision(grpc::ServerContext*, const v1::GetRubricRevisionRequest*,
                                 v1::RubricRevision* revision) override {
    revision->set_name("rubrics/numbers/revisions/2.0");
    *revision->mutable_definition() = Numbers();
    return grpc::Status::OK;
  }
};

class FakePrograms final : public v1::ProgramService::Service {
 public:
  grpc::Status GetProgram(grpc::ServerContext*, const v1::GetProgramRequest* request,
                          v1::Program* program) override {
    program->set_name(request->name());
    program->set_state(v1::LIFECYCLE_STATE_ARCHIVED);
    program->set_title("A program");
    return grpc::Status::OK;
  }
  // One that is archived on the first page, and one that works on the second.
  grpc::Status ListPrograms(grpc::ServerContext*, const v1::ListProgramsRequest* request,
                            v1::ListProgramsResponse* response) override {
    const bool first = request->page_token().empty();
    v1::Program& program = *response->add_programs();
    program.set_name(first ? "programs/gone" : "programs/p");
    program.set_state(first ? v1::LIFECYCLE_STATE_ARCHIVED : v1::LIFECYCLE_STATE_ACTIVE);
    if (first) response->set_next_page_token("2");
    return grpc::Status::OK;
  }
};

class FakeAssessments final : public v1::AssessmentService::Service {
 public:
  grpc::Status GetAssessment(grpc::ServerContext*, const v1::GetAssessmentRequest* request,
                             v1::Assessment* assessment) override {
    assessment->set_name(request->name());
    assessment->set_revision("rubrics/numbers/revisions/2.0");
    return grpc::Status::OK;
  }
  grpc::Status GetScorecard(grpc::ServerContext*, const v1::GetScorecardRequest* request,
                            v1::Scorecard* card) override {
    *card = Parse<v1::Scorecard>(absl::StrCat(kCriteria, kRollups));
    card->mutable_context()->set_as_of_date("2025-12-31");
    card->mutable_digests()->set_scoring_version("another");
    if (!request->show_small_counts()) scoring::MaskSmallCounts(Numbers(), card);
    return grpc::Status::OK;
  }
  grpc::Status ListAssessments(grpc::ServerContext*, const v1::ListAssessmentsRequest* request,
                               v1::ListAssessmentsResponse* response) override {
    v1::Assessment& assessment = *response->add_assessments();
    assessment.set_name(request->parent() + "/assessments/a");
    assessment.set_revision("rubrics/numbers/revisions/2.0");
    assessment.set_state(v1::Assessment::STATE_COMPLETED);
    return grpc::Status::OK;
  }
  grpc::Status GetNextLevel(grpc::ServerContext*, const v1::GetNextLevelRequest* request,
                            v1::NextLevel* next) override {
    *next = Parse<v1::NextLevel>(R"pb(
      ladder: "l"
      target: "one"
      gaps {
        level: "one"
        gap {
          requirement {
            rollup: "mean"
            state: REQUIREMENT_STATE_UNMET
            needed: "1"
            found: "3000/4049"
            margin: "-1049/4049"
          }
        }
      })pb");
    auto card = Parse<v1::Scorecard>(absl::StrCat(kCriteria, kRollups));
    scoring::MaskSmallCounts(Numbers(), &card);
    if (!request->show_small_counts()) scoring::MaskNextLevel(card, next);
    return grpc::Status::OK;
  }
  grpc::Status GetFidelityHistory(grpc::ServerContext*,
                                  const v1::GetFidelityHistoryRequest* request,
                                  v1::GetFidelityHistoryResponse* history) override {
    *history->add_points() =
        Parse<v1::FidelityPoint>(absl::StrCat(kCriteria, kRollups,
                                              "revision: 'rubrics/numbers/revisions/2.0' "
                                              "comparison: COMPARISON_FIRST"));
    if (!request->show_small_counts()) {
      scoring::MaskFidelityPoint(Numbers(), nullptr, history->mutable_points(0));
    }
    return grpc::Status::OK;
  }
  grpc::Status GetAnswerSet(grpc::ServerContext*, const v1::GetAnswerSetRequest*,
                            v1::RecordedAnswerSet* set) override {
    *set->add_answers()->mutable_answer() = Parse<v1::Answer>(R"pb(
      criterion: "stays"
      measure { counts { numerator: "3" denominator: 4049 } })pb");
    return grpc::Status::OK;
  }
};

class CommandsTest : public ::testing::Test {
 protected:
  CommandsTest() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(&rubrics_);
    builder.RegisterService(&programs_);
    builder.RegisterService(&assessments_);
    server_ = builder.BuildAndStart();
  }

  // Runs the command, and leaves what it wrote in `out` and `err`, white space squeezed.
  void Run(std::vector<std::string> arguments) {
    const std::string server = absl::StrCat("127.0.0.1:", port_);
    arguments.insert(arguments.begin(), {"continuum", "--server", server});
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::istringstream in;
    std::ostringstream out_stream;
    std::ostringstream err_stream;
    Console console(in, out_stream, err_stream, {.width = 120, .unicode = false});
    EXPECT_EQ(RunCommand(static_cast<int>(argv.size()), argv.data(), console), ExitCode::kOk)
        << err_stream.str();
    out = out_stream.str();
    err = err_stream.str();
    absl::RemoveExtraAsciiWhitespace(&out);
    absl::RemoveExtraAsciiWhitespace(&err);
  }

  // The stored rubric in a file, for a draft that changes nothing.
  std::string Draft() const {
    std::string text;
    google::protobuf::TextFormat::PrintToString(Numbers(), &text);
    std::string path = folder_.File("rubric.textproto");
    testing::WriteFile(path, text);
    return path;
  }

  std::string out;
  std::string err;

 private:
  testing::TempDir folder_;
  int port_ = 0;
  FakeRubrics rubrics_;
  FakePrograms programs_;
  FakeAssessments assessments_;
  std::unique_ptr<grpc::Server> server_;
};

TEST_F(CommandsTest, RubricsAreListedWithFamilyKindAndStatus) {
  Run({"rubric", "list"});
  EXPECT_THAT(out, HasSubstr("RUBRIC TITLE FAMILY KIND STATUS PUBLISHED LAST"));
  EXPECT_THAT(out, HasSubstr("numbers Numbers samples measures on trial numbers/2.0"));
  Run({"rubric", "list", "--output", "csv"});
  EXPECT_THAT(out, HasSubstr("rubric,title,family,kind,status,current_revision"));
  EXPECT_THAT(out, HasSubstr("plain,,,,,nothing yet"));
}

TEST_F(CommandsTest, ARubricIsShownWithWhatItIs) {
  Run({"rubric", "show", "numbers"});
  EXPECT_THAT(out, AllOf(HasSubstr("Kind measures"), HasSubstr("Family samples"),
                         HasSubstr("Status on trial"),
                         HasSubstr("A variant of base 1.1, which changes: - Waiting is asked"),
                         HasSubstr("What the program states"),
                         HasSubstr("Panel size panel A whole number of people")));
}

TEST_F(CommandsTest, SmallCountsLeaveNoCommandUnasked) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"score", "p/a"},
           {"score", "p/a", "--explain"},
           {"next-level", "p/a"},
           {"history", "p", "--rubric", "numbers"},
           {"rubric", "simulate", Draft(), "--stored", "--all"}}) {
    for (const char* format : {"table", "json", "csv"}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {"--output", format});
      Run(arguments);
      EXPECT_THAT(out, AllOf(Not(HasSubstr("4049")), Not(HasSubstr("0.7")))) << command[0];
      EXPECT_THAT(err, Not(HasSubstr("pass this output on")));
      arguments.emplace_back("--show-small-counts");
      Run(arguments);
      EXPECT_THAT(out, ::testing::AnyOf(HasSubstr("4049"), HasSubstr("0.7"))) << command[0];
      EXPECT_THAT(err, HasSubstr("Do not pass this output on."));
    }
  }
}

TEST_F(CommandsTest, ADraftIsTriedOnThoseThatWork) {
  const std::vector<std::string> command = {"rubric", "simulate", Draft(), "--stored"};
  Run(command);
  EXPECT_THAT(out, AllOf(HasSubstr("p/a Mean of the measures withheld (small counts) "
                                   "withheld (small counts)"),
                         HasSubstr("Of 1 assessment"),
                         HasSubstr("p/a: was scored by another version of the scoring rules"),
                         HasSubstr("archived (--program takes one): gone")));
  std::vector<std::string> named = command;
  named.insert(named.end(), {"--program", "gone"});
  Run(named);
  EXPECT_THAT(out, AllOf(HasSubstr("Of 1 assessment"), Not(HasSubstr("they are archived"))));
}

TEST_F(CommandsTest, AnswersAreWholeAndWarnedOf) {
  for (const char* format : {"csv", "json"}) {
    Run({"assess", "answers", "p/a", "--output", format});
    EXPECT_THAT(out, HasSubstr("4049"));
    EXPECT_THAT(err, HasSubstr("do not pass them on"));
  }
}

TEST_F(CommandsTest, AStoredAssessmentIsWrittenForOtherSystems) {
  Run({"fhir", "response", "p/a"});
  EXPECT_THAT(out, AllOf(HasSubstr("\"resourceType\": \"QuestionnaireResponse\""),
                         HasSubstr("urn:continuum:rubric:numbers|2.0"),
                         HasSubstr("\"linkId\": \"criterion/stays\""), HasSubstr("4049")));
  EXPECT_THAT(err, HasSubstr("do not pass them on"));
}

}  // namespace
}  // namespace continuum::cli
