// SPDX-License-Identifier: Apache-2.0
//
// The bytes of the kinds that share tables, and what is found and listed of them.

#include "server/storage/resource_kinds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "server/storage/kept_records.h"
#include "server/storage/resources.h"
#include "tests/server/storage/sample_people.h"
#include "tests/testing/status_matchers.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;

const Stamp kStamp = {.create_sequence = 3,
                      .create_time = absl::FromUnixMicros(1'700'000'000'000'001),
                      .change_sequence = 258,
                      .change_time = absl::FromUnixMicros(1'700'000'000'000'002)};
constexpr char kStampBytes[] =
    "0000000000000003"
    "00060a24181e4001"
    "0000000000000102"
    "00060a24181e4002";

template <typename Record>
Record Stamped(Record record) {
  record.stamp = kStamp;
  return record;
}

// One full record of each kind.
template <typename Record>
Record Sample();
template <>
AccountRecord Sample() {
  return Stamped(Account("ann"));
}
template <>
AccountLinkRecord Sample() {
  return Stamped(AccountLink("l", "email:ann@example.org"));
}
template <>
MembershipRecord Sample() {
  return Stamped(Membership("m", "ann"));
}
template <>
TokenRecord Sample() {
  return Stamped(Token("t"));
}
template <>
BodyRecord Sample() {
  return Stamped(Body("agencies/s"));
}
template <>
AccessRecord Sample() {
  return Stamped(Access("x"));
}
template <>
CommentRecord Sample() {
  return Stamped(Comment("c"));
}
template <>
AssignmentRecord Sample() {
  return Stamped(Assignment("s"));
}
template <>
ThreadRecord Sample() {
  return Stamped(Thread("t"));
}
template <>
AnswerSetRecord Sample() {
  return Stamped(AnswerSet());
}
template <>
ConfirmationRecord Sample() {
  return Stamped(Confirmation("f"));
}
template <>
PurgeRecord Sample() {
  PurgeRecord record;
  record.name = "programs/p/purges/u1";
  record.owner = "organizations/o";
  record.program = "programs/p";
  record.resource = "programs/p/evidence/e1";
  record.reason = "why";
  record.state = PurgeState::kDone;
  record.asked_by = "accounts/ann";
  record.decided_by = "accounts/ben";
  record.erased_versions = 3;
  return Stamped(record);
}
template <>
HoldRecord Sample() {
  HoldRecord record;
  record.name = "programs/p/holds/h1";
  record.owner = "organizations/o";
  record.program = "programs/p";
  record.reason = "why";
  record.state = HoldState::kEnded;
  record.set_by = "accounts/ann";
  record.ended_by = "accounts/ben";
  return Stamped(record);
}
template <>
RetentionPolicyRecord Sample() {
  RetentionPolicyRecord record;
  record.name = "retentionPolicy";
  record.comment_months = 84;
  record.evidence_months = 24;
  record.notification_months = 12;
  record.account_months = 1;
  record.set_by = "accounts/ann";
  return Stamped(record);
}

template <>
NotificationRecord Sample() {
  return Stamped(Notification("n"));
}
template <>
NotificationSettingsRecord Sample() {
  return Stamped(NotificationSettings());
}

template <typename Record>
class ResourceContentTest : public ::testing::Test {};

using Kinds =
    ::testing::Types<AccountRecord, AccountLinkRecord, MembershipRecord, TokenRecord, BodyRecord,
                     AccessRecord, CommentRecord, AssignmentRecord, ThreadRecord, AnswerSetRecord,
                     ConfirmationRecord, NotificationRecord, NotificationSettingsRecord,
                     PurgeRecord, HoldRecord, RetentionPolicyRecord>;
TYPED_TEST_SUITE(ResourceContentTest, Kinds);

TYPED_TEST(ResourceContentTest, IsReadAsWritten) {
  for (const TypeParam& record : {Sample<TypeParam>(), TypeParam()}) {
    EXPECT_THAT(FromResourceContent<TypeParam>(ToResourceRow(record).content),
                IsOkAndHolds(record));
  }
}

TYPED_TEST(ResourceContentTest, CutOrLengthenedContentIsRefused) {
  const std::string content = ToResourceRow(Sample<TypeParam>()).content;
  for (size_t size = 0; size < content.size(); ++size) {
    EXPECT_THAT(FromResourceContent<TypeParam>(absl::string_view(content).substr(0, size)),
                StatusIs(StatusCode::kDataLoss))
        << size;
  }
  EXPECT_THAT(FromResourceContent<TypeParam>(content + "x"), StatusIs(StatusCode::kDataLoss));
}

TYPED_TEST(ResourceContentTest, ContentOfAnotherFormatOrKindIsRefused) {
  for (const size_t byte : {0u, 1u}) {
    std::string content = ToResourceRow(Sample<TypeParam>()).content;
    ++content[byte];
    EXPECT_THAT(FromResourceContent<TypeParam>(content), StatusIs(StatusCode::kDataLoss)) << byte;
  }
}

// Without its line in the list of kinds, verifying the ledger would not know the kind.
TYPED_TEST(ResourceContentTest, IsInTheListOfKinds) {
  const ResourceRow row = ToResourceRow(Sample<TypeParam>());
  EXPECT_TRUE(IsResourceKind(row.kind));
  EXPECT_EQ(RowKindOf(row.content), row.kind);
  EXPECT_THAT(DescribeResource(row.content), IsOkAndHolds(row));
  EXPECT_EQ(row.name, Sample<TypeParam>().name);
  EXPECT_EQ(row.create_sequence, 3);
  EXPECT_EQ(row.change_sequence, 258);
}

TEST(ResourceKindsTest, HaveTheNumbersOfTheDocument) {
  std::vector<int> numbers;
  for (const RowKind kind : ResourceKinds()) numbers.push_back(static_cast<int>(kind));
  EXPECT_THAT(numbers, ElementsAre(20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 32, 33, 34, 35, 36,
                                   37, 40, 41, 42, 43));
  for (const int other : {0, 1, 9, 19, 31, 38, 255}) {
    EXPECT_FALSE(IsResourceKind(RowKind{static_cast<uint8_t>(other)})) << other;
  }
}

TEST(ResourceKindsTest, OtherContentIsRefused) {
  for (const char* bytes : {"", "\x01", "\x01\x01", "\x01\x14", "\x01\xFF"}) {
    EXPECT_THAT(DescribeResource(bytes), StatusIs(StatusCode::kDataLoss));
  }
}

// The bytes are kept in files, so they never change.
TEST(ResourceKindsTest, PurgesAndHoldsAreWrittenAsTheDocumentSays) {
  EXPECT_EQ(absl::BytesToHexString(ToResourceRow(Sample<HoldRecord>()).content).substr(0, 4),
            "0124");
  EXPECT_EQ(absl::BytesToHexString(ToResourceRow(Sample<PurgeRecord>()).content).substr(0, 4),
            "0123");
  EXPECT_EQ(
      absl::BytesToHexString(ToResourceRow(Sample<RetentionPolicyRecord>()).content),
      absl::StrCat("01250000000f", absl::BytesToHexString("retentionPolicy"), "0000000000000054",
                   "0000000000000018", "000000000000000c", "0000000000000001", "0000000c",
                   absl::BytesToHexString("accounts/ann"), kStampBytes));
  const ResourceRow purge = ToResourceRow(Sample<PurgeRecord>());
  EXPECT_EQ(purge.owner, "organizations/o");
  EXPECT_EQ(purge.parent, "programs/p");
  EXPECT_EQ(purge.subject, "programs/p/evidence/e1");
  EXPECT_EQ(purge.state, 2);
  EXPECT_EQ(ToResourceRow(Sample<HoldRecord>()).parent, "programs/p");
  EXPECT_EQ(ToResourceRow(Sample<HoldRecord>()).state, 2);
  EXPECT_EQ(ToResourceRow(Sample<RetentionPolicyRecord>()).owner, "installation");
}

// What each kind is owned, listed and found by.
TEST(ResourceKindsTest, RowsSayWhatTheirRecordsDo) {
  const auto columns = [](const ResourceRow& row) {
    return std::vector<std::string>{row.owner, row.parent, row.subject, row.key,
                                    std::to_string(row.state)};
  };
  EXPECT_THAT(columns(ToResourceRow(Sample<AccountRecord>())),
              ElementsAre("installation", "", "", "", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<AccountLinkRecord>())),
              ElementsAre("installation", "", "", "email:ann@example.org", "0"));
  EXPECT_THAT(columns(ToResourceRow(Sample<MembershipRecord>())),
              ElementsAre("installation", "programs/p", "accounts/ann", "", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<TokenRecord>())),
              ElementsAre("installation", "accounts/ann", "", "hash of t", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<BodyRecord>())),
              ElementsAre("agencies/s", "", "", "", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<AccessRecord>())),
              ElementsAre("organizations/a", "programs/p", "agencies/s", "", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<CommentRecord>())),
              ElementsAre("organizations/a", "programs/p/assessments/x",
                          "programs/p/assessments/x/threads/t", "", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<ThreadRecord>())),
              ElementsAre("organizations/a", "programs/p/assessments/x", "1.1", "", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<AnswerSetRecord>())),
              ElementsAre("organizations/a", "programs/p/assessments/x", "accounts/ann", "", "0"));
  EXPECT_THAT(columns(ToResourceRow(Sample<ConfirmationRecord>())),
              ElementsAre("organizations/a", "programs/p/assessments/x", "", "", "0"));
  EXPECT_THAT(columns(ToResourceRow(Sample<NotificationRecord>())),
              ElementsAre("installation", "accounts/ann", "programs/p", "key of n", "1"));
  EXPECT_THAT(columns(ToResourceRow(Sample<NotificationSettingsRecord>())),
              ElementsAre("installation", "accounts/ann", "", "", "0"));
  EXPECT_THAT(columns(ToResourceRow(Sample<AssignmentRecord>())),
              ElementsAre("organizations/a", "programs/p/assessments/x", "accounts/ann", "", "1"));
}

