// SPDX-License-Identifier: Apache-2.0
//
// What is older than the retention policy lets it be: the one place that decides, for the preview
// and for the removal. All functions are safe to call from several threads.

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_TOO_OLD_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_TOO_OLD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/storage/evidence_records.h"
#include "server/storage/kept_records.h"
#include "server/storage/notification_records.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"

namespace continuum::operations {

// What a policy is about.
enum class RetainedKind { kComment, kEvidence, kNotification, kAccount };
inline constexpr RetainedKind kRetainedKinds[] = {RetainedKind::kComment, RetainedKind::kEvidence,
                                                  RetainedKind::kNotification,
                                                  RetainedKind::kAccount};

// A policy at a moment.
struct Retention {
  storage::RetentionPolicyRecord policy;
  absl::Time now;
};

// What may become of something that is as old as it is.
enum class Age {
  kYoung,  // it stays; or it is removed already
  kOld,    // it is removed
  kHeld,   // it would be, but a hold keeps it
};

absl::StatusOr<Age> AgeOf(const storage::Reader& reader, const Retention& retention,
                          const storage::CommentRecord& comment);
absl::StatusOr<Age> AgeOf(const storage::Reader& reader, const Retention& retention,
                          const storage::EvidenceRecord& evidence);
absl::StatusOr<Age> AgeOf(const storage::Reader& reader, const Retention& retention,
                          const storage::NotificationRecord& notice);
absl::StatusOr<Age> AgeOf(const storage::Reader& reader, const Retention& retention,
                          const storage::AccountRecord& account);

// What was found in one step through all records of a kind.
struct FoundOld {
  std::vector<std::string> old;  // by name
  int held = 0;
  std::string next;  // where the next step begins; empty: there is nothing more
};

// Looks at the next records of a kind after `after`, so few that a snapshot stays short. A kind
// that is kept for good is not looked at.
absl::StatusOr<FoundOld> FindOld(const storage::Reader& reader, const Retention& retention,
                                 RetainedKind kind, absl::string_view after);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_TOO_OLD_H_
