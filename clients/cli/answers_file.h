// SPDX-License-Identifier: Apache-2.0
//
// Answers in files: CSV (answers_csv.h), or an AnswerSet in protobuf's text format.

#ifndef CONTINUUM_CLIENTS_CLI_ANSWERS_FILE_H_
#define CONTINUUM_CLIENTS_CLI_ANSWERS_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/answers_marks.h"
#include "clients/cli/console.h"
#include "continuum/v1/answers.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::cli {

// Reads the answers in a file, and checks all of them against the rubric. Files that end with
// .textproto are text format, all others CSV, whose `marks` are given too where they are asked for.
// Where something is wrong, every problem is written to the error stream with its line, and the
// result is an input error: all answers or none.
absl::StatusOr<v1::AnswerSet> LoadAnswers(const std::string& path,
                                          const scoring::CompiledRubric& rubric, Console& console,
                                          AnswerMarks* marks = nullptr);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ANSWERS_FILE_H_
