// SPDX-License-Identifier: Apache-2.0
//
// The note of an assignment that a hand-over has passed on. What is kept names accounts and
// hand-overs; what is shown names the person as they are called now. So a name goes everywhere once
// its account is erased, and nothing of it is left in notes.

#ifndef CONTINUUM_SERVER_OPERATIONS_TOGETHER_PASSED_NOTE_H_
#define CONTINUUM_SERVER_OPERATIONS_TOGETHER_PASSED_NOTE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// What is kept of `passed`, an assignment that is passed on by this hand-over: a line, and after it
// the note that the assignment had. Pure.
std::string PassedNote(const storage::HandOverRecord& hand_over,
                       const storage::AssignmentRecord& passed);

// The note of an assignment as it is shown: "Handed over from NAME on 2026-11-23: REASON" for each
// line of a hand-over that has led to this assignment, the last one first; all else as it is. What
// somebody wrote who wanted it to look like such a line stays as it is, too, so that nobody learns
// the names of others by it. Thread-safe; errors are storage's.
absl::StatusOr<std::string> ShownNote(const storage::Reader& reader,
                                      const storage::AssignmentRecord& assignment);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_TOGETHER_PASSED_NOTE_H_
