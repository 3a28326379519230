// SPDX-License-Identifier: Apache-2.0
//
// Whether a program may keep more of something. Ask for the count before the change, since counting
// reads in steps of its own; check it within the change, after what came before was answered; add
// to it once the change is made:
//
//   ASSIGN_OR_RETURN(const KeptCount threads, CountKept<storage::ThreadRecord>(dependencies,
//   parent)); bool made = false;
//   ... MakeChange<v1::Thread>(..., [&](storage::Writer& writer) {
//     made = true;                            // a request that came before does not get here
//     RETURN_IF_ERROR(CheckRoom(threads.count, dependencies.limits.threads, ...));
//   });
//   if (response.ok() && made) AddToKept<storage::ThreadRecord>(dependencies, parent, {1, 0});

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_ROOM_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_ROOM_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/dependencies.h"
#include "server/operations/kept_counts.h"
#include "server/storage/evidence_records.h"
#include "server/storage/queries.h"
#include "server/storage/resources.h"
#include "server/storage/storage.h"

namespace continuum::operations {

// The bytes of the file that a record keeps from being deleted.
template <typename Record>
int64_t KeptBytes(const Record& /*record*/) {
  return 0;
}
template <>
inline int64_t KeptBytes(const storage::EvidenceRecord& record) {
  return record.state == storage::EvidenceState::kActive ? record.size : 0;
}

template <typename Record>
std::string KeptKey(absl::string_view parent) {
  return absl::StrCat(static_cast<int64_t>(storage::ResourceTraits<Record>::kKind), ":", parent);
}

// What there is under a parent that the caller may name. Reads storage: not inside Read or Write.
template <typename Record>
absl::StatusOr<KeptCount> CountKept(const Dependencies& dependencies, const std::string& parent) {
  constexpr int kStep = 200;
  const std::string key = KeptKey<Record>(parent);
  const std::optional<KeptCount> known = dependencies.kept_counts->Find(key);
  if (known.has_value()) return *known;
  const auth::Scope scope(auth::Caller::Server());
  storage::ResourceQuery query;
  query.parent = parent;
  query.page.limit = kStep;
  KeptCount count;
  for (bool more = true; more;) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const std::vector<Record> step, storage::List<Record>(reader, scope, query));
      for (const Record& record : step) count.bytes += KeptBytes(record);
      count.count += static_cast<int64_t>(step.size());
      more = step.size() == static_cast<size_t>(kStep);
      if (more) query.page.after = step.back().name;
      return absl::OkStatus();
    }));
  }
  // Names of what is not there would fill the memory, and are counted fast.
  if (count.count > 0) dependencies.kept_counts->Remember(key, count);
  return count;
}

template <typename Record>
void AddToKept(const Dependencies& dependencies, absl::string_view parent, const KeptCount& more) {
  dependencies.kept_counts->Add(KeptKey<Record>(parent), more);
}

// OK if there is room for one more. RESOURCE_EXHAUSTED with this reason: `parent` has as many
// `things` as it may have.
absl::Status CheckRoom(int64_t present, int64_t most, absl::string_view reason,
                       absl::string_view parent, absl::string_view things);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_ROOM_H_
