// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/propose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_rubric.h"
#include "scoring/limits.h"
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

constexpr char kName[] = "programs/p/assessments/a";

// A scorecard in which every answered criterion has a value, unless `results` says otherwise.
v1::Scorecard CardOf(const v1::AnswerSet& answers, absl::string_view results) {
  v1::Scorecard card = Parse<v1::Scorecard>(results);
  for (const v1::Answer& answer : answers.answers()) {
    bool stated = false;
    for (const v1::CriterionResult& result : card.criteria()) {
      stated = stated || result.criterion() == answer.criterion();
    }
    if (stated) continue;
    v1::CriterionResult& result = *card.add_criteria();
    result.set_criterion(answer.criterion());
    result.set_state(v1::ANSWER_STATE_VALUE);
  }
  return card;
}

std::vector<v1::ProposedAnswer> ProposeFrom(const std::vector<std::string>& mappings,
                                            absl::string_view answers,
                                            absl::string_view results = "") {
  const auto set = Parse<v1::AnswerSet>(answers);
  return Propose(Crosswalk(mappings), {Left(), set, CardOf(set, results), kName}, Right());
}

// What is proposed, without its marks; an empty answer where nothing is.
v1::Answer AnswerFrom(const std::vector<std::string>& mappings, absl::string_view answers,
                      absl::string_view results = "") {
  const auto proposals = ProposeFrom(mappings, answers, results);
  if (proposals.empty()) return {};
  EXPECT_THAT(proposals, SizeIs(1));
  v1::Answer answer = proposals[0].answer();
  EXPECT_TRUE(answer.unconfirmed());
  answer.clear_unconfirmed();
  answer.clear_origin();
  return answer;
}

constexpr char kOpen[] = "answers { criterion: 'open' yes_no { yes: true } }";
constexpr char kClosed[] = "answers { criterion: 'open' yes_no {} }";

// One row per relation and per what the left side says: what follows for the right.
TEST(ProposeTest, OnlyWhatTheRelationBearsIsProposed) {
  struct Row {
    const char* relation;
    const char* when_so;      // empty: nothing
    const char* when_not_so;  // the same
  };
  for (const Row& row :
       {Row{"EQUAL", "criterion: 'doors' credit { met: true }", "criterion: 'doors' credit {}"},
        Row{"SUPERSET", "criterion: 'doors' credit { met: true }", ""},
        Row{"SUBSET", "", "criterion: 'doors' credit {}"}, Row{"OVERLAP", "", ""}}) {
    const std::vector<std::string> mappings = {
        absl::StrCat("open -> doors ", row.relation, " HIGH")};
    EXPECT_THAT(AnswerFrom(mappings, kOpen), EqualsProto(row.when_so)) << row.relation;
    EXPECT_THAT(AnswerFrom(mappings, kClosed), EqualsProto(row.when_not_so)) << row.relation;
  }
}

