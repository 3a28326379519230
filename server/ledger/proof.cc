// SPDX-License-Identifier: Apache-2.0

#include "server/ledger/proof.h"

#include <algorithm>
#include <bit>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace continuum::ledger {
namespace {

// The leaves [begin, end). Every range here is a subtree that RFC 6962 names: `begin` is a multiple
// of a power of two that is at least the range's size.
struct Range {
  uint64_t begin;
  uint64_t end;

  uint64_t size() const { return end - begin; }
  // RFC 6962 splits n leaves at k, the largest power of two below n.
  uint64_t Split() const { return begin + std::bit_floor(size() - 1); }
};

absl::StatusOr<Hash> RangeHash(Range range, NodeReader read) {
  // The complete subtrees from left to right; a tree of 13 leaves has three.
  std::vector<Hash> hashes;
  while (range.size() > 0) {
    const int level = static_cast<int>(std::bit_width(range.size())) - 1;
    absl::StatusOr<Hash> hash = read(NodeId{level, range.begin >> level});
    if (!hash.ok()) return hash.status();
    hashes.push_back(*hash);
    range.begin += uint64_t{1} << level;
  }
  Hash hash = hashes.back();
  for (auto left = hashes.rbegin() + 1; left != hashes.rend(); ++left) hash = HashNode(*left, hash);
  return hash;
}

absl::StatusOr<std::vector<Hash>> HashesOf(const std::vector<Range>& ranges, NodeReader read) {
  std::vector<Hash> hashes;
  for (const Range range : ranges) {
    absl::StatusOr<Hash> hash = RangeHash(range, read);
    if (!hash.ok()) return hash.status();
    hashes.push_back(*hash);
  }
  return hashes;
}

// The way of RFC 9162 up the tree, from a node to the root: `place` is the node's index in its
// level, `last` the index of the level's last node.
class Climb {
 public:
  Climb(uint64_t place, uint64_t last) : place_(place), last_(last) {}

  bool at_root() const { return last_ == 0; }
  // Whether the next hash of the proof is the left sibling.
  bool sibling_is_left() const { return (place_ & 1) != 0 || place_ == last_; }

  // Goes to the parent that the next hash makes. The last node of a level without a sibling is its
  // own parent: levels where it stays so are passed.
  void Up() {
    if (sibling_is_left()) {
      while ((place_ & 1) == 0 && place_ != 0) Shift();
    }
    Shift();
  }
  // Goes up while the node is a right child.
  void UpWhileRight() {
    while ((place_ & 1) != 0) Shift();
  }

 private:
  void Shift() {
    place_ >>= 1;
    last_ >>= 1;
  }
  uint64_t place_;
  uint64_t last_;
};

}  // namespace

absl::StatusOr<std::vector<Hash>> ProveInclusion(uint64_t index, uint64_t size, NodeReader read) {
  if (index >= size) {
    return absl::OutOfRangeError(absl::StrCat("no leaf ", index, " among ", size));
  }
  std::vector<Range> siblings;  // from the root down
  Range range{0, size};
  while (range.size() > 1) {
    const uint64_t split = range.Split();
    if (index < split) {
      siblings.push_back({split, range.end});
      range.end = split;
    } else {
      siblings.push_back({range.begin, split});
      range.begin = split;
    }
  }
  std::reverse(siblings.begin(), siblings.end());
  return HashesOf(siblings, read);
}

absl::StatusOr<std::vector<Hash>> ProveConsistency(uint64_t old_size, uint64_t new_size,
                                                   NodeReader read) {
  if (old_size > new_size) {
    return absl::OutOfRangeError(
        absl::StrCat("a tree of ", old_size, " leaves is not within one of ", new_size));
  }
  if (old_size == 0 || old_size == new_size) return std::vector<Hash>();
  std::vector<Range> parts;  // from the root down
  Range range{0, new_size};
  while (range.end != old_size) {
    const uint64_t split = range.Split();
    if (old_size <= split) {
      parts.push_back({split, range.end});
      range.end = split;
    } else {
      parts.push_back({range.begin, split});
      range.begin = split;
    }
  }
  // What is left ends the old tree. If it is the whole old tree, the verifier knows its hash.
  if (range.begin != 0) parts.push_back(range);
  std::reverse(parts.begin(), parts.end());
  return HashesOf(parts, read);
}

bool VerifyInclusion(const Hash& leaf, uint64_t index, uint64_t size, absl::Span<const Hash> proof,
                     const Hash& root) {
  if (index >= size) return false;
  Climb climb(index, size - 1);
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (climb.at_root()) return false;
    hash = climb.sibling_is_left() ? HashNode(sibling, hash) : HashNode(hash, sibling);
    climb.Up();
  }
  return climb.at_root() && hash == root;
}

bool VerifyConsistency(uint64_t old_size, uint64_t new_size, absl::Span<const Hash> proof,
                       const Hash& old_root, const Hash& new_root) {
  if (old_size > new_size) return false;
  if (old_size == new_size) return proof.empty() && old_root == new_root;
  if (old_size == 0) return proof.empty() && old_root == EmptyRoot();
  // The proof begins with the last complete subtree of the old tree, unless that is all of it.
  Hash begin = old_root;
  if (!std::has_single_bit(old_size)) {
    if (proof.empty()) return false;
    begin = proof.front();
    proof.remove_prefix(1);
  }
  Climb climb(old_size - 1, new_size - 1);
  climb.UpWhileRight();
  Hash old_hash = begin;
  Hash new_hash = begin;
  for (const Hash& sibling : proof) {
    if (climb.at_root()) return false;
    if (climb.sibling_is_left()) {
      old_hash = HashNode(sibling, old_hash);
      new_hash = HashNode(sibling, new_hash);
    } else {
      new_hash = HashNode(new_hash, sibling);
    }
    climb.Up();
  }
  return climb.at_root() && old_hash == old_root && new_hash == new_root;
}

}  // namespace continuum::ledger
