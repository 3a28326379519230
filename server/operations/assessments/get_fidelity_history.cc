// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scoring/masking.h"
#include "scoring/trends.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kMaxPoints = 200;  // on a page: each is a scorecard

// One page of the series, and the point before it, with which its first one is compared.
struct Series {
  std::optional<storage::HistoryRecord> before;
  std::vector<storage::HistoryRecord> records;
  std::string next_page_token;
};

// Whose answers the program's own answer set holds; those of others are not kept yet.
bool IsKept(v1::AnswerSource source) {
  return source == v1::ANSWER_SOURCE_UNSPECIFIED || source == v1::ANSWER_SOURCE_PROGRAM_CONSENSUS;
}

absl::StatusOr<storage::HistoryRecord> ReadPointBefore(const storage::Reader& reader,
                                                       const auth::Scope& scope,
                                                       const storage::Page& page) {
  storage::HistoryRecord before;
  ASSIGN_OR_RETURN(before.assessment, reader.GetAssessment(scope, page.after, page.as_of));
  ASSIGN_OR_RETURN(before.scorecard,
                   reader.GetScorecard(scope, page.after, kConsensus, page.as_of));
  return before;
}

absl::StatusOr<Series> ReadSeries(const storage::Reader& reader, const auth::Scope& scope,
                                  const v1::GetFidelityHistoryRequest& request, Paging& paging) {
  Series series;
  storage::HistoryQuery query;
  query.program = request.parent();
  query.rubric = request.rubric();
  query.answer_set = kConsensus;
  ASSIGN_OR_RETURN(query.page, paging.Open(reader));
  RETURN_IF_ERROR(reader.GetProgram(scope, query.program, query.page.as_of).status());
  RETURN_IF_ERROR(reader.GetRubric(scope, query.rubric, query.page.as_of).status());
  if (!IsKept(request.source())) return series;
  ASSIGN_OR_RETURN(series.records, reader.ListHistory(scope, query));
  series.next_page_token = paging.Close(
      &series.records, [](const storage::HistoryRecord& record) { return record.assessment.name; });
  if (!query.page.after.empty()) {
    ASSIGN_OR_RETURN(series.before, ReadPointBefore(reader, scope, query.page));
  }
  return series;
}

// A point shows results, not reasons.
void RemoveExplanation(v1::Scorecard* scorecard) {
  for (v1::CriterionResult& criterion : *scorecard->mutable_criteria()) {
    criterion.clear_highest();
    criterion.clear_reasons();
    criterion.clear_next_step();
  }
  for (v1::RollupResult& rollup : *scorecard->mutable_rollups()) {
    rollup.clear_reason();
    rollup.clear_lowest();
    rollup.clear_highest();
    rollup.clear_terms();
  }
  for (v1::LadderResult& ladder : *scorecard->mutable_ladders()) {
    for (v1::LevelResult& level : *ladder.mutable_levels()) level.clear_requirement();
  }
}

absl::StatusOr<v1::FidelityPoint> ToPoint(const storage::HistoryRecord& record) {
  ASSIGN_OR_RETURN(v1::Scorecard scorecard,
                   ParseStoredScorecard(record.assessment.name, record.scorecard.content));
  RemoveExplanation(&scorecard);
  v1::FidelityPoint point;
  point.set_assessment(record.assessment.name);
  point.set_revision(record.assessment.revision);
  point.set_period_start(record.assessment.period_start);
  point.set_period_end(record.assessment.period_end);
  if (record.assessment.complete_time.has_value()) {
    *point.mutable_complete_time() = ToTimestamp(*record.assessment.complete_time);
  }
  point.mutable_rollups()->Swap(scorecard.mutable_rollups());
  point.mutable_criteria()->Swap(scorecard.mutable_criteria());
  point.mutable_bands()->Swap(scorecard.mutable_bands());
  point.mutable_ladders()->Swap(scorecard.mutable_ladders());
  point.set_measurement_digest(record.scorecard.measurement_digest);
  return point;
}

absl::StatusOr<v1::FidelityPoint> CompareNext(const Dependencies& dependencies,
                                              const auth::Scope& scope,
                                              const storage::HistoryRecord& record,
                                              const v1::FidelityPoint* before) {
  ASSIGN_OR_RETURN(v1::FidelityPoint point, ToPoint(record));
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadRevision(dependencies, scope, point.revision()));
  RETURN_IF_ERROR(
      WordScoringError(scoring::CompareWithBefore(rubric->definition(), before, &point)));
  return point;
}

// Withholds small counts of all points, each of which was compared with the one before. `previous`
// is the point before the first, or null.
absl::Status MaskPoints(const Dependencies& dependencies, const auth::Scope& scope,
                        v1::FidelityPoint* previous, v1::GetFidelityHistoryResponse& response) {
  const v1::FidelityPoint* before = nullptr;
  const auto mask = [&](v1::FidelityPoint* point) -> absl::Status {
    ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                     LoadRevision(dependencies, scope, point->revision()));
    scoring::MaskFidelityPoint(rubric->definition(), before, point);
    before = point;
    return absl::OkStatus();
  };
  if (previous != nullptr) RETURN_IF_ERROR(mask(previous));
  for (v1::FidelityPoint& point : *response.mutable_points()) RETURN_IF_ERROR(mask(&point));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetFidelityHistoryResponse> GetFidelityHistory(
    const Dependencies& dependencies, const Call& call,
    const v1::GetFidelityHistoryRequest& request) {
  Paging paging(request, kMaxPoints);
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  checks.NameOf(Resource::kRubric, "rubric", request.rubric());
  checks.KnownEnum("source", request.source(), v1::AnswerSource_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  Series series;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(series, ReadSeries(reader, scope, request, paging));
    return absl::OkStatus();
  }));
  v1::GetFidelityHistoryResponse response;
  response.set_next_page_token(std::move(series.next_page_token));
  v1::FidelityPoint previous;
  const v1::FidelityPoint* before = nullptr;
  if (series.before.has_value()) {
    ASSIGN_OR_RETURN(previous, ToPoint(*series.before));
    before = &previous;
  }
  for (const storage::HistoryRecord& record : series.records) {
    ASSIGN_OR_RETURN(*response.add_points(), CompareNext(dependencies, scope, record, before));
    before = &response.points(response.points_size() - 1);
  }
  if (!call.MayShowSmallCounts(request.show_small_counts())) {
    RETURN_IF_ERROR(
        MaskPoints(dependencies, scope, series.before.has_value() ? &previous : nullptr, response));
  }
  return response;
}

}  // namespace continuum::operations
