// SPDX-License-Identifier: Apache-2.0
//
// What SqliteStorage promises beyond the contract.

#include "server/storage/sqlite/sqlite_storage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "tests/server/storage/sample_records.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;

class SqliteStorageTest : public ::testing::Test {
 protected:
  SqliteStorageTest() {
    options_.path = dir_.File("continuum.db");
    options_.clock = &clock_;
  }

  absl::Status Create(Storage& storage, absl::string_view id) {
    return storage.Write(TestChange(), {}, [&](Writer& w) {
      return w.CreateOrganization(Everything(), Organization(id));
    });
  }

  testing::TempDir dir_;
  testing::FakeClock clock_;
  SqliteOptions options_;
};

TEST_F(SqliteStorageTest, ASecondServerIsRefused) {
  const auto first = SqliteStorage::Open(options_);
  ASSERT_THAT(first, IsOk());
  const auto second = SqliteStorage::Open(options_);
  EXPECT_THAT(second, StatusIs(StatusCode::kFailedPrecondition,
                               HasSubstr(absl::StrCat("(process ", getpid(), ")"))));
  EXPECT_EQ(base::GetDetail<google::rpc::ErrorInfo>(second.status())->reason(), "DATABASE_IN_USE");
  EXPECT_THAT(Create(**first, "a"), IsOk());
}

// Going on would leave the turn to write taken, and every later change waiting for ever.
TEST_F(SqliteStorageTest, AnExceptionInALoneChangeEndsTheProcess) {
  // In a program of its own: the writer's thread may hold locks that a forked copy never gets.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto storage = SqliteStorage::Open(options_);
  ASSERT_THAT(storage, IsOk());
  const auto throws = [](Writer& /*writer*/) -> absl::Status { throw std::bad_alloc(); };
  EXPECT_DEATH((*storage)->Write(TestChange(), {}, throws).IgnoreError(), "bad_alloc");
}

TEST_F(SqliteStorageTest, ASecondProcessIsRefused) {
  // The child is made while there are no other threads, whose locks it would wait for for ever.
  std::array<int, 2> opened{};
  ASSERT_EQ(pipe(opened.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(opened[1]);  // if the parent dies, the child ends
    char told = 0;
    if (read(opened[0], &told, 1) != 1) _exit(2);
    const auto second = SqliteStorage::Open(options_);
    _exit(second.status().code() == StatusCode::kFailedPrecondition ? 0 : 1);
  }
  const auto storage = SqliteStorage::Open(options_);
  EXPECT_THAT(storage, IsOk());
  EXPECT_EQ(write(opened[1], "x", 1), 1);
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  close(opened[0]);
  close(opened[1]);
}

TEST_F(SqliteStorageTest, TheLockGoesWithItsHolder) {
  for (int i = 0; i < 3; ++i) EXPECT_THAT(SqliteStorage::Open(options_), IsOk());
}

TEST_F(SqliteStorageTest, ALockFileThatCannotBeMadeIsNamed) {
  options_.path = dir_.File("none/continuum.db");
  EXPECT_THAT(SqliteStorage::Open(options_),
              StatusIs(StatusCode::kUnavailable, HasSubstr("none/continuum.db.lock")));
}

TEST_F(SqliteStorageTest, OptionsAreChecked) {
  for (int SqliteOptions::*const option :
       {&SqliteOptions::readers, &SqliteOptions::max_queued_writes, &SqliteOptions::max_group,
        &SqliteOptions::checkpoint_pages}) {
    SqliteOptions options = options_;
    options.*option = 0;
    EXPECT_THAT(SqliteStorage::Open(options),
                StatusIs(StatusCode::kInvalidArgument, HasSubstr("1 or more")));
  }
  SqliteOptions options = options_;
  options.path = "";
  EXPECT_THAT(SqliteStorage::Open(options), StatusIs(StatusCode::kInvalidArgument));
  options = options_;
  options.clock = nullptr;
  EXPECT_THAT(SqliteStorage::Open(options), StatusIs(StatusCode::kInvalidArgument));
}

TEST_F(SqliteStorageTest, ADamagedHeadIsRefused) {
  {
    const auto storage = SqliteStorage::Open(options_);
    ASSERT_THAT(Create(**storage, "a"), IsOk());
    ASSERT_THAT(Create(**storage, "b"), IsOk());
  }
  for (const char* damage :
       {"UPDATE ledger_head SET size = 1", "UPDATE ledger_head SET size = -1",
        "UPDATE ledger_head SET root = zeroblob(32)", "UPDATE ledger_head SET frontier = x'00'",
        "UPDATE ledger_head SET frontier = zeroblob(32)", "DELETE FROM ledger_head",
        "DELETE FROM ledger_leaves WHERE sequence = 2",
        "INSERT INTO ledger_leaves (sequence, owner, time, leaf) VALUES (3, '', 0, x'')"}) {
    SqliteOptions options = options_;
    options.path = dir_.File("damaged.db");
    std::filesystem::copy_file(options_.path, options.path,
                               std::filesystem::copy_options::overwrite_existing);
    ASSERT_THAT((*Db::Open(options.path, {}))->RunScript(damage), IsOk());
    EXPECT_THAT(SqliteStorage::Open(options),
                StatusIs(StatusCode::kDataLoss, HasSubstr("ledger is damaged")))
        << damage;
  }
}

TEST_F(SqliteStorageTest, ASnapshotEnds) {
  options_.max_snapshot_age = absl::Milliseconds(500);  // in which a busy machine reads, too
  options_.readers = 1;
  const auto storage = SqliteStorage::Open(options_);
  ASSERT_THAT(Create(**storage, "a"), IsOk());
  const auto get = [](const Reader& r) {
    return r.GetOrganization(Everything(), "organizations/a").status();
  };
  const auto late = StatusIs(StatusCode::kDeadlineExceeded);
  EXPECT_THAT((*storage)->Read([&](const Reader& r) {
    EXPECT_THAT(get(r), IsOk());
    absl::SleepFor(absl::Milliseconds(600));
    EXPECT_THAT(get(r), late);
    return absl::OkStatus();
  }),
              late);
  // The next one has its own time, on the same connection.
  EXPECT_THAT((*storage)->Read(get), IsOk());
}

TEST_F(SqliteStorageTest, MoreReadsThanConnectionsWait) {
  options_.readers = 2;
  const auto storage = SqliteStorage::Open(options_);
  ASSERT_THAT(Create(**storage, "a"), IsOk());
  std::atomic<int> inside = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      EXPECT_THAT((*storage)->Read([&](const Reader& r) {
        EXPECT_LE(++inside, 2);
        absl::SleepFor(absl::Milliseconds(5));
        --inside;
        return r.GetOrganization(Everything(), "organizations/a").status();
      }),
                  IsOk());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ((*storage)->GetStats().reads, 8);
}

TEST_F(SqliteStorageTest, TooManyWaitingChangesAreRefused) {
  options_.max_queued_writes = 2;
  const auto storage = SqliteStorage::Open(options_);
  absl::Notification taken;
  absl::Notification release;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    EXPECT_THAT((*storage)->Write(TestChange(), {},
                                  [&](Writer&) {
                                    taken.Notify();
                                    release.WaitForNotification();
                                    return absl::OkStatus();
                                  }),
                IsOk());
  });
  taken.WaitForNotification();
  for (const char* id : {"a", "b"}) {
    threads.emplace_back([&, id] { EXPECT_THAT(Create(**storage, id), IsOk()); });
  }
  while ((*storage)->GetStats().queued < 2) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_THAT(Create(**storage, "c"),
              StatusIs(StatusCode::kResourceExhausted, HasSubstr("try again")));
  release.Notify();
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(Create(**storage, "c"), IsOk());
}

