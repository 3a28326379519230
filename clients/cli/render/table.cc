// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/table.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/console.h"
#include "clients/cli/csv.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 12;  // of a column that wraps

int WidestLine(absl::string_view text) {
  int widest = 0;
  for (const std::string& line : Wrap(text, 1 << 20)) {
    widest = std::max(widest, DisplayWidth(line));
  }
  return widest;
}

// The widest word; or of those with an "@" alone, which are addresses.
int WidestWord(absl::string_view text, bool addresses) {
  int widest = 0;
  for (const absl::string_view word : absl::StrSplit(text, absl::ByAnyChar(" \n"))) {
    if (!addresses || absl::StrContains(word, '@')) widest = std::max(widest, DisplayWidth(word));
  }
  return widest;
}

// Takes room from the columns, the widest first, until the row is as wide as `room`. `narrowest`
// says how much each keeps. Gives whether that was enough.
bool Shrink(int room, const std::vector<int>& narrowest, std::vector<int>& widths) {
  const int gaps = kGap * (static_cast<int>(widths.size()) - 1);
  while (std::accumulate(widths.begin(), widths.end(), gaps) > room) {
    int* widest = nullptr;
    for (size_t i = 0; i < widths.size(); ++i) {
      const bool gives = widths[i] > narrowest[i];
      if (gives && (widest == nullptr || widths[i] > *widest)) widest = &widths[i];
    }
    if (widest == nullptr) return false;
    --*widest;
  }
  return true;
}

void PrintRow(const std::vector<Cell>& row, const std::vector<Column>& columns,
              const std::vector<int>& widths, int indent, Console& console) {
  std::vector<std::vector<std::string>> cells;
  size_t height = 1;
  for (size_t i = 0; i < columns.size(); ++i) {
    cells.push_back(Wrap(Printable(row[i].text), widths[i] - row[i].indent));
    for (std::string& line : cells.back()) {
      if (!line.empty()) line.insert(0, static_cast<size_t>(row[i].indent), ' ');
    }
    height = std::max(height, cells.back().size());
  }
  for (size_t line = 0; line < height; ++line) {
    std::string text(static_cast<size_t>(indent), ' ');
    int missing = 0;  // spaces that are written only before more text
    for (size_t i = 0; i < columns.size(); ++i) {
      const std::string part = line < cells[i].size() ? cells[i][line] : "";
      const int spare = std::max(0, widths[i] - DisplayWidth(part));
      const bool right = columns[i].align == Align::kRight;
      missing += right ? spare : 0;
      if (!part.empty()) {
        absl::StrAppend(&text, std::string(static_cast<size_t>(missing), ' '),
                        console.Paint(row[i].style, part));
        missing = 0;
      }
      missing += kGap + (right ? 0 : spare);
    }
    console.out() << text << "\n";
  }
}

}  // namespace

std::optional<std::vector<int>> Table::FitWidths(int room, bool titles) const {
  std::vector<int> widths;
  std::vector<int> whole_words;
  std::vector<int> narrowest;
  for (size_t i = 0; i < columns_.size(); ++i) {
    int width = titles ? DisplayWidth(columns_[i].title) : 1;
    int word = kNarrowest;
    int address = kNarrowest;
    for (const auto& row : rows_) {
      const std::string text = Printable(row[i].text);
      width = std::max(width, row[i].indent + WidestLine(text));
      word = std::max(word, row[i].indent + WidestWord(text, /*addresses=*/false));
      address = std::max(address, row[i].indent + WidestWord(text, /*addresses=*/true));
    }
    widths.push_back(width);
    whole_words.push_back(columns_[i].wraps ? word : width);
    narrowest.push_back(columns_[i].wraps ? address : width);
  }
  std::vector<int> fitting = widths;
  if (Shrink(room, whole_words, fitting)) return fitting;
  if (Shrink(room, narrowest, widths)) return widths;
  return std::nullopt;
}

void Table::PrintBlocks(Console& console, int indent) const {
  int widest = 0;
  for (const Column& column : columns_) widest = std::max(widest, DisplayWidth(column.title));
  const std::string spaces(static_cast<size_t>(indent), ' ');
  bool first = true;
  for (const auto& row : rows_) {
    if (!first) console.out() << "\n";
    first = false;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (row[i].text.empty()) continue;
      console.Paragraph(row[i].text, absl::StrCat(spaces, Pad(columns_[i].title, widest), "  "),
                        row[i].style);
    }
  }
}

void Table::Print(Console& console, int indent, bool titles) const {
  const auto widths = FitWidths(console.width() - indent, titles);
  if (!widths.has_value()) {
    PrintBlocks(console, indent);
    return;
  }
  if (titles) {
    std::vector<Cell> header;
    for (const Column& column : columns_) header.emplace_back(column.title, Style::kHeading);
    PrintRow(header, columns_, *widths, indent, console);
  }
  for (const auto& row : rows_) PrintRow(row, columns_, *widths, indent, console);
}

std::string Table::ToCsv() const {
  std::vector<std::string> cells;
  for (const Column& column : columns_) cells.push_back(column.id);
  std::string csv = CsvLine(cells);
  for (const auto& row : rows_) {
    cells.clear();
    for (const Cell& cell : row) cells.push_back(Printable(cell.text));
    absl::StrAppend(&csv, CsvLine(cells));
  }
  return csv;
}

}  // namespace continuum::cli
