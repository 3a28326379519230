// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/next_level.h"

#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/commands/results.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"

namespace continuum::cli {

CommandResult NextLevel(Session& session, const NextLevelOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto words = FetchInWords(**connection, options.assessment);
  if (!words.ok()) return words.status();
  v1::GetNextLevelRequest request;
  request.set_name(words->assessment.name());
  request.set_ladder(options.ladder);
  request.set_level(options.level);
  request.set_show_small_counts(ShowsSmallCounts(session));
  auto next = (*connection)->GetNextLevel(request);
  if (!next.ok()) return next.status();
  if (session.output != OutputFormat::kTable) {
    session.Emit(*next, NextLevelTable(*next, *words->guide), "");
    return ExitCode::kOk;
  }
  PrintHeader(session.console, words->header);
  session.console.out() << "\n";
  PrintNextLevel(session.console, *next, *words->guide);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
