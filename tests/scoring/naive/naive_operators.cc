// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_operators.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_milestones.h"

namespace continuum::naive {
namespace {

using Rollup = v1::Rollup;

Outcome Gives(const Number& value) { return {true, value, {}, {}}; }

Outcome GivesNothing() {
  Outcome outcome;
  outcome.reason.set_code(v1::Reason::CODE_NOTHING_POSSIBLE);
  return outcome;
}

Outcome GivesQuotient(const Number& top, const Number& bottom) {
  return bottom.is_zero() ? GivesNothing() : Gives(top / bottom);
}

Number Round(const v1::Rounding& rounding, const Number& value) {
  using boost::multiprecision::cpp_int;
  cpp_int scale = 1;
  for (int i = 0; i < rounding.digits(); ++i) scale *= 10;
  const Number scaled = value * Number(scale);
  const cpp_int bottom = denominator(scaled);
  // Boost's integers round towards zero.
  cpp_int floor = numerator(scaled) / bottom;
  if (Number(floor) > scaled) floor -= 1;
  const Number rest = scaled - Number(floor);
  bool up = false;
  if (rounding.mode() == v1::Rounding::MODE_UP) {
    up = rest > 0;
  } else if (rounding.mode() == v1::Rounding::MODE_HALF_AWAY_FROM_ZERO) {
    const Number half(1, 2);
    up = rest > half || (rest.compare(half) == 0 && scaled > 0);
  }
  return Number(up ? floor + 1 : floor) / Number(scale);
}

Outcome GivesDays(const std::vector<Value>& values, const std::string& as_of_date) {
  std::vector<const Item*> phases;
  for (const Value& v : values) {
    if (v.item != nullptr) phases.push_back(v.item);
  }
  const Duration duration = DurationOf(phases, as_of_date);
  if (!duration.begun) return GivesNothing();
  Outcome outcome = Gives(duration.days);
  outcome.censored_date = duration.censored_date;
  if (duration.censored_date.empty()) return outcome;
  outcome.reason.set_code(v1::Reason::CODE_CENSORED);
  outcome.reason.add_arguments(duration.censored_date);
  return outcome;
}

}  // namespace

Outcome Operate(const v1::Rollup& rollup, const std::vector<Value>& values,
                const std::string& as_of_date) {
  Number sum = 0;
  Number weighted = 0;
  Number weights = 0;
  Number highest = 0;
  Number done = 0;
  Number possible = 0;
  Number lowest_value = values[0].value;
  Number highest_value = values[0].value;
  Number reaching = 0;
  const Number threshold = rollup.threshold().empty() ? Number(0) : ReadNumber(rollup.threshold());
  for (const Value& v : values) {
    sum += v.value;
    weighted += v.weight * v.value;
    weights += v.weight;
    highest += v.weight * v.highest;
    done += v.done;
    possible += v.possible;
    lowest_value = std::min(lowest_value, v.value);
    highest_value = std::max(highest_value, v.value);
    if (v.value >= threshold) reaching += 1;
  }
  const Number n = values.size();
  switch (rollup.operator_()) {
    case Rollup::OPERATOR_WEIGHTED_SUM:
      return Gives(weighted);
    case Rollup::OPERATOR_PERCENT_OF_POSSIBLE:
      return GivesQuotient(100 * weighted, highest);
    case Rollup::OPERATOR_MEAN:
      return Gives(sum / n);
    case Rollup::OPERATOR_WEIGHTED_MEAN:
      return GivesQuotient(weighted, weights);
    case Rollup::OPERATOR_MINIMUM:
      return Gives(lowest_value);
    case Rollup::OPERATOR_MAXIMUM:
    case Rollup::OPERATOR_FURTHEST_STAGE:  // the values are those of stages
      return Gives(highest_value);
    case Rollup::OPERATOR_COUNT_AT_OR_ABOVE:
      return Gives(reaching);
    case Rollup::OPERATOR_PERCENT_AT_OR_ABOVE:
      return Gives(100 * reaching / n);
    case Rollup::OPERATOR_POOLED_PROPORTION:
      return GivesQuotient(done, possible);
    case Rollup::OPERATOR_ROUND:
      return Gives(Round(rollup.rounding(), values[0].value));
    case Rollup::OPERATOR_DURATION_DAYS:
      return GivesDays(values, as_of_date);
    default:
      std::abort();  // the checker accepts no such rubric
  }
}

}  // namespace continuum::naive
