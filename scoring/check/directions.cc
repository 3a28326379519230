// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/check/rollups.h"
#include "scoring/check/wording.h"
#include "scoring/limits.h"
#include "scoring/parse/noun.h"

namespace continuum::scoring {
namespace {

// A set of criteria.
class CriterionSet {
 public:
  explicit CriterionSet(size_t criteria) : words_((criteria + kBits - 1) / kBits) {}

  void Add(int criterion) {
    const auto bit = static_cast<size_t>(criterion);
    words_[bit / kBits] |= uint64_t{1} << (bit % kBits);
  }
  void AddAll(const CriterionSet& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  }
  bool Has(size_t criterion) const {
    return (words_[criterion / kBits] >> (criterion % kBits) & 1) != 0;
  }

 private:
  static constexpr size_t kBits = 64;
  std::vector<uint64_t> words_;
};

// Which way a rollup moves when an answer's value rises and the state of every answer stays as it
// is.
//
// Every operator moves the way of its terms, or not at all, but for negative weights, for cases,
// and for days, which dates may move either way. With the states fixed it is also fixed which terms
// leave or block, so nothing else can turn the direction.
struct Moves {
  explicit Moves(size_t criteria) : up(criteria), down(criteria) {}

  CriterionSet up;    // criteria that may raise it
  CriterionSet down;  // criteria that may lower it
};

// Which way a condition turns when what it looks at rises.
enum class Turn { kNever, kToYes, kToNo, kBoth };

Turn Joined(Turn a, Turn b) {
  if (a == Turn::kNever || a == b) return b;
  return b == Turn::kNever ? a : Turn::kBoth;
}

template <typename Test>
Turn TurnOfNumber(const Test& test) {
  if (test.has_at_least()) return Turn::kToYes;
  return test.has_at_most() ? Turn::kToNo : Turn::kBoth;
}

Turn TurnOfCriterion(const v1::CriterionCondition& test, const RubricIndex& index) {
  if (test.has_stage()) return Turn::kToYes;
  const int position = index.Find(RubricIndex::Kind::kCriterion, test.criterion());
  const bool yes_no =
      position >= 0 && index.criteria()[static_cast<size_t>(position)].criterion->has_yes_no();
  if (yes_no && test.is() == "1") return Turn::kToYes;
  if (yes_no && test.is() == "0") return Turn::kToNo;
  return TurnOfNumber(test);
}

// Inputs do not rise with answers. As deep as the text's parser lets messages lie within each
// other.
Turn TurnOf(const v1::Condition& condition, const RubricIndex& index) {
  Turn turn = Turn::kNever;
  for (const v1::Condition& part : condition.all_of().parts()) {
    turn = Joined(turn, TurnOf(part, index));
  }
  for (const v1::Condition& part : condition.any_of().parts()) {
    turn = Joined(turn, TurnOf(part, index));
  }
  if (condition.has_criterion()) return TurnOfCriterion(condition.criterion(), index);
  if (condition.has_rollup()) return TurnOfNumber(condition.rollup());
  if (!condition.has_not_()) return turn;
  turn = TurnOf(condition.not_(), index);
  if (turn == Turn::kToYes) return Turn::kToNo;
  return turn == Turn::kToNo ? Turn::kToYes : turn;
}

// Whether what cases give only moves one way when what they look at rises: 1 up, -1 down, 0 either
// way.
int SignOfCases(const ResolvedRollup& rollup, const RubricIndex& index) {
  Turn turn = Turn::kNever;
  for (const v1::Case& one : rollup.rollup->cases()) turn = Joined(turn, TurnOf(one.when(), index));
  // The same case always: what it takes moves it.
  if (turn == Turn::kNever) return 1;
  // Without "otherwise" the value may be lost.
  if (!rollup.rollup->has_otherwise()) return 0;
  bool falls = true;
  bool rises = true;
  for (size_t i = 0; i < rollup.cases.size(); ++i) {
    if (rollup.cases[i].rollup >= 0) return 0;
    if (i == 0) continue;
    falls &= rollup.cases[i].value <= rollup.cases[i - 1].value;
    rises &= rollup.cases[i].value >= rollup.cases[i - 1].value;
  }
  // Towards earlier cases, or towards later ones.
  if (turn == Turn::kToYes && (falls || rises)) return falls ? 1 : -1;
  if (turn == Turn::kToNo && (falls || rises)) return rises ? 1 : -1;
  return 0;
}

// A case can give more or less when what it looks at rises.
void AddBoth(const ResolvedTerm& term, const std::vector<Moves>& below, Moves& moves) {
  for (CriterionSet* set : {&moves.up, &moves.down}) {
    if (term.criterion >= 0) {
      set->Add(term.criterion);
    } else {
      set->AddAll(below[static_cast<size_t>(term.rollup)].up);
      set->AddAll(below[static_cast<size_t>(term.rollup)].down);
    }
  }
}

Moves MovesOf(const ResolvedRollup& rollup, const RubricIndex& index,
              const std::vector<Moves>& below, size_t criteria) {
  Moves moves(criteria);
  const bool dates = rollup.op != nullptr && rollup.op->needs_dates;
  const int of_cases = rollup.cases.empty() ? 1 : SignOfCases(rollup, index);
  for (const ResolvedTerm& term : rollup.terms) {
    const int sign = term.weight.Sign() * of_cases;
    if (term.weight.IsZero()) continue;
    if (sign == 0 || dates) {
      AddBoth(term, below, moves);
      continue;
    }
    CriterionSet& with = sign > 0 ? moves.up : moves.down;
    CriterionSet& against = sign > 0 ? moves.down : moves.up;
    if (term.criterion >= 0) {
      with.Add(term.criterion);
    } else {
      with.AddAll(below[static_cast<size_t>(term.rollup)].up);
      against.AddAll(below[static_cast<size_t>(term.rollup)].down);
    }
  }
  return moves;
}

}  // namespace

void CheckDirections(const RubricIndex& index, const std::vector<ResolvedRollup>& rollups,
                     const std::vector<int>& order, Problems& problems) {
  // Beyond these limits the rubric is refused anyway, and the sets would take much memory.
  const size_t criteria = index.criteria().size();
  if (criteria > kMaxCriteria || rollups.size() > kMaxRollups) return;
  std::vector<Moves> moves(rollups.size(), Moves(criteria));
  for (const int position : order) {
    const ResolvedRollup& rollup = rollups[static_cast<size_t>(position)];
    moves[static_cast<size_t>(position)] = MovesOf(rollup, index, moves, criteria);
    const bool more = rollup.rollup->direction() == v1::Rollup::DIRECTION_MORE_IS_BETTER;
    const bool less = rollup.rollup->direction() == v1::Rollup::DIRECTION_LESS_IS_BETTER;
    if (!rollup.known || (!more && !less)) continue;
    const Moves& own = moves[static_cast<size_t>(position)];
    std::vector<std::string> wrong;
    for (size_t i = 0; i < criteria; ++i) {
      if ((more ? own.down : own.up).Has(i)) wrong.push_back(index.criteria()[i].criterion->id());
    }
    if (wrong.empty()) continue;
    problems.Add(ProblemReason::kMoreScoresLess, rollup.path,
                 absl::StrCat(TheNoun(*rollup.rollup), " says that ", more ? "more" : "less",
                              " is better, but a better answer can make it ",
                              more ? "less" : "more", ": ", Listed(wrong)));
  }
}

}  // namespace continuum::scoring
