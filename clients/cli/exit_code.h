// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_EXIT_CODE_H_
#define CONTINUUM_CLIENTS_CLI_EXIT_CODE_H_

namespace continuum::cli {

// What the process says to the script that started it. The numbers are part of the command's
// contract (`continuum --help` lists them) and never change.
enum class ExitCode : int {
  kOk = 0,           // done
  kProblems = 1,     // the check or the test ran and found problems
  kUsage = 2,        // the command line is wrong
  kInput = 3,        // an input file is missing or wrong
  kNotFound = 4,     // the server knows nothing of that name
  kConflict = 5,     // the server refused: a conflict, a state, a permission
  kUnavailable = 6,  // the server cannot be reached, or is busy
  kInternal = 7,     // a defect
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_EXIT_CODE_H_
