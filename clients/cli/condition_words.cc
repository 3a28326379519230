// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/condition_words.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"

namespace continuum::cli {

namespace {

// What stands between a title and what is said of it.
absl::string_view Is(bool negated) { return negated ? " is not " : " is "; }

// "at least 5 people", for the tests that conditions on numbers share.
std::string NumberTest(absl::string_view how, const std::string& number,
                       const v1::Display& display) {
  return absl::StrCat(how, NumberText(number, display));
}

// Yes/no and credits: what a test of their value means. Empty where it means neither.
std::string TruthWords(const v1::Criterion& criterion, const v1::CriterionCondition& test,
                       bool negated) {
  if (!criterion.has_yes_no() && !criterion.has_credit()) return "";
  const bool none = test.is() == "0" || test.at_most() == "0";
  const bool full = test.is() == "1" || test.at_least() == "1";
  const bool whole = criterion.has_yes_no() || criterion.credit().core();
  if (!none && !(full && whole)) return "";
  if (criterion.has_yes_no()) {
    return absl::StrCat(Is(negated), "answered ", none ? "no" : "yes");
  }
  return negated == none ? " is met" : " is not met";
}

std::string CriterionClause(const v1::CriterionCondition& test, const RubricGuide& guide,
                            bool negated) {
  const std::string& id = test.criterion();
  const std::string title = guide.CriterionTitle(id);
  const v1::Criterion* criterion = guide.FindCriterion(id);
  v1::Display display;
  if (criterion != nullptr) {
    const std::string truth = TruthWords(*criterion, test, negated);
    if (!truth.empty()) return absl::StrCat(title, truth);
    display = ValueDisplay(*criterion, guide);
  }
  const std::string is = absl::StrCat(title, Is(negated));
  switch (test.test_case()) {
    case v1::CriterionCondition::kAtLeast:
      return absl::StrCat(is, NumberTest("at least ", test.at_least(), display));
    case v1::CriterionCondition::kAtMost:
      return absl::StrCat(is, NumberTest("at most ", test.at_most(), display));
    case v1::CriterionCondition::kIs:
      return absl::StrCat(is, NumberText(test.is(), display));
    case v1::CriterionCondition::kOption:
      return absl::StrCat(is, Quoted(guide.OptionText(id, test.option())));
    case v1::CriterionCondition::kStage:
      return absl::StrCat(is, "at ", guide.StageTitle(id, test.stage()), " or above");
    case v1::CriterionCondition::TEST_NOT_SET:
      break;
  }
  return absl::StrCat(title, negated ? " is not so" : " is so");
}

std::string InputClause(const v1::InputCondition& test, const RubricGuide& guide, bool negated) {
  const v1::Input* input = guide.FindInput(test.input());
  const std::string title = guide.InputTitle(test.input());
  const std::string is = absl::StrCat(title, Is(negated));
  const bool day = input != nullptr && input->has_date();
  const v1::Display display = input == nullptr ? v1::Display() : InputDisplay(*input);
  switch (test.test_case()) {
    case v1::InputCondition::kAtLeast:
      return absl::StrCat(is, day ? absl::StrCat("on ", test.at_least(), " or later")
                                  : NumberTest("at least ", test.at_least(), display));
    case v1::InputCondition::kAtMost:
      return absl::StrCat(is, day ? absl::StrCat("on ", test.at_most(), " or earlier")
                                  : NumberTest("at most ", test.at_most(), display));
    case v1::InputCondition::kIs:
      return absl::StrCat(is, day ? test.is() : NumberText(test.is(), display));
    case v1::InputCondition::kOption: {
      const std::string option = Quoted(guide.ChoiceText(test.input(), test.option()));
      if (input == nullptr || !input->choice().several()) return absl::StrCat(is, option);
      return absl::StrCat(title, negated ? " does not include " : " includes ", option);
    }
    case v1::InputCondition::kHeld:
      return absl::StrCat(is, "held");
    case v1::InputCondition::TEST_NOT_SET:
      break;
  }
  return absl::StrCat(title, negated ? " is not so" : " is so");
}

std::string RollupClause(const v1::RollupCondition& test, const RubricGuide& guide, bool negated) {
  const v1::Rollup* rollup = guide.FindRollup(test.rollup());
  const v1::Display display = rollup == nullptr ? v1::Display() : rollup->display();
  const std::string is = absl::StrCat(guide.RollupTitle(test.rollup()), Is(negated));
  switch (test.test_case()) {
    case v1::RollupCondition::kAtLeast:
      return absl::StrCat(is, NumberTest("at least ", test.at_least(), display));
    case v1::RollupCondition::kAtMost:
      return absl::StrCat(is, NumberTest("at most ", test.at_most(), display));
    case v1::RollupCondition::kIs:
      return absl::StrCat(is, NumberText(test.is(), display));
    case v1::RollupCondition::TEST_NOT_SET:
      break;
  }
  return absl::StrCat(is, "so");
}

std::string Clause(const v1::Condition& condition, const RubricGuide& guide, bool negated,
                   bool inside);

// Lists are negated as a whole, since people read "not (a and b)" more surely than what follows
// from it by logic.
std::string ListClause(const v1::ConditionList& list, absl::string_view between,
                       const RubricGuide& guide, bool negated, bool inside) {
  const bool several = list.parts_size() > 1;
  std::vector<std::string> clauses;
  for (const v1::Condition& part : list.parts()) {
    clauses.push_back(Clause(part, guide, negated && !several, inside || several));
  }
  std::string joined = absl::StrJoin(clauses, between);
  if (!several) return joined;
  if (negated) return absl::StrCat("not (", joined, ")");
  return inside ? absl::StrCat("(", joined, ")") : joined;
}

std::string Clause(const v1::Condition& condition, const RubricGuide& guide, bool negated,
                   bool inside) {
  switch (condition.rule_case()) {
    case v1::Condition::kAllOf:
      return ListClause(condition.all_of(), " and ", guide, negated, inside);
    case v1::Condition::kAnyOf:
      return ListClause(condition.any_of(), " or ", guide, negated, inside);
    case v1::Condition::kNot:
      return Clause(condition.not_(), guide, !negated, inside);
    case v1::Condition::kCriterion:
      return CriterionClause(condition.criterion(), guide, negated);
    case v1::Condition::kInput:
      return InputClause(condition.input(), guide, negated);
    case v1::Condition::kRollup:
      return RollupClause(condition.rollup(), guide, negated);
    case v1::Condition::RULE_NOT_SET:
      break;
  }
  return "";
}

}  // namespace

std::string ConditionWords(const v1::Condition& condition, const RubricGuide& guide) {
  return Clause(condition, guide, /*negated=*/false, /*inside=*/false);
}

std::string AskedWhenWords(const v1::Criterion& criterion, const RubricGuide& guide) {
  if (!criterion.has_asked_when()) return "";
  return absl::StrCat(
      "Asked when ", ConditionWords(criterion.asked_when(), guide), ". Where it is not asked, it ",
      criterion.not_asked_value().empty()
          ? "does not apply."
          : absl::StrCat("counts as ",
                         NumberText(criterion.not_asked_value(), ValueDisplay(criterion, guide)),
                         "."));
}

std::string CaseResultWords(const v1::CaseResult& result, const v1::Rollup& rollup,
                            const RubricGuide& guide) {
  return result.has_rollup() ? absl::StrCat("the same as ", guide.RollupTitle(result.rollup()))
                             : NumberText(result.value(), rollup.display());
}

std::string CaseWords(const v1::Case& one, const v1::Rollup& rollup, const RubricGuide& guide) {
  return absl::StrCat("When ", ConditionWords(one.when(), guide), ": ",
                      CaseResultWords(one.then(), rollup, guide));
}

}  // namespace continuum::cli
