// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/zip_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_replace.h"
#include "tests/server/evidence/office_files.h"

namespace continuum::evidence {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

TEST(ZipReaderTest, NamesAndReadsParts) {
  const std::string bytes = MakeZip({{"a.xml", "one"}, {"b/c.xml", std::string(200'000, 'x')}});
  const auto reader = ZipReader::Open(bytes);
  ASSERT_TRUE(reader.has_value());
  EXPECT_THAT(reader->names(), ElementsAre("a.xml", "b/c.xml"));
  EXPECT_TRUE(reader->Has("a.xml"));
  EXPECT_FALSE(reader->Has("A.xml"));
  EXPECT_FALSE(reader->encrypted());
  EXPECT_THAT(reader->Read("a.xml", 100), Optional(std::string("one")));
  EXPECT_THAT(reader->Read("b/c.xml", 200'000), Optional(std::string(200'000, 'x')));
  EXPECT_EQ(reader->Read("none", 100), std::nullopt);
}

TEST(ZipReaderTest, ReadsNoMoreThanItIsAllowed) {
  const std::string bytes = MakeZip({{"large", std::string(50 << 20, 'x')}});
  EXPECT_LT(bytes.size(), 200'000U);
  const auto reader = ZipReader::Open(bytes);
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->Read("large", 1 << 20), std::nullopt);
}

TEST(ZipReaderTest, SeesThatAPasswordIsNeeded) {
  const std::string bytes = MakeZip({{"a", "secret"}}, "password");
  const auto reader = ZipReader::Open(bytes);
  ASSERT_TRUE(reader.has_value());
  EXPECT_TRUE(reader->encrypted());
  EXPECT_EQ(reader->Read("a", 100), std::nullopt);
}

TEST(ZipReaderTest, RefusesTwoPartsOfOneName) {
  const std::string bytes =
      absl::StrReplaceAll(MakeZip({{"a.xml", "one"}, {"b.xml", "two"}}), {{"b.xml", "a.xml"}});
  EXPECT_FALSE(ZipReader::Open(bytes).has_value());
}

TEST(ZipReaderTest, TakesAnyBytes) {
  EXPECT_FALSE(ZipReader::Open("").has_value());
  EXPECT_FALSE(ZipReader::Open("PK\x03\x04").has_value());
  const std::string bytes = MakeZip({{"a.xml", "one"}, {"b.xml", std::string(500, 'x')}});
  for (size_t i = 0; i < bytes.size(); ++i) {
    (void)ZipReader::Open(absl::string_view(bytes).substr(0, i));
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    const auto reader = ZipReader::Open(changed);
    if (reader.has_value()) (void)reader->Read("b.xml", 1000);
  }
}

}  // namespace
}  // namespace continuum::evidence
