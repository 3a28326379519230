// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/send_mails.h"

#include <gmock/gmock.h>

#include "server/operations/notifications/mail_words.h"
#include "server/operations/people.h"
#include "server/operations/records.h"
#include "tests/server/operations/notifications/notifications_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Keeps what it is given, or answers what it is told.
class KeepingSender final : public mail::Sender {
 public:
  absl::Status Send(const mail::Message& message) const override {
    ++tries;
    if (answer.ok()) sent.push_back(message);
    return answer;
  }
  absl::Status answer;
  mutable std::vector<mail::Message> sent;
  mutable int tries = 0;
};

class SendMailsTest : public NotificationsTest {
 protected:
  MailRound SendAll(absl::string_view link = "") {
    const auto round = SendDueMails(dependencies_, sender_, link);
    EXPECT_THAT(round, IsOk());
    return round.ok() ? *round : MailRound();
  }
  // Lets con say something; gives the comment's name. Call it before what is to be told.
  std::string Say(absl::string_view words) {
    const auto thread =
        Ask("con", &CreateThread, absl::StrCat("parent: '", kA, "' text: '", words, "'"));
    EXPECT_THAT(thread, IsOk());
    const auto comments = Ask("con", &ListComments, absl::StrCat("parent: '", thread->name(), "'"));
    EXPECT_THAT(comments, IsOk());
    Forget();
    return comments->comments(0).name();
  }
  // Lets con ask for a purge of it, which goes to lea and owen; gives the request of the decision.
  std::string AskPurge(absl::string_view comment) {
    const auto purge = Ask(
        "con", &CreatePurge,
        absl::StrCat("parent: 'programs/p' purge { resource: '", comment, "' reason: 'private' }"));
    EXPECT_THAT(purge, IsOk());
    return absl::StrCat("name: '", purge->name(), "'");
  }
  void SignInOnce(absl::string_view id) {
    EXPECT_THAT(ChangePeople(dependencies_, "Test", "test", {},
                             [&](storage::Writer& writer) { return SetPassword(writer, id); }),
                IsOk());
  }
  KeepingSender sender_;
};

TEST_F(SendMailsTest, SeveralNoticesComeTogetherAndOnce) {
  Assign("con");
  clock_.Advance(absl::Minutes(1));
  Assign("con");
  EXPECT_EQ(SendAll().sent, 0);
  clock_.Advance(absl::Minutes(1));
  EXPECT_EQ(SendAll().sent, 2);
  ASSERT_THAT(sender_.sent, SizeIs(1));
  const mail::Message& message = sender_.sent[0];
  EXPECT_EQ(message.to, "con@example.org");
  EXPECT_EQ(message.subject, "Continuum: 2 new notices");
  EXPECT_THAT(message.text, AllOf(HasSubstr("  2 tasks were assigned to you\n"),
                                  HasSubstr("continuum inbox"), HasSubstr("notify never")));
  EXPECT_THAT(NoticesOf("con")[0].name(), ::testing::EndsWith("/" + message.id));
  clock_.Advance(absl::Hours(24));
  EXPECT_EQ(SendAll().sent, 0);
  EXPECT_THAT(Mails(), IsEmpty());
}

TEST_F(SendMailsTest, NothingThatAnybodyIsCalledIsInAMessage) {
  Assign("con");
  clock_.Advance(absl::Minutes(2));
  SendAll("https://inbox.example.org");
  ASSERT_THAT(sender_.sent, SizeIs(1));
  const std::string all = sender_.sent[0].subject + sender_.sent[0].text;
  EXPECT_THAT(all, AllOf(HasSubstr("https://inbox.example.org"), Not(HasSubstr("lea")),
                         Not(HasSubstr("Name of")), Not(HasSubstr("programs/")),
                         Not(HasSubstr("accounts/")), Not(HasSubstr("Program p"))));
}

TEST_F(SendMailsTest, WhatWasReadMeanwhileIsNotSent) {
  Assign("con");
  Ask("con", &MarkNotificationsRead, "parent: 'accounts/con'").IgnoreError();
  clock_.Advance(absl::Minutes(2));
  EXPECT_EQ(SendAll().dropped, 1);
  EXPECT_EQ(sender_.tries, 0);
  EXPECT_THAT(Mails(), IsEmpty());
}

// Once leads were mailed that purges wait for a decision after all had been decided.
TEST_F(SendMailsTest, ADecidedPurgeIsNotSaidToWait) {
  const std::string one = Say("one");
  const std::string other = Say("other");
  const std::string approved = AskPurge(one);
  const std::string declined = AskPurge(other);
  EXPECT_THAT(KindsOf("owen"), SizeIs(2));
  EXPECT_THAT(Ask("lea", &ApprovePurge, approved), IsOk());
  EXPECT_THAT(Ask("lea", &DeclinePurge, declined), IsOk());
  for (const char* id : {"lea", "owen"}) EXPECT_THAT(KindsOf(id), IsEmpty()) << id;
  EXPECT_THAT(KindsOf("con"), ElementsAre("PURGE_DECIDED", "PURGE_DECIDED"));
  clock_.Advance(absl::Minutes(2));
  SendAll();
  ASSERT_THAT(sender_.sent, SizeIs(1));
  EXPECT_EQ(sender_.sent[0].to, "con@example.org");
  EXPECT_THAT(Mails(), IsEmpty());
}

