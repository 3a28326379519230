// SPDX-License-Identifier: Apache-2.0
//
// What we export, read by other people's tools: every rubric and the answers of every case become
// FHIR resources, npm's `fhir` says whether they are sound, and npm's `fhirpath` computes from them
// the totals that `continuum score` gives. check.cjs compares. A new rubric needs no change here.

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/fhir/questionnaire.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "continuum/v1/rubric_case.pb.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

namespace fs = std::filesystem;
using ::continuum::testing::ProcessResult;
using ::continuum::testing::ReadFile;
using ::continuum::testing::RunContinuum;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

const std::string kTools = CONTINUUM_SOURCE_DIR "/tests/interchange";

template <typename M>
M ReadText(const fs::path& path) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadFile(path.string()), &message))
      << path;
  return message;
}

// The files of that name or kind below a folder, by name.
std::vector<fs::path> Files(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// Writes a case's answers and, where they can be scored, what `continuum score` says of them.
void ExportCase(const fs::path& path, const v1::RubricDefinition& rubric, const fs::path& source,
                const fs::path& into) {
  const auto test = ReadText<v1::RubricCase>(path);
  if (test.has_errors()) return;  // such answers are refused before anything is written of them
  const std::string name = (into / path.stem()).string();
  WriteFile(name + ".response.json", fhir::WriteResponse(rubric, test.answers()));
  if (rubric.rollups().empty()) return;
  std::string answers;
  google::protobuf::TextFormat::PrintToString(test.answers(), &answers);
  WriteFile(name + ".textproto", answers);
  const ProcessResult score =
      RunContinuum({"--output", "json", "score", "--rubric", source.string(), "--answers",
                    name + ".textproto", "--as-of", test.context().as_of_date()});
  ASSERT_EQ(score.exit_code, 0) << path << ": " << score.err;
  WriteFile(name + ".score.json", score.out);
}

void ExportRubric(const fs::path& source, const fs::path& into) {
  const auto rubric = ReadText<v1::RubricDefinition>(source);
  fs::create_directories(into);
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(rubric, &json).ok());
  WriteFile((into / "rubric.json").string(), json);
  WriteFile((into / "questionnaire.json").string(), fhir::WriteQuestionnaire(rubric));
  for (const fs::path& path : Files(source.parent_path() / "cases", ".textproto")) {
    ExportCase(path, rubric, source, into);
  }
}

TEST(InterchangeTest, OtherToolsReadWhatIsExportedAndFindTheSameTotals) {
  ASSERT_TRUE(fs::exists(kTools + "/node_modules/fhirpath"))
      << "`./dev setup` installs what this test runs";
  const TempDir folder;
  for (const fs::path& path : Files(CONTINUUM_SOURCE_DIR "/rubrics", "rubric.textproto")) {
    const fs::path revision = path.parent_path();
    const std::string name =
        absl::StrCat(revision.parent_path().filename().string(), "_", revision.filename().string());
    ExportRubric(path, fs::path(folder.File("exported")) / name);
  }
  const int status =
      std::system(absl::StrCat("node '", kTools, "/check.cjs' '", folder.File("exported"), "' >'",
                               folder.File("out"), "' 2>&1")
                      .c_str());
  const std::string found = ReadFile(folder.File("out"));
  EXPECT_EQ(status, 0) << found;
  EXPECT_THAT(found, HasSubstr("problems 0\n"));
  EXPECT_THAT(found, ContainsRegex("ratingRubrics [1-9]")) << "the totals prove nothing";
}

}  // namespace
}  // namespace continuum::cli
