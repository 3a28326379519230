// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/form_words.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/rubric_guide.h"
#include "tests/clients/cli/sample_rubric.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::NumbersRubric;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

v1::Worth MakeWorth(const std::string& text) {
  v1::Worth worth;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &worth));
  return worth;
}

std::vector<std::string> Ranges(const std::string& text) {
  v1::Display days;
  days.set_unit("days");
  std::vector<std::string> lines;
  for (const WorthRange& range : WorthRanges(MakeWorth(text), days)) {
    lines.push_back(absl::StrCat(range.range, ": ", range.value));
  }
  return lines;
}

TEST(WorthRangesTest, SayOnWhichSideAnEdgeLies) {
  EXPECT_THAT(Ranges("below: '1' cut_points { at_least: '5' value: '1/2' } "
                     "cut_points { above: '10' value: '0' }"),
              ElementsAre("below 5 days: 1", "at least 5 days and at most 10 days: 0.5",
                          "above 10 days: 0"));
  EXPECT_THAT(
      Ranges("below: '0' cut_points { above: '5' value: '1' } "
             "cut_points { at_least: '7' value: '2' }"),
      ElementsAre("at most 5 days: 0", "above 5 days and below 7 days: 1", "at least 7 days: 2"));
  EXPECT_THAT(Ranges("below: '0' cut_points { at_least: '5' value: '1' } "
                     "cut_points { above: '5' value: '2' }"),
              ElementsAre("below 5 days: 0", "exactly 5 days: 1", "above 5 days: 2"));
  EXPECT_THAT(Ranges("lowest: '0' highest: '1'"), IsEmpty());
}

TEST(WorthWordsTest, InOneLine) {
  v1::Display percent;
  percent.set_as_percent(true);
  EXPECT_EQ(WorthWords(MakeWorth("lowest: '0' highest: '1'"), percent),
            "Worth the number itself, at least 0% and at most 100%; more is better.");
  EXPECT_EQ(WorthWords(MakeWorth("below: '0' cut_points { at_least: '0.7' value: '1' }"), percent),
            "Worth - below 70%: 0; at least 70%: 1.");
}

TEST(DisplayTest, NumbersHaveTheirUnits) {
  const RubricGuide guide(NumbersRubric());
  const auto& criterion = [&](const char* id) -> const v1::Criterion& {
    return *guide.FindCriterion(id);
  };
  EXPECT_EQ(NumberDisplay(criterion("wait"), guide).unit(), "days");
  EXPECT_EQ(NumberDisplay(criterion("caseload"), guide).unit(), "people for each");
  EXPECT_TRUE(NumberDisplay(criterion("bp"), guide).as_percent());
  EXPECT_EQ(NumberDisplay(criterion("stays"), guide).unit(), "per 1000");
  // Values behind cut-points have none.
  EXPECT_EQ(ValueDisplay(criterion("wait"), guide).unit(), "");
  EXPECT_FALSE(ValueDisplay(criterion("bp"), guide).as_percent());
  EXPECT_EQ(ValueDisplay(criterion("stays"), guide).unit(), "per 1000");
}

TEST(FormWordsTest, SayWhatIsAnswered) {
  const RubricGuide guide(NumbersRubric());
  const auto words = [&](std::vector<std::string> (*form)(const v1::Criterion&, const RubricGuide&),
                         const char* id) {
    return absl::StrJoin(form(*guide.FindCriterion(id), guide), " ");
  };
  EXPECT_EQ(words(QuantityWords, "wait"), "A number of days.");
  EXPECT_EQ(words(QuantityWords, "caseload"), "Looks at \"Load\", and takes no answer of its own.");
  EXPECT_EQ(words(QuantityWords, "bp"), "");
  EXPECT_EQ(words(MeasureWords, "bp"),
            "A proportion: people whose pressure is controlled, out of people with hypertension. "
            "People are counted, each once. Counted apart: people with serious mental illness and "
            "others. Each belongs to exactly one of these, so the counts of all together need not "
            "be stated. Scored by: people with serious mental illness. With a denominator below 30 "
            "there is not enough information for a rate.");
  EXPECT_THAT(words(MeasureWords, "stays"), HasSubstr("one person may count several times"));
  EXPECT_EQ(words(MilestonesWords, "install"),
            "The phase \"Installation\": for each activity that is done, the day on which it was "
            "done. The value is the share of the activities that are done. What is dated after "
            "\"End of the program\" does not count.");
}

TEST(InputWordsTest, EveryKindSaysWhatIsStated) {
  const RubricGuide guide(NumbersRubric());
  std::vector<std::string> words;
  for (const v1::Input& input : guide.definition().inputs()) {
    words.push_back(InputWords(input, guide));
  }
  EXPECT_THAT(
      words,
      ElementsAre("A whole number of people, at least 0 people and at most 5000 people.",
                  "A number.", "A day.", "A day.", "One of these.", "One or several of these.",
                  "Whether the program holds \"A medical home standard\", or is being "
                  "reviewed for it.",
                  "Computed, and takes no answer: Panel size divided by Staff, in people "
                  "for each."));
}

}  // namespace
}  // namespace continuum::cli
