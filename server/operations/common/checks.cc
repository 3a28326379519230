// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/checks.h"

#include "absl/strings/str_cat.h"

namespace continuum::operations {

std::string EtagOf(const storage::Stamp& stamp) { return absl::StrCat(stamp.change_sequence); }

absl::Status CheckEtag(absl::string_view name, absl::string_view etag,
                       const storage::Stamp& stamp) {
  const std::string current = EtagOf(stamp);
  if (etag.empty() || etag == current) return absl::OkStatus();
  return base::StaleEtag(name, etag, current);
}

absl::Status CheckActive(absl::string_view name, storage::LifecycleState state) {
  if (state != storage::LifecycleState::kArchived) return absl::OkStatus();
  return base::FailedPrecondition("ARCHIVED", name, "it is archived and does not change any more");
}

void StampCreated(const storage::Writer& writer, storage::Stamp* stamp) {
  StampChanged(writer, stamp);
  stamp->create_sequence = stamp->change_sequence;
  stamp->create_time = stamp->change_time;
}

void StampChanged(const storage::Writer& writer, storage::Stamp* stamp) {
  stamp->change_sequence = writer.sequence();
  stamp->change_time = writer.time();
}

}  // namespace continuum::operations
