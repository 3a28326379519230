// SPDX-License-Identifier: Apache-2.0
//
// Database files that the server must not take, and a disk that is full.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::ReadFile;
using ::continuum::testing::ServerProcess;
using ::continuum::testing::StatusIs;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DatabaseTest : public ServerTest {
 protected:
  // A server on this file must not start; what it says.
  std::string Refusal(const std::string& path) {
    const std::string before = ReadFile(path);
    ServerProcess server(path);
    EXPECT_FALSE(server.started());
    EXPECT_EQ(server.Wait(), 1);
    EXPECT_EQ(ReadFile(path), before) << "a file that is refused must stay as it is";
    return server.log();
  }
};

TEST_F(DatabaseTest, ASecondServerOnOneDatabaseIsRefused) {
  ServerProcess second(database());
  EXPECT_EQ(second.Wait(), 1);
  EXPECT_THAT(second.log(), AllOf(HasSubstr(database()), HasSubstr("another server")));
  ASSERT_NO_FATAL_FAILURE(MakeProgram("clinic"));  // the first one does not mind
}

TEST_F(DatabaseTest, ADatabaseOfANewerVersionIsRefused) {
  ASSERT_EQ(server_->Stop(), 0);
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(database().c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "PRAGMA user_version = 999999", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  EXPECT_THAT(Refusal(database()), AllOf(HasSubstr(database()), HasSubstr("version 999999")));
}

TEST_F(DatabaseTest, ATruncatedDatabaseIsRefused) {
  ASSERT_NO_FATAL_FAILURE(MakeProgram("clinic"));
  ASSERT_EQ(server_->Stop(), 0);
  const std::string whole = ReadFile(database());
  const std::string path = dir_.File("truncated.db");
  WriteFile(path, absl::string_view(whole).substr(0, whole.size() / 2));
  EXPECT_THAT(Refusal(path), HasSubstr("damaged"));
  WriteFile(path, absl::string_view(whole).substr(0, 100));
  EXPECT_THAT(Refusal(path), HasSubstr("damaged"));
}

TEST_F(DatabaseTest, AFileThatIsNoDatabaseIsRefused) {
  std::string noise;
  for (uint32_t i = 0, x = 1; i < 20'000; ++i, x = x * 1'664'525 + 1'013'904'223) {
    noise.push_back(static_cast<char>(x >> 24));
  }
  const std::string path = dir_.File("noise.db");
  WriteFile(path, noise);
  EXPECT_THAT(Refusal(path), HasSubstr(path));
  WriteFile(path, "criterion,item,answer\n");
  EXPECT_THAT(Refusal(path), HasSubstr(path));
}

TEST_F(DatabaseTest, AFolderThatIsNotThereIsSaidSo) {
  ServerProcess server(dir_.File("none/continuum.db"));
  EXPECT_EQ(server.Wait(), 1);
  EXPECT_THAT(server.log(), HasSubstr(dir_.File("none/continuum.db")));
}

// Each file fits in itself: only a head that lies elsewhere shows that this is not what was there.
TEST_F(DatabaseTest, AnOlderDatabaseThatWentOnIsFoundWithAHeadThatWasKept) {
  ASSERT_NO_FATAL_FAILURE(MakeProgram("clinic"));
  ASSERT_EQ(server_->Stop(), 0);
  const std::string older = ReadFile(database());
  Start();
  const auto verify = [&](const v1::LedgerHead& kept) {
    v1::VerifyLedgerRequest request;
    *request.mutable_kept_head() = kept;
    const auto found = client_->Call(&Ledger::VerifyLedger, request);
    EXPECT_THAT(found, IsOk());
    return found.value_or(v1::VerifyLedgerResponse());
  };
  const auto add = [&](absl::string_view program) {
    EXPECT_THAT(client_->Call(&Programs::CreateProgram,
                              absl::StrCat("program_id: '", program, "' program { title: 'A ",
                                           "program' organization: 'organizations/org' }")),
                IsOk());
  };
  add("what-was");
  const auto kept = client_->Call(&Ledger::GetLedgerHead, "");
  ASSERT_THAT(kept, IsOk());
  add("what-came-then");
  EXPECT_EQ(verify(*kept).problem_count(), 0);

  ASSERT_EQ(server_->Stop(), 0);
  WriteFile(database(), older);
  Start();
  EXPECT_THAT(verify(*kept).problems(0).message(), HasSubstr("1 change is missing at its end"));
  add("what-was-not");
  EXPECT_EQ(client_->Call(&Ledger::VerifyLedger, "")->problem_count(), 0);
  const v1::VerifyLedgerResponse found = verify(*kept);
  ASSERT_EQ(found.problem_count(), 1);
  EXPECT_EQ(found.problems(0).sequence(), kept->size());
  EXPECT_THAT(found.problems(0).message(),
              AllOf(HasSubstr("does not begin with what it had"), Not(HasSubstr("missing"))));
}

// A small disk of its own, mounted for as long as this lives.
class SmallDisk {
 public:
  SmallDisk() : mounted_(mount("tmpfs", dir_.path().c_str(), "tmpfs", 0, "size=4m") == 0) {}
  ~SmallDisk() {
    if (mounted_) umount(dir_.path().c_str());
  }
  bool mounted() const { return mounted_; }
  std::string File(absl::string_view name) const { return dir_.File(name); }

 private:
  TempDir dir_;
  bool mounted_;
};

TEST(DiskFullTest, WritesAreRefusedReadsGoOnAndRoomMendsIt) {
  const SmallDisk disk;
  if (!disk.mounted()) GTEST_SKIP() << "cannot mount a small disk: " << std::strerror(errno);
  ServerProcess server(disk.File("continuum.db"));
  ASSERT_TRUE(server.started()) << server.log();
  const Client client(server.address());
  ASSERT_THAT(client.Call(&Programs::CreateOrganization,
                          R"(organization_id: "org" organization { title: "Org" })"),
              IsOk());
  {
    // Whatever is left of the disk goes to another program.
    const std::string filler = disk.File("filler");
    FILE* file = fopen(filler.c_str(), "w");
    const std::string block(4096, 'x');
    while (fwrite(block.data(), 1, block.size(), file) == block.size() && fflush(file) == 0) {
    }
    fclose(file);
  }
  absl::StatusOr<v1::Program> created = v1::Program();
  int made = 0;
  for (; created.ok() && made < 2000; ++made) {
    created = client.Call(&Programs::CreateProgram,
                          absl::StrCat("program_id: 'p", made, "' program { title: 'A program' ",
                                       "organization: 'organizations/org' }"));
  }
  EXPECT_THAT(created,
              AllOf(StatusIs(absl::StatusCode::kResourceExhausted), HasReason("DISK_FULL")));
  EXPECT_THAT(client.Call(&Programs::GetOrganization, R"(name: "organizations/org")"), IsOk());

  unlink(disk.File("filler").c_str());
  EXPECT_THAT(client.Call(&Programs::CreateProgram,
                          R"(program_id: "later" program { title: "A program"
                             organization: "organizations/org" })"),
              IsOk());
  for (int p = 0; p < made - 1; ++p) {
    EXPECT_THAT(client.Call(&Programs::GetProgram, absl::StrCat("name: 'programs/p", p, "'")),
                IsOk());
  }
  EXPECT_EQ(server.Stop(), 0) << server.log();
}

}  // namespace
}  // namespace continuum::end_to_end
