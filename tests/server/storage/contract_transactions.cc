// SPDX-License-Identifier: Apache-2.0
//
// Snapshots and changes, alone and many at once.

#include <algorithm>
#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Adds one to the number that is organizations/a's title.
absl::Status Increment(Writer& writer) {
  ASSIGN_OR_RETURN(OrganizationRecord record,
                   writer.GetOrganization(Everything(), "organizations/a"));
  int64_t count = 0;
  if (!absl::SimpleAtoi(record.title, &count)) return absl::InternalError(record.title);
  record.title = absl::StrCat(count + 1);
  return writer.UpdateOrganization(Everything(), record);
}

void InThreads(int count, const std::function<void(int)>& body) {
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&body, i] { body(i); });
  for (std::thread& thread : threads) thread.join();
}

TEST_P(StorageContractTest, AChangeIsMadeWholeOrNotAtAll) {
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(CreateBasics(w));
                RETURN_IF_ERROR(w.CreateSite(all_, Site("s")));
                return w.CreateSite(all_, Site("s"));
              }),
              StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(ListNames(OrganizationQuery()), IsEmpty());
  EXPECT_THAT(ListNames(RubricQuery()), IsEmpty());
  ExpectLedger(0);
}

TEST_P(StorageContractTest, TheErrorOfTheFunctionIsTheErrorOfTheChange) {
  absl::Status error = absl::AbortedError("stale");
  error.SetPayload("type", absl::Cord("details"));
  EXPECT_EQ(TryWrite([&](Writer&) { return error; }), error);
  EXPECT_EQ(storage().Read([&](const Reader&) { return error; }), error);
}

TEST_P(StorageContractTest, ASnapshotDoesNotMove) {
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a", "before")); });
  EXPECT_THAT(storage().Read([&](const Reader& r) -> absl::Status {
    std::thread([&] {
      Write([&](Writer& w) { return w.UpdateOrganization(all_, Organization("a", "after")); });
    }).join();
    ASSIGN_OR_RETURN(const auto record, r.GetOrganization(all_, "organizations/a"));
    EXPECT_EQ(record.title, "before");
    EXPECT_EQ(r.last_sequence(), 1);
    return absl::OkStatus();
  }),
              IsOk());
  const auto now =
      Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/a"); });
  EXPECT_EQ(now->title, "after");
}

TEST_P(StorageContractTest, WhatIsWrittenIsReadAtOnce) {
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a", "0")); });
  for (int i = 1; i <= 50; ++i) {
    Write(&Increment);
    const auto read =
        Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/a"); });
    ASSERT_EQ(read->title, absl::StrCat(i));
  }
}

TEST_P(StorageContractTest, ConcurrentChangesAreSerial) {
  constexpr int kThreads = 16;
  constexpr int kEach = 25;
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a", "0")); });
  std::vector<std::vector<Sequence>> sequences(kThreads);
  InThreads(kThreads, [&](int thread) {
    for (int i = 0; i < kEach; ++i)
      sequences[static_cast<size_t>(thread)].push_back(Write(&Increment));
  });
  const auto read =
      Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/a"); });
  EXPECT_EQ(read->title, absl::StrCat(kThreads * kEach));
  // As of each change, the title counts the changes until then; and who was told OK is counted.
  for (Sequence s = 1; s <= kThreads * kEach + 1; ++s) {
    const auto then =
        Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/a", s); });
    ASSERT_EQ(then->title, absl::StrCat(s - 1));
  }
  std::vector<Sequence> all;
  for (const auto& some : sequences) {
    EXPECT_TRUE(std::is_sorted(some.begin(), some.end()));
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end());
  ExpectLedger(kThreads * kEach + 1);
}

TEST_P(StorageContractTest, FailuresDoNotHarmTheirNeighbours) {
  constexpr int kThreads = 12;
  std::atomic<int> succeeded = 0;
  InThreads(kThreads, [&](int thread) {
    for (int i = 0; i < 20; ++i) {
      const bool fails = (thread + i) % 3 == 0;
      const std::string id = absl::StrCat("o", thread, "-", i);
      const absl::Status status = TryWrite([&](Writer& w) -> absl::Status {
        RETURN_IF_ERROR(w.CreateOrganization(all_, Organization(id)));
        return fails ? absl::AbortedError("no") : absl::OkStatus();
      });
      EXPECT_EQ(status.ok(), !fails) << status;
      if (status.ok()) ++succeeded;
    }
  });
  OrganizationQuery query;
  query.page.limit = 1000;
  EXPECT_EQ(ListNames(query).size(), static_cast<size_t>(succeeded.load()));
  ExpectLedger(succeeded.load());
}

TEST_P(StorageContractTest, OnlyOneOfManyTakesAName) {
  std::atomic<int> succeeded = 0;
  InThreads(16, [&](int thread) {
    const absl::Status status = TryWrite([&](Writer& w) {
      return w.CreateOrganization(all_, Organization("same", absl::StrCat(thread)));
    });
    if (status.ok()) {
      ++succeeded;
    } else {
      EXPECT_THAT(status, StatusIs(StatusCode::kAlreadyExists));
    }
  });
  EXPECT_EQ(succeeded.load(), 1);
  ExpectLedger(1);
}

