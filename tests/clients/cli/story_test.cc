// SPDX-License-Identifier: Apache-2.0
//
// The main job from end to end, as a person does it: the real command against the real server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/server_process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::ProcessResult;
using ::continuum::testing::ReadFile;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const std::string kRubric = CONTINUUM_SOURCE_DIR "/rubrics/bhh-continuum/1.0.0";
const std::string kExamples = CONTINUUM_SOURCE_DIR "/examples/example-harbor/";

// One server, with the rubric and a program, for every test.
class StoryTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_folder = new TempDir();
    server = new ServerProcess(server_folder->File("continuum.db"));
    ASSERT_TRUE(server->started()) << server->log();
    Expect(ExitCode::kOk, {"rubric", "publish", kRubric});
    Expect(ExitCode::kOk, {"organization", "create", "coastal", "--title", "Coastal Services"});
    Expect(ExitCode::kOk, {"program", "create", "harbor", "--organization", "coastal", "--title",
                           "Harbor Clinic", "--jurisdiction", "US-XA"});
  }
  static void TearDownTestSuite() {
    EXPECT_EQ(server->Stop(), 0) << "the server has to stop cleanly";
    delete server;
    delete server_folder;
  }

  static ProcessResult Run(std::vector<std::string> arguments, absl::string_view input = "") {
    arguments.insert(arguments.begin(), {"--server", server->address()});
    return RunContinuum(arguments, input);
  }
  static ProcessResult Expect(ExitCode code, const std::vector<std::string>& arguments,
                              absl::string_view input = "") {
    ProcessResult result = Run(arguments, input);
    EXPECT_EQ(result.exit_code, static_cast<int>(code)) << arguments[0] << ": " << result.err;
    return result;
  }
  // A completed assessment of harbor.
  static void Assess(const std::string& id, const std::string& from, const std::string& to,
                     const std::string& file) {
    Expect(ExitCode::kOk, {"assess", "start", "harbor", "--rubric", "bhh-continuum", "--from", from,
                           "--to", to, "--id", id});
    Expect(ExitCode::kOk, {"assess", "load", "harbor/" + id, kExamples + file});
    Expect(ExitCode::kOk, {"assess", "complete", "harbor/" + id, "--with-gaps"});
  }

  static TempDir* server_folder;
  static ServerProcess* server;
};

TempDir* StoryTest::server_folder = nullptr;
ServerProcess* StoryTest::server = nullptr;

TEST_F(StoryTest, RubricsArePublishedOnce) {
  const ProcessResult again = Expect(ExitCode::kOk, {"rubric", "publish", kRubric});
  EXPECT_THAT(again.err, HasSubstr("published already"));

  const TempDir folder;
  std::string text = ReadFile(kRubric + "/rubric.textproto");
  ASSERT_GT(absl::StrReplaceAll({{"Level 1", "Grade 1"}}, &text), 0);
  WriteFile(folder.File("other.textproto"), text);
  const ProcessResult other =
      Expect(ExitCode::kConflict, {"rubric", "publish", folder.File("other.textproto")});
  EXPECT_THAT(other.err, HasSubstr("never changes"));

  ASSERT_EQ(absl::StrReplaceAll({{"revision: \"1.0.0\"", "revision: \"1.1.0\""}}, &text), 1);
  WriteFile(folder.File("other.textproto"), text);
  Expect(ExitCode::kOk, {"rubric", "publish", "--draft", folder.File("other.textproto")});
  const ProcessResult list = Expect(ExitCode::kOk, {"rubric", "list", "bhh-continuum"});
  EXPECT_THAT(list.out, HasSubstr("draft"));
  EXPECT_THAT(list.out, HasSubstr("published"));
}

