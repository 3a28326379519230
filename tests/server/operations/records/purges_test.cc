// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/purged_words.h"
#include "server/storage/evidence_records.h"
#include "server/storage/kept_records.h"
#include "server/storage/notification_records.h"
#include "server/storage/resources.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/patients_number.h"
#include "tests/server/operations/records/records_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

class PurgesTest : public RecordsTest {
 protected:
  // A call of somebody whom `by` just invited with this role.
  Call CallOfTwin(const std::string& role, const std::string& resource, const Call& by) {
    const auto invited = CreateInvitation(
        dependencies_, by,
        Parse<v1::CreateInvitationRequest>(absl::StrCat("resource: '", resource, "' role: ", role,
                                                        " email: '", role, "@example.org'")));
    EXPECT_THAT(invited, IsOk());
    const v1::Membership& membership = invited->membership();
    return {.caller = auth::Caller::Account(
                membership.account(),
                {{static_cast<auth::Role>(membership.role()), membership.resource()}},
                {"organizations/o"}, auth::SignedInBy::kToken),
            .patience = {}};
  }
};

TEST_F(PurgesTest, ACommentIsHiddenWhileItWaitsAndSeenAgainOnceItIsDeclined) {
  const std::string comment = Say(kSecret);
  const auto asked = AskPurge(comment);
  ASSERT_THAT(asked, IsOk());
  EXPECT_EQ(asked->state(), v1::Purge::STATE_ASKED);
  EXPECT_EQ(asked->asked_by(), "accounts/con");
  EXPECT_EQ(ReadComment(comment).text(), kHiddenWords);
  EXPECT_TRUE(ReadComment(comment).hidden());
  EXPECT_FALSE(ReadComment(comment).purged());
  v1::ListChangesRequest changes;
  changes.set_parent(kA);
  const auto listed = ListChanges(dependencies_, CallOf("cat"), changes);
  ASSERT_THAT(listed, IsOk());
  EXPECT_THAT(listed->DebugString(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(Decline(asked->name(), CallOf("cat")),
              FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  const auto declined = Decline(asked->name(), CallOf("con"));
  ASSERT_THAT(declined, IsOk());
  EXPECT_EQ(declined->state(), v1::Purge::STATE_DECLINED);
  EXPECT_EQ(ReadComment(comment).text(), kSecret);
  EXPECT_THAT(Approve(asked->name(), CallOf("lea")),
              FailsWith(kFailedPrecondition, "PURGE_DECIDED"));
}

TEST_F(PurgesTest, ACommentIsErasedFromTheFileAndTheLedgerVerifies) {
  const std::string comment = Say(kSecret, "request-1");
  const auto asked = AskPurge(comment);
  ASSERT_THAT(asked, IsOk());
  const auto done = Approve(asked->name(), CallOf("lea"));
  ASSERT_THAT(done, IsOk());
  EXPECT_EQ(done->state(), v1::Purge::STATE_DONE);
  EXPECT_EQ(done->decided_by(), "accounts/lea");
  EXPECT_EQ(done->erased_versions(), 1);
  EXPECT_TRUE(ReadComment(comment).purged());
  EXPECT_EQ(ReadComment(comment).text(), "");
  EXPECT_THAT(AskPurge(comment), FailsWith(kFailedPrecondition, "PURGED"));
  ExpectLedgerVerifies();
  EXPECT_FALSE(OnDisk(kSecret));
}

TEST_F(PurgesTest, WhoAskedDoesNotDecide) {
  const auto asked = AskPurge(Say("words"), "lea");
  ASSERT_THAT(asked, IsOk());
  EXPECT_THAT(Approve(asked->name(), CallOf("lea")), FailsWith(kFailedPrecondition, "SAME_PERSON"));
  EXPECT_THAT(Approve(asked->name(), CallOfAdministrator()), IsOk());
}

// Once one lead was two people: asked, invited an address of their own as lead, and approved by it.
TEST_F(PurgesTest, WhoeverGotTheRoleFromWhoAskedIsNoSecondPerson) {
  const Call twin = CallOfTwin("ROLE_LEAD", "programs/p", CallOf("lea"));
  clock_.Advance(absl::Hours(1));
  const auto asked = AskPurge(Say("words"), "lea");
  ASSERT_THAT(asked, IsOk());
  const auto refused = Approve(asked->name(), twin);
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "PURGE_NEEDS_ANOTHER_PERSON"));
  EXPECT_THAT(refused.status().message(), HasSubstr("Who can help: "));
  EXPECT_EQ(ReadComment(asked->resource()).text(), kHiddenWords);
  // Who had the role before, and from others, may.
  EXPECT_THAT(Approve(asked->name(), CallOf("owen")), IsOk());
}

TEST_F(PurgesTest, WhoeverGotTheRoleAfterItWasAskedForIsNoSecondPerson) {
  const auto asked = AskPurge(Say("words"), "lea");
  ASSERT_THAT(asked, IsOk());
  clock_.Advance(absl::Seconds(1));
  for (const auto& [role, resource] :
       {std::pair("ROLE_LEAD", "programs/p"), std::pair("ROLE_OWNER", "organizations/o"),
        std::pair("ROLE_ADMINISTRATOR", "installation")}) {
    EXPECT_THAT(Approve(asked->name(), CallOfTwin(role, resource, CallOf("owen"))),
                FailsWith(kFailedPrecondition, "PURGE_NEEDS_ANOTHER_PERSON"))
        << role;
  }
  EXPECT_THAT(Approve(asked->name(), CallOfAdministrator()), IsOk());
}

// Roles are looked at one by one: of several, one that is good is enough.
TEST_F(PurgesTest, AnOwnerToWhomWhoAskedGaveAnotherRoleMayApprove) {
  const auto asked = AskPurge(Say("words"), "lea");
  ASSERT_THAT(asked, IsOk());
  ASSERT_THAT(CreateMembership(dependencies_, CallOf("lea"),
                               Parse<v1::CreateMembershipRequest>(
                                   "membership { account: 'accounts/owen' resource: 'programs/p' "
                                   "role: ROLE_LEAD }")),
              IsOk());
  const auto owen = [](std::vector<auth::HeldRole> roles) {
    return Call{.caller = auth::Caller::Account("accounts/owen", std::move(roles),
                                                {"organizations/o"}, auth::SignedInBy::kToken),
                .patience = {}};
  };
  const auth::HeldRole lead{auth::Role::kLead, "programs/p"};
  // With a token that counts for the program alone, the other role counts nothing.
  EXPECT_THAT(Approve(asked->name(), owen({lead})),
              FailsWith(kFailedPrecondition, "PURGE_NEEDS_ANOTHER_PERSON"));
  EXPECT_THAT(Approve(asked->name(), owen({lead, {auth::Role::kOwner, "organizations/o"}})),
              IsOk());
}

// A role for something else decides nothing here.
TEST_F(PurgesTest, TheRoleMustBeForThisProgram) {
  MakeAccount("kay", "ROLE_LEAD", "programs/sibling");
  const auto asked = AskPurge(Say("words"), "lea");
  ASSERT_THAT(asked, IsOk());
  const Call kay{
      .caller = auth::Caller::Account("accounts/kay", {{auth::Role::kLead, "programs/sibling"}},
                                      {"organizations/o"}, auth::SignedInBy::kToken),
      .patience = {}};
  EXPECT_THAT(Approve(asked->name(), kay),
              FailsWith(kFailedPrecondition, "PURGE_NEEDS_ANOTHER_PERSON"));
}

// Whoever made a program's account could ask by it, and agree as themselves.
TEST_F(PurgesTest, AProgramsAccountIsNoSecondPerson) {
  ASSERT_THAT(CreateAccount(
                  dependencies_, call_,
                  Parse<v1::CreateAccountRequest>("account_id: 'bot' account { kind: KIND_SERVICE "
                                                  "display_name: 'Bot' }")),
              IsOk());
  const Call bot{
      .caller = auth::Caller::Account("accounts/bot", {{auth::Role::kLead, "programs/p"}},
                                      {"organizations/o"}, auth::SignedInBy::kToken),
      .patience = {}};
  v1::CreatePurgeRequest request;
  request.set_parent("programs/p");
  request.mutable_purge()->set_resource(Say("words"));
  request.mutable_purge()->set_reason("why");
  const auto by_bot = CreatePurge(dependencies_, bot, request);
  ASSERT_THAT(by_bot, IsOk());
  EXPECT_THAT(Approve(by_bot->name(), CallOf("lea")),
              FailsWith(kFailedPrecondition, "SAME_PERSON"));
  const auto by_person = AskPurge(Say("other words"), "lea");
  ASSERT_THAT(by_person, IsOk());
  EXPECT_THAT(Approve(by_person->name(), bot), FailsWith(kFailedPrecondition, "SAME_PERSON"));
}

TEST_F(PurgesTest, WithoutSignInThereIsOnePersonOnly) {
  v1::CreatePurgeRequest request;
  request.set_parent("programs/p");
  request.mutable_purge()->set_resource(Say("words"));
  request.mutable_purge()->set_reason("why");
  const auto asked = CreatePurge(dependencies_, call_, request);
  ASSERT_THAT(asked, IsOk());
  const auto refused = Approve(asked->name(), call_);
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "SAME_PERSON"));
  EXPECT_THAT(refused.status().message(), HasSubstr("without sign-in"));
}

