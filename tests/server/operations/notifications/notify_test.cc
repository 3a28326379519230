// SPDX-License-Identifier: Apache-2.0
//
// Who is told of what, and who is not.

#include "server/operations/notifications/notify.h"

#include <gmock/gmock.h>

#include "server/storage/notification_records.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/notifications/notifications_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class NotifyTest : public NotificationsTest {
 protected:
  std::string Begin(absl::string_view id, absl::string_view criterion) {
    const auto thread = Ask(id, &CreateThread,
                            absl::StrCat("parent: '", kA, "' thread { criterion: '", criterion,
                                         "' } text: 'Never in a notice.'"));
    EXPECT_THAT(thread, IsOk());
    return thread.ok() ? thread->name() : "";
  }
  void Reply(absl::string_view id, absl::string_view thread) {
    EXPECT_THAT(
        Ask(id, &CreateComment, absl::StrCat("parent: '", thread, "' text: 'Nor is this.'")),
        IsOk());
  }
  absl::Status Tell(absl::string_view account, const Notice& notice, absl::string_view actor = "") {
    return storage_->Write({.kind = "Test", .author = "test"}, {}, [&](storage::Writer& writer) {
      return Notify(dependencies_, writer, actor, account, notice);
    });
  }
  static constexpr auto kAssigned = v1::Notification::KIND_ASSIGNED;
};

TEST_F(NotifyTest, WhoIsAssignedSomethingIsTold) {
  const std::string name = Assign("con");
  const auto notices = NoticesOf("con");
  ASSERT_THAT(notices, SizeIs(1));
  EXPECT_EQ(notices[0].kind(), v1::Notification::KIND_ASSIGNED);
  EXPECT_EQ(notices[0].resource(), name);
  EXPECT_EQ(notices[0].actor(), "accounts/lea");
  EXPECT_EQ(notices[0].actor_label(), "Name of lea");
  for (const char* other : {"lea", "eve", "cat", "owen", "sam", "max", "mona"}) {
    EXPECT_THAT(KindsOf(other), IsEmpty()) << other;
  }
}

TEST_F(NotifyTest, WhoDidItIsNotTold) {
  const std::string name = Assign("lea");
  EXPECT_THAT(KindsOf("lea"), IsEmpty());
  EXPECT_THAT(Ask("lea", &FinishAssignment, absl::StrCat("name: '", name, "'")), IsOk());
  EXPECT_THAT(KindsOf("lea"), IsEmpty());
}

TEST_F(NotifyTest, WhoWaitsForAnAssignmentIsTold) {
  const std::string done = Assign("con");
  const std::string cancelled = Assign("cat");
  Forget();
  EXPECT_THAT(Ask("con", &FinishAssignment, absl::StrCat("name: '", done, "'")), IsOk());
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_CLOSED"));
  EXPECT_THAT(KindsOf("con"), IsEmpty());
  EXPECT_THAT(Ask("lea", &CancelAssignment, absl::StrCat("name: '", cancelled, "'")), IsOk());
  EXPECT_THAT(KindsOf("cat"), ElementsAre("ASSIGNMENT_CLOSED"));
}

TEST_F(NotifyTest, ThoseInAThreadAreToldOfEachComment) {
  Assign("cat", "", "team");
  Forget();
  const std::string thread = Begin("con", "team");
  EXPECT_THAT(KindsOf("cat"), ElementsAre("COMMENT_MADE"));
  EXPECT_THAT(KindsOf("eve"), IsEmpty());
  Reply("eve", thread);
  Reply("lea", thread);
  EXPECT_THAT(KindsOf("con"), ElementsAre("COMMENT_MADE", "COMMENT_MADE"));
  EXPECT_THAT(KindsOf("eve"), ElementsAre("COMMENT_MADE"));
  EXPECT_THAT(KindsOf("cat"), SizeIs(3));
  EXPECT_THAT(KindsOf("owen"), IsEmpty());
  for (const v1::Notification& notice : NoticesOf("cat")) {
    EXPECT_EQ(notice.resource(), thread);
    EXPECT_THAT(notice.DebugString(), ::testing::Not(::testing::HasSubstr("Nor")));
  }
}

