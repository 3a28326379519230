// SPDX-License-Identifier: Apache-2.0
//
// What others looked at by an access, as the program's people see it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/operations/access/record_call.h"
#include "server/operations/access/write_uses.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::SizeIs;

constexpr char kCard[] = "programs/p/assessments/a/scorecard";

class AccessUsesTest : public TeamTest {
 protected:
  // Does what the service does around a call of the agency's monitor.
  absl::Status Look(const std::string& name) {
    Passage passage;
    passage.method = "AssessmentService.GetScorecard";
    v1::GetScorecardRequest request;
    request.set_name(name);
    Call call = CallOf("mona");
    passage.caller = call.caller;
    auto caller = Authorize(dependencies_, call.caller,
                            auth::FindRule(absl::StrCat("continuum.v1.", passage.method)), false,
                            request, &passage);
    absl::Status outcome = caller.status();
    if (caller.ok()) {
      call.caller = *caller;
      outcome = GetScorecardBytes(dependencies_, call, request).status();
    }
    RecordCall(dependencies_, passage, outcome);
    return outcome;
  }

  absl::StatusOr<v1::ListAccessUsesResponse> List(absl::string_view id,
                                                  absl::string_view more = "") {
    return Ask(id, ListAccessUses, absl::StrCat("parent: 'programs/p' ", more));
  }
};

TEST_F(AccessUsesTest, AContributorSeesWhoLookedAtWhatWhenAndHowOften) {
  EXPECT_THAT(Look(kCard), FailsWith(kNotFound, "NOT_FOUND"));  // a draft shows nothing
  ASSERT_THAT(Complete("a"), IsOk());
  clock_.Advance(absl::Minutes(30));
  ASSERT_THAT(Look(kCard), IsOk());
  ASSERT_THAT(Look(kCard), IsOk());
  clock_.Advance(absl::Minutes(40));
  ASSERT_THAT(Look(kCard), IsOk());
  ASSERT_THAT(WriteUses(dependencies_), IsOk());
  ASSERT_OK_AND_ASSIGN(const auto seen, List("con"));
  ASSERT_THAT(seen.uses(), SizeIs(2));
  EXPECT_THAT(seen.uses(0), testing::EqualsProto(R"pb(
                body: "agencies/health"
                account: "accounts/mona"
                account_label: "Name of mona"
                resource: "programs/p/assessments/a/scorecard"
                method: "GetScorecard"
                count: 1
                hour_start_time { seconds: 1772370000 })pb"));
  EXPECT_EQ(seen.uses(1).count(), 2);
  EXPECT_EQ(seen.uses(1).hour_start_time().seconds(), 1772366400);
}

// Once it took up to a minute, and until then nobody seemed to have looked.
TEST_F(AccessUsesTest, WhatWasLookedAtJustNowIsThere) {
  ASSERT_THAT(Complete("a"), IsOk());
  for (int looks = 1; looks <= 2; ++looks) {
    ASSERT_THAT(Look(kCard), IsOk());
    ASSERT_OK_AND_ASSIGN(const auto seen, List("con"));
    ASSERT_THAT(seen.uses(), SizeIs(1));
    EXPECT_EQ(seen.uses(0).count(), looks);
  }
  EXPECT_THAT(WriteUses(dependencies_), IsOk());  // and counted once
  ASSERT_OK_AND_ASSIGN(const auto seen, List("con"));
  EXPECT_EQ(seen.uses(0).count(), 2);
}

TEST_F(AccessUsesTest, WhoeverListsAtTheSameTimeCountsNoLookTwice) {
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(Look(kCard), IsOk());
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this] { EXPECT_THAT(List("con"), IsOk()); });
  }
  EXPECT_THAT(WriteUses(dependencies_), IsOk());
  for (std::thread& thread : threads) thread.join();
  ASSERT_OK_AND_ASSIGN(const auto seen, List("con"));
  ASSERT_THAT(seen.uses(), SizeIs(1));
  EXPECT_EQ(seen.uses(0).count(), 1);
}

TEST_F(AccessUsesTest, TheListGoesOnWhereNothingCanBeWritten) {
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(Look(kCard), IsOk());
  storage_->Close();
  ASSERT_OK_AND_ASSIGN(const auto seen, List("con"));
  EXPECT_THAT(seen.uses(), SizeIs(0));
  EXPECT_THAT(looks_.ToWrite(), SizeIs(1));
}

TEST_F(AccessUsesTest, PeopleOfOtherProgramsDoNot) {
  for (const char* id : {"sam", "max", "mona"}) {
    EXPECT_THAT(List(id), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
}

TEST_F(AccessUsesTest, ASecurityOfficerDoes) {
  const Call officer{.caller = auth::Caller::Account(
                         "accounts/sec", {{auth::Role::kSecurityOfficer, "installation"}}, {},
                         auth::SignedInBy::kToken),
                     .patience = {}};
  EXPECT_THAT(ListAccessUses(dependencies_, officer,
                             Parse<v1::ListAccessUsesRequest>("parent: 'programs/p'")),
              IsOk());
}

TEST_F(AccessUsesTest, ASecurityOfficerIsNotToldThatAProgramWithAccessesDoesNotExist) {
  const Call officer{.caller = auth::Caller::Account(
                         "accounts/sec", {{auth::Role::kSecurityOfficer, "installation"}}, {},
                         auth::SignedInBy::kToken),
                     .patience = {}};
  EXPECT_THAT(
      ListAccesses(dependencies_, officer, Parse<v1::ListAccessesRequest>("parent: 'programs/p'")),
      IsOk());
}

TEST_F(AccessUsesTest, WhatIsLookedAtMeanwhileShiftsNoPage) {
  ASSERT_THAT(Complete("a"), IsOk());
  std::set<int64_t> hours;
  for (int hour = 0; hour < 5; ++hour) {
    ASSERT_THAT(Look(kCard), IsOk());
    hours.insert(absl::ToUnixSeconds(clock_.Now()));
    clock_.Advance(absl::Hours(1));
  }
  ASSERT_THAT(WriteUses(dependencies_), IsOk());
  std::set<int64_t> seen;
  int count = 0;
  std::string token;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page,
                         List("con", absl::StrCat("page_size: 2 page_token: '", token, "'")));
    for (const auto& use : page.uses()) seen.insert(use.hour_start_time().seconds());
    count += page.uses_size();
    token = page.next_page_token();
    ASSERT_THAT(Look(kCard), IsOk());
    ASSERT_THAT(WriteUses(dependencies_), IsOk());
    clock_.Advance(absl::Hours(1));
  } while (!token.empty());
  EXPECT_EQ(seen, hours);
  EXPECT_EQ(count, 5);
}

TEST_F(AccessUsesTest, TellsWhatIsWrong) {
  EXPECT_THAT(ListAccessUses(dependencies_, call_,
                             Parse<v1::ListAccessUsesRequest>("parent: 'p' page_size: -1")),
              HasWrongFields("parent, page_size"));
  EXPECT_THAT(ListAccessUses(dependencies_, call_,
                             Parse<v1::ListAccessUsesRequest>("parent: 'programs/none'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

}  // namespace
}  // namespace continuum::operations
