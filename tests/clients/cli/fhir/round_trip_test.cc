// SPDX-License-Identifier: Apache-2.0
//
// Answers that are written as a QuestionnaireResponse and read back are the same answers, and what
// is written of them is the same response.

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/fhir/questionnaire_response.h"
#include "clients/cli/line_problem.h"
#include "continuum/v1/rubric_case.pb.h"
#include "scoring/check_answers.h"
#include "scoring/check_rubric.h"
#include "scoring/compiled_rubric.h"
#include "scoring/parse_rubric.h"
#include "scoring/score.h"
#include "tests/clients/cli/fhir/every_form.h"
#include "tests/testing/choices.h"
#include "tests/testing/property.h"
#include "tests/testing/random_answers.h"
#include "tests/testing/random_rubric.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli::fhir {
namespace {

namespace fs = std::filesystem;
using ::continuum::testing::CheckProperty;
using ::continuum::testing::DrawnChoices;
using ::continuum::testing::EveryForm;
using ::continuum::testing::RandomAnswers;
using ::continuum::testing::RandomAnswersWithEverything;
using ::continuum::testing::RandomContext;
using ::continuum::testing::RandomRubric;
using ::continuum::testing::ReadFile;
using ::continuum::testing::Runs;
using ::continuum::testing::TextOf;

// Without answers that say nothing, which are no answers.
v1::AnswerSet WithoutSilence(const v1::AnswerSet& answers) {
  v1::AnswerSet kept;
  kept.set_source(answers.source());
  for (const v1::Answer& answer : answers.answers()) {
    v1::Answer rest = answer;
    rest.clear_criterion();
    if (rest.ByteSizeLong() > 0) *kept.add_answers() = answer;
  }
  return kept;
}

// What differs, where the order matters only if it means something; empty when nothing does.
std::string Difference(const v1::AnswerSet& got, const v1::AnswerSet& wanted) {
  google::protobuf::util::MessageDifferencer differencer;
  for (const auto* message : {v1::AnswerSet::descriptor(), v1::StaircaseAnswer::descriptor(),
                              v1::FactorsAnswer::descriptor(), v1::MeasureAnswer::descriptor(),
                              v1::MilestonesAnswer::descriptor()}) {
    for (int i = 0; i < message->field_count(); ++i) {
      if (message->field(i)->is_repeated()) differencer.TreatAsSet(message->field(i));
    }
  }
  std::string difference;
  differencer.ReportDifferencesToString(&difference);
  return differencer.Compare(wanted, got) ? "" : difference;
}

std::string Problems(const std::vector<LineProblem>& problems) {
  std::string text;
  for (const LineProblem& problem : problems) text += ProblemText("response", problem) + "\n";
  return text;
}

// Empty when the answers come back as they were.
std::string RoundTrip(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers) {
  const std::string response = WriteResponse(rubric, answers);
  const ResponseAnswers read = ReadResponse(response, rubric);
  if (!read.problems.empty()) return Problems(read.problems);
  if (std::string difference = Difference(read.answers, WithoutSilence(answers));
      !difference.empty()) {
    return difference;
  }
  return WriteResponse(rubric, read.answers) == response ? "" : "the second response differs";
}

TEST(RoundTripTest, OfEveryForm) {
  const v1::RubricDefinition rubric = EveryForm();
  CheckProperty(Runs(1'000, 20'000), [&rubric] {
    DrawnChoices choices;
    const v1::AnswerSet answers = RandomAnswersWithEverything(choices, rubric);
    RC_ASSERT(RoundTrip(rubric, answers) == "");
  });
}

TEST(RoundTripTest, OfRandomRubrics) {
  CheckProperty(Runs(300, 5'000), [] {
    DrawnChoices choices;
    const v1::RubricDefinition rubric = RandomRubric(choices);
    const v1::AnswerSet answers = RandomAnswersWithEverything(choices, rubric);
    RC_ASSERT(RoundTrip(rubric, answers) == "");
  });
}

TEST(RoundTripTest, AnswersThatWentThroughFhirScoreTheSame) {
  CheckProperty(Runs(300, 5'000), [] {
    DrawnChoices choices;
    const auto rubric = scoring::CompileRubric(RandomRubric(choices));
    RC_ASSERT(rubric.ok());
    const v1::AnswerSet answers = RandomAnswers(choices, (*rubric)->definition());
    const v1::ScoringContext context = RandomContext(choices);
    const ResponseAnswers read =
        ReadResponse(WriteResponse((*rubric)->definition(), answers), **rubric);
    RC_ASSERT(Problems(read.problems) == "");
    const auto before = scoring::Score(**rubric, answers, context, {.explain = true});
    const auto after = scoring::Score(**rubric, read.answers, context, {.explain = true});
    RC_ASSERT(before.ok() && after.ok());
    RC_ASSERT(before->SerializeAsString() == after->SerializeAsString());
  });
}

TEST(RoundTripTest, EveryFormIsARubricWithoutErrors) {
  for (const v1::RubricProblem& problem :
       scoring::CheckRubric(scoring::ParseRubric(TextOf(EveryForm())))) {
    EXPECT_NE(problem.severity(), v1::RubricProblem::SEVERITY_ERROR) << problem.ShortDebugString();
  }
}

TEST(RoundTripTest, OfNoAnswers) { EXPECT_EQ(RoundTrip(EveryForm(), v1::AnswerSet()), ""); }

TEST(RoundTripTest, OfAnswersThatDoNothing) {
  v1::AnswerSet answers;
  for (const char* id : {"climb", "parts", "phase"}) answers.add_answers()->set_criterion(id);
  answers.mutable_answers(0)->mutable_staircase();
  answers.mutable_answers(1)->mutable_factors();
  answers.mutable_answers(2)->mutable_milestones();
  EXPECT_EQ(RoundTrip(EveryForm(), answers), "");
}

template <typename M>
M ReadText(const fs::path& path) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ReadFile(path.string()), &message))
      << path;
  return message;
}

// The rubrics under rubrics/. A new one needs no change here.
std::vector<fs::path> Rubrics() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(CONTINUUM_SOURCE_DIR "/rubrics")) {
    if (entry.path().filename() == "rubric.textproto") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class RubricRoundTripTest : public ::testing::TestWithParam<fs::path> {};

TEST_P(RubricRoundTripTest, OfEveryCase) {
  const auto rubric = scoring::CompileRubric(ReadText<v1::RubricDefinition>(GetParam()));
  ASSERT_TRUE(rubric.ok()) << rubric.status();
  int cases = 0;
  for (const auto& entry : fs::directory_iterator(GetParam().parent_path() / "cases")) {
    if (entry.path().extension() != ".textproto") continue;
    const v1::AnswerSet answers = ReadText<v1::RubricCase>(entry.path()).answers();
    // Answers with problems are never written; but nothing may break over them.
    const bool sound = scoring::CheckAnswers(**rubric, answers).empty();
    const std::string response = WriteResponse((*rubric)->definition(), answers);
    const ResponseAnswers read = ReadResponse(response, **rubric);
    if (!sound) continue;
    EXPECT_EQ(Problems(read.problems), "") << entry.path();
    EXPECT_EQ(RoundTrip((*rubric)->definition(), answers), "") << entry.path();
    ++cases;
  }
  EXPECT_GT(cases, 0);
}

INSTANTIATE_TEST_SUITE_P(All, RubricRoundTripTest, ::testing::ValuesIn(Rubrics()));

}  // namespace
}  // namespace continuum::cli::fhir
