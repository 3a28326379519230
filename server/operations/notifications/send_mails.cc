// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/send_mails.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "server/auth/caller.h"
#include "server/base/clock.h"
#include "server/base/status_macros.h"
#include "server/mail/message.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/notifications/mail_words.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/notification_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// How many mails are looked at in one round.
constexpr int kRoundMails = 500;

// Mails that are due so soon come along with one that is due.
constexpr absl::Duration kSoon = absl::Minutes(2);

constexpr absl::Duration kFirstWait = absl::Minutes(5);
constexpr absl::Duration kLongestWait = absl::Hours(6);
constexpr absl::Duration kTriedFor = absl::Hours(72);

using Mails = std::vector<storage::MailRecord>;

// The mails to one account, and the message that they make.
struct Batch {
  Mails mails;
  mail::Message message;
};

struct DueMails {
  std::vector<Batch> batches;
  Mails dropped;
};

// The notice that a mail is about, if it is still to be sent.
absl::StatusOr<std::optional<storage::NotificationRecord>> WantedNotice(
    const storage::Reader& reader, const storage::MailRecord& mail,
    v1::NotificationSettings::Email choice, absl::Time now) {
  auto notice = storage::Get<storage::NotificationRecord>(reader, PeopleScope(), mail.name);
  if (absl::IsNotFound(notice.status())) return std::nullopt;
  RETURN_IF_ERROR(notice.status());
  const auto kind = static_cast<v1::Notification::Kind>(notice->kind);
  // What concerns the safety of the account is sent though it was read: whoever has taken the
  // account over may have read it.
  const bool waits = notice->state == storage::NotificationState::kUnread ||
                     (ConcernsSafety(kind) && notice->state == storage::NotificationState::kRead);
  const bool wanted = waits && MailDueTime(kind, choice, now) != absl::InfiniteFuture();
  if (!wanted) return std::nullopt;
  // A role may have ended since.
  ASSIGN_OR_RETURN(const bool may_see, MaySee(reader, notice->account, kind, notice->resource));
  if (!may_see) return std::nullopt;
  return std::optional<storage::NotificationRecord>(*std::move(notice));
}

// Puts the mails to one account where they belong.
absl::Status Sort(const storage::Reader& reader, const std::string& account_name, Mails mails,
                  absl::string_view link, absl::Time now, DueMails& due) {
  const auto account = storage::Get<storage::AccountRecord>(reader, PeopleScope(), account_name);
  if (!account.ok() && !absl::IsNotFound(account.status())) return account.status();
  const bool reachable = account.ok() && HasMailbox(*account) && mail::IsAddress(account->email);
  ASSIGN_OR_RETURN(const v1::NotificationSettings::Email choice,
                   EmailChoiceOf(reader, account_name));
  Batch batch;
  KindCounts counts;
  std::string newest;  // names descend
  for (storage::MailRecord& mail : mails) {
    std::optional<storage::NotificationRecord> notice;
    if (reachable) {
      ASSIGN_OR_RETURN(notice, WantedNotice(reader, mail, choice, now));
    }
    if (!notice.has_value()) {
      due.dropped.push_back(std::move(mail));
      continue;
    }
    ++counts[static_cast<v1::Notification::Kind>(notice->kind)];
    if (newest.empty() || notice->name < newest) newest = notice->name;
    batch.mails.push_back(std::move(mail));
  }
  if (batch.mails.empty()) return absl::OkStatus();
  batch.message = {.to = account->email,
                   .id = IdsIn(Resource::kNotification, newest).back(),
                   .date = now,
                   .subject = MailSubject(counts),
                   .text = MailText(counts, link)};
  due.batches.push_back(std::move(batch));
  return absl::OkStatus();
}

