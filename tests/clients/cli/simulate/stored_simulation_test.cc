// SPDX-License-Identifier: Apache-2.0
//
// A draft tried on the assessments of a real server, as a person does it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
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

// One server for every test, with three programs. In the first half of 2025 "north" and "south"
// have 68 points and Level 2; in the second half "south" has 80.5. "west" has a draft only.
class StoredSimulationTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = new TempDir();
    server = new ServerProcess(folder->File("continuum.db"));
    ASSERT_TRUE(server->started()) << server->log();
    Expect(ExitCode::kOk, {"rubric", "publish", kRubric});
    Expect(ExitCode::kOk, {"organization", "create", "coastal", "--title", "Coastal Services"});
    for (const char* program : {"north", "south", "west"}) {
      Expect(ExitCode::kOk,
             {"program", "create", program, "--organization", "coastal", "--title", program});
    }
    Assess("north", "2025-01-01", "2025-06-30", "2025-h1");
    Assess("south", "2025-01-01", "2025-06-30", "2025-h1");
    Assess("south", "2025-07-01", "2025-12-31", "2025-h2");
    Expect(ExitCode::kOk,
           {"assess", "start", "west", "--rubric", "bhh-continuum", "--period", "2025"});
    draft = Draft("draft", "rollup: \"total-points\" value: \"60\"",
                  "rollup: \"total-points\" value: \"70\"");
  }
  static void TearDownTestSuite() {
    EXPECT_EQ(server->Stop(), 0) << "the server has to stop cleanly";
    delete server;
    delete folder;
  }

  static ProcessResult Expect(ExitCode code, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--server", server->address()});
    ProcessResult result = RunContinuum(arguments);
    EXPECT_EQ(result.exit_code, static_cast<int>(code)) << arguments[2] << ": " << result.err;
    return result;
  }
  // What `rubric simulate` writes of the stored assessments.
  static ProcessResult Simulate(const std::string& file, const std::vector<std::string>& more = {},
                                ExitCode code = ExitCode::kOk) {
    std::vector<std::string> arguments = {"rubric", "simulate", file, "--stored"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Expect(code, arguments);
  }
  static void Assess(const std::string& program, const std::string& from, const std::string& to,
                     const std::string& id) {
    Expect(ExitCode::kOk, {"assess", "start", program, "--rubric", "bhh-continuum", "--from", from,
                           "--to", to, "--id", "y" + id});
    const std::string name = absl::StrCat(program, "/y", id);
    Expect(ExitCode::kOk, {"assess", "load", name, absl::StrCat(kExamples, id, ".csv")});
    Expect(ExitCode::kOk, {"assess", "complete", name, "--with-gaps"});
  }
  // The file of a rubric with that change.
  static std::string Draft(const std::string& name, const std::string& from,
                           const std::string& to) {
    std::string text = ReadFile(kRubric + "/rubric.textproto");
    EXPECT_GT(absl::StrReplaceAll({{from, to}}, &text), 0);
    std::string path = folder->File(name + ".textproto");
    WriteFile(path, text);
    return path;
  }

  static TempDir* folder;
  static ServerProcess* server;
  static std::string draft;  // wants 70 points for Level 2 instead of 60
};

TempDir* StoredSimulationTest::folder = nullptr;
ServerProcess* StoredSimulationTest::server = nullptr;
std::string StoredSimulationTest::draft;

