// SPDX-License-Identifier: Apache-2.0
//
// Follows docs/authoring.md: makes its changes, runs its commands, and wants the output that stands
// there ("..." stands for any lines).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "tests/clients/cli/process.h"
#include "tests/testing/temp_dir.h"

namespace continuum::testing {
namespace {

using Lines = std::vector<std::string>;

// A fenced block of the page.
struct Block {
  std::string kind;
  Lines lines;
};

std::vector<Block> ReadBlocks(const std::string& page) {
  std::vector<Block> blocks;
  bool inside = false;
  for (absl::string_view line : absl::StrSplit(page, '\n')) {
    if (absl::ConsumePrefix(&line, "```")) {
      inside = !inside;
      if (inside) blocks.push_back({.kind = std::string(line), .lines = {}});
    } else if (inside) {
      blocks.back().lines.emplace_back(line);
    }
  }
  return blocks;
}

// Whether `out` is these lines, where "..." stands for any others.
void ExpectOutput(const std::string& out, const Lines& expected) {
  size_t at = 0;
  for (const absl::string_view part :
       absl::StrSplit(absl::StrCat(absl::StrJoin(expected, "\n"), "\n"), "...\n")) {
    const size_t found = out.find(std::string(part), at);
    ASSERT_NE(found, std::string::npos) << "not in the output:\n" << part << "\nbut:\n" << out;
    if (at == 0) {
      EXPECT_EQ(found, 0u) << out;
    }
    at = found + part.size();
  }
  if (expected.empty() || expected.back() != "...") {
    EXPECT_EQ(at, out.size()) << out;
  }
}

void RunCommand(absl::string_view command, const Lines& expected) {
  SCOPED_TRACE(command);
  const std::pair<std::string, std::string> words_and_file =
      absl::StrSplit(command, absl::MaxSplits(" > ", 1));
  Lines words = absl::StrSplit(words_and_file.first, ' ');
  ASSERT_EQ(words.front(), "continuum");
  words.erase(words.begin());
  const ProcessResult result = RunContinuum(words);
  EXPECT_EQ(result.err, "");
  if (words_and_file.second.empty()) {
    ExpectOutput(result.out, expected);
  } else {
    WriteFile(words_and_file.second, result.out);
  }
}

void RunCommands(const Lines& lines) {
  for (size_t i = 0; i < lines.size();) {
    absl::string_view command = lines[i++];
    ASSERT_TRUE(absl::ConsumePrefix(&command, "$ "));
    Lines expected;
    while (i < lines.size() && !absl::StartsWith(lines[i], "$ ")) expected.push_back(lines[i++]);
    RunCommand(command, expected);
  }
}

// Replaces each line with "-" by the one with "+" after it. It must be there once.
void MakeChanges(const Lines& lines) {
  absl::string_view path = lines.front();
  ASSERT_TRUE(absl::ConsumePrefix(&path, "--- "));
  std::string text = ReadFile(std::string(path));
  for (size_t i = 1; i + 1 < lines.size(); i += 2) {
    ASSERT_EQ(lines[i].substr(0, 1) + lines[i + 1].substr(0, 1), "-+");
    const std::string before = absl::StrCat("\n", lines[i].substr(1), "\n");
    const size_t at = text.find(before);
    ASSERT_NE(at, std::string::npos) << lines[i];
    ASSERT_EQ(text.find(before, at + 1), std::string::npos) << lines[i];
    text.replace(at, before.size(), absl::StrCat("\n", lines[i + 1].substr(1), "\n"));
  }
  WriteFile(std::string(path), text);
}

TEST(AuthoringTest, ThePageIsTrue) {
  const TempDir folder;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  int commands = 0;
  for (const Block& block :
       ReadBlocks(ReadFile(absl::StrCat(CONTINUUM_SOURCE_DIR, "/docs/authoring.md")))) {
    if (block.kind == "console") {
      RunCommands(block.lines);
      ++commands;
    } else if (block.kind == "diff") {
      MakeChanges(block.lines);
    }
    if (HasFatalFailure()) break;
  }
  EXPECT_GE(commands, 5);
  EXPECT_TRUE(std::filesystem::exists("crisis-team.html"));
  std::filesystem::current_path(before);
}

}  // namespace
}  // namespace continuum::testing
