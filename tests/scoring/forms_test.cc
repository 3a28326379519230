// SPDX-License-Identifier: Apache-2.0
//
// What each form makes of an answer, as data: answers in, the criterion's result out.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;

// One criterion of each form, "c" by name.
constexpr char kStaircase[] = R"pb(
  criteria {
    id: "c"
    allows_not_applicable: true
    allows_insufficient_data: true
    staircase {
      continuum: "stages"
      cells {
        stage: "low"
        activities { id: "a" }
        activities { id: "b" }
      }
      cells {
        stage: "middle"
        activities { id: "m" covers: "b" }
        activities { id: "n" }
      }
      cells {
        stage: "high"
        activities { id: "h" covers: "m" }
      }
    }
  }
)pb";

constexpr char kLowestByAnswering[] = R"pb(
  criteria {
    id: "c"
    staircase {
      continuum: "stages"
      lowest_by_answering: true
      cells { stage: "low" }
      cells {
        stage: "middle"
        activities { id: "m" }
      }
      cells {
        stage: "high"
        activities { id: "h" }
      }
    }
  }
)pb";

constexpr char kFactors[] = R"pb(
  criteria {
    id: "c"
    factors {
      factors { id: "u" }
      factors { id: "v" }
      factors { id: "w" }
      factors { id: "x" }
      rows { at_least: 1 value: "1" }
      rows { at_least: 2 including: "w" value: "2.5" }
      rows { at_least: 3 including: "w" including: "x" value: "4" }
    }
  }
)pb";

// Two rows that cost as much as each other.
constexpr char kEvenFactors[] = R"pb(
  criteria {
    id: "c"
    factors {
      factors { id: "u" }
      factors { id: "v" }
      rows { at_least: 1 value: "1" }
      rows { at_least: 1 including: "v" value: "2" }
    }
  }
)pb";

constexpr char kRating[] = R"pb(
  criteria {
    id: "c"
    rating {
      options { id: "1" value: "1" }
      options { id: "3" value: "3" needs: PROOF_COMMENT }
      options { id: "5" value: "5" needs: PROOF_EVIDENCE needs: PROOF_ATTESTATION }
      options { id: "unsure" insufficient_data: true needs: PROOF_COMMENT }
    }
  }
)pb";

constexpr char kCore[] = R"pb(criteria {
                                id: "c"
                                credit { core: true }
                              })pb";

constexpr char kElective[] = R"pb(
  criteria {
    id: "c"
    credit { credits: 3 needs: PROOF_ATTESTATION }
  }
)pb";

constexpr char kYesNo[] = R"pb(criteria {
                                 id: "c"
                                 yes_no { needs: PROOF_EVIDENCE }
                               })pb";

