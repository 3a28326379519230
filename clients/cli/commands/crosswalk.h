// SPDX-License-Identifier: Apache-2.0
//
// continuum crosswalk ...: all of it works on files and needs no server.

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_CROSSWALK_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_CROSSWALK_H_

#include <string>
#include <vector>

#include "clients/cli/session.h"

namespace continuum::cli {

struct CrosswalkCheckOptions {
  std::vector<std::string> files;  // or crosswalks' folders
  std::string rubrics;             // the folder of rubrics; empty: found (crosswalk_file.h)
};
// Writes everything that is wrong with each file. kProblems when there is something.
CommandResult CrosswalkCheck(Session& session, const CrosswalkCheckOptions& options);

struct CrosswalkCoverageOptions {
  std::string file;
  std::string rubrics;
  bool gaps = false;  // only what nothing answers
};
// Writes what of the right side the left side answers.
CommandResult CrosswalkCoverage(Session& session, const CrosswalkCoverageOptions& options);

struct CrosswalkMatrixOptions {
  std::vector<std::string> files;
  std::string rubrics;
  bool criteria = false;  // a row per criterion, and not per domain
};
// Writes what several crosswalks to one rubric say of each of its domains or criteria.
CommandResult CrosswalkMatrix(Session& session, const CrosswalkMatrixOptions& options);

struct CrosswalkPrefillOptions {
  std::string file;
  std::string rubrics;
  std::string answers;  // to the left side
  std::string as_of;    // empty: today
};
// Writes the answers to the right side that the crosswalk proposes.
CommandResult CrosswalkPrefill(Session& session, const CrosswalkPrefillOptions& options);

struct CrosswalkCompareOptions {
  std::string file;
  std::string rubrics;
  std::string left;   // answers to the left side
  std::string right;  // answers to the right side
  std::string as_of;  // empty: today
};
// Writes the results of both sides next to each other, mapping by mapping.
CommandResult CrosswalkCompare(Session& session, const CrosswalkCompareOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_CROSSWALK_H_
