// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/wording.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "tests/clients/cli/sample_rubric.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::NumbersRubric;
using ::continuum::testing::SampleRubric;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

v1::Reason MakeReason(v1::Reason::Code code, const std::vector<std::string>& arguments) {
  v1::Reason reason;
  reason.set_code(code);
  for (const std::string& argument : arguments) reason.add_arguments(argument);
  return reason;
}

std::string Sentence(v1::Reason::Code code, const std::vector<std::string>& arguments) {
  const RubricGuide guide(SampleRubric());
  return ReasonSentence(MakeReason(code, arguments), guide, "care-team");
}

TEST(ReasonSentenceTest, EveryCodeHasASentenceOfItsOwn) {
  std::set<std::string> sentences;
  const auto* codes = v1::Reason::Code_descriptor();
  for (int i = 0; i < codes->value_count(); ++i) {
    const auto code = static_cast<v1::Reason::Code>(codes->value(i)->number());
    if (code == v1::Reason::CODE_UNSPECIFIED) continue;
    const std::string sentence = Sentence(code, {"a", "b"});
    EXPECT_FALSE(sentence.empty()) << codes->value(i)->name() << " has no sentence in wording.cc";
    EXPECT_EQ(sentence.find("CODE"), std::string::npos);
    EXPECT_TRUE(sentences.insert(sentence).second) << codes->value(i)->name() << ": " << sentence;
  }
}

TEST(ReasonSentenceTest, MissingArgumentsDoNoHarm) {
  const auto* codes = v1::Reason::Code_descriptor();
  for (int i = 0; i < codes->value_count(); ++i) {
    Sentence(static_cast<v1::Reason::Code>(codes->value(i)->number()), {});
  }
  EXPECT_THAT(Sentence(v1::Reason::CODE_COVERED, {}), HasSubstr("not given"));
}

TEST(ReasonSentenceTest, UsesTheRubricsWords) {
  EXPECT_EQ(Sentence(v1::Reason::CODE_UNANSWERED, {}), "This subdomain is not answered.");
  EXPECT_EQ(Sentence(v1::Reason::CODE_COVERED, {"c", "b"}),
            "\"The team meets weekly, with people\" also counts for \"The team meets\".");
  EXPECT_THAT(Sentence(v1::Reason::CODE_EXTENT_TOO_SMALL, {"a", "some-sites"}),
              HasSubstr("at some sites only"));
  EXPECT_THAT(Sentence(v1::Reason::CODE_EXTENT_TOO_SMALL, {"a", "pilot"}), HasSubstr("as a pilot"));
  EXPECT_THAT(Sentence(v1::Reason::CODE_ADAPTATION_NOT_COUNTED, {"a", "unplanned"}),
              HasSubstr("was not planned"));
  EXPECT_THAT(Sentence(v1::Reason::CODE_ADAPTATION_NOT_COUNTED, {"a", "inconsistent"}),
              HasSubstr("changes its purpose"));
  EXPECT_THAT(Sentence(v1::Reason::CODE_STAGE_CLAIMED, {"high"}), HasSubstr("\"High\""));
  EXPECT_THAT(Sentence(v1::Reason::CODE_BLOCKED, {"care-team", "access"}),
              HasSubstr("Care team and Access"));
  EXPECT_THAT(Sentence(v1::Reason::CODE_PROOF_LACKING, {"evidence", "comment"}),
              HasSubstr("lacks evidence and a comment,"));
}

std::string NumbersSentence(v1::Reason::Code code, const std::vector<std::string>& arguments,
                            const std::string& criterion) {
  const RubricGuide guide(NumbersRubric());
  return ReasonSentence(MakeReason(code, arguments), guide, criterion);
}