TEST_F(StoredSimulationTest, SaysWhichProgramWouldLoseALevel) {
  const ProcessResult result = Simulate(draft);
  EXPECT_THAT(
      result.out,
      AllOf(HasSubstr("(bhh-continuum, any revision)\n"),
            HasSubstr("the latest completed assessment of each program"),
            HasSubstr("north/y2025-h1  Behavioral health home recognition  Level 2  Level 1"),
            HasSubstr("loses"), Not(HasSubstr("south/")),
            HasSubstr("Of 2 assessments\n"
                      "  Behavioral health home recognition: 1 loses, 1 the same\n"),
            HasSubstr("Without a completed assessment under the rubric: west\n")));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(StoredSimulationTest, TheRubricItselfChangesNothing) {
  EXPECT_THAT(Simulate(kRubric, {"--every-period"}).out,
              AllOf(HasSubstr("Nothing changes for any of them."), HasSubstr("Of 3 assessments"),
                    Not(HasSubstr("scoring rules"))));
}

TEST_F(StoredSimulationTest, TakesEveryPeriodOrSomePrograms) {
  EXPECT_THAT(
      Simulate(draft, {"--every-period"}).out,
      AllOf(HasSubstr("north/y2025-h1"), HasSubstr("south/y2025-h1"),
            Not(HasSubstr("south/y2025-h2")), HasSubstr("recognition: 2 lose, 1 the same")));
  EXPECT_THAT(Simulate(draft, {"--program", "south", "--program", "programs/south"}).out,
              AllOf(HasSubstr("Nothing changes"), HasSubstr("Of 1 assessment\n")));
  EXPECT_THAT(Simulate(draft, {"--program", "west"}).out,
              AllOf(HasSubstr("There is nothing to compare."),
                    HasSubstr("Without a completed assessment under the rubric: west")));
  Simulate(draft, {"--program", "nobody"}, ExitCode::kNotFound);
}

TEST_F(StoredSimulationTest, TakesWhatWasScoredByTheRubricThatIsNamed) {
  for (const std::string& name :
       {std::string("bhh-continuum"), std::string("bhh-continuum/1.0.0"), kRubric}) {
    EXPECT_THAT(Simulate(draft, {"--instead-of", name}).out, HasSubstr("Of 2 assessments"));
  }
  Simulate(draft, {"--instead-of", "bhh-continuum/9.9.9"}, ExitCode::kNotFound);
  Simulate(draft, {"--instead-of", "no-such-rubric"}, ExitCode::kNotFound);
  const std::string other = Draft("other", "id: \"bhh-continuum\"", "id: \"bhh-variant\"");
  Simulate(other, {}, ExitCode::kNotFound);
  EXPECT_THAT(Simulate(other, {"--instead-of", "bhh-continuum"}).out,
              HasSubstr("(bhh-variant/1.0.0)"));
}

TEST_F(StoredSimulationTest, TellsAnswersThatTheDraftDoesNotTake) {
  const std::string renamed = Draft("renamed", "\"1.1-screening\"", "\"1.1-screening-anew\"");
  const std::string told =
      "the draft does not take the answers to 1.1-screening; they count as not answered";
  EXPECT_THAT(Simulate(renamed).out,
              AllOf(HasSubstr("north/y2025-h1: " + told), HasSubstr("south/y2025-h2: " + told)));
  const ProcessResult csv = Simulate(renamed, {"--output", "csv"});
  EXPECT_THAT(csv.out, HasSubstr("assessment,result,before,after,change\nnorth/y2025-h1,"));
  EXPECT_THAT(csv.err, HasSubstr("north/y2025-h1: " + told));
  EXPECT_THAT(Simulate(renamed, {"--output", "json"}).out,
              HasSubstr("\"leftOut\": [\n    \"1.1-screening\"\n   ]"));
}

TEST_F(StoredSimulationTest, WritesJson) {
  EXPECT_THAT(Simulate(draft, {"--output", "json"}).out,
              AllOf(HasSubstr("\"assessment\": \"programs/north/assessments/y2025-h1\""),
                    HasSubstr("\"revision\": \"rubrics/bhh-continuum/revisions/1.0.0\""),
                    HasSubstr("\"asOf\": \"2025-06-30\""), HasSubstr("\"change\": \"loses\""),
                    HasSubstr("\"down\": 1"),
                    HasSubstr("\"programsNotAssessed\": [\n  \"programs/west\"\n ]")));
}

TEST_F(StoredSimulationTest, WantsFilesOrStoredAssessments) {
  EXPECT_THAT(Simulate(draft, {"--against", kExamples}, ExitCode::kUsage).err,
              HasSubstr("want either --against FILES, or --stored"));
  EXPECT_THAT(Simulate(draft, {"--as-of", "2026-06-30"}, ExitCode::kUsage).err,
              HasSubstr("--as-of is for files"));
  const std::vector<std::string> files = {"rubric", "simulate", draft};
  EXPECT_THAT(Expect(ExitCode::kUsage, files).err, HasSubstr("want either"));
  std::vector<std::string> against = files;
  against.insert(against.end(), {"--against", kExamples});
  EXPECT_THAT(Expect(ExitCode::kUsage, against).err, HasSubstr("wants --instead-of"));
  against.insert(against.end(), {"--instead-of", kRubric, "--program", "north"});
  EXPECT_THAT(Expect(ExitCode::kUsage, against).err, HasSubstr("are for --stored"));
}

}  // namespace
}  // namespace continuum::cli
