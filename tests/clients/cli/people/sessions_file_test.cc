// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/sessions_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;

class SessionsFileTest : public ::testing::Test {
 protected:
  std::string Path() const { return home_.File("continuum/sessions.json"); }

  const testing::TempDir home_;
};

// Once each read the file, added its own session and wrote all of it, so that some were lost.
TEST_F(SessionsFileTest, OfManyWhoSignInAtOnceNobodyLosesTheSession) {
  constexpr int kPeople = 8;
  constexpr int kServers = 10;
  std::vector<std::thread> threads;
  for (int person = 0; person < kPeople; ++person) {
    threads.emplace_back([this, person] {
      const SessionsFile file(Path());
      for (int server = 0; server < kServers; ++server) {
        EXPECT_THAT(file.CheckWritable(), IsOk());
        EXPECT_THAT(file.Save(absl::StrCat("s", person, ":", server), absl::StrCat(person)),
                    IsOk());
        EXPECT_THAT(file.Save("gone", "x"), IsOk());
        EXPECT_THAT(file.Remove("gone"), IsOk());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const SessionsFile file(Path());
  for (int person = 0; person < kPeople; ++person) {
    for (int server = 0; server < kServers; ++server) {
      EXPECT_THAT(file.Find(absl::StrCat("s", person, ":", server)),
                  IsOkAndHolds(absl::StrCat(person)));
    }
  }
  EXPECT_THAT(file.Find("gone"), IsOkAndHolds(""));
}

TEST_F(SessionsFileTest, WhoeverComesWhileItIsBeingChangedWaits) {
  const SessionsFile file(Path());
  ASSERT_THAT(file.Save("a", "1"), IsOk());
  const int other = open(absl::StrCat(Path(), ".lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(other, 0);
  ASSERT_EQ(flock(other, LOCK_EX), 0);
  std::atomic<bool> saved = false;
  std::thread comes([&] {
    EXPECT_THAT(file.Save("b", "2"), IsOk());
    saved = true;
  });
  EXPECT_THAT(file.Find("a"), IsOkAndHolds("1"));  // reading needs no turn
  EXPECT_THAT(file.Find("b"), IsOkAndHolds(""));
  EXPECT_FALSE(saved);
  close(other);
  comes.join();
  EXPECT_THAT(file.Find("b"), IsOkAndHolds("2"));
}

TEST_F(SessionsFileTest, OnlyItsOwnerCanTakeTheLock) {
  ASSERT_THAT(SessionsFile(Path()).Save("a", "1"), IsOk());
  struct stat found {};
  ASSERT_EQ(stat(absl::StrCat(Path(), ".lock").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600u);
}

TEST_F(SessionsFileTest, ALinkIsNotFollowedToTheLock) {
  const SessionsFile file(Path());
  ASSERT_THAT(file.CheckWritable(), IsOk());
  std::filesystem::remove(absl::StrCat(Path(), ".lock"));
  std::filesystem::create_symlink(home_.File("elsewhere"), absl::StrCat(Path(), ".lock"));
  EXPECT_FALSE(file.Save("a", "1").ok());
  EXPECT_FALSE(std::filesystem::exists(home_.File("elsewhere")));
}

TEST_F(SessionsFileTest, WhereThereIsNothingToForgetNothingIsMade) {
  EXPECT_THAT(SessionsFile(Path()).Remove("a"), IsOk());
  EXPECT_FALSE(std::filesystem::exists(home_.File("continuum")));
}

}  // namespace
}  // namespace continuum::cli
