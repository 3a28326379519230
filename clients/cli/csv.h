// SPDX-License-Identifier: Apache-2.0
//
// Comma-separated values as RFC 4180 writes them, with the guard that keeps a spreadsheet from
// taking text for a formula. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_CSV_H_
#define CONTINUUM_CLIENTS_CLI_CSV_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// One cell, and the line of the file, from 1, in which it begins.
struct CsvCell {
  std::string text;
  int line = 0;
};

// The cells of one row. A row may take several lines, where a quoted cell holds line breaks.
struct CsvRow {
  std::vector<CsvCell> cells;
  int line() const { return cells.front().line; }
};

// Something that is not CSV.
struct CsvProblem {
  int line = 0;
  std::string message;
};

// What a file holds.
struct CsvFile {
  std::vector<CsvRow> rows;  // each with at least one cell; rows without any text are left out
  std::vector<CsvProblem> problems;
};

// Reads rows that end with LF, CR LF or CR. A byte order mark at the beginning is skipped. A quote
// inside a cell that does not begin with one is taken as it is. Cells are given as written, guard
// included.
CsvFile ReadCsv(absl::string_view text);

// One row with its LF, each cell guarded and quoted where needed.
std::string CsvLine(const std::vector<std::string>& cells);

// A spreadsheet takes a cell that begins with = + - @, a tab or a carriage return for a formula,
// unless it is a plain number such as -4.5.
// Guard puts an apostrophe in front of such text, and of such text with apostrophes in front;
// Unguard takes one away. Unguard(Guard(text)) == text for any text.
std::string Guard(absl::string_view text);
std::string Unguard(absl::string_view text);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CSV_H_
