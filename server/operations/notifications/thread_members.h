// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_THREAD_MEMBERS_H_
#define CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_THREAD_MEMBERS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "scoring/compiled_rubric.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// Who takes part in a thread, each once: who began it, who said something in it, and to whom its
// criterion, or a domain that it lies in, is assigned. Some may be no accounts. `rubric` is the
// assessment's. Safe to call from several threads; errors are storage's.
absl::StatusOr<std::vector<std::string>> ThreadMembers(const storage::Reader& reader,
                                                       const scoring::CompiledRubric& rubric,
                                                       const storage::ThreadRecord& thread);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_THREAD_MEMBERS_H_
