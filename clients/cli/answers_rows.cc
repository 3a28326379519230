// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_rows.h"

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
#include "absl/strings/string_view.h"
#include "clients/cli/csv.h"
#include "clients/cli/render/text.h"
#include "clients/cli/suggestion.h"
#include "clients/cli/utf8.h"

namespace continuum::cli {

namespace {

constexpr absl::string_view kSaveAs = "Save it from the spreadsheet as \"CSV UTF-8\".";

bool IsForReader(absl::string_view column) {
  return column == "domain" || column == "title" || column == "text" ||
         absl::StartsWith(column, "note");
}

// What keeps the bytes from being a text at all.
std::optional<LineProblem> FindFileProblem(absl::string_view text) {
  const auto problem = [](int line, absl::string_view what) {
    return LineProblem{.line = line, .message = absl::StrCat(what, " ", kSaveAs)};
  };
  if (absl::StripAsciiWhitespace(text).empty() || text == "\xEF\xBB\xBF") {
    return LineProblem{.line = 1,
                       .message =
                           "the file is empty; `continuum rubric template` writes one to "
                           "fill in"};
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
  Header(const CsvRow& row, std::vector<LineProblem>* problems) {
    for (const CsvCell& cell : row.cells) {
      names_.push_back(absl::AsciiStrToLower(absl::StripAsciiWhitespace(cell.text)));
    }
    Check(row, problems);
  }

  bool usable() const { return usable_; }
  const std::vector<std::string>& names() const { return names_; }

 private:
  bool Has(absl::string_view name) const {
    return std::find(names_.begin(), names_.end(), name) != names_.end();
  }

  void Check(const CsvRow& row, std::vector<LineProblem>* problems) {
    if (!Has("criterion") || !Has("answer")) {
      const bool other_separator = names_.size() == 1 && absl::StrContains(names_[0], "criterion");
      problems->push_back(
          {.line = row.line(),
           .message = other_separator
                          ? absl::StrCat("the columns are not separated by commas. ", kSaveAs)
                          : "the header row is missing: the first row must name the columns, "
                            "\"criterion\" and \"answer\" among them, as `continuum rubric "
                            "template` writes it"});
      return;
    }
    usable_ = true;
    const std::vector<std::string> known(std::begin(kAnswersColumns), std::end(kAnswersColumns));
    for (size_t i = 0; i < names_.size(); ++i) {
      if (names_[i].empty()) continue;
      const auto first = std::find(names_.begin(), names_.end(), names_[i]);
      std::string message;
      if (first != names_.begin() + static_cast<std::ptrdiff_t>(i)) {
        message = absl::StrCat("the column ", Shown(names_[i]), " is there twice");
      } else if (!IsForReader(names_[i]) &&
                 std::find(known.begin(), known.end(), names_[i]) == known.end()) {
        message = absl::StrCat("the column ", Shown(names_[i]), " is not known.",
                               DidYouMean(names_[i], known),
                               " Columns of your own have a name that begins with \"note\".");
      }
      if (!message.empty()) {
        problems->push_back({.line = row.cells[i].line, .message = std::move(message)});
      }
    }
  }

  std::vector<std::string> names_;
  bool usable_ = false;
};

// The row's cells by column; nothing when only columns for the reader hold text.
std::optional<AnswersRow> MakeRow(const CsvRow& row, const Header& header,
                                  std::vector<LineProblem>* problems) {
  absl::flat_hash_map<std::string, CsvCell> cells;
  bool blank = true;
  for (size_t i = 0; i < row.cells.size(); ++i) {
    const std::string name = i < header.names().size() ? header.names()[i] : "";
    const bool empty = absl::StripAsciiWhitespace(row.cells[i].text).empty();
    if (name.empty()) {
      if (empty) continue;
      problems->push_back({.line = row.cells[i].line,
                           .message = absl::StrCat("the text ", Shown(row.cells[i].text),
                                                   " stands in a column without a name; is there "
                                                   "a comma too many?")});
      continue;
    }
    blank = blank && (empty || IsForReader(name) || name == "stage");
    cells[name] = {.text = Unguard(row.cells[i].text), .line = row.cells[i].line};
  }
  if (blank) return std::nullopt;
  return AnswersRow(row.line(), std::move(cells));
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
  if (const auto problem = FindFileProblem(text); problem.has_value()) {
    problems->push_back(*problem);
    return {};
  }
  const CsvFile file = ReadCsv(text);
  for (const CsvProblem& problem : file.problems) {
    problems->push_back({.line = problem.line, .message = problem.message});
  }
  std::vector<AnswersRow> rows;
  if (file.rows.empty()) return rows;
  const Header header(file.rows.front(), problems);
  if (!header.usable()) return rows;
  for (size_t i = 1; i < file.rows.size(); ++i) {
    std::optional<AnswersRow> row = MakeRow(file.rows[i], header, problems);
    if (row.has_value()) rows.push_back(*std::move(row));
  }
  return rows;
}

}  // namespace continuum::cli