TEST(ProposeTest, EachProposalSaysWhereItComesFromAndHowSureItIs) {
  const auto proposals = ProposeFrom({"open -> doors EQUAL MEDIUM"}, kOpen);
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_THAT(proposals[0], EqualsProto(R"pb(
                answer {
                  criterion: "doors"
                  credit { met: true }
                  unconfirmed: true
                  origin {
                    assessment: "programs/p/assessments/a"
                    criteria: "open"
                    crosswalk: "left-to-right"
                    explanation: "Confidence: medium. open is equal to doors (medium): Because."
                  }
                }
                confidence: CONFIDENCE_MEDIUM
                mappings: 0
              )pb"));
}

TEST(ProposeTest, AProposalIsAsSureAsTheLeastSureOfItsParts) {
  const auto proposals =
      ProposeFrom({"care/asks -> visit/greets EQUAL LOW", "open -> visit/weighs SUPERSET HIGH",
                   "team/nurse -> visit/heals EQUAL MEDIUM"},
                  absl::StrCat(kOpen,
                               "answers { criterion: 'care' staircase { activities { activity: "
                               "'asks' state: STATE_DONE } } }"));
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_EQ(proposals[0].confidence(), v1::CONFIDENCE_LOW);
  EXPECT_THAT(proposals[0].mappings(), ElementsAre(0, 1));
  EXPECT_THAT(proposals[0].answer().origin().criteria(), ElementsAre("care", "open"));
}

TEST(ProposeTest, OfSeveralThatAgreeTheSurestIsTaken) {
  const auto proposals =
      ProposeFrom({"open -> doors EQUAL LOW", "team/nurse -> doors SUPERSET HIGH"},
                  absl::StrCat(kOpen, "answers { criterion: 'team' factors { met: 'nurse' } }"));
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_EQ(proposals[0].confidence(), v1::CONFIDENCE_HIGH);
  EXPECT_THAT(proposals[0].mappings(), ElementsAre(1));
}

TEST(ProposeTest, WhereMappingsContradictNothingIsProposed) {
  EXPECT_THAT(
      ProposeFrom({"open -> doors EQUAL LOW", "team/nurse -> doors SUBSET HIGH"},
                  absl::StrCat(kOpen, "answers { criterion: 'team' factors { met: 'peer' } }")),
      IsEmpty());
}

// What makes an answer no ground for anything.
TEST(ProposeTest, AnswersThatDoNotCountProposeNothing) {
  const std::vector<std::string> mappings = {"open -> doors EQUAL HIGH"};
  EXPECT_THAT(ProposeFrom(mappings, ""), IsEmpty());
  EXPECT_THAT(ProposeFrom(mappings, "answers { criterion: 'open' }"), IsEmpty());
  EXPECT_THAT(
      ProposeFrom(mappings, "answers { criterion: 'open' yes_no { yes: true } unconfirmed: true }"),
      IsEmpty());
  for (const char* result :
       {"state: ANSWER_STATE_ABSENT", "state: ANSWER_STATE_NOT_APPLICABLE",
        "state: ANSWER_STATE_INSUFFICIENT_DATA", "state: ANSWER_STATE_VALUE not_asked: true"}) {
    EXPECT_THAT(
        ProposeFrom(mappings, kOpen, absl::StrCat("criteria { criterion: 'open' ", result, " }")),
        IsEmpty())
        << result;
  }
  const auto answers = Parse<v1::AnswerSet>(kOpen);
  EXPECT_THAT(Propose(Crosswalk(mappings), {Left(), answers, v1::Scorecard(), kName}, Right()),
              IsEmpty());
}

TEST(ProposeTest, ActivitiesComeWithMonthExtentAndAdaptation) {
  EXPECT_THAT(AnswerFrom({"care/asks -> visit/greets EQUAL HIGH",
                          "care/measures -> visit/weighs EQUAL HIGH",
                          "plan/writes -> visit/listens EQUAL HIGH"},
                         R"pb(
                           answers {
                             criterion: "care"
                             staircase {
                               activities {
                                 activity: "asks"
                                 state: STATE_DONE
                                 since: "2024-05"
                                 extent: EXTENT_SOME_SITES
                                 adaptation { what: "a" why: "b" consistent: true }
                               }
                               activities { activity: "measures" state: STATE_NOT_DONE }
                             }
                             comment: "Not carried over."
                             attested: true
                             evidence { reference: "x" }
                           }
                         )pb"),
              EqualsProto(R"pb(
                criterion: "visit"
                staircase {
                  activities {
                    activity: "greets"
                    state: STATE_DONE
                    since: "2024-05"
                    extent: EXTENT_SOME_SITES
                    adaptation { what: "a" why: "b" consistent: true }
                  }
                  activities { activity: "weighs" state: STATE_NOT_DONE }
                }
              )pb"));
}

// By what the engine itself says of the answers.
TEST(ProposeTest, AnActivityHoldsWhenTheScorecardCountsIt) {
  const std::shared_ptr<const CompiledRubric> left = Compile(RubricText(R"pb(
    criteria {
      id: "care"
      title: "Care"
      intent: "x"
      staircase {
        continuum: "stages"
        cells {
          stage: "low"
          activities { id: "pilots" text: "x" }
          activities { id: "later" text: "x" }
          activities { id: "differs" text: "x" }
          activities { id: "covered" text: "x" }
        }
        cells {
          stage: "middle"
          activities { id: "covers" text: "x" covers: "covered" }
        }
        cells {
          stage: "high"
          activities { id: "unknown" text: "x" }
        }
      }
    }
  )pb"));
  ASSERT_NE(left, nullptr);
  const char kAnswers[] = R"pb(
    answers {
      criterion: "care"
      staircase {
        activities { activity: "pilots" state: STATE_DONE extent: EXTENT_PILOT }
        activities { activity: "later" state: STATE_DONE since: "2026-07" }
        activities {
          activity: "differs"
          state: STATE_DONE
          adaptation { what: "a" why: "b" }
        }
        activities { activity: "covered" state: STATE_NOT_DONE }
        activities { activity: "covers" state: STATE_DONE since: "2025-01" }
      }
    }
  )pb";
  const auto answers = Parse<v1::AnswerSet>(kAnswers);
  const v1::Scorecard card = ScoreText(*left, kAnswers);
  const auto propose = [&](absl::string_view activity) {
    return Propose(Crosswalk({absl::StrCat("care/", activity, " -> visit/greets EQUAL HIGH")}),
                   {left->definition(), answers, card, kName}, Right());
  };
  for (const char* not_counted : {"pilots", "later", "differs", "unknown"}) {
    EXPECT_THAT(propose(not_counted), IsEmpty()) << not_counted;
  }
  for (const char* counted : {"covered", "covers"}) {
    const auto proposals = propose(counted);
    ASSERT_THAT(proposals, SizeIs(1)) << counted;
    EXPECT_THAT(proposals[0].answer().staircase(),
                EqualsProto("activities { activity: 'greets' state: STATE_DONE since: '2025-01' }"))
        << counted;
  }
}

TEST(ProposeTest, WhatIsOnlyClaimedByStageIsOfMediumConfidenceAtMost) {
  const auto proposals =
      ProposeFrom({"care/asks -> visit/greets EQUAL HIGH", "care/treats -> visit/heals EQUAL HIGH"},
                  "answers { criterion: 'care' staircase { claimed_stage: 'middle' } }");
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_EQ(proposals[0].confidence(), v1::CONFIDENCE_MEDIUM);
  EXPECT_THAT(proposals[0].answer().staircase(),
              EqualsProto("activities { activity: 'greets' state: STATE_DONE }"));
}

TEST(ProposeTest, AStageHoldsForAllBelowIt) {
  constexpr char kAtMiddle[] =
      "criteria { criterion: 'care' state: ANSWER_STATE_VALUE stage: "
      "'middle' }";
  constexpr char kAnswers[] = "answers { criterion: 'care' staircase {} }";
  EXPECT_THAT(AnswerFrom({"care@low -> doors EQUAL HIGH"}, kAnswers, kAtMiddle),
              EqualsProto("criterion: 'doors' credit { met: true }"));
  EXPECT_THAT(AnswerFrom({"care@middle -> doors EQUAL HIGH"}, kAnswers, kAtMiddle),
              EqualsProto("criterion: 'doors' credit { met: true }"));
  // It may be that nobody has asked about the activities above.
  EXPECT_THAT(ProposeFrom({"care@high -> doors EQUAL HIGH"}, kAnswers, kAtMiddle), IsEmpty());
}

TEST(ProposeTest, AStageIsProposedWhereNothingIsKnownOfActivities) {
  EXPECT_THAT(
      AnswerFrom({"open -> visit@low EQUAL HIGH", "open -> visit@middle SUPERSET HIGH"}, kOpen),
      EqualsProto("criterion: 'visit' staircase { claimed_stage: 'middle' }"));
  EXPECT_THAT(
      AnswerFrom({"open -> visit@middle EQUAL HIGH", "open -> visit/greets EQUAL HIGH"}, kOpen),
      EqualsProto("criterion: 'visit' staircase { activities { activity: 'greets' state: "
                  "STATE_DONE } }"));
  EXPECT_THAT(ProposeFrom({"open -> visit@middle EQUAL HIGH"}, kClosed), IsEmpty());
}

TEST(ProposeTest, FactorsThatNothingIsKnownOfAreCounted) {
  const auto proposals =
      ProposeFrom({"team/nurse -> staff/rn EQUAL HIGH", "team/peer -> staff/helper EQUAL HIGH"},
                  "answers { criterion: 'team' factors { met: 'nurse' } }");
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_THAT(proposals[0].answer().factors(), EqualsProto("met: 'rn'"));
  EXPECT_THAT(proposals[0].answer().origin().explanation(),
              HasSubstr("Of 1 of 3 factors nothing is known; they stand as not met."));
}

TEST(ProposeTest, NoFactorIsProposedAsNotMetUnlessAllAreKnown) {
  constexpr char kNone[] = "answers { criterion: 'team' factors {} }";
  EXPECT_THAT(ProposeFrom({"team/nurse -> staff/rn EQUAL HIGH"}, kNone), IsEmpty());
  EXPECT_THAT(AnswerFrom({"team/nurse -> staff/rn EQUAL HIGH", "team/peer -> staff/md EQUAL HIGH",
                          "team/peer -> staff/helper SUBSET HIGH"},
                         kNone),
              EqualsProto("criterion: 'staff' factors {}"));
}

TEST(ProposeTest, MilestonesNeedADay) {
  constexpr char kHired[] =
      "answers { criterion: 'phase' milestones { milestones { milestone: 'hired' date: "
      "'2025-03-04' } } }";
  EXPECT_THAT(AnswerFrom({"phase/hired -> start/staffed EQUAL HIGH"}, kHired),
              EqualsProto("criterion: 'start' milestones { milestones { milestone: 'staffed' "
                          "date: '2025-03-04' } }"));
  EXPECT_THAT(AnswerFrom({"phase/hired -> visit/greets EQUAL HIGH"}, kHired),
              EqualsProto("criterion: 'visit' staircase { activities { activity: 'greets' state: "
                          "STATE_DONE since: '2025-03' } }"));
  EXPECT_THAT(ProposeFrom({"open -> start/staffed EQUAL HIGH"}, kOpen), IsEmpty());
  EXPECT_THAT(ProposeFrom({"phase/hired -> start/staffed EQUAL HIGH"}, kHired,
                          R"pb(criteria {
                                 criterion: "phase"
                                 state: ANSWER_STATE_VALUE
                                 reasons {
                                   code: CODE_DATE_NOT_COUNTED
                                   arguments: [ "hired", "2025-03-04" ]
                                 }
                               })pb"),
              IsEmpty());
}

TEST(ProposeTest, AContractProposesNothing) {
  const auto contract = Parse<v1::CrosswalkDefinition>(R"pb(
    clauses { id: "c" }
    mappings {
      from { clause: "c" }
      to { criterion: "doors" }
      relation: RELATION_EQUAL
      confidence: CONFIDENCE_HIGH
    }
  )pb");
  const auto answers = Parse<v1::AnswerSet>(kOpen);
  EXPECT_THAT(Propose(contract, {Left(), answers, CardOf(answers, ""), kName}, Right()), IsEmpty());
}

TEST(ProposeTest, ALongExplanationIsCutAndSaysSo) {
  v1::CrosswalkDefinition crosswalk = Crosswalk({"open -> doors EQUAL HIGH"});
  crosswalk.mutable_mappings(0)->set_rationale(std::string(5000, 'x'));
  const auto answers = Parse<v1::AnswerSet>(kOpen);
  const auto proposals = Propose(crosswalk, {Left(), answers, CardOf(answers, ""), kName}, Right());
  ASSERT_THAT(proposals, SizeIs(1));
  EXPECT_EQ(proposals[0].answer().origin().explanation(), "Confidence: high. And 1 more.");
}

TEST(ProposeTest, ProposalsAreInReadingOrder) {
  const auto proposals = ProposeFrom(
      {"open -> doors EQUAL HIGH", "open -> staff/rn EQUAL HIGH", "open -> visit/heals EQUAL HIGH"},
      kOpen);
  std::vector<std::string> criteria;
  for (const v1::ProposedAnswer& proposal : proposals) {
    criteria.push_back(proposal.answer().criterion());
  }
  EXPECT_THAT(criteria, ElementsAre("visit", "staff", "doors"));
}

}  // namespace
}  // namespace continuum::scoring
