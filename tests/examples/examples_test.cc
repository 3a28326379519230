// SPDX-License-Identifier: Apache-2.0
//
// The example programs under examples/: their files can be loaded, say what the rubric says today,
// and tell the stories that examples/README.md tells.

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/csv.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/check_answers.h"
#include "scoring/compiled_rubric.h"
#include "scoring/score.h"

namespace continuum {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr char kRubric[] = "bhh-continuum";
constexpr char kRubricFile[] = "rubrics/bhh-continuum/1.0.0/rubric.textproto";

fs::path At(const std::string& path) { return fs::path(CONTINUUM_SOURCE_DIR) / path; }

std::string ReadFile(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// A table's cells: rows, the header first, of at most so many columns.
std::vector<std::vector<std::string>> Cells(const std::string& csv, std::size_t columns) {
  const cli::CsvFile file = cli::ReadCsv(csv);
  EXPECT_THAT(file.problems, IsEmpty());
  std::vector<std::vector<std::string>> rows;
  for (const cli::CsvRow& row : file.rows) {
    std::vector<std::string>& cells = rows.emplace_back();
    for (std::size_t i = 0; i < row.cells.size() && i < columns; ++i) {
      cells.push_back(row.cells[i].text);
    }
  }
  return rows;
}

struct Listed {
  std::string program;
  std::string assessment;
  std::string period_start;
  std::string period_end;
  std::string file;
};

// The assessments of examples/assessments.csv, in its order.
std::vector<Listed> Assessments() {
  std::vector<std::vector<std::string>> rows = Cells(ReadFile(At("examples/assessments.csv")), 6);
  EXPECT_THAT(rows.at(0),
              ElementsAre("program", "assessment", "rubric", "period_start", "period_end", "file"));
  std::vector<Listed> listed;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].at(2), kRubric);
    listed.push_back({rows[i].at(0), rows[i].at(1), rows[i].at(3), rows[i].at(4), rows[i].at(5)});
  }
  return listed;
}

v1::RubricDefinition Definition() {
  v1::RubricDefinition definition;
  EXPECT_TRUE(
      google::protobuf::TextFormat::ParseFromString(ReadFile(At(kRubricFile)), &definition));
  return definition;
}

TEST(ExamplesTest, EveryFileIsListedOnce) {
  std::multiset<std::string> listed;
  for (const Listed& assessment : Assessments()) listed.insert(assessment.file);
  std::multiset<std::string> found;
  for (const fs::directory_entry& folder : fs::directory_iterator(At("examples"))) {
    // Contracts and fronts are examples of another kind.
    if (!folder.is_directory() || folder.path().filename() == "contracts" ||
        folder.path().filename() == "front") {
      continue;
    }
    for (const fs::directory_entry& file : fs::directory_iterator(folder)) {
      found.insert(fs::relative(file.path(), CONTINUUM_SOURCE_DIR).generic_string());
    }
  }
  EXPECT_EQ(listed, found);
}

TEST(ExamplesTest, EveryProgramIsListedAndIsPlainlyAnExample) {
  const std::vector<std::vector<std::string>> rows =
      Cells(ReadFile(At("examples/programs.csv")), 5);
  ASSERT_THAT(rows.at(0), ElementsAre("organization", "organization_title", "program",
                                      "program_title", "jurisdiction"));
  std::set<std::string> programs;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    for (const int column : {1, 3}) {
      EXPECT_THAT(rows[i].at(static_cast<std::size_t>(column)), testing::StartsWith("Example "));
    }
    programs.insert(rows[i].at(2));
  }
  EXPECT_GE(programs.size(), 6U);
  std::set<std::string> assessed;
  for (const Listed& assessment : Assessments()) assessed.insert(assessment.program);
  EXPECT_EQ(assessed, programs);
}

TEST(ExamplesTest, PeriodsOfAProgramFollowOneAnother) {
  std::map<std::string, std::string> last_end;
  for (const Listed& assessment : Assessments()) {
    EXPECT_LT(assessment.period_start, assessment.period_end) << assessment.file;
    EXPECT_LT(last_end[assessment.program], assessment.period_start) << assessment.file;
    last_end[assessment.program] = assessment.period_end;
  }
}

// What a file in the form of the template says to its reader, row by row: which criterion or
// activity, and the columns stage, domain, title and text.
std::vector<std::string> ReadersRows(const std::string& csv) {
  constexpr std::size_t kTemplateColumns = 16;
  constexpr std::size_t kFirstForReader = 12;
  std::vector<std::string> rows;
  for (const std::vector<std::string>& cells : Cells(csv, kTemplateColumns)) {
    EXPECT_THAT(cells, SizeIs(kTemplateColumns));
    std::vector<std::string> kept = {cells.at(0), cells.at(1)};
    kept.insert(kept.end(), cells.begin() + kFirstForReader, cells.end());
    rows.push_back(absl::StrJoin(kept, " | "));
  }
  return rows;
}

// A rubric whose texts change leaves old ones in the files; this is how that comes to light.
TEST(ExamplesTest, FilesSayWhatTheRubricSays) {
  const std::vector<std::string> wanted = ReadersRows(cli::WriteAnswersCsv(Definition(), {}));
  for (const Listed& assessment : Assessments()) {
    const std::vector<std::string> rows = ReadersRows(ReadFile(At(assessment.file)));
    ASSERT_EQ(rows.size(), wanted.size()) << assessment.file;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(rows[i], wanted[i]) << assessment.file << ", row " << i + 1;
    }
  }
}

TEST(ExamplesTest, LevelsTellTheStoriesOfTheReadme) {
  const v1::RubricDefinition definition = Definition();
  const absl::StatusOr<std::shared_ptr<const scoring::CompiledRubric>> rubric =
      scoring::CompileRubric(definition);
  ASSERT_TRUE(rubric.ok()) << rubric.status();
  std::map<std::string, std::vector<std::string>> levels;
  for (const Listed& assessment : Assessments()) {
    const cli::AnswersCsv csv = cli::ReadAnswersCsv(ReadFile(At(assessment.file)), definition);
    ASSERT_THAT(csv.problems, IsEmpty()) << assessment.file;
    const v1::AnswerSet& answers = csv.answers;
    ASSERT_THAT(scoring::CheckAnswers(**rubric, answers), IsEmpty()) << assessment.file;
    v1::ScoringContext context;
    context.set_as_of_date(assessment.period_end);
    const absl::StatusOr<v1::Scorecard> scorecard =
        scoring::Score(**rubric, answers, context, {.explain = false});
    ASSERT_TRUE(scorecard.ok()) << assessment.file << ": " << scorecard.status();
    ASSERT_THAT(scorecard->ladders(), SizeIs(1));
    levels[assessment.program].push_back(scorecard->ladders(0).level());
  }
  const std::string none;
  const std::string one = "level-1";
  const std::string two = "level-2";
  const std::string three = "level-3";
  EXPECT_THAT(levels, UnorderedElementsAre(
                          Pair("example-cedar", ElementsAre(two, three, three, three)),
                          Pair("example-harbor", ElementsAre(none, one, one, two, two, three)),
                          Pair("example-lakeside", ElementsAre(none, none, none, two)),
                          Pair("example-mesa", ElementsAre(two, two, two)),
                          Pair("example-prairie", ElementsAre(two, two, one, one, one, none)),
                          Pair("example-ridge", ElementsAre(two, two, two, none, none, two)),
                          Pair("example-valley", ElementsAre(none, one, two))));
}

}  // namespace
}  // namespace continuum
