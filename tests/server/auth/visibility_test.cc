// SPDX-License-Identifier: Apache-2.0
//
// docs/visibility.md shows the permission table as it is. To write it anew after a change of the
// table, run this test with CONTINUUM_WRITE_DOCS=1 and look at the difference.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "server/auth/permissions.h"

namespace continuum::auth {
namespace {

constexpr char kBegin[] = "<!-- The rest is written from the permission table by a test. -->\n";

std::string WordsOf(RoleSet roles) {
  std::vector<std::string> words;
  for (const Role role : roles.Roles()) words.emplace_back(RoleWords(role));
  return absl::StrJoin(words, ", ");
}

// "Get scorecard" of "continuum.v1.AssessmentService.GetScorecard".
std::string MethodWords(absl::string_view method) {
  const absl::string_view name = method.substr(method.rfind('.') + 1);
  std::string words;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !words.empty()) words += ' ';
    words += upper && words.size() > 1 ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return words;
}

std::string ServiceOf(absl::string_view method) {
  method = method.substr(0, method.rfind('.'));
  return std::string(method.substr(method.rfind('.') + 1));
}

std::string WhoMay(const MethodRule& rule) {
  std::vector<std::string> who;
  if (rule.everyone == Everyone::kPublic) return "everybody, without signing in";
  if (rule.everyone == Everyone::kAccounts) who.emplace_back("everybody who is signed in");
  if (rule.self) who.emplace_back("the account itself");
  if (!rule.own.empty()) who.push_back(WordsOf(rule.own));
  if (!rule.own_answers.empty()) {
    who.push_back(absl::StrCat("their own answers: ", WordsOf(rule.own_answers)));
  }
  if (!rule.any.empty()) who.push_back(WordsOf(rule.any));
  return absl::StrCat(absl::StrJoin(who, "; "),
                      rule.whole_account ? " (but no token that counts for one thing alone)" : "");
}

std::string WriteTables() {
  std::map<std::string, std::string> tables;
  for (const MethodRule& rule : AllRules()) {
    std::string& table = tables[ServiceOf(rule.method)];
    if (table.empty()) {
      table = "| what | of their own | with access to the program |\n|---|---|---|\n";
    }
    absl::StrAppend(&table, "| ", MethodWords(rule.method), " | ", WhoMay(rule), " | ",
                    rule.shared.empty() ? "no" : "completed results: every role of the body",
                    " |\n");
  }
  std::string text;
  for (const auto& [service, table] : tables) {
    absl::StrAppend(&text, "\n## ", service, "\n\n", table);
  }
  return text;
}

TEST(VisibilityTest, ThePageShowsTheTable) {
  const std::string path = absl::StrCat(CONTINUUM_SOURCE_DIR, "/docs/visibility.md");
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  const std::string page = text.str();
  const size_t begin = page.find(kBegin);
  ASSERT_NE(begin, std::string::npos) << path;
  const std::string wanted = page.substr(0, begin) + kBegin + WriteTables();
  if (std::getenv("CONTINUUM_WRITE_DOCS") != nullptr) std::ofstream(path) << wanted;
  EXPECT_EQ(page, wanted) << "write it anew with CONTINUUM_WRITE_DOCS=1";
}

// The page says of shared rows "every role of the body": no row may mean fewer.
TEST(VisibilityTest, WhatIsSharedIsSharedWithAllOfABody) {
  for (const MethodRule& rule : AllRules()) {
    if (rule.shared.empty()) continue;
    for (const Role role : AllRoles()) {
      const ResourceKind kind = KindOfRole(role);
      const bool body = kind == ResourceKind::kAccreditor || kind == ResourceKind::kAgency;
      EXPECT_EQ(rule.shared.Has(role), body) << std::string(rule.method);
    }
  }
}

}  // namespace
}  // namespace continuum::auth
