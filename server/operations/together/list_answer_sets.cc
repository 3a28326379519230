// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

v1::AnswerSetSummary Summary(const std::string& name, v1::AnswerSource source, int64_t answered,
                             const storage::AssessmentRecord& assessment,
                             const storage::Stamp& stamp) {
  v1::AnswerSetSummary summary;
  summary.set_name(name);
  summary.set_source(source);
  summary.set_answered_criteria(static_cast<int32_t>(answered));
  summary.set_total_criteria(static_cast<int32_t>(assessment.total_criteria));
  summary.set_etag(EtagOf(stamp));
  *summary.mutable_update_time() = ToTimestamp(stamp.change_time);
  return summary;
}

}  // namespace

absl::StatusOr<v1::ListAnswerSetsResponse> ListAnswerSets(
    const Dependencies& dependencies, const Call& call, const v1::ListAnswerSetsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::ResourceQuery query;
  query.parent = request.parent();
  v1::ListAnswerSetsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                     reader.GetAssessment(scope, request.parent(), query.page.as_of));
    if (query.page.after.empty()) {
      *response.add_answer_sets() =
          Summary(absl::StrCat(assessment.name, "/answerSets/", kConsensus),
                  v1::ANSWER_SOURCE_PROGRAM_CONSENSUS, assessment.answered_criteria, assessment,
                  assessment.stamp);
    }
    ASSIGN_OR_RETURN(auto rows, storage::List<storage::AnswerSetRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&rows));
    for (const storage::AnswerSetRecord& row : rows) {
      v1::AnswerSetSummary& summary = *response.add_answer_sets();
      summary = Summary(row.name, v1::ANSWER_SOURCE_INDIVIDUAL, row.answered_criteria, assessment,
                        row.stamp);
      summary.set_account(row.account);
      ASSIGN_OR_RETURN(*summary.mutable_account_label(), LabelOf(reader, row.account));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