TEST_F(StoryTest, RubricsAreShownAsTheyWerePublished) {
  const ProcessResult text =
      Expect(ExitCode::kOk, {"rubric", "show", "bhh-continuum/1.0.0", "--text"});
  EXPECT_EQ(text.out, ReadFile(kRubric + "/rubric.textproto"));
  EXPECT_EQ(Expect(ExitCode::kOk, {"rubric", "template", "bhh-continuum"}).out,
            Expect(ExitCode::kOk, {"rubric", "template", kRubric}).out);
  EXPECT_THAT(Expect(ExitCode::kOk, {"rubric", "show", "bhh-continuum"}).out,
              HasSubstr("1.1-screening"));
}

// Each of two people writes the answers to a file, changes another one there, and loads it.
TEST_F(StoryTest, NobodysAnswersAreLostWhereTwoLoadTheirFiles) {
  Expect(ExitCode::kOk, {"assess", "start", "harbor", "--rubric", "bhh-continuum", "--from",
                         "2031-01-01", "--to", "2031-12-31", "--id", "both"});
  Expect(ExitCode::kOk, {"assess", "load", "harbor/both", kExamples + "2024-h1.csv"});
  const std::string before = Expect(ExitCode::kOk, {"assess", "answers", "harbor/both"}).out;
  const TempDir folder;
  // The same file, with the comment on one criterion changed.
  const auto with = [&](const std::string& name, absl::string_view criterion,
                        absl::string_view comment) {
    std::string text;
    std::vector<std::string> lines = absl::StrSplit(before, '\n');
    const std::vector<std::string> header = absl::StrSplit(lines[0], ',');
    const auto column = std::find(header.begin(), header.end(), "comment") - header.begin();
    for (std::string& line : lines) {
      std::vector<std::string> cells = absl::StrSplit(line, ',');
      if (cells[0] == criterion && cells.size() > 1 && cells[1].empty()) {
        cells[static_cast<size_t>(column)] = std::string(comment);
        line = absl::StrJoin(cells, ",");
      }
    }
    WriteFile(folder.File(name), absl::StrJoin(lines, "\n"));
    return folder.File(name);
  };
  const std::string first = with("first.csv", "1.1-screening", "FIRST");
  const std::string second = with("second.csv", "1.2-referral", "SECOND");
  const std::string third = with("third.csv", "1.1-screening", "THIRD");
  Expect(ExitCode::kOk, {"assess", "load", "harbor/both", first});
  const ProcessResult loaded = Expect(ExitCode::kOk, {"assess", "load", "harbor/both", second});
  EXPECT_THAT(loaded.err, HasSubstr("others changed 1.1-screening"));
  std::string now = Expect(ExitCode::kOk, {"assess", "answers", "harbor/both"}).out;
  EXPECT_THAT(now, HasSubstr("FIRST"));
  EXPECT_THAT(now, HasSubstr("SECOND"));

  const ProcessResult refused =
      Expect(ExitCode::kConflict, {"assess", "load", "harbor/both", third});
  EXPECT_THAT(refused.err, HasSubstr("1.1-screening"));
  now = Expect(ExitCode::kOk, {"assess", "answers", "harbor/both"}).out;
  EXPECT_THAT(now, HasSubstr("FIRST"));
  Expect(ExitCode::kOk, {"assess", "load", "harbor/both", third, "--overwrite"});
  now = Expect(ExitCode::kOk, {"assess", "answers", "harbor/both"}).out;
  EXPECT_THAT(now, HasSubstr("THIRD"));

  const ProcessResult nothing = Expect(ExitCode::kOk, {"assess", "load", "harbor/both", "-"}, now);
  EXPECT_THAT(nothing.err, HasSubstr("Nothing in the file is to be saved"));
}

