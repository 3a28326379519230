// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_REMIND_H_
#define CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_REMIND_H_

#include "absl/status/statusor.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// Reminds of open assignments whose last day comes within a week, is tomorrow, or is over: those to
// whom they are assigned, and who assigned what is over, or what somebody without an account is to
// do; of each once. For who assigned it and takes no part in the program any more stand those who
// lead it. Days are in UTC. Nobody is reminded of a last day that was that near when it was
// assigned, nor of completed assessments and archived programs. Gives for how many assignments
// there was something to tell. Call it every hour or so. Thread-safe; works in small steps, and
// what an error leaves undone the next call does. Errors are storage's.
absl::StatusOr<int> RemindOfAssignments(const Dependencies& dependencies);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_REMIND_H_
