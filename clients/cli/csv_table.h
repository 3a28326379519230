// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_CSV_TABLE_H_
#define CONTINUUM_CLIENTS_CLI_CSV_TABLE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "clients/cli/csv.h"
#include "clients/cli/line_problem.h"

namespace continuum::cli {

// Which columns a table has.
struct CsvColumns {
  std::vector<std::string> known;
  std::vector<std::string> required;  // of these; the first is in no other table
  std::vector<std::string> ignored;   // known, too, but only for the reader
  std::string written_by;             // the command that writes such a table
};

// A row's cells by column, guards taken away. Columns of the reader's own are left out.
struct CsvTableRow {
  int line = 0;
  absl::flat_hash_map<std::string, CsvCell> cells;
};

// Spreadsheets take a text for UTF-8 only when it begins with this mark.
inline constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Reads a table whose first row names its columns, in any order; a column whose name begins with
// "note" is the reader's own. Adds everything to `problems` that keeps the text from being such a
// table. Rows in which only columns for the reader hold text are left out. A pure function.
std::vector<CsvTableRow> ReadCsvTable(absl::string_view text, const CsvColumns& columns,
                                      std::vector<LineProblem>* problems);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CSV_TABLE_H_
