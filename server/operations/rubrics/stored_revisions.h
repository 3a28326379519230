// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRICS_STORED_REVISIONS_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRICS_STORED_REVISIONS_H_

#include <cstddef>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/dependencies.h"
#include "server/operations/rubric_cache.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"

namespace continuum::operations {

// The revision's name, with "-" replaced by the revision that was published last. NOT_FOUND: there
// is no such rubric, or none of its revisions is published.
absl::StatusOr<std::string> ResolveRevision(const storage::Reader& reader, const auth::Scope& scope,
                                            absl::string_view name);

// Whether the caller reads drafts of rubrics: administrators, who write them, and the local caller.
// For all others a draft is as if it did not exist, and so is a rubric that has nothing else.
bool MayReadDrafts(const auth::Caller& caller);

// OK if the caller may read the revision, NOT_FOUND if it is a draft that they may not.
absl::Status CheckMayRead(const auth::Caller& caller,
                          const storage::RubricRevisionRecord& revision);

// A page of a list without the rows that are not `shown`. `list` gives the rows of a query's page,
// by `name`; it is asked until the page is full.
template <typename Query, typename List, typename Shown>
auto ListShown(Query query, List list, Shown shown) -> decltype(list(query)) {
  typename decltype(list(query))::value_type rows;
  while (true) {
    ASSIGN_OR_RETURN(auto step, list(query));
    const bool last = step.size() < static_cast<size_t>(query.page.limit);
    if (!last) query.page.after = step.back().name;
    for (auto& row : step) {
      if (shown(row)) rows.push_back(std::move(row));
      if (rows.size() == static_cast<size_t>(query.page.limit)) return rows;
    }
    if (last) return rows;
  }
}

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
//
// The first is for revisions that assessments follow, which are published; the second for one that
// a request names, of which NOT_FOUND also says that it is a draft that the caller may not read.
absl::StatusOr<RubricCache::Compiled> LoadRevision(const Dependencies& dependencies,
                                                   const auth::Scope& scope,
                                                   absl::string_view name);
absl::StatusOr<RubricCache::Compiled> LoadNamedRevision(const Dependencies& dependencies,
                                                        const auth::Caller& caller,
                                                        absl::string_view name);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRICS_STORED_REVISIONS_H_
