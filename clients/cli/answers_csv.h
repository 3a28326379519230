// SPDX-License-Identifier: Apache-2.0
//
// The answers to a rubric as a table that people fill in with a spreadsheet. Pure functions.
//
// The table is CSV (RFC 4180), UTF-8. The first row names the columns, in any order:
//
//   criterion, item, answer, unconfirmed, numerator, denominator, level, first_date, last_date,
//   since, extent, adaptation, adaptation_reason, planned, consistent, comment, evidence, attested,
//   origin_assessment, origin_criteria, origin_crosswalk, origin_explanation
//                                     what is answered
//   stage, domain, title, text        for the reader; and any column whose name begins with "note"
//   as_saved                          what each answer was when the table was written; to be left
//   as
//                                     it is (answers_marks.h)
//
// A template has only the columns that its rubric can need. One row per input and criterion (item
// empty), and one per activity of a staircase, factor, segment of a measure, or milestone. A blank
// answer is no answer. The row of a criterion or input holds:
//
//   criterion  the id of the criterion or input
//   answer     staircase: a stage's id, which claims it, or "nothing done" (answered, and nothing
//              of it is done); rating: an option's id; credit and yes/no: yes or no; quantity: a
//              number; milestones: "nothing done"; any form: "not applicable" or "insufficient
//              data". Inputs: a number, a day as 2024-03-31, options' ids separated by ";", or for
//              a recognition "held", "in process" or "not held"
//   numerator, denominator
//              measures: the counts of everyone
//   level, first_date, last_date
//              recognitions: the level's id, and the days between which it is valid
//   comment    a remark; with "not applicable" the justification, with "insufficient data" what is
//              missing
//   evidence   "reference" or "reference | description", several separated by ";". A ; or | inside
//              them is written with \ before it
//   attested   yes or no
//   unconfirmed
//              yes: the answer was proposed from elsewhere, nobody has confirmed it, and it does
//              not count. It is confirmed by emptying the cell
//   origin_assessment, origin_criteria, origin_crosswalk, origin_explanation
//              where it was proposed from; several criteria are separated by ";"
//
// An item's row holds:
//
//   item       the id of the activity, factor, segment or milestone
//   answer     activities and factors: yes or no; milestones: the day on which it was done;
//   segments:
//              nothing
//   numerator, denominator
//              segments: their counts
//   since      the month since which it is done, as 2024-03
//   extent     all-sites, some-sites or pilot
//   adaptation, adaptation_reason, planned, consistent
//              what differs, why, and (yes or no) whether it was planned and still serves its
//              purpose
//   stage      the activity's stage; checked where it is given

#ifndef CONTINUUM_CLIENTS_CLI_ANSWERS_CSV_H_
#define CONTINUUM_CLIENTS_CLI_ANSWERS_CSV_H_

#include <map>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "clients/cli/line_problem.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// In which lines an answer stands.
struct AnswerLines {
  int row = 0;                                 // the criterion's own row, or its first item's
  absl::flat_hash_map<std::string, int> cell;  // column -> line, of the criterion's own row
  // The same per activity, factor met, milestone, or counts (of everyone in the own row).
  std::vector<absl::flat_hash_map<std::string, int>> items;
};

// What a file holds. The answers are whole only when there are no problems.
struct AnswersCsv {
  v1::AnswerSet answers;              // in the order of the file
  std::vector<AnswerLines> lines;     // one per answer
  std::vector<LineProblem> problems;  // all of them, in the order of the lines
};

// Reads answers to `rubric`. Reports everything that keeps the text from being an AnswerSet of that
// rubric's ids; scoring::CheckAnswers knows the rest. Never fails.
AnswersCsv ReadAnswersCsv(absl::string_view text, const v1::RubricDefinition& rubric);

// The line and column to which a field path of scoring::CheckAnswers leads, such as
// "answers[3].staircase.activities[1].since". `message` is taken over.
LineProblem AtLine(const AnswersCsv& csv, absl::string_view field, absl::string_view message);

// Writes every input, criterion and item of `rubric` in reading order, with these answers filled
// in. Without answers this is the template to fill in; what is computed has a row that says so and
// takes no answer. What ReadAnswersCsv reads back is the same answer set, but for the stages of
// activities (which are redundant), answers without a form (which are no answers) and origins that
// say nothing. A comment beside a justification or explanation is joined to it.
// `marks` (answers_marks.h), where there are any, say what each answer was.
std::string WriteAnswersCsv(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers,
                            const std::map<std::string, std::string>* marks = nullptr);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ANSWERS_CSV_H_
