// SPDX-License-Identifier: Apache-2.0
//
// The cells of an answers table (answers_csv.h says what they hold) that become inputs, numbers,
// counts, days, activities and origins. Problems are appended to the list that the reader was made
// with. Not thread-safe.

#ifndef CONTINUUM_CLIENTS_CLI_ANSWERS_CELLS_H_
#define CONTINUUM_CLIENTS_CLI_ANSWERS_CELLS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "clients/cli/answers_rows.h"
#include "clients/cli/line_problem.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/inputs.pb.h"

namespace continuum::cli {

class CellReader {
 public:
  explicit CellReader(std::vector<LineProblem>* problems) : problems_(*problems) {}

  void Problem(const AnswersRow& row, absl::string_view column, std::string message);
  // A problem for each of these columns that is filled in.
  void Refuse(const AnswersRow& row, absl::Span<const absl::string_view> columns,
              absl::string_view why);
  // True for "yes"; a problem for what is neither yes nor no nor blank.
  bool YesNo(const AnswersRow& row, absl::string_view column);
  // A day; blank for a blank cell, and after a problem.
  std::string Day(const AnswersRow& row, absl::string_view column);
  // A number; the same. `what` is what was wanted, such as "a number of days".
  std::string Number(const AnswersRow& row, absl::string_view column, absl::string_view what);

  // What an input's row states. The answer stays without a form when the row's answer is blank.
  void ReadInput(const v1::Input& input, const AnswersRow& row, v1::Answer* answer);
  // What is said of an activity that is done or not.
  void ReadActivity(const AnswersRow& row, v1::ActivityAnswer* activity);
  // The counts in a row of a measure; whether there are any.
  bool ReadCounts(const AnswersRow& row, const std::string& segment, v1::MeasureAnswer* answer);
  // Whether the answer is confirmed, and where it came from.
  void ReadOrigin(const AnswersRow& row, v1::Answer* answer);

 private:
  void ReadChoice(const v1::Input& input, const AnswersRow& row, v1::InputAnswer* answer);
  void ReadRecognition(const v1::Input& input, const AnswersRow& row, v1::InputAnswer* answer);

  std::vector<LineProblem>& problems_;
};

// What may stand in an answer cell: "1, 2 or 3".
std::string ChoiceList(std::vector<std::string> choices);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ANSWERS_CELLS_H_
