// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_REMOVE_EXPIRED_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_REMOVE_EXPIRED_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/operations/dependencies.h"
#include "server/operations/records/too_old.h"

namespace continuum::operations {

// What stands in the ledger as the author of what is removed because of its age.
inline constexpr absl::string_view kRetentionAuthor = "retention";

// Removes what is older than the retention policy lets it be, once through all records, in small
// steps, so that others get their turn. It may end anywhere and begin anew: what is removed is not
// removed again. Policies and holds are those at each step. For one thread.
//
//   RemoveExpired round;
//   while (!round.done()) RETURN_IF_ERROR(round.Step(dependencies));
class RemoveExpired {
 public:
  // After an error the next step goes on behind what failed, so that one thing is never in the way
  // of all others. Where nothing can be read at all, this round is over.
  absl::Status Step(const Dependencies& dependencies);

  bool done() const { return kind_ == std::size(kRetainedKinds); }
  int64_t removed() const { return removed_; }

 private:
  absl::Status Remove(const Dependencies& dependencies, const Retention& retention,
                      const std::string& name) const;

  size_t kind_ = 0;
  std::string after_;
  int64_t removed_ = 0;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_REMOVE_EXPIRED_H_