TEST_F(StoryTest, ProgramsAreKept) {
  EXPECT_THAT(Expect(ExitCode::kOk, {"program", "list", "--jurisdiction", "US-XA"}).out,
              HasSubstr("Harbor Clinic"));
  EXPECT_THAT(Expect(ExitCode::kOk, {"program", "list", "--title", "nobody"}).out,
              HasSubstr("There is none that you may see"));
  EXPECT_THAT(Expect(ExitCode::kOk, {"records", "export", "harbor", "--from", "2099-01-01"}).out,
              HasSubstr("No completed result is of a period that ends on 2099-01-01 or later."));
  EXPECT_THAT(Expect(ExitCode::kOk, {"program", "show", "harbor", "--output", "csv"}).out,
              HasSubstr("harbor,Harbor Clinic,coastal,US-XA,active,"));
  const ProcessResult twice =
      Expect(ExitCode::kConflict,
             {"program", "create", "harbor", "--organization", "coastal", "--title", "Again"});
  EXPECT_THAT(twice.err, HasSubstr("what next: "));
  Expect(ExitCode::kUsage,
         {"program", "create", "Not An Id", "--organization", "coastal", "--title", "Wrong"});
  Expect(ExitCode::kOk, {"site", "create", "harbor", "main", "--title", "Main Street"});
  EXPECT_THAT(Expect(ExitCode::kOk, {"site", "list", "harbor"}).out, HasSubstr("Main Street"));
}

TEST_F(StoryTest, WhatIsMisspeltIsMended) {
  Expect(ExitCode::kOk, {"organization", "create", "lowland", "--title", "Lowlnad"});
  EXPECT_THAT(
      Expect(ExitCode::kOk, {"organization", "update", "lowland", "--title", "Lowland"}).out,
      HasSubstr("Lowland"));
  Expect(ExitCode::kOk, {"program", "create", "meadow", "--organization", "lowland", "--title",
                         "Meadwo", "--jurisdiction", "US-MD"});
  EXPECT_THAT(
      Expect(ExitCode::kOk, {"program", "update", "meadow", "--title", "Meadow", "--output", "csv"})
          .out,
      HasSubstr("meadow,Meadow,lowland,US-MD,active,"));
  EXPECT_THAT(Expect(ExitCode::kOk,
                     {"program", "update", "meadow", "--jurisdiction", "", "--output", "csv"})
                  .out,
              HasSubstr("meadow,Meadow,lowland,,active,"));
  Expect(ExitCode::kOk, {"site", "create", "meadow", "north", "--title", "North"});
  EXPECT_THAT(Expect(ExitCode::kOk, {"site", "update", "meadow/north", "--address", "1 Main Street",
                                     "--output", "csv"})
                  .out,
              HasSubstr("meadow/north,North,1 Main Street,active"));
  for (const std::vector<std::string>& nothing :
       {std::vector<std::string>{"program", "update", "meadow"},
        {"site", "update", "meadow/north"}}) {
    EXPECT_THAT(Expect(ExitCode::kUsage, nothing).err, HasSubstr("nothing to change is given"));
  }
  EXPECT_THAT(Expect(ExitCode::kUsage, {"program", "update", "meadow", "--title", ""}).err,
              HasSubstr("--title"));
  EXPECT_THAT(Expect(ExitCode::kUsage, {"site", "update", "meadow", "--title", "South"}).err,
              HasSubstr("does not name a site"));
}

