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
// Every operator moves the way of its terms, or not at all, but for negative weights. With the
// states fixed it is also fixed which terms leave or block, so nothing else can turn the direction.
struct Moves {
  explicit Moves(size_t criteria) : up(criteria), down(criteria) {}

  CriterionSet up;    // criteria that may raise it
  CriterionSet down;  // criteria that may lower it
};

Moves MovesOf(const ResolvedRollup& rollup, const std::vector<Moves>& below, size_t criteria) {
  Moves moves(criteria);
  for (const ResolvedTerm& term : rollup.terms) {
    const int sign = term.weight.Sign();
    if (sign == 0) continue;
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
    moves[static_cast<size_t>(position)] = MovesOf(rollup, moves, criteria);
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
