// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/form_words.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/number_text.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

v1::Display WithUnit(std::string unit) {
  v1::Display display;
  display.set_unit(std::move(unit));
  return display;
}

// "at least 5 days" or "above 5 days".
std::string From(const v1::CutPoint& point, const v1::Display& display) {
  return point.has_above() ? absl::StrCat("above ", NumberText(point.above(), display))
                           : absl::StrCat("at least ", NumberText(point.at_least(), display));
}

// What lies before a cut-point: "below 5 days" or "at most 5 days".
std::string Until(const v1::CutPoint& point, const v1::Display& display) {
  return point.has_above() ? absl::StrCat("at most ", NumberText(point.above(), display))
                           : absl::StrCat("below ", NumberText(point.at_least(), display));
}

std::string RangeWords(const v1::CutPoint& from, const v1::CutPoint& next,
                       const v1::Display& display) {
  // "At least 5" followed by "above 5" is 5 alone.
  if (from.has_at_least() && next.has_above() && from.at_least() == next.above()) {
    return absl::StrCat("exactly ", NumberText(from.at_least(), display));
  }
  return absl::StrCat(From(from, display), " and ", Until(next, display));
}

std::string LimitsWords(const v1::NumberInput& number) {
  const v1::Display display = WithUnit(number.unit());
  std::string words;
  if (!number.lowest().empty()) {
    absl::StrAppend(&words, ", at least ", NumberText(number.lowest(), display));
  }
  if (!number.highest().empty()) {
    absl::StrAppend(&words, words.empty() ? ", at most " : " and at most ",
                    NumberText(number.highest(), display));
  }
  return words;
}

std::string NumberWords(bool whole, absl::string_view unit) {
  return absl::StrCat(whole ? "A whole number" : "A number", unit.empty() ? "" : " of ", unit);
}

std::string DerivedWords(const v1::DerivedInput& derived, const RubricGuide& guide) {
  std::vector<std::string> titles;
  for (const std::string& id : derived.inputs()) titles.push_back(guide.InputTitle(id));
  switch (derived.operator_()) {
    case v1::DerivedInput::OPERATOR_SUM:
      return absl::StrJoin(titles, " plus ");
    case v1::DerivedInput::OPERATOR_DIFFERENCE:
      return absl::StrJoin(titles, " less ");
    case v1::DerivedInput::OPERATOR_PRODUCT:
      return absl::StrJoin(titles, " times ");
    case v1::DerivedInput::OPERATOR_RATIO:
      return absl::StrJoin(titles, " divided by ");
    case v1::DerivedInput::OPERATOR_DAYS_BETWEEN:
      return absl::StrCat("the days from ", absl::StrJoin(titles, " to "));
    default:
      return absl::StrJoin(titles, ", ");
  }
}

std::string RateWords(const v1::Measure& measure) {
  switch (measure.kind()) {
    case v1::Measure::KIND_RATE:
      return absl::StrCat("A rate: ", measure.numerator(), ", for every ",
                          measure.per().empty() ? "1" : NumberText(measure.per()), " of ",
                          measure.denominator(), ".");
    case v1::Measure::KIND_MEAN:
      return absl::StrCat("A mean: ", measure.numerator(), ", divided by ", measure.denominator(),
                          ".");
    default:
      return absl::StrCat("A proportion: ", measure.numerator(), ", out of ", measure.denominator(),
                          ".");
  }
}

}  // namespace

absl::string_view WithoutPeriod(absl::string_view text) {
  absl::ConsumeSuffix(&text, ".");
  return text;
}

std::string Quoted(absl::string_view text) { return absl::StrCat("\"", WithoutPeriod(text), "\""); }

std::string ListWords(const std::vector<std::string>& items) {
  if (items.size() < 2) return absl::StrJoin(items, "");
  const std::vector<std::string> most(items.begin(), items.end() - 1);
  return absl::StrCat(absl::StrJoin(most, ", "), " and ", items.back());
}

std::string NeedsWords(const google::protobuf::RepeatedField<int>& needs) {
  std::vector<std::string> words;
  for (const int proof : needs) words.push_back(ProofWords(static_cast<v1::Proof>(proof)));
  return words.empty() ? "" : absl::StrCat("Needs ", ListWords(words), ".");
}

std::string OptionWords(const v1::RatingOption& option) {
  const std::string needs = NeedsWords(option.needs());
  return needs.empty() ? option.text() : absl::StrCat(WithoutPeriod(option.text()), ". ", needs);
}

v1::Display InputDisplay(const v1::Input& input) {
  return WithUnit(input.has_derived() ? input.derived().unit() : input.number().unit());
}

v1::Display NumberDisplay(const v1::Criterion& criterion, const RubricGuide& guide) {
  if (criterion.has_quantity()) {
    const v1::Input* input = guide.FindInput(criterion.quantity().input());
    return input == nullptr ? WithUnit(criterion.quantity().unit()) : InputDisplay(*input);
  }
  const v1::Measure& measure = criterion.measure();
  v1::Display display;
  display.set_as_percent(measure.kind() == v1::Measure::KIND_PROPORTION);
  if (measure.kind() == v1::Measure::KIND_RATE && !measure.per().empty()) {
    display.set_unit(absl::StrCat("per ", NumberText(measure.per())));
  }
  return display;
}

