// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/notification_records.h"

namespace continuum::operations {
namespace {

constexpr int kMaxNames = 200;
constexpr int kMaxWithoutNames = 1000;

absl::Status CheckForm(const v1::MarkNotificationsReadRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "parent", request.parent());
  if (request.names_size() > kMaxNames) {
    checks.Wrong("names", absl::StrCat(request.names_size()),
                 absl::StrCat("at most ", kMaxNames, " names, or none for all"));
  }
  for (int i = 0; i < request.names_size(); ++i) {
    const std::string& name = request.names(i);
    // A look at another account's notices would tell whether they exist.
    const bool own = IsNameOf(Resource::kNotification, name) &&
                     ParentOf(Resource::kNotification, name) == request.parent();
    if (!own) {
      checks.Wrong(absl::StrCat("names[", i, "]"), name,
                   "the name of a notice of this account, as ListNotifications gives it");
    }
  }
  checks.RequestId(request.request_id());
  return checks.Result();
}

// Those that are named; or the newest that are unread, which come first.
absl::StatusOr<std::vector<storage::NotificationRecord>> Wanted(
    const storage::Reader& reader, const v1::MarkNotificationsReadRequest& request) {
  std::vector<storage::NotificationRecord> notices;
  for (const std::string& name : request.names()) {
    ASSIGN_OR_RETURN(notices.emplace_back(),
                     storage::Get<storage::NotificationRecord>(reader, PeopleScope(), name));
  }
  if (!notices.empty()) return notices;
  storage::ResourceQuery unread;
  unread.parent = request.parent();
  unread.state = static_cast<int64_t>(storage::NotificationState::kUnread);
  unread.page.limit = kMaxWithoutNames;
  return storage::List<storage::NotificationRecord>(reader, PeopleScope(), unread);
}

absl::StatusOr<Changed<v1::MarkNotificationsReadResponse>> Mark(
    storage::Writer& writer, const v1::MarkNotificationsReadRequest& request) {
  RETURN_IF_ERROR(
      storage::Get<storage::AccountRecord>(writer, PeopleScope(), request.parent()).status());
  ASSIGN_OR_RETURN(const std::vector<storage::NotificationRecord> wanted, Wanted(writer, request));
  v1::MarkNotificationsReadResponse response;
  for (const storage::NotificationRecord& one : wanted) {
    // Read anew, since one may be named twice.
    ASSIGN_OR_RETURN(auto notice,
                     storage::Get<storage::NotificationRecord>(writer, PeopleScope(), one.name));
    if (notice.state == storage::NotificationState::kRead) continue;
    notice.state = storage::NotificationState::kRead;
    RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), notice));
    response.set_marked_count(response.marked_count() + 1);
  }
  return Changed<v1::MarkNotificationsReadResponse>{response, auth::kInstallationOwner};
}

}  // namespace

absl::StatusOr<v1::MarkNotificationsReadResponse> MarkNotificationsRead(
    const Dependencies& dependencies, const Call& call,
    const v1::MarkNotificationsReadRequest& request) {
  RETURN_IF_ERROR(CheckForm(request));
  return MakeChange<v1::MarkNotificationsReadResponse>(
      dependencies, call, request, [&](storage::Writer& writer) { return Mark(writer, request); });
}

}  // namespace continuum::operations
