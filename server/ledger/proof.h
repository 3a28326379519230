// SPDX-License-Identifier: Apache-2.0
//
// Proofs about a Merkle tree (RFC 6962, section 2.1): that a leaf is in it, and that a larger tree
// only appended to a smaller one. Both are short lists of hashes, and who checks them needs no more
// than the roots. Pure functions, thread-safe.

#ifndef CONTINUUM_SERVER_LEDGER_PROOF_H_
#define CONTINUUM_SERVER_LEDGER_PROOF_H_

#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "server/ledger/hash.h"
#include "server/ledger/node.h"

namespace continuum::ledger {

// Gives the hash of a complete subtree, from storage or from the leaves below it. Called about
// log2(size)^2 / 2 times for one proof, at worst.
using NodeReader = absl::FunctionRef<absl::StatusOr<Hash>(NodeId)>;

// Proves that the leaf at `index` is in the tree of the first `size` leaves. OUT_OF_RANGE unless
// index < size; otherwise only the reader's own errors.
absl::StatusOr<std::vector<Hash>> ProveInclusion(uint64_t index, uint64_t size, NodeReader read);

// Proves that the tree of `new_size` leaves begins with the tree of `old_size`. Empty if they are
// equal or the old tree is empty. OUT_OF_RANGE unless old_size <= new_size; otherwise only the
// reader's own errors.
absl::StatusOr<std::vector<Hash>> ProveConsistency(uint64_t old_size, uint64_t new_size,
                                                   NodeReader read);

// Whether `proof` shows that `leaf` (a leaf hash) is at `index` of the tree with this size and
// root. False for whatever is no such proof: wrong length and impossible index too.
[[nodiscard]] bool VerifyInclusion(const Hash& leaf, uint64_t index, uint64_t size,
                                   absl::Span<const Hash> proof, const Hash& root);

// Whether `proof` shows that the tree of `new_size` leaves with `new_root` begins with the tree of
// `old_size` leaves with `old_root`. False for whatever is no such proof.
[[nodiscard]] bool VerifyConsistency(uint64_t old_size, uint64_t new_size,
                                     absl::Span<const Hash> proof, const Hash& old_root,
                                     const Hash& new_root);

}  // namespace continuum::ledger

#endif  // CONTINUUM_SERVER_LEDGER_PROOF_H_