std::string Hex(const std::string& bytes) { return absl::BytesToHexString(bytes); }

// These bytes are in files. If this test fails, existing databases cannot be read any more: add a
// new format instead.
TEST(ResourceContentFormatTest, NeverChanges) {
  BodyRecord body = Sample<BodyRecord>();
  body.state = LifecycleState::kArchived;
  EXPECT_EQ(Hex(ToResourceRow(body).content), std::string("0118"
                                                          "0000000a6167656e636965732f73"
                                                          "00000004426f6479"
                                                          "0000000000000002") +
                                                  kStampBytes);
  AccountRecord account;
  account.name = "N";
  account.kind = AccountKind::kService;
  account.email = "E";
  account.certificate_name = "C";
  account.subject = "S";
  account.display_name = "D";
  account.state = AccountState::kDisabled;
  account.password_hash = "P";
  account.totp_secret = "T";
  account.totp_confirmed = true;
  account.totp_last_step = 9;
  account.password_time = absl::FromUnixMicros(7);
  account.stamp = kStamp;
  EXPECT_EQ(Hex(ToResourceRow(account).content), std::string("0114"
                                                             "000000014e"
                                                             "0000000000000002"
                                                             "0000000145"
                                                             "0000000143"
                                                             "0000000153"
                                                             "0000000144"
                                                             "0000000000000002"
                                                             "0000000150"
                                                             "0000000154"
                                                             "01"
                                                             "0000000000000009"
                                                             "010000000000000007") +
                                                     kStampBytes);
  AssignmentRecord assignment;
  assignment.name = "N";
  assignment.owner = "O";
  assignment.assessment = "A";
  assignment.assignee = "W";
  assignment.partner = "P";
  assignment.targets = {"t", ""};
  assignment.due_date = "D";
  assignment.state = AssignmentState::kCancelled;
  assignment.note = "E";
  assignment.assigned_by = "B";
  assignment.closed_by = "C";
  assignment.stamp = kStamp;
  assignment.site = "I";
  EXPECT_EQ(Hex(ToResourceRow(assignment).content), std::string("021b"
                                                                "000000014e"
                                                                "000000014f"
                                                                "0000000141"
                                                                "0000000157"
                                                                "0000000150"
                                                                "00000002"
                                                                "0000000174"
                                                                "00000000"
                                                                "0000000144"
                                                                "0000000000000003"
                                                                "0000000145"
                                                                "0000000142"
                                                                "0000000143") +
                                                        kStampBytes + "0000000149");
  TokenRecord token;
  token.name = "N";
  token.account = "A";
  token.kind = TokenKind::kReset;
  token.title = "T";
  token.secret_hash = "H";
  token.scope = 6;
  token.expire_time = absl::FromUnixMicros(7);
  token.state = TokenState::kUsed;
  token.stamp = kStamp;
  token.resource = "R";
  EXPECT_EQ(Hex(ToResourceRow(token).content), std::string("0217"
                                                           "000000014e"
                                                           "0000000141"
                                                           "0000000000000004"
                                                           "0000000154"
                                                           "0000000148"
                                                           "0000000000000006"
                                                           "010000000000000007"
                                                           "0000000000000003") +
                                                   kStampBytes + "0000000152");
}