TEST_F(StoryTest, WhatIsClosedIsArchivedOnceThatIsSure) {
  Expect(ExitCode::kOk, {"organization", "create", "upland", "--title", "Upland"});
  Expect(ExitCode::kOk,
         {"program", "create", "heath", "--organization", "upland", "--title", "Heath House"});
  Expect(ExitCode::kOk, {"site", "create", "heath", "east", "--title", "East"});
  Expect(ExitCode::kOk, {"site", "create", "heath", "west", "--title", "West"});
  EXPECT_THAT(Expect(ExitCode::kConflict, {"organization", "archive", "upland", "--yes"}).err,
              HasSubstr("what next: "));
  const ProcessResult slip = Expect(ExitCode::kUsage, {"program", "archive", "heath"}, "harbor\n");
  EXPECT_THAT(slip.err, AllOf(HasSubstr("Title: Heath House"), HasSubstr("nothing was changed")));
  Expect(ExitCode::kNotFound, {"site", "archive", "heath/none"}, "heath/none\n");
  EXPECT_THAT(Expect(ExitCode::kOk, {"site", "archive", "heath/west"}, "heath/west\n").out,
              HasSubstr("archived"));
  EXPECT_THAT(Expect(ExitCode::kOk, {"site", "list", "heath"}).out,
              AllOf(HasSubstr("East"), Not(HasSubstr("West"))));
  EXPECT_THAT(Expect(ExitCode::kConflict, {"site", "archive", "heath/west", "--yes"}).err,
              HasSubstr("heath/west (West) is archived already; nothing is left to do"));
  EXPECT_THAT(
      Expect(ExitCode::kOk, {"program", "archive", "programs/heath"}, "programs/heath\n").out,
      HasSubstr("archived"));
  EXPECT_THAT(Expect(ExitCode::kOk, {"site", "list", "heath"}).out, HasSubstr("It has none."));
  EXPECT_THAT(Expect(ExitCode::kOk, {"organization", "archive", "upland", "--yes"}).out,
              HasSubstr("archived"));
  EXPECT_THAT(Expect(ExitCode::kOk, {"program", "list"}).out, Not(HasSubstr("Heath House")));
  EXPECT_THAT(Expect(ExitCode::kConflict, {"program", "update", "heath", "--title", "Back"}).err,
              HasSubstr("archived"));
}

TEST_F(StoryTest, WhatIsNotThereIsNotFound) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"program", "show", "nobody"},
                                             {"rubric", "show", "nothing"},
                                             {"assess", "show", "harbor/never"},
                                             {"score", "harbor/never"},
                                             {"history", "nobody", "--rubric", "bhh-continuum"},
                                             {"next-level", "harbor/never"}}) {
    const ProcessResult result = Expect(ExitCode::kNotFound, arguments);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("what next: Check the name"));
  }
}

TEST_F(StoryTest, AnswersAreLoadedWholeOrNotAtAll) {
  Expect(ExitCode::kOk,
         {"assess", "start", "harbor", "--rubric", "bhh-continuum", "--period", "2020"});
  std::string csv = ReadFile(kExamples + "2025-h1.csv");
  std::string bad = csv;
  ASSERT_EQ(absl::StrReplaceAll({{"p-asks-about-pcp,yes", "p-asks-about-pcp,yse"}}, &bad), 1);
  const ProcessResult refused =
      Expect(ExitCode::kInput, {"assess", "load", "harbor/y2020", "-"}, bad);
  EXPECT_THAT(refused.err, HasSubstr("-:3: answer"));
  EXPECT_THAT(Expect(ExitCode::kOk, {"assess", "show", "harbor/y2020"}).out, HasSubstr("0 of 15"));

  const ProcessResult gaps = Expect(ExitCode::kConflict, {"assess", "complete", "harbor/y2020"});
  EXPECT_THAT(gaps.err, HasSubstr("15 of 15 are not answered"));

  Expect(ExitCode::kOk, {"assess", "load", "harbor/y2020", "-"}, csv);
  const std::string saved = Expect(ExitCode::kOk, {"assess", "answers", "harbor/y2020"}).out;
  Expect(ExitCode::kOk, {"assess", "load", "harbor/y2020", "-", "--replace"}, saved);
  EXPECT_EQ(Expect(ExitCode::kOk, {"assess", "answers", "harbor/y2020"}).out, saved);

  const std::string only = "criterion,answer\n1.1-screening,advanced\n";
  Expect(ExitCode::kOk, {"assess", "load", "harbor/y2020", "-", "--replace"}, only);
  EXPECT_THAT(Expect(ExitCode::kOk, {"assess", "show", "harbor/y2020"}).out, HasSubstr("1 of 15"));
}

