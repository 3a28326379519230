// SPDX-License-Identifier: Apache-2.0
//
// Opening a database: what is refused stays as it is.

#include "server/storage/sqlite/open_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::ReadFile;
using ::continuum::testing::StatusIs;
using ::continuum::testing::WriteFile;
using ::testing::HasSubstr;

class OpenDatabaseTest : public ::testing::Test {
 protected:
  OpenDatabaseTest() { options_.path = dir_.File("continuum.db"); }

  void Create() {
    const auto db = OpenDatabase(options_);
    ASSERT_THAT(db, IsOk());
    EXPECT_THAT((*db)->Run("INSERT INTO organizations (name, owner) VALUES ('o', 'o')"), IsOk());
  }

  // The file is refused, and as it was.
  void ExpectRefused(StatusCode code, absl::string_view message) {
    const std::string before = ReadFile(options_.path);
    const auto changed = std::filesystem::last_write_time(options_.path);
    EXPECT_THAT(OpenDatabase(options_), StatusIs(code, HasSubstr(std::string(message))));
    EXPECT_TRUE(ReadFile(options_.path) == before) << "the file was changed";
    EXPECT_EQ(std::filesystem::last_write_time(options_.path), changed);
  }

  testing::TempDir dir_;
  SqliteOptions options_;
};

TEST_F(OpenDatabaseTest, ANewDatabaseIsOurs) {
  const auto db = OpenDatabase(options_);
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetInt("PRAGMA application_id"), IsOkAndHolds(kApplicationId));
  EXPECT_THAT((*db)->GetInt("PRAGMA user_version"),
              IsOkAndHolds(static_cast<int64_t>(Migrations().size())));
  EXPECT_THAT((*db)->GetText("PRAGMA journal_mode"), IsOkAndHolds("wal"));
  EXPECT_THAT((*db)->GetInt("PRAGMA foreign_keys"), IsOkAndHolds(1));
  EXPECT_THAT((*db)->GetText("PRAGMA integrity_check"), IsOkAndHolds("ok"));
}

TEST_F(OpenDatabaseTest, EveryTableIsStrictAndHasOwners) {
  const auto db = OpenDatabase(options_);
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetInt("SELECT count(*) FROM pragma_table_list "
                            "WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' AND strict = 0"),
              IsOkAndHolds(0));
  Query query(**db, R"(SELECT name FROM pragma_table_list t
                       WHERE schema = 'main' AND name NOT LIKE 'sqlite_%' 
                         AND name NOT IN ('ledger_head', 'rewrite_due')
                         AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c
                                         WHERE c.name = 'owner' AND c."notnull" = 1))");
  while (query.Next()) ADD_FAILURE() << query.Text(0) << " has no owner";
  EXPECT_THAT(query.status(), IsOk());
}

TEST_F(OpenDatabaseTest, ADatabaseIsOpenedAgain) {
  Create();
  const auto db = OpenDatabase(options_);
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetInt("SELECT count(*) FROM organizations"), IsOkAndHolds(1));
}

TEST_F(OpenDatabaseTest, NoneIsMadeWhereNoneMayBe) {
  options_.create = false;
  EXPECT_THAT(OpenDatabase(options_),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("there is no such file")));
  EXPECT_FALSE(std::filesystem::exists(options_.path));
}

TEST_F(OpenDatabaseTest, AMissingFolderIsNamed) {
  options_.path = dir_.File("none/continuum.db");
  EXPECT_THAT(OpenDatabase(options_), StatusIs(StatusCode::kUnavailable, HasSubstr("none")));
}

TEST_F(OpenDatabaseTest, WhatAnInterruptedStartLeftIsNoHindrance) {
  WriteFile(options_.path + ".new", "half a database");
  WriteFile(options_.path + ".new-wal", "half a log");
  EXPECT_THAT(OpenDatabase(options_), IsOk());
  EXPECT_FALSE(std::filesystem::exists(options_.path + ".new"));
  EXPECT_FALSE(std::filesystem::exists(options_.path + ".new-wal"));
}

TEST_F(OpenDatabaseTest, AnEmptyFileIsRefused) {
  WriteFile(options_.path, "");
  ExpectRefused(StatusCode::kFailedPrecondition, "the file is empty");
}