TEST_P(StorageContractTest, ReadersSeeWholeChangesOnly) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("a", "0")));
    return w.CreateOrganization(all_, Organization("b", "0"));
  });
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 1; i <= 100; ++i) {
      Write([&](Writer& w) -> absl::Status {
        RETURN_IF_ERROR(w.UpdateOrganization(all_, Organization("a", absl::StrCat(i))));
        return w.UpdateOrganization(all_, Organization("b", absl::StrCat(i)));
      });
    }
    done = true;
  });
  InThreads(3, [&](int) {
    while (!done) {
      EXPECT_THAT(storage().Read([&](const Reader& r) -> absl::Status {
        ASSIGN_OR_RETURN(const auto a, r.GetOrganization(all_, "organizations/a"));
        ASSIGN_OR_RETURN(const auto b, r.GetOrganization(all_, "organizations/b"));
        EXPECT_EQ(a.title, b.title);
        EXPECT_EQ(a.stamp.change_sequence, r.last_sequence());
        return absl::OkStatus();
      }),
                  IsOk());
    }
  });
  writer.join();
}

TEST_P(StorageContractTest, AChangeWhoseCallerGaveUpIsNotMade) {
  int calls = 0;
  const auto change = [&](Writer& w) {
    ++calls;
    return w.CreateOrganization(all_, Organization("a"));
  };
  EXPECT_THAT(storage().Write(TestChange(), {.deadline = absl::Now() - absl::Seconds(1)}, change),
              StatusIs(StatusCode::kDeadlineExceeded));
  EXPECT_THAT(storage().Write(TestChange(), {.is_cancelled = [] { return true; }}, change),
              StatusIs(StatusCode::kCancelled));
  EXPECT_EQ(calls, 0);
  ExpectLedger(0);
}

TEST_P(StorageContractTest, AChangeThatWasTakenIsFinished) {
  std::atomic<bool> cancelled = false;
  EXPECT_THAT(storage().Write(TestChange(),
                              {.deadline = absl::Now() + absl::Seconds(1),
                               .is_cancelled = [&] { return cancelled.load(); }},
                              [&](Writer& w) {
                                cancelled = true;
                                absl::SleepFor(absl::Milliseconds(1200));
                                return w.CreateOrganization(all_, Organization("a"));
                              }),
              IsOk());
  EXPECT_THAT(ListNames(OrganizationQuery()), ElementsAre("organizations/a"));
}

TEST_P(StorageContractTest, ADeadlinePassesWhileTheWriterIsBusy) {
  absl::Notification taken;
  absl::Notification release;
  std::thread slow([&] {
    Write([&](Writer& w) {
      taken.Notify();
      release.WaitForNotification();
      return w.CreateOrganization(all_, Organization("slow"));
    });
  });
  taken.WaitForNotification();
  EXPECT_THAT(
      storage().Write(TestChange(), {.deadline = absl::Now() + absl::Milliseconds(50)},
                      [&](Writer& w) { return w.CreateOrganization(all_, Organization("late")); }),
      StatusIs(StatusCode::kDeadlineExceeded));
  release.Notify();
  slow.join();
  EXPECT_THAT(ListNames(OrganizationQuery()), ElementsAre("organizations/slow"));
}

TEST_P(StorageContractTest, TransactionsDoNotNest) {
  const auto nested = StatusIs(StatusCode::kInternal, HasSubstr("inside"));
  const auto read = [&] { return storage().Read([](const Reader&) { return absl::OkStatus(); }); };
  const auto write = [&] { return TryWrite([](Writer&) { return absl::OkStatus(); }); };
  EXPECT_THAT(storage().Read([&](const Reader&) { return write(); }), nested);
  EXPECT_THAT(storage().Read([&](const Reader&) { return read(); }), nested);
  EXPECT_THAT(TryWrite([&](Writer&) { return write(); }), nested);
  EXPECT_THAT(TryWrite([&](Writer&) { return read(); }), nested);
  EXPECT_THAT(read(), IsOk());
  EXPECT_THAT(write(), IsOk());
}

TEST_P(StorageContractTest, AChangeSaysWhatAndByWhom) {
  const auto change = [&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); };
  EXPECT_THAT(storage().Write({.kind = "", .author = "tester"}, {}, change),
              StatusIs(StatusCode::kInternal));
  EXPECT_THAT(storage().Write({.kind = "Test", .author = ""}, {}, change),
              StatusIs(StatusCode::kInternal));
}

TEST_P(StorageContractTest, AClosedStorageTakesNoChanges) {
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); });
  storage().Close();
  storage().Close();
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateOrganization(all_, Organization("b")); }),
              StatusIs(StatusCode::kUnavailable, HasSubstr("closing")));
  Reopen();
  EXPECT_THAT(ListNames(OrganizationQuery()), ElementsAre("organizations/a"));
}

TEST_P(StorageContractTest, CountersCount) {
  Write([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); });
  EXPECT_FALSE(TryWrite([](Writer&) { return absl::AbortedError("no"); }).ok());
  ListNames(OrganizationQuery());
  const Stats stats = storage().GetStats();
  EXPECT_EQ(stats.groups, 1);
  EXPECT_EQ(stats.operations, 1);
  EXPECT_EQ(stats.failed_operations, 1);
  EXPECT_EQ(stats.lost_groups, 0);
  EXPECT_EQ(stats.reads, 1);
  EXPECT_EQ(stats.queued, 0);
  EXPECT_GT(stats.commit_seconds, 0);
  EXPECT_THAT(storage().Health(), IsOk());
}

}  // namespace
}  // namespace continuum::storage
