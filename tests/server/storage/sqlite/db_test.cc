// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/db.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "server/base/errors.h"
#include "server/storage/sqlite/sqlite_error.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;

class DbTest : public ::testing::Test {
 protected:
  DbTest() : path_(dir_.File("test.db")) {
    db_ = *Db::Open(path_, {.create = true});
    EXPECT_THAT(db_->RunScript("PRAGMA journal_mode = WAL; CREATE TABLE t (a, b) STRICT"),
                StatusIs(StatusCode::kInternal));  // STRICT wants types
    EXPECT_THAT(db_->RunScript("CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT"), IsOk());
    db_->ClearError();
  }

  testing::TempDir dir_;
  const std::string path_;
  std::unique_ptr<Db> db_;
};

TEST_F(DbTest, ValuesAreReadAsBound) {
  const std::string bytes("a\0\xFF", 3);
  ASSERT_THAT(db_->Run("INSERT INTO t (a, b, c) VALUES (?1, ?2, ?3)", -5, bytes, Blob{bytes}),
              IsOk());
  ASSERT_THAT(db_->Run("INSERT INTO t (a, b, c) VALUES (?1, ?2, ?3)", 7, "", Blob{""}), IsOk());
  Query query(*db_, "SELECT a, b, c FROM t ORDER BY a");
  ASSERT_TRUE(query.Next());
  EXPECT_EQ(query.Int(0), -5);
  EXPECT_EQ(query.Text(1), bytes);
  EXPECT_EQ(query.Bytes(2), bytes);
  ASSERT_TRUE(query.Next());
  EXPECT_EQ(query.Text(1), "");
  EXPECT_EQ(query.Bytes(2), "");
  EXPECT_FALSE(query.IsNull(1));
  EXPECT_FALSE(query.IsNull(2));
  EXPECT_FALSE(query.Next());
  EXPECT_THAT(query.status(), IsOk());
}

TEST_F(DbTest, NothingIsNull) {
  ASSERT_THAT(db_->Run("INSERT INTO t (b) VALUES (?1)", std::optional<std::string>()), IsOk());
  ASSERT_THAT(db_->Run("INSERT INTO t (b) VALUES (?1)", std::optional<std::string>("")), IsOk());
  EXPECT_THAT(db_->GetInt("SELECT count(*) FROM t WHERE b IS NULL"), IsOkAndHolds(1));
}

TEST_F(DbTest, AStatementIsUsedAgainWithOtherValues) {
  for (int i = 0; i < 3; ++i) {
    ASSERT_THAT(db_->Run("INSERT INTO t (a) VALUES (?1)", i), IsOk());
  }
  EXPECT_THAT(db_->GetInt("SELECT sum(a) FROM t"), IsOkAndHolds(3));
  EXPECT_THAT(db_->GetInt("SELECT sum(a) FROM t"), IsOkAndHolds(3));
}

TEST_F(DbTest, AStatementDoesNotRunTwiceAtOnce) {
  ASSERT_THAT(db_->Run("INSERT INTO t (a) VALUES (1), (2)"), IsOk());
  Query outer(*db_, "SELECT a FROM t");
  ASSERT_TRUE(outer.Next());
  Query inner(*db_, "SELECT a FROM t");
  EXPECT_FALSE(inner.Next());
  EXPECT_THAT(inner.status(), StatusIs(StatusCode::kInternal));
  EXPECT_TRUE(outer.Next());
}

TEST_F(DbTest, AMisspeltColumnIsNoText) {
  EXPECT_THAT(db_->Run("SELECT \"misspelt\" FROM t"),
              StatusIs(StatusCode::kInternal, HasSubstr("misspelt")));
}

TEST_F(DbTest, ForeignKeysHold) {
  ASSERT_THAT(db_->RunScript("CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT;"
                             "CREATE TABLE c (id INTEGER REFERENCES p (id)) STRICT"),
              IsOk());
  EXPECT_THAT(db_->Run("INSERT INTO c (id) VALUES (1)"), StatusIs(StatusCode::kInternal));
}

TEST_F(DbTest, EveryCommitIsSynced) {
  EXPECT_THAT(db_->GetInt("PRAGMA synchronous"), IsOkAndHolds(2));  // FULL
  EXPECT_THAT(db_->GetInt("PRAGMA wal_autocheckpoint"), IsOkAndHolds(0));
  EXPECT_THAT(db_->GetInt("PRAGMA trusted_schema"), IsOkAndHolds(0));
}

TEST_F(DbTest, TheFirstErrorIsKept) {
  EXPECT_THAT(db_->error(), IsOk());
  EXPECT_FALSE(db_->Run("SELECT none FROM t").ok());
  EXPECT_FALSE(db_->Run("SELECT later FROM t").ok());
  EXPECT_THAT(db_->Run("SELECT a FROM t"), IsOk());
  EXPECT_THAT(db_->error(), StatusIs(StatusCode::kInternal, HasSubstr("none")));
  EXPECT_EQ(db_->error_code() & 0xFF, SQLITE_ERROR);
  db_->ClearError();
  EXPECT_THAT(db_->error(), IsOk());
  EXPECT_EQ(db_->error_code(), SQLITE_OK);
}

