// SPDX-License-Identifier: Apache-2.0
#include "scoring/crosswalk/matrix.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/crosswalk.h"
#include "clients/cli/crosswalk_file.h"
#include "clients/cli/crosswalk_words.h"
#include "clients/cli/error.h"
#include "clients/cli/session.h"

namespace continuum::cli {

namespace {

int CountOfAll(const v1::MatrixCell& cell) {
  return cell.equal() + cell.subset() + cell.superset() + cell.overlap();
}

// "low to high", or "high" where both are.
std::string ConfidenceRange(const v1::MatrixCell& cell) {
  const std::string lowest = ConfidenceWords(cell.lowest_confidence());
  const std::string highest = ConfidenceWords(cell.highest_confidence());
  return lowest == highest ? highest : absl::StrCat(lowest, " to ", highest);
}

// "names 2 of 9: 1 equal, 3 less; confidence low to high".
std::string CellText(const v1::MatrixCell& cell) {
  if (CountOfAll(cell) == 0) return "-";
  std::string text = absl::StrCat("names ", cell.named_parts(), " of ", cell.parts(), ": ");
  bool first = true;
  for (const auto& [count, word] :
       std::initializer_list<std::pair<int, absl::string_view>>{{cell.equal(), "equal"},
                                                                {cell.subset(), "less"},
                                                                {cell.superset(), "more"},
                                                                {cell.overlap(), "overlapping"}}) {
    if (count == 0) continue;
    absl::StrAppend(&text, first ? "" : ", ", count, " ", word);
    first = false;
  }
  return absl::StrCat(text, "; confidence ", ConfidenceRange(cell));
}

Table WideTable(const v1::CrosswalkMatrix& matrix) {
  std::vector<Column> columns = {{.id = "title", .title = "", .wraps = true}};
  for (const v1::MatrixColumn& column : matrix.columns()) {
    columns.push_back({.id = column.crosswalk(), .title = column.title(), .wraps = true});
  }
  Table table(columns);
  for (const v1::MatrixRow& row : matrix.rows()) {
    std::vector<Cell> cells = {row.title()};
    for (const v1::MatrixCell& cell : row.cells()) cells.emplace_back(CellText(cell));
    table.Add(std::move(cells));
  }
  return table;
}

// One line per row and crosswalk: programs count with it.
Table TidyTable(const v1::CrosswalkMatrix& matrix) {
  Table table({{.id = "domain", .title = "DOMAIN"},
               {.id = "criterion", .title = "CRITERION"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "crosswalk", .title = "CROSSWALK"},
               {.id = "equal", .title = "EQUAL"},
               {.id = "subset", .title = "SUBSET"},
               {.id = "superset", .title = "SUPERSET"},
               {.id = "overlap", .title = "OVERLAP"},
               {.id = "lowest_confidence", .title = "LOWEST CONFIDENCE"},
               {.id = "highest_confidence", .title = "HIGHEST CONFIDENCE"},
               {.id = "named_parts", .title = "NAMED PARTS"},
               {.id = "parts", .title = "PARTS"}});
  for (const v1::MatrixRow& row : matrix.rows()) {
    for (int i = 0; i < row.cells_size(); ++i) {
      const v1::MatrixCell& cell = row.cells(i);
      table.Add({row.domain(), row.criterion(), row.title(), matrix.columns(i).crosswalk(),
                 absl::StrCat(cell.equal()), absl::StrCat(cell.subset()),
                 absl::StrCat(cell.superset()), absl::StrCat(cell.overlap()),
                 ConfidenceWords(cell.lowest_confidence()),
                 ConfidenceWords(cell.highest_confidence()), absl::StrCat(cell.named_parts()),
                 absl::StrCat(cell.parts())});
    }
  }
  return table;
}

}  // namespace

CommandResult CrosswalkMatrix(Session& session, const CrosswalkMatrixOptions& options) {
  std::vector<CrosswalkFile> files;
  for (const std::string& path : options.files) {
    auto file = LoadCrosswalk(path, options.rubrics, session.console);
    if (!file.ok()) return file.status();
    const std::string to = EditionWords(file->definition.to());
    if (!files.empty() && to != EditionWords(files[0].definition.to())) {
      return InputError(file->path, absl::StrCat("it leads to ", to, ", but ", files[0].path,
                                                 " to ", EditionWords(files[0].definition.to()),
                                                 "; want crosswalks to one rubric"));
    }
    files.push_back(*std::move(file));
  }
  std::vector<const v1::CrosswalkDefinition*> crosswalks;
  for (const CrosswalkFile& file : files) crosswalks.push_back(&file.definition);
  const v1::CrosswalkMatrix matrix = scoring::MakeMatrix(
      crosswalks, files[0].to,
      options.criteria ? scoring::MatrixRows::kCriteria : scoring::MatrixRows::kDomains);
  const bool table = session.output == OutputFormat::kTable;
  session.Emit(matrix, table ? WideTable(matrix) : TidyTable(matrix), "The rubric asks nothing.");
  if (!table) return ExitCode::kOk;
  session.console.out() << "\n";
  session.console.Paragraph(
      "\"names 2 of 9\": of the 9 things asked in this row, 2 are named one by one; the more, the "
      "more specific. Then the relations: what the column asks is equal to what the row asks, less "
      "(a part of it), more (all of it and something else), or overlapping.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