TEST_F(OpenDatabaseTest, RandomFilesAreRefused) {
  std::mt19937 random(7);  // NOLINT: the same every time
  for (const size_t size : {1u, 15u, 16u, 99u, 100u, 4096u, 100000u}) {
    std::string bytes(size, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    WriteFile(options_.path, bytes);
    ExpectRefused(StatusCode::kFailedPrecondition, "not a database");
  }
}

TEST_F(OpenDatabaseTest, ATextFileIsRefused) {
  WriteFile(options_.path, "criterion,item,answer\n1.1,,yes\n");
  ExpectRefused(StatusCode::kFailedPrecondition, "not a database");
}

TEST_F(OpenDatabaseTest, AnotherProgramsDatabaseIsRefused) {
  {
    const auto db = Db::Open(options_.path, {.create = true});
    ASSERT_THAT((*db)->RunScript("CREATE TABLE theirs (a)"), IsOk());
  }
  ExpectRefused(StatusCode::kFailedPrecondition, "another program's");
}

TEST_F(OpenDatabaseTest, ATruncatedDatabaseIsRefused) {
  Create();
  const std::string whole = ReadFile(options_.path);
  ASSERT_GT(whole.size(), 40000u);
  for (const size_t size : {whole.size() - 1, whole.size() - 4096, whole.size() / 2, size_t{4096},
                            size_t{4095}, size_t{512}, size_t{100}}) {
    WriteFile(options_.path, whole.substr(0, size));
    ExpectRefused(StatusCode::kDataLoss, "");
  }
  WriteFile(options_.path, whole.substr(0, 50));
  ExpectRefused(StatusCode::kFailedPrecondition, "not a database");
}

TEST_F(OpenDatabaseTest, AGarbledDatabaseIsRefused) {
  Create();
  std::string bytes = ReadFile(options_.path);
  for (size_t i = 100; i < 4096; ++i) bytes[i] = static_cast<char>(i * 31);
  WriteFile(options_.path, bytes);
  ExpectRefused(StatusCode::kDataLoss, "damaged");
}

TEST_F(OpenDatabaseTest, ADatabaseWithoutVersionIsRefused) {
  Create();
  ASSERT_THAT((*Db::Open(options_.path, {}))->RunScript("PRAGMA user_version = 0"), IsOk());
  ExpectRefused(StatusCode::kDataLoss, "has no version");
}

TEST_F(OpenDatabaseTest, ALogWithoutItsDatabaseIsRefused) {
  WriteFile(options_.path + "-wal", "pages of a database that is gone");
  EXPECT_THAT(OpenDatabase(options_),
              StatusIs(StatusCode::kFailedPrecondition, HasSubstr("log is there")));
  EXPECT_FALSE(std::filesystem::exists(options_.path));
  EXPECT_EQ(ReadFile(options_.path + "-wal"), "pages of a database that is gone");
}

TEST_F(OpenDatabaseTest, AFileCutShortWhileItsLogHasTheRestIsFine) {
  // As after a crash in the middle of a checkpoint: the log still has all pages.
  Create();
  const std::string short_file = ReadFile(options_.path);
  {
    const auto db = OpenDatabase(options_);
    for (int i = 0; i < 100; ++i) {
      ASSERT_THAT((*db)->Run("INSERT INTO organizations (name, owner) VALUES (?1, 'o')",
                             absl::StrCat(std::string(1000, 'x'), i)),
                  IsOk());
    }
    std::filesystem::copy_file(options_.path + "-wal", dir_.File("wal"));
  }
  WriteFile(options_.path, short_file);
  std::filesystem::rename(dir_.File("wal"), options_.path + "-wal");
  const auto db = OpenDatabase(options_);
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetInt("SELECT count(*) FROM organizations"), IsOkAndHolds(101));
}

TEST_F(OpenDatabaseTest, ABackupOutsideOfWalModeIsTaken) {
  Create();
  const std::string copy = dir_.File("backup.db");
  ASSERT_THAT((*Db::Open(options_.path, {}))->RunScript("VACUUM INTO '" + copy + "'"), IsOk());
  options_.path = copy;
  const auto db = OpenDatabase(options_);
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetText("PRAGMA journal_mode"), IsOkAndHolds("wal"));
  EXPECT_THAT((*db)->GetInt("SELECT count(*) FROM organizations"), IsOkAndHolds(1));
}

TEST_F(OpenDatabaseTest, AFileThatMayNotBeReadIsNamed) {
  if (geteuid() == 0) GTEST_SKIP() << "root reads every file";
  Create();
  std::filesystem::permissions(options_.path, std::filesystem::perms::none);
  EXPECT_THAT(OpenDatabase(options_),
              StatusIs(StatusCode::kUnavailable, HasSubstr("continuum.db")));
}

}  // namespace
}  // namespace continuum::storage
