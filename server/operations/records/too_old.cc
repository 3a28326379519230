// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/too_old.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "server/base/status_macros.h"
#include "server/operations/common/dates.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/erase_words.h"
#include "server/operations/records/record_rows.h"
#include "server/storage/records.h"
#include "server/storage/resources.h"

namespace continuum::operations {
namespace {

constexpr int kStep = 200;

// Whether so many months have passed. They have once the last day of them is over.
bool Passed(absl::Time since, int64_t months, absl::Time now) {
  return months > 0 && DayOf(now) > AddMonths(DayOf(since), months);
}

absl::StatusOr<Age> OldUnlessHeld(const storage::Reader& reader, absl::string_view program) {
  ASSIGN_OR_RETURN(const bool held, IsOnHold(reader, program));
  return held ? Age::kHeld : Age::kOld;
}

// When the last assessment was completed to which the evidence is attached, or when it was added if
// it is attached to none; nothing if one of them is a draft.
absl::StatusOr<std::optional<absl::Time>> LastUsed(const storage::Reader& reader,
                                                   const storage::EvidenceRecord& evidence) {
  storage::ResourceQuery query;
  query.subject = evidence.name;
  query.state = static_cast<int64_t>(storage::AttachmentState::kActive);
  ASSIGN_OR_RETURN(const std::vector<storage::EvidenceAttachmentRecord> attachments,
                   ListAll<storage::EvidenceAttachmentRecord>(reader, PeopleScope(), query));
  if (attachments.empty()) return evidence.stamp.create_time;
  absl::Time last = absl::InfinitePast();
  for (const storage::EvidenceAttachmentRecord& attachment : attachments) {
    ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                     reader.GetAssessment(PeopleScope(), attachment.assessment));
    if (!assessment.complete_time.has_value()) return std::nullopt;
    last = std::max(last, *assessment.complete_time);
  }
  return last;
}

template <typename Record>
absl::StatusOr<FoundOld> FindOldOf(const storage::Reader& reader, const Retention& retention,
                                   absl::string_view after) {
  storage::ResourceQuery query;
  query.page.after = std::string(after);
  query.page.limit = kStep;
  ASSIGN_OR_RETURN(const std::vector<Record> records,
                   storage::List<Record>(reader, PeopleScope(), query));
  FoundOld found;
  for (const Record& record : records) {
    ASSIGN_OR_RETURN(const Age age, AgeOf(reader, retention, record));
    if (age == Age::kOld) found.old.push_back(record.name);
    if (age == Age::kHeld) ++found.held;
  }
  if (records.size() == static_cast<size_t>(kStep)) found.next = records.back().name;
  return found;
}

}  // namespace

absl::StatusOr<Age> AgeOf(const storage::Reader& reader, const Retention& retention,
                          const storage::CommentRecord& comment) {
  if (retention.policy.comment_months == 0) return Age::kYoung;
  if (comment.state == storage::CommentState::kPurged) return Age::kYoung;
  ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                   reader.GetAssessment(PeopleScope(), comment.assessment));
  if (!assessment.complete_time.has_value()) return Age::kYoung;
  // What was said afterwards is as old as it is itself.
  const absl::Time since = std::max(*assessment.complete_time, comment.stamp.create_time);
  if (!Passed(since, retention.policy.comment_months, retention.now)) return Age::kYoung;
  return OldUnlessHeld(reader, assessment.program);
}

absl::StatusOr<Age> AgeOf(const storage::Reader& reader, const Retention& retention,
                          const storage::EvidenceRecord& evidence) {
  if (retention.policy.evidence_months == 0) return Age::kYoung;
  if (IsPurged(evidence)) return Age::kYoung;
  // Nothing is younger than when it was added, so most are told without a look at attachments.
  if (!Passed(evidence.stamp.create_time, retention.policy.evidence_months, retention.now)) {
    return Age::kYoung;
  }
  ASSIGN_OR_RETURN(const std::optional<absl::Time> used, LastUsed(reader, evidence));
  if (!used.has_value() || !Passed(*used, retention.policy.evidence_months, retention.now)) {
    return Age::kYoung;
  }
  return OldUnlessHeld(reader, evidence.program);
}

// A hold keeps a program's records, and a notice is none of them.
absl::StatusOr<Age> AgeOf(const storage::Reader& /*reader*/, const Retention& retention,
                          const storage::NotificationRecord& notice) {
  const bool old =
      notice.state != storage::NotificationState::kRemoved &&
      Passed(notice.stamp.create_time, retention.policy.notification_months, retention.now);
  return old ? Age::kOld : Age::kYoung;
}

absl::StatusOr<Age> AgeOf(const storage::Reader& /*reader*/, const Retention& retention,
                          const storage::AccountRecord& account) {
  // Nothing changes a disabled account any more, so its last change is that it was disabled.
  const bool old =
      account.state == storage::AccountState::kDisabled && !IsErased(account) &&
      Passed(account.stamp.change_time, retention.policy.account_months, retention.now);
  return old ? Age::kOld : Age::kYoung;
}

absl::StatusOr<FoundOld> FindOld(const storage::Reader& reader, const Retention& retention,
                                 RetainedKind kind, absl::string_view after) {
  switch (kind) {
    case RetainedKind::kComment:
      if (retention.policy.comment_months == 0) break;
      return FindOldOf<storage::CommentRecord>(reader, retention, after);
    case RetainedKind::kEvidence:
      if (retention.policy.evidence_months == 0) break;
      return FindOldOf<storage::EvidenceRecord>(reader, retention, after);
    case RetainedKind::kNotification:
      if (retention.policy.notification_months == 0) break;
      return FindOldOf<storage::NotificationRecord>(reader, retention, after);
    case RetainedKind::kAccount:
      if (retention.policy.account_months == 0) break;
      return FindOldOf<storage::AccountRecord>(reader, retention, after);
  }
  return FoundOld();
}

}  // namespace continuum::operations