TEST_F(SqliteStorageTest, ChangesThatWaitTogetherAreOneCommit) {
  std::vector<int> commits;
  options_.on_commit = [&](int changes, absl::Duration took) {
    commits.push_back(changes);
    EXPECT_GT(took, absl::ZeroDuration());
  };
  options_.max_group = 3;
  auto storage = SqliteStorage::Open(options_);
  absl::Notification taken;
  absl::Notification release;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    EXPECT_THAT((*storage)->Write(TestChange(), {},
                                  [&](Writer& w) {
                                    taken.Notify();
                                    release.WaitForNotification();
                                    return w.CreateOrganization(Everything(), Organization("x"));
                                  }),
                IsOk());
  });
  taken.WaitForNotification();
  for (const char* id : {"a", "b", "c", "d"}) {
    threads.emplace_back([&, id] { EXPECT_THAT(Create(**storage, id), IsOk()); });
  }
  while ((*storage)->GetStats().queued < 4) absl::SleepFor(absl::Milliseconds(1));
  release.Notify();
  for (std::thread& thread : threads) thread.join();
  storage->reset();
  EXPECT_THAT(commits, ::testing::ElementsAre(1, 3, 1));
}

TEST_F(SqliteStorageTest, ClosingFinishesWhatWaits) {
  auto storage = SqliteStorage::Open(options_);
  absl::Notification taken;
  std::thread slow([&] {
    EXPECT_THAT((*storage)->Write(TestChange(), {},
                                  [&](Writer& w) {
                                    taken.Notify();
                                    absl::SleepFor(absl::Milliseconds(50));
                                    return w.CreateOrganization(Everything(), Organization("a"));
                                  }),
                IsOk());
  });
  taken.WaitForNotification();
  std::thread waiting([&] { EXPECT_THAT(Create(**storage, "b"), IsOk()); });
  while ((*storage)->GetStats().queued < 1) absl::SleepFor(absl::Milliseconds(1));
  (*storage)->Close();
  slow.join();
  waiting.join();
  EXPECT_EQ((*storage)->GetLedgerHead()->size, 2);
}

TEST_F(SqliteStorageTest, AfterClosingTheFileIsWholeByItself) {
  {
    const auto storage = SqliteStorage::Open(options_);
    ASSERT_THAT(Create(**storage, "a"), IsOk());
  }
  EXPECT_FALSE(std::filesystem::exists(options_.path + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(options_.path + "-shm"));
}

TEST_F(SqliteStorageTest, TheLogStaysBoundedUnderConstantReading) {
  options_.checkpoint_pages = 20;
  options_.readers = 3;
  const auto storage = SqliteStorage::Open(options_);
  ASSERT_THAT(Create(**storage, "a"), IsOk());
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < options_.readers; ++i) {
    readers.emplace_back([&] {
      while (!done) {
        EXPECT_THAT((*storage)->Read([](const Reader& r) {
          return r.GetOrganization(Everything(), "organizations/a").status();
        }),
                    IsOk());
      }
    });
  }
  int64_t most = 0;
  for (int i = 0; i < 300; ++i) {
    ASSERT_THAT((*storage)->Write(TestChange(), {},
                                  [&](Writer& w) {
                                    return w.UpdateOrganization(Everything(),
                                                                Organization("a", absl::StrCat(i)));
                                  }),
                IsOk());
    most = std::max(most, (*storage)->GetStats().wal_pages);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_LE(most, 10 * options_.checkpoint_pages);
}

}  // namespace
}  // namespace continuum::storage
