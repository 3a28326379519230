// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/notify.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "server/auth/roles.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/access/resource_of.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/notification_records.h"
#include "server/storage/resources.h"

namespace continuum::operations {
namespace {

// Several notices that come close together are sent in one message.
constexpr absl::Duration kGathering = absl::Minutes(2);

// When a day's notices are sent, in UTC: in the morning of most of America.
constexpr int kDailyHour = 13;

// How many notices of an account are looked through in one change.
constexpr int kMaxSettled = 1000;

using Memberships = std::vector<storage::MembershipRecord>;

auth::Role RoleOf(const storage::MembershipRecord& membership) {
  return static_cast<auth::Role>(membership.role);
}

bool HasRole(const Memberships& memberships, absl::string_view resource,
             std::optional<auth::Role> role) {
  return std::any_of(memberships.begin(), memberships.end(), [&](const auto& membership) {
    return membership.resource == resource && (!role.has_value() || RoleOf(membership) == *role);
  });
}

bool IsOfPurge(v1::Notification::Kind kind) {
  return kind == v1::Notification::KIND_PURGE_ASKED || kind == v1::Notification::KIND_PURGE_DECIDED;
}

// Whether notices of a kind ask for something to be done, which may be settled before they are
// read.
bool AsksForSomething(v1::Notification::Kind kind) {
  switch (kind) {
    case v1::Notification::KIND_ASSIGNED:
    case v1::Notification::KIND_ASSIGNMENT_DUE_IN_WEEK:
    case v1::Notification::KIND_ASSIGNMENT_DUE_TOMORROW:
    case v1::Notification::KIND_ASSIGNMENT_OVERDUE:
    case v1::Notification::KIND_PURGE_ASKED:
      return true;
    default:
      return false;
  }
}

absl::Status MarkRead(storage::Writer& writer, storage::NotificationRecord notice) {
  notice.state = storage::NotificationState::kRead;
  return storage::Update(writer, PeopleScope(), notice);
}

// Ids that sort the newest first, since lists are by name: every character of an ascending id is
// replaced by its opposite in the alphabet of ids.
std::string DescendingId(const std::string& ascending) {
  constexpr absl::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string id = ascending;
  for (char& c : id) c = kAlphabet[kAlphabet.size() - 1 - kAlphabet.find(c)];
  return id;
}

absl::Status QueueMail(const Dependencies& dependencies, storage::Writer& writer,
                       const storage::AccountRecord& account,
                       const storage::NotificationRecord& notice) {
  if (!dependencies.sends_mail || !HasMailbox(account)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const v1::NotificationSettings::Email choice,
                   EmailChoiceOf(writer, account.name));
  const auto kind = static_cast<v1::Notification::Kind>(notice.kind);
  const absl::Time due = MailDueTime(kind, choice, writer.time());
  if (due == absl::InfiniteFuture()) return absl::OkStatus();
  storage::MailRecord mail;
  mail.name = notice.name;
  mail.account = account.name;
  mail.due_time = due;
  mail.owner = auth::kInstallationOwner;
  return writer.PutMail(PeopleScope(), mail);
}

absl::StatusOr<std::vector<std::string>> AccountsWith(const storage::Reader& reader,
                                                      absl::string_view resource,
                                                      const std::optional<auth::Role>& role) {
  ASSIGN_OR_RETURN(const Memberships memberships, MembershipsFor(reader, PeopleScope(), resource));
  std::vector<std::string> accounts;
  for (const storage::MembershipRecord& membership : memberships) {
    if (!role.has_value() || RoleOf(membership) == *role) accounts.push_back(membership.account);
  }
  return accounts;
}

absl::StatusOr<std::vector<std::string>> InProgram(const storage::Reader& reader,
                                                   const storage::ProgramRecord& program,
                                                   const std::optional<auth::Role>& role) {
  ASSIGN_OR_RETURN(std::vector<std::string> accounts, AccountsWith(reader, program.name, role));
  ASSIGN_OR_RETURN(const std::vector<std::string> owners,
                   AccountsWith(reader, program.organization, auth::Role::kOwner));
  accounts.insert(accounts.end(), owners.begin(), owners.end());
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  return accounts;
}

}  // namespace

absl::Status Notify(const Dependencies& dependencies, storage::Writer& writer,
                    absl::string_view actor, absl::string_view account, const Notice& notice) {
  if (account.empty() || (account == actor && !ConcernsSafety(notice.kind))) {
    return absl::OkStatus();
  }
  const auto told = storage::Get<storage::AccountRecord>(writer, PeopleScope(), account);
  if (absl::IsNotFound(told.status())) return absl::OkStatus();
  RETURN_IF_ERROR(told.status());
  if (told->state != storage::AccountState::kActive) return absl::OkStatus();
  storage::NotificationRecord record;
  record.told_once = ToldOnce(account, notice);
  const auto before =
      storage::Find<storage::NotificationRecord>(writer, PeopleScope(), record.told_once);
  if (before.ok()) return absl::OkStatus();
  if (!absl::IsNotFound(before.status())) return before.status();
  ASSIGN_OR_RETURN(const bool may_see, MaySee(writer, told->name, notice.kind, notice.resource));
  if (!may_see) return absl::OkStatus();
  record.name = absl::StrCat(account, "/notifications/n", DescendingId(dependencies.ids->New()));
  record.account = told->name;
  record.kind = notice.kind;
  record.resource = notice.resource;
  record.actor = std::string(actor);
  // Notices belong to the installation, and whoever makes the change need not be able to write
  // there.
  RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), record));
  return QueueMail(dependencies, writer, *told, record);
}

