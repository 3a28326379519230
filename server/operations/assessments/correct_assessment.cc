// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/common/room.h"
#include "server/operations/evidence/copy_attachments.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr size_t kMaxReasonBytes = 4 * 1024;

absl::Status CheckForm(const v1::CorrectAssessmentRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "name", request.name());
  checks.ResourceId("assessment_id", request.assessment_id());
  if (CheckNoPatientNumbers("reason", request.reason(), checks)) {
    checks.Text("reason", request.reason(), /*required=*/true, kMaxReasonBytes);
  }
  checks.RequestId(request.request_id());
  return checks.Result();
}

absl::Status CheckCorrectable(const storage::Reader& reader, const auth::Scope& scope,
                              const storage::AssessmentRecord& assessment) {
  if (assessment.state != storage::AssessmentState::kCompleted) {
    return base::FailedPrecondition("ASSESSMENT_NOT_COMPLETED", assessment.name,
                                    "it is a draft; change it instead of correcting it");
  }
  if (!assessment.corrected_by.empty()) {
    return base::FailedPrecondition(
        "ALREADY_CORRECTED", assessment.name,
        absl::StrCat(assessment.corrected_by, " corrects it; correct that one"));
  }
  return CheckProgramActive(reader, scope, assessment.program);
}

// Gives the correction the answers of what it corrects; those taken back are left out. The author
// of the copies is who makes the correction, for they stand by all of it; who answered first can be
// read in what is corrected.
absl::Status CopyAnswers(storage::Writer& writer, const auth::Scope& scope, absl::string_view from,
                         absl::string_view to) {
  ASSIGN_OR_RETURN(const v1::AnswerSet answers, ReadAnswersToCopy(writer, scope, from));
  for (const v1::Answer& answer : answers.answers()) {
    RETURN_IF_ERROR(AppendAnswer(writer, scope, to, answer));
  }
  return absl::OkStatus();
}

absl::StatusOr<Changed<v1::Assessment>> Correct(const Dependencies& dependencies,
                                                storage::Writer& writer, const Call& call,
                                                const v1::CorrectAssessmentRequest& request,
                                                int64_t* attached) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(storage::AssessmentRecord corrected,
                   writer.GetAssessment(scope, request.name()));
  const std::string name =
      absl::StrCat(corrected.program, "/assessments/", request.assessment_id());
  RETURN_IF_ERROR(CheckAbsent(name, writer.GetAssessment(scope, name)));
  RETURN_IF_ERROR(CheckCorrectable(writer, scope, corrected));
  storage::AssessmentRecord correction;
  correction.name = name;
  correction.program = corrected.program;
  correction.rubric = corrected.rubric;
  correction.revision = corrected.revision;
  correction.period_start = corrected.period_start;
  correction.period_end = corrected.period_end;
  correction.corrects = corrected.name;
  correction.correction_reason = request.reason();
  correction.total_criteria = corrected.total_criteria;
  correction.answered_criteria = corrected.answered_criteria;
  RETURN_IF_ERROR(writer.CreateAssessment(scope, correction));
  RETURN_IF_ERROR(CopyAnswers(writer, scope, corrected.name, name));
  // What is attached shows that the answers are true.
  ASSIGN_OR_RETURN(*attached,
                   CopyAttachments(dependencies, writer, call, corrected.name, name,
                                   [](absl::string_view /*criterion*/) { return true; }));
  corrected.corrected_by = name;
  RETURN_IF_ERROR(writer.UpdateAssessment(scope, corrected));
  StampCreated(writer, &correction.stamp);
  ASSIGN_OR_RETURN(std::string owner, OwnerOfAssessment(writer, scope, correction));
  return Changed<v1::Assessment>{ToMessage(correction), std::move(owner)};
}

}  // namespace

absl::StatusOr<v1::Assessment> CorrectAssessment(const Dependencies& dependencies, const Call& call,
                                                 const v1::CorrectAssessmentRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  int64_t attached = 0;
  auto correction =
      MakeChange<v1::Assessment>(dependencies, call, request, [&](storage::Writer& writer) {
        return Correct(dependencies, writer, call, request, &attached);
      });
  if (correction.ok()) {
    AddToKept<storage::EvidenceAttachmentRecord>(dependencies, call.caller, correction->name(),
                                                 {attached, 0});
  }
  return correction;
}

}  // namespace continuum::operations
