// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_measures.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace continuum::naive {
namespace {

void SetNumber(const Number& number, Item& item) {
  item.state = v1::ANSWER_STATE_VALUE;
  item.number = WriteNumber(number);
  item.value = WorthOf(item.criterion.quantity().worth(), number);
}

// The counts of one segment, or of everyone where it is empty. Nothing is listed that is not known.
struct Counts {
  std::string segment;
  Number numerator;
  int64_t denominator = 0;
};

void AddStated(const v1::MeasureAnswer& answer, const std::string& segment,
               std::vector<Counts>& known) {
  for (const v1::MeasureCounts& counts : answer.counts()) {
    if (counts.segment() != segment) continue;
    known.push_back({segment, ReadNumber(counts.numerator()), counts.denominator()});
  }
}

// Everyone first where that is known, then the segments stated.
std::vector<Counts> KnownCounts(const v1::Measure& measure, const v1::MeasureAnswer& answer) {
  std::vector<Counts> segments;
  for (const v1::Segment& segment : measure.segments()) AddStated(answer, segment.id(), segments);
  std::vector<Counts> known;
  AddStated(answer, "", known);
  const bool all = static_cast<int>(segments.size()) == measure.segments_size();
  if (known.empty() && measure.segments_partition() && all) {
    Counts everyone;
    for (const Counts& counts : segments) {
      everyone.numerator += counts.numerator;
      everyone.denominator += counts.denominator;
    }
    known.push_back(everyone);
  }
  known.insert(known.end(), segments.begin(), segments.end());
  return known;
}

Number RateOf(const v1::Measure& measure, const Counts& counts) {
  const Number per = measure.per().empty() ? Number(1) : ReadNumber(measure.per());
  return per * counts.numerator / Number(counts.denominator);
}

}  // namespace

Number WorthOf(const v1::Worth& worth, const Number& number) {
  if (worth.cut_points().empty()) {
    return std::min(std::max(number, ReadNumber(worth.lowest())), ReadNumber(worth.highest()));
  }
  Number value = ReadNumber(worth.below());
  for (const v1::CutPoint& cut : worth.cut_points()) {
    const bool reached =
        cut.has_above() ? number > ReadNumber(cut.above()) : number >= ReadNumber(cut.at_least());
    if (reached) value = ReadNumber(cut.value());
  }
  return value;
}

void FindRange(const v1::Worth& worth, Number* lowest, Number* highest) {
  const bool cut = !worth.cut_points().empty();
  *lowest = ReadNumber(cut ? worth.below() : worth.lowest());
  *highest = ReadNumber(cut ? worth.below() : worth.highest());
  for (const v1::CutPoint& point : worth.cut_points()) {
    *lowest = std::min(*lowest, ReadNumber(point.value()));
    *highest = std::max(*highest, ReadNumber(point.value()));
  }
}

void ApplyQuantity(const v1::QuantityAnswer& answer, Item& item) {
  SetNumber(ReadNumber(answer.number()), item);
}

void LookAtInput(const InputFact& input, Item& item) {
  if (input.result.has_number()) return SetNumber(input.number, item);
  item.absence.set_code(v1::Reason::CODE_INPUT_LACKING);
  item.absence.add_arguments(input.input.id());
}

void ApplyMeasure(const v1::MeasureAnswer& answer, Item& item) {
  const v1::Measure& measure = item.criterion.measure();
  const std::vector<Counts> known = KnownCounts(measure, answer);
  const auto scored = std::find_if(known.begin(), known.end(), [&measure](const Counts& counts) {
    return counts.segment == measure.scored_segment();
  });
  for (const Counts& counts : known) {
    v1::MeasuredSegment out;
    out.set_segment(counts.segment);
    out.set_numerator(WriteNumber(counts.numerator));
    out.set_denominator(counts.denominator);
    if (counts.denominator >= measure.minimum_denominator()) {
      out.set_rate(WriteNumber(RateOf(measure, counts)));
    }
    item.measured.push_back(out);
  }
  if (scored == known.end()) {
    item.absence.set_code(v1::Reason::CODE_COUNTS_LACKING);
    item.absence.add_arguments(measure.scored_segment());
    return;
  }
  if (scored->denominator < measure.minimum_denominator()) {
    item.state = v1::ANSWER_STATE_INSUFFICIENT_DATA;
    return;
  }
  item.state = v1::ANSWER_STATE_VALUE;
  item.value = WorthOf(measure.worth(), RateOf(measure, *scored));
}

}  // namespace continuum::naive
