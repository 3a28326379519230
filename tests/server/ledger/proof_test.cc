// SPDX-License-Identifier: Apache-2.0

#include "server/ledger/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "tests/server/ledger/reference_tree.h"
#include "tests/testing/status_matchers.h"

namespace continuum::ledger {
namespace {

using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr uint64_t kMaxSize = 130;  // both sides of 64 and 128
constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

class ProofTest : public ::testing::Test {
 protected:
  static std::vector<Hash> Inclusion(const StoredTree& tree, uint64_t index, uint64_t size) {
    auto proof = ProveInclusion(index, size, [&tree](NodeId id) { return tree.Read(id); });
    EXPECT_THAT(proof, testing::IsOk());
    return proof.value_or(std::vector<Hash>());
  }
  static std::vector<Hash> Consistency(const StoredTree& tree, uint64_t from, uint64_t to) {
    auto proof = ProveConsistency(from, to, [&tree](NodeId id) { return tree.Read(id); });
    EXPECT_THAT(proof, testing::IsOk());
    return proof.value_or(std::vector<Hash>());
  }

  const StoredTree tree_{Entries(kMaxSize)};
  const StoredTree known_{KnownEntries()};
};

TEST_F(ProofTest, KnownInclusionProofs) {
  EXPECT_THAT(Inclusion(known_, 0, 1), IsEmpty());
  EXPECT_THAT(Hex(Inclusion(known_, 0, 8)),
              ElementsAre("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
  EXPECT_THAT(Hex(Inclusion(known_, 5, 8)),
              ElementsAre("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
  EXPECT_THAT(Hex(Inclusion(known_, 2, 3)),
              ElementsAre("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"));
  EXPECT_THAT(Hex(Inclusion(known_, 1, 5)),
              ElementsAre("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
}

TEST_F(ProofTest, KnownConsistencyProofs) {
  EXPECT_THAT(Consistency(known_, 1, 1), IsEmpty());
  EXPECT_THAT(Hex(Consistency(known_, 1, 8)),
              ElementsAre("96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                          "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                          "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"));
  EXPECT_THAT(Hex(Consistency(known_, 6, 8)),
              ElementsAre("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                          "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"));
  EXPECT_THAT(Hex(Consistency(known_, 2, 5)),
              ElementsAre("5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                          "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"));
}

TEST_F(ProofTest, EveryInclusionIsAsTheReferenceAndVerifies) {
  for (uint64_t size = 1; size <= kMaxSize; ++size) {
    const Hash root = ReferenceRoot(tree_.First(size));
    for (uint64_t index = 0; index < size; ++index) {
      const std::vector<Hash> proof = Inclusion(tree_, index, size);
      ASSERT_EQ(proof, ReferencePath(index, tree_.First(size))) << index << " of " << size;
      ASSERT_TRUE(VerifyInclusion(tree_.leaves[index], index, size, proof, root))
          << index << " of " << size;
    }
  }
}

TEST_F(ProofTest, EveryConsistencyIsAsTheReferenceAndVerifies) {
  for (uint64_t to = 1; to <= kMaxSize; ++to) {
    const Hash new_root = ReferenceRoot(tree_.First(to));
    for (uint64_t from = 0; from <= to; ++from) {
      const std::vector<Hash> proof = Consistency(tree_, from, to);
      if (from > 0) {
        ASSERT_EQ(proof, ReferenceSubproof(from, tree_.First(to), true)) << from << " in " << to;
      }
      ASSERT_TRUE(VerifyConsistency(from, to, proof, ReferenceRoot(tree_.First(from)), new_root))
          << from << " in " << to;
    }
  }
}

// Everything that is near a proof and is none: a flipped bit in any hash, a missing or an
// additional hash, two exchanged.
std::vector<std::vector<Hash>> Damaged(const std::vector<Hash>& proof) {
  std::vector<std::vector<Hash>> all;
  for (size_t i = 0; i < proof.size(); ++i) {
    all.push_back(proof);
    all.back()[i][i % kHashBytes] ^= 0x10;
    all.push_back(proof);
    all.back().erase(all.back().begin() + static_cast<std::ptrdiff_t>(i));
    all.push_back(proof);
    all.back().insert(all.back().begin() + static_cast<std::ptrdiff_t>(i), proof[i]);
    if (i > 0) {
      all.push_back(proof);
      std::swap(all.back()[i - 1], all.back()[i]);
    }
  }
  all.push_back(proof);
  all.back().push_back(EmptyRoot());
  return all;
}

TEST_F(ProofTest, NoDamagedInclusionVerifies) {
  for (const uint64_t size : {1, 2, 3, 7, 8, 9, 13, 64, 65}) {
    const Hash root = ReferenceRoot(tree_.First(size));
    for (uint64_t index = 0; index < size; ++index) {
      const Hash& leaf = tree_.leaves[index];
      const std::vector<Hash> proof = Inclusion(tree_, index, size);
      for (const std::vector<Hash>& damaged : Damaged(proof)) {
        ASSERT_FALSE(VerifyInclusion(leaf, index, size, damaged, root)) << index << " of " << size;
      }
      for (uint64_t other = 0; other < size + 2; ++other) {
        if (other == index) continue;
        ASSERT_FALSE(VerifyInclusion(leaf, other, size, proof, root)) << index << " as " << other;
      }
      ASSERT_FALSE(VerifyInclusion(HashLeaf("other"), index, size, proof, root));
      ASSERT_FALSE(VerifyInclusion(leaf, index, size, proof, EmptyRoot()));
    }
  }
}

TEST_F(ProofTest, NoDamagedConsistencyVerifies) {
  for (const uint64_t to : {1, 2, 3, 7, 8, 9, 13, 64, 65}) {
    const Hash new_root = ReferenceRoot(tree_.First(to));
    for (uint64_t from = 0; from <= to; ++from) {
      const Hash old_root = ReferenceRoot(tree_.First(from));
      const std::vector<Hash> proof = Consistency(tree_, from, to);
      for (const std::vector<Hash>& damaged : Damaged(proof)) {
        ASSERT_FALSE(VerifyConsistency(from, to, damaged, old_root, new_root))
            << from << " in " << to;
      }
      const Hash wrong = HashLeaf("wrong");
      ASSERT_FALSE(VerifyConsistency(from, to, proof, wrong, new_root)) << from << " in " << to;
      if (from > 0) {  // nothing can be said of what follows an empty tree
        ASSERT_FALSE(VerifyConsistency(from, to, proof, old_root, wrong)) << from << " in " << to;
      }
    }
  }
}

// A ledger that changed an old entry cannot prove that it only appended.
TEST_F(ProofTest, RewrittenHistoryHasNoProof) {
  std::vector<std::string> entries = Entries(65);
  const Hash honest_root = ReferenceRoot(tree_.First(40));
  for (size_t changed = 0; changed < 40; ++changed) {
    std::vector<std::string> forged_entries = entries;
    forged_entries[changed] = "forged";
    const StoredTree forged(forged_entries);
    EXPECT_FALSE(
        VerifyConsistency(40, 65, Consistency(forged, 40, 65), honest_root, forged.frontier.Root()))
        << changed;
  }
}

TEST_F(ProofTest, ImpossibleSizesAreRefused) {
  const auto read = [this](NodeId id) { return tree_.Read(id); };
  EXPECT_THAT(ProveInclusion(5, 5, read), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(ProveInclusion(0, 0, read), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(ProveConsistency(6, 5, read), StatusIs(absl::StatusCode::kOutOfRange));
  const Hash root = EmptyRoot();
  EXPECT_FALSE(VerifyInclusion(root, 0, 0, {}, root));
  EXPECT_FALSE(VerifyInclusion(root, kMax, kMax, {}, root));
  EXPECT_FALSE(VerifyInclusion(root, kMax - 1, kMax, {}, root));
  EXPECT_FALSE(VerifyConsistency(2, 1, {}, root, root));
  EXPECT_FALSE(VerifyConsistency(3, kMax, {}, root, root));
  EXPECT_FALSE(VerifyConsistency(uint64_t{1} << 63, kMax, {}, root, root));
}

// The hashes fit, but a tree of that size is not so high.
TEST_F(ProofTest, AProofMustNotClimbAboveTheRoot) {
  const Hash a = HashLeaf("a");
  const Hash b = HashLeaf("b");
  EXPECT_FALSE(VerifyInclusion(b, 0, 1, {a}, HashNode(a, b)));
  std::vector<Hash> proof = Consistency(tree_, 3, 4);
  const Hash old_root = ReferenceRoot(tree_.First(3));
  const Hash new_root = ReferenceRoot(tree_.First(4));
  EXPECT_TRUE(VerifyConsistency(3, 4, proof, old_root, new_root));
  proof.push_back(a);
  EXPECT_FALSE(VerifyConsistency(3, 4, proof, HashNode(a, old_root), HashNode(a, new_root)));
}

TEST_F(ProofTest, AReadersErrorIsPassedOn) {
  const StoredTree small(Entries(4));
  const auto read = [&small](NodeId id) { return small.Read(id); };
  EXPECT_THAT(ProveInclusion(0, 5, read), StatusIs(absl::StatusCode::kNotFound, "no such node"));
  EXPECT_THAT(ProveConsistency(3, 5, read), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(ProveConsistency(4, 4, read), IsOkAndHolds(IsEmpty()));
}

TEST_F(ProofTest, TheLargestTreeNeedsFewReads) {
  int reads = 0;
  const auto read = [&reads](NodeId) -> absl::StatusOr<Hash> {
    ++reads;
    return EmptyRoot();
  };
  const auto proof = ProveInclusion(0, kMax, read);
  ASSERT_THAT(proof, testing::IsOk());
  EXPECT_EQ(proof->size(), 64U);
  EXPECT_LE(reads, 64 * 65 / 2);
}

}  // namespace
}  // namespace continuum::ledger
