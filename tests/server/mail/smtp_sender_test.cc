// SPDX-License-Identifier: Apache-2.0
//
// Against a real mail server.

#include "server/mail/smtp_sender.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/server/mail/smtp_process.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::mail {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class SmtpSenderTest : public ::testing::Test {
 protected:
  MailSettings To(const SmtpProcess& server, const std::string& scheme = "smtp") {
    const std::string file = dir_.File("password");
    std::remove(file.c_str());
    testing::WriteFile(file, "a pass word\n");
    ::chmod(file.c_str(), 0600);
    return {.server = absl::StrCat(scheme, "://", server.place()),
            .user = "continuum",
            .password_file = file,
            .ca_file = server.ca(),
            .from = "continuum@example.org",
            .link = ""};
  }
  static Message Sample() {
    return {.to = "ann@example.org",
            .id = "n0123456789abcdefghjkmnpqrs",
            .date = absl::UnixEpoch(),
            .subject = "Continuum: 1 new notice",
            .text = "One\n.\n.two\n"};
  }
  static absl::Status Send(const MailSettings& settings) {
    const auto sender = SmtpSender::Make(settings);
    if (!sender.ok()) return sender.status();
    return (*sender)->Send(Sample());
  }
  testing::TempDir dir_;
};

TEST_F(SmtpSenderTest, SendsEncryptedAndSignedIn) {
  SmtpProcess server("starttls");
  ASSERT_THAT(Send(To(server)), IsOk());
  const auto took = nlohmann::json::parse(server.Next());
  EXPECT_EQ(took["from"], "continuum@example.org");
  EXPECT_EQ(took["to"], nlohmann::json::array({"ann@example.org"}));
  EXPECT_EQ(took["user"], "continuum");
  EXPECT_EQ(took["host"], "example.org");
  EXPECT_TRUE(took["encrypted"].get<bool>());
  const std::string text = took["text"].get<std::string>();
  EXPECT_THAT(text, AllOf(HasSubstr("To: <ann@example.org>\r\n"),
                          HasSubstr("Auto-Submitted: auto-generated\r\n"),
                          HasSubstr("\r\n\r\nOne\r\n.\r\n.two\r\n")));
}

TEST_F(SmtpSenderTest, SendsByTlsFromTheBeginning) {
  SmtpProcess server("smtps");
  MailSettings settings = To(server, "smtps");
  settings.user.clear();
  settings.password_file.clear();
  ASSERT_THAT(Send(settings), IsOk());
  EXPECT_THAT(server.Next(), HasSubstr("ann@example.org"));
}

TEST_F(SmtpSenderTest, AServerWithoutEncryptionGetsNothing) {
  SmtpProcess server("no-starttls");
  MailSettings settings = To(server);
  EXPECT_THAT(Send(settings), StatusIs(StatusCode::kUnavailable));
  settings.user.clear();
  settings.password_file.clear();
  EXPECT_THAT(Send(settings), StatusIs(StatusCode::kUnavailable));
  EXPECT_THAT(server.Stop(), IsEmpty());
}

TEST_F(SmtpSenderTest, AServerWhoseCertificateDoesNotHoldGetsNothing) {
  SmtpProcess server("starttls");
  const SmtpProcess other("starttls");
  MailSettings settings = To(server);
  settings.ca_file = other.ca();
  EXPECT_THAT(Send(settings), StatusIs(StatusCode::kUnavailable));
  settings.ca_file.clear();
  EXPECT_THAT(Send(settings), StatusIs(StatusCode::kUnavailable));
  EXPECT_THAT(server.Stop(), IsEmpty());
  SmtpProcess elsewhere("starttls", {.names = "DNS:mail.example.org"});
  EXPECT_THAT(Send(To(elsewhere)), StatusIs(StatusCode::kUnavailable));
  SmtpProcess expired("starttls", {.until = absl::Now() - absl::Minutes(1)});
  EXPECT_THAT(Send(To(expired)), StatusIs(StatusCode::kUnavailable));
  EXPECT_THAT(elsewhere.Stop() + expired.Stop(), IsEmpty());
}

TEST_F(SmtpSenderTest, AWrongPasswordSendsNothing) {
  SmtpProcess server("starttls");
  MailSettings settings = To(server);
  testing::WriteFile(settings.password_file, "another\n");
  const absl::Status status = Send(settings);
  EXPECT_THAT(status, StatusIs(StatusCode::kUnavailable));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("another")));
  EXPECT_THAT(server.Stop(), IsEmpty());
}

// The server repeats the address in what it says.
TEST_F(SmtpSenderTest, ARefusalSaysNoAddress) {
  const SmtpProcess server("refuse");
  const absl::Status status = Send(To(server));
  EXPECT_THAT(status, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(status.ToString(), AllOf(HasSubstr("550"), Not(HasSubstr("ann"))));
}

TEST_F(SmtpSenderTest, NobodyThereOrStoppedIsUnavailable) {
  SmtpProcess server("starttls");
  const MailSettings settings = To(server);
  const auto sender = SmtpSender::Make(settings);
  ASSERT_THAT(sender, IsOk());
  (*sender)->Stop();
  EXPECT_THAT((*sender)->Send(Sample()), StatusIs(StatusCode::kUnavailable));
  EXPECT_THAT(server.Stop(), IsEmpty());
  EXPECT_THAT(Send(settings), StatusIs(StatusCode::kUnavailable));
}

}  // namespace
}  // namespace continuum::mail
