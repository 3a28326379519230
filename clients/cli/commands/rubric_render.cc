// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/rubric.h"
#include "clients/cli/find_rubric.h"
#include "clients/cli/page/rubric_page.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"

namespace continuum::cli {

CommandResult RubricRender(Session& session, const RubricRenderOptions& options) {
  const auto rubric = FindRubric(session, options.rubric);
  if (!rubric.ok()) return rubric.status();
  session.console.out() << RubricPage(RubricGuide(*rubric));
  return ExitCode::kOk;
}

}  // namespace continuum::cli
