// SPDX-License-Identifier: Apache-2.0
//
// continuum organization ..., program ..., site ...

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_PROGRAM_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_PROGRAM_H_

#include <optional>
#include <string>

#include "clients/cli/session.h"

namespace continuum::cli {

struct OrganizationCreateOptions {
  std::string id;
  std::string title;
};
CommandResult OrganizationCreate(Session& session, const OrganizationCreateOptions& options);

struct OrganizationListOptions {
  std::string title;      // only those whose title contains this
  bool archived = false;  // those that are archived too
};
CommandResult OrganizationList(Session& session, const OrganizationListOptions& options);

struct OrganizationShowOptions {
  std::string organization;
};
CommandResult OrganizationShow(Session& session, const OrganizationShowOptions& options);

struct OrganizationUpdateOptions {
  std::string organization;
  std::string title;
};
CommandResult OrganizationUpdate(Session& session, const OrganizationUpdateOptions& options);

struct OrganizationArchiveOptions {
  std::string organization;
  bool yes = false;  // without asking
};
CommandResult OrganizationArchive(Session& session, const OrganizationArchiveOptions& options);

struct ProgramCreateOptions {
  std::string id;
  std::string organization;
  std::string title;
  std::string jurisdiction;
};
CommandResult ProgramCreate(Session& session, const ProgramCreateOptions& options);

struct ProgramListOptions {
  std::string organization;  // these are empty for any
  std::string title;
  std::string jurisdiction;
  bool archived = false;
};
CommandResult ProgramList(Session& session, const ProgramListOptions& options);

struct ProgramShowOptions {
  std::string program;
};
CommandResult ProgramShow(Session& session, const ProgramShowOptions& options);

struct ProgramUpdateOptions {
  std::string program;
  std::optional<std::string> title;  // what is not given stays as it is
  std::optional<std::string> jurisdiction;
};
CommandResult ProgramUpdate(Session& session, const ProgramUpdateOptions& options);

struct ProgramArchiveOptions {
  std::string program;
  bool yes = false;
};
CommandResult ProgramArchive(Session& session, const ProgramArchiveOptions& options);

struct SiteCreateOptions {
  std::string program;
  std::string id;
  std::string title;
  std::string address;
};
CommandResult SiteCreate(Session& session, const SiteCreateOptions& options);

struct SiteListOptions {
  std::string program;
  bool archived = false;
};
CommandResult SiteList(Session& session, const SiteListOptions& options);

struct SiteUpdateOptions {
  std::string site;
  std::optional<std::string> title;
  std::optional<std::string> address;
};
CommandResult SiteUpdate(Session& session, const SiteUpdateOptions& options);

struct SiteArchiveOptions {
  std::string site;
  bool yes = false;
};
CommandResult SiteArchive(Session& session, const SiteArchiveOptions& options);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_PROGRAM_H_
