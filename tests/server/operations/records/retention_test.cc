// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/operations/people.h"
#include "server/operations/records/erase_words.h"
#include "server/operations/records/remove_expired.h"
#include "tests/server/operations/records/records_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;

class RetentionTest : public RecordsTest {
 protected:
  absl::StatusOr<v1::RetentionPolicy> Set(const std::string& policy) {
    return UpdateRetentionPolicy(
        dependencies_, CallOfAdministrator(),
        Parse<v1::UpdateRetentionPolicyRequest>(absl::StrCat("policy { ", policy, " }")));
  }
  v1::PreviewRetentionResponse Preview(const std::string& policy = "") {
    auto preview =
        PreviewRetention(dependencies_, CallOfAdministrator(),
                         Parse<v1::PreviewRetentionRequest>(
                             policy.empty() ? "" : absl::StrCat("policy { ", policy, " }")));
    EXPECT_THAT(preview, IsOk());
    return *std::move(preview);
  }
  int64_t RemoveAll() {
    RemoveExpired round;
    while (!round.done()) EXPECT_THAT(round.Step(dependencies_), IsOk());
    return round.removed();
  }
  void MonthsLater(int months) { clock_.Advance(absl::Hours(24 * 31 * months)); }
};

TEST_F(RetentionTest, WhatWasNeverSetIsKeptForGood) {
  const auto policy = GetRetentionPolicy(dependencies_, CallOf("con"), {});
  ASSERT_THAT(policy, IsOk());
  EXPECT_EQ(policy->name(), "retentionPolicy");
  EXPECT_EQ(policy->comment_months(), 0);
  EXPECT_EQ(policy->etag(), "");
  EXPECT_FALSE(policy->has_update_time());
  Say("words");
  ASSERT_THAT(Complete("a"), IsOk());
  MonthsLater(2000);
  EXPECT_EQ(RemoveAll(), 0);
}

TEST_F(RetentionTest, MonthsHaveALeastAndAMost) {
  EXPECT_THAT(Set("comment_months: 11"), HasWrongFields("policy.comment_months"));
  EXPECT_THAT(Set("evidence_months: -1 account_months: 1201"),
              HasWrongFields("policy.evidence_months, policy.account_months"));
  EXPECT_THAT(Set("notification_months: 1 account_months: 1 comment_months: 12"), IsOk());
  const auto policy = GetRetentionPolicy(dependencies_, call_, {});
  EXPECT_EQ(policy->notification_months(), 1);
  EXPECT_NE(policy->etag(), "");
}

TEST_F(RetentionTest, AChangeTakesTheFieldsOfItsMaskAndTheEtag) {
  const auto first = Set("comment_months: 24 evidence_months: 36");
  ASSERT_THAT(first, IsOk());
  auto request = Parse<v1::UpdateRetentionPolicyRequest>(
      "policy { comment_months: 12 } update_mask { paths: 'comment_months' }");
  request.mutable_policy()->set_etag(first->etag());
  const auto second = UpdateRetentionPolicy(dependencies_, CallOfAdministrator(), request);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->comment_months(), 12);
  EXPECT_EQ(second->evidence_months(), 36);
  EXPECT_THAT(UpdateRetentionPolicy(dependencies_, CallOfAdministrator(), request),
              FailsWith(kAborted, "ETAG_MISMATCH"));
  request.mutable_update_mask()->add_paths("name");
  EXPECT_THAT(UpdateRetentionPolicy(dependencies_, CallOfAdministrator(), request),
              HasWrongFields("update_mask"));
}

TEST_F(RetentionTest, CommentsGoOnceTheirAssessmentWasCompletedLongAgo) {
  const std::string comment = Say(kSecret);
  ASSERT_THAT(Set("comment_months: 12"), IsOk());
  MonthsLater(24);
  EXPECT_EQ(Preview().comments(), 0);  // of a draft they stay
  ASSERT_THAT(Complete("a"), IsOk());
  MonthsLater(11);
  EXPECT_EQ(RemoveAll(), 0);
  EXPECT_EQ(ReadComment(comment).text(), kSecret);
  MonthsLater(2);
  EXPECT_EQ(Preview().comments(), 1);
  EXPECT_EQ(Preview("comment_months: 60").comments(), 0);
  EXPECT_EQ(RemoveAll(), 1);
  EXPECT_EQ(RemoveAll(), 0);
  EXPECT_EQ(Preview().comments(), 0);
  EXPECT_TRUE(ReadComment(comment).purged());
  ASSERT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
    const auto page =
        reader.ListLeaves(auth::Scope(auth::Caller::Server()),
                          {.owner = "", .author = "retention", .kind = "", .resource = ""});
    EXPECT_EQ(page->leaves.size(), 1);
    return page.status();
  }),
              IsOk());
  ExpectLedgerVerifies();
  EXPECT_FALSE(OnDisk(kSecret));
}

