// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/program.h"

#include "clients/cli/commands/confirm_archive.h"
#include "clients/cli/error.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

void EmitProgram(Session& session, const v1::Program& program) {
  session.EmitDetails(
      program,
      {{.id = "name", .label = "Program", .text = ShortName(program.name())},
       {.id = "title", .label = "Title", .text = program.title()},
       {.id = "organization", .label = "Organization", .text = ShortName(program.organization())},
       {.id = "jurisdiction", .label = "Jurisdiction", .text = program.jurisdiction()},
       {.id = "state", .label = "State", .text = LifecycleWords(program.state())},
       {.id = "created", .label = "Created", .text = TimestampText(program.create_time())}});
}

}  // namespace

CommandResult ProgramCreate(Session& session, const ProgramCreateOptions& options) {
  const auto organization = OrganizationName(options.organization);
  if (!organization.ok()) return organization.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateProgramRequest request;
  request.set_program_id(options.id);
  request.mutable_program()->set_organization(*organization);
  request.mutable_program()->set_title(options.title);
  request.mutable_program()->set_jurisdiction(options.jurisdiction);
  const auto program = (*connection)->CreateProgram(request);
  if (!program.ok()) return program.status();
  EmitProgram(session, *program);
  return ExitCode::kOk;
}

CommandResult ProgramList(Session& session, const ProgramListOptions& options) {
  v1::ListProgramsRequest request;
  if (!options.organization.empty()) {
    const auto organization = OrganizationName(options.organization);
    if (!organization.ok()) return organization.status();
    request.set_organization(*organization);
  }
  request.set_title_contains(options.title);
  request.set_jurisdiction(options.jurisdiction);
  if (!options.archived) request.set_state(v1::LIFECYCLE_STATE_ACTIVE);
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto response = CollectPages(**connection, &Connection::ListPrograms, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "program", .title = "PROGRAM"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "organization", .title = "ORGANIZATION"},
               {.id = "jurisdiction", .title = "JURISDICTION"},
               {.id = "state", .title = "STATE"}});
  for (const v1::Program& program : response->programs()) {
    table.Add({ShortName(program.name()), program.title(), ShortName(program.organization()),
               program.jurisdiction(), LifecycleWords(program.state())});
  }
  session.Emit(
      *response, table,
      "There is none that you may see and that is as asked for. --archived shows those that "
      "have closed, too; an owner of an organization or an administrator creates one with "
      "`continuum program create ID --organization ORGANIZATION --title TITLE`; an "
      "accreditor or agency finds a program here once the program has given it access.");
  return ExitCode::kOk;
}

CommandResult ProgramShow(Session& session, const ProgramShowOptions& options) {
  const auto name = ProgramName(options.program);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetProgramRequest request;
  request.set_name(*name);
  const auto program = (*connection)->GetProgram(request);
  if (!program.ok()) return program.status();
  EmitProgram(session, *program);
  return ExitCode::kOk;
}

CommandResult ProgramUpdate(Session& session, const ProgramUpdateOptions& options) {
  const auto name = ProgramName(options.program);
  if (!name.ok()) return name.status();
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name(*name);
  if (options.title.has_value()) {
    request.mutable_program()->set_title(*options.title);
    request.mutable_update_mask()->add_paths("title");
  }
  if (options.jurisdiction.has_value()) {
    request.mutable_program()->set_jurisdiction(*options.jurisdiction);
    request.mutable_update_mask()->add_paths("jurisdiction");
  }
  if (request.update_mask().paths().empty()) {
    return UsageError("nothing to change is given: want --title, --jurisdiction or both");
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto program = (*connection)->UpdateProgram(request);
  if (!program.ok()) return program.status();
  EmitProgram(session, *program);
  return ExitCode::kOk;
}

CommandResult ProgramArchive(Session& session, const ProgramArchiveOptions& options) {
  const auto name = ProgramName(options.program);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetProgramRequest get;
  get.set_name(*name);
  const auto present = (*connection)->GetProgram(get);
  if (!present.ok()) return present.status();
  if (auto sure = ConfirmArchive(
          session, *present, options.yes,
          "and its sites with it. Its assessments stay; drafts cannot be finished any more");
      !sure.ok()) {
    return sure;
  }
  v1::ArchiveProgramRequest request;
  request.set_name(*name);
  const auto program = (*connection)->ArchiveProgram(request);
  if (!program.ok()) return program.status();
  EmitProgram(session, *program);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
