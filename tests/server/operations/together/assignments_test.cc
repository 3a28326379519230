// SPDX-License-Identifier: Apache-2.0
//
// Assigning parts of an assessment, and what is assigned to whom.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/accounts.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/patients_number.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class AssignmentsTest : public TeamTest {
 protected:
  absl::StatusOr<v1::Assignment> Assign(absl::string_view by, absl::string_view assignment,
                                        absl::string_view rest = "") {
    return Ask(by, CreateAssignment,
               Parse<v1::CreateAssignmentRequest>(
                   absl::StrCat("parent: '", kA, "' assignment { ", assignment, " } ", rest)));
  }
  absl::StatusOr<v1::Assignment> Finish(absl::string_view by, const v1::Assignment& assignment) {
    v1::FinishAssignmentRequest request;
    request.set_name(assignment.name());
    return Ask(by, FinishAssignment, request);
  }
  absl::StatusOr<v1::Assignment> Cancel(absl::string_view by, const v1::Assignment& assignment) {
    v1::CancelAssignmentRequest request;
    request.set_name(assignment.name());
    return Ask(by, CancelAssignment, request);
  }
  std::vector<std::string> NotesOf(absl::string_view id, absl::string_view request = "") {
    const auto mine = Ask(id, ListMyAssignments, Parse<v1::ListMyAssignmentsRequest>(request));
    EXPECT_THAT(mine, IsOk());
    std::vector<std::string> notes;
    if (!mine.ok()) return notes;
    for (const v1::Assignment& assignment : mine->assignments()) notes.push_back(assignment.note());
    return notes;
  }
};

constexpr char kToCon[] = "account: 'accounts/con' targets: 'care' ";

TEST_F(AssignmentsTest, ALeadAssignsAndTheAssigneeSeesAndFinishesIt) {
  ASSERT_OK_AND_ASSIGN(
      const v1::Assignment made,
      Assign("lea", absl::StrCat(kToCon, "targets: 'plan' due_date: '2030-06-30' note: 'please'")));
  EXPECT_EQ(made.account(), "accounts/con");
  EXPECT_EQ(made.assignee_label(), "Name of con");
  EXPECT_THAT(made.targets(), ElementsAre("care", "plan"));
  EXPECT_EQ(made.assigned_by(), "accounts/lea");
  EXPECT_EQ(made.state(), v1::Assignment::STATE_OPEN);
  EXPECT_THAT(NotesOf("con"), ElementsAre("please"));
  EXPECT_THAT(NotesOf("cat"), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const v1::Assignment done, Finish("con", made));
  EXPECT_EQ(done.state(), v1::Assignment::STATE_DONE);
  EXPECT_EQ(done.closed_by(), "accounts/con");
  EXPECT_TRUE(done.has_close_time());
  EXPECT_THAT(NotesOf("con", "state: STATE_OPEN"), IsEmpty());
  EXPECT_THAT(NotesOf("con", "state: STATE_DONE"), ElementsAre("please"));
  EXPECT_THAT(Finish("con", made), FailsWith(kFailedPrecondition, "ASSIGNMENT_CLOSED"));
  EXPECT_THAT(Cancel("lea", made), FailsWith(kFailedPrecondition, "ASSIGNMENT_CLOSED"));
}

