// SPDX-License-Identifier: Apache-2.0
//
// Groups of changes, and groups that die.

#include "server/storage/sqlite/group_commit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/storage/sqlite/open_database.h"
#include "server/storage/sqlite/read_pool.h"
#include "server/storage/sqlite/verify_ledger.h"
#include "tests/server/storage/sample_records.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Change = std::function<absl::Status(Writer&)>;

class GroupCommitTest : public ::testing::Test {
 protected:
  GroupCommitTest() {
    options_.path = dir_.File("continuum.db");
    options_.clock = &clock_;
    options_.on_commit = [this](int changes, absl::Duration) { commits_.push_back(changes); };
    Open();
  }

  void Open() {
    writer_.reset();
    auto db = OpenDatabase(options_);
    ASSERT_THAT(db, IsOk());
    handle_ = (*db)->handle();
    auto writer = GroupCommit::Create(*std::move(db), options_);
    ASSERT_THAT(writer, IsOk());
    writer_ = *std::move(writer);
  }

  // Makes the changes as one group; gives the status of each.
  std::vector<absl::Status> RunGroup(const std::vector<Change>& changes) {
    std::list<PendingWrite> writes;
    std::vector<PendingWrite*> group;
    for (const Change& change : changes) {
      group.push_back(&writes.emplace_back(info_, patience_, change));
    }
    writer_->Run(group);
    std::vector<absl::Status> statuses;
    for (const PendingWrite& write : writes) statuses.push_back(write.status);
    return statuses;
  }

  static Change CreateOrganization(const std::string& id) {
    return [id](Writer& w) { return w.CreateOrganization(Everything(), Organization(id)); };
  }

  // What the file holds, and that the ledger agrees.
  std::vector<std::string> Organizations() {
    const auto readers = ReadPool::Open(options_);
    EXPECT_THAT(readers, IsOk());
    const auto report = VerifyLedger(**readers);
    EXPECT_THAT(report, IsOk());
    EXPECT_EQ(report->problem_count, 0);
    EXPECT_EQ(report->head.root, writer_->head().root);
    std::vector<std::string> names;
    EXPECT_THAT((*readers)->Run([&](Db& db, int64_t) {
      Query query(db, "SELECT name FROM organizations ORDER BY name");
      while (query.Next()) names.emplace_back(query.Text(0));
      return query.status();
    }),
                IsOk());
    return names;
  }

