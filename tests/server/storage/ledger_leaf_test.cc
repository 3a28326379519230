// SPDX-License-Identifier: Apache-2.0

#include "server/storage/ledger_leaf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/escaping.h"
#include "tests/testing/status_matchers.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;

ledger::Hash AllBytes(uint8_t byte) {
  ledger::Hash hash;
  hash.fill(byte);
  return hash;
}

LedgerLeaf Sample() {
  LedgerLeaf leaf;
  leaf.sequence = 7;
  leaf.time = absl::FromUnixMicros(1'700'000'000'000'001);
  leaf.kind = "Save";
  leaf.author = "me";
  leaf.owner = "o";
  leaf.rows[{RowKind::kAnswer, "b"}] = AllBytes(0xBB);
  leaf.rows[{RowKind::kAnswer, "a"}] = AllBytes(0xAA);
  leaf.rows[{RowKind::kSite, "z"}] = AllBytes(0xCC);
  return leaf;
}

std::string Repeat(const char* hex) {
  std::string text;
  for (int i = 0; i < 32; ++i) text += hex;
  return text;
}

// These bytes are in files and under signatures: they never change.
TEST(LedgerLeafTest, HasTheDocumentedBytes) {
  EXPECT_EQ(absl::BytesToHexString(EncodeLeaf(Sample())),
            "01"
            "0000000000000007"
            "00060a24181e4001"
            "0000000453617665"
            "000000026d65"
            "000000016f"
            "00000003"
            "03000000017a" +
                Repeat("cc") + "080000000161" + Repeat("aa") + "080000000162" + Repeat("bb"));
}

TEST(LedgerLeafTest, IsReadAsWritten) {
  EXPECT_THAT(DecodeLeaf(EncodeLeaf(Sample())), IsOkAndHolds(Sample()));
  LedgerLeaf without_rows = Sample();
  without_rows.rows.clear();
  EXPECT_THAT(DecodeLeaf(EncodeLeaf(without_rows)), IsOkAndHolds(without_rows));
}

TEST(LedgerLeafTest, CutOrLengthenedLeavesAreRefused) {
  const std::string bytes = EncodeLeaf(Sample());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(DecodeLeaf(absl::string_view(bytes).substr(0, size)),
                StatusIs(StatusCode::kDataLoss))
        << size;
  }
  EXPECT_THAT(DecodeLeaf(bytes + "x"), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(DecodeLeaf("\2" + bytes.substr(1)), StatusIs(StatusCode::kDataLoss));
}

TEST(LedgerLeafTest, ALeafHasOneEncodingOnly) {
  const std::string bytes = EncodeLeaf(Sample());
  constexpr size_t kRow = 1 + 4 + 1 + 32;
  const std::string head = bytes.substr(0, bytes.size() - 3 * kRow);
  const auto row = [&](size_t i) { return bytes.substr(head.size() + i * kRow, kRow); };
  EXPECT_THAT(DecodeLeaf(head + row(0) + row(1) + row(2)), IsOkAndHolds(Sample()));
  EXPECT_THAT(DecodeLeaf(head + row(0) + row(2) + row(1)), StatusIs(StatusCode::kDataLoss));
  EXPECT_THAT(DecodeLeaf(head + row(0) + row(1) + row(1)), StatusIs(StatusCode::kDataLoss));
}

TEST(DigestRowTest, IsSha256OfSaltAndContent) {
  // echo -n saltcontent | sha256sum
  EXPECT_EQ(absl::BytesToHexString(ledger::AsBytes(DigestRow("salt", "content"))),
            "e8bcdad0a275fef01e37344175dd6de6defa8649c00fbeb9010d2403aff5089b");
  EXPECT_NE(DigestRow("salt", "content"), DigestRow("salz", "content"));
}

TEST(NewSaltTest, IsSixteenBytesAndNeverTheSame) {
  std::set<std::string> salts;
  for (int i = 0; i < 1000; ++i) salts.insert(NewSalt());
  EXPECT_EQ(salts.size(), 1000u);
  for (const std::string& salt : salts) EXPECT_EQ(salt.size(), 16u);
}

}  // namespace
}  // namespace continuum::storage
