// SPDX-License-Identifier: Apache-2.0

#include "server/operations/assessments.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::Status CheckForm(const v1::CreateAssessmentRequest& request) {
  const v1::Assessment& assessment = request.assessment();
  FieldChecks checks;
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  checks.ResourceId("assessment_id", request.assessment_id());
  checks.NameOf(Resource::kRevision, "assessment.revision", assessment.revision());
  const auto start = checks.Day("assessment.period_start", assessment.period_start());
  const auto end = checks.Day("assessment.period_end", assessment.period_end());
  if (start.has_value() && end.has_value() && *end < *start) {
    checks.Wrong("assessment.period_end", assessment.period_end(),
                 absl::StrCat("a day not before period_start, ", assessment.period_start()));
  }
  checks.RequestId(request.request_id());
  return checks.Result();
}

absl::Status CheckOpen(const storage::RubricRevisionRecord& revision, absl::CivilDay today) {
  if (revision.state != storage::RevisionState::kPublished) {
    return base::FailedPrecondition("REVISION_NOT_PUBLISHED", revision.name,
                                    "it is a draft; want a published revision");
  }
  const std::string day = FormatDay(today);  // days written so sort as text
  const bool too_early = !revision.first_date.empty() && day < revision.first_date;
  const bool too_late = !revision.last_date.empty() && day > revision.last_date;
  if (!too_early && !too_late) return absl::OkStatus();
  return base::FailedPrecondition(
      "REVISION_NOT_OPEN", revision.name,
      absl::StrCat(
          "assessments may be started under it ",
          revision.first_date.empty() ? "" : absl::StrCat("from ", revision.first_date, " "),
          revision.last_date.empty() ? "" : absl::StrCat("until ", revision.last_date, " "),
          "and today is ", day, " (UTC)"));
}

absl::Status CheckPlace(const storage::Reader& reader, const auth::Scope& scope,
                        const storage::AssessmentRecord& assessment) {
  RETURN_IF_ERROR(CheckAbsent(assessment.name, reader.GetAssessment(scope, assessment.name)));
  return CheckProgramActive(reader, scope, assessment.program);
}

// All that the new assessment can know before it is created, if it can be; or the first answer to
// this request, if it had one.
struct Prepared {
  std::optional<v1::Assessment> replay;
  storage::AssessmentRecord draft;
};

storage::AssessmentRecord DraftOf(const v1::CreateAssessmentRequest& request) {
  storage::AssessmentRecord draft;
  draft.name = absl::StrCat(request.parent(), "/assessments/", request.assessment_id());
  draft.program = request.parent();
  draft.rubric = std::string(ParentOf(Resource::kRevision, request.assessment().revision()));
  draft.period_start = request.assessment().period_start();
  draft.period_end = request.assessment().period_end();
  return draft;
}

absl::StatusOr<Prepared> Prepare(const Dependencies& dependencies, const Call& call,
                                 const v1::CreateAssessmentRequest& request) {
  const auth::Scope scope(call.caller);
  Prepared prepared{.replay = std::nullopt, .draft = DraftOf(request)};
  storage::AssessmentRecord& draft = prepared.draft;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(prepared.replay, FindReplay<v1::Assessment>(reader, call, request));
    if (prepared.replay.has_value()) return absl::OkStatus();
    RETURN_IF_ERROR(reader.GetProgram(scope, draft.program).status());
    ASSIGN_OR_RETURN(draft.revision,
                     ResolveRevision(reader, scope, request.assessment().revision()));
    ASSIGN_OR_RETURN(const storage::RubricRevisionRecord revision,
                     reader.GetRubricRevision(scope, draft.revision));
    RETURN_IF_ERROR(CheckMayRead(call.caller, revision));
    RETURN_IF_ERROR(CheckPlace(reader, scope, draft));
    return CheckOpen(revision, DayOf(dependencies.clock->Now()));
  }));
  if (prepared.replay.has_value()) return prepared;
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric,
                   LoadRevision(dependencies, scope, draft.revision));
  // What looks at an input has no answer of its own.
  draft.total_criteria = std::count_if(
      rubric->criteria().begin(), rubric->criteria().end(),
      [](const auto& criterion) { return criterion.definition->quantity().input().empty(); });
  return prepared;
}

}  // namespace

absl::StatusOr<v1::Assessment> CreateAssessment(const Dependencies& dependencies, const Call& call,
                                                const v1::CreateAssessmentRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(Prepared prepared, Prepare(dependencies, call, request));
  if (prepared.replay.has_value()) return *std::move(prepared.replay);
  return MakeChange<v1::Assessment>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Assessment>> {
        // A published revision stays published; the program and the name may have changed
        // meanwhile.
        RETURN_IF_ERROR(CheckPlace(writer, scope, prepared.draft));
        storage::AssessmentRecord created = prepared.draft;
        RETURN_IF_ERROR(writer.CreateAssessment(scope, created));
        StampCreated(writer, &created.stamp);
        ASSIGN_OR_RETURN(std::string owner, OwnerOfAssessment(writer, scope, created));
        return Changed<v1::Assessment>{ToMessage(created), std::move(owner)};
      });
}

}  // namespace continuum::operations
