// SPDX-License-Identifier: Apache-2.0
//
// `continuum fhir ...` as a process: what goes where, and how it ends.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::ProcessResult;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::TempDir;
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

}  // namespace
}  // namespace continuum::cli
