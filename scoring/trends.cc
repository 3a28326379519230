// SPDX-License-Identifier: Apache-2.0

#include "scoring/trends.h"

#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "scoring/display.h"
#include "scoring/exact.h"
#include "scoring/result_numbers.h"

namespace continuum::scoring {
namespace {

v1::RollupChange::Trend TrendOf(v1::Rollup::Direction direction, const Exact& change) {
  if (change.IsZero()) return v1::RollupChange::TREND_SAME;
  const bool more = change.Sign() > 0;
  switch (direction) {
    case v1::Rollup::DIRECTION_MORE_IS_BETTER:
      return more ? v1::RollupChange::TREND_BETTER : v1::RollupChange::TREND_WORSE;
    case v1::Rollup::DIRECTION_LESS_IS_BETTER:
      return more ? v1::RollupChange::TREND_WORSE : v1::RollupChange::TREND_BETTER;
    default:
      return v1::RollupChange::TREND_CHANGED;
  }
}

absl::Status NotANumber(const v1::RollupResult& rollup) {
  return absl::InvalidArgumentError(
      absl::StrCat("rollup \"", rollup.rollup(), "\": \"", rollup.value(), "\" is not a number"));
}

// The values of a point's rollups, by id.
using Values = absl::flat_hash_map<absl::string_view, const v1::RollupResult*>;

Values ValuesOf(const v1::FidelityPoint& point) {
  Values values;
  for (const v1::RollupResult& rollup : point.rollups()) {
    if (rollup.state() == v1::ROLLUP_STATE_VALUE) values[rollup.rollup()] = &rollup;
  }
  return values;
}

absl::Status AddChange(const v1::Rollup& rollup, const v1::RollupResult& before,
                       const v1::RollupResult& now, v1::FidelityPoint* point) {
  const std::optional<Exact> old_value = Exact::ParseResult(before.value());
  if (!old_value.has_value()) return NotANumber(before);
  const std::optional<Exact> new_value = Exact::ParseResult(now.value());
  if (!new_value.has_value()) return NotANumber(now);
  const Exact difference = *new_value - *old_value;
  ResultNumbers numbers;
  v1::RollupChange& change = *point->add_changes();
  change.set_rollup(rollup.id());
  change.set_change(numbers.Text(difference));
  change.set_trend(TrendOf(rollup.direction(), difference));
  change.set_display(DisplayChange(rollup, difference));
  return numbers.status();
}

}  // namespace

absl::Status CompareWithBefore(const v1::RubricDefinition& rubric, const v1::FidelityPoint* before,
                               v1::FidelityPoint* point) {
  point->clear_changes();
  if (before == nullptr) {
    point->set_comparison(v1::FidelityPoint::COMPARISON_FIRST);
    return absl::OkStatus();
  }
  if (before->measurement_digest() != point->measurement_digest()) {
    point->set_comparison(v1::FidelityPoint::COMPARISON_BREAK);
    return absl::OkStatus();
  }
  point->set_comparison(v1::FidelityPoint::COMPARISON_COMPARED);
  const Values values_before = ValuesOf(*before);
  const Values values_now = ValuesOf(*point);
  for (const v1::Rollup& rollup : rubric.rollups()) {
    const auto old_value = values_before.find(rollup.id());
    const auto new_value = values_now.find(rollup.id());
    if (old_value == values_before.end() || new_value == values_now.end()) continue;
    absl::Status status = AddChange(rollup, *old_value->second, *new_value->second, point);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace continuum::scoring