TEST_F(StoryTest, AssessmentsAreScoredFollowedAndCorrected) {
  Assess("y2023-h2", "2023-07-01", "2023-12-31", "2023-h2.csv");
  Assess("y2025-h1", "2025-01-01", "2025-06-30", "2025-h1.csv");

  // What was completed is frozen, and scores as the same file does without a server.
  EXPECT_THAT(
      Expect(ExitCode::kConflict, {"assess", "load", "harbor/y2025-h1", kExamples + "2025-h1.csv"})
          .err,
      HasSubstr("assess correct"));
  EXPECT_EQ(
      Expect(ExitCode::kOk, {"score", "harbor/y2025-h1", "--output", "json"}).out,
      Expect(ExitCode::kOk, {"score", "--rubric", kRubric, "--answers", kExamples + "2025-h1.csv",
                             "--as-of", "2025-06-30", "--explain", "--output", "json"})
          .out);
  EXPECT_THAT(Expect(ExitCode::kOk, {"score", "harbor/y2025-h1"}).out,
              HasSubstr("Harbor Clinic (harbor)"));

  const ProcessResult history =
      Expect(ExitCode::kOk, {"history", "harbor", "--rubric", "bhh-continuum"});
  EXPECT_THAT(history.out, HasSubstr("2023-12-31"));
  EXPECT_THAT(history.out, HasSubstr("better"));
  EXPECT_THAT(history.out, HasSubstr("█"));
  EXPECT_THAT(history.out, HasSubstr("->"));
  EXPECT_THAT(
      Expect(ExitCode::kOk, {"history", "harbor", "--rubric", "bhh-continuum", "--output", "csv"})
          .out,
      HasSubstr("programs/harbor/assessments/y2025-h1"));

  const ProcessResult next = Expect(ExitCode::kOk, {"next-level", "harbor/y2025-h1"});
  EXPECT_THAT(next.out, HasSubstr("What is missing for Level 3"));
  EXPECT_THAT(next.out, HasSubstr("    * ")) << "concrete things to do";
  Expect(ExitCode::kUsage, {"next-level", "harbor/y2025-h1", "--level", "level-9"});

  Expect(ExitCode::kUsage, {"assess", "correct", "harbor/y2025-h1"});
  Expect(ExitCode::kOk, {"assess", "correct", "harbor/y2025-h1", "--reason", "A wrong month."});
  Expect(ExitCode::kOk, {"assess", "complete", "harbor/y2025-h1-corrected", "--with-gaps"});
  const ProcessResult list = Expect(ExitCode::kOk, {"assess", "list", "harbor"});
  EXPECT_THAT(list.out, HasSubstr("harbor/y2025-h1-corrected"));
  EXPECT_THAT(
      Expect(ExitCode::kOk, {"history", "harbor", "--rubric", "bhh-continuum", "--output", "json"})
          .out,
      Not(HasSubstr("assessments/y2025-h1\"")));
}

// Carried answers wait to be confirmed; loading would not help.
TEST_F(StoryTest, WhoCompletesWhatWasCarriedIsToldToConfirmIt) {
  Assess("first-cycle", "2024-01-01", "2024-06-30", "2025-h1.csv");
  Expect(ExitCode::kOk, {"assess", "start", "harbor", "--rubric", "bhh-continuum", "--from",
                         "2024-07-01", "--to", "2024-12-31", "--id", "next-cycle"});
  Expect(ExitCode::kOk, {"assess", "carry", "harbor/next-cycle", "--from", "harbor/first-cycle"});
  const ProcessResult waits =
      Expect(ExitCode::kConflict, {"assess", "complete", "harbor/next-cycle"});
  EXPECT_THAT(waits.err, HasSubstr("carried over or proposed and that nobody has confirmed"));
  EXPECT_THAT(waits.err, HasSubstr("continuum assess confirm harbor/next-cycle"));
  Expect(ExitCode::kOk, {"assess", "confirm", "harbor/next-cycle", "--all"});
  const ProcessResult confirmed = Run({"assess", "complete", "harbor/next-cycle"});
  EXPECT_THAT(confirmed.err, Not(HasSubstr("nobody has confirmed")));
}

