// SPDX-License-Identifier: Apache-2.0
//
// Whether a program may keep more of something, and one person of the program. Ask for the count
// before the change, since counting reads in steps of its own; check it within the change, after
// what came before was answered; add to it once the change is made:
//
//   ASSIGN_OR_RETURN(const Kept threads,
//                    CountKept<storage::ThreadRecord>(dependencies, call.caller, parent));
//   bool made = false;
//   ... MakeChange<v1::Thread>(..., [&](storage::Writer& writer) {
//     made = true;                            // a request that came before does not get here
//     RETURN_IF_ERROR(CheckRoom(threads, dependencies.limits.threads, ...));
//   });
//   if (response.ok() && made) {
//     AddToKept<storage::ThreadRecord>(dependencies, call.caller, parent, {1, 0});
//   }

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_ROOM_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_ROOM_H_

#include <algorithm>
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
#include "server/storage/people_records.h"
#include "server/storage/queries.h"
#include "server/storage/resources.h"
#include "server/storage/storage.h"

namespace continuum::operations {

// What one account may have of the most of all, so that nobody stops the work of the others by
// using up all. Files are few and large: of their bytes one account may have half.
inline int64_t MostOfOne(int64_t most) { return std::max<int64_t>(1, most / 5); }
inline int64_t MostBytesOfOne(int64_t most) { return most / 2; }

inline KeptCount& operator+=(KeptCount& count, const KeptCount& more) {
  count.count += more.count;
  count.bytes += more.bytes;
  return count;
}

// What a record counts for.
template <typename Record>
KeptCount CountOf(const Record& /*record*/) {
  return {1, 0};
}
// Removed evidence does not count: it is only known that there was something, and its file goes.
template <>
inline KeptCount CountOf(const storage::EvidenceRecord& record) {
  return record.state == storage::EvidenceState::kActive ? KeptCount{1, record.size} : KeptCount();
}

// The caller that made a record.
template <typename Record>
const std::string& MakerOf(const Record& record) {
  return record.author;
}
template <>
inline const std::string& MakerOf(const storage::EvidenceRecord& record) {
  return record.created_by;
}
template <>
inline const std::string& MakerOf(const storage::EvidenceAttachmentRecord& record) {
  return record.created_by;
}
template <>
inline const std::string& MakerOf(const storage::AssignmentRecord& record) {
  return record.assigned_by;
}

// What there is under a parent, of all, and of the caller. Nothing is the caller's who has no
// account: on a server without sign-in nobody is in the way of others.
struct Kept {
  KeptCount all;
  KeptCount own;
};

template <typename Record>
std::string KeptKey(absl::string_view parent, absl::string_view account = "") {
  return absl::StrCat(static_cast<int64_t>(storage::ResourceTraits<Record>::kKind), ":", parent,
                      account.empty() ? "" : " ", account);
}

// What there is under a parent that the caller may name. Reads storage: not inside Read or Write.
template <typename Record>
absl::StatusOr<Kept> CountKept(const Dependencies& dependencies, const auth::Caller& caller,
                               const std::string& parent) {
  constexpr int kStep = 200;
  const std::string account = caller.is_account() ? caller.id() : "";
  const std::string key = KeptKey<Record>(parent);
  const std::string own_key = KeptKey<Record>(parent, account);
  const std::optional<KeptCount> all = dependencies.kept_counts->Find(key);
  const std::optional<KeptCount> own =
      account.empty() ? KeptCount() : dependencies.kept_counts->Find(own_key);
  if (all.has_value() && own.has_value()) return Kept{*all, *own};
  const auth::Scope scope(auth::Caller::Server());
  storage::ResourceQuery query;
  query.parent = parent;
  query.page.limit = kStep;
  Kept kept;
  bool any = false;
  for (bool more = true; more;) {
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const std::vector<Record> step, storage::List<Record>(reader, scope, query));
      for (const Record& record : step) {
        const KeptCount count = CountOf(record);
        kept.all += count;
        if (!account.empty() && MakerOf(record) == account) kept.own += count;
      }
      any = any || !step.empty();
      more = step.size() == static_cast<size_t>(kStep);
      if (more) query.page.after = step.back().name;
      return absl::OkStatus();
    }));
  }
  // Names of what is not there would fill the memory, and are counted fast.
  if (any) dependencies.kept_counts->Remember(key, kept.all);
  if (any && !account.empty()) dependencies.kept_counts->Remember(own_key, kept.own);
  return kept;
}

// More, or less, of what `caller` made; for what many made, only of all.
template <typename Record>
void AddToKept(const Dependencies& dependencies, absl::string_view parent, const KeptCount& more) {
  dependencies.kept_counts->Add(KeptKey<Record>(parent), more);
}
template <typename Record>
void AddToKept(const Dependencies& dependencies, const auth::Caller& caller,
               absl::string_view parent, const KeptCount& more) {
  AddToKept<Record>(dependencies, parent, more);
  if (caller.is_account()) {
    dependencies.kept_counts->Add(KeptKey<Record>(parent, caller.id()), more);
  }
}

// Evidence that counted is removed: `before` is what it was.
void TakeFromKept(const Dependencies& dependencies, const storage::EvidenceRecord& before);

// OK if there is room for one more. RESOURCE_EXHAUSTED with this reason: `parent` has as many
// `things` ("threads") as it may have, or the caller as many there as one person may have.
// `instead` is what the caller can do: "go on in one of them".
absl::Status CheckRoom(const Kept& present, int64_t most, absl::string_view reason,
                       absl::string_view parent, absl::string_view things,
                       absl::string_view instead);

// RESOURCE_EXHAUSTED: the caller has used up their own share of a resource.
absl::Status ShareUsedUp(absl::string_view reason, absl::string_view parent,
                         absl::string_view message);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_ROOM_H_