bool IsWorthItself(const v1::Worth& worth) { return worth.cut_points().empty(); }

v1::Display ValueDisplay(const v1::Criterion& criterion, const RubricGuide& guide) {
  const bool itself = (criterion.has_quantity() && IsWorthItself(criterion.quantity().worth())) ||
                      (criterion.has_measure() && IsWorthItself(criterion.measure().worth()));
  return itself ? NumberDisplay(criterion, guide) : v1::Display();
}

std::vector<WorthRange> WorthRanges(const v1::Worth& worth, const v1::Display& display) {
  std::vector<WorthRange> ranges;
  if (worth.cut_points().empty()) return ranges;
  const auto& points = worth.cut_points();
  ranges.push_back({Until(points[0], display), NumberText(worth.below())});
  for (int i = 0; i < points.size(); ++i) {
    ranges.push_back({i + 1 == points.size() ? From(points[i], display)
                                             : RangeWords(points[i], points[i + 1], display),
                      NumberText(points[i].value())});
  }
  return ranges;
}

std::string WorthWords(const v1::Worth& worth, const v1::Display& display) {
  if (IsWorthItself(worth)) {
    return absl::StrCat("Worth the number itself, at least ", NumberText(worth.lowest(), display),
                        " and at most ", NumberText(worth.highest(), display),
                        worth.less_is_better() ? "; less is better." : "; more is better.");
  }
  std::vector<std::string> parts;
  for (const WorthRange& range : WorthRanges(worth, display)) {
    parts.push_back(absl::StrCat(range.range, ": ", range.value));
  }
  return absl::StrCat("Worth - ", absl::StrJoin(parts, "; "), ".");
}

std::vector<std::string> QuantityWords(const v1::Criterion& criterion, const RubricGuide& guide) {
  if (!criterion.has_quantity()) return {};
  const v1::Quantity& quantity = criterion.quantity();
  if (!quantity.input().empty()) {
    return {absl::StrCat("Looks at ", Quoted(guide.InputTitle(quantity.input())),
                         ", and takes no answer of its own.")};
  }
  return {absl::StrCat(NumberWords(quantity.whole(), quantity.unit()), ".")};
}

std::vector<std::string> MeasureWords(const v1::Criterion& criterion, const RubricGuide& guide) {
  if (!criterion.has_measure()) return {};
  const v1::Measure& measure = criterion.measure();
  std::vector<std::string> sentences = {
      RateWords(measure), measure.basis() == v1::Measure::BASIS_EVENTS
                              ? "Events are counted, so that one person may count several times."
                              : "People are counted, each once."};
  if (!measure.segments().empty()) {
    std::vector<std::string> titles;
    for (const v1::Segment& segment : measure.segments()) titles.push_back(segment.title());
    sentences.push_back(absl::StrCat(
        "Counted apart: ", ListWords(titles),
        measure.segments_partition()
            ? ". Each belongs to exactly one of these, so the counts of all together need not be "
              "stated."
            : "."));
    sentences.push_back(absl::StrCat(
        "Scored by: ", guide.SegmentTitle(criterion.id(), measure.scored_segment()), "."));
  }
  sentences.push_back(absl::StrCat("With a denominator below ", measure.minimum_denominator(),
                                   " there is not enough information for a rate."));
  return sentences;
}

std::vector<std::string> MilestonesWords(const v1::Criterion& criterion, const RubricGuide& guide) {
  if (!criterion.has_milestones()) return {};
  const v1::Milestones& milestones = criterion.milestones();
  std::vector<std::string> sentences = {
      absl::StrCat("The phase ", Quoted(guide.StageTitle(criterion.id(), milestones.stage())),
                   ": for each activity that is done, the day on which it was done. The value is "
                   "the share of the activities that are done.")};
  if (!milestones.ceased_input().empty()) {
    sentences.push_back(absl::StrCat("What is dated after ",
                                     Quoted(guide.InputTitle(milestones.ceased_input())),
                                     " does not count."));
  }
  return sentences;
}

std::string InputWords(const v1::Input& input, const RubricGuide& guide) {
  switch (input.kind_case()) {
    case v1::Input::kNumber:
      return absl::StrCat(NumberWords(input.number().whole(), input.number().unit()),
                          LimitsWords(input.number()), ".");
    case v1::Input::kDate:
      return "A day.";
    case v1::Input::kChoice:
      return input.choice().several() ? "One or several of these." : "One of these.";
    case v1::Input::kRecognition:
      return absl::StrCat("Whether the program holds ", Quoted(input.recognition().standard()),
                          ", or is being reviewed for it.");
    case v1::Input::kDerived:
      return absl::StrCat("Computed, and takes no answer: ", DerivedWords(input.derived(), guide),
                          input.derived().unit().empty() ? "" : ", in ", input.derived().unit(),
                          ".");
    case v1::Input::KIND_NOT_SET:
      break;
  }
  return "";
}

}  // namespace continuum::cli