absl::StatusOr<DueMails> ReadDue(const Dependencies& dependencies, absl::string_view link,
                                 absl::Time now) {
  DueMails due;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(Mails mails, reader.ListMails(PeopleScope(), now + kSoon, kRoundMails));
    std::map<std::string, Mails> by_account;
    for (storage::MailRecord& mail : mails) {
      by_account[mail.account].push_back(std::move(mail));
    }
    for (auto& [account, theirs] : by_account) {
      const bool one_is_due = std::any_of(theirs.begin(), theirs.end(),
                                          [&](const auto& mail) { return mail.due_time <= now; });
      if (!one_is_due) continue;
      RETURN_IF_ERROR(Sort(reader, account, std::move(theirs), link, now, due));
    }
    return absl::OkStatus();
  }));
  return due;
}

absl::Status ChangeQueue(const Dependencies& dependencies,
                         absl::FunctionRef<absl::Status(storage::Writer&)> change) {
  return dependencies.storage->Write({.kind = "SendMails", .author = auth::Caller::Server().id()},
                                     {}, change);
}

absl::Status Remove(const Dependencies& dependencies, const Mails& mails) {
  if (mails.empty()) return absl::OkStatus();
  return ChangeQueue(dependencies, [&](storage::Writer& writer) -> absl::Status {
    for (const storage::MailRecord& mail : mails) {
      RETURN_IF_ERROR(writer.RemoveMail(PeopleScope(), mail.name));
    }
    return absl::OkStatus();
  });
}

// Counts a try before it is made: should the outcome not be kept, nobody gets a message over and
// over.
absl::Status CountTry(const Dependencies& dependencies, Mails& mails, absl::Time now) {
  for (storage::MailRecord& mail : mails) {
    ++mail.attempts;
    mail.due_time = now + WaitAfterFailure(mail.attempts);
  }
  return ChangeQueue(dependencies, [&](storage::Writer& writer) -> absl::Status {
    for (const storage::MailRecord& mail : mails) {
      RETURN_IF_ERROR(writer.PutMail(PeopleScope(), mail));
    }
    return absl::OkStatus();
  });
}

// After a failure: forgets those that were tried long enough.
absl::Status Failed(const Dependencies& dependencies, const Mails& mails, MailRound& round) {
  Mails given_up;
  for (const storage::MailRecord& mail : mails) {
    if (IsGivenUp(mail.attempts)) given_up.push_back(mail);
  }
  RETURN_IF_ERROR(Remove(dependencies, given_up));
  round.given_up += static_cast<int64_t>(given_up.size());
  round.failed += static_cast<int64_t>(mails.size() - given_up.size());
  return absl::OkStatus();
}

}  // namespace

absl::Duration WaitAfterFailure(int64_t failures) {
  absl::Duration wait = kFirstWait;
  for (int64_t i = 1; i < failures && wait < kLongestWait; ++i) wait *= 2;
  return std::min(wait, kLongestWait);
}

bool IsGivenUp(int64_t failures) {
  absl::Duration tried;
  for (int64_t i = 1; i < failures && tried < kTriedFor; ++i) tried += WaitAfterFailure(i);
  return tried >= kTriedFor;
}

absl::StatusOr<MailRound> SendDueMails(const Dependencies& dependencies, const mail::Sender& sender,
                                       absl::string_view link) {
  const absl::Time now = dependencies.clock->Now();
  ASSIGN_OR_RETURN(DueMails due, ReadDue(dependencies, link, now));
  RETURN_IF_ERROR(Remove(dependencies, due.dropped));
  MailRound round;
  round.dropped = static_cast<int64_t>(due.dropped.size());
  for (Batch& batch : due.batches) {
    RETURN_IF_ERROR(CountTry(dependencies, batch.mails, now));
    const absl::Status outcome = sender.Send(batch.message);
    if (outcome.ok()) {
      RETURN_IF_ERROR(Remove(dependencies, batch.mails));
      round.sent += static_cast<int64_t>(batch.mails.size());
      continue;
    }
    round.why = std::string(outcome.message());
    RETURN_IF_ERROR(Failed(dependencies, batch.mails, round));
    // A server out of reach is asked once in a round. The others stay due, and the next round
    // begins with them: this one account may be what it stumbles over.
    if (absl::IsUnavailable(outcome)) break;
  }
  return round;
}

}  // namespace continuum::operations
