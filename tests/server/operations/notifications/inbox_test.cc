// SPDX-License-Identifier: Apache-2.0
//
// Reading notices, marking them as read, and what accounts choose.

#include <gmock/gmock.h>

#include "server/storage/notification_records.h"
#include "tests/server/operations/notifications/notifications_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class InboxTest : public NotificationsTest {
 protected:
  absl::StatusOr<v1::MarkNotificationsReadResponse> Mark(absl::string_view request) {
    return Ask("con", &MarkNotificationsRead, request);
  }
};

TEST_F(InboxTest, TheNewestComesFirstPageByPage) {
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    clock_.Advance(absl::Seconds(i % 2));
    names.insert(names.begin(), Assign("con"));
  }
  std::vector<std::string> listed;
  v1::ListNotificationsRequest request;
  request.set_parent("accounts/con");
  request.set_state(v1::Notification::STATE_UNREAD);
  request.set_page_size(2);
  for (int page = 0; page < 3; ++page) {
    const auto response = Ask("con", &ListNotifications, request);
    ASSERT_THAT(response, IsOk());
    EXPECT_EQ(response->unread_count(), page == 0 ? 5 : 0);
    for (const auto& notice : response->notifications()) listed.push_back(notice.resource());
    request.set_page_token(response->next_page_token());
  }
  EXPECT_EQ(listed, names);
  EXPECT_EQ(request.page_token(), "");
}

TEST_F(InboxTest, NobodyReadsTheNoticesOfOthers) {
  Assign("con");
  for (const char* other : {"lea", "owen", "max"}) {
    EXPECT_THAT(Ask(other, &ListNotifications, "parent: 'accounts/con'"),
                FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(Ask(other, &MarkNotificationsRead, "parent: 'accounts/con'"),
                FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(Ask(other, &UpdateNotificationSettings,
                    "settings { name: 'accounts/con/notificationSettings' email: EMAIL_NEVER }"),
                FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  }
  EXPECT_THAT(KindsOf("con"), ElementsAre("ASSIGNED"));
}

// The parent is the caller's own; the name is somebody else's.
TEST_F(InboxTest, NobodyMarksTheNoticesOfOthers) {
  Assign("cat");
  const std::string name = NoticesOf("cat")[0].name();
  EXPECT_THAT(Mark(absl::StrCat("parent: 'accounts/con' names: '", name, "'")),
              HasWrongFields("names[0]"));
  EXPECT_THAT(KindsOf("cat"), ElementsAre("ASSIGNED"));
}

TEST_F(InboxTest, MarkingIsCountedOnce) {
  for (int i = 0; i < 3; ++i) Assign("con");
  const std::string name = NoticesOf("con")[1].name();
  const auto one = Mark(absl::StrCat("parent: 'accounts/con' names: ['", name, "', '", name, "']"));
  ASSERT_THAT(one, IsOk());
  EXPECT_EQ(one->marked_count(), 1);
  EXPECT_THAT(NoticesOf("con"), SizeIs(2));
  const auto rest = Mark("parent: 'accounts/con'");
  ASSERT_THAT(rest, IsOk());
  EXPECT_EQ(rest->marked_count(), 2);
  EXPECT_THAT(NoticesOf("con"), IsEmpty());
  EXPECT_EQ(Mark("parent: 'accounts/con'")->marked_count(), 0);
  EXPECT_THAT(Mark("parent: 'accounts/con' names: 'accounts/con/notifications/none'"),
              FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(InboxTest, WithoutNamesTheNewestThousandAreMarked) {
  const auto name = [](int i) {
    return absl::StrCat("accounts/con/notifications/n", absl::Dec(i, absl::kZeroPad4));
  };
  ASSERT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                              [&](storage::Writer& writer) -> absl::Status {
                                for (int i = 0; i <= 1000; ++i) {
                                  storage::NotificationRecord notice;
                                  notice.name = name(i);
                                  notice.account = "accounts/con";
                                  notice.kind = v1::Notification::KIND_ASSIGNED;
                                  notice.resource = kA;
                                  RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), notice));
                                }
                                return absl::OkStatus();
                              }),
              IsOk());
  EXPECT_EQ(Mark("parent: 'accounts/con'")->marked_count(), 1000);
  const auto left = NoticesOf("con");
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].name(), name(1000));  // the last by name is the oldest
  EXPECT_EQ(Mark("parent: 'accounts/con'")->marked_count(), 1);
}

TEST_F(InboxTest, WrongFieldsAreNamed) {
  EXPECT_THAT(ListNotifications(dependencies_, call_,
                                Parse<v1::ListNotificationsRequest>(
                                    "parent: 'con' page_size: -1 page_token: 'x'")),
              HasWrongFields("parent, page_size, page_token"));
  EXPECT_THAT(ListNotifications(dependencies_, call_,
                                Parse<v1::ListNotificationsRequest>("parent: 'accounts/nobody'")),
              FailsWith(kNotFound, "NOT_FOUND"));
  v1::MarkNotificationsReadRequest many;
  many.set_parent("accounts/con");
  for (int i = 0; i < 201; ++i) many.add_names("accounts/con/notifications/n");
  EXPECT_THAT(MarkNotificationsRead(dependencies_, call_, many), HasWrongFields("names"));
  EXPECT_THAT(UpdateNotificationSettings(
                  dependencies_, call_,
                  Parse<v1::UpdateNotificationSettingsRequest>(
                      "settings { name: 'accounts/con' } update_mask { paths: 'name' }")),
              HasWrongFields("settings.name, update_mask"));
  EXPECT_THAT(GetNotificationSettings(dependencies_, call_,
                                      Parse<v1::GetNotificationSettingsRequest>(
                                          "name: 'accounts/nobody/notificationSettings'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(InboxTest, SettingsAreKept) {
  const auto settings = [&] {
    const auto found =
        Ask("con", &GetNotificationSettings, "name: 'accounts/con/notificationSettings'");
    EXPECT_THAT(found, IsOk());
    return found.ok() ? *found : v1::NotificationSettings();
  };
  EXPECT_EQ(settings().email(), v1::NotificationSettings::EMAIL_AT_ONCE);
  EXPECT_TRUE(settings().email_available());
  Choose("con", "EMAIL_NEVER");
  EXPECT_EQ(settings().email(), v1::NotificationSettings::EMAIL_NEVER);
  Choose("con", "EMAIL_UNSPECIFIED");
  EXPECT_EQ(settings().email(), v1::NotificationSettings::EMAIL_AT_ONCE);
  dependencies_.sends_mail = false;
  EXPECT_FALSE(settings().email_available());
}

}  // namespace
}  // namespace continuum::operations
