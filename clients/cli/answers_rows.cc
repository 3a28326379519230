// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_rows.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "clients/cli/csv.h"
#include "clients/cli/csv_table.h"

namespace continuum::cli {

namespace {

CsvColumns AnswersColumns() {
  CsvColumns columns{.known = {},
                     .required = {"criterion", "answer"},
                     .ignored = {"stage", "domain", "title", "text", "as_saved"},
                     .written_by = "continuum rubric template"};
  for (const absl::string_view column : kAnswersColumns) {
    const bool ignored =
        std::find(columns.ignored.begin(), columns.ignored.end(), column) != columns.ignored.end();
    if (!ignored) columns.known.emplace_back(column);
  }
  return columns;
}

}  // namespace

int AnswersRow::LineOf(absl::string_view column) const {
  const auto found = cells_.find(column);
  return found == cells_.end() ? line_ : found->second.line;
}

std::string AnswersRow::Word(absl::string_view column) const {
  const auto found = cells_.find(column);
  if (found == cells_.end()) return "";
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(found->second.text));
}

std::string AnswersRow::Text(absl::string_view column) const {
  const auto found = cells_.find(column);
  if (found == cells_.end()) return "";
  const std::string& text = found->second.text;
  return absl::StripAsciiWhitespace(text).empty() ? "" : text;
}

absl::flat_hash_map<std::string, int> AnswersRow::Lines() const {
  absl::flat_hash_map<std::string, int> lines;
  for (const auto& [column, cell] : cells_) lines[column] = cell.line;
  return lines;
}

std::vector<AnswersRow> ReadAnswersRows(absl::string_view text,
                                        std::vector<LineProblem>* problems) {
  std::vector<AnswersRow> rows;
  for (CsvTableRow& row : ReadCsvTable(text, AnswersColumns(), problems)) {
    rows.emplace_back(row.line, std::move(row.cells));
  }
  return rows;
}

}  // namespace continuum::cli
