// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <vector>

#include "server/base/status_macros.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/paging.h"
#include "server/operations/notifications.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/team_rows.h"
#include "server/storage/notification_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kMaxPage = 200;
constexpr int kMaxCounted = 1000;

absl::StatusOr<v1::Notification> ToMessage(const storage::Reader& reader,
                                           const storage::NotificationRecord& record) {
  v1::Notification message;
  message.set_name(record.name);
  message.set_kind(static_cast<v1::Notification::Kind>(record.kind));
  message.set_resource(record.resource);
  message.set_actor(record.actor);
  ASSIGN_OR_RETURN(*message.mutable_actor_label(), LabelOf(reader, record.actor));
  message.set_state(static_cast<v1::Notification::State>(record.state));
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  return message;
}

absl::StatusOr<int> CountUnread(const storage::Reader& reader, storage::ResourceQuery query) {
  query.state = static_cast<int64_t>(storage::NotificationState::kUnread);
  query.page.limit = kMaxCounted;
  ASSIGN_OR_RETURN(const std::vector<storage::NotificationRecord> unread,
                   storage::List<storage::NotificationRecord>(reader, PeopleScope(), query));
  return static_cast<int>(unread.size());
}

}  // namespace

absl::StatusOr<v1::ListNotificationsResponse> ListNotifications(
    const Dependencies& dependencies, const Call& /*call*/,
    const v1::ListNotificationsRequest& request) {
  Paging paging(request, kMaxPage);
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "parent", request.parent());
  checks.KnownEnum("state", request.state(), v1::Notification::State_IsValid);
  paging.Check(checks);
  RETURN_IF_ERROR(checks.Result());
  storage::ResourceQuery query;
  query.parent = request.parent();
  if (request.state() != v1::Notification::STATE_UNSPECIFIED) query.state = request.state();
  v1::ListNotificationsResponse response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(query.page, paging.Open(reader));
    RETURN_IF_ERROR(
        storage::Get<storage::AccountRecord>(reader, PeopleScope(), request.parent()).status());
    if (request.page_token().empty()) {
      ASSIGN_OR_RETURN(const int unread, CountUnread(reader, query));
      response.set_unread_count(unread);
    }
    // Names descend, so that a list by name begins with the newest.
    ASSIGN_OR_RETURN(std::vector<storage::NotificationRecord> rows,
                     storage::List<storage::NotificationRecord>(reader, PeopleScope(), query));
    response.set_next_page_token(paging.Close(&rows));
    for (const storage::NotificationRecord& row : rows) {
      ASSIGN_OR_RETURN(*response.add_notifications(), ToMessage(reader, row));
    }
    return absl::OkStatus();
  }));
  return response;
}

}  // namespace continuum::operations
