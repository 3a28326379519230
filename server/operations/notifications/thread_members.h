// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_THREAD_MEMBERS_H_
#define CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_THREAD_MEMBERS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "scoring/compiled_rubric.h"
#include "server/operations/dependencies.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// Who said something in a thread up to a moment.
struct Speakers {
  std::set<std::string> authors;  // some may be no accounts
  std::string last_comment;       // the last one that was looked at, by name; empty: none
};

// Who has spoken in a thread, by name, so far; nobody if there is no such thread. Permission was
// asked before. Reads storage, in steps: not inside Read or Write. Thread-safe.
absl::StatusOr<Speakers> SpeakersIn(const Dependencies& dependencies, const std::string& thread);

// Who takes part in a thread, each once: who began it, who said something in it, and to whom its
// criterion, or a domain that it lies in, is assigned. Some may be no accounts. `rubric` is the
// assessment's. `before` is who had spoken before the change in which this is asked, so that the
// words of a long talk are not read while others wait for the writer; of what was said since then
// it looks at the first 200 comments. Safe to call from several threads; errors are storage's.
absl::StatusOr<std::vector<std::string>> ThreadMembers(const storage::Reader& reader,
                                                       const scoring::CompiledRubric& rubric,
                                                       const storage::ThreadRecord& thread,
                                                       const Speakers& before);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_THREAD_MEMBERS_H_
