// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_number_answers.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/scoring/naive/naive_criteria.h"
#include "tests/testing/random_conditions.h"
#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

using naive::Number;
using naive::ReadNumber;
using naive::WriteNumber;

constexpr int64_t kMaxDenominator = 1'000'000'000'000;

// The numbers at which something changes for an input.
std::vector<Number> EdgesOfInput(const v1::RubricDefinition& rubric, const v1::Input& input) {
  std::vector<Number> edges = ComparedWith(rubric, input.id());
  for (const naive::Item& item : naive::ReadingOrder(rubric)) {
    if (item.criterion.quantity().input() != input.id()) continue;
    for (const Number& edge : EdgesOf(item.criterion.quantity().worth())) edges.push_back(edge);
  }
  const v1::NumberInput& limits = input.number();
  if (!limits.lowest().empty()) edges.push_back(ReadNumber(limits.lowest()));
  if (!limits.highest().empty()) edges.push_back(ReadNumber(limits.highest()));
  return edges;
}

// A number within the limits. Nothing where there is none.
std::optional<Number> StateNumber(Choices& choices, const v1::RubricDefinition& rubric,
                                  const v1::Input& input) {
  const v1::NumberInput& limits = input.number();
  Number number = NumberAround(choices, EdgesOfInput(rubric, input), 0, 8);
  if (limits.whole()) number = Floor(number);
  if (!limits.lowest().empty()) {
    const Number lowest = ReadNumber(limits.lowest());
    number = std::max(number, limits.whole() ? -Floor(-lowest) : lowest);
  }
  if (limits.highest().empty()) return number;
  const Number highest = ReadNumber(limits.highest());
  if (number <= highest) return number;
  const Number lower = limits.whole() ? Floor(highest) : highest;
  if (!limits.lowest().empty() && lower < ReadNumber(limits.lowest())) return std::nullopt;
  return lower;
}

void StateOptions(Choices& choices, const v1::ChoiceInput& input, v1::ChosenOptions& chosen) {
  const int one = choices.Below(input.options_size());
  for (int i = input.options_size() - 1; i >= 0; --i) {
    if (i == one || (input.several() && choices.Chance(40))) {
      chosen.add_options(input.options(i).id());
    }
  }
}

void StateRecognition(Choices& choices, const v1::RecognitionInput& input,
                      v1::HeldRecognition& held) {
  held.set_status(static_cast<v1::HeldRecognition::Status>(
      choices.Chance(70) ? v1::HeldRecognition::STATUS_HELD : choices.Between(2, 3)));
  if (held.status() == v1::HeldRecognition::STATUS_NOT_HELD) return;
  const bool is_held = held.status() == v1::HeldRecognition::STATUS_HELD;
  if (!input.levels().empty() && (is_held || choices.Chance(50))) {
    held.set_level(input.levels(choices.Below(input.levels_size())).id());
  }
  if (!is_held) return;
  std::string first = RandomDay(choices);
  std::string last = RandomDay(choices);
  if (last < first) std::swap(first, last);
  if (choices.Chance(40)) held.set_first_date(first);
  if (choices.Chance(40)) held.set_last_date(last);
}

// How many people or events there are: often about the smallest number that is allowed.
int64_t RandomDenominator(Choices& choices, const v1::Measure& measure) {
  const int64_t smallest = std::min(measure.minimum_denominator(), kMaxDenominator - 1);
  switch (choices.Below(6)) {
    case 0:
      return smallest;
    case 1:
      return choices.Chance(50) ? smallest - 1 : smallest + 1;
    case 2:
      return choices.Chance(20) ? 0 : choices.Between(1, 12);
    case 3:
      return kMaxDenominator;
    default:
      return int64_t{20} * choices.Between(1, 3);  // reaches edges, which are twentieths, exactly
  }
}

