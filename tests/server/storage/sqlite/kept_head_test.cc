// SPDX-License-Identifier: Apache-2.0
//
// A ledger is compared with a head of it that was kept elsewhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/status_macros.h"
#include "server/ledger/hash.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "server/storage/sqlite/verify_ledger.h"
#include "tests/server/storage/sample_records.h"
#include "tests/server/storage/sqlite/ledger_test_base.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using Kind = LedgerProblem::Kind;

// One change after the other; heads are kept before each and after the last.
class KeptHeadTest : public LedgerTestBase {
 protected:
  LedgerHead Head() {
    const auto storage = SqliteStorage::Open(options_);
    EXPECT_THAT(storage, IsOk());
    return *(*storage)->GetLedgerHead();
  }

  void Add(const std::string& id) {
    clock_.Advance(absl::Seconds(10));
    const auto storage = SqliteStorage::Open(options_);
    ASSERT_THAT(storage, IsOk());
    ASSERT_THAT((*storage)->Write(TestChange(), {},
                                  [&](Writer& w) {
                                    return w.CreateOrganization(Everything(), Organization(id));
                                  }),
                IsOk());
  }

  static std::vector<std::string> WordsOf(const LedgerReport& report) {
    std::vector<std::string> words;
    for (const LedgerProblem& problem : report.problems) {
      EXPECT_EQ(problem.kind, Kind::kKeptHeadWrong);
      words.push_back(absl::StrCat(problem.sequence, ": ", problem.message));
    }
    return words;
  }
};

TEST_F(KeptHeadTest, ALedgerThatOnlyGrewFits) {
  std::vector<LedgerHead> heads = {
      {.size = 0, .root = std::string(ledger::AsBytes(ledger::EmptyRoot())), .time = {}}, Head()};
  ASSERT_EQ(heads.back().size, 2);
  for (const char* id : {"c", "d", "e", "f", "g", "h"}) {
    Add(id);
    heads.push_back(Head());
    for (const LedgerHead& head : heads) {
      EXPECT_THAT(WordsOf(Verify(head)), ElementsAre()) << head.size << " of " << heads.back().size;
    }
  }
}

TEST_F(KeptHeadTest, AHeadOfAsManyOtherChangesIsFound) {
  LedgerHead none = {.size = 0, .root = Head().root, .time = {}};
  EXPECT_THAT(WordsOf(Verify(none)), ElementsAre("0: the ledger does not begin with what it had "
                                                 "when it had 0 changes and its head was kept"));
}

// Nothing in the file itself shows it.
TEST_F(KeptHeadTest, AnOlderCopyThatWentOnDifferentlyIsFound) {
  const std::string copy = testing::ReadFile(options_.path);
  const LedgerHead common = Head();
  Add("what-happened");
  const LedgerHead kept = Head();
  Add("what-came-after");
  ASSERT_EQ(Verify(kept).problem_count, 0);

  testing::WriteFile(options_.path, copy);
  Add("what-they-would-have-liked");
  Add("and-more");
  Add("and-still-more");
  EXPECT_EQ(Verify().problem_count, 0);
  EXPECT_EQ(Verify(common).problem_count, 0);
  const LedgerReport report = Verify(kept);
  EXPECT_EQ(report.problem_count, 1);
  EXPECT_THAT(WordsOf(report), ElementsAre("3: the ledger does not begin with what it had when it "
                                           "had 3 changes and its head was kept"));
}

TEST_F(KeptHeadTest, WhatIsMissingAtTheEndIsCounted) {
  const std::string copy = testing::ReadFile(options_.path);
  Add("first");
  const LedgerHead one_more = Head();
  Add("second");
  const LedgerHead two_more = Head();
  testing::WriteFile(options_.path, copy);
  EXPECT_EQ(Verify().problem_count, 0);
  EXPECT_THAT(WordsOf(Verify(one_more)),
              ElementsAre("3: the ledger does not begin with what it had when it had 3 changes and "
                          "its head was kept: 1 change is missing at its end"));
  EXPECT_THAT(WordsOf(Verify(two_more)),
              ElementsAre("4: the ledger does not begin with what it had when it had 4 changes and "
                          "its head was kept: 2 changes are missing at its end"));
}

TEST_F(KeptHeadTest, ComesBeforeAllOtherProblems) {
  const LedgerHead head = Head();
  const auto storage = SqliteStorage::Open(options_);
  ASSERT_THAT((*storage)->Write(TestChange(), {},
                                [](Writer& w) -> absl::Status {
                                  for (int i = 0; i < 300; ++i) {
                                    RETURN_IF_ERROR(w.CreateOrganization(
                                        Everything(), Organization(absl::StrCat("o", i))));
                                  }
                                  return absl::OkStatus();
                                }),
              IsOk());
  Tamper("UPDATE organization_versions SET content = x'00' WHERE sequence = 3");
  const LedgerReport report = Verify(LedgerHead{.size = 4, .root = head.root, .time = {}});
  EXPECT_GT(report.problem_count, 300);
  EXPECT_EQ(report.problems.size(), static_cast<size_t>(kMaxLedgerProblems));
  EXPECT_EQ(report.problems.front().kind, Kind::kKeptHeadWrong);
}

}  // namespace
}  // namespace continuum::storage
