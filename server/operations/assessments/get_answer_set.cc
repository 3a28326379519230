// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <optional>
#include <string>
#include <vector>

#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/roles_in.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/own_answers.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/records/waiting_purges.h"
#include "server/storage/storage.h"

namespace continuum::operations {

namespace {

// The etag of a set at a moment, if the caller may read it.
absl::StatusOr<std::string> EtagOfReadable(const storage::Reader& reader, const Call& call,
                                           const storage::AssessmentRecord& assessment,
                                           absl::string_view set, storage::Sequence as_of) {
  if (SourceOf(set) == kConsensus) return EtagOf(assessment.stamp);
  const auth::Scope scope(call.caller);
  const bool own = AreAnswersOf(call.caller, set);
  if (!own) RETURN_IF_ERROR(CheckMayReadOthers(reader, call, assessment));
  ASSIGN_OR_RETURN(const std::optional<storage::AnswerSetRecord> record,
                   FindOwnAnswers(reader, scope, set, as_of));
  if (!own && !record.has_value()) return base::NotFound(set);
  return EtagOf(record.has_value() ? record->stamp : storage::Stamp());
}

}  // namespace

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
  const absl::string_view source = SourceOf(request.name());
  set.set_source(source == kConsensus ? v1::ANSWER_SOURCE_PROGRAM_CONSENSUS
                                      : v1::ANSWER_SOURCE_INDIVIDUAL);
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::Sequence as_of, ResolveReadTime(reader, ReadTimeOf(request)));
    ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                     reader.GetAssessment(scope, name, as_of));
    ASSIGN_OR_RETURN(*set.mutable_etag(),
                     EtagOfReadable(reader, call, assessment, request.name(), as_of));
    ASSIGN_OR_RETURN(const std::vector<storage::AnswerRecord> records,
                     reader.GetAnswers(scope, name, source, as_of));
    ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, name));
    for (const storage::AnswerRecord& record : records) {
      v1::RecordedAnswer& recorded = *set.add_answers();
      ASSIGN_OR_RETURN(*recorded.mutable_answer(), ParseSaved(record));
      waiting.Hide(request.name(), recorded.mutable_answer());
      recorded.set_author(record.author);
      *recorded.mutable_save_time() = ToTimestamp(record.save_time);
    }
    return absl::OkStatus();
  }));
  return set;
}

}  // namespace continuum::operations
