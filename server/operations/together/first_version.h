// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_TOGETHER_FIRST_VERSION_H_
#define CONTINUUM_SERVER_OPERATIONS_TOGETHER_FIRST_VERSION_H_

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "server/base/status_macros.h"
#include "server/storage/records.h"

namespace continuum::operations {

// The first version of something after a change, when `last` is a later one. `at` gives the version
// as of a change, and `number` its own change; a version that was erased is given as a later one,
// and is left out. There may be very many between: after a few steps back the rest is halved.
template <typename Record, typename At, typename Number>
absl::StatusOr<Record> FirstVersion(storage::Sequence after, Record last, At at, Number number) {
  constexpr int kStepsBack = 4;
  storage::Sequence none_until = after;  // no version lies after `after` and up to this
  for (int steps = 0; number(last) - 1 > none_until; ++steps) {
    const storage::Sequence before = number(last) - 1;
    const storage::Sequence probe =
        steps < kStepsBack ? before : none_until + (before - none_until + 1) / 2;
    ASSIGN_OR_RETURN(std::optional<Record> found, at(probe));
    if (found.has_value() && number(*found) > after && number(*found) <= probe) {
      last = *std::move(found);
    } else {
      none_until = probe;
    }
  }
  return last;
}

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_TOGETHER_FIRST_VERSION_H_
