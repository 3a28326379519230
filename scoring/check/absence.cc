// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/str_cat.h"
#include "scoring/check/rollups.h"
#include "scoring/check/wording.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

// For each rollup the first level that uses it, directly or through others.
class LevelUse {
 public:
  LevelUse(const RubricIndex& index, const std::vector<ResolvedRollup>& rollups)
      : index_(index), rollups_(rollups), used_by_(rollups.size()) {
    for (const v1::Ladder& ladder : index.definition().ladders()) {
      for (const v1::Level& level : ladder.levels()) {
        AddRequirement(level.requirement(), level);
        AddRequirement(level.annual_reporting().requirement(), level);
      }
    }
  }

  // Null when no level does.
  const v1::Level* UserOf(size_t rollup) const { return used_by_[rollup]; }

 private:
  // As deep as the text's parser lets messages lie within each other.
  void AddRequirement(const v1::Requirement& requirement, const v1::Level& level) {
    for (const v1::Requirement& part : requirement.all_of().parts()) AddRequirement(part, level);
    for (const v1::Requirement& part : requirement.any_of().parts()) AddRequirement(part, level);
    for (const v1::Requirement& part : requirement.at_least().parts()) AddRequirement(part, level);
    AddRollup(requirement.rollup_at_least().rollup(), level);
    AddRollup(requirement.rollup_at_most().rollup(), level);
  }

  void AddRollup(const std::string& id, const v1::Level& level) {
    std::vector<int> open = {index_.Find(RubricIndex::Kind::kRollup, id)};
    while (!open.empty()) {
      const int rollup = open.back();
      open.pop_back();
      if (rollup < 0 || used_by_[static_cast<size_t>(rollup)] != nullptr) continue;
      used_by_[static_cast<size_t>(rollup)] = &level;
      for (const ResolvedTerm& term : rollups_[static_cast<size_t>(rollup)].terms) {
        open.push_back(term.rollup);
      }
    }
  }

  const RubricIndex& index_;
  const std::vector<ResolvedRollup>& rollups_;
  std::vector<const v1::Level*> used_by_;
};

bool HasCriteria(const ResolvedRollup& rollup) {
  for (const ResolvedTerm& term : rollup.terms) {
    if (term.criterion >= 0) return true;
  }
  return false;
}

// The criteria whose worst answer is worse than no answer: the lowest where more is better, else
// the highest. Of those with a negative weight CheckDirections speaks.
std::vector<std::string> BetterUnanswered(const ResolvedRollup& rollup,
                                          const std::vector<CriterionFacts>& facts) {
  const bool more = rollup.rollup->direction() == v1::Rollup::DIRECTION_MORE_IS_BETTER;
  std::vector<std::string> better;
  for (const ResolvedTerm& term : rollup.terms) {
    if (term.criterion < 0 || term.weight.Sign() <= 0) continue;
    const CriterionFacts& of = facts[static_cast<size_t>(term.criterion)];
    const Exact& absent = rollup.absent->value;
    const bool is_better = more ? absent > of.values.lowest : absent < of.values.highest;
    if (of.known && is_better) better.push_back(of.criterion->id());
  }
  return better;
}

}  // namespace

void CheckAbsence(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
                  const std::vector<ResolvedRollup>& rollups, Problems& problems) {
  const LevelUse use(index, rollups);
  for (size_t i = 0; i < rollups.size(); ++i) {
    const ResolvedRollup& rollup = rollups[i];
    // Cases treat no answers: one that is missing leaves them open.
    if (!rollup.absent.has_value() || !rollup.cases.empty()) continue;
    const std::string path = FieldPath(rollup.path, "missing.absent");
    const v1::Level* level = use.UserOf(i);
    if (rollup.absent->kind == v1::Treatment::KIND_LEAVES && level != nullptr &&
        HasCriteria(rollup)) {
      problems.Add(
          ProblemReason::kAbsentLeaves, path,
          absl::StrCat(TheNoun(*rollup.rollup), " drops criteria without an answer, but the level ",
                       Quoted(level->id()),
                       " depends on it, and leaving out answers may not help to reach a "
                       "level: wanted is KIND_COUNTS_AS or KIND_BLOCKS for 'absent'"));
    }
    if (rollup.absent->kind != v1::Treatment::KIND_COUNTS_AS ||
        rollup.rollup->direction() == v1::Rollup::DIRECTION_NEITHER) {
      continue;
    }
    const std::vector<std::string> better = BetterUnanswered(rollup, facts);
    if (better.empty()) continue;
    problems.Add(
        ProblemReason::kAbsentEarnsCredit, path,
        absl::StrCat("a criterion without an answer counts as ", rollup.absent->value.ToString(),
                     ", better than its worst answer: ", Listed(better)));
  }
}

}  // namespace continuum::scoring
