// SPDX-License-Identifier: Apache-2.0
//
// continuum crosswalk, as a process, with the crosswalks that lie in this repository.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::ProcessResult;
using ::continuum::testing::ReadFile;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kRubrics = CONTINUUM_SOURCE_DIR "/rubrics";
const std::string kCrosswalks = kRubrics + "/crosswalks/";
const std::string kToElements = kCrosswalks + "bhh-continuum-to-integration-elements";
const std::string kAnswers = CONTINUUM_SOURCE_DIR "/examples/example-harbor/2026-h1.csv";
const std::string kContract =
    CONTINUUM_SOURCE_DIR "/examples/contracts/example-state-contract/crosswalk.textproto";

int Code(ExitCode code) { return static_cast<int>(code); }

ProcessResult Expect(ExitCode code, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "crosswalk");
  ProcessResult result = RunContinuum(arguments);
  EXPECT_EQ(result.exit_code, Code(code)) << result.err;
  return result;
}

TEST(CrosswalkTest, AGoodOneIsCheckedAgainstTheRubricsAroundIt) {
  const ProcessResult result = Expect(ExitCode::kOk, {"check", kToElements});
  EXPECT_THAT(result.out, HasSubstr("good: bhh-continuum/1.0.0 to integration-elements/1.0.0"));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(CrosswalkTest, EveryMistakeIsNamedWithItsPlace) {
  const TempDir folder;
  std::string text = ReadFile(kToElements + "/crosswalk.textproto");
  ASSERT_GT(
      absl::StrReplaceAll({{"part: \"i1-measures-vitals\"", "part: \"i1-measure-vitals\""}}, &text),
      0);
  WriteFile(folder.File("wrong.textproto"), text);
  const ProcessResult result =
      Expect(ExitCode::kProblems, {"check", folder.File("wrong.textproto"), "--rubrics", kRubrics});
  EXPECT_THAT(result.out, HasSubstr("did you mean 'i1-measures-vitals'? [UNKNOWN_ID]"));
  EXPECT_THAT(result.out, HasSubstr("cannot be used yet: 1 error"));
  const ProcessResult used =
      Expect(ExitCode::kInput, {"coverage", folder.File("wrong.textproto"), "--rubrics", kRubrics});
  EXPECT_THAT(used.out, IsEmpty());
  EXPECT_THAT(used.err, HasSubstr("cannot be used until they are mended"));
}

TEST(CrosswalkTest, ARubricThatIsNotThereIsAnInputError) {
  const ProcessResult result =
      Expect(ExitCode::kInput, {"check", kToElements, "--rubrics", "/nowhere"});
  EXPECT_THAT(result.err, HasSubstr("/nowhere/bhh-continuum/1.0.0/rubric.textproto"));
}

TEST(CrosswalkTest, CoverageSaysWhatAContractDoesNotSay) {
  const ProcessResult all = Expect(ExitCode::kOk, {"coverage", kContract, "--rubrics", kRubrics});
  EXPECT_THAT(all.out, HasSubstr("of 15 subdomains it answers 0\nwholly and 5 in part"));
  EXPECT_THAT(all.out, HasSubstr("nothing here asks for: c12."));
  const ProcessResult gaps =
      Expect(ExitCode::kOk, {"coverage", kContract, "--rubrics", kRubrics, "--gaps"});
  EXPECT_THAT(gaps.out, HasSubstr("2.4-trauma-informed"));
  EXPECT_THAT(gaps.out, Not(HasSubstr("1.2-referral")));
  const ProcessResult csv =
      RunContinuum({"--output", "csv", "crosswalk", "coverage", kContract, "--rubrics", kRubrics});
  EXPECT_THAT(csv.out, HasSubstr("criterion,title,answered,confidence,by\n"));
  EXPECT_THAT(csv.out, HasSubstr("1.2-referral,1.2 Referrals and their follow-up,in part (1 of "
                                 "10),high,c5\n"));
}

TEST(CrosswalkTest, AMatrixLaysTheInitiativesSideBySide) {
  const std::string to = "-to-integration-elements";
  const std::vector<std::string> files = {kCrosswalks + "ccbhc" + to, kCrosswalks + "pbhci" + to};
  const ProcessResult table = Expect(ExitCode::kOk, {"matrix", files[0], files[1]});
  EXPECT_THAT(table.out, HasSubstr("ccbhc"));
  EXPECT_THAT(table.out, HasSubstr("11 Sustainability"));
  const ProcessResult csv =
      RunContinuum({"--output", "csv", "crosswalk", "matrix", files[0], files[1], "--criteria"});
  EXPECT_THAT(csv.out, HasSubstr(",e10-advisory,The voice of people served,ccbhc" + to));
  const ProcessResult mixed =
      Expect(ExitCode::kInput, {"matrix", files[0], kCrosswalks + "bhh-continuum-to-pbhci"});
  EXPECT_THAT(mixed.err, HasSubstr("want crosswalks to one rubric"));
}

TEST(CrosswalkTest, PrefillProposesFromAnswersInAFile) {
  const ProcessResult table = Expect(
      ExitCode::kOk, {"prefill", kToElements, "--answers", kAnswers, "--as-of", "2026-06-30"});
  EXPECT_THAT(table.out, HasSubstr("e07-referral: done: "));
  EXPECT_THAT(table.out, HasSubstr("none counts until a person"));
  const ProcessResult json = RunContinuum({"--output", "json", "crosswalk", "prefill", kToElements,
                                           "--answers", kAnswers, "--as-of", "2026-06-30"});
  EXPECT_THAT(json.out, HasSubstr("\"unconfirmed\": true"));
  const ProcessResult contract = Expect(
      ExitCode::kInput, {"prefill", kContract, "--rubrics", kRubrics, "--answers", kAnswers});
  EXPECT_THAT(contract.err, HasSubstr("contract, which has no answers"));
}

TEST(CrosswalkTest, CompareShowsBothSidesWithTheirConfidence) {
  const TempDir folder;
  WriteFile(folder.File("right.textproto"),
            "answers { criterion: 'e07-referral' staircase { claimed_stage: 'intermediate' } }");
  const std::vector<std::string> arguments = {"crosswalk",
                                              "compare",
                                              kToElements,
                                              "--left",
                                              kAnswers,
                                              "--right",
                                              folder.File("right.textproto"),
                                              "--as-of",
                                              "2026-06-30"};
  const ProcessResult table = RunContinuum(arguments);
  EXPECT_EQ(table.exit_code, 0) << table.err;
  EXPECT_THAT(table.out, HasSubstr("2 of 3, intermediate"));
  EXPECT_THAT(table.out, HasSubstr("different scales, so there\nis no total."));
  std::vector<std::string> csv = arguments;
  csv.insert(csv.begin(), {"--output", "csv"});
  EXPECT_THAT(RunContinuum(csv).out,
              HasSubstr("e07-referral / i-visit-checked,\"2 of 3, intermediate\",high"));
}

}  // namespace
}  // namespace continuum::cli
