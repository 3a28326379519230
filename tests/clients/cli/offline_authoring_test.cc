// SPDX-License-Identifier: Apache-2.0
//
// The real command as a process: comparing rubrics, and making one of another form.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

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
using ::testing::StartsWith;

const std::string kRubric = CONTINUUM_SOURCE_DIR "/rubrics/bhh-continuum/1.0.0";

int Code(ExitCode code) { return static_cast<int>(code); }

TEST(OfflineDiffTest, TellsMeaningApartFromWording) {
  const TempDir folder;
  const std::string path = folder.File("rubric.textproto");
  const std::string text = ReadFile(kRubric + "/rubric.textproto");
  WriteFile(path, absl::StrReplaceAll(text, {{"rollup: \"total-points\" value: \"60\"",
                                              "rollup: \"total-points\" value: \"61\""},
                                             {"title: \"Behavioral health home continuum\"",
                                              "title: \"Another title\""}}));
  const ProcessResult result = RunContinuum({"rubric", "diff", kRubric, path});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
  EXPECT_THAT(result.out, HasSubstr("can be compared: both measure the same"));
  EXPECT_THAT(result.out, HasSubstr("Level 2: now needs at least 61 points in \"Points\" instead"));
  EXPECT_THAT(result.out, HasSubstr("Changed in wording only\n    - the rubric: the title\n"));
  EXPECT_THAT(result.out, Not(HasSubstr("Another title\" instead")));
  EXPECT_THAT(RunContinuum({"rubric", "diff", kRubric, path, "--texts"}).out,
              HasSubstr("the title: now \"Another title\" instead"));
  const ProcessResult json = RunContinuum({"rubric", "diff", kRubric, path, "--output", "json"});
  EXPECT_THAT(json.out, HasSubstr("\"scoresComparable\": true"));
  EXPECT_THAT(json.out, HasSubstr("\"field\": \"RollupThreshold.value\""));
  // The fields come in the same order each time.
  EXPECT_THAT(json.out, StartsWith("{\n \"after\": {\n  \"measurementDigest\": "));
  EXPECT_LT(json.out.find("\"before\": {"), json.out.find("\"changes\": ["));
  EXPECT_LT(json.out.find("\"changes\": ["), json.out.find("\"scoresComparable\""));
  const ProcessResult csv = RunContinuum({"rubric", "diff", kRubric, path, "--output", "csv"});
  EXPECT_THAT(csv.out, StartsWith("section,subject_id,field,change,wording_only,before,after,"));
}

TEST(OfflineDiffTest, OneRubricDiffersInNothingFromItself) {
  const ProcessResult result = RunContinuum({"rubric", "diff", kRubric, kRubric});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kOk));
  EXPECT_THAT(result.out, HasSubstr("Changed in meaning\n  Nothing.\n"));
  EXPECT_THAT(result.out, Not(HasSubstr("wording")));
  EXPECT_THAT(result.err, IsEmpty());
}

TEST(OfflineSheetTest, ARubricGoesThroughASpreadsheetAndBack) {
  const TempDir folder;
  const ProcessResult table = RunContinuum({"rubric", "export", kRubric});
  EXPECT_EQ(table.exit_code, Code(ExitCode::kOk)) << table.err;
  EXPECT_THAT(table.out, StartsWith("\xEF\xBB\xBFnesting,part,id,title,text,value,"));
  WriteFile(folder.File("t.csv"), table.out);
  const ProcessResult back = RunContinuum({"rubric", "import", folder.File("t.csv")});
  EXPECT_EQ(back.exit_code, Code(ExitCode::kOk)) << back.err;
  WriteFile(folder.File("r.textproto"), back.out);
  const ProcessResult diff = RunContinuum({"rubric", "diff", kRubric, folder.File("r.textproto")});
  EXPECT_THAT(diff.out, HasSubstr("Nothing."));
  EXPECT_THAT(diff.out, Not(HasSubstr("wording")));
}