// The same for the other kinds.
TEST(ResourceContentFormatTest, WhatWasWrittenOnceIsRead) {
  const auto bytes = [](absl::string_view hex) {
    return absl::HexStringToBytes(std::string(hex) + kStampBytes);
  };
  const auto membership = FromResourceContent<MembershipRecord>(
      bytes("0116000000014e000000014100000001520000000000000003"
            "00000000000000020000000147"));
  ASSERT_THAT(membership, IsOk());
  EXPECT_EQ(membership->account, "A");
  EXPECT_EQ(membership->resource, "R");
  EXPECT_EQ(membership->role, 3);
  EXPECT_EQ(membership->state, MembershipState::kEnded);
  EXPECT_EQ(membership->granted_by, "G");
  const auto token = FromResourceContent<TokenRecord>(
      bytes("0117000000014e0000000141000000000000000400000001540000000148"
            "0000000000000006010000000000000007"
            "0000000000000003"));
  ASSERT_THAT(token, IsOk());
  EXPECT_EQ(token->kind, TokenKind::kReset);
  EXPECT_EQ(token->title, "T");
  EXPECT_EQ(token->secret_hash, "H");
  EXPECT_EQ(token->scope, 6);
  EXPECT_EQ(token->expire_time, absl::FromUnixMicros(7));
  EXPECT_EQ(token->state, TokenState::kUsed);
  EXPECT_EQ(token->resource, "");  // format 1 has none
  const auto assignment = FromResourceContent<AssignmentRecord>(
      bytes("011b000000014e000000014f0000000141000000015700000001500000000200"
            "0000017400000000000000014400000000000000030000000145000000014200"
            "00000143"));
  ASSERT_THAT(assignment, IsOk());
  EXPECT_EQ(assignment->partner, "P");
  EXPECT_EQ(assignment->closed_by, "C");
  EXPECT_EQ(assignment->site, "");  // format 1 has none
  const auto access = FromResourceContent<AccessRecord>(
      bytes("0119000000014e000000014f000000015000000001420000000000000002"
            "00000001470000000152"));
  ASSERT_THAT(access, IsOk());
  EXPECT_EQ(access->owner + access->program + access->body, "OPB");
  EXPECT_EQ(access->state, AccessState::kEnded);
  EXPECT_EQ(access->granted_by + access->reason, "GR");
  const auto comment = FromResourceContent<CommentRecord>(
      bytes("011a000000014e000000014f0000000141000000014300000001540000000157"
            "0000000000000002"));
  ASSERT_THAT(comment, IsOk());
  EXPECT_EQ(comment->owner + comment->assessment + comment->thread, "OAC");
  EXPECT_EQ(comment->text + comment->author, "TW");
  EXPECT_EQ(comment->state, CommentState::kPurged);
  const auto thread = FromResourceContent<ThreadRecord>(
      bytes("0120000000014e000000014f0000000141000000014300000000000000020000000157"
            "0000000153"));
  ASSERT_THAT(thread, IsOk());
  EXPECT_EQ(thread->owner + thread->assessment + thread->criterion, "OAC");
  EXPECT_EQ(thread->author + thread->settled_by, "WS");
  EXPECT_EQ(thread->state, ThreadState::kResolved);
  const auto set = FromResourceContent<AnswerSetRecord>(
      bytes("0121000000014e000000014f000000014100000001570000000000000009"));
  ASSERT_THAT(set, IsOk());
  EXPECT_EQ(set->owner + set->assessment + set->account, "OAW");
  EXPECT_EQ(set->answered_criteria, 9);
  const auto confirmation = FromResourceContent<ConfirmationRecord>(
      bytes("0122000000014e000000014f00000001410000000100000001440000000100000001430000000154"
            "0000000157"));
  ASSERT_THAT(confirmation, IsOk());
  EXPECT_THAT(confirmation->domains, ElementsAre("D"));
  EXPECT_THAT(confirmation->criteria, ElementsAre("C"));
  EXPECT_EQ(confirmation->attestation + confirmation->author, "TW");
  const auto notice = FromResourceContent<NotificationRecord>(
      bytes("011d000000014e00000001410000000000000006000000015200000001570000000154"
            "0000000000000002"));
  ASSERT_THAT(notice, IsOk());
  EXPECT_EQ(notice->account + notice->resource + notice->actor + notice->told_once, "ARWT");
  EXPECT_EQ(notice->kind, 6);
  EXPECT_EQ(notice->state, NotificationState::kRead);
  const auto settings = FromResourceContent<NotificationSettingsRecord>(
      bytes("011e000000014e00000001410000000000000003"));
  ASSERT_THAT(settings, IsOk());
  EXPECT_EQ(settings->account, "A");
  EXPECT_EQ(settings->email, 3);
  const auto link =
      FromResourceContent<AccountLinkRecord>(bytes("0115000000014e000000014b0000000141"));
  ASSERT_THAT(link, IsOk());
  EXPECT_EQ(link->key + link->account, "KA");
}

TEST(ResourceContentFormatTest, ACountThatNoContentCanHoldIsNotBelieved) {
  std::string content = ToResourceRow(AssignmentRecord()).content;
  const size_t count = 2 + 5 * 4;
  content.replace(count, 4, "\xFF\xFF\xFF\xFF");
  EXPECT_THAT(FromResourceContent<AssignmentRecord>(content), StatusIs(StatusCode::kDataLoss));
}

TEST(ResourceContentFormatTest, ATruthIsOneOfTwoBytes) {
  AccountRecord record = Sample<AccountRecord>();
  std::string content = ToResourceRow(record).content;
  record.totp_confirmed = false;
  const std::string other = ToResourceRow(record).content;
  const auto differ = std::mismatch(content.begin(), content.end(), other.begin());
  ASSERT_NE(differ.first, content.end());
  *differ.first = 2;
  EXPECT_THAT(FromResourceContent<AccountRecord>(content), StatusIs(StatusCode::kDataLoss));
}

}  // namespace
}  // namespace continuum::storage
