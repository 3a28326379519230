// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics/stored_revisions.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/auth/roles.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/rubrics/revision_source.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// How many bytes a compiled rubric takes for each byte of its definition in memory, about: indexes,
// numbers and flattened terms beside the definition itself.
constexpr size_t kCompiledBytesPerByte = 3;

bool IsCurrent(absl::string_view name) { return absl::EndsWith(name, "/revisions/-"); }

absl::StatusOr<RubricCache::Built> Build(absl::string_view source_text) {
  ASSIGN_OR_RETURN(RubricCache::Compiled compiled, CompileStoredSource(source_text));
  const size_t bytes = kCompiledBytesPerByte * compiled->definition().SpaceUsedLong();
  return RubricCache::Built{std::move(compiled), bytes};
}

// `check` is asked about a revision that is not in the cache under its own name, drafts among them.
template <typename Check>
absl::StatusOr<RubricCache::Compiled> Load(const Dependencies& dependencies,
                                           const auth::Scope& scope, absl::string_view name,
                                           Check check) {
  // A published revision never changes and every scope may read it, so its name is enough of a key.
  // A draft's goes with the change that made it what it is, and is never "name" alone.
  if (RubricCache::Compiled found = dependencies.rubrics->Find(name)) return found;
  storage::RubricRevisionRecord revision;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string resolved, ResolveRevision(reader, scope, name));
    ASSIGN_OR_RETURN(revision, reader.GetRubricRevision(scope, resolved));
    return check(revision);
  }));
  const bool published = revision.state == storage::RevisionState::kPublished;
  const std::string key =
      published ? revision.name : absl::StrCat(revision.name, "@", EtagOf(revision.stamp));
  return dependencies.rubrics->GetOrBuild(key, [&] { return Build(revision.source_text); });
}

}  // namespace

bool MayReadDrafts(const auth::Caller& caller) {
  return caller.may_do_everything() ||
         caller.RolesFor(auth::kInstallationResource).Has(auth::Role::kAdministrator);
}

absl::Status CheckMayRead(const auth::Caller& caller,
                          const storage::RubricRevisionRecord& revision) {
  const bool published = revision.state == storage::RevisionState::kPublished;
  if (published || MayReadDrafts(caller)) return absl::OkStatus();
  return base::NotFound(revision.name);
}

absl::StatusOr<std::string> ResolveRevision(const storage::Reader& reader, const auth::Scope& scope,
                                            absl::string_view name) {
  if (!IsCurrent(name)) return std::string(name);
  ASSIGN_OR_RETURN(const storage::RubricRecord rubric,
                   reader.GetRubric(scope, ParentOf(Resource::kRevision, name)));
  if (rubric.current_revision.empty()) return base::NotFound(name);
  return rubric.current_revision;
}

void CheckRevisionToChange(absl::string_view name, FieldChecks& checks) {
  if (IsCurrent(name)) {
    checks.Wrong("name", name, absl::StrCat(PatternOf(Resource::kRevision), ", not \"-\""));
  } else {
    checks.NameOf(Resource::kRevision, "name", name);
  }
}

absl::StatusOr<storage::RubricRevisionRecord> GetDraft(const storage::Reader& reader,
                                                       const auth::Scope& scope,
                                                       absl::string_view name,
                                                       absl::string_view etag) {
  ASSIGN_OR_RETURN(storage::RubricRevisionRecord revision, reader.GetRubricRevision(scope, name));
  if (revision.state == storage::RevisionState::kPublished) {
    return base::FailedPrecondition("REVISION_PUBLISHED", name,
                                    "it is published and never changes; want a draft");
  }
  RETURN_IF_ERROR(CheckEtag(name, etag, revision.stamp));
  return revision;
}

absl::StatusOr<RubricCache::Compiled> LoadRevision(const Dependencies& dependencies,
                                                   const auth::Scope& scope,
                                                   absl::string_view name) {
  return Load(dependencies, scope, name,
              [](const storage::RubricRevisionRecord& /*revision*/) { return absl::OkStatus(); });
}

absl::StatusOr<RubricCache::Compiled> LoadNamedRevision(const Dependencies& dependencies,
                                                        const auth::Caller& caller,
                                                        absl::string_view name) {
  return Load(dependencies, auth::Scope(caller), name,
              [&caller](const storage::RubricRevisionRecord& revision) {
                return CheckMayRead(caller, revision);
              });
}

}  // namespace continuum::operations
