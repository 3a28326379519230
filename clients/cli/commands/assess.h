// SPDX-License-Identifier: Apache-2.0
//
// continuum assess ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_ASSESS_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_ASSESS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/session.h"

namespace continuum::cli {

struct AssessStartOptions {
  std::string program;
  std::string rubric;  // or one of its revisions
  std::string id;      // empty: made from the period
  std::string period;  // a year; or empty, and first and last day
  std::string from;
  std::string to;
};
CommandResult AssessStart(Session& session, const AssessStartOptions& options);

struct AssessLoadOptions {
  std::string assessment;
  std::string file;
  bool replace = false;    // takes back the answers that the file does not have
  bool own = false;        // the caller's own answers, not the program's
  bool overwrite = false;  // what others answered, too, without having seen it
  int64_t identifiers_seen = 0;
};
// Saves the answers in a file: all or none.
CommandResult AssessLoad(Session& session, const AssessLoadOptions& options);

struct AssessPrefillOptions {
  std::string assessment;
  std::string from;       // the completed assessment
  std::string crosswalk;  // a file or folder
};
// Has answers proposed from a completed assessment under another rubric.
CommandResult AssessPrefill(Session& session, const AssessPrefillOptions& options);

struct AssessConfirmOptions {
  std::string assessment;
  std::vector<std::string> criteria;
  bool all = false;
  bool reject = false;  // takes them back instead
};
// Confirms or rejects proposed answers; with neither criteria nor `all`, lists them.
CommandResult AssessConfirm(Session& session, const AssessConfirmOptions& options);

struct AssessShowOptions {
  std::string assessment;
};
CommandResult AssessShow(Session& session, const AssessShowOptions& options);

struct AssessAnswersOptions {
  std::string assessment;
};
// Writes the saved answers as a table that `assess load` reads; with --output json as the service
// gives them.
CommandResult AssessAnswers(Session& session, const AssessAnswersOptions& options);

struct AssessListOptions {
  std::string program;
  std::string rubric;  // empty: any
};
CommandResult AssessList(Session& session, const AssessListOptions& options);

struct AssessCompleteOptions {
  std::string assessment;
  bool with_gaps = false;  // even where something is not answered
  bool early = false;      // even before the period's last day
};
CommandResult AssessComplete(Session& session, const AssessCompleteOptions& options);

struct AssessCorrectOptions {
  std::string assessment;
  std::string id;  // empty: made from the assessment's
  std::string reason;
};
CommandResult AssessCorrect(Session& session, const AssessCorrectOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_ASSESS_H_
