// SPDX-License-Identifier: Apache-2.0
//
// What was done to an assessment, by the change that did it.

#ifndef CONTINUUM_SERVER_OPERATIONS_TOGETHER_CHANGES_OF_H_
#define CONTINUUM_SERVER_OPERATIONS_TOGETHER_CHANGES_OF_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "continuum/v1/together_service.pb.h"
#include "server/auth/scope.h"
#include "server/operations/records/waiting_purges.h"
#include "server/storage/queries.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"

namespace continuum::operations {

// Something that was done, and by which change. Its message has no comment, assignment,
// confirmation or labels before FillChange.
struct Event {
  storage::Sequence sequence = 0;
  v1::Change change;

  // Its place in the list, as a text that sorts like the list and is in no other place.
  std::string Place() const;
};

// The first events of a page after those of `since` and `page.after`, in order, and no more than
// page.limit of them. However long the assessment's history is, no more than a page of it is in
// memory, and of saves that lie outside the page only a few are read.
absl::StatusOr<std::vector<Event>> EventsOf(const storage::Reader& reader, const auth::Scope& scope,
                                            const std::string& assessment, storage::Sequence since,
                                            const storage::Page& page);

// Adds to the event's message what it is about, as it was at `as_of`, without words that wait to be
// purged. `now` tells what is overdue.
absl::Status FillChange(const storage::Reader& reader, const auth::Scope& scope,
                        storage::Sequence as_of, absl::Time now, const WaitingPurges& waiting,
                        v1::Change& change);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_TOGETHER_CHANGES_OF_H_