TEST_F(PurgesTest, ItIsAskedForOnceAndOnlyOfWhatIsThere) {
  const std::string comment = Say("words");
  ASSERT_THAT(AskPurge(comment), IsOk());
  EXPECT_THAT(AskPurge(comment, "cat"), FailsWith(kAlreadyExists, "PURGE_ASKED"));
  EXPECT_THAT(AskPurge(absl::StrCat(comment, "x")), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(AskPurge(AnswerName("team")), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(AskPurge("programs/p/evidence/e1"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(AskPurge(kA), HasWrongFields("purge.resource"));
  EXPECT_THAT(AskPurge("programs/q/evidence/e1"), HasWrongFields("purge.resource"));
}

constexpr auto kResourceExhausted = absl::StatusCode::kResourceExhausted;

TEST_F(PurgesTest, AReasonHoldsNoNumberOfAPatient) {
  auto purge = Parse<v1::CreatePurgeRequest>(
      "parent: 'programs/p' purge { resource: 'programs/p/evidence/e1' }");
  purge.mutable_purge()->set_reason(absl::StrCat("It says ", kPatientsNumber));
  EXPECT_THAT(CreatePurge(dependencies_, CallOf("con"), purge),
              HasPatientsNumberIn("purge.reason"));
  auto hold = Parse<v1::CreateHoldRequest>("parent: 'programs/p'");
  hold.mutable_hold()->set_reason(absl::StrCat("The case of ", kPatientsNumber));
  EXPECT_THAT(CreateHold(dependencies_, CallOf("owen"), hold), HasPatientsNumberIn("hold.reason"));
  hold.mutable_hold()->set_reason("Ask 518-555-0134");
  EXPECT_THAT(CreateHold(dependencies_, CallOf("owen"), hold), IsOk());
}

TEST_F(PurgesTest, OnlySoManyOfOnePersonWait) {
  std::string first;
  for (int i = 0; i < 50; ++i) {
    const auto asked = AskPurge(Say("words"));
    ASSERT_THAT(asked, IsOk());
    if (i == 0) first = asked->name();
  }
  const std::string one_more = Say("words");
  const auto refused = AskPurge(one_more);
  EXPECT_THAT(refused, FailsWith(kResourceExhausted, "TOO_MANY_PURGES"));
  EXPECT_THAT(refused.status().message(), HasSubstr("your 50 purges of programs/p wait"));
  EXPECT_THAT(AskPurge(Say("words"), "cat"), IsOk());
  ASSERT_THAT(Approve(first, CallOf("lea")), IsOk());
  EXPECT_THAT(AskPurge(one_more), IsOk());
}

TEST_F(PurgesTest, OnlySoManyOfAProgramWait) {
  ASSERT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                              [](storage::Writer& writer) -> absl::Status {
                                for (int i = 0; i < 1000; ++i) {
                                  storage::PurgeRecord purge;
                                  purge.name = absl::StrCat("programs/p/purges/u", i);
                                  purge.owner = "organizations/o";
                                  purge.program = "programs/p";
                                  purge.resource = absl::StrCat(kA, "/threads/t/comments/c", i);
                                  purge.asked_by = absl::StrCat("accounts/somebody", i % 25);
                                  RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), purge));
                                }
                                return absl::OkStatus();
                              }),
              IsOk());
  const auto refused = AskPurge(Say("words"));
  EXPECT_THAT(refused, FailsWith(kResourceExhausted, "TOO_MANY_PURGES"));
  EXPECT_THAT(refused.status().message(), HasSubstr("1000 purges of programs/p wait"));
}

