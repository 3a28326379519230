// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/revision_details.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/form_words.h"
#include "clients/cli/names.h"
#include "clients/cli/page/rubric_words.h"
#include "clients/cli/revision.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

// Writes the chapters with their criteria and levels, for people.
void PrintContents(Console& console, const RubricGuide& guide) {
  const v1::RubricDefinition& rubric = guide.definition();
  console.Heading("What it is");
  console.Paragraph(rubric.summary(), "  ");
  if (rubric.has_overlay_of()) {
    console.Paragraph(OverlayWords(rubric), "  ");
    for (const std::string& change : rubric.overlay_of().changes()) {
      console.Paragraph(change, "  - ");
    }
  }
  if (!rubric.inputs().empty()) {
    console.Heading("What the program states");
    Table inputs({{.id = "title", .title = "TITLE", .wraps = true},
                  {.id = "id", .title = "ID"},
                  {.id = "states", .title = "STATES", .wraps = true}});
    for (const v1::Input& input : rubric.inputs()) {
      inputs.Add({input.title(), input.id(), InputWords(input, guide)});
    }
    inputs.Print(console, /*indent=*/2);
  }
  console.Heading("What it asks");
  Table table({{.id = "title", .title = "TITLE", .wraps = true},
               {.id = "id", .title = "ID"},
               {.id = "tags", .title = "MARKED", .wraps = true}});
  for (const RubricGuide::Chapter& chapter : guide.chapters()) {
    table.Add({Cell(chapter.domain->title(), Style::kHeading, 2 * chapter.depth),
               chapter.domain->id(), ""});
    for (const v1::Criterion& criterion : chapter.domain->criteria()) {
      std::string tags;
      for (const std::string& tag : criterion.tags()) {
        absl::StrAppend(&tags, tags.empty() ? "" : ", ", tag);
      }
      table.Add(
          {Cell(criterion.title(), Style::kPlain, 2 * chapter.depth + 2), criterion.id(), tags});
    }
  }
  table.Print(console, /*indent=*/2);
  for (const v1::Ladder& ladder : rubric.ladders()) {
    console.Heading(absl::StrCat(ladder.title(), ":"));
    for (const v1::Level& level : ladder.levels()) {
      console.Paragraph(absl::StrCat(level.title(), ": ", level.description()), "  - ");
    }
  }
}

}  // namespace

void EmitRevision(Session& session, const v1::RubricRevision& revision) {
  session.EmitDetails(
      revision,
      {{.id = "name", .label = "Revision", .text = ShortName(revision.name())},
       {.id = "title", .label = "Title", .text = revision.title()},
       {.id = "kind", .label = "Kind", .text = KindWords(revision.definition().kind())},
       {.id = "family", .label = "Family", .text = revision.definition().family()},
       {.id = "status", .label = "Status", .text = StatusWords(revision.definition().status())},
       {.id = "state", .label = "State", .text = RevisionStateWords(revision.state())},
       {.id = "published", .label = "Published", .text = TimestampText(revision.publish_time())},
       {.id = "measurement_digest", .label = "Measures", .text = revision.measurement_digest()},
       {.id = "rubric_digest", .label = "Whole", .text = revision.rubric_digest()}});
}

CommandResult RubricShow(Session& session, const RubricShowOptions& options) {
  const auto name = RevisionName(options.revision);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto revision = GetRevision(**connection, *name);
  if (!revision.ok()) return revision.status();
  if (options.text) {
    session.console.out() << revision->source_text();
    return ExitCode::kOk;
  }
  EmitRevision(session, *revision);
  if (session.output == OutputFormat::kTable) {
    PrintContents(session.console, RubricGuide(revision->definition()));
  }
  return ExitCode::kOk;
}

}  // namespace continuum::cli
