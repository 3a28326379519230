// SPDX-License-Identifier: Apache-2.0
//
// continuum score, history, next-level

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_RESULTS_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_RESULTS_H_

#include <string>

#include "clients/cli/session.h"

namespace continuum::cli {

struct ScoreOptions {
  std::string assessment;  // either this, on a server
  std::string rubric;      // or a rubric's file
  std::string answers;     // and a file of answers
  std::string as_of;       // the day that files are scored for; empty: today
  bool explain = false;
};
CommandResult Score(Session& session, const ScoreOptions& options);

struct HistoryOptions {
  std::string program;
  std::string rubric;
};
CommandResult History(Session& session, const HistoryOptions& options);

struct NextLevelOptions {
  std::string assessment;
  std::string ladder;  // empty: the rubric's first
  std::string level;   // empty: the lowest above the highest reached
};
CommandResult NextLevel(Session& session, const NextLevelOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_RESULTS_H_
