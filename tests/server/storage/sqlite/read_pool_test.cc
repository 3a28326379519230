// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "server/storage/sqlite/open_database.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using std::chrono::milliseconds;

class ReadPoolTest : public ::testing::Test {
 protected:
  ReadPoolTest() {
    options_.path = dir_.File("continuum.db");
    options_.readers = 2;
    writer_ = *OpenDatabase(options_);
    pool_ = *ReadPool::Open(options_);
  }

  testing::TempDir dir_;
  SqliteOptions options_;
  std::unique_ptr<Db> writer_;
  std::unique_ptr<ReadPool> pool_;
};

TEST_F(ReadPoolTest, GivesTheFunctionsResult) {
  EXPECT_THAT(pool_->Run([](Db&, int64_t last) {
    EXPECT_EQ(last, 0);
    return absl::OkStatus();
  }),
              IsOk());
  EXPECT_THAT(pool_->Run([](Db&, int64_t) { return absl::AbortedError("no"); }),
              StatusIs(StatusCode::kAborted));
  EXPECT_EQ(pool_->reads(), 2);
}

TEST_F(ReadPoolTest, AnErrorThatIsIgnoredIsTold) {
  EXPECT_THAT(pool_->Run([](Db& db, int64_t) {
    EXPECT_FALSE(db.Run("SELECT none FROM organizations").ok());
    return absl::OkStatus();
  }),
              StatusIs(StatusCode::kInternal));
  EXPECT_THAT(pool_->Run([](Db&, int64_t) { return absl::OkStatus(); }), IsOk());
}

TEST_F(ReadPoolTest, AReaderCannotWrite) {
  EXPECT_THAT(pool_->Run([](Db& db, int64_t) { return db.Run("DELETE FROM organizations"); }),
              StatusIs(StatusCode::kUnavailable));
}

TEST_F(ReadPoolTest, WhileIdleNobodyReads) {
  std::atomic<bool> done = false;
  std::atomic<bool> alone = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 4; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        EXPECT_THAT(pool_->Run([&](Db&, int64_t) {
          EXPECT_FALSE(alone.load());
          return absl::OkStatus();
        }),
                    IsOk());
      }
    });
  }
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(pool_->RunWhileIdle(milliseconds(10'000), [&] {
      alone = true;
      absl::SleepFor(absl::Milliseconds(1));
      alone = false;
    }));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
}

TEST_F(ReadPoolTest, ALongReadIsNotWaitedFor) {
  absl::Notification reading;
  absl::Notification release;
  std::thread reader([&] {
    EXPECT_THAT(pool_->Run([&](Db&, int64_t) {
      reading.Notify();
      release.WaitForNotification();
      return absl::OkStatus();
    }),
                IsOk());
  });
  reading.WaitForNotification();
  EXPECT_FALSE(pool_->RunWhileIdle(milliseconds(20), [] { ADD_FAILURE() << "not idle"; }));
  // Others read again at once.
  EXPECT_THAT(pool_->Run([](Db&, int64_t) { return absl::OkStatus(); }), IsOk());
  release.Notify();
  reader.join();
  bool ran = false;
  EXPECT_TRUE(pool_->RunWhileIdle(milliseconds(20), [&] { ran = true; }));
  EXPECT_TRUE(ran);
}

}  // namespace
}  // namespace continuum::storage