absl::Status NotifyEach(const Dependencies& dependencies, storage::Writer& writer,
                        absl::string_view actor, const std::vector<std::string>& accounts,
                        const Notice& notice) {
  for (const std::string& account : accounts) {
    RETURN_IF_ERROR(Notify(dependencies, writer, actor, account, notice));
  }
  return absl::OkStatus();
}

absl::Status TellOfSafety(const Dependencies& dependencies, storage::Writer& writer,
                          absl::string_view actor, absl::string_view account,
                          v1::Notification::Kind kind) {
  return Notify(
      dependencies, writer, actor, account,
      {.kind = kind, .resource = std::string(account), .once = absl::StrCat(writer.sequence())});
}

absl::Status SettleNotices(storage::Writer& writer, absl::string_view resource) {
  storage::ResourceQuery unread;
  unread.subject = std::string(resource);
  unread.state = static_cast<int64_t>(storage::NotificationState::kUnread);
  ASSIGN_OR_RETURN(std::vector<storage::NotificationRecord> notices,
                   ListAll<storage::NotificationRecord>(writer, PeopleScope(), unread));
  for (storage::NotificationRecord& notice : notices) {
    if (!AsksForSomething(static_cast<v1::Notification::Kind>(notice.kind))) continue;
    RETURN_IF_ERROR(MarkRead(writer, std::move(notice)));
  }
  return absl::OkStatus();
}