TEST(ReasonSentenceTest, SaysWhyNumbersDoNotCount) {
  EXPECT_EQ(NumbersSentence(v1::Reason::CODE_NOT_ASKED, {}, "wait"),
            "This criterion is not asked: it is asked only when Setting is \"led by mental "
            "health\".");
  EXPECT_EQ(NumbersSentence(v1::Reason::CODE_INPUT_LACKING, {"load"}, "caseload"),
            "It looks at \"Load\", which has no value; so it counts as unanswered.");
  EXPECT_EQ(NumbersSentence(v1::Reason::CODE_SMALL_DENOMINATOR, {"12", "30"}, "bp"),
            "Only 12 are counted, and at least 30 are needed for a rate.");
  EXPECT_EQ(NumbersSentence(v1::Reason::CODE_SMALL_DENOMINATOR, {"", "30"}, "bp"),
            "Too few are counted for a rate: at least 30 are needed.");
  EXPECT_EQ(NumbersSentence(v1::Reason::CODE_COUNTS_LACKING, {"smi"}, "bp"),
            "The counts by which it is scored are not stated: people with serious mental illness.");
  EXPECT_THAT(NumbersSentence(v1::Reason::CODE_COUNTS_LACKING, {""}, "stays"),
              HasSubstr("not stated: all."));
  EXPECT_EQ(NumbersSentence(v1::Reason::CODE_DATE_NOT_COUNTED, {"visit", "2027-01-01"}, "explore"),
            "\"Another program is visited\" is dated 2027-01-01, after the day that is scored or "
            "after the program ceased, and does not count.");
  EXPECT_THAT(Sentence(v1::Reason::CODE_PROOF_LACKING, {"evidence-or-attestation"}),
              HasSubstr("lacks evidence or an attestation,"));
  for (const char* argument : {"not-stated", "not-held", "in-process", "not-valid", "level"}) {
    EXPECT_THAT(NumbersSentence(v1::Reason::CODE_RECOGNITION, {argument}, ""),
                Not(HasSubstr("recognition is not accepted")));
  }
}

TEST(RollupReasonSentenceTest, ACaseIsToldWithItsCondition) {
  const RubricGuide guide(NumbersRubric());
  const auto sentence = [&](const std::string& argument) {
    return RollupReasonSentence(MakeReason(v1::Reason::CODE_CASE, {argument}), guide, "speed");
  };
  EXPECT_EQ(sentence("2"),
            "This case is so: When Blood pressure is at least 1: the same as Furthest phase.");
  EXPECT_EQ(sentence("otherwise"), "None of its cases is so; this is what it is otherwise.");
  EXPECT_THAT(sentence("3"), HasSubstr("number 3"));  // a newer revision
  EXPECT_EQ(
      RollupReasonSentence(MakeReason(v1::Reason::CODE_CENSORED, {"2026-06-30"}), guide, "days"),
      "The days are counted to 2026-06-30, because not everything is finished.");
}

TEST(RollupReasonSentenceTest, DaysAreNotReachedButDated) {
  const RubricGuide guide(NumbersRubric());
  const v1::Reason reason = MakeReason(v1::Reason::CODE_NOTHING_POSSIBLE, {});
  EXPECT_EQ(RollupReasonSentence(reason, guide, "days"),
            "It has no value: no activity has a date that counts.");
  EXPECT_THAT(RollupReasonSentence(reason, guide, "mean"), HasSubstr("could be reached"));
}

TEST(RollupReasonSentenceTest, WhatBlocksIsNamedByItsTitle) {
  const auto sentence = [&](const std::vector<std::string>& ids) {
    return RollupReasonSentence(MakeReason(v1::Reason::CODE_BLOCKED, ids),
                                RubricGuide(NumbersRubric()), "speed");
  };
  EXPECT_EQ(sentence({"wait", "pcmh"}),
            "It has no value until these are answered: Waiting and Medical home.");
  // It may be answered already, with "insufficient data".
  EXPECT_EQ(sentence({"bp"}),
            "It has no value until this is answered, with enough information: Blood pressure.");
}

TEST(RollupValueWordsTest, ACaseThatTakesNothingSaysSo) {
  v1::RollupResult result;
  result.set_rollup("speed");
  result.set_state(v1::ROLLUP_STATE_NO_VALUE);
  *result.mutable_reason() = MakeReason(v1::Reason::CODE_CASE, {"2"});
  const RubricGuide guide(NumbersRubric());
  EXPECT_EQ(RollupValueWords(result, guide, "2026-06-30"),
            "It has no value: it is the same as Furthest phase, which has none.");
  *result.mutable_reason() = MakeReason(v1::Reason::CODE_CASE, {"9"});  // a newer revision
  EXPECT_EQ(RollupValueWords(result, guide, "2026-06-30"), "It has no value.");
}

TEST(RollupValueWordsTest, WhatHasCeasedDoesNotGoOn) {
  v1::RollupResult result;
  result.set_rollup("days");
  result.set_state(v1::ROLLUP_STATE_VALUE);
  result.set_display("75 days");
  result.set_censored_date("2023-11-15");
  EXPECT_EQ(RollupValueWords(result, RubricGuide(NumbersRubric()), "2026-06-30"),
            "75 days, counted to 2023-11-15, when the program ceased");
}

