// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/check/requirements.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

// Comparisons per rubric, after which no more implications are found.
constexpr int kMaxComparisons = 1'000'000;

// Whether a need that is met makes another one met, both of one kind and subject.
bool LeafImplies(const Need& a, const Need& b) {
  switch (a.kind) {
    case Need::Kind::kRollupAtLeast:
      return a.value >= b.value;
    case Need::Kind::kRollupAtMost:
      return a.value <= b.value;
    case Need::Kind::kCriterion:
      return a.value >= b.value && (!a.not_applicable_meets || b.not_applicable_meets);
    case Need::Kind::kCredits:
      return a.value >= b.value && a.domains >= b.domains;
    case Need::Kind::kParts:
    case Need::Kind::kUnknown:
      break;
  }
  return false;
}

using Subject = std::pair<Need::Kind, int>;

Subject SubjectOf(const Need& need) { return {need.kind, need.subject}; }

// How many comparisons are left.
class Budget {
 public:
  bool Spend() {
    if (left_ > 0) --left_;
    return left_ > 0;
  }

 private:
  int left_ = kMaxComparisons;
};

// Needs that are met, and what follows from them.
class Premises {
 public:
  explicit Premises(Budget& budget) : budget_(budget) {}

  // Adds a need that is met. `from` tells premises apart that can be set aside.
  void Add(const Need& need, int from) {
    if (need.kind == Need::Kind::kUnknown) return;
    if (need.IsAllOf()) {
      for (const Need& part : need.parts) Add(part, from);
    } else if (need.kind == Need::Kind::kParts) {
      choices_.push_back({&need, from});
    } else {
      leaves_[SubjectOf(need)].push_back({&need, from});
    }
  }

  // What was added as `from` no longer counts.
  void SetAside(int from) { aside_.insert(from); }
  void TakeBack(int from) { aside_.erase(from); }

  // Whether the premises make `need` met, as far as its shape shows.
  bool Imply(const Need& need) const {
    if (!budget_.Spend() || need.kind == Need::Kind::kUnknown) return false;
    if (need.kind == Need::Kind::kParts) {
      int implied = 0;
      for (const Need& part : need.parts) {
        if (Imply(part)) ++implied;
        if (implied == need.count) return true;
      }
    } else if (const auto found = leaves_.find(SubjectOf(need)); found != leaves_.end()) {
      for (const Premise& premise : found->second) {
        if (Counts(premise) && budget_.Spend() && LeafImplies(*premise.need, need)) return true;
      }
    }
    for (const Premise& premise : choices_) {
      if (Counts(premise) && ChoiceImplies(*premise.need, need)) return true;
    }
    return false;
  }

 private:
  struct Premise {
    const Need* need;
    int from;
  };

  bool Counts(const Premise& premise) const { return !aside_.contains(premise.from); }

  bool OneImplies(const Need& a, const Need& b) const {
    Premises premises(budget_);
    premises.Add(a, 0);
    return premises.Imply(b);
  }

  // At least n of k parts are met. So one of any k - n + 1 parts is met; and when parts imply parts
  // of the other one, pair by pair, then as many of those are met as of the pairs are not missing.
  bool ChoiceImplies(const Need& choice, const Need& need) const {
    const int parts = static_cast<int>(choice.parts.size());
    int implying = 0;
    for (const Need& part : choice.parts) {
      if (!budget_.Spend()) return false;
      if (OneImplies(part, need)) ++implying;
      if (implying == parts - choice.count + 1) return true;
    }
    if (need.kind != Need::Kind::kParts) return false;
    std::vector<bool> taken(need.parts.size(), false);
    int pairs = 0;
    for (const Need& part : choice.parts) {
      for (size_t i = 0; i < need.parts.size(); ++i) {
        if (!budget_.Spend()) return false;
        if (taken[i] || !OneImplies(part, need.parts[i])) continue;
        taken[i] = true;
        ++pairs;
        break;
      }
    }
    return choice.count - (parts - pairs) >= need.count;
  }

  Budget& budget_;
  absl::flat_hash_map<Subject, std::vector<Premise>> leaves_;
  std::vector<Premise> choices_;
  absl::flat_hash_set<int> aside_;
};

// Reports the parts of each all_of that the other parts make met. Of parts that imply each other
// the later ones.
void CheckSiblings(const Need& need, Budget& budget, Problems& problems) {
  for (const Need& part : need.parts) CheckSiblings(part, budget, problems);
  if (need.parts.size() < 2 || !need.IsAllOf()) return;
  Premises premises(budget);
  for (size_t i = 0; i < need.parts.size(); ++i) premises.Add(need.parts[i], static_cast<int>(i));
  for (size_t i = need.parts.size(); i-- > 0;) {
    premises.SetAside(static_cast<int>(i));
    if (premises.Imply(need.parts[i])) {
      problems.Add(ProblemReason::kRequirementImplied, need.parts[i].path,
                   "this is met anyway when the requirements beside it are");
    } else {
      premises.TakeBack(static_cast<int>(i));
    }
  }
}

// Reports the levels that whoever reaches a level below reaches anyway.
void CheckLevels(const v1::Ladder& ladder, const std::string& path, const std::vector<Need>& levels,
                 Budget& budget, Problems& problems) {
  Premises below(budget);
  for (size_t i = 0; i < levels.size(); ++i) {
    // Reaching a level of a ladder means meeting all levels below it, too; but not where levels are
    // independent.
    size_t implied_by = levels.size();
    if (ladder.independent_levels()) {
      for (size_t k = 0; k < i && implied_by == levels.size(); ++k) {
        Premises one(budget);
        one.Add(levels[k], 0);
        if (one.Imply(levels[i])) implied_by = k;
      }
    } else if (i > 0 && below.Imply(levels[i])) {
      implied_by = i - 1;
    }
    below.Add(levels[i], static_cast<int>(i));
    if (implied_by == levels.size()) continue;
    problems.Add(
        ProblemReason::kLevelImplied, ItemPath(path, "levels", static_cast<int>(i)),
        absl::StrCat("whoever reaches ", TheNoun(ladder.levels(static_cast<int>(implied_by))),
                     " reaches ", TheNoun(ladder.levels(static_cast<int>(i))), " anyway"));
  }
}

}  // namespace

void CheckImplications(const RubricIndex& index, const std::vector<std::vector<Need>>& ladders,
                       Problems& problems) {
  Budget budget;
  for (size_t i = 0; i < ladders.size(); ++i) {
    for (const Need& level : ladders[i]) CheckSiblings(level, budget, problems);
    CheckLevels(index.definition().ladders(static_cast<int>(i)),
                ItemPath("", "ladders", static_cast<int>(i)), ladders[i], budget, problems);
  }
}

}  // namespace continuum::scoring