// Once a contributor's question reached nobody.
TEST_F(NotifyTest, AQuestionReachesTheLeadsAndWhoHasTheCriterion) {
  Assign("cat", "", "team");
  Assign("eve", "", "plan");
  Forget();
  const std::string thread = Begin("con", "team");
  EXPECT_THAT(KindsOf("lea"), ElementsAre("COMMENT_MADE"));
  EXPECT_THAT(KindsOf("cat"), ElementsAre("COMMENT_MADE"));
  for (const char* other : {"con", "eve", "owen", "sam", "max", "mona"}) {
    EXPECT_THAT(KindsOf(other), IsEmpty()) << other;
  }
  for (const v1::Notification& notice : NoticesOf("lea")) EXPECT_EQ(notice.resource(), thread);
  Begin("con", "");
  EXPECT_THAT(KindsOf("lea"), SizeIs(2));
  EXPECT_THAT(KindsOf("cat"), SizeIs(1));
}

TEST_F(NotifyTest, ALeadWhoAsksIsNotToldAndNoOwnerInstead) {
  Begin("lea", "team");
  EXPECT_THAT(KindsOf("lea"), IsEmpty());
  EXPECT_THAT(KindsOf("owen"), IsEmpty());
}

TEST_F(NotifyTest, WithoutALeadAQuestionReachesTheOwners) {
  EXPECT_THAT(HandOver(dependencies_, call_,
                       Parse<v1::HandOverRequest>("resource: 'programs/p' from: 'accounts/lea' "
                                                  "to: 'accounts/con' reason: 'leaves'")),
              IsOk());
  EXPECT_THAT(DisableAccount(dependencies_, call_,
                             Parse<v1::DisableAccountRequest>("name: 'accounts/con'")),
              IsOk());
  Forget();
  Begin("eve", "team");
  EXPECT_THAT(KindsOf("owen"), ElementsAre("COMMENT_MADE"));
}

// More was said than a change looks at, and than is read before it at once.
TEST_F(NotifyTest, WhoSpokeInALongThreadIsTold) {
  const std::string thread = Begin("con", "team");
  for (int i = 0; i < 410; ++i) Reply("lea", thread);
  Reply("eve", thread);
  Forget();
  Reply("cat", thread);
  EXPECT_THAT(KindsOf("con"), ElementsAre("COMMENT_MADE"));
  EXPECT_THAT(KindsOf("eve"), ElementsAre("COMMENT_MADE"));
  EXPECT_THAT(KindsOf("lea"), ElementsAre("COMMENT_MADE"));
}

TEST_F(NotifyTest, WhoSpeaksJustBeforeTheChangeIsTold) {
  const std::string thread = Begin("con", "team");
  MeddlingStorage meddling(*storage_);
  meddling.MeddleAtEachWrite([&] {
    dependencies_.storage = storage_.get();
    Reply("eve", thread);
  });
  dependencies_.storage = &meddling;
  Reply("lea", thread);
  EXPECT_THAT(KindsOf("con"), ElementsAre("COMMENT_MADE", "COMMENT_MADE"));
  EXPECT_THAT(KindsOf("eve"), ElementsAre("COMMENT_MADE"));
}

TEST_F(NotifyTest, WhoHasTheDomainIsToldOfItsCriteria) {
  Assign("cat", "", "care");
  Forget();
  Begin("con", "plan");
  EXPECT_THAT(KindsOf("cat"), ElementsAre("COMMENT_MADE"));
  Begin("con", "");
  EXPECT_THAT(KindsOf("cat"), SizeIs(1));
}

TEST_F(NotifyTest, WhoLeftTheProgramIsNotToldAnyMore) {
  const std::string thread = Begin("con", "team");
  EXPECT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                              [&](storage::Writer& writer) -> absl::Status {
                                ASSIGN_OR_RETURN(auto held, MembershipsOf(writer, PeopleScope(),
                                                                          "accounts/con"));
                                return EndRole(dependencies_, writer, held[0]);
                              }),
              IsOk());
  Reply("lea", thread);
  EXPECT_THAT(KindsOf("con"), IsEmpty());
}

