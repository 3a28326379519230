// SPDX-License-Identifier: Apache-2.0
//
// The real command as a process, for everything that needs no server: what goes where, and how it
// ends.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
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
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

const std::string kRubric = CONTINUUM_SOURCE_DIR "/rubrics/bhh-continuum/1.0.0";
const std::string kAnswers = CONTINUUM_SOURCE_DIR "/examples/example-harbor/2025-h1.csv";

int Code(ExitCode code) { return static_cast<int>(code); }

// The rubric as text, with one piece of it replaced.
std::string RubricWith(absl::string_view from, absl::string_view to) {
  const std::string text = ReadFile(kRubric + "/rubric.textproto");
  EXPECT_THAT(text, HasSubstr(std::string(from)));
  return absl::StrReplaceAll(text, {{from, to}});
}

TEST(OfflineTest, HelpAndVersionAreResults) {
  const ProcessResult help = RunContinuum({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.out, HasSubstr("next-level"));
  EXPECT_THAT(help.out, HasSubstr("Exit codes:"));
  // Who asks about one command gets what is about that one.
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"assess", "--help"}, {"assess", "load", "--help"}, {"admin", "ledger", "--help"}}) {
    const ProcessResult one = RunContinuum(command);
    EXPECT_THAT(one.out, AllOf(HasSubstr("Names may be short"), Not(HasSubstr("Exit codes")),
                               Not(HasSubstr("first tour"))));
  }
  EXPECT_THAT(help.err, IsEmpty());
  EXPECT_THAT(RunContinuum({"--version"}).out, StartsWith("continuum "));
}

TEST(OfflineTest, AWrongCommandLineSaysWhatToDo) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{},
                                             {"nonsense"},
                                             {"rubric"},
                                             {"rubric", "check"},
                                             {"--output", "xml", "rubric", "list"},
                                             {"score"},
                                             {"score", "--rubric", "x"},
                                             {"score", "a/b", "--rubric", "x", "--answers", "y"},
                                             {"assess", "show", "not-an-assessment"},
                                             {"program", "show", "bad\xFF"}}) {
    const ProcessResult result = RunContinuum(arguments);
    EXPECT_EQ(result.exit_code, Code(ExitCode::kUsage)) << result.err;
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, StartsWith("error: "));
  }
}

// What a slip gets to hear, and nothing of what it led to.
TEST(OfflineTest, ASlipIsNamedWithWhatMayHaveBeenMeant) {
  struct Slip {
    std::vector<std::string> typed;
    std::string error;
  };
  const std::vector<Slip> slips = {
      {{"organisation", "list"}, "\"organisation\" is no command. Did you mean \"organization\"?"},
      {{"asses", "list", "harbor"}, "\"asses\" is no command. Did you mean \"assess\"?"},
      {{"organisation", "create", "x", "--title", "X"},
       "\"organisation\" is no command. Did you mean \"organization\"?"},
      {{"rubric", "lst"}, "\"lst\" is no command. Did you mean \"list\"?"},
      {{"nonsense"}, "\"nonsense\" is no command."},
      {{"notices", "quickly"}, "\"notices\" is no command."},
      {{"hold", "xyzzy"}, "\"xyzzy\" is no command. hold has set, end, list"},
      {{"hold"}, "a command is wanted. hold has set, end, list"},
      {{}, "a command is wanted."},
      {{"program", "list", "--outptu", "csv"},
       "\"--outptu\" is no option here. Did you mean \"--output\"?"},
      {{"--outptu=csv", "program", "list"},
       "\"--outptu\" is no option here. Did you mean \"--output\"?"},
      {{"--outptu", "csv", "organisation", "list"},
       "\"--outptu\" is no option here. Did you mean \"--output\"?"},
      {{"evidence", "add", "harbor", "--titel", "X", "--date", "2025-03-31"},
       "\"--titel\" is no option here. Did you mean \"--title\"?"},
      {{"program", "show", "harbor", "--xyzzy"}, "\"--xyzzy\" is no option here."},
      {{"comment", "add", "harbor/y2025", "two", "words", "more"},
       "not expected: \"words\", \"more\". A text of several words is written in quotation marks"},
      {{"notify", "weekly"}, "WHEN: got \"weekly\", want at-once, daily or never"},
      {{"program", "list", "--output", "jsn"},
       "--output: got \"jsn\", want table, json or csv. Did you mean \"json\"?"},
      {{"token", "create", "--title", "X", "--days", "400"},
       "--days: got \"400\", want a whole number from 1 to 366"},
      {{"admin", "retention", "set", "--comments", "many"},
       "--comments: got \"many\", want a whole number from 0 to 1200"},
      {{"comment", "add", "harbor/y2025", "x", "--identifiers-seen", "two"},
       "--identifiers-seen: got \"two\", want a whole number"},
      {{"program", "list", "--output"}, "--output: a value is wanted after it"},
      {{"assess", "show"}, "ASSESSMENT is required"},
  };
  for (const Slip& slip : slips) {
    const ProcessResult result = RunContinuum(slip.typed);
    EXPECT_EQ(result.exit_code, Code(ExitCode::kUsage)) << slip.error;
    EXPECT_THAT(result.err, StartsWith(absl::StrCat("error: ", slip.error, "\n")));
  }
}

