// SPDX-License-Identifier: Apache-2.0
//
// From a change to the mailbox, by a real mail server.

#include "server/mail_loop.h"

#include <gmock/gmock.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>

#include "server/base/log.h"
#include "server/mail/smtp_sender.h"
#include "tests/server/mail/smtp_process.h"
#include "tests/server/operations/notifications/notifications_test.h"

namespace continuum::server {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class MailLoopTest : public operations::NotificationsTest {
 protected:
  std::unique_ptr<MailLoop> Begin(const mail::SmtpProcess& server, const std::string& scheme) {
    auto sender = mail::SmtpSender::Make({.server = scheme + "://" + server.place(),
                                          .user = "",
                                          .password_file = "",
                                          .ca_file = server.ca(),
                                          .from = "continuum@example.org",
                                          .link = ""});
    EXPECT_THAT(sender, testing::IsOk());
    return std::make_unique<MailLoop>(dependencies_, log_, *std::move(sender), "", counts_,
                                      std::chrono::milliseconds(1));
  }
  std::ostringstream logged_;
  base::Log log_{clock_, base::Severity::kDebug, logged_};
  MailCounts counts_;
};

TEST_F(MailLoopTest, WhoIsAssignedSomethingGetsAMessage) {
  mail::SmtpProcess server("smtps");
  Assign("con");
  clock_.Advance(absl::Minutes(2));
  auto loop = Begin(server, "smtps");
  EXPECT_THAT(server.Next(), AllOf(HasSubstr("con@example.org"), HasSubstr("assigned to you"),
                                   Not(HasSubstr("programs/"))));
  loop.reset();
  EXPECT_LE(counts_.sent, 1);
  EXPECT_THAT(logged_.str(), Not(HasSubstr("con@")));
  EXPECT_THAT(server.Stop(), IsEmpty());
}

TEST_F(MailLoopTest, AServerWithoutEncryptionLeavesTheMailInTheQueue) {
  mail::SmtpProcess server("no-starttls");
  Assign("con");
  clock_.Advance(absl::Minutes(2));
  auto loop = Begin(server, "smtp");
  while (counts_.failed == 0) std::this_thread::yield();
  loop.reset();
  ASSERT_THAT(Mails(), SizeIs(1));
  EXPECT_EQ(Mails()[0].attempts, 1);
  EXPECT_EQ(Mails()[0].due_time, clock_.Now() + absl::Minutes(5));
  EXPECT_THAT(logged_.str(), AllOf(HasSubstr("mails failed"), Not(HasSubstr("con@"))));
  EXPECT_THAT(server.Stop(), IsEmpty());
}

}  // namespace
}  // namespace continuum::server
