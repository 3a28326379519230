// SPDX-License-Identifier: Apache-2.0
//
// What the server has answered, it has kept: over a restart, when it is told to stop in the middle
// of work, and when it is killed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>  // NOLINT(modernize-deprecated-headers): kill() is POSIX's
#include <unistd.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/mutex.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::AnyOf;
using ::testing::HasSubstr;

// Eight clients that make programs as fast as they can until the server is gone.
class KeptTest : public ServerTest {
 protected:
  static constexpr int kClients = 8;

  void SetUp() override {
    ServerTest::SetUp();
    ASSERT_NO_FATAL_FAILURE(MakeProgram("clinic"));
  }

  static std::string CreateRequest(absl::string_view id) {
    return absl::StrCat("program_id: '", id, "' request_id: 'request-", id,
                        "' program { title: 'A program' organization: 'organizations/org' }");
  }

  // Each round of work makes programs of its own.
  void StartWork() {
    ++round_;
    acked_count_ = 0;
    for (int c = 0; c < kClients; ++c) workers_.emplace_back([this, c] { Work(c); });
    while (acked_count_ < 50) std::this_thread::yield();
  }
  void EndWork() {
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
  }

  // Each acked program exists; a request whose outcome is unknown can be repeated and then does.
  void CheckAllKept() {
    base::MutexLock lock(mutex_);
    for (const std::string& id : acked_) {
      ASSERT_THAT(client_->Call(&Programs::GetProgram, absl::StrCat("name: 'programs/", id, "'")),
                  IsOk());
    }
    for (const std::string& id : unknown_) {
      ASSERT_THAT(client_->Call(&Programs::CreateProgram, CreateRequest(id)), IsOk());
    }
    EXPECT_GE(acked_.size(), 50u);
  }

  base::Mutex mutex_;
  std::set<std::string> acked_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string> unknown_ ABSL_GUARDED_BY(mutex_);
  std::vector<absl::Status> last_errors_ ABSL_GUARDED_BY(mutex_);
  std::atomic<int> acked_count_ = 0;

 private:
  void Work(int client) {
    const Client own(server_->address());
    for (int n = 0;; ++n) {
      const std::string id = absl::StrCat("p-", round_, "-", client, "-", n);
      const auto result = own.Call(&Programs::CreateProgram, CreateRequest(id));
      base::MutexLock lock(mutex_);
      if (!result.ok()) {
        unknown_.insert(id);
        last_errors_.push_back(result.status());
        return;
      }
      acked_.insert(id);
      ++acked_count_;
    }
  }

  int round_ = 0;
  std::vector<std::thread> workers_;
};

TEST_F(KeptTest, ARestartKeepsEverything) {
  ASSERT_OK_AND_ASSIGN(const v1::Program before,
                       client_->Call(&Programs::GetProgram, R"(name: "programs/clinic")"));
  EXPECT_EQ(server_->Stop(), 0) << server_->log();
  ASSERT_NO_FATAL_FAILURE(Start());
  ASSERT_OK_AND_ASSIGN(const v1::Program after,
                       client_->Call(&Programs::GetProgram, R"(name: "programs/clinic")"));
  EXPECT_THAT(after, EqualsProto(before));
}

TEST_F(KeptTest, WhenToldToStopItFinishesWhatItHasBegun) {
  StartWork();
  EXPECT_EQ(server_->Stop(), 0) << server_->log();
  EndWork();
  {
    // Calls that came too late were refused as such; none was dropped in the middle.
    base::MutexLock lock(mutex_);
    for (const absl::Status& error : last_errors_) {
      // The server cancels what has not begun; gRPC shows that as either code, depending on where
      // the call is.
      EXPECT_THAT(error, AnyOf(StatusIs(absl::StatusCode::kUnavailable),
                               StatusIs(absl::StatusCode::kCancelled)));
    }
  }
  EXPECT_THAT(server_->log(), HasSubstr("\"stopped\""));
  EXPECT_NE(access(server_->info_file().c_str(), F_OK), 0);
  ASSERT_NO_FATAL_FAILURE(Start());
  CheckAllKept();
}

TEST_F(KeptTest, WhenKilledItHasKeptWhatItAnswered) {
  for (int kills = 0; kills < 3; ++kills) {
    StartWork();
    EXPECT_EQ(server_->Kill(), -SIGKILL);
    EndWork();
    ASSERT_NO_FATAL_FAILURE(Start());
    CheckAllKept();
  }
}

TEST_F(KeptTest, BothSignalsStopIt) {
  server_->Signal(SIGINT);
  EXPECT_EQ(server_->Wait(), 0) << server_->log();
}

}  // namespace
}  // namespace continuum::end_to_end
