// SPDX-License-Identifier: Apache-2.0

#include "server/base/audit_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <sstream>
#include <string>

#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::base {
namespace {

using ::continuum::testing::ReadFile;
using ::continuum::testing::StatusIs;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::HasSubstr;

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

TEST_F(AuditLogTest, TroubleIsSaidOnceInTheLog) {
  const auto audit = Open(dir_.File("audit"));
  ASSERT_TRUE(audit.ok());
  (*audit)->Write(Severity::kInfo, "first");
  const auto before = signal(SIGXFSZ, SIG_IGN);
  rlimit limit = {};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit full = {.rlim_cur = 1, .rlim_max = limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &full);
  (*audit)->Write(Severity::kInfo, "second");
  (*audit)->Write(Severity::kInfo, "third");
  setrlimit(RLIMIT_FSIZE, &limit);
  signal(SIGXFSZ, before);
  (*audit)->Write(Severity::kInfo, "fourth");
  const std::string said = log_text_.str();
  EXPECT_THAT(said, HasSubstr("audit log not written"));
  EXPECT_EQ(said.find("audit log not written"), said.rfind("audit log not written"));
  EXPECT_THAT(ReadFile(dir_.File("audit")), AllOf(HasSubstr("first"), HasSubstr("fourth")));
}

}  // namespace
}  // namespace continuum::base
