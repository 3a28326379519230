// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/rubric_cache.h"
#include "server/operations/rubrics/revision_source.h"
#include "server/operations/rubrics/rubric_messages.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

storage::RubricRevisionRecord DraftOf(absl::string_view source_text,
                                      const scoring::CompiledRubric& rubric) {
  storage::RubricRevisionRecord draft;
  draft.rubric = absl::StrCat("rubrics/", rubric.definition().id());
  draft.name = absl::StrCat(draft.rubric, "/revisions/", rubric.definition().revision());
  DescribeSource(source_text, rubric, &draft);
  return draft;
}

// The rubric comes into being with its first revision.
absl::Status EnsureRubric(storage::Writer& writer, const auth::Scope& scope,
                          const storage::RubricRevisionRecord& draft) {
  const auto found = writer.GetRubric(scope, draft.rubric);
  if (found.ok() || !absl::IsNotFound(found.status())) return found.status();
  storage::RubricRecord rubric;
  rubric.name = draft.rubric;
  rubric.title = draft.title;
  rubric.classified = draft.classified;
  return writer.CreateRubric(scope, rubric);
}

absl::StatusOr<v1::RubricRevision> Create(const Dependencies& dependencies, const Call& call,
                                          const v1::CreateRubricRevisionRequest& request,
                                          const storage::RubricRevisionRecord& draft) {
  const auth::Scope scope(call.caller);
  return MakeChange<v1::RubricRevision>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::RubricRevision>> {
        storage::RubricRevisionRecord created = draft;
        RETURN_IF_ERROR(CheckAbsent(created.name, writer.GetRubricRevision(scope, created.name)));
        RETURN_IF_ERROR(EnsureRubric(writer, scope, created));
        RETURN_IF_ERROR(writer.CreateRubricRevision(scope, created));
        StampCreated(writer, &created.stamp);
        return Changed<v1::RubricRevision>{ToMessage(created), auth::kInstallationOwner};
      });
}

// As it would be, without the etag and the times that only a change gives.
absl::StatusOr<v1::RubricRevision> Preview(const Dependencies& dependencies, const Call& call,
                                           const storage::RubricRevisionRecord& draft) {
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) {
    return CheckAbsent(draft.name, reader.GetRubricRevision(auth::Scope(call.caller), draft.name));
  }));
  v1::RubricRevision preview = ToMessage(draft);
  preview.clear_etag();
  preview.clear_create_time();
  preview.clear_update_time();
  return preview;
}

}  // namespace

absl::StatusOr<v1::RubricRevision> CreateRubricRevision(
    const Dependencies& dependencies, const Call& call,
    const v1::CreateRubricRevisionRequest& request) {
  FieldChecks checks;
  CheckSourceSize(request.source_text(), scoring::kMaxRubricBytes, checks);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  if (!request.validate_only()) {
    ASSIGN_OR_RETURN(std::optional<v1::RubricRevision> replay,
                     FindReplay<v1::RubricRevision>(dependencies, call, request));
    if (replay.has_value()) return WithSource(request.source_text(), *std::move(replay));
  }
  ASSIGN_OR_RETURN(const RubricCache::Compiled rubric, CheckSource(request.source_text()));
  const storage::RubricRevisionRecord draft = DraftOf(request.source_text(), *rubric);
  ASSIGN_OR_RETURN(v1::RubricRevision revision, request.validate_only()
                                                    ? Preview(dependencies, call, draft)
                                                    : Create(dependencies, call, request, draft));
  return WithSource(request.source_text(), std::move(revision));
}

}  // namespace continuum::operations
