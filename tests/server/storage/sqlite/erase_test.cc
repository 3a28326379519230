// SPDX-License-Identifier: Apache-2.0
//
// What is erased is gone from the files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/log.h"
#include "server/base/status_macros.h"
#include "server/storage/accounts.h"
#include "server/storage/resources.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "tests/server/storage/sample_people.h"
#include "tests/server/storage/sample_records.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;

constexpr char kWords[] = "words that nobody may read again";

class EraseTest : public ::testing::Test {
 protected:
  EraseTest() {
    options_.path = dir_.File("continuum.db");
    options_.clock = &clock_;
    options_.log = &log_;
    Open();
  }

  void Open() {
    storage_.reset();
    auto storage = SqliteStorage::Open(options_);
    ASSERT_THAT(storage, IsOk());
    storage_ = *std::move(storage);
  }

  void Write(absl::FunctionRef<absl::Status(Writer&)> fn) {
    ASSERT_THAT(storage_->Write(TestChange(), {}, fn), IsOk());
  }

  // Comments whose names come in no order, so that pages are split, and of many lengths.
  static std::string Id(int i) { return absl::StrCat("c", i * 7919 % 4096); }
  void WriteComments(int count) {
    for (int begin = 0; begin < count; begin += 100) {
      Write([&](Writer& w) -> absl::Status {
        for (int i = begin; i < begin + 100; ++i) {
          CommentRecord comment = Comment(Id(i));
          comment.text = absl::StrCat(kWords, std::string(static_cast<size_t>(i * 37 % 3000), '.'));
          RETURN_IF_ERROR(Create(w, Everything(), comment));
        }
        return w.CreateRequest(Everything(), [&] {
          RequestRecord request = Request(absl::StrCat("request", begin));
          request.response = kWords;
          return request;
        }());
      });
    }
  }
  void PurgeComments(int count) {
    Write([&](Writer& w) -> absl::Status {
      for (int i = 0; i < count; ++i) {
        CommentRecord comment = Comment(Id(i));
        comment.text.clear();
        comment.state = CommentState::kPurged;
        RETURN_IF_ERROR(Update(w, Everything(), comment));
        RETURN_IF_ERROR(w.Erase(Everything(), RowKind::kComment, comment.name).status());
      }
      return absl::OkStatus();
    });
  }

  // How often the words stand in the file with this end of its name; 0 if there is none.
  int Count(absl::string_view end = "") const {
    const std::string path = absl::StrCat(options_.path, end);
    if (!std::filesystem::exists(path)) return 0;
    const std::string bytes = testing::ReadFile(path);
    int count = 0;
    for (size_t at = bytes.find(kWords); at != std::string::npos; at = bytes.find(kWords, at + 1)) {
      ++count;
    }
    return count;
  }

  testing::TempDir dir_;
  testing::FakeClock clock_;
  std::ostringstream log_text_;
  const base::Log log_{clock_, base::Severity::kInfo, log_text_};
  SqliteOptions options_;
  std::unique_ptr<SqliteStorage> storage_;
};

TEST_F(EraseTest, WordsAreGoneFromTheFilesOnceItIsClosed) {
  WriteComments(1000);
  Open();
  ASSERT_GE(Count(), 1000);  // so they could be found
  PurgeComments(1000);
  storage_.reset();
  EXPECT_EQ(Count(), 0);
  EXPECT_EQ(Count("-wal"), 0);
  Open();
  const auto report = storage_->VerifyLedger({}, {});
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->problem_count, 0);
  EXPECT_EQ(report->head.size, 11);
}

TEST_F(EraseTest, WordsAreGoneFromTheLogAtOnce) {
  WriteComments(100);
  ASSERT_GE(Count("-wal"), 100);
  PurgeComments(100);
  EXPECT_EQ(Count("-wal"), 0);
  EXPECT_GE(storage_->GetStats().operations, 2);
  // And the log is written on.
  Write([](Writer& w) { return Create(w, Everything(), Token("t")); });
  Open();
  EXPECT_EQ(storage_->GetLedgerHead()->size, 3);
}

