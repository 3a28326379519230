// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/csv_table.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/render/text.h"
#include "clients/cli/suggestion.h"
#include "clients/cli/utf8.h"

namespace continuum::cli {

namespace {

constexpr absl::string_view kSaveAs = "Save it from the spreadsheet as \"CSV UTF-8\".";

bool Contains(const std::vector<std::string>& names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsBlank(absl::string_view text) { return absl::StripAsciiWhitespace(text).empty(); }

// What keeps the bytes from being a text at all.
std::optional<LineProblem> FindFileProblem(absl::string_view text, const CsvColumns& columns) {
  const auto problem = [](int line, absl::string_view what) {
    return LineProblem{.line = line, .message = absl::StrCat(what, " ", kSaveAs)};
  };
  if (IsBlank(text) || text == kByteOrderMark) {
    return LineProblem{
        .line = 1,
        .message = absl::StrCat("the file is empty; `", columns.written_by, "` writes one")};
  }
  if (absl::StartsWith(text, "PK\x03\x04")) {
    return problem(1, "the file is a spreadsheet workbook and not CSV.");
  }
  if (absl::StartsWith(text, "\xFF\xFE") || absl::StartsWith(text, "\xFE\xFF")) {
    return problem(1, "the file is written in UTF-16 and not in UTF-8.");
  }
  if (const size_t zero = text.find('\0'); zero != absl::string_view::npos) {
    return problem(LineAt(text, zero), "the file is not a text.");
  }
  if (const auto invalid = FindInvalidUtf8(text); invalid.has_value()) {
    return problem(LineAt(text, *invalid), "a character here is not UTF-8.");
  }
  return std::nullopt;
}

// Which column of the file is which: column i of the file is the i-th name.
class Header {
 public:
  Header(const CsvRow& row, const CsvColumns& columns, std::vector<LineProblem>* problems)
      : columns_(columns) {
    for (const CsvCell& cell : row.cells) {
      names_.push_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(cell.text)));
    }
    Check(row, problems);
  }

  bool usable() const { return usable_; }
  const std::vector<std::string>& names() const { return names_; }

 private:
  bool HasRequired() const {
    return std::all_of(columns_.required.begin(), columns_.required.end(),
                       [this](const std::string& name) { return Contains(names_, name); });
  }

  void Check(const CsvRow& row, std::vector<LineProblem>* problems) {
    if (!HasRequired()) {
      const bool other_separator =
          names_.size() == 1 && absl::StrContains(names_[0], columns_.required.front());
      const std::string wanted =
          absl::StrCat("\"", absl::StrJoin(columns_.required, "\" and \""), "\"");
      problems->push_back(
          {.line = row.line(),
           .message = other_separator
                          ? "the columns are not separated by commas. Where a spreadsheet writes "
                            "semicolons, \"CSV UTF-8\" has them, too: set the list separator of "
                            "the system to a comma and save the file again (Windows: Region, "
                            "Additional settings), or choose the comma as the field delimiter "
                            "while saving (LibreOffice: Edit filter settings)"
                          : absl::StrCat(
                                "the header row is missing: the first row must name the columns, ",
                                wanted, " among them, as `", columns_.written_by, "` writes it")});
      return;
    }
    usable_ = true;
    for (size_t i = 0; i < names_.size(); ++i) CheckName(i, row.cells[i].line, problems);
  }

  void CheckName(size_t index, int line, std::vector<LineProblem>* problems) const {
    const std::string& name = names_[index];
    if (name.empty()) return;
    const auto first = std::find(names_.begin(), names_.end(), name);
    if (first != names_.begin() + static_cast<std::ptrdiff_t>(index)) {
      problems->push_back(
          {.line = line, .message = absl::StrCat("the column ", Shown(name), " is there twice")});
    } else if (!absl::StartsWith(name, "note") && !Contains(columns_.known, name) &&
               !Contains(columns_.ignored, name)) {
      problems->push_back(
          {.line = line,
           .message = absl::StrCat("the column ", Shown(name), " is not known.", Suggestion(name),
                                   " Columns of your own have a name that begins with \"note\".")});
    }
  }

  std::string Suggestion(const std::string& name) const {
    std::vector<std::string> names = columns_.known;
    names.insert(names.end(), columns_.ignored.begin(), columns_.ignored.end());
    return DidYouMean(name, names);
  }

  const CsvColumns& columns_;
  std::vector<std::string> names_;
  bool usable_ = false;
};

// Nothing when only columns for the reader hold text.
std::optional<CsvTableRow> MakeRow(const CsvRow& row, const Header& header,
                                   const CsvColumns& columns, std::vector<LineProblem>* problems) {
  CsvTableRow made{.line = row.line(), .cells = {}};
  bool blank = true;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const std::string name = i < header.names().size() ? header.names()[i] : "";
    const bool empty = IsBlank(row.cells[i].text);
    if (name.empty()) {
      if (empty) continue;
      problems->push_back({.line = row.cells[i].line,
                           .message = absl::StrCat("the text ", Shown(row.cells[i].text),
                                                   " stands in a column without a name; is there "
                                                   "a comma too many?")});
      continue;
    }
    blank = blank && (empty || !Contains(columns.known, name));
    made.cells[name] = {.text = Unguard(row.cells[i].text), .line = row.cells[i].line};
  }
  if (blank) return std::nullopt;
  return made;
}

}  // namespace

std::vector<CsvTableRow> ReadCsvTable(absl::string_view text, const CsvColumns& columns,
                                      std::vector<LineProblem>* problems) {
  if (const auto problem = FindFileProblem(text, columns); problem.has_value()) {
    problems->push_back(*problem);
    return {};
  }
  const CsvFile file = ReadCsv(text);
  for (const CsvProblem& problem : file.problems) {
    problems->push_back({.line = problem.line, .message = problem.message});
  }
  std::vector<CsvTableRow> rows;
  if (file.rows.empty()) return rows;
  const Header header(file.rows.front(), columns, problems);
  if (!header.usable()) return rows;
  for (size_t i = 1; i < file.rows.size(); ++i) {
    std::optional<CsvTableRow> row = MakeRow(file.rows[i], header, columns, problems);
    if (row.has_value()) rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace continuum::cli