TEST(OfflineTest, OnlyAServerOnThisMachineIsTalkedTo) {
  for (const std::string server : {"example.org:8571", "10.0.0.1:8571", "127.evil.org:8571"}) {
    const ProcessResult result = RunContinuum({"--server", server, "rubric", "list"});
    EXPECT_EQ(result.exit_code, Code(ExitCode::kUsage));
    EXPECT_THAT(result.err, HasSubstr("on this machine"));
  }
}

TEST(OfflineTest, AGoodRubricIsGood) {
  const ProcessResult result = RunContinuum({"rubric", "check", kRubric});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kOk));
  EXPECT_THAT(result.out, HasSubstr("15 subdomains"));
}

TEST(OfflineTest, ANewRubricIsGoodAndItsCasePasses) {
  const TempDir folder;
  const std::vector<std::string> make = {"rubric", "new", "crisis-2", "--into", folder.path()};
  const ProcessResult made = RunContinuum(make);
  EXPECT_EQ(made.exit_code, Code(ExitCode::kOk)) << made.err;
  const std::string rubric = folder.File("crisis-2/1.0.0");
  const ProcessResult check = RunContinuum({"rubric", "check", rubric});
  EXPECT_EQ(check.exit_code, Code(ExitCode::kOk)) << check.out;
  EXPECT_THAT(check.out, HasSubstr("0 errors, 0 warnings"));
  const ProcessResult test = RunContinuum({"rubric", "test", rubric});
  EXPECT_EQ(test.exit_code, Code(ExitCode::kOk)) << test.out;
  EXPECT_THAT(test.out, HasSubstr("1 passed"));

  WriteFile(rubric + "/rubric.textproto", "mine");
  const ProcessResult again = RunContinuum(make);
  EXPECT_EQ(again.exit_code, Code(ExitCode::kInput));
  EXPECT_EQ(ReadFile(rubric + "/rubric.textproto"), "mine");
}

TEST(OfflineTest, ANewRubricNeedsAnId) {
  const TempDir folder;
  for (const char* id : {"Crisis", "../up", "a b", ""}) {
    const ProcessResult result = RunContinuum({"rubric", "new", id, "--into", folder.path()});
    EXPECT_EQ(result.exit_code, Code(ExitCode::kUsage)) << id;
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(OfflineTest, AProblemIsOneLineHoweverLongThePath) {
  const TempDir folder;
  const std::string long_folder = folder.File(std::string(200, 'f'));
  std::filesystem::create_directory(long_folder);
  const std::string path = long_folder + "/rubric.textproto";
  WriteFile(path, RubricWith("rollup: \"total-points\" value: \"60\"",
                             "rollup: \"total-points\" valeu: \"60\""));
  const ProcessResult result = RunContinuum({"rubric", "check", path});
  for (const absl::string_view line : absl::StrSplit(result.out, '\n', absl::SkipEmpty())) {
    EXPECT_THAT(std::string(line), StartsWith(path + ":"));
  }
  EXPECT_THAT(result.out, HasSubstr("valeu"));
}

TEST(OfflineTest, ABadRubricIsListedWithItsPlaces) {
  const TempDir folder;
  const std::string path = folder.File("rubric.textproto");
  WriteFile(path, RubricWith("rollup: \"total-points\" value: \"60\"",
                             "rollup: \"total-points\" valeu: \"60\""));
  const ProcessResult result = RunContinuum({"rubric", "check", path, kRubric});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kProblems));
  EXPECT_THAT(result.out, HasSubstr("error: "));
  EXPECT_THAT(result.out, HasSubstr(": good: "));
  const ProcessResult json = RunContinuum({"rubric", "check", path, "--output", "json"});
  EXPECT_EQ(json.exit_code, Code(ExitCode::kProblems));
  EXPECT_THAT(json.out, HasSubstr("\"severity\": \"SEVERITY_ERROR\""));
  EXPECT_THAT(json.err, IsEmpty());
  const ProcessResult csv = RunContinuum({"--output", "csv", "rubric", "check", path});
  EXPECT_THAT(csv.out, StartsWith("file,line,column,severity,reason,path,message\n"));
}

