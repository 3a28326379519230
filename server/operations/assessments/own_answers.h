// SPDX-License-Identifier: Apache-2.0
//
// People's own answers to an assessment, beside the consensus: whose they are, and who may read
// them. All functions are safe to call from several threads.

#ifndef CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_OWN_ANSWERS_H_
#define CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_OWN_ANSWERS_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/operations/call.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"

namespace continuum::operations {

// The last part of an answer set's name, which views it: "consensus", or the id of an account.
absl::string_view SourceOf(absl::string_view answer_set);

// OK for the consensus, which the permission table guards, and for the caller's own set.
// PERMISSION_DENIED, OWN_ANSWERS_ONLY for another person's.
absl::Status CheckMayWrite(const auth::Caller& caller, absl::string_view answer_set);

// What is kept of a person's set; nothing where nothing was saved into it.
absl::StatusOr<std::optional<storage::AnswerSetRecord>> FindOwnAnswers(
    const storage::Reader& reader, const auth::Scope& scope, absl::string_view answer_set,
    storage::Sequence as_of = storage::kLatest);

// FAILED_PRECONDITION, OWN_ANSWERS_FIRST unless the caller leads the program or answers something
// in an own set now: who has not yet should not be led by what others said.
absl::Status CheckMayReadOthers(const storage::Reader& reader, const Call& call,
                                const storage::AssessmentRecord& assessment);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ASSESSMENTS_OWN_ANSWERS_H_
