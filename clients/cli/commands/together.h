// SPDX-License-Identifier: Apache-2.0
//
// continuum assign ..., inbox, comment ..., assess changes, team, compare, carry
// and attest

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_TOGETHER_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_TOGETHER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "clients/cli/commands/notices.h"
#include "clients/cli/session.h"

namespace continuum::cli {

struct AssignAddOptions {
  std::string assessment;
  std::vector<std::string> targets;  // domains and criteria, by id
  std::string to;                    // one of these: an account,
  std::string site;                  // a site of the program, by id or name,
  std::string partner;               // or whoever has none, in words
  std::string due;                   // empty: none
  std::string note;
};
CommandResult AssignAdd(Session& session, const AssignAddOptions& options);

struct AssignListOptions {
  std::string assessment;
  bool all = false;  // those that are done or cancelled too
};
CommandResult AssignList(Session& session, const AssignListOptions& options);

struct AssignmentOptions {
  std::string assignment;
};
CommandResult AssignDone(Session& session, const AssignmentOptions& options);
CommandResult AssignCancel(Session& session, const AssignmentOptions& options);

// What is assigned to the caller; in tables what it was told and has not read, too.
CommandResult Inbox(Session& session, const InboxOptions& options);

struct CommentAddOptions {
  std::string assessment;
  std::string criterion;  // empty: the whole assessment
  std::string text;
  int64_t identifiers_seen = 0;
};
CommandResult CommentAdd(Session& session, const CommentAddOptions& options);

struct CommentReplyOptions {
  std::string thread;
  std::string text;
  int64_t identifiers_seen = 0;
};
CommandResult CommentReply(Session& session, const CommentReplyOptions& options);

struct CommentListOptions {
  std::string assessment;
  std::string criterion;  // empty: any
  bool all = false;       // resolved threads too
};
CommandResult CommentList(Session& session, const CommentListOptions& options);

struct ThreadOptions {
  std::string thread;
};
CommandResult CommentResolve(Session& session, const ThreadOptions& options);
CommandResult CommentReopen(Session& session, const ThreadOptions& options);

struct AssessChangesOptions {
  std::string assessment;
  std::string since;  // a day, or what the command said last time; empty: since the last look
  bool all = false;   // from the beginning, and what the caller did, too
  bool mine = false;  // what the caller did, too
};
// What was done since the caller last looked from this computer, which it remembers.
CommandResult AssessChanges(Session& session, const AssessChangesOptions& options);

struct AssessTeamOptions {
  std::string assessment;
};
// Who has answered how much, and how long the team has worked on it.
CommandResult AssessTeam(Session& session, const AssessTeamOptions& options);

struct AssessCompareOptions {
  std::string assessment;
  bool all = false;  // also where nobody differs
};
// Who said what, beside what the program says.
CommandResult AssessCompare(Session& session, const AssessCompareOptions& options);

struct AssessCarryOptions {
  std::string assessment;
  std::string from;  // the completed assessment
};
CommandResult AssessCarry(Session& session, const AssessCarryOptions& options);

struct AssessAttestOptions {
  std::string assessment;
  std::vector<std::string> domains;
  bool inputs = false;
  std::string statement;
};
// Confirms all proposals in some domains in one attested step.
CommandResult AssessAttest(Session& session, const AssessAttestOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_TOGETHER_H_