TEST_F(NotifyTest, NobodyElsewhereIsTold) {
  const Notice notice = {.kind = kAssigned, .resource = "programs/p/assessments/a", .once = ""};
  for (const char* id : {"sam", "max", "mona", "nobody"}) {
    EXPECT_THAT(Tell(absl::StrCat("accounts/", id), notice), IsOk());
  }
  for (const char* id : {"sam", "max", "mona"}) EXPECT_THAT(KindsOf(id), IsEmpty()) << id;
  EXPECT_THAT(Tell("local", notice), IsOk());
  EXPECT_THAT(Tell("", notice), IsOk());
  EXPECT_THAT(Mails(), IsEmpty());
}

TEST_F(NotifyTest, NobodyIsToldTwice) {
  const Notice notice = {.kind = kAssigned, .resource = "programs/p/assessments/a", .once = ""};
  EXPECT_THAT(Tell("accounts/con", notice), IsOk());
  EXPECT_THAT(Tell("accounts/con", notice), IsOk());
  EXPECT_THAT(KindsOf("con"), SizeIs(1));
  EXPECT_THAT(Mails(), SizeIs(1));
  EXPECT_THAT(Tell("accounts/con", {.kind = kAssigned, .resource = notice.resource, .once = "2"}),
              IsOk());
  EXPECT_THAT(KindsOf("con"), SizeIs(2));
}

TEST_F(NotifyTest, AChangeThatFailsLeavesNoNotice) {
  const auto failed = storage_->Write(
      {.kind = "Test", .author = "test"}, {}, [&](storage::Writer& writer) -> absl::Status {
        RETURN_IF_ERROR(Notify(dependencies_, writer, "", "accounts/con",
                               {.kind = kAssigned, .resource = "programs/p", .once = ""}));
        return absl::AbortedError("no");
      });
  EXPECT_THAT(failed, testing::StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(KindsOf("con"), IsEmpty());
  EXPECT_THAT(Mails(), IsEmpty());
}

TEST_F(NotifyTest, ARepeatedRequestTellsOnce) {
  const std::string request = absl::StrCat("parent: '", kA,
                                           "' assignment { account: 'accounts/con' targets: 'team' "
                                           "} request_id: 'the-same-request'");
  EXPECT_THAT(Ask("lea", &CreateAssignment, request), IsOk());
  EXPECT_THAT(Ask("lea", &CreateAssignment, request), IsOk());
  EXPECT_THAT(KindsOf("con"), ElementsAre("ASSIGNED"));
}

TEST_F(NotifyTest, AllWhoTakePartAreToldOfACompletedAssessment) {
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kFullPlanAnswer)), IsOk());
  EXPECT_THAT(Ask("lea", &CompleteAssessment,
                  Parse<v1::CompleteAssessmentRequest>(absl::StrCat("name: '", kA, "'"))),
              IsOk());
  for (const char* id : {"owen", "eve", "con", "cat"}) {
    EXPECT_THAT(KindsOf(id), ElementsAre("ASSESSMENT_COMPLETED")) << id;
  }
  for (const char* id : {"lea", "sam", "max", "mona"}) EXPECT_THAT(KindsOf(id), IsEmpty()) << id;
}

