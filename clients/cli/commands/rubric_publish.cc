// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/revision_details.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/names.h"
#include "clients/cli/revision.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/session.h"

namespace continuum::cli {

namespace {

// The draft that holds the text: a new one, or the one that is there, brought up to date. What is
// published already is given as it is when it holds the same text.
absl::StatusOr<v1::RubricRevision> MakeDraft(Connection& connection, const RubricFile& file) {
  v1::CreateRubricRevisionRequest create;
  create.set_source_text(file.text);
  auto created = connection.CreateRubricRevision(create);
  if (created.status().code() != absl::StatusCode::kAlreadyExists) return created;
  auto present = GetRevision(connection, absl::StrCat("rubrics/", file.definition.id(),
                                                      "/revisions/", file.definition.revision()));
  if (!present.ok() || present->source_text() == file.text) return present;
  // For a published revision the server refuses this, and says why.
  v1::UpdateRubricRevisionRequest update;
  update.set_name(present->name());
  update.set_source_text(file.text);
  update.set_etag(present->etag());
  return connection.UpdateRubricRevision(update);
}

}  // namespace

CommandResult RubricPublish(Session& session, const RubricPublishOptions& options) {
  const auto file = LoadRubric(options.file, session.console);
  if (!file.ok()) return file.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  auto revision = MakeDraft(**connection, *file);
  if (!revision.ok()) return revision.status();
  if (revision->state() == v1::RubricRevision::STATE_PUBLISHED) {
    session.console.Note(absl::StrCat(ShortName(revision->name()),
                                      " is published already, with the same text. Nothing to do."));
  } else if (!options.draft) {
    v1::PublishRubricRevisionRequest publish;
    publish.set_name(revision->name());
    publish.set_etag(revision->etag());
    revision = (*connection)->PublishRubricRevision(publish);
    if (!revision.ok()) return revision.status();
  }
  EmitRevision(session, *revision);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
