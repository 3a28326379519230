// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_NOTIFICATIONS_NOTIFICATIONS_TEST_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_NOTIFICATIONS_NOTIFICATIONS_TEST_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/notification_service.pb.h"
#include "server/operations/notifications.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/accounts.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {

// The team of TeamTest, whose members can all sign in, where mail is sent.
class NotificationsTest : public TeamTest {
 protected:
  NotificationsTest() {
    dependencies_.sends_mail = true;
    EXPECT_THAT(ChangePeople(dependencies_, "Test", "test", {},
                             [](storage::Writer& writer) -> absl::Status {
                               for (const char* id : {"owen", "lea", "eve", "con", "cat", "sam"}) {
                                 RETURN_IF_ERROR(SetPassword(writer, id));
                               }
                               return absl::OkStatus();
                             }),
                testing::IsOk());
    Forget();
  }

  static absl::Status SetPassword(storage::Writer& writer, absl::string_view id) {
    ASSIGN_OR_RETURN(auto account, storage::Get<storage::AccountRecord>(
                                       writer, PeopleScope(), absl::StrCat("accounts/", id)));
    account.password_hash = "hash";
    return storage::UpdateAccount(writer, PeopleScope(), account);
  }

  // What was told while the team was made is read, and no mail waits.
  void Forget() {
    for (const char* id : {"owen", "lea", "eve", "con", "cat", "sam", "max", "mona"}) {
      v1::MarkNotificationsReadRequest request;
      request.set_parent(absl::StrCat("accounts/", id));
      EXPECT_THAT(MarkNotificationsRead(dependencies_, call_, request), testing::IsOk());
    }
    for (const storage::MailRecord& mail : Mails()) {
      EXPECT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                                  [&](storage::Writer& writer) {
                                    return writer.RemoveMail(PeopleScope(), mail.name);
                                  }),
                  testing::IsOk());
    }
  }

  // The unread notices of an account, newest first.
  std::vector<v1::Notification> NoticesOf(absl::string_view id) {
    v1::ListNotificationsRequest request;
    request.set_parent(absl::StrCat("accounts/", id));
    request.set_state(v1::Notification::STATE_UNREAD);
    const auto response = ListNotifications(dependencies_, call_, request);
    EXPECT_THAT(response, testing::IsOk());
    if (!response.ok()) return {};
    return {response->notifications().begin(), response->notifications().end()};
  }

  // Their kinds, without the prefix, such as "ASSIGNED".
  std::vector<std::string> KindsOf(absl::string_view id) {
    std::vector<std::string> kinds;
    for (const v1::Notification& notice : NoticesOf(id)) {
      kinds.push_back(v1::Notification::Kind_Name(notice.kind()).substr(5));
    }
    return kinds;
  }

  // All mails that wait, however long.
  std::vector<storage::MailRecord> Mails() {
    std::vector<storage::MailRecord> mails;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(mails,
                       reader.ListMails(PeopleScope(), clock_.Now() + absl::Hours(24 * 9), 1000));
      return absl::OkStatus();
    }),
                testing::IsOk());
    return mails;
  }

  // Assigns the criterion "team" to an account, until a day or for good; gives the name.
  std::string Assign(absl::string_view id, absl::string_view due = "",
                     absl::string_view target = "team") {
    const auto made = Ask("lea", &CreateAssignment,
                          absl::StrCat("parent: '", kA, "' assignment { account: 'accounts/", id,
                                       "' targets: '", target, "' due_date: '", due, "' }"));
    EXPECT_THAT(made, testing::IsOk());
    return made.ok() ? made->name() : "";
  }

  // Ends the account's roles for the program, or the first of them.
  void EndRoles(absl::string_view id, bool all = true) {
    const auto members = ListMemberships(
        dependencies_, call_, Parse<v1::ListMembershipsRequest>("resource: 'programs/p'"));
    ASSERT_THAT(members, testing::IsOk());
    for (const v1::Membership& member : members->memberships()) {
      if (member.account() != absl::StrCat("accounts/", id)) continue;
      v1::EndMembershipRequest end;
      end.set_resource(member.resource());
      end.set_name(member.name());
      EXPECT_THAT(EndMembership(dependencies_, call_, end), testing::IsOk());
      if (!all) return;
    }
  }

  // What an account chooses about e-mail.
  void Choose(absl::string_view id, absl::string_view choice) {
    EXPECT_THAT(
        UpdateNotificationSettings(dependencies_, call_,
                                   Parse<v1::UpdateNotificationSettingsRequest>(absl::StrCat(
                                       "settings { name: 'accounts/", id,
                                       "/notificationSettings' email: ", choice, " }"))),
        testing::IsOk());
  }
};

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_NOTIFICATIONS_NOTIFICATIONS_TEST_H_