TEST_F(NotifyTest, RolesAndAccesses) {
  MakeAccount("new", "ROLE_EDITOR", "programs/p");
  EXPECT_THAT(KindsOf("new"), ElementsAre("ROLE_GIVEN"));
  EXPECT_THAT(HandOver(dependencies_, call_,
                       Parse<v1::HandOverRequest>("resource: 'programs/p' from: 'accounts/new' "
                                                  "to: 'accounts/con' reason: 'leaves'")),
              IsOk());
  EXPECT_THAT(KindsOf("new"), ElementsAre("ROLE_ENDED"));  // what was given is not so any more
  EXPECT_THAT(KindsOf("con"), ElementsAre("HANDED_OVER"));
  ASSERT_THAT(
      CreateBody(dependencies_, call_,
                 Parse<v1::CreateBodyRequest>("body_name: 'accreditors/b' body { title: 'Body' }")),
      IsOk());
  const auto access = CreateAccess(
      dependencies_, call_,
      Parse<v1::CreateAccessRequest>("parent: 'programs/p' "
                                     "access { body: 'accreditors/b' reason: 'a grant' }"));
  ASSERT_THAT(access, IsOk());
  EXPECT_THAT(EndAccess(dependencies_, call_,
                        Parse<v1::EndAccessRequest>(absl::StrCat("name: '", access->name(), "'"))),
              IsOk());
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ACCESS_CHANGED", "ACCESS_CHANGED"));
  EXPECT_THAT(KindsOf("owen"), ElementsAre("ACCESS_CHANGED", "ACCESS_CHANGED"));
  EXPECT_THAT(KindsOf("eve"), IsEmpty());
}

// Whoever is signed in as somebody need not be them.
TEST_F(NotifyTest, SafetyIsToldEvenToWhoDidIt) {
  Choose("con", "EMAIL_NEVER");
  EXPECT_THAT(Ask("con", &CreateToken, "parent: 'accounts/con' token { title: 'mine' }"), IsOk());
  EXPECT_THAT(KindsOf("con"), ElementsAre("TOKEN_MADE"));
  const auto mails = Mails();
  ASSERT_THAT(mails, SizeIs(1));
  EXPECT_EQ(mails[0].due_time, absl::UnixEpoch());  // before all others
  EXPECT_THAT(
      ResetPassword(dependencies_, call_, Parse<v1::ResetPasswordRequest>("name: 'accounts/con'")),
      IsOk());
  EXPECT_THAT(KindsOf("con"), ElementsAre("PASSWORD_CHANGED", "TOKEN_MADE"));
}

TEST_F(NotifyTest, MailWaitsAsTheAccountChose) {
  clock_.Set(absl::FromCivil(absl::CivilSecond(2026, 3, 1, 12, 59, 0), absl::UTCTimeZone()));
  Choose("cat", "EMAIL_DAILY");
  Choose("eve", "EMAIL_NEVER");
  for (const char* id : {"con", "cat", "eve"}) Assign(id);
  EXPECT_THAT(KindsOf("eve"), ElementsAre("ASSIGNED"));
  const auto mails = Mails();
  ASSERT_THAT(mails, SizeIs(2));
  EXPECT_EQ(mails[0].account, "accounts/cat");
  EXPECT_EQ(mails[0].due_time, clock_.Now() + absl::Minutes(1));
  EXPECT_EQ(mails[1].account, "accounts/con");
  EXPECT_EQ(mails[1].due_time, clock_.Now() + absl::Minutes(2));
}

TEST_F(NotifyTest, NoMailWithoutAMailServerOrAMailbox) {
  MakeAccount("invited", "ROLE_EDITOR", "programs/p");  // who has never signed in
  dependencies_.sends_mail = false;
  Assign("con");
  dependencies_.sends_mail = true;
  Assign("invited");
  EXPECT_THAT(KindsOf("con"), ElementsAre("ASSIGNED"));
  EXPECT_THAT(KindsOf("invited"), ElementsAre("ASSIGNED", "ROLE_GIVEN"));
  EXPECT_THAT(Mails(), IsEmpty());
}

TEST(MailDueTimeTest, TheDayEndsAtOneOClock) {
  const auto at = [](int day, int hour) {
    return absl::FromCivil(absl::CivilHour(2026, 3, day, hour), absl::UTCTimeZone());
  };
  const auto daily = v1::NotificationSettings::EMAIL_DAILY;
  const auto kind = v1::Notification::KIND_COMMENT_MADE;
  EXPECT_EQ(MailDueTime(kind, daily, at(1, 12)), at(1, 13));
  EXPECT_EQ(MailDueTime(kind, daily, at(1, 13)), at(2, 13));
  EXPECT_EQ(MailDueTime(kind, v1::NotificationSettings::EMAIL_NEVER, at(1, 13)),
            absl::InfiniteFuture());
}

}  // namespace
}  // namespace continuum::operations
