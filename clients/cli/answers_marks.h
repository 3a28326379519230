// SPDX-License-Identifier: Apache-2.0
//
// What answers were when a table of them was written, so that loading the table again changes what
// its reader changed, and nothing that others changed meanwhile. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_ANSWERS_MARKS_H_
#define CONTINUUM_CLIENTS_CLI_ANSWERS_MARKS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// By the id of the criterion or input: a few letters that stand for the answer as a table can hold
// it. The same for the same answer. Every criterion and input of the rubric has one.
using AnswerMarks = std::map<std::string, std::string>;

// The marks of these answers.
AnswerMarks MarksOf(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers);

// The marks in the column "as_saved" of a table. Empty where it has none, as a template has.
AnswerMarks ReadMarks(absl::string_view csv);

// What loading a table with marks comes to.
struct AnswerMerge {
  v1::AnswerSet changed;               // by the reader, and by nobody else: to be saved
  std::vector<std::string> theirs;     // changed by others alone: to be left as they are
  std::vector<std::string> conflicts;  // changed by both, and differently
};

// Compares what a table holds (`given`), what was saved when it was written (`before`), and what is
// saved now. With `replace`, criteria without an answer in the table are taken back: an answer
// without a form stands for each.
AnswerMerge MergeAnswers(const v1::RubricDefinition& rubric, const v1::AnswerSet& given,
                         const AnswerMarks& before, const v1::AnswerSet& now, bool replace);

// The criteria, by id, whose answers by others a table without marks would change. `author` is who
// loads it, as the server names authors. A proposal that nobody has confirmed is nobody's answer.
// With `replace`, those without an answer in the table are among them.
std::vector<std::string> TakenFromOthers(const v1::RubricDefinition& rubric,
                                         const v1::AnswerSet& given,
                                         const v1::RecordedAnswerSet& saved,
                                         absl::string_view author, bool replace);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ANSWERS_MARKS_H_
