// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/page_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"

namespace continuum::operations {
namespace {

using ::testing::Optional;

constexpr absl::string_view kQuery = "the query";

TEST(PageTokenTest, ComesBack) {
  const std::string after("programs/\0\xFF", 11);
  for (const int64_t sequence : {int64_t{0}, int64_t{258}, std::numeric_limits<int64_t>::max()}) {
    for (const std::string& name : {std::string(), after, std::string(1000, 'x')}) {
      const PageToken token{sequence, name};
      EXPECT_THAT(ParsePageToken(FormatPageToken(token, kQuery), kQuery), Optional(token));
    }
  }
}

// Clients hold tokens while servers are replaced: a change of the format is a new version.
TEST(PageTokenTest, IsTheSameInEveryBuild) {
  EXPECT_EQ(FormatPageToken({.sequence = 42, .after = "programs/example-oak"}, "query"),
            "AbvOxRq-1-rsmrBVgGwVI-EAAAAAAAAAKnByb2dyYW1zL2V4YW1wbGUtb2Fr");
}

TEST(PageTokenTest, IsTextForUrls) {
  const std::string text = FormatPageToken({.sequence = 1, .after = "programs/p?&/ "}, kQuery);
  for (const char c : text) EXPECT_TRUE(absl::ascii_isalnum(c) || c == '-' || c == '_') << text;
}

TEST(PageTokenTest, BelongsToItsQuery) {
  const std::string text = FormatPageToken({.sequence = 1, .after = "a"}, kQuery);
  EXPECT_EQ(ParsePageToken(text, "another query"), std::nullopt);
  EXPECT_EQ(ParsePageToken(text, ""), std::nullopt);
}

TEST(PageTokenTest, RefusesEveryChange) {
  const std::string text = FormatPageToken({.sequence = 7, .after = "programs/oak"}, kQuery);
  for (size_t i = 0; i < text.size(); ++i) {
    for (const char c : absl::string_view("AQgw-_=9z ")) {
      std::string changed = text;
      changed[i] = c;
      if (changed == text) continue;
      EXPECT_EQ(ParsePageToken(changed, kQuery), std::nullopt) << changed;
    }
    EXPECT_EQ(ParsePageToken(text.substr(0, i), kQuery), std::nullopt) << i;
  }
  for (const char* tail : {"A", "AA", "AAAA", "=", "==", " ", "\n"}) {
    EXPECT_EQ(ParsePageToken(text + tail, kQuery), std::nullopt) << tail;
  }
}

TEST(PageTokenTest, RefusesWhatWasNeverOne) {
  for (const std::string& text :
       {std::string(), std::string("next"), std::string("\0", 1), std::string(1 << 20, 'A'),
        absl::WebSafeBase64Escape(std::string(25, '\1'))}) {
    EXPECT_EQ(ParsePageToken(text, kQuery), std::nullopt);
  }
}

TEST(PageTokenTest, RefusesOtherVersions) {
  std::string bytes;
  ASSERT_TRUE(
      absl::WebSafeBase64Unescape(FormatPageToken({.sequence = 1, .after = "a"}, kQuery), &bytes));
  bytes[0] = 2;
  EXPECT_EQ(ParsePageToken(absl::WebSafeBase64Escape(bytes), kQuery), std::nullopt);
}

}  // namespace
}  // namespace continuum::operations