TEST(OfflineTest, AFileThatIsNotThereIsAnInputError) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"rubric", "check", "/nowhere/rubric.textproto"},
           {"rubric", "test", "/nowhere"},
           {"rubric", "template", "/nowhere/rubric.textproto"},
           {"score", "--rubric", kRubric, "--answers", "/nowhere.csv"}}) {
    const ProcessResult result = RunContinuum(arguments);
    EXPECT_EQ(result.exit_code, Code(ExitCode::kInput)) << result.err;
    EXPECT_THAT(result.err, HasSubstr("/nowhere"));
    EXPECT_THAT(result.out, IsEmpty());
  }
}

TEST(OfflineTest, CasesPassOrSayWhatDiffers) {
  EXPECT_EQ(RunContinuum({"rubric", "test", kRubric}).exit_code, Code(ExitCode::kOk));

  const TempDir folder;
  std::filesystem::create_directory(folder.File("cases"));
  WriteFile(folder.File("rubric.textproto"), RubricWith("weight: \"9.5\"", "weight: \"9\""));
  std::filesystem::copy(kRubric + "/cases/best.textproto", folder.File("cases"));
  std::filesystem::copy(kRubric + "/cases/mixed.textproto", folder.File("cases"));
  const ProcessResult result = RunContinuum({"rubric", "test", folder.path()});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kProblems));
  EXPECT_THAT(result.out, HasSubstr("FAILED"));
  EXPECT_THAT(result.out, HasSubstr("mixed.textproto"));
  EXPECT_THAT(result.out, HasSubstr("expected"));
  EXPECT_THAT(result.out, HasSubstr("failed\n"));
  const ProcessResult json = RunContinuum({"rubric", "test", folder.path(), "--output", "json"});
  EXPECT_THAT(json.out, HasSubstr("\"passed\": false"));
}

TEST(OfflineTest, APathOfACaseIsNotBrokenApart) {
  const TempDir folder;
  const std::string cases = folder.File(std::string(200, 'f')) + "/cases";
  std::filesystem::create_directories(cases);
  std::filesystem::copy(kRubric + "/rubric.textproto", cases + "/..");
  std::filesystem::copy(kRubric + "/cases/best.textproto", cases);
  const ProcessResult result = RunContinuum({"rubric", "test", folder.path()});
  EXPECT_THAT(result.out, StartsWith("passed  " + cases + "/best.textproto:\n        "));
}

TEST(OfflineTest, TheTemplateIsScoredAsNothingAnswered) {
  const ProcessResult csv = RunContinuum({"rubric", "template", kRubric});
  EXPECT_EQ(csv.exit_code, Code(ExitCode::kOk));
  EXPECT_THAT(csv.out, HasSubstr("criterion,item,answer,since"));
  const ProcessResult score = RunContinuum(
      {"score", "--rubric", kRubric, "--answers", "-", "--as-of", "2026-01-01"}, csv.out);
  EXPECT_EQ(score.exit_code, Code(ExitCode::kOk)) << score.err;
  EXPECT_THAT(score.out, HasSubstr("no level is reached"));
  EXPECT_THAT(score.out, HasSubstr("Not answered"));
}

TEST(OfflineTest, AScorecardSaysWhatAndWhy) {
  const std::vector<std::string> arguments = {"score",  "--rubric", kRubric,     "--answers",
                                              kAnswers, "--as-of",  "2025-06-30"};
  const ProcessResult table = RunContinuum(arguments);
  EXPECT_EQ(table.exit_code, Code(ExitCode::kOk)) << table.err;
  for (const std::string part : {"Level 2 is reached", "Profile", "▂▄▆·  Intermediate 2",
                                 "Why Level 3 is not reached", "Fingerprints"}) {
    EXPECT_THAT(table.out, HasSubstr(part));
  }
  EXPECT_THAT(table.out, Not(HasSubstr("\x1b"))) << "no colours in a pipe";
  EXPECT_THAT(RunContinuum(arguments, "", "LC_ALL=C").out, HasSubstr("###.  Intermediate 2"));

  std::vector<std::string> other = arguments;
  other.insert(other.end(), {"--explain"});
  EXPECT_THAT(RunContinuum(other).out, HasSubstr("What would raise it"));
  other.insert(other.end(), {"--output", "json"});
  EXPECT_THAT(RunContinuum(other).out, StartsWith("{\n \"rubric\": \"bhh-continuum\""));
  other.back() = "csv";
  EXPECT_THAT(RunContinuum(other).out, StartsWith("kind,id,title,state,value,shown\n"));
}

