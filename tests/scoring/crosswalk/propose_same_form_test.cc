// SPDX-License-Identifier: Apache-2.0
//
// Proposals from subject to subject: ratings, quantities and measures that are equal.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/crosswalk/propose.h"
#include "tests/scoring/crosswalk/pair.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<v1::ProposedAnswer> ProposeFrom(const std::vector<std::string>& mappings,
                                            const std::string& criterion, const std::string& form,
                                            const v1::RubricDefinition& to = Right()) {
  const auto answers =
      Parse<v1::AnswerSet>(absl::StrCat("answers { criterion: '", criterion, "' ", form, " }"));
  const auto card = Parse<v1::Scorecard>(
      absl::StrCat("criteria { criterion: '", criterion, "' state: ANSWER_STATE_VALUE }"));
  return Propose(Crosswalk(mappings), {Left(), answers, card, "a"}, to);
}

constexpr char kDays[] = "quantity { number: '12' }";
constexpr char kCounts[] = "measure { counts { numerator: '3' denominator: 40 } }";

TEST(ProposeSameFormTest, ARatingNeedsAnOptionOfTheSameIdAndValue) {
  const std::vector<std::string> mappings = {"grade -> mark EQUAL HIGH"};
  const auto proposals = ProposeFrom(mappings, "grade", "rating { option: 'b' }");
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_THAT(proposals[0].answer().rating(), EqualsProto("option: 'b'"));
  EXPECT_EQ(proposals[0].confidence(), v1::CONFIDENCE_HIGH);
  EXPECT_THAT(proposals[0].mappings(), ElementsAre(0));
  EXPECT_THAT(ProposeFrom(mappings, "grade", "rating { option: 'a' }"), IsEmpty());
}

TEST(ProposeSameFormTest, ARatingMayShareItsScale) {
  v1::RubricDefinition right = Right();
  right.mutable_domains(1)->mutable_criteria(1)->mutable_rating()->clear_options();
  right.mutable_domains(1)->mutable_criteria(1)->mutable_rating()->set_scale("s");
  *right.add_scales() = Parse<v1::RatingScale>("id: 's' options { id: 'b' value: '2' }");
  EXPECT_THAT(ProposeFrom({"grade -> mark EQUAL LOW"}, "grade", "rating { option: 'b' }", right),
              SizeIs(1));
}

TEST(ProposeSameFormTest, ANumberIsCarriedOverInTheSameUnit) {
  const std::vector<std::string> mappings = {"days -> wait EQUAL MEDIUM"};
  const auto proposals = ProposeFrom(mappings, "days", kDays);
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_THAT(proposals[0].answer().quantity(), EqualsProto("number: '12'"));
  v1::RubricDefinition right = Right();
  right.mutable_domains(1)->mutable_criteria(2)->mutable_quantity()->set_unit("weeks");
  EXPECT_THAT(ProposeFrom(mappings, "days", kDays, right), IsEmpty());
}

TEST(ProposeSameFormTest, CountsAreCarriedOverBetweenMeasuresOfOneKind) {
  const std::vector<std::string> mappings = {"control -> pressure EQUAL HIGH"};
  const auto proposals = ProposeFrom(mappings, "control", kCounts);
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_THAT(proposals[0].answer().measure(),
              EqualsProto("counts { numerator: '3' denominator: 40 }"));
  v1::RubricDefinition right = Right();
  v1::Measure& measure = *right.mutable_domains(1)->mutable_criteria(3)->mutable_measure();
  measure.set_basis(v1::Measure::BASIS_EVENTS);
  EXPECT_THAT(ProposeFrom(mappings, "control", kCounts, right), IsEmpty());
  measure.set_basis(v1::Measure::BASIS_PERSONS);
  measure.add_segments()->set_id("others");
  EXPECT_THAT(ProposeFrom(mappings, "control", kCounts, right), IsEmpty());
}

// "mark" has the options a (5) and b (2), "grade" a (1) and b (2).
TEST(ProposeSameFormTest, AnOptionHoldsWhenOneWorthAtLeastAsMuchIsChosen) {
  const auto proposed = [](const std::vector<std::string>& mappings, const std::string& option) {
    const auto proposals =
        ProposeFrom(mappings, "grade", absl::StrCat("rating { option: '", option, "' }"));
    return proposals.empty() ? "" : proposals[0].answer().ShortDebugString().substr(0, 50);
  };
  EXPECT_THAT(proposed({"grade=a -> doors EQUAL HIGH"}, "b"), HasSubstr("credit { met: true }"));
  EXPECT_THAT(proposed({"grade=b -> doors EQUAL HIGH"}, "b"), HasSubstr("credit { met: true }"));
  EXPECT_THAT(proposed({"grade=b -> doors EQUAL HIGH"}, "a"), HasSubstr("credit { }"));
  // As a target: the best option that is reached, and nothing where one is not.
  EXPECT_THAT(proposed({"grade=b -> mark=b EQUAL HIGH", "grade=b -> mark=a EQUAL LOW"}, "b"),
              HasSubstr("rating { option: \"a\" }"));
  EXPECT_EQ(proposed({"grade=b -> mark=b EQUAL HIGH"}, "a"), "");
}

TEST(ProposeSameFormTest, OnlyEqualOnesAreCarriedOver) {
  for (const char* relation : {"SUBSET", "SUPERSET", "OVERLAP"}) {
    EXPECT_THAT(ProposeFrom({absl::StrCat("days -> wait ", relation, " HIGH")}, "days", kDays),
                IsEmpty())
        << relation;
  }
  // Whole staircases are equal, and still say nothing of each other's activities.
  EXPECT_THAT(
      ProposeFrom({"care -> visit EQUAL HIGH"}, "care", "staircase { claimed_stage: 'high' }"),
      IsEmpty());
}

}  // namespace
}  // namespace continuum::scoring
