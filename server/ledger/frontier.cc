// SPDX-License-Identifier: Apache-2.0

#include "server/ledger/frontier.h"

#include <bit>
#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace continuum::ledger {

Frontier::Frontier(uint64_t size, std::vector<Hash> hashes)
    : size_(size), hashes_(std::move(hashes)) {}

absl::StatusOr<Frontier> Frontier::Restore(uint64_t size, std::vector<Hash> hashes) {
  const auto wanted = static_cast<size_t>(std::popcount(size));
  if (hashes.size() != wanted) {
    return absl::InvalidArgumentError(absl::StrCat("the frontier of ", size, " leaves has ", wanted,
                                                   " hashes, not ", hashes.size()));
  }
  return Frontier(size, std::move(hashes));
}

void Frontier::Append(const Hash& leaf, absl::FunctionRef<void(NodeId, const Hash&)> completed) {
  NodeId node{0, size_};
  Hash hash = leaf;
  completed(node, hash);
  // As in adding one to a binary number: each bit that is set carries into the next.
  while ((node.index & 1) != 0) {
    hash = HashNode(hashes_.back(), hash);
    hashes_.pop_back();
    ++node.level;
    node.index >>= 1;
    completed(node, hash);
  }
  hashes_.push_back(hash);
  ++size_;
}

Hash Frontier::Root() const {
  if (hashes_.empty()) return EmptyRoot();
  Hash root = hashes_.back();
  for (size_t i = hashes_.size() - 1; i > 0; --i) root = HashNode(hashes_[i - 1], root);
  return root;
}

}  // namespace continuum::ledger
