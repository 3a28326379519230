// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments/own_answers.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/operations/access/roles_in.h"
#include "server/operations/assessments/assessment_rows.h"

namespace continuum::operations {

absl::string_view SourceOf(absl::string_view answer_set) {
  return answer_set.substr(answer_set.rfind('/') + 1);
}

absl::Status CheckMayWrite(const auth::Caller& caller, absl::string_view answer_set) {
  if (SourceOf(answer_set) == kConsensus || AreAnswersOf(caller, answer_set)) {
    return absl::OkStatus();
  }
  return base::PermissionDenied(
      "OWN_ANSWERS_ONLY",
      absl::StrCat("only the person whose answers these are can save into ",
                   base::Shown(answer_set), ": save into your own, or into the consensus"));
}

absl::StatusOr<std::optional<storage::AnswerSetRecord>> FindOwnAnswers(
    const storage::Reader& reader, const auth::Scope& scope, absl::string_view answer_set,
    storage::Sequence as_of) {
  auto record = storage::Get<storage::AnswerSetRecord>(reader, scope, answer_set, as_of);
  if (absl::IsNotFound(record.status())) return std::nullopt;
  RETURN_IF_ERROR(record.status());
  return *std::move(record);
}

absl::Status CheckMayReadOthers(const storage::Reader& reader, const Call& call,
                                const storage::AssessmentRecord& assessment) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                   reader.GetProgram(scope, assessment.program));
  if (Leads(call.caller, program)) return absl::OkStatus();
  const std::string id(absl::StripPrefix(call.caller.id(), "accounts/"));
  ASSIGN_OR_RETURN(
      const std::optional<storage::AnswerSetRecord> own,
      FindOwnAnswers(reader, scope, absl::StrCat(assessment.name, "/answerSets/", id)));
  const bool answered = call.caller.is_account() && own.has_value() && own->answered_criteria > 0;
  if (answered) return absl::OkStatus();
  return base::FailedPrecondition(
      "OWN_ANSWERS_FIRST", assessment.name,
      "what others answered is shown once you have saved answers of your own; want at least one");
}

}  // namespace continuum::operations
