// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/notices.h"

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/error.h"
#include "clients/cli/json_value.h"
#include "clients/cli/names.h"
#include "clients/cli/notice_words.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/team_words.h"
#include "clients/cli/timestamp_text.h"
#include "google/protobuf/struct.pb.h"

namespace continuum::cli {

namespace {

// How many stand below what is assigned, so that all fits on one page.
constexpr int kShown = 20;

// The name of the account that signed in.
absl::StatusOr<std::string> OwnAccount(Connection& connection) {
  const auto caller = connection.GetCaller({});
  if (!caller.ok()) return caller.status();
  if (caller->account().name().empty()) {
    if (caller->signed_in_by() == v1::Caller::SIGNED_IN_BY_MACHINE) {
      return absl::FailedPreconditionError(absl::StrCat(kNoSignIn, ", and there are no notices"));
    }
    return UsageError("notices are an account's; sign in first, with `continuum login`");
  }
  return caller->account().name();
}

Table NoticesTable(const v1::ListNotificationsResponse& response) {
  Table table({{.id = "time", .title = "WHEN"},
               {.id = "what", .title = "WHAT", .wraps = true},
               {.id = "resource", .title = "WHERE"},
               {.id = "who", .title = "WHO", .wraps = true},
               {.id = "state", .title = "STATE"}});
  for (const v1::Notification& notice : response.notifications()) {
    const bool unread = notice.state() == v1::Notification::STATE_UNREAD;
    table.Add({TimestampText(notice.create_time()), NoticeWords(notice.kind()),
               ShortName(notice.resource()), AuthorWords(notice.actor_label(), notice.actor()),
               unread ? "unread" : "read"});
  }
  return table;
}

// Tells those to whom something was handed over where to begin.
void TellOfTakingOver(Session& session, const v1::ListNotificationsResponse& response) {
  std::set<std::string> told;
  for (const v1::Notification& notice : response.notifications()) {
    if (notice.kind() != v1::Notification::KIND_HANDED_OVER) continue;
    if (notice.state() != v1::Notification::STATE_UNREAD) continue;
    if (told.insert(notice.resource()).second) {
      session.console.Note(TakingOverWords(notice.resource()));
    }
  }
}

std::string CountWords(int count) {
  return absl::StrCat(count, count == 1 ? " notice" : " notices");
}

// All that are unread, or all.
absl::StatusOr<v1::ListNotificationsResponse> CollectNotices(Session& session, bool all) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto account = OwnAccount(**connection);
  if (!account.ok()) return account.status();
  v1::ListNotificationsRequest request;
  request.set_parent(*account);
  if (!all) request.set_state(v1::Notification::STATE_UNREAD);
  return CollectPages(**connection, &Connection::ListNotifications, request);
}

// The newest that are unread, and how many there are.
absl::StatusOr<v1::ListNotificationsResponse> NewestUnread(Session& session, int most) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto account = OwnAccount(**connection);
  if (!account.ok()) return account.status();
  v1::ListNotificationsRequest request;
  request.set_parent(*account);
  request.set_state(v1::Notification::STATE_UNREAD);
  request.set_page_size(most);
  return (*connection)->ListNotifications(request);
}

void EmitSettings(Session& session, const v1::NotificationSettings& settings) {
  session.EmitDetails(
      settings,
      {{.id = "email", .label = "E-mail", .text = EmailWord(settings.email())},
       {.id = "note",
        .label = "Note",
        .text = settings.email_available()
                    ? "What concerns the safety of your account comes always."
                    : "There is no e-mail to you now: this server sends none, or your account has "
                      "no address."}});
}

}  // namespace

CommandResult ShowUnreadNotices(Session& session) {
  const auto response = NewestUnread(session, kShown);
  if (!response.ok()) return response.status();
  session.console.out() << "\n";
  if (response->notifications().empty()) {
    session.console.out() << "No notices are unread.\n";
    return ExitCode::kOk;
  }
  session.console.out() << response->unread_count() << " unread "
                        << (response->unread_count() == 1 ? "notice" : "notices") << ":\n";
  session.Emit(*response, NoticesTable(*response), "");
  TellOfTakingOver(session, *response);
  if (!response->next_page_token().empty()) {
    session.console.out() << "These are the newest. All: continuum inbox --notices\n";
  }
  session.console.out() << "Mark them as read: continuum inbox --mark-read\n";
  return ExitCode::kOk;
}

CommandResult EmitInboxJson(Session& session, const v1::ListMyAssignmentsResponse& assigned,
                            const InboxOptions& options) {
  const auto notices = CollectNotices(session, options.all);
  google::protobuf::Struct both = ToStruct(assigned);
  if (absl::IsPermissionDenied(notices.status())) {
    // As with a token that counts for one thing alone.
    session.console.Note("note: without the notices, which this token may not read");
    session.EmitJson(both);
    return ExitCode::kOk;
  }
  if (!notices.ok()) return notices.status();
  both.MergeFrom(ToStruct(*notices));
  session.EmitJson(both);
  return ExitCode::kOk;
}

void TellOfUnreadNotices(Session& session) {
  const auto response = NewestUnread(session, 1);
  if (!response.ok() || response->unread_count() == 0) return;
  const int count = response->unread_count();
  session.console.Note(absl::StrCat(CountWords(count), count == 1 ? " is" : " are",
                                    " unread, and not in this table: `continuum inbox --notices "
                                    "--output csv`"));
}

CommandResult ListNotices(Session& session, const InboxOptions& options) {
  const auto response = CollectNotices(session, options.all);
  if (!response.ok()) return response.status();
  session.Emit(*response, NoticesTable(*response),
               options.all ? "There are no notices." : "No notices are unread.");
  TellOfTakingOver(session, *response);
  return ExitCode::kOk;
}

CommandResult MarkNoticesRead(Session& session) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto account = OwnAccount(**connection);
  if (!account.ok()) return account.status();
  v1::MarkNotificationsReadRequest request;
  request.set_parent(*account);
  const auto response = (*connection)->MarkNotificationsRead(request);
  if (!response.ok()) return response.status();
  if (session.output != OutputFormat::kTable) {
    session.EmitDetails(*response, {{.id = "marked_count",
                                     .label = "Marked",
                                     .text = absl::StrCat(response->marked_count())}});
    return ExitCode::kOk;
  }
  session.console.out() << CountWords(response->marked_count())
                        << (response->marked_count() == 1 ? " is" : " are") << " marked as read.\n";
  return ExitCode::kOk;
}

CommandResult NotifyChoice(Session& session, const NotifyOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto account = OwnAccount(**connection);
  if (!account.ok()) return account.status();
  const std::string name = absl::StrCat(*account, "/notificationSettings");
  if (options.when.empty()) {
    v1::GetNotificationSettingsRequest request;
    request.set_name(name);
    const auto settings = (*connection)->GetNotificationSettings(request);
    if (!settings.ok()) return settings.status();
    EmitSettings(session, *settings);
    return ExitCode::kOk;
  }
  v1::UpdateNotificationSettingsRequest request;
  request.mutable_settings()->set_name(name);
  request.mutable_settings()->set_email(EmailOf(options.when));
  request.mutable_update_mask()->add_paths("email");
  const auto settings = (*connection)->UpdateNotificationSettings(request);
  if (!settings.ok()) return settings.status();
  EmitSettings(session, *settings);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
