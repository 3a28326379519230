// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/look_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/auth/permissions.h"

namespace continuum::cli {
namespace {

// Those that a body may call by an access alone, as the server decides it; and the list in which a
// body sees programs, which everybody may call.
std::vector<std::string> MethodsOfBodies() {
  std::vector<std::string> methods = {"ListPrograms"};
  for (const auth::MethodRule& rule : auth::AllRules()) {
    const std::string name(rule.method);
    if (!rule.shared.empty()) methods.push_back(name.substr(name.rfind('.') + 1));
  }
  return methods;
}

TEST(LookWordsTest, EveryWayToLookHasWords) {
  EXPECT_GE(MethodsOfBodies().size(), 9U);
  for (const std::string& method : MethodsOfBodies()) {
    EXPECT_NE(LookWords(method), method);
  }
  EXPECT_EQ(LookWords("GetScorecard"), "looked at the scorecard");
  EXPECT_EQ(LookWords("ListPrograms"), "saw it in a list");
}

TEST(LookWordsTest, WhatIsNotKnownStaysAsItIs) {
  EXPECT_EQ(LookWords("GetSomethingNew"), "GetSomethingNew");
  EXPECT_EQ(LookWords(""), "");
}

}  // namespace
}  // namespace continuum::cli