// A reader's snapshot needs the log: it goes with a later change.
TEST_F(EraseTest, ASnapshotKeepsTheLogUntilALaterChange) {
  WriteComments(100);
  std::thread purge;
  ASSERT_THAT(storage_->Read([&](const Reader& reader) -> absl::Status {
    purge = std::thread([this] { PurgeComments(100); });
    while (storage_->GetLedgerHead()->size < 2) std::this_thread::yield();
    purge.join();
    EXPECT_GE(Count("-wal"), 100);
    return reader.GetResource(Everything(), RowKind::kComment, Comment(Id(0)).name).status();
  }),
              IsOk());
  Write([](Writer& w) { return Create(w, Everything(), Token("t")); });
  EXPECT_EQ(Count("-wal"), 0);
}

// As after a crash: the file is not written anew when it is closed.
TEST_F(EraseTest, AFileThatWasNotClosedIsWrittenAnewWhenItIsOpened) {
  WriteComments(1000);
  PurgeComments(1000);
  const std::string copy = dir_.File("copy.db");
  testing::WriteFile(copy, testing::ReadFile(options_.path));
  storage_.reset();
  options_.path = copy;
  EXPECT_GT(Count(), 0);  // pages keep copies of rows that moved
  Open();
  EXPECT_EQ(Count(), 0);
  storage_.reset();
  const auto db = Db::Open(options_.path, {.read_only = true});
  ASSERT_THAT(db, IsOk());
  EXPECT_THAT((*db)->GetInt("SELECT count(*) FROM rewrite_due"), IsOkAndHolds(0));
  EXPECT_THAT((*db)->GetText("PRAGMA integrity_check"), IsOkAndHolds("ok"));
}

TEST_F(EraseTest, WritingTheFileAnewIsSaid) {
  WriteComments(100);
  Open();
  EXPECT_EQ(log_text_.str(), "");  // nothing was erased
  PurgeComments(100);
  EXPECT_EQ(log_text_.str(), "");
  storage_.reset();
  EXPECT_THAT(log_text_.str(), ContainsRegex("\"INFO\",\"message\":\"writing the database anew\","
                                             "\"why\":\"something was erased\",\"bytes\":[1-9].*\n"
                                             ".*\"INFO\",\"message\":\"database written anew\","
                                             "\"milliseconds\":[0-9]+}\n"));
  log_text_.str("");
  Open();
  storage_.reset();
  EXPECT_EQ(log_text_.str(), "");
}

TEST_F(EraseTest, ThatTheFileCannotBeWrittenAnewIsSaid) {
  WriteComments(100);
  PurgeComments(100);
  // As where the disk is full.
  const auto reader = Db::Open(options_.path, {.read_only = true});
  ASSERT_THAT(reader, IsOk());
  ASSERT_THAT((*reader)->RunScript("BEGIN; SELECT count(*) FROM rewrite_due"), IsOk());
  storage_.reset();
  EXPECT_THAT(log_text_.str(), HasSubstr("\"WARNING\",\"message\":\"database not written anew\""));
}

// What a change of password erases goes as what a purge erases. Without writing the file anew, up
// to three of these hashes were left in most runs.
TEST_F(EraseTest, OldPasswordsAreGoneFromTheFilesOnceItIsClosed) {
  constexpr int kAccounts = 2000;
  const auto account = [](int i, absl::string_view hash) {
    AccountRecord record = Account(Id(i));
    record.display_name = std::string(static_cast<size_t>(i) * 37 % 600, '.');
    record.password_hash = std::string(hash);
    return record;
  };
  for (int begin = 0; begin < kAccounts; begin += 50) {
    Write([&](Writer& w) -> absl::Status {
      for (int i = begin; i < begin + 50; ++i) {
        RETURN_IF_ERROR(CreateAccount(w, Everything(), account(i, kWords)));
      }
      return absl::OkStatus();
    });
  }
  for (int begin = 0; begin < kAccounts; begin += 50) {
    Write([&](Writer& w) -> absl::Status {
      for (int i = begin; i < begin + 50; ++i) {
        RETURN_IF_ERROR(UpdateAccount(w, Everything(), account(i * 3 % kAccounts, "another")));
      }
      return absl::OkStatus();
    });
  }
  EXPECT_EQ(Count("-wal"), 0);
  storage_.reset();
  EXPECT_THAT(log_text_.str(), HasSubstr("\"database written anew\""));
  EXPECT_EQ(Count(), 0);
  EXPECT_EQ(Count("-wal"), 0);
}

}  // namespace
}  // namespace continuum::storage
