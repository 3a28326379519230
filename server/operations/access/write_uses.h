// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_WRITE_USES_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_WRITE_USES_H_

#include "absl/status/status.h"
#include "server/base/patience.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// Writes what the logs of uses, of looks and of effort have collected, in one step; after an error
// they keep it. The effort of accounts of programs is not written: it is nobody's time. Call it
// every minute or so, by one thread at a time.
absl::Status WriteUses(const Dependencies& dependencies);

// Writes the looks alone, for who is about to list them. Thread-safe; waits for whoever is at it
// already. Errors are storage's; after one the log keeps them.
absl::Status WriteLooks(const Dependencies& dependencies, const base::Patience& patience);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_WRITE_USES_H_
