// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRICS_STORED_REVISIONS_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRICS_STORED_REVISIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/scope.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/dependencies.h"
#include "server/operations/rubric_cache.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// The revision's name, with "-" replaced by the revision that was published last. NOT_FOUND: there
// is no such rubric, or none of its revisions is published.
absl::StatusOr<std::string> ResolveRevision(const storage::Reader& reader, const auth::Scope& scope,
                                            absl::string_view name);

// Whether `name`, in the field of that name, is a revision's; not "-": what is published last never
// changes.
void CheckRevisionToChange(absl::string_view name, FieldChecks& checks);

// The draft with this name and etag (empty: any). NOT_FOUND; FAILED_PRECONDITION,
// REVISION_PUBLISHED; ABORTED, ETAG_MISMATCH.
absl::StatusOr<storage::RubricRevisionRecord> GetDraft(const storage::Reader& reader,
                                                       const auth::Scope& scope,
                                                       absl::string_view name,
                                                       absl::string_view etag);

// The compiled form of a stored revision, draft or published, from the cache or into it. `name` may
// end in "-". NOT_FOUND: there is none. Reads storage: not inside Read or Write.
absl::StatusOr<RubricCache::Compiled> LoadRevision(const Dependencies& dependencies,
                                                   const auth::Scope& scope,
                                                   absl::string_view name);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRICS_STORED_REVISIONS_H_
