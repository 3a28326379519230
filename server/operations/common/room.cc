// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/room.h"

#include "server/base/errors.h"
#include "server/base/text.h"

namespace continuum::operations {

void TakeFromKept(const Dependencies& dependencies, const storage::EvidenceRecord& before) {
  const KeptCount count = CountOf(before);
  const KeptCount less = {-count.count, -count.bytes};
  AddToKept<storage::EvidenceRecord>(dependencies, before.program, less);
  dependencies.kept_counts->Add(KeptKey<storage::EvidenceRecord>(before.program, before.created_by),
                                less);
}

absl::Status CheckRoom(const Kept& present, int64_t most, absl::string_view reason,
                       absl::string_view parent, absl::string_view things,
                       absl::string_view instead) {
  const std::string shown = base::Shown(parent, 200);
  const int64_t most_of_one = MostOfOne(most);
  if (present.own.count >= most_of_one) {
    return ShareUsedUp(reason, parent,
                       absl::StrCat("you have made ", present.own.count, " ", things, " of ", shown,
                                    ", and no more than ", most_of_one,
                                    " of one person are kept, so that there is room for others'. ",
                                    instead, ", or have somebody else who takes part make more"));
  }
  if (present.all.count < most) return absl::OkStatus();
  // Without a time to come again: waiting does not help.
  return base::MakeError(
      absl::StatusCode::kResourceExhausted, reason,
      absl::StrCat(shown, " has ", present.all.count, " ", things, ", and no more than ", most,
                   " are kept. ", instead, ", or tell who runs the server if that is too few"),
      {{"resource", std::string(parent)}});
}

absl::Status ShareUsedUp(absl::string_view reason, absl::string_view parent,
                         absl::string_view message) {
  return base::MakeError(absl::StatusCode::kResourceExhausted, reason, message,
                         {{"resource", parent}, {"limit", "one person's"}});
}

}  // namespace continuum::operations
