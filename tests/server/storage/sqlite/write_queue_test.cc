// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/write_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "tests/testing/status_matchers.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class WriteQueueTest : public ::testing::Test {
 protected:
  absl::Status Submit(WriteQueue& queue, const base::Patience& patience = {}) {
    PendingWrite write(info_, patience, [](Writer&) { return absl::OkStatus(); });
    return queue.Submit(write);
  }

  // Waits until as many wait.
  static void AwaitSize(const WriteQueue& queue, size_t size) {
    while (queue.size() != size) absl::SleepFor(absl::Milliseconds(1));
  }

  const ChangeInfo info_ = {.kind = "Test", .author = "tester"};
};

TEST_F(WriteQueueTest, CallersWaitUntilTheirsIsFinished) {
  WriteQueue queue(10);
  std::atomic<int> finished = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 5; ++i) {
    callers.emplace_back([&] {
      EXPECT_THAT(Submit(queue), StatusIs(StatusCode::kDataLoss));
      ++finished;
    });
  }
  AwaitSize(queue, 5);
  int told = 0;
  for (const size_t size : {3, 2}) {
    const auto taken = queue.Take(3);
    EXPECT_THAT(taken, SizeIs(size));
    absl::SleepFor(absl::Milliseconds(20));
    EXPECT_LE(finished.load(), told);
    for (PendingWrite* write : taken) write->status = absl::DataLossError("told");
    queue.Finish(taken);
    queue.EndTurn();
    told += static_cast<int>(size);
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(finished.load(), 5);
}

TEST_F(WriteQueueTest, TheFirstComeIsTakenFirst) {
  WriteQueue queue(10);
  std::vector<std::thread> callers;
  std::vector<PendingWrite*> submitted(4);
  for (size_t i = 0; i < submitted.size(); ++i) {
    callers.emplace_back([&, i] {
      const base::Patience patience;
      PendingWrite write(info_, patience, [](Writer&) { return absl::OkStatus(); });
      submitted[i] = &write;
      EXPECT_THAT(queue.Submit(write), IsOk());
    });
    AwaitSize(queue, i + 1);
  }
  const auto taken = queue.Take(10);
  EXPECT_EQ(taken, submitted);
  queue.Finish(taken);
  for (std::thread& caller : callers) caller.join();
}

TEST_F(WriteQueueTest, AFullQueueRefuses) {
  WriteQueue queue(2);
  std::thread first([&] { EXPECT_THAT(Submit(queue), IsOk()); });
  std::thread second([&] { EXPECT_THAT(Submit(queue), IsOk()); });
  AwaitSize(queue, 2);
  const absl::Status refused = Submit(queue);
  EXPECT_THAT(refused, StatusIs(StatusCode::kResourceExhausted));
  EXPECT_EQ(base::GetDetail<google::rpc::ErrorInfo>(refused)->reason(), "SERVER_BUSY");
  EXPECT_TRUE(base::GetDetail<google::rpc::RetryInfo>(refused).has_value());
  // Those that were taken no longer count.
  const auto taken = queue.Take(1);
  std::thread third([&] { EXPECT_THAT(Submit(queue), IsOk()); });
  AwaitSize(queue, 2);
  queue.Finish(taken);
  queue.EndTurn();
  queue.Finish(queue.Take(10));
  first.join();
  second.join();
  third.join();
}

TEST_F(WriteQueueTest, WhoGaveUpIsNotTaken) {
  WriteQueue queue(10);
  std::atomic<bool> cancelled = false;
  std::thread impatient([&] {
    EXPECT_THAT(Submit(queue, {.is_cancelled = [&] { return cancelled.load(); }}),
                StatusIs(StatusCode::kCancelled));
  });
  AwaitSize(queue, 1);
  std::thread patient([&] { EXPECT_THAT(Submit(queue), IsOk()); });
  AwaitSize(queue, 2);
  cancelled = true;
  const auto taken = queue.Take(10);
  EXPECT_THAT(taken, SizeIs(1));
  impatient.join();  // is told at once, not with the group
  queue.Finish(taken);
  patient.join();
}

TEST_F(WriteQueueTest, ADeadlineEndsTheWaitUnlessItWasTaken) {
  WriteQueue queue(10);
  EXPECT_THAT(Submit(queue, {.deadline = absl::Now() + absl::Milliseconds(20)}),
              StatusIs(StatusCode::kDeadlineExceeded));
  EXPECT_EQ(queue.size(), 0u);
  EXPECT_THAT(Submit(queue, {.deadline = absl::InfinitePast()}),
              StatusIs(StatusCode::kDeadlineExceeded));

  // Long enough to be taken in time on a busy machine, too.
  std::thread caller(
      [&] { EXPECT_THAT(Submit(queue, {.deadline = absl::Now() + absl::Seconds(1)}), IsOk()); });
  const auto taken = queue.Take(10);
  ASSERT_THAT(taken, SizeIs(1));
  absl::SleepFor(absl::Milliseconds(1100));
  queue.Finish(taken);
  caller.join();
}

