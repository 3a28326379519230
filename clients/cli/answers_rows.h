// SPDX-License-Identifier: Apache-2.0
//
// The rows of an answers table (answers_csv.h says what they hold), before anything is made of
// them. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_ANSWERS_ROWS_H_
#define CONTINUUM_CLIENTS_CLI_ANSWERS_ROWS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/csv.h"

namespace continuum::cli {

// The columns in the order of the template. "stage" is checked on items' rows, the last five are
// for the reader alone.
inline constexpr absl::string_view kAnswersColumns[] = {"criterion",
                                                        "item",
                                                        "answer",
                                                        "unconfirmed",
                                                        "numerator",
                                                        "denominator",
                                                        "level",
                                                        "first_date",
                                                        "last_date",
                                                        "since",
                                                        "extent",
                                                        "adaptation",
                                                        "adaptation_reason",
                                                        "planned",
                                                        "consistent",
                                                        "comment",
                                                        "evidence",
                                                        "attested",
                                                        "origin_assessment",
                                                        "origin_criteria",
                                                        "origin_crosswalk",
                                                        "origin_explanation",
                                                        "stage",
                                                        "domain",
                                                        "title",
                                                        "text",
                                                        "as_saved",
                                                        "note"};

// One row below the header.
class AnswersRow {
 public:
  AnswersRow(int line, absl::flat_hash_map<std::string, CsvCell> cells)
      : line_(line), cells_(std::move(cells)) {}

  // The line in which the row begins.
  int line() const { return line_; }
  // The line in which a cell begins; the row's where there is none.
  int LineOf(absl::string_view column) const;
  // A cell as an id or a word: without spaces around it, in lower case.
  std::string Word(absl::string_view column) const;
  // A cell as text: as it is, but empty when it holds only spaces.
  std::string Text(absl::string_view column) const;
  // The lines of all cells.
  absl::flat_hash_map<std::string, int> Lines() const;

 private:
  const int line_;
  absl::flat_hash_map<std::string, CsvCell> cells_;  // by column
};

// The rows of `text` that hold more than what is for the reader. Appends what is wrong with the
// file, its header or its shape to `problems`; no rows when the file is not a table of answers.
std::vector<AnswersRow> ReadAnswersRows(absl::string_view text, std::vector<LineProblem>* problems);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ANSWERS_ROWS_H_