TEST_F(RetentionTest, AHoldKeepsWhatIsTooOld) {
  const std::string comment = Say("words");
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(Set("comment_months: 12"), IsOk());
  MonthsLater(24);
  const v1::Hold hold = Hold();
  EXPECT_EQ(Preview().comments(), 0);
  EXPECT_EQ(Preview().held(), 1);
  EXPECT_EQ(RemoveAll(), 0);
  EXPECT_EQ(ReadComment(comment).text(), "words");
}

TEST_F(RetentionTest, ARemovedFileMakesRoom) {
  dependencies_.limits.evidence_bytes = 101;
  AddFile("a");  // only what is there is counted once and remembered
  AddFile(std::string(60, 'x'));
  ASSERT_THAT(Set("evidence_months: 12"), IsOk());
  MonthsLater(24);
  EXPECT_EQ(RemoveAll(), 2);
  AddFile(std::string(100, 'y'));
}

TEST_F(RetentionTest, EvidenceGoesWithItsFileUnlessADraftHasIt) {
  const std::string alone = AddFile(absl::StrCat("bytes of ", kSecret));
  const std::string attached = AddFile("other bytes");
  v1::AttachEvidenceRequest attach;
  attach.set_parent(kA);
  attach.mutable_attachment()->set_evidence(attached);
  attach.mutable_attachment()->set_criterion("team");
  ASSERT_THAT(AttachEvidence(dependencies_, call_, attach), IsOk());
  ASSERT_THAT(Set("evidence_months: 12"), IsOk());
  MonthsLater(24);
  EXPECT_EQ(Preview().evidence(), 1);
  EXPECT_EQ(RemoveAll(), 1);
  EXPECT_THAT(ReadFile(alone), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
  EXPECT_THAT(ReadFile(attached), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  MonthsLater(11);
  EXPECT_EQ(RemoveAll(), 0);
  MonthsLater(2);
  EXPECT_EQ(RemoveAll(), 1);
  EXPECT_THAT(ReadFile(attached), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
  ExpectLedgerVerifies();
  EXPECT_FALSE(OnDisk(kSecret));
}

TEST_F(RetentionTest, WhatIsGoneWaitsForNothing) {
  const std::string evidence = AddFile("bytes");
  ASSERT_THAT(AskPurge(evidence), IsOk());
  ASSERT_THAT(Set("evidence_months: 12"), IsOk());
  MonthsLater(24);
  EXPECT_EQ(RemoveAll(), 1);
  EXPECT_TRUE(ReadItem(evidence).purged());
  EXPECT_FALSE(ReadItem(evidence).hidden());
}

TEST_F(RetentionTest, OfDisabledAccountsAddressAndNameGo) {
  v1::DisableAccountRequest disable;
  disable.set_name("accounts/eve");
  ASSERT_THAT(DisableAccount(dependencies_, CallOfAdministrator(), disable), IsOk());
  ASSERT_THAT(Set("account_months: 6"), IsOk());
  EXPECT_EQ(RemoveAll(), 0);
  MonthsLater(7);
  EXPECT_EQ(Preview().accounts(), 1);
  EXPECT_EQ(RemoveAll(), 1);
  EXPECT_EQ(RemoveAll(), 0);
  v1::GetAccountRequest get;
  get.set_name("accounts/eve");
  const auto account = GetAccount(dependencies_, CallOfAdministrator(), get);
  ASSERT_THAT(account, IsOk());
  EXPECT_EQ(account->display_name(), kFormerMember);
  EXPECT_EQ(account->email(), "");
  // The address is free, and somebody else's from then on.
  EXPECT_THAT(CreateAccount(dependencies_, CallOfAdministrator(),
                            Parse<v1::CreateAccountRequest>(
                                "account_id: 'evi' account { kind: KIND_PERSON "
                                "email: 'EVE@example.org' display_name: 'Evi' }")),
              IsOk());
  v1::DisableAccountRequest again;
  again.set_name("accounts/evi");
  ASSERT_THAT(DisableAccount(dependencies_, CallOfAdministrator(), again), IsOk());
  MonthsLater(7);
  EXPECT_EQ(RemoveAll(), 1);
  ExpectLedgerVerifies();
  EXPECT_FALSE(OnDisk("eve@example.org"));
}

TEST_F(RetentionTest, NoticesGo) {
  ASSERT_THAT(AskPurge(Say("words")), IsOk());  // told to those who lead
  ASSERT_THAT(Set("notification_months: 3"), IsOk());
  EXPECT_EQ(Preview().notifications(), 0);
  MonthsLater(4);
  const int32_t notices = Preview().notifications();
  EXPECT_GE(notices, 2);
  EXPECT_EQ(RemoveAll(), notices);
  EXPECT_EQ(RemoveAll(), 0);
}

}  // namespace
}  // namespace continuum::operations
