// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/conditions.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

using Kind = RubricIndex::Kind;

class ConditionCheck {
 public:
  ConditionCheck(const RubricIndex& index, const std::vector<CriterionFacts>& facts, int asked,
                 Problems& problems)
      : index_(index), facts_(facts), asked_(asked), problems_(problems) {}

  // No deeper than kMaxNesting, which `depth` counts from 1.
  bool Check(const v1::Condition& condition, const std::string& path, int depth) {
    if (depth > kMaxNesting) {
      return Report(
          ProblemReason::kTooDeep, path,
          absl::StrCat("conditions lie more than ", kMaxNesting, " deep within each other here"));
    }
    switch (condition.rule_case()) {
      case v1::Condition::kAllOf:
        return CheckParts(condition.all_of(), FieldPath(path, "all_of"), depth);
      case v1::Condition::kAnyOf:
        return CheckParts(condition.any_of(), FieldPath(path, "any_of"), depth);
      case v1::Condition::kNot:
        return Check(condition.not_(), FieldPath(path, "not"), depth + 1);
      case v1::Condition::kCriterion:
        return CheckCriterion(condition.criterion(), FieldPath(path, "criterion"));
      case v1::Condition::kInput:
        return CheckInput(condition.input(), FieldPath(path, "input"));
      case v1::Condition::kRollup:
        return CheckRollup(condition.rollup(), FieldPath(path, "rollup"));
      case v1::Condition::RULE_NOT_SET:
        break;
    }
    return false;
  }

 private:
  bool Report(ProblemReason reason, const std::string& path, std::string message) {
    problems_.Add(reason, path, std::move(message));
    return false;
  }

  bool CheckParts(const v1::ConditionList& list, const std::string& path, int depth) {
    bool good = !list.parts().empty();
    for (int i = 0; i < list.parts_size(); ++i) {
      good &= Check(list.parts(i), ItemPath(path, "parts", i), depth + 1);
    }
    return good;
  }

  bool CheckCriterion(const v1::CriterionCondition& condition, const std::string& path) {
    const int position = index_.Find(Kind::kCriterion, condition.criterion());
    if (position < 0) return false;
    const CriterionFacts& facts = facts_[static_cast<size_t>(position)];
    if (asked_ >= 0 && position >= asked_) {
      return Report(ProblemReason::kLooksAhead, FieldPath(path, "criterion"),
                    absl::StrCat(TheNoun(*facts.criterion),
                                 " does not stand before the criterion that is asked because of "
                                 "it: wanted is one that does"));
    }
    switch (condition.test_case()) {
      case v1::CriterionCondition::kOption:
        return CheckOption(*facts.criterion, condition.option(), FieldPath(path, "option"));
      case v1::CriterionCondition::kStage:
        return CheckStage(facts, condition.stage(), FieldPath(path, "stage"));
      case v1::CriterionCondition::kAtLeast:
        return Exact::Parse(condition.at_least()).has_value();
      case v1::CriterionCondition::kAtMost:
        return Exact::Parse(condition.at_most()).has_value();
      case v1::CriterionCondition::kIs:
        return Exact::Parse(condition.is()).has_value();
      case v1::CriterionCondition::TEST_NOT_SET:
        break;
    }
    return false;
  }

  bool CheckOption(const v1::Criterion& criterion, const std::string& id, const std::string& path) {
    if (!criterion.has_rating()) {
      return Report(
          ProblemReason::kWrongForm, path,
          absl::StrCat("only a rating has options, but ", TheNoun(criterion), " is none"));
    }
    const int scale = index_.Find(Kind::kScale, criterion.rating().scale());
    if (criterion.rating().options().empty() && scale < 0) return false;
    return CheckId(criterion.rating().options().empty()
                       ? index_.definition().scales(scale).options()
                       : criterion.rating().options(),
                   TheNoun(criterion), "option", id, path);
  }

  bool CheckStage(const CriterionFacts& facts, const std::string& id, const std::string& path) {
    if (!facts.criterion->has_staircase()) {
      return Report(
          ProblemReason::kWrongForm, path,
          absl::StrCat("only a staircase has stages, but ", TheNoun(*facts.criterion), " is none"));
    }
    return facts.continuum != nullptr &&
           CheckId(facts.continuum->stages(), TheNoun(*facts.criterion), "stage", id, path);
  }