absl::Status SettleUnseen(storage::Writer& writer, absl::string_view account) {
  storage::ResourceQuery unread;
  unread.parent = std::string(account);
  unread.state = static_cast<int64_t>(storage::NotificationState::kUnread);
  unread.page.limit = kMaxSettled;
  ASSIGN_OR_RETURN(std::vector<storage::NotificationRecord> notices,
                   storage::List<storage::NotificationRecord>(writer, PeopleScope(), unread));
  for (storage::NotificationRecord& notice : notices) {
    ASSIGN_OR_RETURN(
        const bool may_see,
        MaySee(writer, account, static_cast<v1::Notification::Kind>(notice.kind), notice.resource));
    if (!may_see) RETURN_IF_ERROR(MarkRead(writer, std::move(notice)));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> MembersOf(const storage::Reader& reader,
                                                   const storage::ProgramRecord& program) {
  return InProgram(reader, program, std::nullopt);
}

absl::StatusOr<std::vector<std::string>> LeadsOf(const storage::Reader& reader,
                                                 const storage::ProgramRecord& program) {
  return InProgram(reader, program, auth::Role::kLead);
}

absl::StatusOr<std::vector<std::string>> AnswerersOf(const storage::Reader& reader,
                                                     const storage::ProgramRecord& program) {
  ASSIGN_OR_RETURN(std::vector<std::string> leads,
                   AccountsWith(reader, program.name, auth::Role::kLead));
  if (!leads.empty()) return leads;
  return AccountsWith(reader, program.organization, auth::Role::kOwner);
}

std::string ToldOnce(absl::string_view account, const Notice& notice) {
  return absl::StrCat(account, "|", static_cast<int>(notice.kind), "|", notice.resource, "|",
                      notice.once);
}

absl::StatusOr<bool> MaySee(const storage::Reader& reader, absl::string_view account,
                            v1::Notification::Kind kind, absl::string_view resource) {
  // What ended is no longer the account's, and what concerns the account itself always is.
  if (kind == v1::Notification::KIND_ROLE_ENDED) return true;
  const std::optional<RoleResource> around = ResourceAround(resource);
  if (!around.has_value()) return false;
  if (around->name == account) return true;
  ASSIGN_OR_RETURN(const Memberships held, MembershipsOf(reader, PeopleScope(), account));
  if (HasRole(held, around->name, std::nullopt)) return true;
  if (around->kind != auth::ResourceKind::kProgram) return false;
  if (IsOfPurge(kind) && HasRole(held, auth::kInstallationResource, auth::Role::kAdministrator)) {
    return true;
  }
  const auto program = reader.GetProgram(PeopleScope(), around->name);
  if (absl::IsNotFound(program.status())) return false;
  RETURN_IF_ERROR(program.status());
  return HasRole(held, program->organization, auth::Role::kOwner);
}

bool ConcernsSafety(v1::Notification::Kind kind) {
  return kind == v1::Notification::KIND_PASSWORD_CHANGED ||
         kind == v1::Notification::KIND_SECOND_FACTOR_CHANGED ||
         kind == v1::Notification::KIND_TOKEN_MADE;
}

absl::StatusOr<v1::NotificationSettings::Email> EmailChoiceOf(const storage::Reader& reader,
                                                              absl::string_view account) {
  const auto settings = storage::Get<storage::NotificationSettingsRecord>(
      reader, PeopleScope(), absl::StrCat(account, "/notificationSettings"));
  if (absl::IsNotFound(settings.status())) return v1::NotificationSettings::EMAIL_AT_ONCE;
  RETURN_IF_ERROR(settings.status());
  return static_cast<v1::NotificationSettings::Email>(settings->email);
}

bool HasMailbox(const storage::AccountRecord& account) {
  const bool used = !account.password_hash.empty() || !account.subject.empty() ||
                    !account.certificate_name.empty();
  return account.kind == storage::AccountKind::kPerson &&
         account.state == storage::AccountState::kActive && !account.email.empty() && used;
}

absl::Time MailDueTime(v1::Notification::Kind kind, v1::NotificationSettings::Email choice,
                       absl::Time now) {
  // Before all others, however many of them wait.
  if (ConcernsSafety(kind)) return absl::UnixEpoch();
  if (choice == v1::NotificationSettings::EMAIL_NEVER) return absl::InfiniteFuture();
  if (choice != v1::NotificationSettings::EMAIL_DAILY) return now + kGathering;
  const absl::TimeZone utc = absl::UTCTimeZone();
  const absl::CivilDay today = absl::ToCivilDay(now, utc);
  const auto at_hour = [&](absl::CivilDay day) {
    return absl::FromCivil(absl::CivilHour(day.year(), day.month(), day.day(), kDailyHour), utc);
  };
  return now < at_hour(today) ? at_hour(today) : at_hour(today + 1);
}

}  // namespace continuum::operations
