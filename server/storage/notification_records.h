// SPDX-License-Identifier: Apache-2.0
//
// What accounts are told, and how they want to be told, kept as resources.h says. As in records.h,
// names are resource names, stamps are set by storage, and the numbers of the enums never change.
// Nothing that anybody wrote is in them. Owner of all: the installation, so that whoever gives one
// out must have been asked whether the caller is the account that it belongs to.

#ifndef CONTINUUM_SERVER_STORAGE_NOTIFICATION_RECORDS_H_
#define CONTINUUM_SERVER_STORAGE_NOTIFICATION_RECORDS_H_

#include <cstdint>
#include <string>

#include "server/auth/scope.h"
#include "server/storage/people_records.h"
#include "server/storage/records.h"
#include "server/storage/resources.h"

namespace continuum::storage {

// kRemoved: only that there was one is left, since it was older than notices are kept.
enum class NotificationState : int64_t { kUnread = 1, kRead = 2, kRemoved = 3 };

// Something that an account should know.
struct NotificationRecord {
  std::string name;      // "accounts/{id}/notifications/{id}"; the newest comes first by name
  std::string account;   // by name; the parent
  int64_t kind = 0;      // the number of Notification.Kind
  std::string resource;  // what it happened to, by name; the subject
  std::string actor;     // who did it, as the ledger names the author; empty: nobody
  // What tells it from the account's other notices: nobody is told twice. The key.
  std::string told_once;
  NotificationState state = NotificationState::kUnread;
  Stamp stamp;

  friend bool operator==(const NotificationRecord&, const NotificationRecord&) = default;
};

// What an account chose about e-mail.
struct NotificationSettingsRecord {
  std::string name;     // "accounts/{id}/notificationSettings"
  std::string account;  // by name; the parent
  int64_t email = 0;    // the number of NotificationSettings.Email
  Stamp stamp;

  friend bool operator==(const NotificationSettingsRecord&,
                         const NotificationSettingsRecord&) = default;
};

template <>
struct ResourceTraits<NotificationRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kNotification;
  static std::string Owner(const NotificationRecord& /*record*/) {
    return auth::kInstallationOwner;
  }
  static std::string Parent(const NotificationRecord& record) { return record.account; }
  static std::string Subject(const NotificationRecord& record) { return record.resource; }
  static std::string Key(const NotificationRecord& record) { return record.told_once; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.account, r.kind, r.resource, r.actor, r.told_once, r.state, r.stamp);
  }
};

template <>
struct ResourceTraits<NotificationSettingsRecord> : ResourceDefaults {
  static constexpr RowKind kKind = RowKind::kNotificationSettings;
  static std::string Owner(const NotificationSettingsRecord& /*record*/) {
    return auth::kInstallationOwner;
  }
  static std::string Parent(const NotificationSettingsRecord& record) { return record.account; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.account, r.email, r.stamp);
  }
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_NOTIFICATION_RECORDS_H_
