// SPDX-License-Identifier: Apache-2.0
//
// A whole rubric as a table to be edited with a spreadsheet, and back, without loss. Pure
// functions.
//
// The table is CSV (RFC 4180), UTF-8. The first row names the columns, in any order. Each further
// row is one thing:
//
//   nesting        how deep it lies: 0 for the rubric, which is the first row; a row belongs to the
//                  last row above it whose nesting is one less
//   part           what it is there: the name that rubric.proto gives the list, such as "domains",
//                  "criteria", "rating.options", "factors.rows", "requirement.all_of.parts"
//   id, title      as in rubric.proto
//   text           its text, description or summary; of a sentence in a list (part "conventions"),
//                  the sentence
//   value, at_least, intent, guidance, evidence_rule
//                  as in rubric.proto
//   settings       everything else that is not a row of its own (settings.h): "weight: 2",
//                  "missing.absent.kind: blocks"; a name alone ("yes_no:") says that it is there
//   note...        columns of the reader's own
//
// A blank cell says nothing. Yes and no are written so, choices as words ("weighted sum").

#ifndef CONTINUUM_CLIENTS_CLI_SHEET_RUBRIC_SHEET_H_
#define CONTINUUM_CLIENTS_CLI_SHEET_RUBRIC_SHEET_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "clients/cli/line_problem.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// What a table holds. The rubric is whole only when there are no problems.
struct RubricSheet {
  v1::RubricDefinition rubric;
  absl::flat_hash_map<std::string, int> lines;  // "domains[0].criteria[1]" -> the row's line
  std::vector<LineProblem> problems;            // in the order of the lines

  // The line of the innermost row that holds the field at `path`; 0 where there is none.
  int LineOf(absl::string_view path) const;
};

// Reads any text without failing. Whether the rubric is a good one is for scoring::CheckRubric.
RubricSheet ReadRubricSheet(absl::string_view text);

// ReadRubricSheet(WriteRubricSheet(rubric)).rubric is the same rubric, whatever is in it, good or
// not.
std::string WriteRubricSheet(const v1::RubricDefinition& rubric);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SHEET_RUBRIC_SHEET_H_
