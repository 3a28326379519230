// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "clients/cli/commands/rubric.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

CommandResult ListRubrics(Session& session, Connection& connection) {
  const auto response =
      CollectPages(connection, &Connection::ListRubrics, v1::ListRubricsRequest());
  if (!response.ok()) return response.status();
  Table table({{.id = "rubric", .title = "RUBRIC"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "family", .title = "FAMILY"},
               {.id = "kind", .title = "KIND"},
               {.id = "status", .title = "STATUS"},
               {.id = "current_revision", .title = "PUBLISHED LAST"}});
  for (const v1::Rubric& rubric : response->rubrics()) {
    table.Add(
        {ShortName(rubric.name()), rubric.title(), rubric.family(), KindWords(rubric.kind()),
         StatusWords(rubric.status()),
         rubric.current_revision().empty() ? "nothing yet" : ShortName(rubric.current_revision())});
  }
  session.Emit(*response, table,
               "There are no rubrics yet. `continuum rubric publish FILE` publishes one.");
  return ExitCode::kOk;
}

CommandResult ListRevisions(Session& session, Connection& connection, const std::string& rubric) {
  v1::ListRubricRevisionsRequest request;
  request.set_parent(rubric);
  const auto response = CollectPages(connection, &Connection::ListRubricRevisions, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "revision", .title = "REVISION"},
               {.id = "title", .title = "TITLE", .wraps = true},
               {.id = "state", .title = "STATE"},
               {.id = "published", .title = "PUBLISHED"}});
  for (const v1::RubricRevision& revision : response->revisions()) {
    table.Add({ShortName(revision.name()), revision.title(), RevisionStateWords(revision.state()),
               TimestampText(revision.publish_time())});
  }
  session.Emit(*response, table, "It has no revisions.");
  return ExitCode::kOk;
}

}  // namespace

CommandResult RubricList(Session& session, const RubricListOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  if (options.rubric.empty()) return ListRubrics(session, **connection);
  const auto rubric = RubricName(options.rubric);
  if (!rubric.ok()) return rubric.status();
  return ListRevisions(session, **connection, *rubric);
}

}  // namespace continuum::cli
