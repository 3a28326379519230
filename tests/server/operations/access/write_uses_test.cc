// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/write_uses.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class WriteUsesTest : public TeamTest {
 protected:
  std::vector<storage::TallyRecord> Tallies(storage::TallyKind kind, const std::string& resource) {
    std::vector<storage::TallyRecord> tallies;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
      storage::TallyQuery query;
      query.kind = kind;
      query.resource = resource;
      auto read = reader.ListTallies(auth::Scope(auth::Caller::Server()), query);
      if (read.ok()) tallies = *read;
      return read.status();
    }),
                IsOk());
    return tallies;
  }
};

TEST_F(WriteUsesTest, AddsUpEffortForTheProgramsOrganization) {
  effort_.Note("accounts/eve", kA, clock_.Now());
  ASSERT_THAT(WriteUses(dependencies_), IsOk());
  ASSERT_THAT(WriteUses(dependencies_), IsOk());  // nothing is left to write
  clock_.Advance(absl::Minutes(2));
  effort_.Note("accounts/eve", kA, clock_.Now());
  ASSERT_THAT(WriteUses(dependencies_), IsOk());
  const auto tallies = Tallies(storage::TallyKind::kEffort, kA);
  ASSERT_THAT(tallies, SizeIs(1));
  EXPECT_EQ(tallies[0].account, "accounts/eve");
  EXPECT_EQ(tallies[0].owner, "organizations/o");
  EXPECT_EQ(tallies[0].hour, absl::UnixEpoch());
  EXPECT_EQ(tallies[0].amount, 180);
}

TEST_F(WriteUsesTest, TheTimeOfProgramsAndOfNobodyIsNotCounted) {
  ASSERT_THAT(CreateAccount(dependencies_, call_,
                            Parse<v1::CreateAccountRequest>(
                                "account_id: 'robot' account { kind: KIND_SERVICE "
                                "display_name: 'Exporter' }")),
              IsOk());
  effort_.Note("accounts/robot", kA, clock_.Now());
  effort_.Note("accounts/none", kA, clock_.Now());
  effort_.Note("accounts/eve", "programs/none/assessments/a", clock_.Now());
  effort_.Note("local", kA, clock_.Now());
  ASSERT_THAT(WriteUses(dependencies_), IsOk());
  const auto tallies = Tallies(storage::TallyKind::kEffort, kA);
  ASSERT_THAT(tallies, SizeIs(1));
  EXPECT_EQ(tallies[0].account, "local");
  EXPECT_THAT(effort_.ToWrite(), IsEmpty());
}

TEST_F(WriteUsesTest, WhatStorageDoesNotTakeIsKept) {
  storage_->Close();
  effort_.Note("accounts/eve", kA, clock_.Now());
  looks_.Note({clock_.Now(), "programs/p/accesses/a", "accounts/mona", kA, "GetAssessment"});
  EXPECT_THAT(WriteUses(dependencies_), Not(IsOk()));
  EXPECT_THAT(effort_.ToWrite(), SizeIs(1));
  EXPECT_THAT(looks_.ToWrite(), SizeIs(1));
}

}  // namespace
}  // namespace continuum::operations
