// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/csv.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace continuum::cli {

namespace {

// Reads one file, character by character.
class Reader {
 public:
  explicit Reader(absl::string_view text) : text_(text) {}

  CsvFile Read() {
    while (!AtEnd()) ReadRow();
    return std::move(file_);
  }

 private:
  bool AtEnd() const { return at_ >= text_.size(); }
  char Next() const { return text_[at_]; }
  bool AtLineBreak() const { return !AtEnd() && (Next() == '\n' || Next() == '\r'); }

  // Takes a line break, CR LF as one.
  std::string TakeLineBreak() {
    const size_t begin = at_;
    if (Next() == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  void ReadRow() {
    CsvRow row;
    while (true) {
      row.cells.push_back(ReadCell());
      if (AtEnd()) break;
      if (AtLineBreak()) {
        TakeLineBreak();
        break;
      }
      ++at_;  // the comma
      if (AtEnd()) {
        row.cells.push_back({.text = "", .line = line_});
        break;
      }
    }
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(),
                                   [](const CsvCell& cell) { return cell.text.empty(); });
    if (!blank) file_.rows.push_back(std::move(row));
  }

  CsvCell ReadCell() {
    CsvCell cell{.text = "", .line = line_};
    if (!AtEnd() && Next() == '"') {
      ReadQuoted(&cell);
      return cell;
    }
    while (!AtEnd() && Next() != ',' && !AtLineBreak()) cell.text += text_[at_++];
    return cell;
  }

  void ReadQuoted(CsvCell* cell) {
    ++at_;  // the opening quote
    while (true) {
      if (AtEnd()) {
        Problem(cell->line, "a quotation mark (\") opens a cell here and is never closed");
        return;
      }
      if (AtLineBreak()) {
        cell->text += TakeLineBreak();
      } else if (Next() != '"') {
        cell->text += text_[at_++];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell->text += '"';
        at_ += 2;
      } else {
        break;
      }
    }
    ++at_;  // the closing quote
    if (AtEnd() || Next() == ',' || AtLineBreak()) return;
    Problem(line_,
            "text follows the quotation mark that closes a cell; a quotation mark inside a cell is "
            "written twice (\"\")");
    while (!AtEnd() && Next() != ',' && !AtLineBreak()) ++at_;
  }

  void Problem(int line, absl::string_view message) {
    file_.problems.push_back({.line = line, .message = std::string(message)});
  }

  const absl::string_view text_;
  size_t at_ = 0;
  int line_ = 1;
  CsvFile file_;
};

std::string Quote(absl::string_view cell) {
  std::string guarded = Guard(cell);
  const bool plain = guarded.find_first_of(",\"\r\n") == std::string::npos &&
                     !absl::StartsWith(guarded, " ") && !absl::EndsWith(guarded, " ");
  if (plain) return guarded;
  return absl::StrCat("\"", absl::StrReplaceAll(guarded, {{"\"", "\"\""}}), "\"");
}

// "-4.5" or "+3": a spreadsheet takes it for the number that it is.
bool IsNumber(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "-")) absl::ConsumePrefix(&text, "+");
  const auto is_part = [](char c) { return absl::ascii_isdigit(c) || c == '.'; };
  return !text.empty() && absl::ascii_isdigit(text.front()) && absl::ascii_isdigit(text.back()) &&
         std::all_of(text.begin(), text.end(), is_part) &&
         std::count(text.begin(), text.end(), '.') <= 1;
}

// Whether a spreadsheet takes the text, apostrophes in front left out, for a formula.
bool LooksLikeFormula(absl::string_view text) {
  const size_t first = text.find_first_not_of('\'');
  if (first == absl::string_view::npos || IsNumber(text.substr(first))) return false;
  return absl::string_view("=+-@\t\r").find(text[first]) != absl::string_view::npos;
}

}  // namespace

CsvFile ReadCsv(absl::string_view text) {
  absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
  return Reader(text).Read();
}

std::string CsvLine(const std::vector<std::string>& cells) {
  return absl::StrCat(absl::StrJoin(cells, ",",
                                    [](std::string* out, const std::string& cell) {
                                      absl::StrAppend(out, Quote(cell));
                                    }),
                      "\n");
}

std::string Guard(absl::string_view text) {
  return LooksLikeFormula(text) ? absl::StrCat("'", text) : std::string(text);
}

std::string Unguard(absl::string_view text) {
  if (absl::StartsWith(text, "'") && LooksLikeFormula(text)) text.remove_prefix(1);
  return std::string(text);
}

}  // namespace continuum::cli