TEST(RollupValueWordsTest, OneOfAUnitIsSingular) {
  v1::RollupResult result;
  result.set_rollup("days");
  result.set_state(v1::ROLLUP_STATE_VALUE);
  result.set_display("1 days");
  result.set_censored_date("2026-06-30");
  const RubricGuide guide(NumbersRubric());
  EXPECT_EQ(RollupValueWords(result, guide, "2026-06-30"), "1 day so far, counted to 2026-06-30");
  result.set_display("11 days");
  EXPECT_EQ(RollupValueWords(result, guide, "2026-06-30"), "11 days so far, counted to 2026-06-30");
}

v1::RequirementResult RollupRequirement(const std::string& needed, const std::string& found,
                                        const std::string& margin) {
  v1::RequirementResult requirement;
  requirement.set_rollup("points");
  requirement.set_needed(needed);
  requirement.set_found(found);
  requirement.set_margin(margin);
  return requirement;
}

TEST(RequirementSentenceTest, SaysNeededFoundAndMargin) {
  const RubricGuide guide(SampleRubric());
  EXPECT_EQ(RequirementSentence(RollupRequirement("85", "125/2", "-45/2"), guide),
            "Points: 62.5 points, at least 85 points needed (22.5 points short)");
  EXPECT_EQ(RequirementSentence(RollupRequirement("50", "50", "0"), guide),
            "Points: 50 points, at least 50 points needed");
  EXPECT_EQ(RequirementSentence(RollupRequirement("50", "", ""), guide),
            "Points: no value, at least 50 points needed");
}

TEST(RequirementSentenceTest, NamesStages) {
  const RubricGuide guide(SampleRubric());
  v1::RequirementResult requirement;
  requirement.set_criterion("care-team");
  requirement.set_needed_stage("high");
  requirement.set_needed("1");
  requirement.set_found("1/2");
  requirement.set_found_stage("low");
  EXPECT_EQ(RequirementSentence(requirement, guide), "Care team: Low, at least High needed");
  requirement.clear_found();
  requirement.mutable_reason()->set_code(v1::Reason::CODE_UNANSWERED);
  EXPECT_EQ(RequirementSentence(requirement, guide),
            "Care team: not answered, at least High needed");
}

TEST(StepWordsTest, SaysWhatToDo) {
  const RubricGuide guide(SampleRubric());
  v1::Step step;
  step.set_criterion("care-team");
  step.add_activities("a");
  step.set_stage("low");
  step.set_gain("9/2");
  const StepText text = StepWords(step, guide, "points");
  EXPECT_EQ(text.headline, "Care team: to Low (+4.5 points)");
  EXPECT_THAT(text.to_do, ElementsAre("A nurse belongs to the team."));

  v1::Step rating;
  rating.set_criterion("training");
  rating.set_option("3");
  rating.add_needs(v1::PROOF_EVIDENCE);
  EXPECT_THAT(StepWords(rating, guide, "").to_do,
              ElementsAre("Reach \"Fully\".", "Bring along evidence."));

  v1::Step factors;
  factors.set_criterion("access");
  factors.add_factors("evening");
  factors.set_more_factors(1);
  EXPECT_THAT(StepWords(factors, guide, "").to_do,
              ElementsAre("There are evening visits.", HasSubstr("1 other more")));
}

TEST(StepWordsTest, WithoutAnAnswerTheLowestOptionIsNoAim) {
  const RubricGuide guide(SampleRubric());
  v1::Step step;
  step.set_criterion("training");
  step.set_option("2");
  EXPECT_THAT(StepWords(step, guide, "").to_do,
              ElementsAre("Answer it, with \"Partly\" or better."));
  step.set_from("0");
  EXPECT_THAT(StepWords(step, guide, "").to_do, ElementsAre("Reach \"Partly\"."));
  step.clear_from();
  step.set_option("3");  // chosen already, perhaps, and only its proof lacks
  step.add_needs(v1::PROOF_EVIDENCE);
  EXPECT_THAT(StepWords(step, guide, "").to_do,
              ElementsAre("Reach \"Fully\".", "Bring along evidence."));
}

TEST(RequirementSentenceTest, NamesRecognitions) {
  const RubricGuide guide(NumbersRubric());
  v1::RequirementResult requirement;
  requirement.set_recognition("pcmh");
  requirement.set_state(v1::REQUIREMENT_STATE_MET);
  EXPECT_EQ(RequirementSentence(requirement, guide), "Medical home: accepted, as needed");
  requirement.set_state(v1::REQUIREMENT_STATE_UNMET);
  *requirement.mutable_reason() = MakeReason(v1::Reason::CODE_RECOGNITION, {"not-valid"});
  EXPECT_EQ(RequirementSentence(requirement, guide),
            "Medical home: not valid on the day that is scored, a recognition that is accepted is "
            "needed");
}

