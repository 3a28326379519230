// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "scoring/check_answers.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/evidence/identifiers.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/own_answers.h"
#include "server/operations/assessments/score_answer_set.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/followed_revisions.h"
#include "server/operations/records/purged_words.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// PURGE_ASKED: somebody saves what they read while its words were hidden. It would take the place
// of the words, and they were gone even if the purge is declined.
absl::Status CheckNothingHidden(const v1::SaveAnswersRequest& request) {
  for (const v1::Answer& answer : request.answers()) {
    if (!HasHiddenWords(answer)) continue;
    return base::FailedPrecondition(
        "PURGE_ASKED", absl::StrCat(request.name(), "/answers/", answer.criterion()),
        absl::StrCat("it has \"", kHiddenWords,
                     "\" where other words stand, which wait to be purged; saved, this would take "
                     "their place. Nothing was saved. Once it is decided whether they are purged, "
                     "read the answer again and save it then"));
  }
  return absl::OkStatus();
}

// Colleagues read the words on terminals.
void CheckWords(const v1::SaveAnswersRequest& request, FieldChecks& checks) {
  for (int i = 0; i < request.answers_size(); ++i) {
    if (!base::HasControlCharacter(WordsBeside(request.answers(i)), /*one_line=*/false)) continue;
    checks.WrongSecret(absl::StrCat("answers[", i, "]"),
                       "what is written beside the answer has control characters other than tabs "
                       "and line ends");
  }
}

// What in the words beside each answer looks like identifiers of patients. Made before the change:
// nobody else may write while it lasts.
using WordReports = std::vector<evidence::IdentifierReport>;

WordReports ReportWords(const v1::SaveAnswersRequest& request) {
  WordReports reports(static_cast<size_t>(request.answers_size()));
  for (int i = 0; i < request.answers_size(); ++i) {
    evidence::FindIdentifiers("", WordsBeside(request.answers(i)), reports[static_cast<size_t>(i)]);
  }
  return reports;
}

// IDENTIFIERS_NOT_SEEN unless a person has seen them: all that the request has, or only those in
// words that are not saved already, for which somebody answered when they were.
absl::Status CheckWordsSeen(const storage::Reader& reader, const auth::Scope& scope,
                            absl::string_view assessment, const v1::SaveAnswersRequest& request,
                            const WordReports& reports) {
  evidence::IdentifierReport all;
  for (const evidence::IdentifierReport& report : reports) evidence::AddCounts(report, all);
  if (all.Total() == request.identifiers_seen()) return absl::OkStatus();
  evidence::IdentifierReport fresh;
  for (int i = 0; i < request.answers_size(); ++i) {
    const evidence::IdentifierReport& report = reports[static_cast<size_t>(i)];
    if (report.findings.empty()) continue;
    const v1::Answer& answer = request.answers(i);
    ASSIGN_OR_RETURN(
        const std::optional<v1::Answer> before,
        FindAnswer(reader, scope, assessment, answer.criterion(), SourceOf(request.name())));
    const bool saved = before.has_value() && WordsBeside(*before) == WordsBeside(answer);
    if (!saved) evidence::AddCounts(report, fresh);
  }
  return CheckIdentifiersSeen(request.name(), "what is written beside the answers", fresh,
                              request.identifiers_seen());
}

// Whether the record above the answers is to be written. Where nothing is new it stays as it is,
// and so does its etag; but a request_id is remembered only with a change.
bool IsChange(const Appended& appended, const v1::SaveAnswersRequest& request) {
  return appended.any || !request.request_id().empty();
}

absl::StatusOr<Changed<v1::Assessment>> Save(storage::Writer& writer, const Call& call,
                                             absl::string_view name, absl::string_view revision,
                                             const v1::SaveAnswersRequest& request,
                                             const WordReports& words) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, name, request.etag()));
  storage::AssessmentRecord& assessment = draft.assessment;
  if (assessment.revision != revision) {
    return absl::InternalError(absl::StrCat(name, " follows another revision than it did"));
  }
  RETURN_IF_ERROR(CheckNothingHidden(request));
  RETURN_IF_ERROR(CheckWordsSeen(writer, scope, name, request, words));
  ASSIGN_OR_RETURN(const Appended appended,
                   AppendAnswers(writer, scope, call.caller.id(), name, request.answers()));
  if (IsChange(appended, request)) {
    assessment.answered_criteria += appended.answered;
    RETURN_IF_ERROR(writer.UpdateAssessment(scope, assessment));
    StampChanged(writer, &assessment.stamp);
  }
  return Changed<v1::Assessment>{ToMessage(assessment), std::move(draft.owner)};
}

// Into a person's own set. The assessment stays as it is, so that those who answer for themselves
// are never in the way of each other, nor of the consensus.
absl::StatusOr<Changed<v1::Assessment>> SaveOwn(storage::Writer& writer, const Call& call,
                                                const v1::SaveAnswersRequest& request,
                                                const WordReports& words) {
  const auth::Scope scope(call.caller);
  const absl::string_view name = ParentOf(Resource::kAnswerSet, request.name());
  ASSIGN_OR_RETURN(OpenDraft draft, GetOpenDraft(writer, scope, name, /*etag=*/""));
  ASSIGN_OR_RETURN(const std::optional<storage::AnswerSetRecord> before,
                   FindOwnAnswers(writer, scope, request.name()));
  storage::AnswerSetRecord set = before.value_or(storage::AnswerSetRecord());
  RETURN_IF_ERROR(CheckEtag(request.name(), request.etag(), set.stamp));
  RETURN_IF_ERROR(CheckNothingHidden(request));
  RETURN_IF_ERROR(CheckWordsSeen(writer, scope, name, request, words));
  ASSIGN_OR_RETURN(const Appended appended,
                   AppendAnswers(writer, scope, call.caller.id(), name, request.answers(),
                                 SourceOf(request.name())));
  set.answered_criteria += appended.answered;
  if (before.has_value()) {
    if (IsChange(appended, request)) RETURN_IF_ERROR(storage::Update(writer, scope, set));
  } else {
    set.name = request.name();
    set.owner = draft.owner;
    set.assessment = std::string(name);
    set.account = call.caller.id();
    RETURN_IF_ERROR(storage::Create(writer, scope, set));
  }
  return Changed<v1::Assessment>{ToMessage(draft.assessment), std::move(draft.owner)};
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
  CheckWords(request, checks);
  RETURN_IF_ERROR(checks.Result());
  RETURN_IF_ERROR(CheckMayWrite(call.caller, request.name()));
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
  const WordReports words = ReportWords(request);
  return MakeChange<v1::Assessment>(dependencies, call, request, [&](storage::Writer& writer) {
    return SourceOf(request.name()) == kConsensus
               ? Save(writer, call, name, *revision, request, words)
               : SaveOwn(writer, call, request, words);
  });
}

}  // namespace continuum::operations
