// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_LEDGER_NODE_H_
#define CONTINUUM_SERVER_LEDGER_NODE_H_

#include <cstdint>

namespace continuum::ledger {

// The place of a complete subtree: the one over the leaves [index << level, (index + 1) << level).
// A leaf is at level 0. Once complete, a subtree's hash never changes, so it may be stored for
// ever.
struct NodeId {
  int level = 0;
  uint64_t index = 0;

  friend bool operator==(const NodeId&, const NodeId&) = default;
  friend auto operator<=>(const NodeId&, const NodeId&) = default;
};

}  // namespace continuum::ledger

#endif  // CONTINUUM_SERVER_LEDGER_NODE_H_
