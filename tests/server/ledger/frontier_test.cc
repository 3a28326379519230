// SPDX-License-Identifier: Apache-2.0

#include "server/ledger/frontier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/ledger/reference_tree.h"
#include "tests/testing/status_matchers.h"

namespace continuum::ledger {
namespace {

using ::continuum::testing::StatusIs;

TEST(FrontierTest, KnownRoots) {
  const char* const kRoots[] = {
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  };
  const std::vector<std::string> entries = KnownEntries();
  Frontier frontier;
  EXPECT_EQ(Hex(frontier.Root()), kRoots[0]);
  for (size_t i = 0; i < entries.size(); ++i) {
    frontier.Append(HashLeaf(entries[i]));
    EXPECT_EQ(frontier.size(), i + 1);
    EXPECT_EQ(Hex(frontier.Root()), kRoots[i + 1]) << i + 1 << " leaves";
  }
}

TEST(FrontierTest, AgreesWithTheReference) {
  StoredTree tree({});
  for (const std::string& entry : Entries(600)) {
    tree.Append(entry);
    ASSERT_EQ(tree.frontier.Root(), ReferenceRoot(tree.leaves)) << tree.leaves.size();
  }
}

TEST(FrontierTest, ReportsEachCompleteSubtreeOnce) {
  const StoredTree tree(Entries(100));
  EXPECT_FALSE(tree.rewritten);
  EXPECT_EQ(tree.nodes.size(), 100U + 50 + 25 + 12 + 6 + 3 + 1);
  for (const auto& [id, hash] : tree.nodes) {
    const uint64_t count = uint64_t{1} << id.level;
    EXPECT_EQ(hash, ReferenceRoot(Leaves(tree.leaves).subspan(id.index * count, count)))
        << "level " << id.level << " index " << id.index;
  }
}

TEST(FrontierTest, GoesOnFromWhatWasStored) {
  const std::vector<std::string> entries = Entries(130);
  const Frontier all = StoredTree(entries).frontier;
  Frontier frontier;
  for (const std::string& entry : entries) {
    ASSERT_OK_AND_ASSIGN(frontier, Frontier::Restore(frontier.size(), frontier.hashes()));
    frontier.Append(HashLeaf(entry));
  }
  EXPECT_EQ(frontier.Root(), all.Root());
  EXPECT_EQ(frontier.hashes(), all.hashes());
}

TEST(FrontierTest, RefusesAWrongNumberOfHashes) {
  const Frontier frontier = StoredTree(Entries(13)).frontier;
  EXPECT_EQ(frontier.hashes().size(), 3U);
  EXPECT_THAT(Frontier::Restore(12, frontier.hashes()),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "the frontier of 12 leaves has 2 hashes, not 3"));
  EXPECT_THAT(Frontier::Restore(0, frontier.hashes()),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(Frontier::Restore(1, {}), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace continuum::ledger
