// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_STORAGE_SQLITE_LEDGER_TEST_BASE_H_
#define CONTINUUM_TESTS_SERVER_STORAGE_SQLITE_LEDGER_TEST_BASE_H_

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "server/base/status_macros.h"
#include "server/storage/resources.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/sqlite/read_pool.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "server/storage/sqlite/verify_ledger.h"
#include "tests/server/storage/sample_people.h"
#include "tests/server/storage/sample_records.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {

inline absl::Status WriteAll(Writer& w) {
  RETURN_IF_ERROR(CreateBasics(w));
  RETURN_IF_ERROR(w.CreateOrganization(Everything(), Organization("b")));
  RETURN_IF_ERROR(w.CreateSite(Everything(), Site("s")));
  RETURN_IF_ERROR(w.CreateAssessment(Everything(), Assessment("x")));
  RETURN_IF_ERROR(w.AppendAnswer(Everything(), Answer("1.1", "yes")));
  RETURN_IF_ERROR(w.CreateScorecard(Everything(), Scorecard()));
  RETURN_IF_ERROR(Create(w, Everything(), Token("t")));
  RETURN_IF_ERROR(Create(w, Everything(), Access("y")));
  RETURN_IF_ERROR(w.AppendAnswer(Everything(), Answer("1.2", "words")));
  RETURN_IF_ERROR(Create(w, Everything(), Comment("c")));
  RETURN_IF_ERROR(w.NoteUses(Everything(), std::vector<UseRecord>{{Token("t").name, w.time()}}));
  return w.CreateRequest(Everything(), Request("id"));
}

inline absl::Status WriteMore(Writer& w) {
  RETURN_IF_ERROR(w.UpdateProgram(Everything(), Program("p", "a", "Renamed")));
  AccessRecord access = Access("y");
  access.state = AccessState::kEnded;
  RETURN_IF_ERROR(Update(w, Everything(), access));
  return w.AppendAnswer(Everything(), Answer("1.1", "no"));
}

// Erases a comment and an answer of the first change.
inline absl::Status EraseSome(Writer& w) {
  CommentRecord comment = Comment("c");
  comment.text.clear();
  comment.state = CommentState::kPurged;
  RETURN_IF_ERROR(Update(w, Everything(), comment));
  RETURN_IF_ERROR(w.Erase(Everything(), RowKind::kComment, comment.name).status());
  RETURN_IF_ERROR(w.AppendAnswer(Everything(), Answer("1.2", "")));
  return w
      .Erase(Everything(), RowKind::kAnswer,
             AnswerRowName("programs/p/assessments/x", "consensus", "1.2"))
      .status();
}

// The bytes of a database with two changes and every kind of row; a third erases some.
inline std::string MakeDatabase(bool with_erasures) {
  const testing::TempDir dir;
  testing::FakeClock clock;
  SqliteOptions options;
  options.path = dir.File("continuum.db");
  options.clock = &clock;
  {
    const auto storage = SqliteStorage::Open(options);
    EXPECT_THAT(storage, testing::IsOk());
    EXPECT_THAT((*storage)->Write(TestChange("First"), {}, &WriteAll), testing::IsOk());
    clock.Advance(absl::Seconds(1));
    EXPECT_THAT((*storage)->Write(TestChange("Second"), {}, &WriteMore), testing::IsOk());
    clock.Advance(absl::Seconds(1));
    if (with_erasures) {
      EXPECT_THAT((*storage)->Write(TestChange("Third"), {}, &EraseSome), testing::IsOk());
    }
  }
  return testing::ReadFile(options.path);
}

// Made once.
inline const std::string& SampleDatabase() {
  static const auto* const bytes = new std::string(MakeDatabase(/*with_erasures=*/false));
  return *bytes;
}
inline const std::string& ErasedDatabase() {
  static const auto* const bytes = new std::string(MakeDatabase(/*with_erasures=*/true));
  return *bytes;
}

// A ledger in a file that may be changed by hand.
class LedgerTestBase : public ::testing::Test {
 protected:
  LedgerTestBase() {
    options_.path = dir_.File("continuum.db");
    options_.clock = &clock_;
    testing::WriteFile(options_.path, SampleDatabase());
  }

  LedgerReport Verify(const std::optional<LedgerHead>& kept = {}) {
    const auto readers = ReadPool::Open(options_);
    EXPECT_THAT(readers, testing::IsOk());
    const auto report = VerifyLedger(**readers, {}, kept);
    EXPECT_THAT(report, testing::IsOk());
    return report.value_or(LedgerReport());
  }

  void Tamper(const std::string& sql) const {
    const auto db = Db::Open(options_.path, {});
    ASSERT_THAT((*db)->RunScript("PRAGMA foreign_keys = OFF;" + sql), testing::IsOk());
  }

  testing::TempDir dir_;
  testing::FakeClock clock_;
  SqliteOptions options_;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_TESTS_SERVER_STORAGE_SQLITE_LEDGER_TEST_BASE_H_