// More words follow it: "..., worth 1 of 1".
TEST(StandingWordsTest, AnOptionLosesItsPeriod) {
  auto rubric = SampleRubric();
  for (v1::Domain& domain : *rubric.mutable_domains()) {
    for (v1::Criterion& criterion : *domain.mutable_criteria()) {
      if (criterion.has_rating()) {
        criterion.mutable_rating()->mutable_options(1)->set_text("It is done in part.");
      }
    }
  }
  v1::CriterionResult result;
  result.set_criterion("training");
  result.set_state(v1::ANSWER_STATE_VALUE);
  result.set_option("2");
  EXPECT_EQ(StandingWords(result, RubricGuide(rubric)), "It is done in part");
}

TEST(RequirementSentenceTest, WhatIsWithheldIsNotCalledMissing) {
  const RubricGuide guide(NumbersRubric());
  v1::RequirementResult requirement;
  requirement.set_criterion("stays");
  requirement.set_needed("20");
  requirement.set_state(v1::REQUIREMENT_STATE_UNMET);
  EXPECT_EQ(RequirementSentence(requirement, guide),
            "Hospital stays: withheld (small counts), at least 20 per 1000 needed");
  requirement.mutable_reason()->set_code(v1::Reason::CODE_COUNTS_LACKING);
  EXPECT_THAT(RequirementSentence(requirement, guide), HasSubstr("not counted,"));
  requirement.clear_reason();
  requirement.set_rollup("mean");
  EXPECT_THAT(RequirementSentence(requirement, guide), HasSubstr("withheld"));
}

TEST(StepWordsTest, SaysWhatANumberHasToBecome) {
  const RubricGuide guide(NumbersRubric());
  const auto to_do = [&](const std::string& text) {
    v1::Step step;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &step));
    return StepWords(step, guide, "").to_do;
  };
  EXPECT_THAT(to_do("criterion: 'wait' at_most: '10'"),
              ElementsAre("Bring the number to at most 10 days."));
  EXPECT_THAT(to_do("criterion: 'wait' below: '5'"),
              ElementsAre("Bring the number to less than 5 days."));
  EXPECT_THAT(to_do("criterion: 'caseload' above: '2'"),
              ElementsAre("Bring \"Load\" to more than 2 people for each."));
  EXPECT_THAT(to_do("criterion: 'bp' at_least: '7/10'"),
              ElementsAre("Bring the rate of people with serious mental illness to at least 70%."));

  v1::Step milestones;
  milestones.set_criterion("explore");
  milestones.add_milestones("champion");
  milestones.add_milestones("visit");
  EXPECT_THAT(StepWords(milestones, guide, "").to_do,
              ElementsAre("A champion is named.", "Another program is visited."));
}

TEST(StandingWordsTest, NewFormsSayWhereTheyStand) {
  const RubricGuide guide(NumbersRubric());
  const auto words = [&](const std::string& text) {
    v1::CriterionResult result;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &result));
    return StandingWords(result, guide);
  };
  EXPECT_EQ(words("criterion: 'wait' state: ANSWER_STATE_VALUE value: '1' number: '9/2'"),
            "4.5 days");
  EXPECT_EQ(words("criterion: 'bp' state: ANSWER_STATE_VALUE value: '1' "
                  "measured { numerator: '90' denominator: 120 rate: '3/4' } "
                  "measured { segment: 'smi' numerator: '27' denominator: 30 rate: '9/10' }"),
            "90% (27 of 30)");
  EXPECT_EQ(words("criterion: 'bp' state: ANSWER_STATE_VALUE value: '1' "
                  "measured { numerator: '90' denominator: 120 rate: '3/4' } "
                  "measured { segment: 'smi' masked: true }"),
            "withheld (small counts)");
  EXPECT_EQ(words("criterion: 'explore' state: ANSWER_STATE_VALUE value: '1/2' done: 1 possible: 2 "
                  "phase: PHASE_STATE_OPEN first_date: '2024-01-02' last_date: '2024-01-02'"),
            "open, 2024-01-02");
  EXPECT_EQ(words("criterion: 'explore' state: ANSWER_STATE_VALUE value: '1' done: 2 possible: 2 "
                  "phase: PHASE_STATE_COMPLETE first_date: '2024-01-02' last_date: '2024-03-02'"),
            "complete, 2024-01-02 to 2024-03-02");
  EXPECT_EQ(words("criterion: 'wait' state: ANSWER_STATE_NOT_APPLICABLE not_asked: true"),
            "not asked");
  EXPECT_EQ(words("criterion: 'wait' state: ANSWER_STATE_VALUE value: '1' not_asked: true"),
            "not asked, counts as 1");
}

