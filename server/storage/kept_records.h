// SPDX-License-Identifier: Apache-2.0
//
// How long things are kept: what is asked to be purged, what is kept whatever is asked, and for how
// long the rest is. Kept as resources.h says. As in records.h, names are resource names, stamps are
// set by storage, and the numbers of the enums never change.

#ifndef CONTINUUM_SERVER_STORAGE_KEPT_RECORDS_H_
#define CONTINUUM_SERVER_STORAGE_KEPT_RECORDS_H_

#include <cstdint>
#include <string>

#include "server/auth/scope.h"
#include "server/storage/people_records.h"
#include "server/storage/records.h"
#include "server/storage/resources.h"
#include "server/storage/row_content.h"

namespace continuum::storage {

enum class PurgeState : int64_t { kAsked = 1, kDone = 2, kDeclined = 3 };
enum class HoldState : int64_t { kActive = 1, kEnded = 2 };

// That something is asked to be purged. Once it is decided it does not change any more. Owner: the
// program's organization.
struct PurgeRecord {
  std::string name;      // "programs/{p}/purges/{id}"
  std::string owner;     // by name; never changes
  std::string program;   // by name; the parent
  std::string resource;  // a comment, evidence or an answer, by name; the subject
  std::string reason;
  PurgeState state = PurgeState::kAsked;
  std::string asked_by;    // the callers
  std::string decided_by;  // empty until then
  int64_t erased_versions = 0;
  Stamp stamp;

  friend bool operator==(const PurgeRecord&, const PurgeRecord&) = default;
};

// That a program's records are kept. Owner: the program's organization.
struct HoldRecord {
  std::string name;     // "programs/{p}/holds/{id}"
  std::string owner;    // by name; never changes
  std::string program;  // by name; the parent
  std::string reason;
  HoldState state = HoldState::kActive;
  std::string set_by;    // the callers
  std::string ended_by;  // empty while it counts
  Stamp stamp;

  friend bool operator==(const HoldRecord&, const HoldRecord&) = default;
};

// For how many months things are kept; 0 is for good. There is one at the most. Owner: the
// installation.
struct RetentionPolicyRecord {
  std::string name;  // "retentionPolicy"
  int64_t comment_months = 0;
  int64_t evidence_months = 0;
  int64_t notification_months = 0;
  int64_t account_months = 0;
  std::string set_by;  // the caller
  Stamp stamp;

  friend bool operator==(const RetentionPolicyRecord&, const RetentionPolicyRecord&) = default;
};

template <>
struct ResourceTraits<PurgeRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kPurge;
  static std::string Owner(const PurgeRecord& record) { return record.owner; }
  static std::string Parent(const PurgeRecord& record) { return record.program; }
  static std::string Subject(const PurgeRecord& record) { return record.resource; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.program, r.resource, r.reason, r.state, r.asked_by, r.decided_by,
         r.erased_versions, r.stamp);
  }
};

template <>
struct ResourceTraits<HoldRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kHold;
  static std::string Owner(const HoldRecord& record) { return record.owner; }
  static std::string Parent(const HoldRecord& record) { return record.program; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.program, r.reason, r.state, r.set_by, r.ended_by, r.stamp);
  }
};

template <>
struct ResourceTraits<RetentionPolicyRecord> : ResourceDefaults {
  static constexpr RowKind kKind = RowKind::kRetentionPolicy;
  static std::string Owner(const RetentionPolicyRecord& /*record*/) {
    return auth::kInstallationOwner;
  }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.comment_months, r.evidence_months, r.notification_months, r.account_months,
         r.set_by, r.stamp);
  }
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_KEPT_RECORDS_H_
