// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/answers_csv.h"

namespace continuum::cli {

namespace {

struct FieldColumn {
  absl::string_view field;  // the end of a field path
  absl::string_view column;
};

// In this order: what comes first wins.
constexpr FieldColumn kFieldColumns[] = {
    {".since", "since"},
    {".extent", "extent"},
    {".adaptation.what", "adaptation"},
    {".adaptation.why", "adaptation_reason"},
    {".adaptation.planned", "planned"},
    {".adaptation.consistent", "consistent"},
    {".adaptation", "adaptation"},
    {".state", "answer"},
    {".stage", "stage"},
    {".activity", "item"},
    {".milestone", "item"},
    {".segment", "item"},
    {".numerator", "numerator"},
    {".denominator", "denominator"},
    {".level", "level"},
    {".first_date", "first_date"},
    {".last_date", "last_date"},
    {".unconfirmed", "unconfirmed"},
    {".origin.assessment", "origin_assessment"},
    {".origin.crosswalk", "origin_crosswalk"},
    {".origin.explanation", "origin_explanation"},
    {".criterion", "criterion"},
    {".not_applicable.justification", "comment"},
    {".insufficient_data.explanation", "comment"},
    {".comment", "comment"},
    {".attested", "attested"},
};

std::string ColumnOf(absl::string_view field) {
  for (const FieldColumn& known : kFieldColumns) {
    if (absl::EndsWith(field, known.field)) return std::string(known.column);
  }
  if (absl::StrContains(field, "evidence")) return "evidence";
  if (absl::StrContains(field, ".origin")) return "origin_criteria";
  if (absl::EndsWith(field, "]") && absl::StrContains(field, "measure.counts")) return "numerator";
  return absl::StrContains(field, "factors.met") || absl::StrContains(field, "activities")
             ? "item"
             : "answer";
}

// Takes `name` and the index after it off a path: "answers[3].x" gives 3 and leaves ".x".
bool TakeIndex(absl::string_view* path, absl::string_view name, size_t size, size_t* index) {
  if (!absl::ConsumePrefix(path, name) || !absl::ConsumePrefix(path, "[")) return false;
  const size_t close = path->find(']');
  if (close == absl::string_view::npos || !absl::SimpleAtoi(path->substr(0, close), index)) {
    return false;
  }
  path->remove_prefix(close + 1);
  return *index < size;
}

int LineOf(const absl::flat_hash_map<std::string, int>& lines, absl::string_view column,
           int otherwise) {
  const auto found = lines.find(column);
  return found == lines.end() ? otherwise : found->second;
}

}  // namespace

LineProblem AtLine(const AnswersCsv& csv, absl::string_view field, absl::string_view message) {
  LineProblem problem{.line = 1, .column = ColumnOf(field), .message = std::string(message)};
  absl::string_view path = field;
  size_t answer = 0;
  if (!TakeIndex(&path, "answers", csv.lines.size(), &answer)) return problem;
  const AnswerLines& lines = csv.lines[answer];
  size_t item = 0;
  if (TakeIndex(&path, ".staircase.activities", lines.items.size(), &item) ||
      TakeIndex(&path, ".factors.met", lines.items.size(), &item) ||
      TakeIndex(&path, ".measure.counts", lines.items.size(), &item) ||
      TakeIndex(&path, ".milestones.milestones", lines.items.size(), &item)) {
    const auto& cells = lines.items[item];
    problem.line = LineOf(cells, problem.column, LineOf(cells, "item", lines.row));
    return problem;
  }
  problem.line = LineOf(lines.cell, problem.column, lines.row);
  return problem;
}

}  // namespace continuum::cli
