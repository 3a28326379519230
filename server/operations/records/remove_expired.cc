// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/remove_expired.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "server/base/clock.h"
#include "server/base/status_macros.h"
#include "server/operations/common/room.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/erase_words.h"
#include "server/operations/records/record_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// One change for each thing: short, so that whoever waits for the writer hardly notices.
absl::Status Change(const Dependencies& dependencies,
                    absl::FunctionRef<absl::Status(storage::Writer&)> change) {
  return dependencies.storage->Write(
      {.kind = "RemoveExpired", .author = std::string(kRetentionAuthor)}, {}, change);
}

// Whether it is still to be removed, by the policy that counts now, which may have changed since it
// was found.
template <typename Record>
absl::StatusOr<bool> StillOld(storage::Writer& writer, absl::Time now, const Record& record) {
  Retention retention;
  retention.now = now;
  ASSIGN_OR_RETURN(retention.policy, ReadPolicy(writer));
  ASSIGN_OR_RETURN(const Age age, AgeOf(writer, retention, record));
  return age == Age::kOld;
}

template <typename Record>
absl::Status RemoveOne(storage::Writer& writer, absl::Time now, const std::string& name,
                       absl::FunctionRef<absl::Status(const Record&)> erase) {
  ASSIGN_OR_RETURN(const Record record, storage::Get<Record>(writer, PeopleScope(), name));
  ASSIGN_OR_RETURN(const bool old, StillOld(writer, now, record));
  return old ? erase(record) : absl::OkStatus();
}

absl::Status RemoveComment(const Dependencies& dependencies, absl::Time now,
                           const std::string& name) {
  return Change(dependencies, [&](storage::Writer& writer) {
    return RemoveOne<storage::CommentRecord>(
        writer, now, name, [&](const storage::CommentRecord& comment) {
          return EraseComment(writer, PeopleScope(), comment).status();
        });
  });
}

absl::Status RemoveEvidenceAndFile(const Dependencies& dependencies, absl::Time now,
                                   const std::string& name) {
  storage::EvidenceRecord before;
  RETURN_IF_ERROR(EraseWithFile(dependencies, name, [&](AsideFile& file) {
    bool erased = false;
    const absl::Status changed = Change(dependencies, [&](storage::Writer& writer) {
      erased = false;
      return RemoveOne<storage::EvidenceRecord>(
          writer, now, name, [&](const storage::EvidenceRecord& evidence) -> absl::Status {
            RETURN_IF_ERROR(file.Check(writer, evidence));
            erased = true;
            before = evidence;
            return EraseEvidence(writer, PeopleScope(), evidence, file.uploads()).status();
          });
    });
    RETURN_IF_ERROR(changed);
    // Not an error for anybody, but the file has to be put back.
    return erased ? absl::OkStatus() : absl::CancelledError("it is not too old any more");
  }));
  TakeFromKept(dependencies, before);
  return absl::OkStatus();
}

absl::Status RemoveNotice(const Dependencies& dependencies, absl::Time now,
                          const std::string& name) {
  return Change(dependencies, [&](storage::Writer& writer) {
    return RemoveOne<storage::NotificationRecord>(writer, now, name,
                                                  [&](const storage::NotificationRecord& notice) {
                                                    return EraseNotice(writer, notice).status();
                                                  });
  });
}

absl::Status RemoveAccountWords(const Dependencies& dependencies, absl::Time now,
                                const std::string& name) {
  return Change(dependencies, [&](storage::Writer& writer) {
    return RemoveOne<storage::AccountRecord>(writer, now, name,
                                             [&](const storage::AccountRecord& account) {
                                               return EraseAccount(writer, account).status();
                                             });
  });
}

}  // namespace

absl::Status RemoveExpired::Remove(const Dependencies& dependencies, const Retention& retention,
                                   const std::string& name) const {
  switch (kRetainedKinds[kind_]) {
    case RetainedKind::kComment:
      return RemoveComment(dependencies, retention.now, name);
    case RetainedKind::kEvidence:
      return RemoveEvidenceAndFile(dependencies, retention.now, name);
    case RetainedKind::kNotification:
      return RemoveNotice(dependencies, retention.now, name);
    case RetainedKind::kAccount:
      return RemoveAccountWords(dependencies, retention.now, name);
  }
  return absl::OkStatus();
}

absl::Status RemoveExpired::Step(const Dependencies& dependencies) {
  Retention retention;
  retention.now = dependencies.clock->Now();
  FoundOld found;
  absl::Status failed =
      dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
        ASSIGN_OR_RETURN(retention.policy, ReadPolicy(reader));
        ASSIGN_OR_RETURN(found, FindOld(reader, retention, kRetainedKinds[kind_], after_));
        return absl::OkStatus();
      });
  if (!failed.ok()) {
    kind_ = std::size(kRetainedKinds);
    return failed;
  }
  for (const std::string& name : found.old) {
    const absl::Status removed = Remove(dependencies, retention, name);
    if (removed.ok()) ++removed_;
    if (!removed.ok() && !absl::IsCancelled(removed)) failed.Update(removed);
  }
  after_ = found.next;
  if (after_.empty()) ++kind_;
  return failed;
}

}  // namespace continuum::operations
