// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_RENDER_TABLE_H_
#define CONTINUUM_CLIENTS_CLI_RENDER_TABLE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/console.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

struct Column {
  std::string id;     // the column's name in CSV: "period_end"
  std::string title;  // what people see: "PERIOD END"
  Align align = Align::kLeft;
  bool wraps = false;  // gives room, and breaks its text at spaces
};

struct Cell {
  // Cells are written as plain texts most of the time.
  // NOLINTNEXTLINE(google-explicit-constructor)
  Cell(std::string cell_text, Style cell_style = Style::kPlain, int cell_indent = 0)
      : text(std::move(cell_text)), style(cell_style), indent(cell_indent) {}
  Cell(const char* cell_text) : text(cell_text) {}  // NOLINT(google-explicit-constructor)

  std::string text;
  Style style = Style::kPlain;
  int indent = 0;  // columns in front of each line, not in CSV
};

// Rows under titled columns, two spaces apart, as wide as the console at most: wrapping columns
// give room, and cut words only where breaking at spaces is not enough, addresses never. Where that
// is not enough, each row becomes a block with a line per column, since ids that are broken apart
// cannot be copied. No text is ever left out. Text is made printable.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // One cell per column.
  void Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }

  // Prints titles (unless `titles` is false) and rows, each after `indent` spaces.
  void Print(Console& console, int indent = 0, bool titles = true) const;

  // A header with the columns' ids, and the rows.
  std::string ToCsv() const;

 private:
  // How wide each column is. Nothing where the columns that do not wrap need more than the room.
  std::optional<std::vector<int>> FitWidths(int room, bool titles) const;
  void PrintBlocks(Console& console, int indent) const;

  const std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RENDER_TABLE_H_