// The upload remembers the title, and lies behind more uploads than one step reads.
TEST_F(PurgesTest, TheTitleGoesFromTheUploadOfTheFileHoweverManyThereAre) {
  ASSERT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                              [](storage::Writer& writer) -> absl::Status {
                                for (int i = 0; i < 200; ++i) {
                                  storage::EvidenceUploadRecord upload;
                                  upload.name = absl::StrCat("programs/p/evidenceUploads/0", i);
                                  upload.owner = "organizations/o";
                                  upload.program = "programs/p";
                                  upload.title = "Another";
                                  upload.state = storage::UploadState::kFinished;
                                  upload.evidence = absl::StrCat("programs/p/evidence/0", i);
                                  RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), upload));
                                }
                                return absl::OkStatus();
                              }),
              IsOk());
  PurgeNow(AddFile("a policy", kSecret));
  ExpectLedgerVerifies();
  EXPECT_FALSE(OnDisk(kSecret));
}

TEST_F(PurgesTest, APurgedFileMakesRoom) {
  dependencies_.limits.evidence_bytes = 101;
  AddFile("a");  // only what is there is counted once and remembered
  const std::string file = AddFile(std::string(60, 'x'));
  MeddlingStorage meddling(*storage_);
  meddling.RunChangesTwice();
  dependencies_.storage = &meddling;
  PurgeNow(file);
  dependencies_.storage = storage_.get();
  AddFile(std::string(60, 'y'));
  EXPECT_THAT(ReadFile(AddFile(std::string(40, 'z'))), IsOk());
}

