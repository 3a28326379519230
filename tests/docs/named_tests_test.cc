// SPDX-License-Identifier: Apache-2.0
//
// docs/security.md points each promise to a test. A test that was renamed or removed must not leave
// its promise standing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"

namespace continuum {
namespace {

namespace fs = std::filesystem;

std::string Read(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// The names of all tests.
std::set<std::string> Tests() {
  static const std::regex kTest(R"(\bTEST(_F|_P)?\(\s*\w+,\s*(\w+)\s*\))");
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(CONTINUUM_SOURCE_DIR "/tests")) {
    if (entry.path().extension() != ".cc") continue;
    const std::string text = Read(entry.path());
    for (std::sregex_iterator found(text.begin(), text.end(), kTest), end; found != end; ++found) {
      names.insert(found->str(2));
    }
  }
  return names;
}

TEST(NamedTestsTest, ThoseOfTheSecurityPageExist) {
  static const std::regex kNamed(R"(`\w+Test\.(\w+)`)");
  const std::string page = Read(CONTINUUM_SOURCE_DIR "/docs/security.md");
  const std::set<std::string> tests = Tests();
  int named = 0;
  for (std::sregex_iterator found(page.begin(), page.end(), kNamed), end; found != end; ++found) {
    EXPECT_EQ(tests.count(found->str(1)), 1u) << found->str();
    ++named;
  }
  EXPECT_GT(named, 100);
}

}  // namespace
}  // namespace continuum