TEST_F(AssignmentsTest, OnlyThoseWhoLeadAssignAndCancel) {
  for (const char* id : {"eve", "con", "sam", "max", "mona"}) {
    EXPECT_THAT(Assign(id, kToCon), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
  ASSERT_OK_AND_ASSIGN(const v1::Assignment made, Assign("owen", kToCon));
  for (const char* id : {"eve", "con", "cat", "max"}) {
    EXPECT_THAT(Cancel(id, made), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
  ASSERT_OK_AND_ASSIGN(const v1::Assignment cancelled, Cancel("lea", made));
  EXPECT_EQ(cancelled.state(), v1::Assignment::STATE_CANCELLED);
}

TEST_F(AssignmentsTest, NobodyFinishesWhatIsAssignedToSomebodyElseButThoseWhoLead) {
  ASSERT_OK_AND_ASSIGN(const v1::Assignment made, Assign("lea", kToCon));
  for (const char* id : {"cat", "eve", "sam", "max"}) {
    EXPECT_THAT(Finish(id, made), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
  EXPECT_THAT(Finish("lea", made), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Assignment partners,
                       Assign("lea", "partner: 'North clinic' targets: 'team'"));
  EXPECT_EQ(partners.partner(), "North clinic");
  EXPECT_THAT(Finish("con", partners), FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Finish("owen", partners), IsOk());
}

TEST_F(AssignmentsTest, ASiteIsOneOfTheProgramsOwnAndInUse) {
  const std::string north = MakeSite("north").name();
  ASSERT_OK_AND_ASSIGN(const v1::Assignment made,
                       Assign("lea", absl::StrCat("site: '", north, "' targets: 'team'")));
  EXPECT_EQ(made.site(), north);
  EXPECT_EQ(made.assignee_label(), "Site north");
  EXPECT_THAT(Finish("con", made), FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Finish("lea", made), IsOk());
  EXPECT_THAT(Assign("lea", "site: 'north' targets: 'team'"), HasWrongFields("assignment.site"));
  EXPECT_THAT(Assign("lea", "site: 'programs/p/sites/none' targets: 'team'"),
              FailsWith(kNotFound, "NOT_FOUND"));
  MakeProgram("z");
  const std::string elsewhere = MakeSite("south", "z").name();
  for (const std::string& other : {elsewhere, std::string("programs/z/sites/none")}) {
    const auto refused = Assign("lea", absl::StrCat("site: '", other, "' targets: 'team'"));
    EXPECT_THAT(refused, HasWrongFields("assignment.site"));
    EXPECT_THAT(refused.status().message(), HasSubstr("want a site of programs/p"));
  }
  v1::ArchiveSiteRequest archive;
  archive.set_name(north);
  ASSERT_THAT(ArchiveSite(dependencies_, call_, archive), IsOk());
  EXPECT_THAT(Assign("lea", absl::StrCat("site: '", north, "' targets: 'team'")),
              FailsWith(kFailedPrecondition, "ARCHIVED"));
}

// Whether an account exists elsewhere must not show.
TEST_F(AssignmentsTest, OnlyToThoseWhoTakePart) {
  EXPECT_THAT(Assign("lea", "account: 'accounts/owen' targets: 'care'"), IsOk());
  for (const char* id : {"sam", "max", "mona", "nobody"}) {
    EXPECT_THAT(Assign("lea", absl::StrCat("targets: 'care' account: 'accounts/", id, "'")),
                FailsWith(kFailedPrecondition, "NOT_A_MEMBER"))
        << id;
  }
}

TEST_F(AssignmentsTest, SaysWhichFieldsAreWrong) {
  EXPECT_THAT(Assign("lea", "due_date: 'soon'"),
              HasWrongFields("assignment.account, assignment.targets, assignment.due_date"));
  EXPECT_THAT(Assign("lea", "partner: '' targets: 'care'"), HasWrongFields("assignment.partner"));
  EXPECT_THAT(Assign("lea", absl::StrCat(kToCon, "targets: 'none' targets: 'care'")),
              HasWrongFields("assignment.targets[1], assignment.targets[2]"));
  EXPECT_THAT(Assign("lea", absl::StrCat(kToCon, "targets: 'none'")).status().message(),
              HasSubstr("a criterion or domain of the assessment's rubric; its domains: care"));
  // Of many that are wrong, the list is not said again and again.
  const auto two = Assign("lea", absl::StrCat(kToCon, "targets: 'none' targets: 'no'"));
  const auto details = base::GetDetail<google::rpc::BadRequest>(two.status());
  ASSERT_TRUE(details.has_value());
  EXPECT_THAT(details->field_violations(0).description(), HasSubstr("its domains: care"));
  EXPECT_THAT(details->field_violations(1).description(), Not(HasSubstr("its domains")));
  EXPECT_THAT(Ask("lea", ListAssignments,
                  Parse<v1::ListAssignmentsRequest>(
                      absl::StrCat("parent: '", kA, "' page_size: -1 page_token: 'x'"))),
              HasWrongFields("page_size, page_token"));
}

TEST_F(AssignmentsTest, NoWordsHoldANumberOfAPatient) {
  EXPECT_THAT(Assign("lea", absl::StrCat(kToCon, "note: 'Ask ", kPatientsNumber, "'")),
              HasPatientsNumberIn("assignment.note"));
  EXPECT_THAT(Assign("lea", absl::StrCat("partner: 'SSN ", kPatientsNumber, "' targets: 'care'")),
              HasPatientsNumberIn("assignment.partner"));
  EXPECT_THAT(Assign("lea",
                     "partner: 'North clinic, 518-555-0134' targets: 'care' "
                     "note: 'desk@example.org'"),
              IsOk());
}

TEST_F(AssignmentsTest, OverdueIsTheDayAfterTheLastDay) {
  const std::string today =
      absl::FormatCivilTime(absl::ToCivilDay(clock_.Now(), absl::UTCTimeZone()));
  ASSERT_OK_AND_ASSIGN(const v1::Assignment made,
                       Assign("lea", absl::StrCat(kToCon, "due_date: '", today, "'")));
  EXPECT_FALSE(made.overdue());
  const auto listed = [&] {
    return Ask("con", ListAssignments,
               Parse<v1::ListAssignmentsRequest>(absl::StrCat("parent: '", kA, "'")))
        ->assignments(0)
        .overdue();
  };
  EXPECT_FALSE(listed());
  clock_.Advance(absl::Hours(24));
  EXPECT_TRUE(listed());
  EXPECT_THAT(Finish("con", made), IsOk());
  EXPECT_FALSE(listed());  // what is done is not late any more
}

TEST_F(AssignmentsTest, NothingIsAssignedInWhatIsCompletedOrArchived) {
  ASSERT_OK_AND_ASSIGN(const v1::Assignment before, Assign("lea", kToCon));
  EXPECT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(Assign("lea", kToCon), FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
  EXPECT_THAT(Assign("lea", "account: 'accounts/con' targets: 'none'"),
              HasWrongFields("assignment.targets[0]"));
  ArchiveTheProgram();
  EXPECT_THAT(Finish("con", before), FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(AssignmentsTest, WhatCannotBeDoneAnyMoreIsNotToBeDone) {
  EXPECT_THAT(Assign("lea", absl::StrCat(kToCon, "note: 'open'")), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Assignment done,
                       Assign("lea", absl::StrCat(kToCon, "note: 'done'")));
  EXPECT_THAT(Finish("con", done), IsOk());
  EXPECT_THAT(NotesOf("con"), ElementsAre("open", "done"));
  ASSERT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(NotesOf("con"), ElementsAre("done"));
  MakeAssessment("b", 2026);
  v1::CreateAssignmentRequest request;
  request.set_parent("programs/p/assessments/b");
  *request.mutable_assignment() = Parse<v1::Assignment>(absl::StrCat(kToCon, "note: 'next'"));
  EXPECT_THAT(Ask("lea", CreateAssignment, request), IsOk());
  EXPECT_THAT(NotesOf("con"), ElementsAre("done", "next"));
  ArchiveTheProgram();
  EXPECT_THAT(NotesOf("con"), ElementsAre("done"));
}

// "con" left the program, and takes part in another one of the organization.
TEST_F(AssignmentsTest, WhatIsAssignedIsOutOfSightForThoseWhoLeft) {
  EXPECT_THAT(Assign("lea", absl::StrCat(kToCon, "note: 'secret'")), IsOk());
  const Call moved{
      .caller = auth::Caller::Account("accounts/con", {{auth::Role::kLead, "programs/sibling"}},
                                      {"organizations/o"}, auth::SignedInBy::kToken),
      .patience = {}};
  ASSERT_OK_AND_ASSIGN(const v1::ListMyAssignmentsResponse mine,
                       ListMyAssignments(dependencies_, moved, {}));
  EXPECT_THAT(mine.assignments(), IsEmpty());
  EXPECT_THAT(ListMyAssignments(dependencies_, call_, {}),
              FailsWith(kFailedPrecondition, "NO_ACCOUNT"));
}

TEST_F(AssignmentsTest, ARepeatedRequestMakesOneAndPagesGoOn) {
  ASSERT_OK_AND_ASSIGN(const v1::Assignment first, Assign("lea", kToCon, "request_id: 'r'"));
  ASSERT_OK_AND_ASSIGN(const v1::Assignment again, Assign("lea", kToCon, "request_id: 'r'"));
  EXPECT_EQ(first.name(), again.name());
  EXPECT_THAT(Assign("lea", "partner: 'x' targets: 'care'", "request_id: 'r'"),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
  EXPECT_THAT(Assign("lea", absl::StrCat(kToCon, "note: 'second'")), IsOk());
  v1::ListMyAssignmentsRequest request;
  request.set_page_size(1);
  ASSERT_OK_AND_ASSIGN(const auto page, Ask("con", ListMyAssignments, request));
  ASSERT_THAT(page.assignments(), SizeIs(1));
  EXPECT_EQ(page.assignments(0).name(), first.name());
  request.set_page_token(page.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto next, Ask("con", ListMyAssignments, request));
  ASSERT_THAT(next.assignments(), SizeIs(1));
  EXPECT_EQ(next.assignments(0).note(), "second");
  EXPECT_EQ(next.next_page_token(), "");
}

// Roles pass from one account to another, as the lead or an administrator does it.
class PassedOnTest : public AssignmentsTest {
 protected:
  absl::Status Pass(absl::string_view resource, absl::string_view from, absl::string_view to) {
    return HandOver(dependencies_, call_,
                    Parse<v1::HandOverRequest>(
                        absl::StrCat("resource: '", resource, "' from: 'accounts/", from,
                                     "' to: 'accounts/", to, "' reason: 'left'")))
        .status();
  }
  v1::Assignment AssignIn(absl::string_view assessment, absl::string_view to) {
    auto made =
        CreateAssignment(dependencies_, call_,
                         Parse<v1::CreateAssignmentRequest>(absl::StrCat(
                             "parent: '", assessment, "' assignment { account: 'accounts/", to,
                             "' targets: 'care' targets: 'plan' due_date: '2030-06-30' "
                             "note: 'please' }")));
    EXPECT_THAT(made, IsOk());
    return *std::move(made);
  }
  // What is kept of the notes of an assessment's assignments.
  std::vector<std::string> KeptNotes() {
    std::vector<std::string> notes;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
      storage::ResourceQuery query;
      query.parent = kA;
      ASSIGN_OR_RETURN(const auto kept,
                       storage::List<storage::AssignmentRecord>(reader, PeopleScope(), query));
      for (const storage::AssignmentRecord& one : kept) notes.push_back(one.note);
      return absl::OkStatus();
    }),
                IsOk());
    return notes;
  }
  // "con STATE_OPEN" for each of an assessment.
  std::vector<std::string> All(absl::string_view assessment) {
    const auto listed = ListAssignments(
        dependencies_, call_,
        Parse<v1::ListAssignmentsRequest>(absl::StrCat("parent: '", assessment, "' ")));
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> words;
    for (const v1::Assignment& assignment : listed->assignments()) {
      words.push_back(absl::StrCat(assignment.account().substr(9), " ",
                                   v1::Assignment::State_Name(assignment.state())));
    }
    return words;
  }
};

TEST_F(PassedOnTest, WhatIsPassedOnCountsOnce) {
  dependencies_.limits.assignments = 4;
  AssignIn(kA, "con");
  AssignIn(kA, "cat");  // from here on it is known how many there are
  MeddlingStorage meddling(*storage_);
  meddling.RunChangesTwice();
  dependencies_.storage = &meddling;
  ASSERT_THAT(Pass("programs/p", "con", "sam"), IsOk());
  dependencies_.storage = storage_.get();
  AssignIn(kA, "cat");
  EXPECT_THAT(CreateAssignment(dependencies_, call_,
                               Parse<v1::CreateAssignmentRequest>(absl::StrCat(
                                   "parent: '", kA,
                                   "' assignment { account: 'accounts/cat' targets: 'care' }"))),
              FailsWith(absl::StatusCode::kResourceExhausted, "TOO_MANY_ASSIGNMENTS"));
}

TEST_F(PassedOnTest, OpenAssignmentsGoWithTheRoles) {
  AssignIn(kA, "con");
  const v1::Assignment done = AssignIn(kA, "con");
  EXPECT_THAT(Finish("con", done), IsOk());
  AssignIn(kA, "cat");
  ASSERT_THAT(Pass("programs/p", "con", "sam"), IsOk());
  EXPECT_THAT(All(kA), ElementsAre("con STATE_CANCELLED", "con STATE_DONE", "cat STATE_OPEN",
                                   "sam STATE_OPEN"));
  const auto listed = ListAssignments(
      dependencies_, call_,
      Parse<v1::ListAssignmentsRequest>(absl::StrCat("parent: '", kA, "' state: STATE_OPEN")));
  ASSERT_THAT(listed, IsOk());
  const v1::Assignment& passed = listed->assignments(1);
  EXPECT_THAT(passed.targets(), ElementsAre("care", "plan"));
  EXPECT_EQ(passed.due_date(), "2030-06-30");
  EXPECT_EQ(passed.note(), "Handed over from Name of con on 2026-03-01: left\nplease");
}

TEST_F(PassedOnTest, WhatIsElsewhereOrTakesNoMoreWorkStays) {
  MakeAssessment("s", 2025, "rubrics/small/revisions/1.0.0", "sibling");
  constexpr char kSibling[] = "programs/sibling/assessments/s";
  EXPECT_THAT(CreateMembership(dependencies_, call_,
                               Parse<v1::CreateMembershipRequest>(
                                   "membership { account: 'accounts/con' "
                                   "resource: 'programs/sibling' role: ROLE_EDITOR }")),
              IsOk());
  AssignIn(kSibling, "con");
  MakeAssessment("z", 2024);
  AssignIn("programs/p/assessments/z", "con");
  ASSERT_THAT(Complete("z"), IsOk());
  ASSERT_THAT(Pass("programs/p", "con", "eve"), IsOk());
  EXPECT_THAT(All(kSibling), ElementsAre("con STATE_OPEN"));
  EXPECT_THAT(All("programs/p/assessments/z"), ElementsAre("con STATE_OPEN"));
  ArchiveTheProgram("sibling");
  EXPECT_THAT(All(kSibling), ElementsAre("con STATE_OPEN"));
}

TEST_F(PassedOnTest, AnOrganizationsGoWhereTheAccountHasNoOtherRole) {
  MakeAssessment("s", 2025, "rubrics/small/revisions/1.0.0", "sibling");
  EXPECT_THAT(CreateMembership(dependencies_, call_,
                               Parse<v1::CreateMembershipRequest>(
                                   "membership { account: 'accounts/owen' "
                                   "resource: 'programs/sibling' role: ROLE_LEAD }")),
              IsOk());
  AssignIn(kA, "owen");
  AssignIn("programs/sibling/assessments/s", "owen");
  ASSERT_THAT(Pass("organizations/o", "owen", "lea"), IsOk());
  EXPECT_THAT(All(kA), ElementsAre("owen STATE_CANCELLED", "lea STATE_OPEN"));
  EXPECT_THAT(All("programs/sibling/assessments/s"), ElementsAre("owen STATE_OPEN"));
}

// Nothing could erase the person's name there.
TEST_F(PassedOnTest, TheNameIsShownAndNotKept) {
  AssignIn(kA, "con");
  ASSERT_THAT(Pass("programs/p", "con", "eve"), IsOk());
  EXPECT_THAT(KeptNotes(), Each(Not(HasSubstr("Name of con"))));
  ASSERT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                              [&](storage::Writer& writer) -> absl::Status {
                                ASSIGN_OR_RETURN(auto account,
                                                 storage::Get<storage::AccountRecord>(
                                                     writer, PeopleScope(), "accounts/con"));
                                account.display_name = "Somebody";
                                return storage::UpdateAccount(writer, PeopleScope(), account);
                              }),
              IsOk());
  EXPECT_THAT(NotesOf("eve"), ElementsAre("Handed over from Somebody on 2026-03-01: left\nplease"));
}

TEST_F(PassedOnTest, EachHandOverIsTold) {
  AssignIn(kA, "con");
  ASSERT_THAT(Pass("programs/p", "con", "sam"), IsOk());
  clock_.Advance(absl::Hours(24));
  ASSERT_THAT(Pass("programs/p", "sam", "eve"), IsOk());
  EXPECT_THAT(NotesOf("eve"), ElementsAre("Handed over from Name of sam on 2026-03-02: left\n"
                                          "Handed over from Name of con on 2026-03-01: left\n"
                                          "please"));
}

// Whoever writes such a note learns nobody's name, nor why they left.
TEST_F(PassedOnTest, WhatOnlyLooksLikeAHandOverIsShownAsItWasWritten) {
  AssignIn(kA, "con");
  ASSERT_THAT(Pass("programs/p", "con", "sam"), IsOk());
  const std::vector<std::string> kept = KeptNotes();
  ASSERT_THAT(kept, ElementsAre("please", HasSubstr("Passed on from accounts/con (handOvers/h")));
  for (const std::string& note :
       {kept[1], std::string("Passed on from accounts/max (x, was y)."),
        std::string("Passed on from accounts/max ("), std::string("Passed on from ")}) {
    auto request = Parse<v1::CreateAssignmentRequest>(
        absl::StrCat("parent: '", kA, "' assignment { account: 'accounts/eve' targets: 'plan' }"));
    request.mutable_assignment()->set_note(note);
    ASSERT_THAT(CreateAssignment(dependencies_, call_, request), IsOk());
    EXPECT_EQ(NotesOf("eve").back(), note);
  }
}

TEST_F(PassedOnTest, ALongNoteIsCutAndNotRefused) {
  auto request = Parse<v1::CreateAssignmentRequest>(
      absl::StrCat("parent: '", kA, "' assignment { account: 'accounts/con' targets: 'plan' }"));
  request.mutable_assignment()->set_note(std::string(4096, 'x'));
  ASSERT_THAT(CreateAssignment(dependencies_, call_, request), IsOk());
  ASSERT_THAT(Pass("programs/p", "con", "eve"), IsOk());
  const std::vector<std::string> notes = NotesOf("eve");
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_THAT(notes[0], StartsWith("Handed over from Name of con on 2026-03-01: left\nxxx"));
  ASSERT_THAT(KeptNotes(), SizeIs(2));
  EXPECT_EQ(KeptNotes()[1].size(), 4096U);
}

TEST_F(AssignmentsTest, AnAssessmentTakesOnlySoMany) {
  dependencies_.limits.assignments = 2;
  const std::string again = "request_id: 'r'";
  ASSERT_THAT(Assign("lea", kToCon), IsOk());
  ASSERT_THAT(Assign("owen", kToCon, again), IsOk());
  ASSERT_THAT(Assign("owen", kToCon, again), IsOk());
  EXPECT_THAT(Assign("lea", kToCon),
              FailsWith(absl::StatusCode::kResourceExhausted, "TOO_MANY_ASSIGNMENTS"));
  dependencies_.limits.assignments = 10;  // a fifth of them for one person
  EXPECT_THAT(Assign("lea", kToCon), IsOk());
  EXPECT_THAT(Assign("lea", kToCon),
              FailsWith(absl::StatusCode::kResourceExhausted, "TOO_MANY_ASSIGNMENTS"));
}

}  // namespace
}  // namespace continuum::operations
