// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/temp_dir.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace continuum::testing {
namespace {

TEST(TempDirTest, LivesAsLongAsTheObject) {
  std::string path;
  {
    const TempDir dir;
    path = dir.path();
    WriteFile(dir.File("a"), absl::string_view("x\0y", 3));
    EXPECT_EQ(ReadFile(path + "/a"), std::string("x\0y", 3));
    EXPECT_NE(TempDir().path(), path);
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace continuum::testing
