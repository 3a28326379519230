// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/testing/status_matchers.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::IsOk;
using continuum::testing::StatusIs;
using ::testing::HasSubstr;

TEST(ReadJsonObjectTest, GivesTheObject) {
  ASSERT_OK_AND_ASSIGN(const nlohmann::json read,
                       ReadJsonObject(R"({"a": [1, {"b": "c"}], "b": -2.5, "c": null})"));
  EXPECT_EQ(read["a"][1]["b"], "c");
  ASSERT_NE(FindMember(read, "b"), nullptr);
  EXPECT_EQ(FindMember(read, "d"), nullptr);
}

TEST(ReadJsonObjectTest, TheSameNameMayBeInTwoObjects) {
  EXPECT_THAT(ReadJsonObject(R"({"a": {"b": 1}, "b": {"b": 1}, "c": [{"b": 1}, {"b": 2}]})"),
              IsOk());
}

TEST(ReadJsonObjectTest, SaysWhatIsWrong) {
  struct Case {
    std::string text;
    std::string wrong;
  };
  for (const Case& c : std::vector<Case>{
           {R"({"a": 1, "a": 1})", R"(has "a" twice)"},
           {R"({"a": 1, "\u0061": 1})", R"(has "a" twice)"},
           {R"({"x": [{"y": 1, "z": 2, "y": 3}]})", R"(has "y" twice)"},
           {"[]", "not a JSON object"},
           {"\"a\"", "not a JSON object"},
           {"", "not JSON"},
           {"{", "not JSON"},
           {"{} {}", "not JSON"},
           {"{\"a\": 1,}", "not JSON"},
           {"{\"a\": /* b */ 1}", "not JSON"},
           {"{\"a\": 1e999}", "not JSON"},
           {"{\"a\": \"\xff\"}", "not JSON"},
           {"{\"a\": " + std::string(100000, '[') + std::string(100000, ']') + "}", "deep"},
       }) {
    EXPECT_THAT(ReadJsonObject(c.text),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.wrong)))
        << c.text.substr(0, 80);
  }
}

}  // namespace
}  // namespace continuum::auth::oidc
