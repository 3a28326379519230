// SPDX-License-Identifier: Apache-2.0

#include "server/mail/message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/mail/mail_settings.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::mail {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Message Sample() {
  return {.to = "a.b+c@example.org",
          .id = "n1",
          .date = absl::FromUnixSeconds(1'772'366'400),
          .subject = "Subject",
          .text = "Text\n"};
}

TEST(MessageTest, IsWritten) {
  EXPECT_THAT(FormatMessage("from@example.org", Sample()),
              IsOkAndHolds("Date: Sun, 01 Mar 2026 12:00:00 +0000\r\n"
                           "From: Continuum <from@example.org>\r\n"
                           "To: <a.b+c@example.org>\r\n"
                           "Message-ID: <n1@example.org>\r\n"
                           "Subject: Subject\r\n"
                           "Auto-Submitted: auto-generated\r\n"
                           "MIME-Version: 1.0\r\n"
                           "Content-Type: text/plain; charset=UTF-8\r\n"
                           "Content-Transfer-Encoding: 7bit\r\n"
                           "\r\n"
                           "Text\r\n"));
}

TEST(MessageTest, OtherLettersAreInBase64) {
  Message message = Sample();
  message.text = "\xC3\xA9\n";
  EXPECT_THAT(*FormatMessage("from@example.org", message),
              HasSubstr("Content-Transfer-Encoding: base64\r\n\r\nw6kK\r\n"));
}

TEST(MessageTest, NothingBeginsAnotherHeader) {
  for (const char* bad : {"x\r\nBcc: y@example.org", "x\nBcc: y", "x\ry"}) {
    Message message = Sample();
    message.to = absl::StrCat(bad, "@example.org");
    EXPECT_THAT(FormatMessage("from@example.org", message), StatusIs(StatusCode::kInvalidArgument));
    message = Sample();
    message.subject = bad;
    EXPECT_THAT(FormatMessage("from@example.org", message), StatusIs(StatusCode::kInvalidArgument));
    message = Sample();
    message.id = bad;
    EXPECT_THAT(FormatMessage("from@example.org", message), StatusIs(StatusCode::kInvalidArgument));
    EXPECT_THAT(FormatMessage(bad, Sample()), StatusIs(StatusCode::kInvalidArgument));
  }
}

TEST(AddressTest, IsOneMailboxAndNothingElse) {
  for (const char* good : {"a@b", "ann@example.org", "a.b-c_d+e@mail.example.org", "o'x@e.org"}) {
    EXPECT_TRUE(IsAddress(good)) << good;
  }
  for (const char* bad : {"",
                          "a",
                          "@",
                          "a@",
                          "@b",
                          "a@b@c",
                          "a b@c",
                          "a@b c",
                          "<a@b>",
                          "a@b>",
                          "a,b@c",
                          "a;b@c",
                          "\"a\"@b",
                          "a@b\r\nc",
                          "a..b@c",
                          ".a@b",
                          "a@b.",
                          "a@-b",
                          "a@[127.0.0.1]",
                          "\xC3\xA9@b",
                          "a@\xC3\xA9"}) {
    EXPECT_FALSE(IsAddress(bad)) << bad;
  }
  EXPECT_FALSE(IsAddress(absl::StrCat(std::string(65, 'a'), "@b")));
  EXPECT_FALSE(IsAddress(absl::StrCat("a@", std::string(64, 'b'))));
}

TEST(MailSettingsTest, ServersAreUrls) {
  for (const char* good : {"smtp://mail.example.org", "smtps://mail.example.org:465",
                           "smtp://127.0.0.1:2525/", "smtp://[::1]:25"}) {
    EXPECT_THAT(CheckServer(good), IsOk()) << good;
  }
  for (const char* bad : {"", "mail.example.org", "http://mail.example.org", "smtp://",
                          "smtp://u:secret@mail.example.org", "smtp://mail.example.org/path",
                          "smtp://mail.example.org?x", "smtp://mail.example.org:99999"}) {
    const absl::Status status = CheckServer(bad);
    EXPECT_THAT(status, StatusIs(StatusCode::kInvalidArgument)) << bad;
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
  }
}

TEST(MailSettingsTest, SettingsGoTogether) {
  EXPECT_THAT(CheckTogether({}), IsEmpty());
  EXPECT_THAT(CheckTogether({.from = "a@b"}), HasSubstr("--smtp:"));
  EXPECT_THAT(CheckTogether({.server = "smtp://m"}), HasSubstr("--mail_from:"));
  EXPECT_THAT(CheckTogether({.server = "smtp://m", .user = "u", .from = "a@b"}),
              HasSubstr("--smtp_password_file:"));
  EXPECT_THAT(CheckTogether({.server = "smtp://m", .password_file = "f", .from = "a@b"}),
              HasSubstr("--smtp_user:"));
  EXPECT_THAT(CheckTogether({.server = "smtp://m", .from = "a@b"}), IsEmpty());
}

TEST(MailSettingsTest, LinksAreOneLine) {
  EXPECT_THAT(CheckLink("https://example.org/inbox"), IsOk());
  EXPECT_THAT(CheckLink("a\nb"), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(CheckLink(std::string(501, 'a')), StatusIs(StatusCode::kInvalidArgument));
}

TEST(MailSettingsTest, APasswordIsItsOwnersAlone) {
  const testing::TempDir dir;
  const std::string file = dir.File("password");
  EXPECT_THAT(ReadPassword(file), StatusIs(StatusCode::kFailedPrecondition));
  testing::WriteFile(file, "secret\nmore\n");
  ::chmod(file.c_str(), 0640);
  const auto open = ReadPassword(file);
  EXPECT_THAT(open, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(open.status().ToString(), Not(HasSubstr("secret")));
  ::chmod(file.c_str(), 0600);
  EXPECT_THAT(ReadPassword(file), IsOkAndHolds("secret"));
  testing::WriteFile(file, "\n");
  EXPECT_THAT(ReadPassword(file), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(ReadPassword(dir.path()), StatusIs(StatusCode::kFailedPrecondition));
}

}  // namespace
}  // namespace continuum::mail
