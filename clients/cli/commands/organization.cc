// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/confirm_archive.h"
#include "clients/cli/commands/program.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void EmitOrganization(Session& session, const v1::Organization& organization) {
  session.EmitDetails(
      organization,
      {{.id = "name", .label = "Organization", .text = ShortName(organization.name())},
       {.id = "title", .label = "Title", .text = organization.title()},
       {.id = "state", .label = "State", .text = LifecycleWords(organization.state())},
       {.id = "created", .label = "Created", .text = TimestampText(organization.create_time())}});
}

}  // namespace

CommandResult OrganizationCreate(Session& session, const OrganizationCreateOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateOrganizationRequest request;
  request.set_organization_id(options.id);
  request.mutable_organization()->set_title(options.title);
  const auto organization = (*connection)->CreateOrganization(request);
  if (!organization.ok()) return organization.status();
  EmitOrganization(session, *organization);
  return ExitCode::kOk;
}

CommandResult OrganizationList(Session& session, const OrganizationListOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListOrganizationsRequest request;
  request.set_title_contains(options.title);
  if (!options.archived) request.set_state(v1::LIFECYCLE_STATE_ACTIVE);
  const auto response = CollectPages(**connection, &Connection::ListOrganizations, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "organization", .title = "ORGANIZATION"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "state", .title = "STATE"}});
  for (const v1::Organization& organization : response->organizations()) {
    table.Add({ShortName(organization.name()), organization.title(),
               LifecycleWords(organization.state())});
  }
  session.Emit(
      *response, table,
      "There is none that you may see and that is as asked for. --archived shows those that "
      "have closed, too; an administrator creates one with `continuum organization create "
      "ID --title TITLE`.");
  return ExitCode::kOk;
}

CommandResult OrganizationShow(Session& session, const OrganizationShowOptions& options) {
  const auto name = OrganizationName(options.organization);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetOrganizationRequest request;
  request.set_name(*name);
  const auto organization = (*connection)->GetOrganization(request);
  if (!organization.ok()) return organization.status();
  EmitOrganization(session, *organization);
  return ExitCode::kOk;
}

CommandResult OrganizationUpdate(Session& session, const OrganizationUpdateOptions& options) {
  const auto name = OrganizationName(options.organization);
  if (!name.ok()) return name.status();
  v1::UpdateOrganizationRequest request;
  request.mutable_organization()->set_name(*name);
  request.mutable_organization()->set_title(options.title);
  request.mutable_update_mask()->add_paths("title");
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto organization = (*connection)->UpdateOrganization(request);
  if (!organization.ok()) return organization.status();
  EmitOrganization(session, *organization);
  return ExitCode::kOk;
}

CommandResult OrganizationArchive(Session& session, const OrganizationArchiveOptions& options) {
  const auto name = OrganizationName(options.organization);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetOrganizationRequest get;
  get.set_name(*name);
  const auto present = (*connection)->GetOrganization(get);
  if (!present.ok()) return present.status();
  if (auto sure =
          ConfirmArchive(session, *present, options.yes, "once all of its programs are archived");
      !sure.ok()) {
    return sure;
  }
  v1::ArchiveOrganizationRequest request;
  request.set_name(*name);
  const auto organization = (*connection)->ArchiveOrganization(request);
  if (!organization.ok()) return organization.status();
  EmitOrganization(session, *organization);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
