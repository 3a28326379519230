// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scoring/crosswalk/pair.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;

v1::Scorecard LeftCard() {
  return Parse<v1::Scorecard>(R"pb(
    rubric: "left"
    revision: "1"
    criteria { criterion: "care" state: ANSWER_STATE_VALUE value: "2" stage: "middle" highest: "3" }
    criteria { criterion: "open" state: ANSWER_STATE_ABSENT }
  )pb");
}

v1::Scorecard RightCard() {
  return Parse<v1::Scorecard>(R"pb(
    rubric: "right"
    revision: "1"
    criteria { criterion: "visit" state: ANSWER_STATE_VALUE value: "1" stage: "low" highest: "3" }
    criteria {
      criterion: "doors"
      state: ANSWER_STATE_VALUE
      value: "1"
      highest: "1"
      not_asked: true
    }
  )pb");
}

TEST(CompareTest, ShowsBothSidesOfEveryMappingAndNoTotal) {
  const v1::CrosswalkDefinition crosswalk =
      Crosswalk({"care/asks -> visit/greets EQUAL MEDIUM", "open -> doors SUBSET LOW"});
  ASSERT_OK_AND_ASSIGN(const v1::CrosswalkComparison comparison,
                       Compare(crosswalk, LeftCard(), RightCard()));
  EXPECT_THAT(comparison, EqualsProto(R"pb(
                from { rubric: "left" revision: "1" }
                to { rubric: "right" revision: "1" }
                pairs {
                  mapping: 0
                  relation {
                    from { criterion: "care" part: "asks" }
                    to { criterion: "visit" part: "greets" }
                    relation: RELATION_EQUAL
                    confidence: CONFIDENCE_MEDIUM
                    rationale: "Because."
                  }
                  from { state: ANSWER_STATE_VALUE value: "2" highest: "3" stage: "middle" }
                  to { state: ANSWER_STATE_VALUE value: "1" highest: "3" stage: "low" }
                }
                pairs {
                  mapping: 1
                  relation {
                    from { criterion: "open" }
                    to { criterion: "doors" }
                    relation: RELATION_SUBSET
                    confidence: CONFIDENCE_LOW
                    rationale: "Because."
                  }
                  from { state: ANSWER_STATE_ABSENT }
                  to { state: ANSWER_STATE_VALUE value: "1" highest: "1" not_asked: true }
                }
              )pb"));
}

TEST(CompareTest, OnlyResultsThatTheCrosswalkRelatesAreCompared) {
  const v1::CrosswalkDefinition crosswalk = Crosswalk({"open -> doors EQUAL HIGH"});
  EXPECT_THAT(Compare(crosswalk, RightCard(), LeftCard()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("the left side is a result under right/1")));
  v1::Scorecard other_revision = RightCard();
  other_revision.set_revision("2");
  EXPECT_THAT(Compare(crosswalk, LeftCard(), other_revision),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("right/2")));
}

TEST(CompareTest, AContractHasNoResults) {
  v1::CrosswalkDefinition contract = Crosswalk({});
  contract.clear_from();
  EXPECT_THAT(Compare(contract, LeftCard(), RightCard()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("contract")));
}

}  // namespace
}  // namespace continuum::scoring