TEST_F(SendMailsTest, OnePurgeThatWaitsIsStillTold) {
  const std::string one = Say("one");
  const std::string other = Say("other");
  const std::string approved = AskPurge(one);
  AskPurge(other);
  EXPECT_THAT(Ask("lea", &ApprovePurge, approved), IsOk());
  clock_.Advance(absl::Minutes(2));
  SendAll();
  ASSERT_THAT(sender_.sent, SizeIs(3));
  EXPECT_THAT(sender_.sent[1].text, HasSubstr("  1 request to purge something waits"));
  EXPECT_THAT(sender_.sent[2].text, HasSubstr("  1 request to purge something waits"));
}

TEST_F(SendMailsTest, AClosedAssignmentIsNotSaidToBeAssigned) {
  const std::string done = Assign("con");
  const std::string cancelled = Assign("cat");
  EXPECT_THAT(Ask("con", &FinishAssignment, absl::StrCat("name: '", done, "'")), IsOk());
  EXPECT_THAT(Ask("lea", &CancelAssignment, absl::StrCat("name: '", cancelled, "'")), IsOk());
  EXPECT_THAT(KindsOf("con"), IsEmpty());
  clock_.Advance(absl::Minutes(2));
  SendAll();
  ASSERT_THAT(sender_.sent, SizeIs(2));
  for (const mail::Message& message : sender_.sent) {
    EXPECT_THAT(message.text, AllOf(HasSubstr("  1 task was done or cancelled\n"),
                                    Not(HasSubstr("assigned to you"))))
        << message.to;
  }
}

TEST_F(SendMailsTest, AnAssignmentThatWasHandedOverIsNotSaidToBeAssigned) {
  Assign("con");
  EXPECT_THAT(HandOver(dependencies_, call_,
                       Parse<v1::HandOverRequest>("resource: 'programs/p' from: 'accounts/con' "
                                                  "to: 'accounts/cat' reason: 'leaves'")),
              IsOk());
  EXPECT_THAT(KindsOf("con"), ElementsAre("ROLE_ENDED"));
  clock_.Advance(absl::Minutes(2));
  SendAll();
  ASSERT_THAT(sender_.sent, SizeIs(2));
  EXPECT_EQ(sender_.sent[1].to, "con@example.org");
  EXPECT_THAT(sender_.sent[1].text,
              AllOf(HasSubstr("  1 role of yours has ended\n"), Not(HasSubstr("assigned"))));
}

TEST_F(SendMailsTest, WhoseRoleHasEndedIsToldOnlyThat) {
  MakeAccount("lou", "ROLE_LEAD", "programs/p");
  SignInOnce("lou");
  const std::string comment = Say("words");
  Assign("lou");
  AskPurge(comment);
  EndRoles("lou");
  EXPECT_THAT(KindsOf("lou"), ElementsAre("ROLE_ENDED"));
  clock_.Advance(absl::Minutes(2));
  SendAll();
  std::string text;
  for (const mail::Message& message : sender_.sent) {
    if (message.to == "lou@example.org") text = message.text;
  }
  EXPECT_THAT(text, AllOf(HasSubstr("  1 role of yours has ended\n"), Not(HasSubstr("purge")),
                          Not(HasSubstr("assigned"))));
}

// Whoever has another role that lets them see it is still asked.
TEST_F(SendMailsTest, WhoMayStillSeeItIsStillTold) {
  EXPECT_THAT(CreateMembership(
                  dependencies_, call_,
                  Parse<v1::CreateMembershipRequest>("membership { account: 'accounts/con' "
                                                     "resource: 'programs/p' role: ROLE_EDITOR }")),
              IsOk());
  Forget();
  Assign("con");
  EndRoles("con", /*all=*/false);
  EXPECT_THAT(KindsOf("con"), ElementsAre("ROLE_ENDED", "ASSIGNED"));
  clock_.Advance(absl::Minutes(2));
  EXPECT_EQ(SendAll().sent, 2);
}

// As where more notices were unread than are looked through when a role ends.
TEST_F(SendMailsTest, WhatAnAccountMayNotSeeAnyMoreIsNotSent) {
  Assign("con");
  EXPECT_THAT(ChangePeople(dependencies_, "Test", "test", {},
                           [this](storage::Writer& writer) -> absl::Status {
                             ASSIGN_OR_RETURN(auto held,
                                              MembershipsOf(writer, PeopleScope(), "accounts/con"));
                             return EndRole(dependencies_, writer, held[0]);
                           }),
              IsOk());
  clock_.Advance(absl::Minutes(2));
  EXPECT_EQ(SendAll().dropped, 1);
  EXPECT_EQ(sender_.tries, 0);
}

// A thief who made a token could mark the notice of it as read before it was sent.
TEST_F(SendMailsTest, WhatConcernsSafetyIsSentThoughItWasRead) {
  EXPECT_THAT(Ask("con", &CreateToken, "parent: 'accounts/con' token { title: 'mine' }"), IsOk());
  EXPECT_THAT(Ask("con", &MarkNotificationsRead, "parent: 'accounts/con'"), IsOk());
  EXPECT_EQ(SendAll().sent, 1);
}