// A chosen option without its proof counts as unanswered, but it is not unanswered.
TEST(StandingWordsTest, WhatIsMissingIsNamed) {
  const auto words = [&](const v1::RubricDefinition& rubric, const std::string& text) {
    v1::CriterionResult result;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &result));
    return StandingWords(result, RubricGuide(rubric));
  };
  const std::string chosen = "criterion: 'training' state: ANSWER_STATE_ABSENT option: '3' ";
  EXPECT_EQ(words(SampleRubric(), chosen + "reasons { code: CODE_PROOF_LACKING arguments: "
                                           "'evidence' arguments: 'comment' }"),
            "Fully, but without evidence and a comment");
  EXPECT_EQ(words(SampleRubric(), chosen + "reasons { code: CODE_UNCONFIRMED }"),
            "Fully, not confirmed");
  EXPECT_EQ(words(SampleRubric(), chosen), "Fully, which does not count");
  const std::string absent = "criterion: 'bp' state: ANSWER_STATE_ABSENT ";
  EXPECT_EQ(words(NumbersRubric(), absent), "not answered");
  EXPECT_EQ(words(NumbersRubric(), absent + "reasons { code: CODE_COUNTS_LACKING }"),
            "not counted");
  EXPECT_EQ(words(NumbersRubric(), absent + "reasons { code: CODE_PROOF_LACKING arguments: "
                                            "'evidence-or-attestation' }"),
            "answered, but without evidence or an attestation");
  EXPECT_EQ(words(NumbersRubric(),
                  "criterion: 'bp' state: ANSWER_STATE_INSUFFICIENT_DATA "
                  "reasons { code: CODE_SMALL_DENOMINATOR }"),
            "too few counted");
}

// Every value but the first of each enumeration has a word that is not the one for the unknown.
template <typename Enum>
void ExpectWords(const google::protobuf::EnumDescriptor* values, std::string (*words)(Enum)) {
  std::set<std::string> seen;
  for (int i = 1; i < values->value_count(); ++i) {
    const std::string word = words(static_cast<Enum>(values->value(i)->number()));
    EXPECT_THAT(word, Not(HasSubstr("unknown"))) << values->value(i)->name();
    EXPECT_TRUE(seen.insert(word).second) << values->value(i)->name();
  }
}

TEST(StateWordsTest, EveryStateHasAWord) {
  ExpectWords(v1::AnswerState_descriptor(), AnswerStateWords);
  ExpectWords(v1::AnswerSource_descriptor(), SourceWords);
  ExpectWords(v1::RollupState_descriptor(), RollupStateWords);
  ExpectWords(v1::RequirementState_descriptor(), RequirementStateWords);
  ExpectWords(v1::Proof_descriptor(), ProofWords);
  ExpectWords(v1::TermResult::Use_descriptor(), UseWords);
  ExpectWords(v1::FidelityPoint::Comparison_descriptor(), ComparisonWords);
  ExpectWords(v1::RollupChange::Trend_descriptor(), TrendWords);
  ExpectWords(v1::Assessment::State_descriptor(), AssessmentStateWords);
  ExpectWords(v1::RubricRevision::State_descriptor(), RevisionStateWords);
  ExpectWords(v1::LifecycleState_descriptor(), LifecycleWords);
  ExpectWords(v1::RubricProblem::Severity_descriptor(), SeverityWords);
  ExpectWords(v1::PhaseState_descriptor(), PhaseStateWords);
  ExpectWords(v1::HeldRecognition::Status_descriptor(), RecognitionWords);
  ExpectWords(v1::RubricDefinition::Kind_descriptor(), KindWords);
  ExpectWords(v1::RubricDefinition::Status_descriptor(), StatusWords);
}

TEST(PluralTest, FollowsEnglish) {
  EXPECT_EQ(CountOf(1, "subdomain"), "1 subdomain");
  EXPECT_EQ(CountOf(2, "criterion"), "2 criteria");
  EXPECT_EQ(CountOf(0, "activity"), "0 activities");
  EXPECT_EQ(CountOf(3, "class"), "3 classes");
  EXPECT_EQ(CountOf(3, "branch"), "3 branches");
  EXPECT_EQ(CountOf(2, "day"), "2 days");
}

}  // namespace
}  // namespace continuum::cli
