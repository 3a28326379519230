// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/explanation.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/console.h"
#include "clients/cli/form_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/render/measured.h"
#include "clients/cli/render/table.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/state_words.h"
#include "clients/cli/wording.h"

namespace continuum::cli {

namespace {

// What the number of a quantity or measure is worth, and what was counted.
void PrintForm(Console& console, const v1::CriterionResult& result, const RubricGuide& guide) {
  const v1::Criterion* criterion = guide.FindCriterion(result.criterion());
  for (const v1::MeasuredSegment& segment : result.measured()) {
    console.Paragraph(absl::StrCat(guide.SegmentTitle(result.criterion(), segment.segment()), ": ",
                                   MeasuredLine(segment, criterion, guide)),
                      "    - ");
  }
  if (criterion == nullptr || result.not_asked()) return;
  const v1::Display display = NumberDisplay(*criterion, guide);
  if (criterion->has_quantity()) {
    console.Paragraph(WorthWords(criterion->quantity().worth(), display), "    - ");
  } else if (criterion->has_measure()) {
    console.Paragraph(WorthWords(criterion->measure().worth(), display), "    - ");
  }
}

void PrintCriterion(Console& console, const v1::CriterionResult& result, const RubricGuide& guide) {
  std::string line =
      absl::StrCat(guide.CriterionTitle(result.criterion()), ": ", StandingWords(result, guide));
  if (!result.value().empty()) {
    absl::StrAppend(&line, ", worth ", NumberText(result.value()));
    if (!result.highest().empty()) absl::StrAppend(&line, " of ", NumberText(result.highest()));
  }
  console.Paragraph(line, "  ", Style::kHeading);
  PrintForm(console, result, guide);
  for (const v1::Reason& reason : result.reasons()) {
    console.Paragraph(ReasonSentence(reason, guide, result.criterion()), "    - ");
  }
  // A step would lead from no value to the lowest one, which nobody means to aim for.
  if (!result.has_next_step() || result.state() == v1::ANSWER_STATE_INSUFFICIENT_DATA) return;
  const StepText step = StepWords(result.next_step(), guide, "");
  console.Paragraph(
      absl::StrCat("What would raise it to ", NumberText(result.next_step().to()), ":"), "    ");
  for (const std::string& line_to_do : step.to_do) console.Paragraph(line_to_do, "      * ");
}

std::string TermValue(const v1::TermResult& term) {
  const bool withheld = term.use() == v1::TermResult::USE_COUNTED && term.value().empty();
  return withheld ? "withheld" : NumberText(term.value());
}

// The days that a phase brings to a number of days.
std::string DatesOf(const std::string& criterion, const v1::Scorecard& card) {
  for (const v1::CriterionResult& result : card.criteria()) {
    if (result.criterion() != criterion || result.first_date().empty()) continue;
    return result.first_date() == result.last_date()
               ? result.first_date()
               : absl::StrCat(result.first_date(), " to ", result.last_date());
  }
  return "no date";
}

Table TermsTable(const v1::RollupResult& result, const v1::Scorecard& card,
                 const RubricGuide& guide) {
  const v1::Rollup* rollup = guide.FindRollup(result.rollup());
  const bool days = rollup != nullptr && rollup->operator_() == v1::Rollup::OPERATOR_DURATION_DAYS;
  const bool weighted = std::any_of(result.terms().begin(), result.terms().end(),
                                    [](const auto& term) { return !term.weight().empty(); });
  std::vector<Column> columns = {{.id = "term", .title = "COMPUTED FROM", .wraps = true}};
  if (weighted) columns.push_back({.id = "weight", .title = "WEIGHT", .align = Align::kRight});
  columns.push_back(days ? Column{.id = "dates", .title = "DATES"}
                         : Column{.id = "value", .title = "VALUE", .align = Align::kRight});
  columns.push_back({.id = "use", .title = "USE"});
  Table table(std::move(columns));
  for (const v1::TermResult& term : result.terms()) {
    std::vector<Cell> row = {term.has_rollup() ? guide.RollupTitle(term.rollup())
                                               : guide.CriterionTitle(term.criterion())};
    if (weighted) row.emplace_back(NumberText(term.weight()));
    row.emplace_back(days ? DatesOf(term.criterion(), card) : TermValue(term));
    row.emplace_back(UseWords(term.use()));
    table.Add(std::move(row));
  }
  return table;
}

void PrintTerms(Console& console, const v1::RollupResult& result, const v1::Scorecard& card,
                const RubricGuide& guide) {
  console.Paragraph(absl::StrCat(guide.RollupTitle(result.rollup()), ": ",
                                 RollupValueWords(result, guide, card.context().as_of_date())),
                    "  ", Style::kHeading);
  // What else says why there is no value stands in the heading.
  if (result.has_reason() && (result.state() == v1::ROLLUP_STATE_VALUE ||
                              result.reason().code() == v1::Reason::CODE_CASE)) {
    console.Paragraph(RollupReasonSentence(result.reason(), guide, result.rollup()), "    - ");
  }
  Table terms = TermsTable(result, card, guide);
  if (terms.empty()) return;
  terms.Print(console, /*indent=*/4);
}

}  // namespace

std::vector<Remark> WhatDoesNotCount(const v1::Scorecard& card, const RubricGuide& guide) {
  std::vector<Remark> remarks;
  for (const v1::CriterionResult& result : card.criteria()) {
    const std::string title = guide.CriterionTitle(result.criterion());
    for (const v1::Reason& reason : result.reasons()) {
      if (!SaysWhyNotCounted(reason.code())) continue;
      remarks.push_back({title, ReasonSentence(reason, guide, result.criterion())});
    }
    std::vector<std::string> skipped;
    for (const std::string& stage : result.skipped_stages()) {
      skipped.push_back(guide.StageTitle(result.criterion(), stage));
    }
    if (skipped.empty()) continue;
    remarks.push_back(
        {title, absl::StrCat("what is done above ", absl::StrJoin(skipped, " and "),
                             " does not count until ",
                             skipped.size() == 1 ? "that is" : "these are", " complete.")});
  }
  return remarks;
}

void PrintExplanation(Console& console, const v1::Scorecard& card, const RubricGuide& guide) {
  console.Heading(absl::StrCat("Every ", guide.CriterionWord()));
  for (const v1::CriterionResult& result : card.criteria()) {
    PrintCriterion(console, result, guide);
  }
  if (card.rollups().empty()) return;
  console.Heading("Every number");
  for (const v1::RollupResult& result : card.rollups()) PrintTerms(console, result, card, guide);
}

void PrintStep(Console& console, const v1::Step& step, const RubricGuide& guide,
               const std::string& rollup, int indent) {
  const StepText words = StepWords(step, guide, rollup);
  const std::string spaces(static_cast<size_t>(indent), ' ');
  console.Paragraph(words.headline, spaces, Style::kHeading);
  for (const std::string& line : words.to_do) {
    console.Paragraph(line, absl::StrCat(spaces, "  * "));
  }
}

}  // namespace continuum::cli
