// SPDX-License-Identifier: Apache-2.0

#include "server/base/audit_log.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::base {
namespace {

using ::continuum::testing::ReadFile;
using ::continuum::testing::StatusIs;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

class AuditLogTest : public ::testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<AuditLog>> Open(const std::string& to) {
    return AuditLog::Open(to, clock_, log_);
  }

  testing::TempDir dir_;
  testing::FakeClock clock_;
  std::ostringstream log_text_;
  const Log log_{clock_, Severity::kInfo, log_text_};
};

TEST_F(AuditLogTest, AppendsLinesToAFileOfItsOwnersOnly) {
  const mode_t before = umask(0);
  const std::string path = dir_.File("audit");
  for (const char* event : {"server started", "refused"}) {
    ASSERT_OK_AND_ASSIGN(const auto audit, Open(path));
    audit->Write(Severity::kInfo, event, {{"account", "accounts/a\n"}});
  }
  umask(before);
  EXPECT_EQ(ReadFile(path),
            "{\"time\":\"2026-03-01T12:00:00.000Z\",\"severity\":\"INFO\","
            "\"message\":\"server started\",\"account\":\"accounts/a\\u000a\"}\n"
            "{\"time\":\"2026-03-01T12:00:00.000Z\",\"severity\":\"INFO\","
            "\"message\":\"refused\",\"account\":\"accounts/a\\u000a\"}\n");
  struct stat about = {};
  ASSERT_EQ(stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(AuditLogTest, AFileThatOthersCanReadIsRefused) {
  const std::string path = dir_.File("audit");
  WriteFile(path, "");
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  EXPECT_THAT(Open(path),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("--audit: cannot write to "), HasSubstr("chmod 600"))));
}

TEST_F(AuditLogTest, WhatIsNoFileIsRefused) {
  const std::string pipe = dir_.File("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string& path :
       {dir_.path(), dir_.File("none/audit"), pipe, std::string("/dev/null")}) {
    EXPECT_THAT(Open(path), StatusIs(absl::StatusCode::kFailedPrecondition,
                                     HasSubstr("--audit: cannot write to ")))
        << path;
  }
}

// Lets files grow no further than this, as a full disk, as long as it lives.
class FullAt {
 public:
  explicit FullAt(rlim_t bytes) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit full = {.rlim_cur = bytes, .rlim_max = limit_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
  }
  ~FullAt() {
    setrlimit(RLIMIT_FSIZE, &limit_);
    signal(SIGXFSZ, handler_);
  }
  FullAt(const FullAt&) = delete;
  FullAt& operator=(const FullAt&) = delete;

 private:
  rlimit limit_ = {};
  void (*const handler_)(int);
};

TEST_F(AuditLogTest, TroubleIsSaidOnceInTheLog) {
  ASSERT_OK_AND_ASSIGN(const auto audit, Open(dir_.File("audit")));
  const auto write = [&](const char* event) {
    audit->Write(Severity::kInfo, event);
    EXPECT_TRUE(audit->WaitUntilWritten(absl::Seconds(30)));
  };
  write("first");
  {
    const FullAt full(1);
    write("second");
    write("third");
  }
  write("fourth");
  EXPECT_EQ(audit->lost(), 2);
  const std::string said = log_text_.str();
  EXPECT_THAT(said, HasSubstr("audit log not written"));
  EXPECT_EQ(said.find("audit log not written"), said.rfind("audit log not written"));
  EXPECT_THAT(ReadFile(dir_.File("audit")), AllOf(HasSubstr("first"), HasSubstr("fourth")));
}

// What is left of a line that broke off spoils no other line, whether the same server goes on or
// another one, and wherever it broke off.
TEST_F(AuditLogTest, TheLineAfterOneThatBrokeOffIsWhole) {
  std::string line;
  {
    ASSERT_OK_AND_ASSIGN(const auto audit, Open(dir_.File("whole")));
    audit->Write(Severity::kInfo, "event");
    ASSERT_TRUE(audit->WaitUntilWritten(absl::Seconds(30)));
    line = ReadFile(dir_.File("whole"));
  }
  for (const size_t broken_at : {size_t{1}, line.size() / 2, line.size() - 1}) {
    for (const bool another : {false, true}) {
      const std::string path = dir_.File(absl::StrCat("audit", broken_at, another));
      ASSERT_OK_AND_ASSIGN(auto audit, Open(path));
      const auto write = [&] {
        audit->Write(Severity::kInfo, "event");
        EXPECT_TRUE(audit->WaitUntilWritten(absl::Seconds(30)));
      };
      write();
      {
        const FullAt full(line.size() + broken_at);
        write();
        write();
      }
      EXPECT_EQ(audit->lost(), 2);
      if (another) {
        ASSERT_OK_AND_ASSIGN(audit, Open(path));
      }
      write();
      write();
      EXPECT_EQ(ReadFile(path), absl::StrCat(line, line.substr(0, broken_at), "\n", line, line));
    }
  }
}

