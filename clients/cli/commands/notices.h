// SPDX-License-Identifier: Apache-2.0
//
// continuum inbox's notices, and continuum notify

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_NOTICES_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_NOTICES_H_

#include <string>

#include "clients/cli/session.h"
#include "continuum/v1/together_service.pb.h"

namespace continuum::cli {

struct InboxOptions {
  bool all = false;  // what is done, cancelled or read too
  bool notices = false;
  bool mark_read = false;
};

// The newest that are unread, below what is assigned.
CommandResult ShowUnreadNotices(Session& session);
// What is assigned and the notices, unread or all, as one JSON document.
CommandResult EmitInboxJson(Session& session, const v1::ListMyAssignmentsResponse& assigned,
                            const InboxOptions& options);
// Says on the error stream that notices are unread, and how to get them. For CSV, which has one
// table; whatever stands in the way, the table is written.
void TellOfUnreadNotices(Session& session);
// All that are unread, or all.
CommandResult ListNotices(Session& session, const InboxOptions& options);
CommandResult MarkNoticesRead(Session& session);

struct NotifyOptions {
  std::string when;  // empty: shows what is chosen
};
CommandResult NotifyChoice(Session& session, const NotifyOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_NOTICES_H_
