// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/small_counts.h"

#include <algorithm>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/revision.h"
#include "clients/cli/rubric_guide.h"
#include "scoring/masking.h"

namespace continuum::cli {

namespace {

// Whether there is anything in it that could be masked: most rubrics count nothing.
bool HasCounts(const v1::GetFidelityHistoryResponse& history) {
  for (const v1::FidelityPoint& point : history.points()) {
    for (const v1::CriterionResult& result : point.criteria()) {
      if (!result.measured().empty()) return true;
    }
  }
  return false;
}

bool HasMeasures(const RubricGuide& guide) {
  return std::any_of(guide.criteria().begin(), guide.criteria().end(),
                     [](const v1::Criterion* criterion) { return criterion->has_measure(); });
}

}  // namespace

bool WithholdsSmallCounts(Session& session) {
  if (!session.show_small_counts) return true;
  session.console.Note(
      "warning: counts from 1 to 10 are shown, which could point to a person. Do not pass this "
      "output on.");
  return false;
}

void GuardSmallCounts(Session& session, const v1::RubricDefinition& rubric, v1::Scorecard* card) {
  if (WithholdsSmallCounts(session)) scoring::MaskSmallCounts(rubric, card);
}

absl::Status GuardSmallCounts(Session& session, Connection& connection,
                              v1::GetFidelityHistoryResponse* history) {
  if (!WithholdsSmallCounts(session) || !HasCounts(*history)) return absl::OkStatus();
  absl::flat_hash_map<std::string, std::unique_ptr<const RubricGuide>> guides;  // by revision
  const v1::FidelityPoint* before = nullptr;
  for (v1::FidelityPoint& point : *history->mutable_points()) {
    std::unique_ptr<const RubricGuide>& guide = guides[point.revision()];
    if (guide == nullptr) {
      auto fetched = GetGuide(connection, point.revision());
      if (!fetched.ok()) return fetched.status();
      guide = *std::move(fetched);
    }
    scoring::MaskFidelityPoint(guide->definition(), before, &point);
    before = &point;
  }
  return absl::OkStatus();
}

absl::Status GuardSmallCounts(Session& session, Connection& connection, const RubricGuide& guide,
                              const std::string& assessment, v1::NextLevel* next) {
  if (!WithholdsSmallCounts(session) || !HasMeasures(guide)) return absl::OkStatus();
  v1::GetScorecardRequest request;
  request.set_name(absl::StrCat(assessment, "/scorecard"));
  auto card = connection.GetScorecard(request);
  if (!card.ok()) return card.status();
  scoring::MaskSmallCounts(guide.definition(), &*card);
  scoring::MaskNextLevel(*card, next);
  return absl::OkStatus();
}

void WarnOfSmallCounts(Session& session, const v1::AnswerSet& answers) {
  const bool any = std::any_of(
      answers.answers().begin(), answers.answers().end(),
      [](const v1::Answer& answer) { return scoring::HasSmallCounts(answer.measure()); });
  if (!any) return;
  session.console.Note(
      "warning: these answers have counts from 1 to 10, which could point to a person. They are "
      "for "
      "those who work on them; do not pass them on.");
}

}  // namespace continuum::cli