  void RunSql(const std::string& sql) {
    EXPECT_EQ(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sql;
  }

  testing::TempDir dir_;
  testing::FakeClock clock_;
  SqliteOptions options_;
  const ChangeInfo info_ = TestChange();
  const base::Patience patience_;
  std::vector<int> commits_;
  std::unique_ptr<GroupCommit> writer_;
  sqlite3* handle_ = nullptr;  // the writer's connection, to do it harm
};

TEST_F(GroupCommitTest, AGroupIsOneCommit) {
  EXPECT_THAT(RunGroup({CreateOrganization("a"), CreateOrganization("b"), CreateOrganization("c")}),
              ElementsAre(IsOk(), IsOk(), IsOk()));
  EXPECT_THAT(commits_, ElementsAre(3));
  EXPECT_EQ(writer_->head().size, 3);
  EXPECT_THAT(Organizations(),
              ElementsAre("organizations/a", "organizations/b", "organizations/c"));
}

TEST_F(GroupCommitTest, OneThatFailsLeavesTheOthers) {
  EXPECT_THAT(RunGroup({CreateOrganization("a"),
                        [](Writer& w) -> absl::Status {
                          RETURN_IF_ERROR(CreateOrganization("b")(w));
                          EXPECT_EQ(w.sequence(), 2);
                          return absl::AbortedError("no");
                        },
                        [](Writer& w) {
                          EXPECT_EQ(w.sequence(), 2);  // the failed one's goes to the next
                          return CreateOrganization("c")(w);
                        }}),
              ElementsAre(IsOk(), StatusIs(StatusCode::kAborted), IsOk()));
  EXPECT_THAT(commits_, ElementsAre(2));
  EXPECT_THAT(Organizations(), ElementsAre("organizations/a", "organizations/c"));
}

TEST_F(GroupCommitTest, EachSeesTheOnesBefore) {
  EXPECT_THAT(RunGroup({CreateOrganization("a"), CreateOrganization("a")}),
              ElementsAre(IsOk(), StatusIs(StatusCode::kAlreadyExists)));
}

TEST_F(GroupCommitTest, AGroupWithoutChangesCommitsNothing) {
  const Change nothing = [](Writer&) { return absl::OkStatus(); };
  EXPECT_THAT(RunGroup({nothing, nothing}), ElementsAre(IsOk(), IsOk()));
  EXPECT_TRUE(commits_.empty());
  EXPECT_EQ(writer_->head().size, 0);
}

TEST_F(GroupCommitTest, AGroupThatDiedIsMadeAgainOneByOne) {
  std::vector<int> calls(3);
  const auto counted = [&](size_t i, const Change& change) -> Change {
    return [&calls, i, change](Writer& w) {
      ++calls[i];
      return change(w);
    };
  };
  // The second destroys the transaction when it runs for the first time.
  const Change saboteur = [&](Writer& w) {
    if (calls[1] == 1) RunSql("ROLLBACK");
    return CreateOrganization("b")(w);
  };
  EXPECT_THAT(RunGroup({counted(0, CreateOrganization("a")), counted(1, saboteur),
                        counted(2, CreateOrganization("c"))}),
              ElementsAre(IsOk(), IsOk(), IsOk()));
  EXPECT_THAT(calls, ElementsAre(2, 2, 1));
  EXPECT_THAT(commits_, ElementsAre(1, 1, 1));
  EXPECT_EQ(writer_->stats().lost_groups, 1);
  EXPECT_EQ(writer_->stats().operations, 3);
  EXPECT_THAT(Organizations(),
              ElementsAre("organizations/a", "organizations/b", "organizations/c"));
}

TEST_F(GroupCommitTest, OneThatDestroysEveryTransactionFailsAlone) {
  int calls = 0;
  const Change saboteur = [&](Writer& w) {
    ++calls;
    EXPECT_THAT(CreateOrganization("lost")(w), IsOk());
    RunSql("ROLLBACK");
    return absl::OkStatus();
  };
  const auto statuses = RunGroup({CreateOrganization("a"), saboteur, CreateOrganization("c")});
  EXPECT_THAT(statuses, ElementsAre(IsOk(), ::testing::Not(IsOk()), IsOk()));
  EXPECT_EQ(calls, 2);  // with the group, and once alone
  EXPECT_THAT(Organizations(), ElementsAre("organizations/a", "organizations/c"));
  EXPECT_THAT(writer_->Health(), IsOk());
}

TEST_F(GroupCommitTest, WhatFailedInADeadGroupMaySucceedAlone) {
  // "a" existed only in the group that died.
  int calls = 0;
  const Change saboteur = [&](Writer&) {
    if (++calls == 1) RunSql("ROLLBACK");
    return absl::AbortedError("no");
  };
  bool first = true;
  const Change fickle = [&](Writer& w) -> absl::Status {
    if (!std::exchange(first, false)) return absl::AbortedError("only in the group");
    return CreateOrganization("a")(w);
  };
  EXPECT_THAT(RunGroup({fickle, CreateOrganization("a"), saboteur}),
              ElementsAre(StatusIs(StatusCode::kAborted), IsOk(), StatusIs(StatusCode::kAborted)));
  EXPECT_THAT(Organizations(), ElementsAre("organizations/a"));
}

TEST_F(GroupCommitTest, AnEngineErrorThatIsIgnoredFailsTheChange) {
  int calls = 0;
  const Change ignorant = [&](Writer& w) -> absl::Status {
    ++calls;
    RETURN_IF_ERROR(CreateOrganization("b")(w));
    RunSql("DROP TABLE site_versions");
    EXPECT_FALSE(w.GetSite(Everything(), "programs/p/sites/s").ok());
    return absl::OkStatus();
  };
  EXPECT_THAT(RunGroup({CreateOrganization("a"), ignorant}),
              ElementsAre(IsOk(), StatusIs(StatusCode::kInternal, HasSubstr("site_versions"))));
  EXPECT_EQ(calls, 1);
  EXPECT_THAT(Organizations(), ElementsAre("organizations/a"));
}

TEST_F(GroupCommitTest, AFullFileFailsOnlyWhatDoesNotFit) {
  ASSERT_THAT(RunGroup({CreateOrganization("a")}), ElementsAre(IsOk()));
  RunSql("PRAGMA max_page_count = 100");
  const Change large = [](Writer& w) {
    return w.CreateOrganization(Everything(), Organization("large", std::string(1 << 20, 'x')));
  };
  EXPECT_THAT(
      RunGroup({CreateOrganization("b"), large, CreateOrganization("c")}),
      ElementsAre(IsOk(), StatusIs(StatusCode::kResourceExhausted, HasSubstr("disk is full")),
                  IsOk()));
  EXPECT_EQ(writer_->stats().lost_groups, 1);
  EXPECT_THAT(writer_->Health(), IsOk());
  EXPECT_THAT(Organizations(),
              ElementsAre("organizations/a", "organizations/b", "organizations/c"));
  RunSql("PRAGMA max_page_count = 1000000");
  EXPECT_THAT(RunGroup({large}), ElementsAre(IsOk()));
}

TEST_F(GroupCommitTest, TheLogIsCopiedIntoTheDatabaseInSteps) {
  options_.checkpoint_pages = 20;
  Open();
  int64_t most = 0;
  for (int i = 0; i < 60; ++i) {
    ASSERT_THAT(RunGroup({CreateOrganization(absl::StrCat(i))}), ElementsAre(IsOk()));
    if (writer_->CheckpointIsDue()) writer_->Checkpoint(/*alone=*/false);
    most = std::max(most, writer_->stats().wal_pages);
  }
  // With no reader in the way the log begins anew after each step.
  EXPECT_GE(most, 20);
  EXPECT_LE(most, 40);
}

TEST_F(GroupCommitTest, NobodyElseCheckpoints) {
  for (int i = 0; i < 20; ++i) {
    const Change large = [i](Writer& w) {
      return w.CreateOrganization(Everything(),
                                  Organization(absl::StrCat(i), std::string(200'000, 'x')));
    };
    ASSERT_THAT(RunGroup({large}), ElementsAre(IsOk()));
  }
  EXPECT_GT(writer_->stats().wal_pages, 1500);  // SQLite itself would have begun at 1000
}

TEST_F(GroupCommitTest, ForgottenRequestsAreDeletedAsNewOnesCome) {
  const auto request = [](const std::string& id) -> Change {
    return [id](Writer& w) -> absl::Status {
      RETURN_IF_ERROR(CreateOrganization(id)(w));
      return w.CreateRequest(Everything(), Request(id, "organizations/" + id));
    };
  };
  const auto count = [&] {
    const auto readers = ReadPool::Open(options_);
    int64_t requests = -1;
    EXPECT_THAT((*readers)->Run([&](Db& db, int64_t) -> absl::Status {
      ASSIGN_OR_RETURN(requests, db.GetInt("SELECT count(*) FROM requests"));
      return absl::OkStatus();
    }),
                IsOk());
    return requests;
  };
  for (int i = 100; i < 120; ++i) {
    ASSERT_THAT(RunGroup({request(absl::StrCat("old", i))}), ElementsAre(IsOk()));
  }
  EXPECT_EQ(count(), 20);
  clock_.Advance(kRequestLifetime + absl::Seconds(1));
  for (int i = 100; i < 130; ++i) {
    ASSERT_THAT(RunGroup({request(absl::StrCat("new", i))}), ElementsAre(IsOk()));
  }
  EXPECT_EQ(count(), 30);  // the old ones are gone, the new ones are there
}

}  // namespace
}  // namespace continuum::storage
