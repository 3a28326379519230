// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "scoring/check_answers.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// What the answers are saved into, as it was when they were checked.
struct Target {
  storage::AssessmentRecord assessment;
  int64_t answered_then = 0;  // how many criteria are answered once they are saved
};

// How many criteria are answered once `saved` comes on top of what there is.
absl::StatusOr<int64_t> CountAnswered(const storage::Reader& reader, const auth::Scope& scope,
                                      absl::string_view assessment,
                                      const google::protobuf::RepeatedPtrField<v1::Answer>& saved) {
  ASSIGN_OR_RETURN(const v1::AnswerSet before, ReadAnswers(reader, scope, assessment));
  absl::flat_hash_set<absl::string_view> answered;
  for (const v1::Answer& answer : before.answers()) answered.insert(answer.criterion());
  for (const v1::Answer& answer : saved) {
    if (IsGiven(answer)) {
      answered.insert(answer.criterion());
    } else {
      answered.erase(answer.criterion());
    }
  }
  return static_cast<int64_t>(answered.size());
}

absl::Status Append(storage::Writer& writer, const auth::Scope& scope, absl::string_view assessment,
                    const v1::Answer& answer) {
  storage::AnswerRecord record;
  record.assessment = std::string(assessment);
  record.answer_set = kConsensus;
  record.criterion = answer.criterion();
  record.content = answer.SerializeAsString();
  return writer.AppendAnswer(scope, record);
}

absl::StatusOr<Changed<v1::Assessment>> Save(storage::Writer& writer, const auth::Scope& scope,
                                             const v1::SaveAnswersRequest& request,
                                             const Target& target) {
  const std::string& name = target.assessment.name;
  ASSIGN_OR_RETURN(storage::AssessmentRecord assessment, writer.GetAssessment(scope, name));
  RETURN_IF_ERROR(CheckDraft(assessment));
  ASSIGN_OR_RETURN(storage::ProgramRecord program, writer.GetProgram(scope, assessment.program));
  RETURN_IF_ERROR(CheckActive(program.name, program.state));
  RETURN_IF_ERROR(CheckEtag(name, request.etag(), assessment.stamp));
  // Counted before, unless somebody else has saved answers since.
  assessment.answered_criteria = target.answered_then;
  if (assessment.stamp != target.assessment.stamp) {
    ASSIGN_OR_RETURN(assessment.answered_criteria,
                     CountAnswered(writer, scope, name, request.answers()));
  }
  for (const v1::Answer& answer : request.answers()) {
    RETURN_IF_ERROR(Append(writer, scope, name, answer));
  }
  RETURN_IF_ERROR(writer.UpdateAssessment(scope, assessment));
  StampChanged(writer, &assessment.stamp);
  return Changed<v1::Assessment>{ToMessage(assessment), std::move(program.organization)};
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
  std::optional<v1::Assessment> replay;
  Target target;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(replay, FindReplay<v1::Assessment>(reader, call, request));
    if (replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(target.assessment, reader.GetAssessment(scope, name));
    ASSIGN_OR_RETURN(target.answered_then, CountAnswered(reader, scope, name, request.answers()));
    return absl::OkStatus();
  }));
  if (replay.has_value()) return *std::move(replay);
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadRevision(dependencies, scope, target.assessment.revision));
  v1::AnswerSet given;
  *given.mutable_answers() = request.answers();
  RETURN_IF_ERROR(CheckGivenAnswers(*rubric, given, ""));
  return MakeChange<v1::Assessment>(dependencies, call, request, [&](storage::Writer& writer) {
    return Save(writer, scope, request, target);
  });
}

}  // namespace continuum::operations
