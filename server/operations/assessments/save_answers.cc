// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "scoring/check_answers.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/followed_revisions.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::StatusOr<Changed<v1::Assessment>> Save(storage::Writer& writer, const auth::Scope& scope,
                                             absl::string_view name, absl::string_view revision,
                                             const v1::SaveAnswersRequest& request) {
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, name, request.etag()));
  storage::AssessmentRecord& assessment = draft.assessment;
  if (assessment.revision != revision) {
    return absl::InternalError(absl::StrCat(name, " follows another revision than it did"));
  }
  for (const v1::Answer& answer : request.answers()) {
    ASSIGN_OR_RETURN(const std::optional<v1::Answer> before,
                     FindAnswer(writer, scope, name, answer.criterion()));
    const bool answered = before.has_value() && AnswersCriterion(*before);
    assessment.answered_criteria += (AnswersCriterion(answer) ? 1 : 0) - (answered ? 1 : 0);
    RETURN_IF_ERROR(AppendAnswer(writer, scope, name, answer));
  }
  RETURN_IF_ERROR(writer.UpdateAssessment(scope, assessment));
  StampChanged(writer, &assessment.stamp);
  return Changed<v1::Assessment>{ToMessage(assessment), std::move(draft.owner)};
}

absl::Status Check(const Dependencies& dependencies, const auth::Scope& scope,
                   absl::string_view revision, const v1::SaveAnswersRequest& request) {
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric, LoadRevision(dependencies, scope, revision));
  v1::AnswerSet given;
  *given.mutable_answers() = request.answers();
  return CheckGivenAnswers(*rubric, given, "");
}

}  // namespace

absl::StatusOr<v1::Assessment> SaveAnswers(const Dependencies& dependencies, const Call& call,
                                           const v1::SaveAnswersRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAnswerSet, "name", request.name());
  if (request.answers().empty()) checks.Wrong("answers", "", "at least one answer");
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  const absl::string_view name = ParentOf(Resource::kAnswerSet, request.name());
  std::optional<std::string> revision = dependencies.followed_revisions->Find(name);
  // Answers that are wrong are told only to who may know of the assessment, and after a replay.
  if (!revision.has_value() || !Check(dependencies, scope, *revision, request).ok()) {
    std::optional<v1::Assessment> replay;
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(replay, FindReplay<v1::Assessment>(reader, call, request));
      if (replay.has_value()) return absl::OkStatus();
      ASSIGN_OR_RETURN(storage::AssessmentRecord assessment, reader.GetAssessment(scope, name));
      revision = std::move(assessment.revision);
      return absl::OkStatus();
    }));
    if (replay.has_value()) return *std::move(replay);
    RETURN_IF_ERROR(Check(dependencies, scope, *revision, request));
    dependencies.followed_revisions->Remember(name, *revision);
  }
  return MakeChange<v1::Assessment>(dependencies, call, request, [&](storage::Writer& writer) {
    return Save(writer, scope, name, *revision, request);
  });
}

}  // namespace continuum::operations
