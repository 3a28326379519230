// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments/proposals.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "scoring/check_answers.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/checks.h"

namespace continuum::operations {

void CheckSameProgram(absl::string_view target, absl::string_view source, FieldChecks& checks) {
  const absl::string_view program = ParentOf(Resource::kAssessment, target);
  if (ParentOf(Resource::kAssessment, source) != program) {
    checks.Wrong("source", source, absl::StrCat("an assessment of ", program));
  }
}

absl::StatusOr<storage::AssessmentRecord> GetSource(const storage::Reader& reader,
                                                    const auth::Scope& scope,
                                                    absl::string_view name) {
  ASSIGN_OR_RETURN(storage::AssessmentRecord source, reader.GetAssessment(scope, name));
  if (source.state != storage::AssessmentState::kCompleted) {
    return base::FailedPrecondition("ASSESSMENT_NOT_COMPLETED", source.name,
                                    "it is a draft; complete it before answers are taken from it");
  }
  ASSIGN_OR_RETURN(const bool corrected, IsCorrected(reader, scope, source));
  if (corrected) {
    return base::FailedPrecondition(
        "ASSESSMENT_CORRECTED", source.name,
        absl::StrCat("it was corrected; take the answers from ", source.corrected_by));
  }
  return source;
}

bool IsSound(const scoring::CompiledRubric& rubric, const v1::Answer& answer) {
  v1::AnswerSet alone;
  *alone.add_answers() = answer;
  return scoring::CheckAnswers(rubric, alone).empty();
}

absl::StatusOr<bool> SaveProposal(storage::Writer& writer, const auth::Scope& scope,
                                  absl::string_view assessment, const v1::Answer& answer) {
  ASSIGN_OR_RETURN(const std::optional<v1::Answer> there,
                   FindAnswer(writer, scope, assessment, answer.criterion()));
  if (there.has_value()) return false;
  RETURN_IF_ERROR(AppendAnswer(writer, scope, assessment, answer));
  return true;
}

absl::Status UpdateDraft(storage::Writer& writer, const auth::Scope& scope,
                         storage::AssessmentRecord& draft) {
  RETURN_IF_ERROR(writer.UpdateAssessment(scope, draft));
  StampChanged(writer, &draft.stamp);
  return absl::OkStatus();
}

}  // namespace continuum::operations
