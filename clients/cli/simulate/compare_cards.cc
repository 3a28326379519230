// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/simulate/compare_cards.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/wording.h"
#include "scoring/check_answers.h"
#include "scoring/exact.h"
#include "scoring/masking.h"

namespace continuum::cli {

namespace {

using scoring::Exact;

const v1::RollupResult* FindRollup(const v1::Scorecard& card, absl::string_view id) {
  for (const v1::RollupResult& result : card.rollups()) {
    if (result.rollup() == id) return &result;
  }
  return nullptr;
}

// The place of an id in a list, from 1; 0 for no id; nothing for one that the list does not have.
template <typename Items>
std::optional<int> RankOf(const Items& items, absl::string_view id) {
  if (id.empty()) return 0;
  for (int i = 0; i < items.size(); ++i) {
    if (items.Get(i).id() == id) return i + 1;
  }
  return std::nullopt;
}

Shift ShiftOf(std::optional<int> before, std::optional<int> after) {
  if (!before.has_value() || !after.has_value()) return Shift::kOther;
  if (*before == *after) return Shift::kSame;
  return *before < *after ? Shift::kUp : Shift::kDown;
}

std::string NumberWords(const v1::RollupResult& result) {
  return result.state() == v1::ROLLUP_STATE_VALUE ? result.display() : "no value";
}

ComparedResult CompareNumbers(const v1::RollupResult& before, const v1::RollupResult& after,
                              const RubricGuide& guide) {
  ComparedResult compared{.kind = ResultKind::kNumber,
                          .id = after.rollup(),
                          .title = guide.RollupTitle(after.rollup()),
                          .before = NumberWords(before),
                          .after = NumberWords(after)};
  const auto old = Exact::Parse(before.value());
  const auto now = Exact::Parse(after.value());
  if (old.has_value() && now.has_value()) {
    compared.shift = *old == *now ? Shift::kSame : *old < *now ? Shift::kUp : Shift::kDown;
  } else if (old.has_value() != now.has_value()) {
    compared.shift = Shift::kOther;
  }
  return compared;
}

// The rollups whose values come of small counts and are not to be told.
std::set<std::string> WithheldRollups(const v1::Scorecard& card, const RubricGuide& guide,
                                      SmallCounts small_counts) {
  std::set<std::string> withheld;
  if (small_counts == SmallCounts::kShown) return withheld;
  v1::Scorecard masked = card;
  scoring::MaskSmallCounts(guide.definition(), &masked);
  for (const v1::RollupResult& result : masked.rollups()) {
    if (result.state() == v1::ROLLUP_STATE_VALUE && result.value().empty()) {
      withheld.insert(result.rollup());
    }
  }
  return withheld;
}

class CardComparison {
 public:
  CardComparison(const v1::Scorecard& before, const RubricGuide& before_guide,
                 const v1::Scorecard& after, const RubricGuide& after_guide,
                 SmallCounts small_counts)
      : before_(before),
        before_guide_(before_guide),
        before_withheld_(WithheldRollups(before, before_guide, small_counts)),
        after_(after),
        after_guide_(after_guide),
        after_withheld_(WithheldRollups(after, after_guide, small_counts)) {}

  std::vector<ComparedResult> Run() {
    AddNumbers();
    AddBands();
    AddLevels();
    return std::move(results_);
  }

 private:
  void AddNumber(absl::string_view before, absl::string_view after) {
    const v1::RollupResult* const old = FindRollup(before_, before);
    const v1::RollupResult* const now = FindRollup(after_, after);
    if (old == nullptr || now == nullptr) return;
    ComparedResult compared = CompareNumbers(*old, *now, after_guide_);
    if (before_withheld_.count(old->rollup()) + after_withheld_.count(now->rollup()) > 0) {
      compared.before = kWithheld;
      compared.after = kWithheld;
    }
    results_.push_back(std::move(compared));
  }

  void AddNumbers() {
    const std::string& old_index = before_guide_.definition().index_rollup();
    const std::string& new_index = after_guide_.definition().index_rollup();
    if (!old_index.empty() && !new_index.empty()) return AddNumber(old_index, new_index);
    for (const v1::RollupResult& result : after_.rollups()) {
      AddNumber(result.rollup(), result.rollup());
    }
  }

