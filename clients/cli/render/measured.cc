// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/measured.h"

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/render/table.h"
#include "clients/cli/wording.h"
#include "scoring/wilson.h"

namespace continuum::cli {

namespace {

std::string IntervalText(const v1::MeasuredSegment& segment, const v1::Criterion* criterion) {
  int64_t numerator = 0;
  if (criterion == nullptr || criterion->measure().kind() != v1::Measure::KIND_PROPORTION ||
      segment.rate().empty() || !absl::SimpleAtoi(segment.numerator(), &numerator)) {
    return "";
  }
  const std::optional<scoring::WilsonBounds> interval =
      scoring::WilsonInterval(numerator, segment.denominator());
  if (!interval.has_value()) return "";
  return absl::StrFormat("%.1f%% to %.1f%%", 100 * interval->low, 100 * interval->high);
}

}  // namespace

MeasuredText TextOf(const v1::MeasuredSegment& segment, const v1::Criterion* criterion,
                    const RubricGuide& guide) {
  if (segment.masked()) return {.counts = kWithheld, .rate = "", .interval = ""};
  const v1::Display display =
      criterion == nullptr ? v1::Display() : NumberDisplay(*criterion, guide);
  return {
      .counts = absl::StrCat(NumberText(segment.numerator()), " of ", segment.denominator()),
      .rate = segment.rate().empty() ? "too few for a rate" : NumberText(segment.rate(), display),
      .interval = IntervalText(segment, criterion)};
}

std::string MeasuredLine(const v1::MeasuredSegment& segment, const v1::Criterion* criterion,
                         const RubricGuide& guide) {
  const MeasuredText text = TextOf(segment, criterion, guide);
  return absl::StrCat(
      text.counts, text.rate.empty() ? "" : ", ", text.rate,
      text.interval.empty() ? "" : absl::StrCat(" (95 % interval ", text.interval, ")"));
}

void PrintMeasured(Console& console, const v1::Scorecard& card, const RubricGuide& guide) {
  Table table({{.id = "title", .title = "", .wraps = true},
               {.id = "segment", .title = "OF WHOM", .wraps = true},
               {.id = "counts", .title = "COUNTED", .align = Align::kRight},
               {.id = "rate", .title = "RATE", .align = Align::kRight},
               {.id = "interval", .title = "95 % INTERVAL"}});
  bool any_masked = false;
  for (const v1::CriterionResult& result : card.criteria()) {
    const v1::Criterion* criterion = guide.FindCriterion(result.criterion());
    std::string title = guide.CriterionTitle(result.criterion());
    for (const v1::MeasuredSegment& segment : result.measured()) {
      const MeasuredText text = TextOf(segment, criterion, guide);
      any_masked = any_masked || segment.masked();
      table.Add({title, guide.SegmentTitle(result.criterion(), segment.segment()),
                 Cell(text.counts, segment.masked() ? Style::kDim : Style::kPlain), text.rate,
                 text.interval});
      title.clear();
    }
  }
  if (table.empty()) return;
  console.Heading("What was counted");
  table.Print(console, /*indent=*/2);
  console.Paragraph(
      "The interval says how much of a proportion could be chance: the smaller the counts, the "
      "wider. It changes no number here.",
      "  ", Style::kDim);
  if (!any_masked) return;
  console.Paragraph(
      "Counts from 1 to 10 could point to a person and are withheld, with their rates and with "
      "what "
      "they could be computed from.",
      "  ", Style::kDim);
}

}  // namespace continuum::cli
