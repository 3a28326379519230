// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/output_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;

class OutputFileTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const { return folder_.File(name); }
  static std::string Read(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const testing::TempDir folder_;
};

TEST_F(OutputFileTest, FilesAndFoldersAreMadeAndReplaced) {
  const std::string path = Path("new/folder/file");
  EXPECT_THAT(WriteOutputFile(path, "first, and longer"), IsOk());
  EXPECT_THAT(WriteOutputFile(path, "second"), IsOk());
  EXPECT_EQ(Read(path), "second");
  EXPECT_FALSE(std::filesystem::exists(path + ".unfinished"));
}

TEST_F(OutputFileTest, ALinkStaysOne) {
  std::ofstream(Path("real")) << "old";
  std::filesystem::create_symlink(Path("real"), Path("link"));
  std::filesystem::create_symlink(Path("not yet"), Path("ahead"));
  for (const char* link : {"link", "ahead"}) {
    EXPECT_THAT(WriteOutputFile(Path(link), "new"), IsOk());
    EXPECT_TRUE(std::filesystem::is_symlink(Path(link))) << link;
  }
  EXPECT_EQ(Read(Path("real")), "new");
  EXPECT_EQ(Read(Path("not yet")), "new");
}

TEST_F(OutputFileTest, APipeGetsTheText) {
  const std::string path = Path("pipe");
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  std::string got;
  std::thread reader([&] { got = Read(path); });
  EXPECT_THAT(WriteOutputFile(path, "text"), IsOk());
  reader.join();
  EXPECT_EQ(got, "text");
  EXPECT_TRUE(std::filesystem::is_fifo(path));
}

TEST_F(OutputFileTest, WhatCannotBeWrittenIsNamed) {
  EXPECT_THAT(WriteOutputFile(folder_.path(), "text"),
              StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr(folder_.path())));
}

}  // namespace
}  // namespace continuum::cli
