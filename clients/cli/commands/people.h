// SPDX-License-Identifier: Apache-2.0
//
// continuum member ..., handover, token ..., access ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_PEOPLE_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_PEOPLE_H_

#include <string>

#include "clients/cli/session.h"

namespace continuum::cli {

struct MemberListOptions {
  std::string resource;
  bool ended = false;  // those that have ended too
};
CommandResult MemberList(Session& session, const MemberListOptions& options);

struct MemberInviteOptions {
  std::string resource;
  std::string role;
  std::string email;
  std::string name;  // empty: as it is, or the address
};
CommandResult MemberInvite(Session& session, const MemberInviteOptions& options);

struct MemberAddOptions {
  std::string resource;
  std::string role;
  std::string account;
};
CommandResult MemberAdd(Session& session, const MemberAddOptions& options);

struct MemberEndOptions {
  std::string resource;
  std::string membership;
};
CommandResult MemberEnd(Session& session, const MemberEndOptions& options);

struct HandOverOptions {
  std::string resource;
  std::string from;
  std::string to;
  std::string reason;
};
CommandResult HandOver(Session& session, const HandOverOptions& options);

struct TokenCreateOptions {
  std::string account;  // a program's; empty: the caller's own
  std::string title;
  int days = 0;  // 0: as the server has it
  bool read_only = false;
  std::string only;  // counts only with the roles for this; empty: with all
};
CommandResult TokenCreate(Session& session, const TokenCreateOptions& options);

struct TokenListOptions {
  std::string account;  // empty: the caller's
};
CommandResult TokenList(Session& session, const TokenListOptions& options);

struct TokenRevokeOptions {
  std::string token;
};
CommandResult TokenRevoke(Session& session, const TokenRevokeOptions& options);

struct AccessGiveOptions {
  std::string program;
  std::string body;
  std::string reason;
};
CommandResult AccessGive(Session& session, const AccessGiveOptions& options);

struct AccessListOptions {
  std::string program;
};
CommandResult AccessList(Session& session, const AccessListOptions& options);

struct AccessUsesOptions {
  std::string program;
};
CommandResult AccessUses(Session& session, const AccessUsesOptions& options);

struct AccessEndOptions {
  std::string access;
};
CommandResult AccessEnd(Session& session, const AccessEndOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_PEOPLE_H_