TEST(OfflineTest, AScoreStandsBesideItsBand) {
  const std::string rubric = absl::StrCat(CONTINUUM_SOURCE_DIR, "/rubrics/dacts/1.0.0");
  std::string answers;
  for (absl::string_view line :
       absl::StrSplit(ReadFile(rubric + "/cases/all-fours-fair-yet-mean-is-met.textproto"), '\n')) {
    if (absl::ConsumePrefix(&line, "  answers {")) absl::StrAppend(&answers, "answers {", line);
  }
  const TempDir folder;
  WriteFile(folder.File("answers.textproto"), answers);
  const ProcessResult result =
      RunContinuum({"score", "--rubric", rubric, "--answers", folder.File("answers.textproto"),
                    "--as-of", "2026-06-30"});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
  EXPECT_THAT(result.out, HasSubstr("112 points, Fair fidelity"));
}

TEST(OfflineTest, ARubricIsRenderedAsAPage) {
  const ProcessResult page = RunContinuum({"rubric", "render", kRubric});
  EXPECT_EQ(page.exit_code, Code(ExitCode::kOk)) << page.err;
  EXPECT_THAT(page.out, StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_THAT(page.out, HasSubstr("Every must-pass"));
}

TEST(OfflineTest, NestedDomainsAreCountedByTheirOwnWord) {
  const std::string rubric = absl::StrCat(CONTINUUM_SOURCE_DIR, "/rubrics/medical-home-2017/1.0.0");
  EXPECT_THAT(RunContinuum({"rubric", "check", rubric}).out,
              HasSubstr("with 6 concepts, 18 competencies, 101 criteria"));
}

TEST(OfflineTest, AnAttestationIsNoDomain) {
  const std::string rubric = absl::StrCat(CONTINUUM_SOURCE_DIR, "/rubrics/ccbhc/1.0.0");
  EXPECT_THAT(RunContinuum({"rubric", "check", rubric}).out,
              HasSubstr("with 6 program requirements, 1 attestation, 21 sections, 51 criteria"));
}

TEST(OfflineTest, BadAnswersAreListedByLineAndNothingIsScored) {
  const TempDir folder;
  const std::string path = folder.File("answers.csv");
  std::string csv = ReadFile(kAnswers);
  ASSERT_EQ(absl::StrReplaceAll({{"p-asks-about-pcp,yes", "p-asks-about-pcp,yse"}}, &csv), 1);
  absl::StrAppend(&csv, "2.4-trauma-informed,,not applicable\n");
  WriteFile(path, csv);
  const ProcessResult result =
      RunContinuum({"score", "--rubric", kRubric, "--answers", path, "--as-of", "2025-06-30"});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr(path + ":3: answer: got \"yse\""));
  EXPECT_THAT(result.err, HasSubstr("has a row already"));
  EXPECT_THAT(result.err, HasSubstr("2 problems"));
}

TEST(OfflineTest, NotApplicableWhereNotAllowedIsReportedWithItsLine) {
  const ProcessResult result =
      RunContinuum({"score", "--rubric", kRubric, "--answers", "-", "--as-of", "2025-06-30"},
                   "criterion,answer,comment\n1.1-screening,not applicable,\"so\nbe it\"\n"
                   "1.2-referral,preliminary,\n");
  EXPECT_EQ(result.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(result.err, HasSubstr("-:2: answer"));
}

TEST(OfflineTest, TextAnswersAreReadToo) {
  const TempDir folder;
  const std::string path = folder.File("answers.textproto");
  WriteFile(path,
            "answers { criterion: \"1.1-screening\" staircase { claimed_stage: \"advanced\" } }");
  const std::vector<std::string> arguments = {"score", "--rubric", kRubric, "--answers", path};
  EXPECT_EQ(RunContinuum(arguments).exit_code, Code(ExitCode::kOk));
  WriteFile(path, "answers {\n criterion: 1 }");
  const ProcessResult wrong = RunContinuum(arguments);
  EXPECT_EQ(wrong.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(wrong.err, HasSubstr(path + ":2: column"));
  WriteFile(path, "answers { criterion: \"x\" yes_no { yes: true } }");
  EXPECT_THAT(RunContinuum(arguments).err, HasSubstr("answers[0].criterion"));
}

TEST(OfflineTest, NoServerIsSaidWithWhatToDo) {
  // Port 1 is never a Continuum server.
  const ProcessResult result = RunContinuum({"--server", "127.0.0.1:1", "rubric", "list"});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kUnavailable));
  EXPECT_THAT(result.err, HasSubstr("the server at 127.0.0.1:1 cannot be reached"));
  EXPECT_THAT(result.err, HasSubstr("what next: "));
}

TEST(OfflineTest, AResultThatCannotBeWrittenIsAnError) {
  const std::string command =
      absl::StrCat("'", CONTINUUM_COMMAND, "' rubric template '", kRubric, "' >/dev/full 2>&1");
  EXPECT_EQ(WEXITSTATUS(std::system(command.c_str())), Code(ExitCode::kInput));
}

}  // namespace
}  // namespace continuum::cli