struct Row {
  const char* name;
  const char* criteria;
  const char* answer;  // what "c" answers, or empty for no answer at all
  const char* result;  // without the criterion's id
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class FormTest : public ::testing::TestWithParam<Row> {};

TEST_P(FormTest, GivesTheResult) {
  const Row& row = GetParam();
  const auto rubric = Compile(RubricText(row.criteria));
  ASSERT_NE(rubric, nullptr);
  const std::string answers =
      *row.answer == 0 ? "" : absl::StrCat("answers { criterion: \"c\" ", row.answer, " }");
  const v1::Scorecard scorecard = ScoreText(*rubric, answers);
  ASSERT_EQ(scorecard.criteria_size(), 1);
  EXPECT_THAT(scorecard.criteria(0), EqualsProto(absl::StrCat("criterion: \"c\" ", row.result)));
}

constexpr Row
    kStaircaseRows[] =
        {
            {"Unanswered", kStaircase, "",
             R"pb(state: ANSWER_STATE_ABSENT
                  possible: 5
                  highest: "4"
                  reasons { code: CODE_UNANSWERED }
                  next_step {
                    criterion: "c"
                    activities: "a"
                    activities: "b"
                    stage: "low"
                    to: "1"
                    gain: "1"
                  })pb"},
            {"AnAnswerWithoutFormIsNone", kStaircase, R"pb(comment: "later")pb",
             R"pb(state: ANSWER_STATE_ABSENT
                  possible: 5
                  highest: "4"
                  reasons { code: CODE_UNANSWERED }
                  next_step {
                    criterion: "c"
                    activities: "a"
                    activities: "b"
                    stage: "low"
                    to: "1"
                    gain: "1"
                  })pb"},
            {"NothingDoneIsAnAnswerBelowTheFirstStage", kStaircase, "staircase {}",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "0"
                  possible: 5
                  highest: "4"
                  next_step {
                    criterion: "c"
                    activities: "a"
                    activities: "b"
                    stage: "low"
                    from: "0"
                    to: "1"
                    gain: "1"
                  })pb"},
            {"ACellIsDoneWhenAllOfItIs", kStaircase,
             R"pb(staircase {
                    activities { activity: "b" state: STATE_DONE }
                    activities { activity: "a" state: STATE_DONE }
                  })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "1"
                  stage: "low"
                  done: 2
                  possible: 5
                  highest: "4"
                  next_step {
                    criterion: "c"
                    activities: "m"
                    activities: "n"
                    stage: "middle"
                    from: "1"
                    to: "5/2"
                    gain: "3/2"
                  })pb"},
            {"NotDoneIsTheSameAsNotListed", kStaircase,
             R"pb(staircase {
                    activities { activity: "a" state: STATE_DONE }
                    activities { activity: "b" state: STATE_NOT_DONE }
                  })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "0"
                  done: 1
                  possible: 5
                  highest: "4"
                  next_step {
                    criterion: "c"
                    activities: "b"
                    stage: "low"
                    from: "0"
                    to: "1"
                    gain: "1"
                  })pb"},
            {"ADoneActivityCountsForThoseItCovers", kStaircase,
             R"pb(staircase {
                    activities { activity: "a" state: STATE_DONE }
                    activities { activity: "m" state: STATE_DONE }
                  })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "1"
                  stage: "low"
                  done: 3
                  possible: 5
                  highest: "4"
                  reasons { code: CODE_COVERED arguments: "m" arguments: "b" }
                  next_step {
                    criterion: "c"
                    activities: "n"
                    stage: "middle"
                    from: "1"
                    to: "5/2"
                    gain: "3/2"
                  })pb"},
            {"CoveringReachesThroughOthersAndTheFirstThatCoversIsNamed", kStaircase,
             R"pb(staircase {
                    activities { activity: "a" state: STATE_DONE }
                    activities { activity: "n" state: STATE_DONE }
                    activities { activity: "h" state: STATE_DONE }
                  })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "4"
                  stage: "high"
                  done: 5
                  possible: 5
                  highest: "4"
                  reasons { code: CODE_COVERED arguments: "h" arguments: "b" }
                  reasons { code: CODE_COVERED arguments: "h" arguments: "m" }
             )pb"},
            {"WhatIsDoneItselfIsNotReportedAsCovered", kStaircase,
             R"pb(staircase {
                    activities { activity: "a" state: STATE_DONE }
                    activities { activity: "b" state: STATE_DONE }
                    activities { activity: "m" state: STATE_DONE }
                    activities { activity: "n" state: STATE_DONE }
                  })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "5/2"
                  stage: "middle"
                  done: 4
                  possible: 5
                  highest: "4"
                  next_step {
                    criterion: "c"
                    activities: "h"
                    stage: "high"
                    from: "5/2"
                    to: "4"
                    gain: "3/2"
                  })pb"},
            {"CellsAboveASkippedOneDoNotCountAndTheNextStepReachesThem", kStaircase,
             R"pb(staircase {
                    activities { activity: "m" state: STATE_DONE }
                    activities { activity: "n" state: STATE_DONE }
                  })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "0"
                  done: 3
                  possible: 5
                  skipped_stages: "low"
                  highest: "4"
                  reasons { code: CODE_COVERED arguments: "m" arguments: "b" }
                  next_step {
                    criterion: "c"
                    activities: "a"
                    stage: "middle"
                    from: "0"
                    to: "5/2"
                    gain: "5/2"
                  })pb"},
            {"EverySkippedStageIsNamed", kStaircase,
             R"pb(staircase { activities { activity: "h" state: STATE_DONE } })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "0"
                  done: 3
                  possible: 5
                  skipped_stages: "low"
                  skipped_stages: "middle"
                  highest: "4"
                  reasons { code: CODE_COVERED arguments: "h" arguments: "b" }
                  reasons { code: CODE_COVERED arguments: "h" arguments: "m" }
                  next_step {
                    criterion: "c"
                    activities: "a"
                    stage: "low"
                    from: "0"
                    to: "1"
                    gain: "1"
                  })pb"},
            {"AClaimedStageClaimsAllBelow", kStaircase,
             R"pb(staircase { claimed_stage: "middle" })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "5/2"
                  stage: "middle"
                  done: 4
                  possible: 5
                  highest: "4"
                  reasons { code: CODE_STAGE_CLAIMED arguments: "middle" }
                  next_step {
                    criterion: "c"
                    activities: "h"
                    stage: "high"
                    from: "5/2"
                    to: "4"
                    gain: "3/2"
                  })pb"},
            {"NotApplicableHasNoNextStep", kStaircase,
             R"pb(not_applicable { justification: "no such service" })pb",
             R"pb(state: ANSWER_STATE_NOT_APPLICABLE possible: 5 highest: "4")pb"},
            {"InsufficientDataHasANextStep", kStaircase, "insufficient_data {}",
             R"pb(state: ANSWER_STATE_INSUFFICIENT_DATA
                  possible: 5
                  highest: "4"
                  next_step {
                    criterion: "c"
                    activities: "a"
                    activities: "b"
                    stage: "low"
                    to: "1"
                    gain: "1"
                  })pb"},
            {"TheLowestStageByAnswering", kLowestByAnswering, "staircase {}",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "1"
                  stage: "low"
                  possible: 2
                  highest: "4"
                  next_step {
                    criterion: "c"
                    activities: "m"
                    stage: "middle"
                    from: "1"
                    to: "5/2"
                    gain: "3/2"
                  })pb"},
            {"TheLowestStageByAnsweringIsTheNextStepOfNoAnswer", kLowestByAnswering, "",
             R"pb(state: ANSWER_STATE_ABSENT
                  possible: 2
                  highest: "4"
                  reasons { code: CODE_UNANSWERED }
                  next_step { criterion: "c" stage: "low" to: "1" gain: "1" })pb"},
            {"TheLowestStageByAnsweringIsNeverSkipped", kLowestByAnswering,
             R"pb(staircase { activities { activity: "h" state: STATE_DONE } })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "1"
                  stage: "low"
                  done: 1
                  possible: 2
                  skipped_stages: "middle"
                  highest: "4"
                  next_step {
                    criterion: "c"
                    activities: "m"
                    stage: "high"
                    from: "1"
                    to: "4"
                    gain: "3"
                  })pb"},
            {"TheLowestStageByAnsweringMayBeClaimed", kLowestByAnswering,
             R"pb(staircase { claimed_stage: "low" })pb",
             R"pb(state: ANSWER_STATE_VALUE
                  value: "1"
                  stage: "low"
                  possible: 2
                  highest: "4"
                  reasons { code: CODE_STAGE_CLAIMED arguments: "low" }
                  next_step {
                    criterion: "c"
                    activities: "m"
                    stage: "middle"
                    from: "1"
                    to: "5/2"
                    gain: "3/2"
                  })pb"},
};