  void AddBands() {
    for (const v1::BandResult& now : after_.bands()) {
      const v1::BandSet* const set = after_guide_.FindBandSet(now.band_set());
      const v1::BandSet* const old_set = before_guide_.FindBandSet(now.band_set());
      if (set == nullptr || old_set == nullptr) continue;
      for (const v1::BandResult& old : before_.bands()) {
        if (old.band_set() != now.band_set()) continue;
        const bool both = !old.band().empty() && !now.band().empty();
        const bool none = old.band().empty() && now.band().empty();
        results_.push_back(
            {.kind = ResultKind::kBand,
             .id = set->id(),
             .title = set->title(),
             .before =
                 old.band().empty() ? "no band" : before_guide_.BandTitle(*old_set, old.band()),
             .after = now.band().empty() ? "no band" : after_guide_.BandTitle(*set, now.band()),
             .shift =
                 both ? ShiftOf(RankOf(set->bands(), old.band()), RankOf(set->bands(), now.band()))
                 : none ? Shift::kSame
                        : Shift::kOther});
      }
    }
  }

  void AddLevels() {
    for (const v1::LadderResult& now : after_.ladders()) {
      const v1::Ladder* const ladder = after_guide_.FindLadder(now.ladder());
      if (ladder == nullptr) continue;
      for (const v1::LadderResult& old : before_.ladders()) {
        if (old.ladder() != now.ladder()) continue;
        results_.push_back({.kind = ResultKind::kLevel,
                            .id = ladder->id(),
                            .title = ladder->title(),
                            .before = LevelWords(before_guide_, old),
                            .after = LevelWords(after_guide_, now),
                            .shift = ShiftOf(RankOf(ladder->levels(), old.level()),
                                             RankOf(ladder->levels(), now.level()))});
      }
    }
  }

  static std::string LevelWords(const RubricGuide& guide, const v1::LadderResult& result) {
    return result.level().empty() ? "no level" : guide.LevelTitle(result.ladder(), result.level());
  }

  const v1::Scorecard& before_;
  const RubricGuide& before_guide_;
  const std::set<std::string> before_withheld_;
  const v1::Scorecard& after_;
  const RubricGuide& after_guide_;
  const std::set<std::string> after_withheld_;
  std::vector<ComparedResult> results_;
};

// The index in "answers[3].rating.option"; nothing for other fields.
std::optional<int> AnswerIndex(absl::string_view field) {
  if (!absl::ConsumePrefix(&field, "answers[")) return std::nullopt;
  int index = 0;
  if (!absl::SimpleAtoi(field.substr(0, field.find(']')), &index)) return std::nullopt;
  return index;
}

// The indexes of the answers that do not fit.
std::set<int> BadAnswers(const v1::AnswerSet& answers, const scoring::CompiledRubric& rubric) {
  std::set<int> bad;
  for (const v1::AnswerProblem& problem : scoring::CheckAnswers(rubric, answers)) {
    const std::optional<int> index = AnswerIndex(problem.field());
    if (index.has_value()) bad.insert(*index);
  }
  return bad;
}

}  // namespace

std::vector<ComparedResult> CompareCards(const v1::Scorecard& before,
                                         const RubricGuide& before_guide,
                                         const v1::Scorecard& after, const RubricGuide& after_guide,
                                         SmallCounts small_counts) {
  return CardComparison(before, before_guide, after, after_guide, small_counts).Run();
}

std::string ShiftWords(ResultKind kind, Shift shift) {
  if (shift == Shift::kSame) return "the same";
  if (shift == Shift::kOther) return "cannot be compared";
  const bool up = shift == Shift::kUp;
  switch (kind) {
    case ResultKind::kNumber:
      return up ? "more" : "less";
    case ResultKind::kBand:
      return up ? "a higher band" : "a lower band";
    case ResultKind::kLevel:
      break;
  }
  return up ? "gains" : "loses";
}

v1::AnswerSet FittingAnswers(const v1::AnswerSet& answers, const scoring::CompiledRubric& rubric,
                             std::vector<std::string>* left_out) {
  v1::AnswerSet fitting = answers;
  // More than once, since there is a limit to the problems that are told at one time.
  for (std::set<int> bad = BadAnswers(fitting, rubric); !bad.empty();
       bad = BadAnswers(fitting, rubric)) {
    v1::AnswerSet kept = fitting;
    kept.clear_answers();
    for (int i = 0; i < fitting.answers_size(); ++i) {
      if (bad.count(i) == 0) {
        *kept.add_answers() = fitting.answers(i);
      } else {
        left_out->push_back(fitting.answers(i).criterion());
      }
    }
    fitting = std::move(kept);
  }
  return fitting;
}

}  // namespace continuum::cli
