// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/room.h"

#include "server/base/errors.h"
#include "server/base/text.h"

namespace continuum::operations {

absl::Status CheckRoom(int64_t present, int64_t most, absl::string_view reason,
                       absl::string_view parent, absl::string_view things) {
  if (present < most) return absl::OkStatus();
  // Without a time to come again: waiting does not help.
  return base::MakeError(
      absl::StatusCode::kResourceExhausted, reason,
      absl::StrCat(base::Shown(parent, 200), " has ", present, " ", things, ", and no more than ",
                   most, " are kept. Tell who runs the server if that is too few"),
      {{"resource", std::string(parent)}});
}

}  // namespace continuum::operations
