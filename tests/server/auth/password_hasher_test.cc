// SPDX-License-Identifier: Apache-2.0

#include "server/auth/password_hasher.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace continuum::auth {
namespace {

using ::continuum::testing::FakeClock;
using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;

constexpr absl::string_view kPassword = "oyster lantern quarry";

TEST(PasswordHasherTest, HashesAndVerifies) {
  const FakeClock clock;
  PasswordHasher hasher(clock);
  ASSERT_OK_AND_ASSIGN(const std::string hash, hasher.Hash(kPassword));
  ASSERT_OK_AND_ASSIGN(const bool right, hasher.Verify(hash, kPassword));
  EXPECT_TRUE(right);
  ASSERT_OK_AND_ASSIGN(const bool wrong, hasher.Verify(hash, "cobble lantern quarry"));
  EXPECT_FALSE(wrong);
  EXPECT_THAT(hasher.VerifyNothing(kPassword), IsOk());
}

TEST(PasswordHasherTest, EveryFunctionNeedsASlot) {
  const FakeClock clock;
  PasswordHasher hasher(clock, {.at_once = 0, .waiting = 0});
  for (const absl::Status& status :
       {hasher.Hash(kPassword).status(), hasher.Verify("", kPassword).status(),
        hasher.VerifyNothing(kPassword)}) {
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted));
    EXPECT_THAT(status, HasReason("SERVER_BUSY"));
    EXPECT_TRUE(base::GetDetail<google::rpc::RetryInfo>(status).has_value());
  }
}

TEST(PasswordHasherTest, NothingIsDoneForACallerWhoHasGivenUp) {
  const FakeClock clock;
  PasswordHasher hasher(clock, {.at_once = 1, .waiting = 0});
  const base::Patience late = {.deadline = clock.Now()};
  const base::Patience cancelled = {.is_cancelled = [] { return true; }};
  EXPECT_THAT(hasher.Hash(kPassword, late), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(hasher.Verify("", kPassword, late), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(hasher.VerifyNothing(kPassword, cancelled), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(hasher.VerifyNothing(kPassword), IsOk());  // the slot has been given back each time
}

TEST(PasswordHasherTest, ACallerWhoGivesUpWhileWaitingIsLetGo) {
  const FakeClock clock;
  PasswordHasher hasher(clock, {.at_once = 0, .waiting = 1});
  int asked = 0;
  const base::Patience patience = {.is_cancelled = [&asked] { return ++asked > 2; }};
  EXPECT_THAT(hasher.Verify("", kPassword, patience), StatusIs(absl::StatusCode::kCancelled));
}

TEST(PasswordHasherTest, TheSlotIsGivenBackAfterAnError) {
  const FakeClock clock;
  PasswordHasher hasher(clock, {.at_once = 1, .waiting = 0});
  EXPECT_THAT(hasher.Hash(std::string(513, 'x')), HasReason("PASSWORD_TOO_LONG"));
  EXPECT_THAT(hasher.Hash(kPassword), IsOk());
}

TEST(PasswordHasherTest, ACrowdIsServedInTurn) {
  const FakeClock clock;
  PasswordHasher hasher(clock);
  ASSERT_OK_AND_ASSIGN(const std::string hash, hasher.Hash(kPassword));
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      const absl::StatusOr<bool> verified = hasher.Verify(hash, kPassword);
      if (verified.ok() && *verified) ++right;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, 6);
}

}  // namespace
}  // namespace continuum::auth
