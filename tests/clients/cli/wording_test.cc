// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/wording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "tests/clients/cli/sample_rubric.h"

namespace continuum::cli {
namespace {

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
              HasSubstr("evidence and comment"));
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
}

TEST(PluralTest, FollowsEnglish) {
  EXPECT_EQ(CountOf(1, "subdomain"), "1 subdomain");
  EXPECT_EQ(CountOf(2, "criterion"), "2 criteria");
  EXPECT_EQ(CountOf(0, "activity"), "0 activities");
  EXPECT_EQ(CountOf(3, "class"), "3 classes");
}

}  // namespace
}  // namespace continuum::cli
