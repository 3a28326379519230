// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/rubric_simulate.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/error.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"

namespace continuum::cli {

namespace {

absl::Status CheckOptions(const RubricSimulateOptions& options) {
  if (options.stored != options.against.empty()) {
    return UsageError("want either --against FILES, or --stored for the assessments on the server");
  }
  if (options.stored && !options.as_of.empty()) {
    return UsageError("--as-of is for files; an assessment is scored as of its period's last day");
  }
  if (!options.stored && options.instead_of.empty()) {
    return UsageError(
        "--against wants --instead-of, too: the rubric by which the answers were given");
  }
  if (!options.stored && (!options.programs.empty() || options.every_period)) {
    return UsageError("--program and --every-period are for --stored, not for files of answers");
  }
  return absl::OkStatus();
}

}  // namespace

std::string RubricLine(const v1::RubricDefinition& rubric) {
  return absl::StrCat(rubric.title(), " (", rubric.id(), "/", rubric.revision(), ")");
}

CommandResult RubricSimulate(Session& session, const RubricSimulateOptions& options) {
  if (absl::Status wrong = CheckOptions(options); !wrong.ok()) return wrong;
  const auto draft = LoadRubric(options.draft, session.console);
  if (!draft.ok()) return draft.status();
  const SmallCounts small_counts =
      ShowsSmallCounts(session) ? SmallCounts::kShown : SmallCounts::kWithheld;
  return options.stored ? SimulateStored(session, *draft, small_counts, options)
                        : SimulateFiles(session, *draft, small_counts, options);
}

}  // namespace continuum::cli
