// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_RECORD_CALL_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_RECORD_CALL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/operations/access/passage.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// Keeps book of a call that is about to be answered with `outcome`:
// * what was seen by an access only is noted, for the program's people;
// * a call of the program's own people about an assessment counts as work on it;
// * the audit log, if one is kept, is told of what EventOf says.
// Call it once for each call, whether it was let in or not. Thread-safe; does not wait for storage.
void RecordCall(const Dependencies& dependencies, const Passage& passage,
                const absl::Status& outcome);

// What a call is in the audit log; empty if it is not told there. Pure function.
// * "sign-in", "sign-out": tries too.
// * "refused": for want of permission, or of signing in.
// * "change": something was changed, or may have been.
// * "look": others' things were seen by an access or by a role of the installation.
absl::string_view EventOf(const Passage& passage, const absl::Status& outcome);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_RECORD_CALL_H_
