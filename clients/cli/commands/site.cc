// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/program.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

CommandResult SiteCreate(Session& session, const SiteCreateOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateSiteRequest request;
  request.set_parent(*program);
  request.set_site_id(options.id);
  request.mutable_site()->set_title(options.title);
  request.mutable_site()->set_address(options.address);
  const auto site = (*connection)->CreateSite(request);
  if (!site.ok()) return site.status();
  session.EmitDetails(*site,
                      {{.id = "name", .label = "Site", .text = ShortName(site->name())},
                       {.id = "title", .label = "Title", .text = site->title()},
                       {.id = "address", .label = "Address", .text = site->address()},
                       {.id = "state", .label = "State", .text = LifecycleWords(site->state())}});
  return ExitCode::kOk;
}

CommandResult SiteList(Session& session, const SiteListOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListSitesRequest request;
  request.set_parent(*program);
  if (!options.archived) request.set_state(v1::LIFECYCLE_STATE_ACTIVE);
  const auto response = CollectPages(**connection, &Connection::ListSites, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "site", .title = "SITE"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "address", .title = "ADDRESS", .wraps = true},
               {.id = "state", .title = "STATE"}});
  for (const v1::Site& site : response->sites()) {
    table.Add({ShortName(site.name()), site.title(), site.address(), LifecycleWords(site.state())});
  }
  session.Emit(*response, table,
               "It has none. `continuum site create PROGRAM ID --title TITLE` creates one.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
