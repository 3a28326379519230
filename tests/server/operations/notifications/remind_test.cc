// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/remind.h"

#include <gmock/gmock.h>

#include "tests/server/operations/notifications/notifications_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The clock begins on 2026-03-01.
class RemindTest : public NotificationsTest {
 protected:
  // Reminds twice, as hours would, late on a day of March 2026.
  void RemindOn(int day) {
    clock_.Set(absl::FromCivil(absl::CivilHour(2026, 3, day, 23), absl::UTCTimeZone()));
    EXPECT_THAT(RemindOfAssignments(dependencies_), IsOk());
    EXPECT_THAT(RemindOfAssignments(dependencies_), IsOk());
  }
  // Something that whoever has no account does.
  void AssignWithoutAccount(absl::string_view assignee, absl::string_view due) {
    EXPECT_THAT(Ask("lea", &CreateAssignment,
                    absl::StrCat("parent: '", kA, "' assignment { ", assignee,
                                 " targets: 'team' due_date: '", due, "' }")),
                IsOk());
  }
  void AssignPartner(absl::string_view due) {
    AssignWithoutAccount("partner: 'North clinic'", due);
  }
  void ExpectOn(int day, absl::string_view kind) {
    Forget();
    RemindOn(day);
    if (kind.empty()) {
      EXPECT_THAT(KindsOf("con"), IsEmpty()) << day;
    } else {
      EXPECT_THAT(KindsOf("con"), ElementsAre(kind)) << day;
    }
  }
};

TEST_F(RemindTest, EachReminderComesOnce) {
  Assign("con", "2026-03-20");
  ExpectOn(12, "");
  ExpectOn(13, "ASSIGNMENT_DUE_IN_WEEK");
  ExpectOn(14, "");
  ExpectOn(18, "");
  ExpectOn(19, "ASSIGNMENT_DUE_TOMORROW");
  EXPECT_THAT(KindsOf("lea"), IsEmpty());
  ExpectOn(20, "");
  ExpectOn(21, "ASSIGNMENT_OVERDUE");
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_OVERDUE"));
  EXPECT_THAT(KindsOf("eve"), IsEmpty());
  EXPECT_THAT(NoticesOf("con")[0].actor(), IsEmpty());
  ExpectOn(22, "");
}

TEST_F(RemindTest, AServerThatStoodStillTellsWhatIsStillTrue) {
  Assign("con", "2026-03-20");
  ExpectOn(16, "ASSIGNMENT_DUE_IN_WEEK");
  ExpectOn(28, "ASSIGNMENT_OVERDUE");
}

TEST_F(RemindTest, WhatASiteDoesRemindsWhoAssignedIt) {
  AssignWithoutAccount(absl::StrCat("site: '", MakeSite("north").name(), "'"), "2026-03-20");
  Forget();
  RemindOn(13);
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_DUE_IN_WEEK"));
}

// Once an assignment to whom has no account reminded nobody before it was late.
TEST_F(RemindTest, WhatAPartnerDoesRemindsWhoAssignedIt) {
  AssignPartner("2026-03-20");
  Forget();
  RemindOn(12);
  EXPECT_THAT(KindsOf("lea"), IsEmpty());
  RemindOn(13);
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_DUE_IN_WEEK"));
  Forget();
  RemindOn(19);
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_DUE_TOMORROW"));
  Forget();
  RemindOn(21);
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_OVERDUE"));
  for (const char* other : {"owen", "eve", "con"}) {
    EXPECT_THAT(KindsOf(other), IsEmpty()) << other;
  }
}

TEST_F(RemindTest, TheLeadsAreRemindedOnceWhoAssignedItHasLeft) {
  MakeAccount("lou", "ROLE_LEAD", "programs/p");
  AssignPartner("2026-03-20");
  EndRoles("lea");
  Forget();
  RemindOn(13);
  EXPECT_THAT(KindsOf("lou"), ElementsAre("ASSIGNMENT_DUE_IN_WEEK", "ROLE_GIVEN"));
  EXPECT_THAT(KindsOf("owen"), ElementsAre("ASSIGNMENT_DUE_IN_WEEK"));
  for (const char* other : {"lea", "eve", "con"}) {
    EXPECT_THAT(KindsOf(other), IsEmpty()) << other;
  }
}

TEST_F(RemindTest, TheLeadsHearOfWhatIsLateOnceWhoAssignedItHasLeft) {
  Assign("con", "2026-03-20");
  EndRoles("lea");
  Forget();
  RemindOn(19);
  EXPECT_THAT(KindsOf("owen"), IsEmpty());  // whom it is assigned to sees to it
  RemindOn(21);
  EXPECT_THAT(KindsOf("con"), ElementsAre("ASSIGNMENT_OVERDUE", "ASSIGNMENT_DUE_TOMORROW"));
  EXPECT_THAT(KindsOf("owen"), ElementsAre("ASSIGNMENT_OVERDUE"));
}

TEST_F(RemindTest, NobodyIsRemindedAlongWithTheAssignment) {
  Assign("con", "2026-03-05");
  ExpectOn(1, "");
  ExpectOn(4, "ASSIGNMENT_DUE_TOMORROW");
}

TEST_F(RemindTest, WhatIsClosedOrCompletedOrArchivedIsNotRemindedOf) {
  const std::string done = Assign("con", "2026-03-02");
  EXPECT_THAT(Ask("con", &FinishAssignment, absl::StrCat("name: '", done, "'")), IsOk());
  ExpectOn(3, "");
  Assign("con", "2026-03-04");
  ArchiveTheProgram();
  ExpectOn(5, "");
}

TEST_F(RemindTest, WhatIsClosedTakesItsRemindersBack) {
  const std::string late = Assign("con", "2026-03-02");
  RemindOn(3);
  EXPECT_THAT(KindsOf("con"), ElementsAre("ASSIGNMENT_OVERDUE", "ASSIGNED"));
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_OVERDUE"));
  EXPECT_THAT(Ask("con", &FinishAssignment, absl::StrCat("name: '", late, "'")), IsOk());
  EXPECT_THAT(KindsOf("con"), IsEmpty());
  EXPECT_THAT(KindsOf("lea"), ElementsAre("ASSIGNMENT_CLOSED"));
  RemindOn(4);
  EXPECT_THAT(KindsOf("con"), IsEmpty());
}

TEST_F(RemindTest, CompletedAssessmentsAreNotRemindedOf) {
  Assign("con", "2026-03-02");
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kFullPlanAnswer)), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  ExpectOn(3, "");
}

TEST_F(RemindTest, ManyAssignmentsAreRemindedOfInSteps) {
  for (int i = 0; i < 205; ++i) Assign(i % 2 == 0 ? "con" : "cat", "2026-03-02");
  Forget();
  clock_.Set(absl::FromCivil(absl::CivilHour(2026, 3, 3, 0), absl::UTCTimeZone()));
  const auto count = RemindOfAssignments(dependencies_);
  ASSERT_THAT(count, IsOk());
  EXPECT_EQ(*count, 205);
  EXPECT_EQ(*RemindOfAssignments(dependencies_), 0);
}

}  // namespace
}  // namespace continuum::operations
