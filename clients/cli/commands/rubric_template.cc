// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_csv.h"
#include "clients/cli/commands/rubric.h"
#include "clients/cli/find_rubric.h"
#include "clients/cli/session.h"

namespace continuum::cli {

CommandResult RubricTemplate(Session& session, const RubricTemplateOptions& options) {
  const auto rubric = FindRubric(session, options.rubric);
  if (!rubric.ok()) return rubric.status();
  session.console.out() << WriteAnswersCsv(*rubric, v1::AnswerSet());
  return ExitCode::kOk;
}

}  // namespace continuum::cli
