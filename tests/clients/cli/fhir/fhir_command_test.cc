// SPDX-License-Identifier: Apache-2.0
//
// `continuum fhir ...` as a process: what goes where, and how it ends.

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "clients/cli/exit_code.h"
#include "continuum/v1/answers.pb.h"
#include "tests/clients/cli/fhir/every_form.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/random_rubric.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::EveryForm;
using ::continuum::testing::ProcessResult;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::TempDir;
using ::continuum::testing::TextOf;
using ::continuum::testing::WriteFile;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string kRubric = CONTINUUM_SOURCE_DIR "/rubrics/bhh-continuum/1.0.0";
const std::string kAnswers = CONTINUUM_SOURCE_DIR "/examples/example-harbor/2025-h1.csv";

int Code(ExitCode code) { return static_cast<int>(code); }

std::string Score(const std::string& answers) {
  const ProcessResult score = RunContinuum({"--output", "json", "score", "--rubric", kRubric,
                                            "--answers", answers, "--as-of", "2025-06-30"});
  EXPECT_EQ(score.exit_code, Code(ExitCode::kOk)) << score.err;
  return score.out;
}

TEST(FhirCommandTest, ARubricIsAQuestionnaire) {
  const ProcessResult result = RunContinuum({"fhir", "questionnaire", kRubric});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
  EXPECT_THAT(result.out, StartsWith("{\n  \"resourceType\": \"Questionnaire\""));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(FhirCommandTest, AnswersThatWentThroughFhirScoreTheSame) {
  const ProcessResult response =
      RunContinuum({"fhir", "response", "--rubric", kRubric, "--answers", kAnswers});
  ASSERT_EQ(response.exit_code, Code(ExitCode::kOk)) << response.err;
  const ProcessResult answers =
      RunContinuum({"fhir", "answers", "-", "--rubric", kRubric}, response.out);
  ASSERT_EQ(answers.exit_code, Code(ExitCode::kOk)) << answers.err;
  const TempDir folder;
  WriteFile(folder.File("answers.textproto"), answers.out);
  EXPECT_EQ(Score(folder.File("answers.textproto")), Score(kAnswers));
}

TEST(FhirCommandTest, OfAWrongResponseNothingIsWrittenAndEverythingIsSaid) {
  const ProcessResult response =
      RunContinuum({"fhir", "response", "--rubric", kRubric, "--answers", kAnswers});
  const ProcessResult answers = RunContinuum(
      {"fhir", "answers", "-", "--rubric", kRubric},
      absl::StrReplaceAll(response.out, {{"\"completed\"", "\"entered-in-error\""},
                                         {"criterion/1.1-screening\"", "criterion/9.9\""}}));
  EXPECT_EQ(answers.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(answers.out, IsEmpty());
  EXPECT_THAT(answers.err, HasSubstr("-: status: the response says that it was entered in error"));
  EXPECT_THAT(answers.err, HasSubstr("-: item[0].item[0]: linkId: got \"criterion/9.9\""));
  EXPECT_THAT(answers.err, HasSubstr("2 problems; nothing was read"));
}

TEST(FhirCommandTest, AMissingFileIsAnInputError) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"fhir", "questionnaire", "no-such.textproto"},
           {"fhir", "response", "--rubric", kRubric, "--answers", "no-such.csv"},
           {"fhir", "answers", "no-such.json", "--rubric", kRubric}}) {
    const ProcessResult result = RunContinuum(arguments);
    EXPECT_EQ(result.exit_code, Code(ExitCode::kInput));
    EXPECT_THAT(result.out, IsEmpty());
  }
}

constexpr char kReport[] = R"({"resourceType": "MeasureReport", "status": "complete",
    "type": "summary", "measure": "urn:example:measure", "group": [{"population": [
    {"code": {"coding": [{"code": "numerator"}]}, "count": 30},
    {"code": {"coding": [{"code": "denominator"}]}, "count": 40}]}]})";

// A rubric with a measure "counted", and a report in report.json.
class FhirCountsTest : public ::testing::Test {
 protected:
  FhirCountsTest() {
    WriteFile(folder_.File("rubric.textproto"), TextOf(EveryForm()));
    WriteFile(folder_.File("report.json"), kReport);
  }

  ProcessResult Counts(const std::string& report, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"fhir", "counts", report, "--rubric",
                                          folder_.File("rubric.textproto")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunContinuum(arguments);
  }

  const TempDir folder_;
};

TEST_F(FhirCountsTest, TakeTheirPlaceAmongTheAnswers) {
  WriteFile(folder_.File("answers.textproto"),
            R"(answers { criterion: "counted" measure { counts { numerator: "1" denominator: 2 } } }
               answers { criterion: "yes" yes_no { yes: true } })");
  const ProcessResult result = Counts("counted=" + folder_.File("report.json"),
                                      {"--answers", folder_.File("answers.textproto")});
  ASSERT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
  v1::AnswerSet answers;
  ASSERT_TRUE(google::protobuf::TextFormat::ParseFromString(result.out, &answers)) << result.out;
  ASSERT_EQ(answers.answers_size(), 2);
  EXPECT_EQ(answers.answers(0).measure().counts(0).numerator(), "30");
  EXPECT_EQ(answers.answers(0).measure().counts(0).denominator(), 40);
  EXPECT_TRUE(answers.answers(1).yes_no().yes());
}

TEST_F(FhirCountsTest, MayAlsoComeAsATable) {
  WriteFile(folder_.File("counts.csv"),
            "criterion,item,answer,numerator,denominator\n"
            "counted,,,30,60\n"
            "counted,smi,,20,40\n");
  const ProcessResult result =
      RunContinuum({"fhir", "response", "--rubric", folder_.File("rubric.textproto"), "--answers",
                    folder_.File("counts.csv")});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
  EXPECT_THAT(result.out, HasSubstr("\"criterion/counted/segment/smi/numerator\""));
}

TEST_F(FhirCountsTest, SmallCountsComeWithAWarning) {
  EXPECT_THAT(Counts("counted=" + folder_.File("report.json")).err, HasSubstr("warning"));
  WriteFile(folder_.File("report.json"), absl::StrReplaceAll(kReport, {{"30", "20"}}));
  EXPECT_THAT(Counts("counted=" + folder_.File("report.json")).err, IsEmpty());
}

TEST_F(FhirCountsTest, OfAWrongReportNothingIsWritten) {
  WriteFile(folder_.File("report.json"), absl::StrReplaceAll(kReport, {{"30", "41"}}));
  const ProcessResult result = Counts("counted=" + folder_.File("report.json"));
  EXPECT_EQ(result.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("report.json: counted: "));
  EXPECT_THAT(result.err, HasSubstr("1 problem; nothing was read"));
}

TEST_F(FhirCountsTest, OnlyMeasuresHaveCounts) {
  for (const char* argument : {"yes=x.json", "counted", "counted=", "=x.json"}) {
    EXPECT_EQ(Counts(argument).exit_code, Code(ExitCode::kUsage)) << argument;
  }
  EXPECT_EQ(Counts("counted=no-such.json").exit_code, Code(ExitCode::kInput));
}

}  // namespace
}  // namespace continuum::cli
