// SPDX-License-Identifier: Apache-2.0
//
// Finds every rubric under rubrics/ and runs its cases. A new rubric needs no change here.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_case.pb.h"
#include "google/protobuf/text_format.h"
#include "scoring/compiled_rubric.h"
#include "scoring/run_case.h"

namespace continuum::scoring {
namespace {

namespace fs = std::filesystem;

// How many cases a revision needs; the built-in rubric is held to more.
constexpr std::size_t kFewestCases = 3;
constexpr std::size_t kFewestBuiltInCases = 14;
constexpr char kBuiltIn[] = "bhh-continuum";

std::vector<fs::path> Sorted(const fs::directory_iterator& entries) {
  std::vector<fs::path> paths;
  for (const fs::directory_entry& entry : entries) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The folders rubrics/<id>/<revision>.
std::vector<fs::path> Revisions() {
  std::vector<fs::path> revisions;
  for (const fs::path& rubric : Sorted(fs::directory_iterator(CONTINUUM_RUBRICS_DIR))) {
    if (!fs::is_directory(rubric)) continue;
    for (const fs::path& revision : Sorted(fs::directory_iterator(rubric))) {
      if (fs::exists(revision / "rubric.textproto")) revisions.push_back(revision);
    }
  }
  return revisions;
}

template <typename M>
M ReadText(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text.str(), &message)) << path;
  return message;
}

class RubricCasesTest : public testing::TestWithParam<fs::path> {};

TEST_P(RubricCasesTest, AllPass) {
  const auto definition = ReadText<v1::RubricDefinition>(GetParam() / "rubric.textproto");
  EXPECT_EQ(definition.id(), GetParam().parent_path().filename());
  EXPECT_EQ(definition.revision(), GetParam().filename());
  const absl::StatusOr<std::shared_ptr<const CompiledRubric>> rubric = CompileRubric(definition);
  ASSERT_TRUE(rubric.ok()) << rubric.status();

  std::size_t cases = 0;
  for (const fs::path& path : Sorted(fs::directory_iterator(GetParam() / "cases"))) {
    if (path.extension() != ".textproto") continue;
    ++cases;
    const auto test = ReadText<v1::RubricCase>(path);
    EXPECT_FALSE(test.description().empty()) << path;
    const std::vector<std::string> differences = RunCase(**rubric, test);
    EXPECT_TRUE(differences.empty()) << path.filename() << ": " << test.description() << "\n"
                                     << absl::StrJoin(differences, "\n");
  }
  EXPECT_GE(cases, definition.id() == kBuiltIn ? kFewestBuiltInCases : kFewestCases);
}

INSTANTIATE_TEST_SUITE_P(All, RubricCasesTest, testing::ValuesIn(Revisions()));

TEST(RubricCasesTest, TheBuiltInRubricIsThere) {
  const std::vector<fs::path> revisions = Revisions();
  EXPECT_TRUE(std::any_of(revisions.begin(), revisions.end(), [](const fs::path& revision) {
    return revision.parent_path().filename() == kBuiltIn;
  }));
}

}  // namespace
}  // namespace continuum::scoring
