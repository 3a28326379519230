// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/clamd.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "tests/server/evidence/clamd_process.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::evidence {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;

MATCHER(IsUnreachable, "is UNAVAILABLE, SCANNER_UNREACHABLE") {
  return ::testing::ExplainMatchResult(
      AllOf(StatusIs(absl::StatusCode::kUnavailable), HasReason("SCANNER_UNREACHABLE")), arg,
      result_listener);
}

TEST(ClamdAddressTest, IsASocketOrAPortOfThisMachine) {
  for (const char* address : {"/run/clamav/clamd.ctl", "127.0.0.1:3310", "127.0.0.1:65535"}) {
    EXPECT_THAT(Clamd::At(address), IsOk()) << address;
  }
  const std::string long_path = absl::StrCat("/", std::string(200, 'x'));
  for (const char* address :
       {"", "clamd.ctl", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
        "127.0.0.1:-1", "192.0.2.1:3310", "localhost:3310", long_path.c_str()}) {
    EXPECT_THAT(Clamd::At(address), StatusIs(absl::StatusCode::kInvalidArgument)) << address;
  }
}

TEST(ScanAnswerTest, NothingButCleanIsClean) {
  EXPECT_THAT(ReadScanAnswer(std::string("stream: OK\0", 11)), IsOkAndHolds(ScanResult::kClean));
  EXPECT_THAT(ReadScanAnswer("stream: OK"), IsOkAndHolds(ScanResult::kClean));
  EXPECT_THAT(ReadScanAnswer(std::string("stream: Some.Name(1:2) FOUND\0", 29)),
              IsOkAndHolds(ScanResult::kFound));
  for (const char* answer : {"", "OK", "stream: OK FOUND OK", "stream: OKAY", "stream: x ERROR",
                             "INSTREAM size limit exceeded. ERROR", "UNKNOWN COMMAND"}) {
    EXPECT_THAT(ReadScanAnswer(answer), IsUnreachable()) << answer;
  }
}

TEST(ClamdTest, WhoDoesNotListenIsUnreachable) {
  const testing::TempDir dir;
  const auto clamd = Clamd::At(dir.File("none"));
  ASSERT_THAT(clamd, IsOk());
  EXPECT_THAT(clamd->Scan("x"), IsUnreachable());
}

// The real one, with a signature of the test's own.
class RealClamdTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!ClamdProcess::Installed()) GTEST_SKIP() << "clamd is not installed (./dev installs it)";
  }
};

TEST_F(RealClamdTest, TellsWhatItFinds) {
  const ClamdProcess process;
  const auto clamd = Clamd::At(process.socket());
  ASSERT_THAT(clamd, IsOk());
  EXPECT_THAT(clamd->Scan("a policy"), IsOkAndHolds(ScanResult::kClean));
  EXPECT_THAT(clamd->Scan(absl::StrCat("before ", kMarkedAsMalware, " after")),
              IsOkAndHolds(ScanResult::kFound));
  EXPECT_THAT(clamd->Scan(""), IsOkAndHolds(ScanResult::kClean));
  // Several chunks, and the mark across the border of two.
  std::string large(3 << 16, 'x');
  EXPECT_THAT(clamd->Scan(large), IsOkAndHolds(ScanResult::kClean));
  large.replace((1 << 16) - 5, std::string(kMarkedAsMalware).size(), kMarkedAsMalware);
  EXPECT_THAT(clamd->Scan(large), IsOkAndHolds(ScanResult::kFound));
}

TEST_F(RealClamdTest, RefusesWhatIsTooLargeForIt) {
  const ClamdProcess process;  // takes 1 MiB
  const auto clamd = Clamd::At(process.socket());
  ASSERT_THAT(clamd, IsOk());
  EXPECT_THAT(clamd->Scan(std::string(4 << 20, 'x')), IsUnreachable());
}

TEST_F(RealClamdTest, AStoppedOneIsUnreachable) {
  std::string socket;
  {
    const ClamdProcess process;
    socket = process.socket();
    EXPECT_THAT(Clamd::At(socket)->Scan("x"), IsOkAndHolds(ScanResult::kClean));
  }
  EXPECT_THAT(Clamd::At(socket)->Scan("x"), IsUnreachable());
}

TEST_F(RealClamdTest, OneThatDoesNotAnswerIsWaitedForNoLongerThanAllowed) {
  const ClamdProcess process;
  process.Pause();
  const auto clamd = Clamd::At(process.socket(), absl::Milliseconds(200));
  ASSERT_THAT(clamd, IsOk());
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(clamd->Scan("x"), IsUnreachable());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace continuum::evidence
