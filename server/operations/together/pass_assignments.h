// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_TOGETHER_PASS_ASSIGNMENTS_H_
#define CONTINUUM_SERVER_OPERATIONS_TOGETHER_PASS_ASSIGNMENTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/storage/people_records.h"
#include "server/storage/writer.h"

namespace continuum::operations {

// Passes what is open for the account that hands over to the one that takes over: each assignment
// is cancelled, and made anew with the same targets and last day and a note that tells of the
// hand-over (passed_note.h), so that who was asked first can still be read. Of a program, all of
// it; of an organization, what is in those of its programs in which the account has no role of its
// own left. What is completed or archived stays as it is: it takes no more work.
//
// Call it after the roles were moved, within the same change. Permission for the hand-over's
// resource was asked before.
//
// Gives the assessment of each that was passed on; the caller adds them to what is kept once the
// change is made (room.h).
absl::StatusOr<std::vector<std::string>> PassAssignments(const Dependencies& dependencies,
                                                         storage::Writer& writer, const Call& call,
                                                         const storage::HandOverRecord& hand_over);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_TOGETHER_PASS_ASSIGNMENTS_H_