TEST_F(PurgesTest, AnotherTenantGetsNothing) {
  const auto asked = AskPurge(Say("words"));
  ASSERT_THAT(asked, IsOk());
  const std::string named = absl::StrCat("name: '", asked->name(), "'");
  EXPECT_THAT(Ask<v1::Purge>("max", ApprovePurge, named),
              FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Ask<v1::Purge>("max", DeclinePurge, named),
              FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Ask<v1::ListPurgesResponse>("max", ListPurges, "parent: 'programs/p'"),
              FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Ask<v1::ListPurgesResponse>("mona", ListPurges, "parent: 'programs/p'"),
              FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Approve(asked->name(), CallOf("max")), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(PurgesTest, AHoldKeepsItUntilItEnds) {
  const auto asked = AskPurge(Say("words"));
  ASSERT_THAT(asked, IsOk());
  const v1::Hold hold = Hold();
  const auto refused = Approve(asked->name(), CallOf("lea"));
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "ON_HOLD"));
  EXPECT_THAT(refused.status().message(), HasSubstr("accounts/owen (Name of owen) set it"));
  v1::RemoveEvidenceRequest remove;
  remove.set_name(AddFile("a policy"));
  EXPECT_THAT(RemoveEvidence(dependencies_, CallOf("lea"), remove),
              FailsWith(kFailedPrecondition, "ON_HOLD"));
  v1::EndHoldRequest end;
  end.set_name(hold.name());
  const auto ended = EndHold(dependencies_, CallOf("owen"), end);
  ASSERT_THAT(ended, IsOk());
  EXPECT_EQ(ended->ended_by(), "accounts/owen");
  EXPECT_THAT(EndHold(dependencies_, CallOf("owen"), end),
              FailsWith(kFailedPrecondition, "HOLD_ENDED"));
  EXPECT_THAT(RemoveEvidence(dependencies_, CallOf("lea"), remove), IsOk());
  EXPECT_THAT(Approve(asked->name(), CallOf("lea")), IsOk());
}