// What looks like a patient's is asked about, and taken once somebody has looked.
TEST_F(StoryTest, WhatLooksLikeAPatientsIsSeenFirst) {
  Expect(ExitCode::kOk,
         {"assess", "start", "harbor", "--rubric", "bhh-continuum", "--period", "2019"});
  const std::vector<std::string> say = {"comment", "add", "harbor/y2019", "Call 410-555-0123"};
  EXPECT_THAT(Expect(ExitCode::kConflict, say).err, HasSubstr("--identifiers-seen"));
  std::vector<std::string> seen = say;
  seen.insert(seen.end(), {"--identifiers-seen", "1"});
  const ProcessResult said = Expect(ExitCode::kOk, seen);
  EXPECT_THAT(said.out, HasSubstr("harbor/y2019/"));
  const ProcessResult list = Expect(ExitCode::kOk, {"comment", "list", "harbor/y2019"});
  EXPECT_THAT(list.out, HasSubstr("thread harbor/y2019/"));
  const std::string csv = "criterion,answer,comment\n1.1-screening,advanced,Call 410-555-0123\n";
  EXPECT_THAT(Expect(ExitCode::kConflict, {"assess", "load", "harbor/y2019", "-"}, csv).err,
              HasSubstr("--identifiers-seen"));
  Expect(ExitCode::kOk, {"assess", "load", "harbor/y2019", "-", "--identifiers-seen", "1"}, csv);
}

TEST_F(StoryTest, AnswersAreProposedFromAnotherRubricAndConfirmed) {
  const std::string rubrics = CONTINUUM_SOURCE_DIR "/rubrics/";
  Expect(ExitCode::kOk, {"rubric", "publish", rubrics + "medicaid-health-home/1.0.0"});
  Assess("answered-once", "2025-01-01", "2025-06-30", "2025-h1.csv");
  Expect(ExitCode::kOk, {"assess", "start", "harbor", "--rubric", "medicaid-health-home", "--from",
                         "2025-01-01", "--to", "2025-06-30", "--id", "health-home"});
  const ProcessResult filled = Expect(
      ExitCode::kOk, {"assess", "prefill", "harbor/health-home", "--from", "harbor/answered-once",
                      "--crosswalk", rubrics + "crosswalks/bhh-continuum-to-medicaid-health-home"});
  EXPECT_THAT(filled.out, HasSubstr("4.2-team: met: "));
  EXPECT_THAT(filled.out, HasSubstr("None counts until a person has confirmed it"));

  const ProcessResult waiting = Expect(ExitCode::kOk, {"assess", "confirm", "harbor/health-home"});
  EXPECT_THAT(waiting.out, HasSubstr("4.2-team: met: "));
  Expect(ExitCode::kUsage, {"assess", "confirm", "harbor/health-home", "1.1-groups"});
  const std::vector<std::string> show = {"--output", "json", "assess", "show",
                                         "harbor/health-home"};
  EXPECT_THAT(Expect(ExitCode::kOk, show).out, Not(HasSubstr("answeredCriteria")));
  Expect(ExitCode::kOk, {"assess", "confirm", "harbor/health-home", "4.2-team"});
  EXPECT_THAT(Expect(ExitCode::kOk, show).out, HasSubstr("\"answeredCriteria\": 1"));
  Expect(ExitCode::kOk, {"assess", "confirm", "harbor/health-home", "--all", "--reject"});
  const ProcessResult none = Expect(ExitCode::kOk, {"assess", "confirm", "harbor/health-home"});
  EXPECT_THAT(none.out, HasSubstr("No proposal waits to be confirmed."));
}

}  // namespace
}  // namespace continuum::cli
