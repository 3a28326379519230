// SPDX-License-Identifier: Apache-2.0

#include "server/storage/exact_bytes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/escaping.h"

namespace continuum::storage {
namespace {

std::string Hex(ByteWriter writer) { return absl::BytesToHexString(std::move(writer).Take()); }

TEST(ByteWriterTest, WritesTheDocumentedBytes) {
  ByteWriter out;
  out.Byte(0x7F);
  out.Count(258);
  out.Number(1);
  out.Number(-2);
  out.Text("ab");
  out.Text("");
  out.Time(absl::FromUnixMicros(3));
  out.OptionalTime(std::nullopt);
  out.OptionalTime(absl::FromUnixMicros(-1));
  out.Truth(true);
  out.Truth(false);
  out.Raw("z");
  EXPECT_EQ(Hex(std::move(out)),
            "7f"
            "00000102"
            "0000000000000001"
            "fffffffffffffffe"
            "000000026162"
            "00000000"
            "0000000000000003"
            "00"
            "01ffffffffffffffff"
            "01"
            "00"
            "7a");
}

TEST(ByteReaderTest, ReadsWhatWasWritten) {
  const absl::Time time = absl::FromUnixMicros(1'700'000'000'000'001);
  ByteWriter out;
  out.Byte(255);
  out.Count(std::numeric_limits<uint32_t>::max());
  for (const int64_t n :
       {int64_t{0}, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}) {
    out.Number(n);
  }
  out.Text(absl::string_view("\0\xFF", 2));
  out.Time(time);
  out.OptionalTime(time);
  out.OptionalTime(std::nullopt);
  const std::string bytes = std::move(out).Take();
  ByteReader in(bytes);
  EXPECT_EQ(in.Byte(), 255);
  EXPECT_EQ(in.Count(), std::numeric_limits<uint32_t>::max());
  EXPECT_EQ(in.Number(), 0);
  EXPECT_EQ(in.Number(), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(in.Number(), std::numeric_limits<int64_t>::max());
  EXPECT_EQ(in.Text(), absl::string_view("\0\xFF", 2));
  EXPECT_EQ(in.Time(), time);
  EXPECT_EQ(in.OptionalTime(), time);
  EXPECT_FALSE(in.complete());
  EXPECT_EQ(in.OptionalTime(), std::nullopt);
  EXPECT_TRUE(in.complete());
}

TEST(ByteReaderTest, BytesThatEndTooEarlyAreNotComplete) {
  ByteWriter out;
  out.Number(5);
  out.Text("text");
  const std::string bytes = std::move(out).Take();
  for (size_t size = 0; size < bytes.size(); ++size) {
    ByteReader in(absl::string_view(bytes).substr(0, size));
    in.Number();
    in.Text();
    EXPECT_FALSE(in.complete()) << size;
    EXPECT_EQ(in.Number(), 0);  // and reading on is harmless
    EXPECT_EQ(in.Text(), "");
    EXPECT_EQ(in.OptionalTime(), std::nullopt);
  }
}

TEST(ByteReaderTest, BytesLeftOverAreNotComplete) {
  ByteReader in("xy");
  in.Byte();
  EXPECT_FALSE(in.complete());
  EXPECT_EQ(in.left(), 1u);
}

TEST(ByteReaderTest, AnOptionalTimeHasOneEncoding) {
  ByteReader in(absl::string_view("\2\0\0\0\0\0\0\0\0", 9));
  EXPECT_EQ(in.OptionalTime(), std::nullopt);
  EXPECT_FALSE(in.complete());
}

}  // namespace
}  // namespace continuum::storage
