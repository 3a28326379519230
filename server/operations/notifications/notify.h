// SPDX-License-Identifier: Apache-2.0
//
// Telling accounts of a change, as a part of it: a notice exists if and only if the change does,
// and so does the mail that waits to be sent for it (ADR 28). Operations call this last inside
// their own change:
//
//   RETURN_IF_ERROR(storage::Create(writer, scope, purge));
//   ASSIGN_OR_RETURN(const std::vector<std::string> leads, LeadsOf(writer, program));
//   RETURN_IF_ERROR(NotifyEach(dependencies, writer, call.caller.id(), leads,
//                              {.kind = v1::Notification::KIND_PURGE_ASKED,
//                               .resource = purge.name}));
//
// All functions obey the rules of Storage::Write, and are safe to call from several threads. Their
// errors are storage's.

#ifndef CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_NOTIFY_H_
#define CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_NOTIFY_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "continuum/v1/notification_service.pb.h"
#include "server/operations/dependencies.h"
#include "server/storage/people_records.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"
#include "server/storage/writer.h"

namespace continuum::operations {

// What is told.
struct Notice {
  v1::Notification::Kind kind = v1::Notification::KIND_UNSPECIFIED;
  std::string resource;  // what it happened to, by name
  // Tells it from what else happens to this resource: an account is told once of each kind,
  // resource and this. Such as the name of a comment; empty where it can happen once only.
  std::string once;
};

// Tells one account, by name. `actor` is who did it, as the ledger names the author; empty for
// nobody, as in reminders. Nothing happens, and that is no error,
// * if it was told already;
// * if the account did it itself, unless it is of a kind that concerns its safety: whoever is
//   signed in as somebody need not be them;
// * if there is no such account (as "local", or empty), or it is disabled;
// * if the account may not see the resource (any more): it has no role in the program around it.
//   Of purges, administrators are told as well.
absl::Status Notify(const Dependencies& dependencies, storage::Writer& writer,
                    absl::string_view actor, absl::string_view account, const Notice& notice);

// Tells each of them; it does not matter if one stands there twice.
absl::Status NotifyEach(const Dependencies& dependencies, storage::Writer& writer,
                        absl::string_view actor, const std::vector<std::string>& accounts,
                        const Notice& notice);

// Tells an account of what concerns its safety: each change anew.
absl::Status TellOfSafety(const Dependencies& dependencies, storage::Writer& writer,
                          absl::string_view actor, absl::string_view account,
                          v1::Notification::Kind kind);

// Once there is nothing left to do, notices that ask for it say what is no longer true. Both of
// these mark as read, so that they are neither counted as new nor sent by mail; call them within
// the change that settles it, before it tells anybody of the outcome.

// What asks somebody to do something about the resource, whoever was told: for assignments that are
// closed, and purges that are decided.
absl::Status SettleNotices(storage::Writer& writer, absl::string_view resource);

// The account's notices about what it may not see any more, once a role of it has ended: the newest
// 1000 that are unread.
absl::Status SettleUnseen(storage::Writer& writer, absl::string_view account);

// The accounts, by name, that take part in a program: those with a role for it, and those who own
// its organization. Those who lead it: the leads, and the same owners.
absl::StatusOr<std::vector<std::string>> MembersOf(const storage::Reader& reader,
                                                   const storage::ProgramRecord& program);
absl::StatusOr<std::vector<std::string>> LeadsOf(const storage::Reader& reader,
                                                 const storage::ProgramRecord& program);
// Those to whom a question about the program goes: the leads, or the owners where there is no lead.
absl::StatusOr<std::vector<std::string>> AnswerersOf(const storage::Reader& reader,
                                                     const storage::ProgramRecord& program);

// What notices have in common.

// The key of a notice.
std::string ToldOnce(absl::string_view account, const Notice& notice);

// Whether the account may know of what a notice is about, as things stand.
absl::StatusOr<bool> MaySee(const storage::Reader& reader, absl::string_view account,
                            v1::Notification::Kind kind, absl::string_view resource);

// Whether notices of a kind concern the safety of the account: they are always sent at once.
bool ConcernsSafety(v1::Notification::Kind kind);

// What an account chose, or the default.
absl::StatusOr<v1::NotificationSettings::Email> EmailChoiceOf(const storage::Reader& reader,
                                                              absl::string_view account);

// Whether messages can go to the account: it is a person's, active, with an address, and somebody
// has signed in to it or can. An invitation that nobody has taken up is none.
bool HasMailbox(const storage::AccountRecord& account);

// When a mail about a notice of this kind that is written now is due; absl::InfiniteFuture() if
// there is to be none.
absl::Time MailDueTime(v1::Notification::Kind kind, v1::NotificationSettings::Email choice,
                       absl::Time now);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_NOTIFICATIONS_NOTIFY_H_
