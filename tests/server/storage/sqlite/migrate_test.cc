// SPDX-License-Identifier: Apache-2.0
//
// Versions of the schema, with migrations of the test's own beyond those that exist.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "server/base/status_macros.h"
#include "server/storage/resources.h"
#include "server/storage/sqlite/migrations.h"
#include "server/storage/sqlite/open_database.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "tests/server/storage/sample_people.h"
#include "tests/server/storage/sample_records.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::ReadFile;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;

constexpr Migration kAddNotes = {"add_notes.sql", "CREATE TABLE notes (text TEXT) STRICT;"};
constexpr Migration kFillNotes = {
    "fill_notes.sql", "INSERT INTO notes (text) SELECT name FROM organizations ORDER BY name;"};
constexpr Migration kBroken = {"broken.sql",
                               "INSERT INTO notes (text) VALUES ('half'); CREATE TABLE notes (x);"};
constexpr Migration kOrphans = {
    "orphans.sql", "INSERT INTO programs (name, owner, organization) VALUES ('p', 'x', 'x');"};
// Replaces a table that others refer to, in the way SQLite wants it done.
constexpr Migration kRebuild = {"rebuild.sql", R"(
  CREATE TABLE new_organizations (
    name TEXT PRIMARY KEY, owner TEXT NOT NULL, extra INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO new_organizations SELECT name, owner, 5 FROM organizations;
  DROP TABLE organizations;
  ALTER TABLE new_organizations RENAME TO organizations;)"};

// Writes into the tables that version 1 did not have.
absl::Status UseWhatCameLater(Writer& w) {
  RETURN_IF_ERROR(Create(w, Everything(), Token("t")));
  RETURN_IF_ERROR(w.PutMail(Everything(), {.name = "mail",
                                           .account = "accounts/ann",
                                           .due_time = w.time(),
                                           .attempts = 0,
                                           .owner = "organizations/a"}));
  return w.AddTallies(Everything(), std::vector<TallyRecord>{{.kind = TallyKind::kEffort,
                                                              .resource = "programs/p",
                                                              .account = "accounts/ann",
                                                              .detail = "",
                                                              .hour = absl::UnixEpoch(),
                                                              .owner = "organizations/a",
                                                              .amount = 5}});
}

class MigrateTest : public ::testing::Test {
 protected:
  MigrateTest() { options_.path = dir_.File("continuum.db"); }

  // The migrations that exist, and then these.
  static std::vector<Migration> With(std::initializer_list<Migration> more) {
    std::vector<Migration> all(Migrations().begin(), Migrations().end());
    all.insert(all.end(), more);
    return all;
  }

  void CreateWith(const std::vector<Migration>& migrations) {
    const auto db = OpenDatabase(options_, migrations);
    ASSERT_THAT(db, IsOk());
    ASSERT_THAT((*db)->RunScript(R"(
      INSERT INTO organizations (name, owner) VALUES ('a', 'a'), ('b', 'b');
      INSERT INTO programs (name, owner, organization) VALUES ('p', 'a', 'a');)"),
                IsOk());
  }

  // Makes a database of an older version with the rows that another has in the tables of that
  // version.
  void FillOlderFrom(const std::string& path, size_t version) {
    options_.migrate = false;
    const auto db = OpenDatabase(options_, Migrations().subspan(0, version));
    ASSERT_THAT(db, IsOk());
    ASSERT_THAT((*db)->Run("ATTACH ?1 AS source", path), IsOk());
    std::string copy = "PRAGMA foreign_keys = OFF;";
    {
      Query tables(**db, "SELECT name FROM main.sqlite_master WHERE type = 'table'");
      while (tables.Next()) {
        copy += absl::StrFormat("INSERT INTO main.%s SELECT * FROM source.%s;", tables.Text(0),
                                tables.Text(0));
      }
    }
    ASSERT_THAT((*db)->RunScript(copy), IsOk());
  }

  int64_t Version() const {
    const auto db = Db::Open(options_.path, {.read_only = true});
    return *(*db)->GetInt("PRAGMA user_version");
  }

  const int64_t newest_ = static_cast<int64_t>(Migrations().size());
  testing::TempDir dir_;
  SqliteOptions options_;
};

TEST_F(MigrateTest, EveryOlderVersionBecomesTheNewest) {
  for (size_t from = 1; from <= Migrations().size(); ++from) {
    options_.path = dir_.File(std::to_string(from) + ".db");
    options_.migrate = true;
    ASSERT_THAT(OpenDatabase(options_, Migrations().subspan(0, from)), IsOk());
    EXPECT_EQ(Version(), static_cast<int64_t>(from));
    const auto db = OpenDatabase(options_);
    ASSERT_THAT(db, IsOk());
    EXPECT_EQ(Version(), newest_);
    EXPECT_THAT((*db)->GetText("PRAGMA integrity_check"), IsOkAndHolds("ok"));
  }
}

// Rows and the ledger are as they were, and what came later can be added.
TEST_F(MigrateTest, AFilledDatabaseOfEveryVersionBecomesTheNewest) {
  testing::FakeClock clock;
  SqliteOptions source = options_;
  source.path = dir_.File("source.db");
  source.clock = options_.clock = &clock;
  std::string root;
  {
    const auto storage = SqliteStorage::Open(source);
    ASSERT_THAT(storage, IsOk());
    ASSERT_THAT((*storage)->Write(TestChange(), {}, &CreateBasics), IsOk());
    root = (*storage)->GetLedgerHead()->root;
  }
  for (size_t version = 1; version < Migrations().size(); ++version) {
    options_.path = dir_.File(absl::StrFormat("from_%d.db", version));
    FillOlderFrom(source.path, version);
    EXPECT_THAT(SqliteStorage::Open(options_), StatusIs(StatusCode::kFailedPrecondition));
    options_.migrate = true;
    const auto storage = SqliteStorage::Open(options_);
    ASSERT_THAT(storage, IsOk());
    EXPECT_EQ(Version(), newest_);
    EXPECT_EQ((*storage)->GetLedgerHead()->root, root);
    EXPECT_THAT((*storage)->Write(TestChange(), {}, &UseWhatCameLater), IsOk());
    const auto report = (*storage)->VerifyLedger({}, {});
    ASSERT_THAT(report, IsOk());
    EXPECT_EQ(report->problem_count, 0);
    EXPECT_EQ(report->head.size, 2);
  }
}

TEST_F(MigrateTest, AnOlderDatabaseIsNotMigratedUnasked) {
  CreateWith(With({}));
  const std::string before = ReadFile(options_.path);
  EXPECT_THAT(OpenDatabase(options_, With({kAddNotes})),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("--migrate")));
  EXPECT_TRUE(ReadFile(options_.path) == before);
}

