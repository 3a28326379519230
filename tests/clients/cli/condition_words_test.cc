// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/condition_words.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/rubric_guide.h"
#include "tests/clients/cli/sample_rubric.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::NumbersRubric;
using ::continuum::testing::SampleRubric;

std::string Words(const std::string& text, const v1::RubricDefinition& rubric) {
  v1::Condition condition;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &condition)) << text;
  return ConditionWords(condition, RubricGuide(rubric));
}

struct Example {
  const char* condition;
  const char* words;
};

TEST(ConditionWordsTest, AboutInputs) {
  for (const Example& example : {
           Example{"input { input: 'setting' option: 'clinic' }",
                   "Setting is \"led by mental health\""},
           Example{"not { input { input: 'setting' option: 'clinic' } }",
                   "Setting is not \"led by mental health\""},
           Example{"input { input: 'serves' option: 'youth' }",
                   "Whom it serves includes \"young people\""},
           Example{"not { input { input: 'serves' option: 'youth' } }",
                   "Whom it serves does not include \"young people\""},
           Example{"input { input: 'panel' at_least: '50' }", "Panel size is at least 50 people"},
           Example{"input { input: 'load' at_most: '7.5' }", "Load is at most 7.5 people for each"},
           Example{"input { input: 'panel' is: '0' }", "Panel size is 0 people"},
           Example{"input { input: 'begun' at_least: '2024-01-01' }",
                   "Integration date is on 2024-01-01 or later"},
           Example{"not { input { input: 'begun' at_most: '2024-01-01' } }",
                   "Integration date is not on 2024-01-01 or earlier"},
           Example{"input { input: 'pcmh' held: true }", "Medical home is held"},
           Example{"not { input { input: 'pcmh' held: true } }", "Medical home is not held"},
       }) {
    EXPECT_EQ(Words(example.condition, NumbersRubric()), example.words);
  }
}

TEST(ConditionWordsTest, AboutCriteriaAndRollups) {
  for (const Example& example : {
           Example{"criterion { criterion: 'care-team' stage: 'high' }",
                   "Care team is at High or above"},
           Example{"criterion { criterion: 'training' option: '3' }", "Training is \"Fully\""},
           Example{"criterion { criterion: 'training' at_least: '1/2' }",
                   "Training is at least 0.5"},
           Example{"criterion { criterion: 'consent' is: '1' }", "Consent is answered yes"},
           Example{"criterion { criterion: 'consent' is: '0' }", "Consent is answered no"},
           Example{"not { criterion { criterion: 'consent' at_least: '1' } }",
                   "Consent is not answered yes"},
           Example{"criterion { criterion: 'policy' at_least: '1' }", "Policy is met"},
           Example{"criterion { criterion: 'policy' is: '0' }", "Policy is not met"},
           Example{"not { criterion { criterion: 'policy' is: '0' } }", "Policy is met"},
           Example{"rollup { rollup: 'points' at_least: '35' }", "Points is at least 35 points"},
           Example{"criterion { criterion: 'gone' is: '2' }", "gone is 2"},
       }) {
    EXPECT_EQ(Words(example.condition, SampleRubric()), example.words);
  }
}

TEST(ConditionWordsTest, ListsKeepTheirOrderOfThought) {
  const std::string a = "parts { criterion { criterion: 'policy' is: '1' } }";
  const std::string b = "parts { criterion { criterion: 'consent' is: '1' } }";
  const std::string c = "parts { criterion { criterion: 'training' option: '1' } }";
  for (const auto& [condition, words] : std::vector<std::pair<std::string, std::string>>{
           {absl::StrCat("all_of { ", a, b, c, " }"),
            "Policy is met and Consent is answered yes and Training is \"Hardly\""},
           {absl::StrCat("all_of { ", a, "parts { any_of { ", b, c, " } } }"),
            "Policy is met and (Consent is answered yes or Training is \"Hardly\")"},
           {absl::StrCat("not { any_of { ", a, b, " } }"),
            "not (Policy is met or Consent is answered yes)"},
           {absl::StrCat("not { all_of { ", a, " } }"), "Policy is not met"},
           {absl::StrCat("not { not { all_of { ", a, b, " } } }"),
            "Policy is met and Consent is answered yes"},
           {"", ""},
       }) {
    EXPECT_EQ(Words(condition, SampleRubric()), words);
  }
}

TEST(AskedWhenWordsTest, SaysWhatBecomesOfWhatIsNotAsked) {
  const RubricGuide guide(NumbersRubric());
  v1::Criterion wait = *guide.FindCriterion("wait");
  EXPECT_EQ(AskedWhenWords(wait, guide),
            "Asked when Setting is \"led by mental health\". Where it is not asked, it does not "
            "apply.");
  wait.set_not_asked_value("1");
  EXPECT_EQ(AskedWhenWords(wait, guide),
            "Asked when Setting is \"led by mental health\". Where it is not asked, it counts as "
            "1.");
  EXPECT_EQ(AskedWhenWords(*guide.FindCriterion("bp"), guide), "");
}

TEST(CaseWordsTest, SaysWhenAndThen) {
  const RubricGuide guide(NumbersRubric());
  const v1::Rollup& speed = *guide.FindRollup("speed");
  EXPECT_EQ(CaseWords(speed.cases(0), speed, guide),
            "When Duration is at most 90 days and Medical home is not held: 4 points");
  EXPECT_EQ(CaseWords(speed.cases(1), speed, guide),
            "When Blood pressure is at least 1: the same as Furthest phase");
  EXPECT_EQ(CaseResultWords(speed.otherwise(), speed, guide), "0 points");
}

}  // namespace
}  // namespace continuum::cli