// A numerator with which the rate lies at an edge, or close by.
Number RandomNumerator(Choices& choices, const v1::Measure& measure, int64_t denominator) {
  const Number per = measure.per().empty() ? Number(1) : ReadNumber(measure.per());
  Number numerator = choices.Pick(EdgesOf(measure.worth())) * Number(denominator) / per;
  numerator += choices.Between(-1, 1);
  if (choices.Chance(20)) numerator = choices.Between(0, 30);
  const bool mean = measure.kind() == v1::Measure::KIND_MEAN;
  if (mean && choices.Chance(30)) numerator += Number(1, 3);
  if (!mean) numerator = Floor(numerator);
  if (numerator < 0 || !IsWritable(numerator)) numerator = 0;
  if (measure.kind() != v1::Measure::KIND_PROPORTION) return numerator;
  return std::min(numerator, Number(denominator));
}

void AddCounts(const std::string& segment, const Number& numerator, int64_t denominator,
               v1::MeasureAnswer& answer) {
  v1::MeasureCounts& counts = *answer.add_counts();
  counts.set_segment(segment);
  counts.set_numerator(WriteNumber(numerator));
  counts.set_denominator(denominator);
}

// The counts of everyone and of all segments, such that the segments are parts of everyone, and all
// of it where they partition.
v1::MeasureAnswer AllCounts(Choices& choices, const v1::Measure& measure) {
  v1::MeasureAnswer all;
  int64_t left = RandomDenominator(choices, measure);
  Number left_of = RandomNumerator(choices, measure, left);
  AddCounts("", left_of, left, all);
  for (int i = 0; i < measure.segments_size(); ++i) {
    const bool rest = i + 1 == measure.segments_size() && measure.segments_partition();
    // As many of the numerator as can be lie in the earlier segments, so that what is left of it is
    // never more than what is left of the denominator.
    const int64_t part = rest ? left : left * choices.Between(0, 4) / 4;
    const Number part_of = rest ? left_of : std::min(left_of, Number(part));
    AddCounts(measure.segments(i).id(), part_of, part, all);
    left -= part;
    left_of -= part_of;
  }
  return all;
}

}  // namespace

std::optional<v1::InputAnswer> RandomStatement(Choices& choices, const v1::RubricDefinition& rubric,
                                               const v1::Input& input) {
  v1::InputAnswer answer;
  switch (input.kind_case()) {
    case v1::Input::kDate:
      answer.set_date(RandomDay(choices));
      break;
    case v1::Input::kChoice:
      StateOptions(choices, input.choice(), *answer.mutable_options());
      break;
    case v1::Input::kRecognition:
      StateRecognition(choices, input.recognition(), *answer.mutable_recognition());
      break;
    default: {
      const std::optional<Number> number = StateNumber(choices, rubric, input);
      if (!number.has_value()) return std::nullopt;
      answer.set_number(WriteNumber(*number));
    }
  }
  return answer;
}

v1::QuantityAnswer AnswerQuantity(Choices& choices, const v1::Quantity& quantity) {
  const Number number = NumberAround(choices, EdgesOf(quantity.worth()), -3, 13);
  v1::QuantityAnswer answer;
  answer.set_number(WriteNumber(quantity.whole() ? Floor(number) : number));
  return answer;
}

v1::MeasureAnswer AnswerMeasure(Choices& choices, const v1::Measure& measure) {
  const v1::MeasureAnswer all = AllCounts(choices, measure);
  v1::MeasureAnswer answer;
  for (int i = all.counts_size() - 1; i >= 0; --i) {
    if (!choices.Chance(25)) *answer.add_counts() = all.counts(i);
  }
  if (answer.counts().empty()) *answer.add_counts() = all.counts(0);
  return answer;
}

v1::MilestonesAnswer AnswerMilestones(Choices& choices, const v1::Milestones& milestones) {
  v1::MilestonesAnswer answer;
  const bool none = choices.Chance(20);
  for (const v1::Milestone& milestone : milestones.milestones()) {
    if (none || choices.Chance(35)) continue;
    v1::MilestoneAnswer& done = *answer.add_milestones();
    done.set_milestone(milestone.id());
    done.set_date(RandomDay(choices));
  }
  return answer;
}

}  // namespace continuum::testing