TEST_F(DbTest, AMissingRowIsAnError) {
  EXPECT_THAT(db_->GetInt("SELECT a FROM t"), StatusIs(StatusCode::kInternal));
  EXPECT_THAT(db_->GetText("SELECT b FROM t"), StatusIs(StatusCode::kInternal));
}

TEST_F(DbTest, AReaderCannotWrite) {
  const auto reader = Db::Open(path_, {.read_only = true});
  ASSERT_THAT(reader, IsOk());
  EXPECT_THAT((*reader)->Run("INSERT INTO t (a) VALUES (1)"),
              StatusIs(StatusCode::kUnavailable, HasSubstr("cannot be written")));
}

TEST_F(DbTest, AStatementEndsAtTheDeadline) {
  constexpr char kEndless[] =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  using std::chrono::steady_clock;
  db_->SetDeadline(steady_clock::now() + std::chrono::milliseconds(50));
  const auto late = StatusIs(StatusCode::kDeadlineExceeded, HasSubstr("ask for less"));
  EXPECT_THAT(db_->GetInt(kEndless), late);
  // And after it none begins, however short.
  EXPECT_THAT(db_->GetInt("SELECT 1"), late);
  db_->SetDeadline(steady_clock::now() + std::chrono::hours(1));
  EXPECT_THAT(db_->GetInt("SELECT 1"), IsOkAndHolds(1));
}

TEST_F(DbTest, AFileThatCannotBeOpenedSaysSo) {
  EXPECT_THAT(Db::Open(dir_.File("none.db"), {}),
              StatusIs(StatusCode::kUnavailable, HasSubstr("none.db")));
}

// Every result code, and what our callers are told.
TEST(SqliteErrorTest, MeansWhatCallersCanActOn) {
  struct Case {
    int code;
    StatusCode status;
    const char* reason;
  };
  for (const Case& c : {
           Case{SQLITE_FULL, StatusCode::kResourceExhausted, "DISK_FULL"},
           Case{SQLITE_NOMEM, StatusCode::kResourceExhausted, "OUT_OF_MEMORY"},
           Case{SQLITE_INTERRUPT, StatusCode::kDeadlineExceeded, "SNAPSHOT_TOO_OLD"},
           Case{SQLITE_CORRUPT, StatusCode::kDataLoss, "DATABASE_DAMAGED"},
           Case{SQLITE_CORRUPT_INDEX, StatusCode::kDataLoss, "DATABASE_DAMAGED"},
           Case{SQLITE_NOTADB, StatusCode::kFailedPrecondition, "NOT_A_DATABASE"},
           Case{SQLITE_BUSY_SNAPSHOT, StatusCode::kUnavailable, "DATABASE_BUSY"},
           Case{SQLITE_LOCKED, StatusCode::kUnavailable, "DATABASE_BUSY"},
           Case{SQLITE_IOERR_FSYNC, StatusCode::kUnavailable, "STORAGE_IO_ERROR"},
           Case{SQLITE_CANTOPEN, StatusCode::kUnavailable, "STORAGE_IO_ERROR"},
           Case{SQLITE_READONLY, StatusCode::kUnavailable, "STORAGE_IO_ERROR"},
           Case{SQLITE_CONSTRAINT_UNIQUE, StatusCode::kInternal, "STORAGE_DEFECT"},
           Case{SQLITE_MISUSE, StatusCode::kInternal, "STORAGE_DEFECT"},
       }) {
    const absl::Status status = SqliteError(c.code, "testing", "detail");
    EXPECT_THAT(status, StatusIs(c.status, HasSubstr("testing"))) << c.code;
    EXPECT_THAT(status, StatusIs(c.status, HasSubstr("detail"))) << c.code;
    const auto info = base::GetDetail<google::rpc::ErrorInfo>(status);
    ASSERT_TRUE(info.has_value());
    EXPECT_EQ(info->reason(), c.reason);
    EXPECT_EQ(base::GetDetail<google::rpc::RetryInfo>(status).has_value(), c.code == SQLITE_FULL);
  }
}

TEST(SqliteErrorTest, KnowsWhichErrorsAreTheDevices) {
  for (const int code : {SQLITE_IOERR_FSYNC, SQLITE_IOERR_WRITE, SQLITE_CORRUPT, SQLITE_CANTOPEN,
                         SQLITE_READONLY_DBMOVED, SQLITE_NOTADB}) {
    EXPECT_TRUE(IsIoError(code)) << code;
  }
  for (const int code : {SQLITE_OK, SQLITE_FULL, SQLITE_BUSY, SQLITE_CONSTRAINT, SQLITE_NOMEM}) {
    EXPECT_FALSE(IsIoError(code)) << code;
  }
}

}  // namespace
}  // namespace continuum::storage
