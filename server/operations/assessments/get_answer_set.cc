// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <vector>

#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/storage/storage.h"

namespace continuum::operations {

absl::StatusOr<v1::RecordedAnswerSet> GetAnswerSet(const Dependencies& dependencies,
                                                   const Call& call,
                                                   const v1::GetAnswerSetRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAnswerSet, "name", request.name());
  CheckReadTime(ReadTimeOf(request), dependencies.clock->Now(), checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  const absl::string_view name = ParentOf(Resource::kAnswerSet, request.name());
  v1::RecordedAnswerSet set;
  set.set_name(request.name());
  set.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::Sequence as_of, ResolveReadTime(reader, ReadTimeOf(request)));
    ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                     reader.GetAssessment(scope, name, as_of));
    set.set_etag(EtagOf(assessment.stamp));
    ASSIGN_OR_RETURN(const std::vector<storage::AnswerRecord> records,
                     reader.GetAnswers(scope, name, kConsensus, as_of));
    for (const storage::AnswerRecord& record : records) {
      v1::RecordedAnswer& recorded = *set.add_answers();
      ASSIGN_OR_RETURN(*recorded.mutable_answer(), ParseSaved(record));
      recorded.set_author(record.author);
      *recorded.mutable_save_time() = ToTimestamp(record.save_time);
    }
    return absl::OkStatus();
  }));
  return set;
}

}  // namespace continuum::operations
