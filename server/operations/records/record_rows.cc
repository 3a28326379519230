// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/record_rows.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/team_rows.h"

namespace continuum::operations {
namespace {

// A hold keeps records whoever asks, and whether they may see it or not.
absl::StatusOr<std::optional<storage::HoldRecord>> FindHold(const storage::Reader& reader,
                                                            absl::string_view program) {
  storage::ResourceQuery query;
  query.parent = std::string(program);
  query.state = static_cast<int64_t>(storage::HoldState::kActive);
  query.page.limit = 1;
  ASSIGN_OR_RETURN(
      std::vector<storage::HoldRecord> holds,
      storage::List<storage::HoldRecord>(reader, auth::Scope(auth::Caller::Server()), query));
  if (holds.empty()) return std::nullopt;
  return std::move(holds.front());
}

}  // namespace

v1::Purge ToMessage(const storage::PurgeRecord& record) {
  v1::Purge message;
  message.set_name(record.name);
  message.set_resource(record.resource);
  message.set_reason(record.reason);
  message.set_state(static_cast<v1::Purge::State>(record.state));
  message.set_asked_by(record.asked_by);
  message.set_decided_by(record.decided_by);
  message.set_erased_versions(static_cast<int32_t>(record.erased_versions));
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  if (record.state != storage::PurgeState::kAsked) {
    *message.mutable_decide_time() = ToTimestamp(record.stamp.change_time);
  }
  return message;
}

v1::Hold ToMessage(const storage::HoldRecord& record) {
  v1::Hold message;
  message.set_name(record.name);
  message.set_reason(record.reason);
  message.set_state(static_cast<v1::Hold::State>(record.state));
  message.set_set_by(record.set_by);
  message.set_ended_by(record.ended_by);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  if (record.state == storage::HoldState::kEnded) {
    *message.mutable_end_time() = ToTimestamp(record.stamp.change_time);
  }
  return message;
}

v1::RetentionPolicy ToMessage(const storage::RetentionPolicyRecord& record) {
  v1::RetentionPolicy message;
  message.set_name(std::string(kRetentionPolicyName));
  message.set_comment_months(static_cast<int32_t>(record.comment_months));
  message.set_evidence_months(static_cast<int32_t>(record.evidence_months));
  message.set_notification_months(static_cast<int32_t>(record.notification_months));
  message.set_account_months(static_cast<int32_t>(record.account_months));
  if (record.stamp.change_sequence > 0) {
    message.set_etag(EtagOf(record.stamp));
    *message.mutable_update_time() = ToTimestamp(record.stamp.change_time);
  }
  return message;
}

absl::StatusOr<bool> IsOnHold(const storage::Reader& reader, absl::string_view program) {
  ASSIGN_OR_RETURN(const std::optional<storage::HoldRecord> hold, FindHold(reader, program));
  return hold.has_value();
}

absl::Status CheckNotOnHold(const storage::Reader& reader, absl::string_view program) {
  ASSIGN_OR_RETURN(const std::optional<storage::HoldRecord> hold, FindHold(reader, program));
  if (!hold.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string label, LabelOf(reader, hold->set_by));
  return base::FailedPrecondition(
      "ON_HOLD", program,
      absl::StrCat("a hold (", hold->name, ") keeps its records. ", hold->set_by,
                   label.empty() ? "" : absl::StrCat(" (", label, ")"), " set it on ",
                   FormatDay(DayOf(hold->stamp.create_time)), "; end it first"));
}

absl::Status CheckWaits(const storage::PurgeRecord& purge) {
  switch (purge.state) {
    case storage::PurgeState::kAsked:
      return absl::OkStatus();
    case storage::PurgeState::kDone:
      return base::FailedPrecondition("PURGE_DECIDED", purge.name,
                                      "it was carried out already; nothing is left to do");
    case storage::PurgeState::kDeclined:
      break;
  }
  return base::FailedPrecondition("PURGE_DECIDED", purge.name,
                                  "it was declined or taken back; ask for it anew if it is needed");
}

absl::StatusOr<storage::RetentionPolicyRecord> ReadPolicy(const storage::Reader& reader) {
  auto policy =
      storage::Get<storage::RetentionPolicyRecord>(reader, PeopleScope(), kRetentionPolicyName);
  if (!absl::IsNotFound(policy.status())) return policy;
  storage::RetentionPolicyRecord none;
  none.name = std::string(kRetentionPolicyName);
  return none;
}

}  // namespace continuum::operations
