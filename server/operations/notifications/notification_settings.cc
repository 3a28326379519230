// SPDX-License-Identifier: Apache-2.0

#include <string>
#include <utility>

#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/notification_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// The settings called so, with what was chosen. NOT_FOUND: there is no such account.
absl::StatusOr<v1::NotificationSettings> ReadSettings(const Dependencies& dependencies,
                                                      const storage::Reader& reader,
                                                      const std::string& name) {
  const std::string owner(ParentOf(Resource::kNotificationSettings, name));
  ASSIGN_OR_RETURN(const auto account,
                   storage::Get<storage::AccountRecord>(reader, PeopleScope(), owner));
  v1::NotificationSettings settings;
  settings.set_name(name);
  ASSIGN_OR_RETURN(const v1::NotificationSettings::Email choice, EmailChoiceOf(reader, owner));
  settings.set_email(choice);
  settings.set_email_available(dependencies.sends_mail && HasMailbox(account));
  return settings;
}

absl::Status WriteChoice(storage::Writer& writer, const std::string& name,
                         v1::NotificationSettings::Email choice) {
  storage::NotificationSettingsRecord record;
  record.name = name;
  record.account = std::string(ParentOf(Resource::kNotificationSettings, name));
  record.email = choice == v1::NotificationSettings::EMAIL_UNSPECIFIED
                     ? v1::NotificationSettings::EMAIL_AT_ONCE
                     : choice;
  const auto before =
      storage::Get<storage::NotificationSettingsRecord>(writer, PeopleScope(), name);
  if (before.ok()) return storage::Update(writer, PeopleScope(), record);
  if (!absl::IsNotFound(before.status())) return before.status();
  return storage::Create(writer, PeopleScope(), record);
}

}  // namespace

absl::StatusOr<v1::NotificationSettings> GetNotificationSettings(
    const Dependencies& dependencies, const Call& /*call*/,
    const v1::GetNotificationSettingsRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kNotificationSettings, "name", request.name());
  RETURN_IF_ERROR(checks.Result());
  v1::NotificationSettings settings;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(settings, ReadSettings(dependencies, reader, request.name()));
    return absl::OkStatus();
  }));
  return settings;
}

absl::StatusOr<v1::NotificationSettings> UpdateNotificationSettings(
    const Dependencies& dependencies, const Call& call,
    const v1::UpdateNotificationSettingsRequest& request) {
  const v1::NotificationSettings& wanted = request.settings();
  FieldChecks checks;
  checks.NameOf(Resource::kNotificationSettings, "settings.name", wanted.name());
  if (!request.update_mask().paths().empty()) {
    checks.UpdateMask(request.update_mask(), {"email"});
  }
  checks.KnownEnum("settings.email", wanted.email(), v1::NotificationSettings::Email_IsValid);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return MakeChange<v1::NotificationSettings>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::NotificationSettings>> {
        RETURN_IF_ERROR(ReadSettings(dependencies, writer, wanted.name()).status());
        RETURN_IF_ERROR(WriteChoice(writer, wanted.name(), wanted.email()));
        ASSIGN_OR_RETURN(v1::NotificationSettings settings,
                         ReadSettings(dependencies, writer, wanted.name()));
        return Changed<v1::NotificationSettings>{std::move(settings), auth::kInstallationOwner};
      });
}

}  // namespace continuum::operations
