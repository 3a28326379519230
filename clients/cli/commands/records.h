// SPDX-License-Identifier: Apache-2.0
//
// continuum purge ..., hold ..., records ..., admin retention ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_RECORDS_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_RECORDS_H_

#include <string>

#include "clients/cli/session.h"

namespace continuum::cli {

struct PurgeAskOptions {
  std::string resource;
  std::string reason;
};
CommandResult PurgeAsk(Session& session, const PurgeAskOptions& options);

struct PurgeApproveOptions {
  std::string purge;
  bool yes = false;  // without asking
};
CommandResult PurgeApprove(Session& session, const PurgeApproveOptions& options);

struct PurgeDeclineOptions {
  std::string purge;
};
CommandResult PurgeDecline(Session& session, const PurgeDeclineOptions& options);

struct PurgeListOptions {
  std::string program;
  bool waiting = false;  // only those
};
CommandResult PurgeList(Session& session, const PurgeListOptions& options);

struct HoldSetOptions {
  std::string program;
  std::string reason;
};
CommandResult HoldSet(Session& session, const HoldSetOptions& options);

struct HoldEndOptions {
  std::string hold;
};
CommandResult HoldEnd(Session& session, const HoldEndOptions& options);

struct HoldListOptions {
  std::string program;
};
CommandResult HoldList(Session& session, const HoldListOptions& options);

struct RecordsExportOptions {
  std::string program;
  std::string from;  // YYYY-MM-DD; empty: all
  std::string file;  // empty: the result
  bool criteria = false;
  bool sites = false;
  bool json = false;  // as --output json
  bool csv = false;
};
CommandResult RecordsExport(Session& session, const RecordsExportOptions& options);

struct RetentionShowOptions {};
CommandResult RetentionShow(Session& session, const RetentionShowOptions& options);

// -1: as it is.
struct RetentionSetOptions {
  int comments = -1;
  int evidence = -1;
  int notices = -1;
  int accounts = -1;
};
CommandResult RetentionSet(Session& session, const RetentionSetOptions& options);
CommandResult RetentionPreview(Session& session, const RetentionSetOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_RECORDS_H_