TEST_F(PurgesTest, WhatWasWrittenBesideAnAnswerGoesEvenFromACompletedAssessment) {
  const std::string words =
      absl::StrCat("answers { criterion: 'team' yes_no { yes: true } comment: '", kSecret, "' }");
  ASSERT_THAT(Save("a", words), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  v1::GetScorecardRequest card;
  card.set_name(absl::StrCat(kA, "/scorecard"));
  const auto before = GetScorecardBytes(dependencies_, call_, card);
  const auto assessment = Read("a");
  const v1::Purge done = PurgeNow(AnswerName("team"));
  EXPECT_EQ(done.erased_versions(), 1);
  EXPECT_EQ(AnswerTo("team").comment(), kPurgedWords);
  EXPECT_TRUE(AnswerTo("team").yes_no().yes());
  EXPECT_EQ(*GetScorecardBytes(dependencies_, call_, card), *before);
  EXPECT_EQ(Read("a")->etag(), assessment->etag());
  EXPECT_THAT(AskPurge(AnswerName("team")), FailsWith(kFailedPrecondition, "PURGED"));
  ExpectLedgerVerifies();
  EXPECT_FALSE(OnDisk(kSecret));
}

TEST_F(PurgesTest, AnAnswerIsHiddenWhereverItIsRead) {
  const std::string words =
      absl::StrCat("answers { criterion: 'team' yes_no { yes: true } comment: '", kSecret, "' }");
  ASSERT_THAT(Save("a", words), IsOk());
  const google::protobuf::Timestamp saved = Read("a")->update_time();
  clock_.Advance(absl::Hours(1));
  ASSERT_THAT(AskPurge(AnswerName("team")), IsOk());
  EXPECT_EQ(AnswerTo("team").comment(), kHiddenWords);
  EXPECT_TRUE(AnswerTo("team").yes_no().yes());
  v1::GetAnswerSetRequest past;
  past.set_name(absl::StrCat(kA, "/answerSets/consensus"));
  *past.mutable_read_time() = saved;
  const auto then = GetAnswerSet(dependencies_, call_, past);
  ASSERT_THAT(then, IsOk());
  EXPECT_THAT(then->DebugString(), Not(HasSubstr(kSecret)));
  v1::CompareAnswerSetsRequest compare;
  compare.set_parent(kA);
  const auto compared = CompareAnswerSets(dependencies_, CallOf("lea"), compare);
  ASSERT_THAT(compared, IsOk());
  EXPECT_THAT(compared->DebugString(), HasSubstr("hidden"));
  EXPECT_THAT(compared->DebugString(), Not(HasSubstr(kSecret)));
}

TEST_F(PurgesTest, WhatWaitsIsNotCopiedIntoACorrection) {
  ASSERT_THAT(Save("a", absl::StrCat("answers { criterion: 'team' yes_no { yes: true } comment: '",
                                     kSecret, "' }")),
              IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(AskPurge(AnswerName("team")), IsOk());
  v1::CorrectAssessmentRequest correct;
  correct.set_name(kA);
  correct.set_assessment_id("b");
  correct.set_reason("a slip");
  ASSERT_THAT(CorrectAssessment(dependencies_, call_, correct), IsOk());
  EXPECT_EQ(AnswerTo("team", "programs/p/assessments/b").comment(), kPurgedWords);
}

TEST_F(PurgesTest, APurgeIsNoSavedAnswer) {
  ASSERT_THAT(Save("a", "answers { criterion: 'team' yes_no { yes: true } comment: 'words' }"),
              IsOk());
  clock_.Advance(absl::Hours(1));
  const v1::Purge done = PurgeNow(AnswerName("team"));
  v1::ListChangesRequest request;
  request.set_parent(kA);
  const auto last_change = [&] {
    const auto changes = ListChanges(dependencies_, CallOf("lea"), request);
    EXPECT_THAT(changes, IsOk());
    return *changes->changes().rbegin();
  };
  const v1::Change purged = last_change();
  EXPECT_EQ(purged.kind(), v1::Change::KIND_ANSWER_PURGED);
  EXPECT_EQ(absl::StrCat(purged.resource(), "/answers/", purged.criterion()), done.resource());
  EXPECT_EQ(purged.change_time().ShortDebugString(), done.decide_time().ShortDebugString());
  ASSERT_THAT(Save("a", "answers { criterion: 'team' yes_no { yes: false } }"), IsOk());
  EXPECT_EQ(last_change().kind(), v1::Change::KIND_ANSWER_SAVED);
}

TEST_F(PurgesTest, APurgeIsNoSaveOfThePersonWhoseAnswersTheyAre) {
  const std::string set = absl::StrCat(kA, "/answerSets/con");
  auto own = Parse<v1::SaveAnswersRequest>(
      "answers { criterion: 'team' yes_no { yes: true } comment: 'words' } "
      "answers { criterion: 'plan' rating { option: 'full' } comment: 'words' }");
  own.set_name(set);
  ASSERT_THAT(SaveAnswers(dependencies_, CallOf("con"), own), IsOk());
  v1::ListChangesRequest request;
  request.set_parent(kA);
  const auto changes = [&] {
    const auto listed = ListChanges(dependencies_, CallOf("lea"), request);
    EXPECT_THAT(listed, IsOk());
    return listed->changes();
  };
  ASSERT_EQ(changes().size(), 1);
  const std::string saved = changes()[0].ShortDebugString();
  EXPECT_EQ(changes()[0].kind(), v1::Change::KIND_OWN_ANSWERS_SAVED);
  for (const char* criterion : {"team", "plan"}) {
    clock_.Advance(absl::Hours(1));
    PurgeNow(absl::StrCat(set, "/answers/", criterion));
    ASSERT_EQ(changes().size(), 1);
    EXPECT_EQ(changes()[0].ShortDebugString(), saved);
  }
}

// Who read the answers before must not write the words back.
TEST_F(PurgesTest, APurgedDraftHasAnotherEtag) {
  ASSERT_THAT(Save("a", "answers { criterion: 'team' yes_no { yes: true } comment: 'words' }"),
              IsOk());
  const std::string etag = Read("a")->etag();
  PurgeNow(AnswerName("team"));
  EXPECT_THAT(Save("a", kTeamAnswer, etag), FailsWith(kAborted, "ETAG_MISMATCH"));
  v1::ListChangesRequest changes;
  changes.set_parent(kA);
  EXPECT_THAT(ListChanges(dependencies_, CallOf("lea"), changes), IsOk());
}

TEST_F(PurgesTest, EvidenceGoesWithItsFileAtOnce) {
  const std::string bytes = absl::StrCat("Policy of ", kSecret);
  const std::string evidence = AddFile(bytes, absl::StrCat("Chart of ", kSecret));
  v1::AttachEvidenceRequest attach;
  attach.set_parent(kA);
  attach.mutable_attachment()->set_evidence(evidence);
  attach.mutable_attachment()->set_criterion("team");
  ASSERT_THAT(AttachEvidence(dependencies_, call_, attach), IsOk());
  const auto asked = AskPurge(evidence);
  ASSERT_THAT(asked, IsOk());
  EXPECT_EQ(ReadItem(evidence).title(), kHiddenWords);
  EXPECT_TRUE(ReadItem(evidence).hidden());
  EXPECT_FALSE(ReadItem(evidence).purged());
  EXPECT_EQ(ReadItem(evidence).file().sha256(), "");
  EXPECT_THAT(ReadFile(evidence), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
  v1::ListEvidenceRequest list;
  list.set_parent("programs/p");
  EXPECT_THAT(ListEvidence(dependencies_, call_, list)->DebugString(), Not(HasSubstr(kSecret)));
  ASSERT_THAT(Approve(asked->name(), CallOf("lea")), IsOk());
  EXPECT_EQ(ReadItem(evidence).title(), kPurgedWords);
  EXPECT_FALSE(ReadItem(evidence).hidden());
  EXPECT_TRUE(ReadItem(evidence).purged());
  EXPECT_EQ(ReadItem(evidence).state(), v1::EvidenceItem::STATE_REMOVED);
  EXPECT_THAT(ReadFile(evidence), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
  v1::ListAttachmentsRequest attachments;
  attachments.set_parent(kA);
  EXPECT_EQ(ListAttachments(dependencies_, call_, attachments)->attachments_size(), 1);
  ExpectLedgerVerifies();
  EXPECT_FALSE(OnDisk(kSecret));  // nor in the folder of the evidence
}

TEST_F(PurgesTest, AFileStaysWhereOtherEvidenceHasTheSame) {
  const std::string ours = AddFile("the same bytes");
  const std::string theirs = AddFile("the same bytes", "Policy", "programs/q");
  PurgeNow(ours);
  EXPECT_THAT(ReadFile(ours), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
  EXPECT_THAT(ReadFile(theirs), IsOk());
}

TEST_F(PurgesTest, NothingIsPurgedIfTheFileCannotBe) {
  const std::string evidence = AddFile("some bytes");
  const auto asked = AskPurge(evidence);
  ASSERT_THAT(asked, IsOk());
  {
    // Somebody is just adding the same file.
    const evidence::BlobStore::InUse in_use(*files_, evidence::DigestOf("some bytes"));
    EXPECT_THAT(Approve(asked->name(), CallOf("lea")),
                FailsWith(absl::StatusCode::kUnavailable, "EVIDENCE_FOLDER"));
  }
  ASSERT_THAT(Decline(asked->name(), CallOf("lea")), IsOk());
  EXPECT_THAT(ReadFile(evidence), IsOk());
  // A folder that is gone.
  const auto again = AskPurge(evidence);
  ASSERT_THAT(again, IsOk());
  std::filesystem::remove_all(dir_.File("evidence/aside"));
  std::ofstream(dir_.File("evidence/aside")) << "in the way";
  EXPECT_THAT(Approve(again->name(), CallOf("lea")),
              FailsWith(absl::StatusCode::kUnavailable, "EVIDENCE_FOLDER"));
  ASSERT_THAT(Decline(again->name(), CallOf("lea")), IsOk());
  EXPECT_THAT(ReadFile(evidence), IsOk());
}

TEST_F(PurgesTest, ArePartOfWhatLeadsAndWhoAskedAreTold) {
  const auto asked = AskPurge(Say("words"));
  ASSERT_THAT(asked, IsOk());
  ASSERT_THAT(Approve(asked->name(), CallOf("lea")), IsOk());
  const auto told = [&](const char* account) {
    int kind = 0;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
      storage::ResourceQuery query;
      query.parent = account;
      query.subject = asked->name();
      const auto notices = storage::List<storage::NotificationRecord>(
          reader, auth::Scope(auth::Caller::Server()), query);
      if (notices.ok() && !notices->empty()) kind = static_cast<int>(notices->front().kind);
      return notices.status();
    }),
                IsOk());
    return kind;
  };
  EXPECT_EQ(told("accounts/lea"), v1::Notification::KIND_PURGE_ASKED);
  EXPECT_EQ(told("accounts/owen"), v1::Notification::KIND_PURGE_ASKED);
  EXPECT_EQ(told("accounts/con"), v1::Notification::KIND_PURGE_DECIDED);
  EXPECT_EQ(told("accounts/cat"), 0);
}

TEST_F(PurgesTest, AreListedWithWhatBecameOfThem) {
  const std::string first = AskPurge(Say("one"))->name();
  const std::string second = AskPurge(Say("two"))->name();
  ASSERT_THAT(Decline(first, CallOf("lea")), IsOk());
  v1::ListPurgesRequest request;
  request.set_parent("programs/p");
  const auto all = ListPurges(dependencies_, CallOfAdministrator(), request);
  ASSERT_THAT(all, IsOk());
  ASSERT_EQ(all->purges_size(), 2);
  EXPECT_EQ(all->purges(0).name(), first);
  EXPECT_EQ(all->purges(0).decided_by(), "accounts/lea");
  request.set_state(v1::Purge::STATE_ASKED);
  const auto waiting = ListPurges(dependencies_, CallOf("con"), request);
  ASSERT_EQ(waiting->purges_size(), 1);
  EXPECT_EQ(waiting->purges(0).name(), second);
  v1::ListHoldsRequest holds;
  holds.set_parent("programs/p");
  Hold();
  EXPECT_EQ(ListHolds(dependencies_, CallOf("con"), holds)->holds_size(), 1);
}

}  // namespace
}  // namespace continuum::operations
