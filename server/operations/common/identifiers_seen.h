// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_IDENTIFIERS_SEEN_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_IDENTIFIERS_SEEN_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/evidence/identifiers.h"

namespace continuum::operations {

// Whether a person has `seen` as many places as the report has that look like identifiers of
// patients. FAILED_PRECONDITION, IDENTIFIERS_NOT_SEEN otherwise; the message says what they look
// like, and not what they are. `what` was searched: "the file". Pure function.
absl::Status CheckIdentifiersSeen(absl::string_view resource, absl::string_view what,
                                  const evidence::IdentifierReport& report, int64_t seen);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_IDENTIFIERS_SEEN_H_