TEST(OfflineSheetTest, AWrongTableWritesNothing) {
  const TempDir folder;
  const std::string table = RunContinuum({"rubric", "export", kRubric}).out;
  const std::string path = folder.File("t.csv");
  WriteFile(path, absl::StrReplaceAll(table, {{"4,activities", "5,activities"}}));
  const ProcessResult unreadable = RunContinuum({"rubric", "import", path});
  EXPECT_EQ(unreadable.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(unreadable.out, IsEmpty());
  EXPECT_THAT(unreadable.err, HasSubstr("t.csv:"));
  EXPECT_THAT(unreadable.err, HasSubstr("nesting: got 5, want at most 4"));

  WriteFile(path, absl::StrReplaceAll(table, {{"rollup: total-points", "rollup: no-points"}}));
  const ProcessResult bad = RunContinuum({"rubric", "import", path});
  EXPECT_EQ(bad.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(bad.out, IsEmpty());
  EXPECT_THAT(bad.err, HasSubstr("[UNKNOWN_ID]"));
  const ProcessResult unchecked = RunContinuum({"rubric", "import", path, "--unchecked"});
  EXPECT_EQ(unchecked.exit_code, Code(ExitCode::kOk));
  EXPECT_THAT(unchecked.out, HasSubstr("rollup: \"no-points\""));
}

TEST(OfflineFlattenTest, EveryOverlayGivesTheRubricBesideIt) {
  namespace fs = std::filesystem;
  int overlays = 0;
  for (const auto& entry : fs::recursive_directory_iterator(CONTINUUM_SOURCE_DIR "/rubrics")) {
    if (entry.path().filename() != "overlay.textproto") continue;
    const ProcessResult result = RunContinuum({"rubric", "flatten", entry.path()});
    EXPECT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
    EXPECT_THAT(result.err, IsEmpty());
    EXPECT_EQ(result.out, ReadFile(entry.path().parent_path() / "rubric.textproto"))
        << "continuum rubric flatten " << entry.path() << " --into its folder mends this";
    ++overlays;
  }
  EXPECT_GE(overlays, 1);
}

TEST(OfflineFlattenTest, WritesWhereItIsTold) {
  const TempDir folder;
  const std::string variant = CONTINUUM_SOURCE_DIR "/rubrics/dacts-state-variant/1.0.0";
  const std::string base = CONTINUUM_SOURCE_DIR "/rubrics/dacts/1.0.0";
  const std::string overlay = folder.File("overlay.textproto");
  WriteFile(overlay, ReadFile(variant + "/overlay.textproto"));
  // Alone it does not know its base.
  const ProcessResult alone = RunContinuum({"rubric", "flatten", folder.path()});
  EXPECT_EQ(alone.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(alone.err, HasSubstr("say with --base where it is"));
  const std::vector<std::string> command = {
      "rubric", "flatten", folder.path(), "--base", base, "--into", folder.File("new/folder")};
  const std::string made = folder.File("new/folder/rubric.textproto");
  for (int i = 0; i < 2; ++i) {  // again over its own work
    const ProcessResult result = RunContinuum(command);
    EXPECT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
    EXPECT_EQ(ReadFile(made), ReadFile(variant + "/rubric.textproto"));
  }
  WriteFile(made, "mine");
  EXPECT_EQ(RunContinuum(command).exit_code, Code(ExitCode::kInput));
  EXPECT_EQ(ReadFile(made), "mine");

  WriteFile(overlay, absl::StrReplaceAll(ReadFile(overlay), {{"s10-consumers-on-team", "s10"}}));
  const ProcessResult bad = RunContinuum({"rubric", "flatten", overlay, "--base", base});
  EXPECT_EQ(bad.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(bad.out, IsEmpty());
  EXPECT_THAT(bad.err, HasSubstr("overlay.textproto:"));
  EXPECT_THAT(bad.err, HasSubstr("there is no criterion 's10' in the rubric that is varied"));
}

TEST(OfflineSimulateTest, SaysWhoLosesALevelUnderADraft) {
  const TempDir folder;
  const std::string draft = folder.File("rubric.textproto");
  WriteFile(draft, absl::StrReplaceAll(ReadFile(kRubric + "/rubric.textproto"),
                                       {{"rollup: \"total-points\" value: \"60\"",
                                         "rollup: \"total-points\" value: \"70\""}}));
  const std::string answers = CONTINUUM_SOURCE_DIR "/examples/example-harbor";
  const std::vector<std::string> command = {"rubric",  "simulate",   draft,
                                            "--as-of", "2026-06-30", "--instead-of",
                                            kRubric,   "--against",  answers};
  const ProcessResult result = RunContinuum(command);
  EXPECT_EQ(result.exit_code, Code(ExitCode::kOk)) << result.err;
  // 68 points: enough for Level 2 before, and not under the draft. 80.5 points stay enough.
  EXPECT_THAT(result.out, HasSubstr("2025-h1.csv"));
  EXPECT_THAT(result.out, HasSubstr("Level 2  Level 1          loses"));
  EXPECT_THAT(result.out, Not(HasSubstr("2025-h2.csv")));
  EXPECT_THAT(result.out, HasSubstr("Of 6 sets of answers\n"
                                    "  Behavioral health home recognition: 1 loses, 5 the same\n"));
  std::vector<std::string> json = command;
  json.insert(json.end(), {"--output", "json"});
  EXPECT_THAT(RunContinuum(json).out, HasSubstr("\"down\": 1"));
  std::vector<std::string> all = command;
  all.emplace_back("--all");
  EXPECT_THAT(RunContinuum(all).out, HasSubstr("Points: 6 the same"));
}

TEST(OfflineSimulateTest, AFileThatCannotBeReadStopsIt) {
  const TempDir folder;
  WriteFile(folder.File("a.csv"), "criterion,answer\nno-such-thing,yes\n");
  WriteFile(folder.File("b.csv"), "criterion,answer\nneither,yes\n");
  WriteFile(folder.File("list.csv"), "program,file\n");
  const ProcessResult result = RunContinuum(
      {"rubric", "simulate", kRubric, "--instead-of", kRubric, "--against", folder.path()});
  EXPECT_EQ(result.exit_code, Code(ExitCode::kInput));
  EXPECT_THAT(result.out, IsEmpty());
  EXPECT_THAT(result.err, HasSubstr("a.csv:2:"));
  EXPECT_THAT(result.err, HasSubstr("b.csv:2:"));
  EXPECT_THAT(result.err, HasSubstr("list.csv: is no table of answers"));
}

}  // namespace
}  // namespace continuum::cli
