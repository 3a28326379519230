// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubric_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/mutex.h"
#include "server/operations/inline_rubrics.h"
#include "server/operations/rubrics/revision_source.h"
#include "tests/server/operations/rubric_texts.h"
#include "tests/testing/status_matchers.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::IsNull;
using ::testing::NotNull;

RubricCache::Compiled Compile() {
  static const auto* const kCompiled =
      new absl::StatusOr<RubricCache::Compiled>(CompileStoredSource(WriteRubric()));
  return kCompiled->value();
}

// Asks for a rubric of that size.
RubricCache::Compiled Get(RubricCache& cache, absl::string_view key, size_t bytes) {
  return *cache.GetOrBuild(key, [&]() -> absl::StatusOr<RubricCache::Built> {
    return RubricCache::Built{Compile(), bytes};
  });
}

TEST(RubricCacheTest, BuildsOnceAndFindsAfterwards) {
  RubricCache cache(100);
  EXPECT_THAT(cache.Find("a"), IsNull());
  EXPECT_THAT(Get(cache, "a", 10), NotNull());
  EXPECT_THAT(Get(cache, "a", 10), NotNull());
  EXPECT_EQ(cache.Find("a"), Compile());
  EXPECT_EQ(cache.stats().builds, 1);
  EXPECT_EQ(cache.stats().bytes, 10U);
  EXPECT_EQ(cache.stats().rubrics, 1U);
}

TEST(RubricCacheTest, DropsWhatWasUsedLeastLately) {
  RubricCache cache(100);
  Get(cache, "a", 40);
  Get(cache, "b", 40);
  Get(cache, "a", 40);  // now b is the oldest
  Get(cache, "c", 40);
  EXPECT_THAT(cache.Find("b"), IsNull());
  EXPECT_THAT(cache.Find("a"), NotNull());  // now c is the oldest
  Get(cache, "d", 40);
  EXPECT_THAT(cache.Find("c"), IsNull());
  EXPECT_THAT(cache.Find("a"), NotNull());
  EXPECT_EQ(cache.stats().bytes, 80U);
}

TEST(RubricCacheTest, DropsAsManyAsItTakes) {
  RubricCache cache(100);
  for (const char* key : {"a", "b", "c", "d", "e"}) Get(cache, key, 20);
  Get(cache, "large", 100);
  EXPECT_EQ(cache.stats().rubrics, 1U);
  EXPECT_EQ(cache.stats().bytes, 100U);
}

TEST(RubricCacheTest, NeverHoldsMoreThanItsBytes) {
  RubricCache cache(1000);
  for (int i = 0; i < 500; ++i) {
    Get(cache, absl::StrCat(i % 37), static_cast<size_t>(i * 31 % 400));
    ASSERT_LE(cache.stats().bytes, 1000U);
  }
}

TEST(RubricCacheTest, GivesOutWhatIsTooLargeWithoutKeepingIt) {
  RubricCache cache(100);
  Get(cache, "a", 60);
  EXPECT_THAT(Get(cache, "large", 101), NotNull());
  EXPECT_THAT(cache.Find("large"), IsNull());
  EXPECT_THAT(cache.Find("a"), NotNull());
}

TEST(RubricCacheTest, KeepsNoErrors) {
  RubricCache cache(100);
  const auto fail = []() -> absl::StatusOr<RubricCache::Built> {
    return absl::DataLossError("broken");
  };
  EXPECT_THAT(cache.GetOrBuild("a", fail), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(cache.Find("a"), IsNull());
  EXPECT_THAT(Get(cache, "a", 10), NotNull());
  EXPECT_EQ(cache.stats().builds, 2);
}

// Lets a build wait until all threads have asked.
class Gate {
 public:
  void Open() {
    base::MutexLock lock(mutex_);
    open_ = true;
    changed_.NotifyAll();
  }
  void Wait() {
    base::MutexLock lock(mutex_);
    while (!open_) changed_.Wait(mutex_);
  }

 private:
  base::Mutex mutex_;
  base::CondVar changed_;
  bool open_ ABSL_GUARDED_BY(mutex_) = false;
};

// Threads that all want the same rubric; `build` waits at the gate until all have had time to ask.
std::vector<absl::StatusOr<RubricCache::Compiled>> Stampede(
    RubricCache& cache, const absl::StatusOr<RubricCache::Built>& result) {
  constexpr int kThreads = 16;
  Gate gate;
  std::atomic<int> asking = 0;
  std::vector<absl::StatusOr<RubricCache::Compiled>> got(kThreads);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      ++asking;
      got[static_cast<size_t>(i)] = cache.GetOrBuild("a", [&] {
        gate.Wait();
        return result;
      });
    });
  }
  while (asking < kThreads) std::this_thread::yield();
  gate.Open();
  for (std::thread& thread : threads) thread.join();
  return got;
}

TEST(RubricCacheTest, BuildsOnceUnderAStampede) {
  RubricCache cache(100);
  for (const auto& got : Stampede(cache, RubricCache::Built{Compile(), 10})) {
    ASSERT_THAT(got, IsOk());
    EXPECT_EQ(*got, Compile());
  }
  EXPECT_EQ(cache.stats().builds, 1);
}

TEST(RubricCacheTest, OthersAreBuiltWhileOneIsBuilding) {
  RubricCache cache(100);
  Gate gate;
  std::thread slow([&] {
    EXPECT_THAT(cache.GetOrBuild("slow",
                                 [&]() -> absl::StatusOr<RubricCache::Built> {
                                   gate.Wait();
                                   return RubricCache::Built{Compile(), 10};
                                 }),
                IsOk());
  });
  EXPECT_THAT(Get(cache, "quick", 10), NotNull());  // would hang otherwise
  gate.Open();
  slow.join();
}

TEST(RubricCacheTest, AStampedeSharesAnErrorToo) {
  RubricCache cache(100);
  int failed = 0;
  for (const auto& got : Stampede(cache, absl::DataLossError("broken"))) {
    EXPECT_THAT(got, StatusIs(absl::StatusCode::kDataLoss, "broken"));
    ++failed;
  }
  EXPECT_EQ(failed, 16);
}

TEST(InlineRubricsTest, GivesOutSoManyTurnsAndTakesThemBack) {
  InlineRubrics inline_rubrics(2);
  auto first = inline_rubrics.TryTake();
  auto second = inline_rubrics.TryTake();
  EXPECT_THAT(first, NotNull());
  EXPECT_THAT(second, NotNull());
  EXPECT_THAT(inline_rubrics.TryTake(), IsNull());
  first.reset();
  EXPECT_THAT(inline_rubrics.TryTake(), NotNull());  // and is given back at once
  EXPECT_THAT(inline_rubrics.TryTake(), NotNull());
}

}  // namespace
}  // namespace continuum::operations