TEST_F(SendMailsTest, WhoOptedOutOrWasDisabledMeanwhileGetsNothing) {
  Assign("con");
  Assign("cat");
  Choose("con", "EMAIL_NEVER");
  EXPECT_THAT(DisableAccount(dependencies_, call_,
                             Parse<v1::DisableAccountRequest>("name: 'accounts/cat'")),
              IsOk());
  clock_.Advance(absl::Minutes(2));
  EXPECT_EQ(SendAll().dropped, 2);
  EXPECT_EQ(sender_.tries, 0);
}

TEST_F(SendMailsTest, AFailureIsTriedAgainLaterAndLater) {
  Assign("con");
  clock_.Advance(absl::Minutes(2));
  sender_.answer = absl::FailedPreconditionError("refused");
  EXPECT_EQ(SendAll().failed, 1);
  EXPECT_EQ(SendAll().failed, 0);  // not due again
  clock_.Advance(absl::Minutes(5));
  EXPECT_EQ(SendAll().failed, 1);
  clock_.Advance(absl::Minutes(9));
  EXPECT_EQ(SendAll().failed, 0);
  clock_.Advance(absl::Minutes(1));
  sender_.answer = absl::OkStatus();
  EXPECT_EQ(SendAll().sent, 1);
  EXPECT_THAT(Mails(), IsEmpty());
}

TEST_F(SendMailsTest, AfterThreeDaysItIsGivenUp) {
  Assign("con");
  sender_.answer = absl::UnavailableError("nobody there");
  const absl::Time begun = clock_.Now();
  int64_t given_up = 0;
  for (int hours = 0; hours < 24 * 5 && given_up == 0; ++hours) {
    clock_.Advance(absl::Hours(1));
    given_up = SendAll().given_up;
  }
  EXPECT_EQ(given_up, 1);
  EXPECT_GE(clock_.Now() - begun, absl::Hours(72));
  EXPECT_LE(clock_.Now() - begun, absl::Hours(90));
  EXPECT_THAT(Mails(), IsEmpty());
  EXPECT_THAT(KindsOf("con"), SizeIs(1));  // it can still be read
}

TEST_F(SendMailsTest, AServerOutOfReachIsAskedOnceInARound) {
  Assign("con");
  Assign("cat");
  clock_.Advance(absl::Minutes(2));
  sender_.answer = absl::UnavailableError("nobody there");
  const MailRound round = SendAll();
  EXPECT_EQ(round.failed, 1);
  EXPECT_EQ(round.why, "nobody there");
  EXPECT_EQ(sender_.tries, 1);
  clock_.Advance(absl::Minutes(5));
  sender_.answer = absl::FailedPreconditionError("refused");
  SendAll();
  EXPECT_EQ(sender_.tries, 3);  // one that refuses this message may take the next
}

// One account over which the server stumbled each time kept the mails of all others from being
// tried.
TEST_F(SendMailsTest, AnAccountThatCannotBeReachedHoldsUpNobodyElse) {
  Assign("con");
  Assign("cat");
  clock_.Advance(absl::Minutes(2));
  sender_.answer = absl::UnavailableError("nobody there");
  EXPECT_EQ(SendAll().failed, 1);
  sender_.answer = absl::OkStatus();
  EXPECT_EQ(SendAll().sent, 1);  // at once, and the other one later
  EXPECT_THAT(Mails(), SizeIs(1));
}

// Sent, but forgetting it fails: the try was counted before, so it is not sent over and over.
TEST_F(SendMailsTest, NothingIsSentThatCannotBeCounted) {
  Assign("con");
  clock_.Advance(absl::Minutes(2));
  storage_->Close();
  EXPECT_THAT(SendDueMails(dependencies_, sender_, ""), Not(IsOk()));
  EXPECT_EQ(sender_.tries, 0);
}

TEST(MailWaitTest, DoublesUpToSixHours) {
  EXPECT_EQ(WaitAfterFailure(1), absl::Minutes(5));
  EXPECT_EQ(WaitAfterFailure(2), absl::Minutes(10));
  EXPECT_EQ(WaitAfterFailure(7), absl::Minutes(320));
  EXPECT_EQ(WaitAfterFailure(8), absl::Hours(6));
  EXPECT_EQ(WaitAfterFailure(1'000'000), absl::Hours(6));
}

// A new kind needs its words.
TEST(MailWordsTest, EveryKindHasItsOwn) {
  const auto* kinds = v1::Notification::Kind_descriptor();
  for (int i = 0; i < kinds->value_count(); ++i) {
    const auto kind = static_cast<v1::Notification::Kind>(kinds->value(i)->number());
    if (kind == v1::Notification::KIND_UNSPECIFIED) continue;
    EXPECT_THAT(MailText({{kind, 1}}, ""), Not(HasSubstr("other notice")))
        << kinds->value(i)->name();
  }
}

}  // namespace
}  // namespace continuum::operations
