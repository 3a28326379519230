// SPDX-License-Identifier: Apache-2.0
//
// Finds every crosswalk, under rubrics/crosswalks/ and among the example contracts, and checks it
// against the rubrics that it names. A new crosswalk needs no change here.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "continuum/v1/crosswalk.pb.h"
#include "google/protobuf/text_format.h"
#include "scoring/crosswalk/check_crosswalk.h"
#include "scoring/crosswalk/parse_crosswalk.h"

namespace continuum::scoring {
namespace {

namespace fs = std::filesystem;

const fs::path kRubrics = CONTINUUM_RUBRICS_DIR;
const fs::path kContracts = CONTINUUM_CONTRACTS_DIR;

// The files <folder>/<id>/crosswalk.textproto, by name.
std::vector<fs::path> FilesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (fs::exists(entry.path() / "crosswalk.textproto")) {
      files.push_back(entry.path() / "crosswalk.textproto");
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<fs::path> AllFiles() {
  std::vector<fs::path> files = FilesIn(kRubrics / "crosswalks");
  for (const fs::path& contract : FilesIn(kContracts)) files.push_back(contract);
  return files;
}

std::string Read(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

v1::RubricDefinition ReadRubric(const v1::RubricEdition& edition) {
  v1::RubricDefinition rubric;
  const fs::path path = kRubrics / edition.rubric() / edition.revision() / "rubric.textproto";
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(Read(path), &rubric)) << path;
  return rubric;
}

class CrosswalksTest : public testing::TestWithParam<fs::path> {};

TEST_P(CrosswalksTest, HasNoProblems) {
  const ParsedCrosswalk crosswalk = ParseCrosswalk(Read(GetParam()));
  const v1::CrosswalkDefinition& definition = crosswalk.definition();
  EXPECT_EQ(definition.id(), GetParam().parent_path().filename());
  const v1::RubricDefinition to = ReadRubric(definition.to());
  const v1::RubricDefinition from =
      definition.has_from() ? ReadRubric(definition.from()) : v1::RubricDefinition();
  for (const v1::RubricProblem& problem :
       CheckCrosswalk(crosswalk, definition.has_from() ? &from : nullptr, &to)) {
    ADD_FAILURE() << GetParam().string() << ":" << problem.line() << ": " << problem.message();
  }
}

// A rationale that stands under several mappings says nothing of any of them.
TEST_P(CrosswalksTest, GivesEachMappingARationaleOfItsOwn) {
  std::set<std::string> seen;
  const ParsedCrosswalk crosswalk = ParseCrosswalk(Read(GetParam()));
  for (const v1::Mapping& mapping : crosswalk.definition().mappings()) {
    EXPECT_GE(mapping.rationale().size(), 30U) << mapping.rationale();
    EXPECT_TRUE(seen.insert(mapping.rationale()).second) << mapping.rationale();
  }
}

INSTANTIATE_TEST_SUITE_P(All, CrosswalksTest, testing::ValuesIn(AllFiles()));

TEST(CrosswalksTest, TheFourInitiativesAreRelatedToTheElevenElements) {
  for (const char* id : {"ccbhc", "medicaid-health-home", "medical-home-2017", "pbhci"}) {
    EXPECT_TRUE(fs::exists(kRubrics / "crosswalks" / absl::StrCat(id, "-to-integration-elements") /
                           "crosswalk.textproto"))
        << id;
    EXPECT_TRUE(fs::exists(kRubrics / "crosswalks" / absl::StrCat("bhh-continuum-to-", id) /
                           "crosswalk.textproto"))
        << id;
  }
}

TEST(CrosswalksTest, ThereIsAnExampleOfAContract) { EXPECT_FALSE(FilesIn(kContracts).empty()); }

}  // namespace
}  // namespace continuum::scoring