TEST_F(WriteQueueTest, ADeadlineFarAwayIsNoneTooSoon) {
  WriteQueue queue(10);
  for (const absl::Time deadline :
       {absl::Now() + absl::Hours(24 * 365 * 1000), absl::InfiniteFuture()}) {
    std::thread caller([&] { EXPECT_THAT(Submit(queue, {.deadline = deadline}), IsOk()); });
    AwaitSize(queue, 1);
    absl::SleepFor(absl::Milliseconds(20));
    EXPECT_EQ(queue.size(), 1u);
    queue.Finish(queue.Take(10));
    queue.EndTurn();
    caller.join();
  }
}

TEST_F(WriteQueueTest, AClosedQueueIsEmptiedAndTakesNoMore) {
  WriteQueue queue(10);
  std::thread caller([&] { EXPECT_THAT(Submit(queue), IsOk()); });
  AwaitSize(queue, 1);
  queue.Close();
  const absl::Status refused = Submit(queue);
  EXPECT_THAT(refused, StatusIs(StatusCode::kUnavailable));
  EXPECT_EQ(base::GetDetail<google::rpc::ErrorInfo>(refused)->reason(), "STORAGE_STOPPED");
  const auto taken = queue.Take(10);
  EXPECT_THAT(taken, SizeIs(1));
  queue.Finish(taken);
  queue.EndTurn();
  caller.join();
  EXPECT_THAT(queue.Take(10), IsEmpty());
}

TEST_F(WriteQueueTest, ACallerTakesTheTurnOnlyIfNobodyHasItOrWaits) {
  WriteQueue queue(10);
  const base::Patience patience;
  PendingWrite mine(info_, patience, [](Writer&) { return absl::OkStatus(); });
  ASSERT_TRUE(queue.TryTake(mine));
  PendingWrite other(info_, patience, [](Writer&) { return absl::OkStatus(); });
  EXPECT_FALSE(queue.TryTake(other));
  std::thread waiting([&] { EXPECT_THAT(Submit(queue), IsOk()); });
  AwaitSize(queue, 1);
  queue.EndTurn();
  EXPECT_FALSE(queue.TryTake(other)) << "it would overtake one that waits";
  queue.Finish(queue.Take(10));
  waiting.join();
  EXPECT_FALSE(queue.TryTake(other)) << "the writer has not ended its turn";
  queue.EndTurn();
  EXPECT_TRUE(queue.TryTake(other));
}

TEST_F(WriteQueueTest, ACallerWhoGaveUpTakesNoTurn) {
  WriteQueue queue(10);
  const base::Patience patience = {.deadline = absl::InfinitePast()};
  PendingWrite late(info_, patience, [](Writer&) { return absl::OkStatus(); });
  EXPECT_FALSE(queue.TryTake(late));
  queue.Close();
  const base::Patience endless;
  PendingWrite closed(info_, endless, [](Writer&) { return absl::OkStatus(); });
  EXPECT_FALSE(queue.TryTake(closed));
}

TEST_F(WriteQueueTest, TheWriterWaitsForACallersTurnToEnd) {
  for (const bool close : {false, true}) {
    WriteQueue queue(10);
    const base::Patience patience;
    PendingWrite mine(info_, patience, [](Writer&) { return absl::OkStatus(); });
    ASSERT_TRUE(queue.TryTake(mine));
    std::atomic<bool> taken = false;
    std::thread caller;
    if (!close) {
      caller = std::thread([&] { EXPECT_THAT(Submit(queue), IsOk()); });
      AwaitSize(queue, 1);
    }
    std::thread writer([&] {
      const auto group = queue.Take(10);
      taken = true;
      EXPECT_THAT(group, SizeIs(close ? 0 : 1));
      queue.Finish(group);
    });
    if (close) queue.Close();
    absl::SleepFor(absl::Milliseconds(20));
    EXPECT_FALSE(taken.load());
    queue.EndTurn();
    writer.join();
    if (caller.joinable()) caller.join();
  }
}

TEST_F(WriteQueueTest, ClosingWakesTheWriter) {
  WriteQueue queue(10);
  std::thread writer([&] { EXPECT_THAT(queue.Take(10), IsEmpty()); });
  absl::SleepFor(absl::Milliseconds(20));
  queue.Close();
  writer.join();
}

}  // namespace
}  // namespace continuum::storage