constexpr Row kFactorRows[] = {
    {"NoneMet", kFactors, "factors {}",
     R"pb(state: ANSWER_STATE_VALUE
          value: "0"
          possible: 4
          highest: "4"
          next_step { criterion: "c" more_factors: 1 from: "0" to: "1" gain: "1" })pb"},
    {"Unanswered", kFactors, "",
     R"pb(state: ANSWER_STATE_ABSENT
          possible: 4
          highest: "4"
          reasons { code: CODE_UNANSWERED }
          next_step { criterion: "c" more_factors: 1 to: "1" gain: "1" })pb"},
    {"ManyWithoutTheCriticalOne", kFactors, R"pb(factors { met: "v" met: "u" })pb",
     R"pb(state: ANSWER_STATE_VALUE
          value: "1"
          done: 2
          possible: 4
          highest: "4"
          next_step { criterion: "c" factors: "w" from: "1" to: "5/2" gain: "3/2" })pb"},
    {"TheCriticalOneAloneIsTooFew", kFactors, R"pb(factors { met: "w" })pb",
     R"pb(state: ANSWER_STATE_VALUE
          value: "1"
          done: 1
          possible: 4
          highest: "4"
          next_step { criterion: "c" more_factors: 1 from: "1" to: "5/2" gain: "3/2" })pb"},
    {"AStepMayReachMoreThanItsRow", kFactors, R"pb(factors { met: "u" met: "x" })pb",
     R"pb(state: ANSWER_STATE_VALUE
          value: "1"
          done: 2
          possible: 4
          highest: "4"
          next_step { criterion: "c" factors: "w" from: "1" to: "4" gain: "3" })pb"},
    {"OfRowsThatCostTheSameTheFirstIsTheNextStep", kEvenFactors, "factors {}",
     R"pb(state: ANSWER_STATE_VALUE
          value: "0"
          possible: 2
          highest: "2"
          next_step { criterion: "c" more_factors: 1 from: "0" to: "1" gain: "1" })pb"},
    {"TheBestRowThatHolds", kFactors, R"pb(factors { met: "x" met: "u" met: "w" })pb",
     R"pb(state: ANSWER_STATE_VALUE value: "4" done: 3 possible: 4 highest: "4")pb"},
};

