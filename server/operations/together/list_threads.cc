// SPDX-License-Identifier: Apache-2.0

#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/records/waiting_purges.h"
#include "server/operations/together.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

// With comments as long as they may be, a page stays below the 4 MiB that clients take.
constexpr int kMaxComments = 200;

}  // namespace

absl::StatusOr<v1::ListThreadsResponse> ListThreads(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::ListThreadsRequest& request) {
  Paging paging(request);
  FieldChecks checks;
  checks.NameOf(Resource::kAssessment, "parent", request.parent());
  checks.KnownEnum("state", request.state(), v1::Thread::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::ResourceQuery query;
  query.parent = request.parent();
  query.subject = request.criterion();
  if (request.state() != v1::Thread::STATE_UNSPECIFIED) query.state = request.state();
  v1::ListThreadsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(reader.GetAssessment(scope, request.parent(), query.page.as_of).status());
    ASSIGN_OR_RETURN(auto rows, storage::List<storage::ThreadRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&rows));
    for (const storage::ThreadRecord& row : rows) *response.add_threads() = ToMessage(row);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::ListCommentsResponse> ListComments(const Dependencies& dependencies,
                                                      const Call& call,
                                                      const v1::ListCommentsRequest& request) {
  Paging paging(request, kMaxComments);
  const bool of_thread = IsNameOf(Resource::kThread, request.parent());
  FieldChecks checks;
  if (!of_thread && !IsNameOf(Resource::kAssessment, request.parent())) {
    checks.Wrong(
        "parent", request.parent(),
        absl::StrCat(PatternOf(Resource::kThread), " or ", PatternOf(Resource::kAssessment)));
  }
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  const auth::Scope scope(call.caller);
  storage::ResourceQuery query;
  (of_thread ? query.subject : query.parent) = request.parent();
  v1::ListCommentsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(
        of_thread
            ? storage::Get<storage::ThreadRecord>(reader, scope, request.parent(), query.page.as_of)
                  .status()
            : reader.GetAssessment(scope, request.parent(), query.page.as_of).status());
    ASSIGN_OR_RETURN(auto rows, storage::List<storage::CommentRecord>(reader, scope, query));
    response.set_next_page_token(paging.Close(&rows));
    ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, request.parent()));
    for (const storage::CommentRecord& row : rows) {
      ASSIGN_OR_RETURN(*response.add_comments(), ToMessage(reader, row));
      waiting.Hide(response.mutable_comments(response.comments_size() - 1));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
