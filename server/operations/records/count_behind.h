// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_COUNT_BEHIND_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_COUNT_BEHIND_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/storage/records.h"

namespace continuum::operations {

// How much lies behind results: counts and names, and nothing of what was said.
struct Behind {
  int comments = 0;  // in threads and beside answers
  absl::flat_hash_set<std::string> evidence;
  absl::flat_hash_set<std::string> people;
};

// Adds what lies behind an assessment as it was just after change `as_of`. The words may be many,
// so they are read in steps, and only the counts are kept. Reads storage: not inside Read or Write.
// Thread-safe. DEADLINE_EXCEEDED or CANCELLED: the caller does not wait any more; errors are
// storage's otherwise.
absl::Status CountBehind(const Dependencies& dependencies, const Call& call,
                         const std::string& assessment, storage::Sequence as_of, Behind& behind);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_COUNT_BEHIND_H_