constexpr Row kChoiceRows[] =
    {
        {"AnOption", kRating, R"pb(rating { option: "1" })pb",
         R"pb(state: ANSWER_STATE_VALUE
              value: "1"
              option: "1"
              highest: "5"
              next_step {
                criterion: "c"
                option: "3"
                needs: PROOF_COMMENT
                from: "1"
                to: "3"
                gain: "2"
              })pb"},
        {"ProofThatIsThereIsNotAskedForAgain", kRating,
         R"pb(rating { option: "3" }
              comment: "why"
              attested: true)pb",
         R"pb(state: ANSWER_STATE_VALUE
              value: "3"
              option: "3"
              highest: "5"
              next_step {
                criterion: "c"
                option: "5"
                needs: PROOF_EVIDENCE
                from: "3"
                to: "5"
                gain: "2"
              })pb"},
        {"TheHighestOption", kRating,
         R"pb(rating { option: "5" }
              attested: true
              evidence { reference: "policy 1" })pb",
         R"pb(state: ANSWER_STATE_VALUE value: "5" option: "5" highest: "5")pb"},
        {"AnOptionThatLacksProofCountsAsAbsent", kRating, R"pb(rating { option: "5" })pb",
         R"pb(state: ANSWER_STATE_ABSENT
              option: "5"
              highest: "5"
              reasons { code: CODE_PROOF_LACKING arguments: "evidence" arguments: "attestation" }
              next_step {
                criterion: "c"
                option: "5"
                needs: PROOF_EVIDENCE
                needs: PROOF_ATTESTATION
                to: "5"
                gain: "5"
              })pb"},
        {"ABlankCommentProvesNothing", kRating, R"pb(rating { option: "3" }
                                                     comment: "  ")pb",
         R"pb(state: ANSWER_STATE_ABSENT
              option: "3"
              highest: "5"
              reasons { code: CODE_PROOF_LACKING arguments: "comment" }
              next_step { criterion: "c" option: "3" needs: PROOF_COMMENT to: "3" gain: "3" })pb"},
        {"AnOptionCanSayInsufficientData", kRating, R"pb(rating { option: "unsure" }
                                                         comment: "?")pb",
         R"pb(state: ANSWER_STATE_INSUFFICIENT_DATA
              option: "unsure"
              highest: "5"
              next_step { criterion: "c" option: "1" to: "1" gain: "1" })pb"},
        {"InsufficientDataWithoutItsProofIsAbsent", kRating, R"pb(rating { option: "unsure" })pb",
         R"pb(state: ANSWER_STATE_ABSENT
              option: "unsure"
              highest: "5"
              reasons { code: CODE_PROOF_LACKING arguments: "comment" }
              next_step { criterion: "c" option: "1" to: "1" gain: "1" })pb"},
        {"ACoreCriterionMet", kCore, "credit { met: true }",
         R"pb(state: ANSWER_STATE_VALUE value: "1" done: 1 possible: 1 highest: "1")pb"},
        {"ACoreCriterionNotMet", kCore, "credit {}",
         R"pb(state: ANSWER_STATE_VALUE
              value: "0"
              possible: 1
              highest: "1"
              next_step { criterion: "c" from: "0" to: "1" gain: "1" })pb"},
        {"AnElectiveIsWorthItsCredits", kElective, "credit { met: true } attested: true",
         R"pb(state: ANSWER_STATE_VALUE value: "3" done: 1 possible: 1 highest: "3")pb"},
        {"AnElectiveThatLacksProof", kElective, "credit { met: true }",
         R"pb(state: ANSWER_STATE_ABSENT
              possible: 1
              highest: "3"
              reasons { code: CODE_PROOF_LACKING arguments: "attestation" }
              next_step { criterion: "c" needs: PROOF_ATTESTATION to: "3" gain: "3" })pb"},
        {"NotMetNeedsNoProof", kElective, "credit { met: false }",
         R"pb(state: ANSWER_STATE_VALUE
              value: "0"
              possible: 1
              highest: "3"
              next_step { criterion: "c" needs: PROOF_ATTESTATION from: "0" to: "3" gain: "3" })pb"},
        {"Yes", kYesNo, R"pb(yes_no { yes: true }
                             evidence { reference: "https://example.org" })pb",
         R"pb(state: ANSWER_STATE_VALUE value: "1" done: 1 possible: 1 highest: "1")pb"},
        {"YesWithoutProof", kYesNo, "yes_no { yes: true }",
         R"pb(state: ANSWER_STATE_ABSENT
              possible: 1
              highest: "1"
              reasons { code: CODE_PROOF_LACKING arguments: "evidence" }
              next_step { criterion: "c" needs: PROOF_EVIDENCE to: "1" gain: "1" })pb"},
        {"No", kYesNo, "yes_no {}",
         R"pb(state: ANSWER_STATE_VALUE
              value: "0"
              possible: 1
              highest: "1"
              next_step { criterion: "c" needs: PROOF_EVIDENCE from: "0" to: "1" gain: "1" })pb"},
};

std::string RowName(const ::testing::TestParamInfo<Row>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(Staircase, FormTest, ::testing::ValuesIn(kStaircaseRows), RowName);
INSTANTIATE_TEST_SUITE_P(Factors, FormTest, ::testing::ValuesIn(kFactorRows), RowName);
INSTANTIATE_TEST_SUITE_P(Choices, FormTest, ::testing::ValuesIn(kChoiceRows), RowName);

}  // namespace
}  // namespace continuum::scoring
