// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/small_counts.h"

#include <algorithm>

#include "scoring/masking.h"

namespace continuum::cli {

bool ShowsSmallCounts(Session& session) {
  if (!session.show_small_counts) return false;
  session.console.Note(
      "warning: counts from 1 to 10 could point to a person, and are shown where you may see them. "
      "Do not pass this output on.");
  return true;
}

void GuardSmallCounts(Session& session, const v1::RubricDefinition& rubric, v1::Scorecard* card) {
  if (!ShowsSmallCounts(session)) scoring::MaskSmallCounts(rubric, card);
}

void WarnOfSmallCounts(Session& session, const v1::AnswerSet& answers) {
  const bool any = std::any_of(
      answers.answers().begin(), answers.answers().end(),
      [](const v1::Answer& answer) { return scoring::HasSmallCounts(answer.measure()); });
  if (!any) return;
  session.console.Note(
      "warning: these answers have counts from 1 to 10, which could point to a person. They are "
      "for those who work on them; do not pass them on.");
}

}  // namespace continuum::cli
