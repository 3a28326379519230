// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/confirm_archive.h"
#include "clients/cli/commands/program.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

void EmitSite(Session& session, const v1::Site& site) {
  session.EmitDetails(site,
                      {{.id = "name", .label = "Site", .text = ShortName(site.name())},
                       {.id = "title", .label = "Title", .text = site.title()},
                       {.id = "address", .label = "Address", .text = site.address()},
                       {.id = "state", .label = "State", .text = LifecycleWords(site.state())}});
}

}  // namespace

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
  EmitSite(session, *site);
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

CommandResult SiteUpdate(Session& session, const SiteUpdateOptions& options) {
  const auto name = SiteName(options.site);
  if (!name.ok()) return name.status();
  v1::UpdateSiteRequest request;
  request.mutable_site()->set_name(*name);
  if (options.title.has_value()) {
    request.mutable_site()->set_title(*options.title);
    request.mutable_update_mask()->add_paths("title");
  }
  if (options.address.has_value()) {
    request.mutable_site()->set_address(*options.address);
    request.mutable_update_mask()->add_paths("address");
  }
  if (request.update_mask().paths().empty()) {
    return UsageError("nothing to change is given: want --title, --address or both");
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto site = (*connection)->UpdateSite(request);
  if (!site.ok()) return site.status();
  EmitSite(session, *site);
  return ExitCode::kOk;
}

CommandResult SiteArchive(Session& session, const SiteArchiveOptions& options) {
  const auto name = SiteName(options.site);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetSiteRequest get;
  get.set_name(*name);
  const auto present = (*connection)->GetSite(get);
  if (!present.ok()) return present.status();
  if (auto sure = ConfirmArchive(session, *present, options.yes, ""); !sure.ok()) {
    return sure;
  }
  v1::ArchiveSiteRequest request;
  request.set_name(*name);
  const auto site = (*connection)->ArchiveSite(request);
  if (!site.ok()) return site.status();
  EmitSite(session, *site);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
