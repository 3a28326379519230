// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/rubric.h"
#include "clients/cli/find_rubric.h"
#include "clients/cli/session.h"
#include "clients/cli/sheet/rubric_sheet.h"

namespace continuum::cli {

CommandResult RubricExport(Session& session, const RubricExportOptions& options) {
  const auto rubric = FindRubric(session, options.rubric);
  if (!rubric.ok()) return rubric.status();
  session.console.out() << WriteRubricSheet(*rubric);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
