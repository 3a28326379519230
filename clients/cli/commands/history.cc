// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/history.h"

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/commands/results.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/revision.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

CommandResult History(Session& session, const HistoryOptions& options) {
  v1::GetFidelityHistoryRequest request;
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  const auto rubric = RubricName(options.rubric);
  if (!rubric.ok()) return rubric.status();
  request.set_parent(*program);
  request.set_rubric(*rubric);
  request.set_show_small_counts(ShowsSmallCounts(session));
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  auto history = CollectPages(**connection, &Connection::GetFidelityHistory, request);
  if (!history.ok()) return history.status();
  if (session.output == OutputFormat::kJson) {
    session.EmitJson(*history);
    return ExitCode::kOk;
  }
  const bool none = history->points().empty();
  const auto guide =
      GetGuide(**connection, none ? absl::StrCat(*rubric, "/revisions/-")
                                  : history->points(history->points_size() - 1).revision());
  if (!guide.ok()) return guide.status();
  if (none || session.output == OutputFormat::kCsv) {
    session.Emit(*history, HistoryTable(*history, **guide),
                 "No assessment under this rubric is completed yet.");
    return ExitCode::kOk;
  }
  const auto words = ProgramWords(**connection, *program);
  if (!words.ok()) return words.status();
  const ViewHeader header = {
      {"Program", *words},
      {"Rubric", absl::StrCat((*guide)->definition().title(), " (", ShortName(*rubric), ")")},
      {"Answered by", SourceWords(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS)}};
  PrintHistory(session.console, header, *history, **guide);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
