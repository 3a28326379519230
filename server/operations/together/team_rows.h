// SPDX-License-Identifier: Apache-2.0
//
// What the use cases of working together have in common: their records as messages, and the
// assessment around them. All functions are safe to call from several threads.

#ifndef CONTINUUM_SERVER_OPERATIONS_TOGETHER_TEAM_ROWS_H_
#define CONTINUUM_SERVER_OPERATIONS_TOGETHER_TEAM_ROWS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "continuum/v1/together_service.pb.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/call.h"
#include "server/operations/common/change.h"
#include "server/operations/dependencies.h"
#include "server/operations/rubrics/stored_revisions.h"
#include "server/storage/people_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {

inline constexpr size_t kMaxNoteBytes = 4 * 1024;  // of an assignment

// An assessment and its program.
struct Workplace {
  storage::AssessmentRecord assessment;
  storage::ProgramRecord program;
};
// NOT_FOUND; FAILED_PRECONDITION, ARCHIVED.
absl::StatusOr<Workplace> GetActiveWorkplace(const storage::Reader& reader,
                                             const auth::Scope& scope,
                                             absl::string_view assessment);

// Whether there is still something to do for the assignment: its assessment is a draft of a program
// in use.
absl::StatusOr<bool> IsUnderWay(const storage::Reader& reader,
                                const storage::AssignmentRecord& assignment);

// The name that others see of an account; empty for a caller that is none, such as the local one.
absl::StatusOr<std::string> LabelOf(const storage::Reader& reader, absl::string_view caller);

// `now` tells whether it is overdue.
absl::StatusOr<v1::Assignment> ToMessage(const storage::Reader& reader,
                                         const storage::AssignmentRecord& record, absl::Time now);
v1::Thread ToMessage(const storage::ThreadRecord& record);
v1::Confirmation ToMessage(const storage::ConfirmationRecord& record);
absl::StatusOr<v1::Comment> ToMessage(const storage::Reader& reader,
                                      const storage::CommentRecord& record);

// The rubric that an assessment follows, or the first answer to this request, if it had one.
template <typename Response>
struct Prepared {
  std::optional<Response> replay;
  RubricCache::Compiled rubric;
};
// NOT_FOUND: there is no such assessment. FAILED_PRECONDITION, REQUEST_ID_REUSED.
template <typename Response, typename Request>
absl::StatusOr<Prepared<Response>> Prepare(const Dependencies& dependencies, const Call& call,
                                           const Request& request, absl::string_view assessment) {
  const auth::Scope scope(call.caller);
  Prepared<Response> prepared;
  std::string revision;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(prepared.replay, FindReplay<Response>(reader, call, request));
    if (prepared.replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(const storage::AssessmentRecord record,
                     reader.GetAssessment(scope, assessment));
    revision = record.revision;
    return absl::OkStatus();
  }));
  if (!prepared.replay.has_value()) {
    ASSIGN_OR_RETURN(prepared.rubric, LoadRevision(dependencies, scope, revision));
  }
  return prepared;
}

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_TOGETHER_TEAM_ROWS_H_
