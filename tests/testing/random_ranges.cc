// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_ranges.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/scorecard.pb.h"
#include "tests/scoring/naive/naive_scorer.h"
#include "tests/testing/choices.h"
#include "tests/testing/random_answers.h"

namespace continuum::testing {
namespace {

using naive::Number;

void Widen(const std::string& value, std::optional<SeenRange>& range) {
  if (value.empty()) return;
  const Number number = naive::ReadNumber(value);
  if (!range.has_value()) range = {number, number};
  range->lowest = std::min(range->lowest, number);
  range->highest = std::max(range->highest, number);
}

class Trial {
 public:
  explicit Trial(const v1::RubricDefinition& rubric) : rubric_(rubric) {
    // The last of the days in random contexts: most of what is dated is done by then.
    context_.set_as_of_date("2025-01-31");
  }

  void Try(const v1::AnswerSet& answers) {
    const v1::Scorecard card = naive::Score(rubric_, answers, context_);
    seen_.criteria.resize(static_cast<size_t>(card.criteria_size()));
    seen_.rollups.resize(static_cast<size_t>(card.rollups_size()));
    for (size_t i = 0; i < seen_.criteria.size(); ++i) {
      Widen(card.criteria(static_cast<int>(i)).value(), seen_.criteria[i]);
    }
    for (size_t i = 0; i < seen_.rollups.size(); ++i) {
      Widen(card.rollups(static_cast<int>(i)).value(), seen_.rollups[i]);
    }
    for (const v1::Answer& answer : answers.answers()) {
      if (answer.has_input()) inputs_[answer.criterion()] = answer;
    }
    for (const v1::CriterionResult& result : card.criteria()) Keep(result, answers);
  }

  // The best or worst answer to each criterion, together with the last of each input.
  v1::AnswerSet Extreme(bool best) const {
    v1::AnswerSet answers;
    for (const auto& [id, answer] : inputs_) *answers.add_answers() = answer;
    for (const auto& [id, answer] : best ? best_ : worst_) *answers.add_answers() = answer.answer;
    return answers;
  }

  const SeenRanges& seen() const { return seen_; }

 private:
  struct Valued {
    v1::Answer answer;
    Number value;
  };

  void Keep(const v1::CriterionResult& result, const v1::AnswerSet& answers) {
    if (result.value().empty() || result.not_asked()) return;
    const Number value = naive::ReadNumber(result.value());
    for (const v1::Answer& answer : answers.answers()) {
      if (answer.criterion() != result.criterion()) continue;
      const auto best = best_.find(result.criterion());
      if (best == best_.end() || value > best->second.value) {
        best_[result.criterion()] = {answer, value};
      }
      const auto worst = worst_.find(result.criterion());
      if (worst == worst_.end() || value < worst->second.value) {
        worst_[result.criterion()] = {answer, value};
      }
    }
  }

  const v1::RubricDefinition& rubric_;
  v1::ScoringContext context_;
  SeenRanges seen_;
  std::map<std::string, v1::Answer> inputs_;
  std::map<std::string, Valued> best_;
  std::map<std::string, Valued> worst_;
};

}  // namespace

SeenRanges TryAnswers(const v1::RubricDefinition& rubric) {
  SeededChoices choices(1);
  Trial trial(rubric);
  for (int i = 0; i < 12; ++i) trial.Try(RandomAnswers(choices, rubric));
  for (const bool best : {false, true}) trial.Try(trial.Extreme(best));
  return trial.seen();
}

}  // namespace continuum::testing