  template <typename Elements>
  bool CheckId(const Elements& elements, const std::string& owner, absl::string_view what,
               const std::string& id, const std::string& path) {
    std::vector<absl::string_view> ids;
    for (const auto& element : elements) ids.push_back(element.id());
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) return true;
    return Report(
        ProblemReason::kUnknownId, path,
        absl::StrCat(owner, " has no ", what, " ", Quoted(id), problems_.DidYouMean(id, ids)));
  }

  bool CheckInput(const v1::InputCondition& condition, const std::string& path) {
    const int position = index_.Find(Kind::kInput, condition.input());
    if (position < 0 || condition.test_case() == v1::InputCondition::TEST_NOT_SET) return false;
    const v1::Input& input = index_.definition().inputs(position);
    if (input.has_choice()) {
      if (!condition.has_option()) return WrongTest(input, "'option'", path);
      return CheckId(input.choice().options(), TheNoun(input), "option", condition.option(),
                     FieldPath(path, "option"));
    }
    if (input.has_recognition()) {
      return condition.held() || WrongTest(input, "'held: true'", path);
    }
    if (condition.has_option() || condition.has_held()) {
      return WrongTest(input, "'at_least', 'at_most' or 'is'", path);
    }
    return CheckNumber(condition, input.has_date(), path);
  }

  bool WrongTest(const v1::Input& input, absl::string_view wanted, const std::string& path) {
    return Report(ProblemReason::kWrongForm, path,
                  absl::StrCat(TheNoun(input), " cannot be tested like that: wanted is ", wanted));
  }

  bool CheckNumber(const v1::InputCondition& condition, bool is_date, const std::string& path) {
    const bool at_least = condition.has_at_least();
    const bool at_most = condition.has_at_most();
    const std::string& text = at_least  ? condition.at_least()
                              : at_most ? condition.at_most()
                                        : condition.is();
    if (is_date ? IsDay(text) : Exact::Parse(text).has_value()) return true;
    return Report(is_date ? ProblemReason::kBadDate : ProblemReason::kBadNumber,
                  FieldPath(path, at_least  ? "at_least"
                                  : at_most ? "at_most"
                                            : "is"),
                  absl::StrCat("it is tested against ", Quoted(text), ": wanted is ",
                               is_date ? "a day of the calendar as YYYY-MM-DD"
                                       : "a number such as 12, -3, 4.5 or 1/3"));
  }

  bool CheckRollup(const v1::RollupCondition& condition, const std::string& path) {
    if (asked_ >= 0) {
      return Report(ProblemReason::kLooksAhead, path,
                    "a criterion cannot be asked because of a rollup, which is computed from "
                    "criteria: wanted is a condition on a criterion or input");
    }
    return index_.Find(Kind::kRollup, condition.rollup()) >= 0 &&
           condition.test_case() != v1::RollupCondition::TEST_NOT_SET;
  }

  const RubricIndex& index_;
  const std::vector<CriterionFacts>& facts_;
  const int asked_;
  Problems& problems_;
};

}  // namespace

bool CheckCondition(const v1::Condition& condition, const RubricIndex& index,
                    const std::vector<CriterionFacts>& facts, int asked, const std::string& path,
                    Problems& problems) {
  return ConditionCheck(index, facts, asked, problems).Check(condition, path, 1);
}

void CheckAskedWhen(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
                    Problems& problems) {
  for (size_t i = 0; i < facts.size(); ++i) {
    const v1::Criterion& criterion = *facts[i].criterion;
    const std::string& path = index.criteria()[i].path;
    if (criterion.has_asked_when()) {
      CheckCondition(criterion.asked_when(), index, facts, static_cast<int>(i),
                     FieldPath(path, "asked_when"), problems);
    } else if (!criterion.not_asked_value().empty()) {
      problems.Add(ProblemReason::kNotAllowed, FieldPath(path, "not_asked_value"),
                   absl::StrCat(TheNoun(criterion),
                                " is always asked: wanted is no 'not_asked_value', or "
                                "'asked_when'"));
    }
    const std::optional<Exact> value = Exact::Parse(criterion.not_asked_value());
    if (!value.has_value() || !facts[i].known) continue;
    const auto& [lowest, highest] = facts[i].values;
    if (*value >= lowest && *value <= highest) continue;
    problems.Add(
        ProblemReason::kOutOfRange, FieldPath(path, "not_asked_value"),
        absl::StrCat("when it is not asked it is worth ", value->ToString(), ": wanted is from ",
                     lowest.ToString(), " to ", highest.ToString(), ", as an answer is"));
  }
}

}  // namespace continuum::scoring