// A pipe of one page, which nobody reads unless the test does: what it is told hangs.
class HangingAuditLogTest : public AuditLogTest {
 protected:
  HangingAuditLogTest() {
    int ends[2] = {};
    EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
    EXPECT_GE(fcntl(ends[1], F_SETPIPE_SZ, 4096), 0);
    read_end_ = ends[0];
    audit_ = AuditLog::To(ends[1], clock_, log_,
                          {.room = 16, .patience_at_the_end = absl::Milliseconds(10)});
  }
  ~HangingAuditLogTest() override { close(read_end_); }

  void Write(int begin, int end) {
    for (int i = begin; i < end; ++i) {
      audit_->Write(Severity::kInfo, "change", {{"much", std::string(400, '.')}, {"number", i}});
    }
  }

  // Reads up to the end of the line with this number; to the end of all for -1. The numbers.
  std::vector<int> ReadUpTo(int number) const {
    std::vector<int> numbers;
    std::string line;
    for (char c = 0;
         (numbers.empty() || numbers.back() != number) && read(read_end_, &c, 1) == 1;) {
      line.push_back(c);
      if (c != '\n') continue;
      int found = -1;
      EXPECT_THAT(line, AllOf(StartsWith("{\"time\":"), EndsWith("}\n")));
      const size_t at = line.rfind(':') + 1;
      EXPECT_TRUE(absl::SimpleAtoi(line.substr(at, line.size() - at - 2), &found)) << line;
      numbers.push_back(found);
      line.clear();
    }
    EXPECT_EQ(line, "");
    return numbers;
  }

  int read_end_ = -1;
  std::unique_ptr<AuditLog> audit_;
};

TEST_F(HangingAuditLogTest, NobodyWaitsAndTheOldestThatWaitsIsGivenUp) {
  Write(0, 1);
  EXPECT_THAT(ReadUpTo(0), ElementsAre(0));
  Write(1, 1001);
  EXPECT_FALSE(audit_->WaitUntilWritten(absl::ZeroDuration()));
  const int64_t lost = audit_->lost();
  EXPECT_GT(lost, 0);
  const std::vector<int> numbers = ReadUpTo(1000);
  EXPECT_TRUE(audit_->WaitUntilWritten(absl::Seconds(30)));
  EXPECT_EQ(audit_->lost(), lost);
  EXPECT_EQ(numbers.size() + static_cast<size_t>(lost), 1000U);
  EXPECT_TRUE(absl::c_is_sorted(numbers));
  // The newest that there was room for are all there.
  EXPECT_EQ(numbers[numbers.size() - 16], 1001 - 16);
  // And all is well again.
  Write(1001, 1003);
  EXPECT_THAT(ReadUpTo(1002), ElementsAre(1001, 1002));
  EXPECT_EQ(audit_->lost(), lost);
}

TEST_F(HangingAuditLogTest, ItsEndDoesNotWaitForEver) {
  Write(0, 60);
  const int64_t lost = audit_->lost();
  audit_.reset();
  const std::string said = log_text_.str();
  const std::string before = "\"audit log not written before the end\",\"events\":";
  ASSERT_THAT(said, HasSubstr(before));
  const size_t at = said.find(before) + before.size();
  int64_t events = 0;
  ASSERT_TRUE(absl::SimpleAtoi(said.substr(at, said.find('}', at) - at), &events)) << said;
  EXPECT_GT(events, 0);
  EXPECT_LE(events, 60 - lost);
  // Should it go on after all, nothing is lost, and it ends by itself.
  EXPECT_THAT(ReadUpTo(-1), SizeIs(60 - static_cast<size_t>(lost)));
}

TEST_F(AuditLogTest, WhatWaitsAtTheEndIsWritten) {
  const std::string path = dir_.File("audit");
  {
    ASSERT_OK_AND_ASSIGN(const auto audit, Open(path));
    for (int i = 0; i < 2000; ++i) audit->Write(Severity::kInfo, "change", {{"number", i}});
  }
  EXPECT_THAT(ReadFile(path), HasSubstr("\"number\":1999}"));
  EXPECT_EQ(log_text_.str(), "");
}

}  // namespace
}  // namespace continuum::base