TEST_F(MigrateTest, AskedItGoesThroughAllVersionsBetween) {
  CreateWith(With({}));
  options_.migrate = true;
  const auto db = OpenDatabase(options_, With({kAddNotes, kFillNotes}));
  ASSERT_THAT(db, IsOk());
  EXPECT_EQ(Version(), newest_ + 2);
  EXPECT_THAT((*db)->GetText("SELECT group_concat(text) FROM notes"), IsOkAndHolds("a,b"));
  EXPECT_THAT((*db)->GetInt("PRAGMA foreign_keys"), IsOkAndHolds(1));
}

TEST_F(MigrateTest, AskedForNothingItDoesNothing) {
  options_.migrate = true;
  CreateWith(With({kAddNotes}));
  const std::string before = ReadFile(options_.path);
  EXPECT_THAT(OpenDatabase(options_, With({kAddNotes})), IsOk());
  EXPECT_TRUE(ReadFile(options_.path) == before);
}

TEST_F(MigrateTest, ANewerDatabaseIsRefused) {
  CreateWith(With({kAddNotes}));
  const std::string before = ReadFile(options_.path);
  for (const bool migrate : {false, true}) {
    options_.migrate = migrate;
    EXPECT_THAT(OpenDatabase(options_),
                StatusIs(StatusCode::kFailedPrecondition,
                         HasSubstr("the program that made it, or a later one")));
  }
  EXPECT_TRUE(ReadFile(options_.path) == before);
}

TEST_F(MigrateTest, AMigrationIsMadeWholeOrNotAtAll) {
  CreateWith(With({}));
  options_.migrate = true;
  EXPECT_THAT(OpenDatabase(options_, With({kAddNotes, kBroken, kFillNotes})),
              StatusIs(StatusCode::kInternal, HasSubstr("notes")));
  EXPECT_EQ(Version(), newest_ + 1);  // the one before it stays
  const auto db = OpenDatabase(options_, With({kAddNotes, kFillNotes}));
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetText("SELECT group_concat(text) FROM notes"), IsOkAndHolds("a,b"));
}

TEST_F(MigrateTest, AMigrationThatLeavesOrphansIsUndone) {
  CreateWith(With({}));
  options_.migrate = true;
  EXPECT_THAT(OpenDatabase(options_, With({kOrphans})), StatusIs(StatusCode::kInternal));
  EXPECT_EQ(Version(), newest_);
}

TEST_F(MigrateTest, ATableThatOthersReferToCanBeReplaced) {
  CreateWith(With({}));
  options_.migrate = true;
  const auto db = OpenDatabase(options_, With({kRebuild}));
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetInt("SELECT sum(extra) FROM organizations"), IsOkAndHolds(10));
  EXPECT_THAT((*db)->GetInt("SELECT count(*) FROM programs"), IsOkAndHolds(1));
  EXPECT_THAT((*db)->Run("INSERT INTO programs (name, owner, organization) VALUES ('q', 'x', 'x')"),
              StatusIs(StatusCode::kInternal));  // the keys hold again
}

TEST_F(MigrateTest, AFailedFirstStartLeavesNoDatabase) {
  EXPECT_THAT(OpenDatabase(options_, With({kAddNotes, kBroken})), StatusIs(StatusCode::kInternal));
  EXPECT_THAT(OpenDatabase(options_), IsOk());
  EXPECT_EQ(Version(), newest_);
}

TEST_F(MigrateTest, NamesAreNumberedInOrder) {
  int number = 0;
  for (const Migration& migration : Migrations()) {
    ++number;
    EXPECT_EQ(migration.name.substr(0, 5), absl::StrFormat("%04d_", number));
    EXPECT_THAT(std::string(migration.sql), HasSubstr("SPDX-License-Identifier"));
  }
  EXPECT_GE(number, 1);
}

}  // namespace
}  // namespace continuum::storage
