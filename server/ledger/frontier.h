// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_LEDGER_FRONTIER_H_
#define CONTINUUM_SERVER_LEDGER_FRONTIER_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "server/ledger/hash.h"
#include "server/ledger/node.h"

namespace continuum::ledger {

// All that is needed of a Merkle tree to append to it and to know its root: the hashes of its
// largest complete subtrees, at most 64, from left to right. A tree of 13 leaves has three: of
// leaves 0-7, 8-11 and 12.
//
//   Frontier frontier;
//   frontier.Append(HashLeaf("first"));
//   store(frontier.size(), frontier.hashes(), frontier.Root());
//
// A value: copying it is how to try an append and go back. Not thread-safe while it changes.
class Frontier {
 public:
  // Of a tree without leaves.
  Frontier() = default;

  // As it was stored. INVALID_ARGUMENT if `hashes` has not as many as a tree of `size` leaves
  // needs.
  static absl::StatusOr<Frontier> Restore(uint64_t size, std::vector<Hash> hashes);

  // Adds a leaf at index size(). Calls `completed` for each subtree that is complete now and was
  // not before: the leaf itself and, if it fills them, the subtrees above it, upwards.
  void Append(
      const Hash& leaf,
      absl::FunctionRef<void(NodeId, const Hash&)> completed = [](NodeId, const Hash&) {});

  uint64_t size() const { return size_; }
  const std::vector<Hash>& hashes() const { return hashes_; }

  // The root over all leaves; EmptyRoot() if there are none.
  Hash Root() const;

 private:
  Frontier(uint64_t size, std::vector<Hash> hashes);

  uint64_t size_ = 0;
  std::vector<Hash> hashes_;  // one per bit that is set in size_, highest bit first
};

}  // namespace continuum::ledger

#endif  // CONTINUUM_SERVER_LEDGER_FRONTIER_H_
