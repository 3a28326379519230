// SPDX-License-Identifier: Apache-2.0

#include "server/ledger/hash.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/server/ledger/reference_tree.h"
#include "tests/testing/status_matchers.h"

namespace continuum::ledger {
namespace {

using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;

TEST(HashTest, TheEmptyRootIsSha256OfNothing) {
  EXPECT_EQ(Hex(EmptyRoot()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(HashTest, LeavesAndNodesHaveTheirPrefixes) {
  EXPECT_EQ(Hex(HashLeaf("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(Hex(HashNode(HashLeaf(""), HashLeaf(absl::string_view("\0", 1)))),
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  const Hash a = HashLeaf("a");
  const Hash b = HashLeaf("b");
  EXPECT_NE(HashNode(a, b), HashNode(b, a));
  // A leaf that looks like a node is none.
  EXPECT_NE(HashLeaf(std::string(AsBytes(a)) + std::string(AsBytes(b))), HashNode(a, b));
}

TEST(HashTest, BytesThereAndBack) {
  EXPECT_THAT(HashFromBytes(AsBytes(HashLeaf("x"))), IsOkAndHolds(HashLeaf("x")));
  EXPECT_THAT(HashFromBytes(std::string(31, 'x')),
              StatusIs(absl::StatusCode::kInvalidArgument, "a hash has 32 bytes, not 31"));
  EXPECT_THAT(HashFromBytes(std::string(33, 'x')), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace continuum::ledger
