// SPDX-License-Identifier: Apache-2.0

#include "tests/scoring/check/check_cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tests/testing/marked_text.h"

namespace continuum::scoring {
namespace {

const char kFolder[] = CONTINUUM_CHECK_CASES_DIR;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

// A case as it is written.
struct Written {
  std::string name;
  std::vector<std::string> removed;
  std::vector<std::string> added;
  std::vector<std::string> problems;  // with their first three characters, ">>>" or ">>="
};

std::vector<Written> ReadWritten(const std::string& file) {
  std::vector<Written> cases;
  std::string* open = nullptr;  // the text that further lines belong to
  for (const absl::string_view line : absl::StrSplit(ReadFile(file), '\n')) {
    const std::string rest(line.size() > 4 ? line.substr(4) : "");
    if (absl::StartsWith(line, "===")) {
      cases.push_back({rest, {}, {}, {}});
      open = nullptr;
    } else if (cases.empty()) {
      continue;
    } else if (absl::StartsWith(line, "---")) {
      open = &cases.back().removed.emplace_back(rest);
    } else if (absl::StartsWith(line, "+++")) {
      open = &cases.back().added.emplace_back(rest);
    } else if (absl::StartsWith(line, ">>")) {
      cases.back().problems.emplace_back(line);
      open = nullptr;
    } else if (open != nullptr) {
      absl::StrAppend(open, "\n", line);
    } else {
      EXPECT_EQ(line, "") << file << ": " << cases.back().name;
    }
  }
  return cases;
}

CheckCase Prepare(const Written& written, const std::string& file) {
  const std::string label = absl::StrCat(file, ": ", written.name);
  EXPECT_EQ(written.removed.size(), written.added.size()) << label;
  std::string marked = BaseRubric();
  for (size_t i = 0; i < std::min(written.removed.size(), written.added.size()); ++i) {
    const size_t first = marked.find(written.removed[i]);
    EXPECT_NE(first, std::string::npos) << label << ": " << written.removed[i];
    EXPECT_EQ(first, marked.rfind(written.removed[i])) << label << ": " << written.removed[i];
    if (first != std::string::npos) {
      marked.replace(first, written.removed[i].size(), written.added[i]);
    }
  }
  const testing::MarkedText read = testing::ReadMarkedText(marked);
  CheckCase prepared = {file, written.name, read.text, {}};
  size_t next_place = 0;
  for (absl::string_view problem : written.problems) {
    const bool same_place = absl::StartsWith(problem, ">>=");
    if (!same_place) ++next_place;
    problem.remove_prefix(std::min<size_t>(4, problem.size()));
    EXPECT_LE(next_place, read.places.size()) << label << ": too few places are marked";
    if (next_place == 0 || next_place > read.places.size()) break;
    prepared.expected.push_back(absl::StrCat(problem, " ", read.places[next_place - 1]));
  }
  EXPECT_EQ(next_place, read.places.size()) << label << ": too many places are marked";
  return prepared;
}

}  // namespace

std::string BaseRubric() { return ReadFile(std::filesystem::path(kFolder) / "base.textproto"); }

std::vector<CheckCase> ReadCheckCases() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(kFolder) / "cases")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<CheckCase> cases;
  for (const std::filesystem::path& file : files) {
    for (const Written& written : ReadWritten(file.string())) {
      cases.push_back(Prepare(written, file.filename().string()));
    }
  }
  return cases;
}

}  // namespace continuum::scoring
