// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_LEDGER_REFERENCE_TREE_H_
#define CONTINUUM_TESTS_SERVER_LEDGER_REFERENCE_TREE_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/types/span.h"
#include "server/ledger/frontier.h"
#include "server/ledger/hash.h"
#include "server/ledger/node.h"

namespace continuum::ledger {

// RFC 6962 section 2.1 word for word: slow, recursive, from all leaf hashes. The room's own code is
// compared with it.
using Leaves = absl::Span<const Hash>;

inline size_t LargestPowerOfTwoBelow(size_t n) {
  size_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

// MTH(D[n])
inline Hash ReferenceRoot(Leaves d) {
  if (d.empty()) return EmptyRoot();
  if (d.size() == 1) return d[0];
  const size_t k = LargestPowerOfTwoBelow(d.size());
  return HashNode(ReferenceRoot(d.subspan(0, k)), ReferenceRoot(d.subspan(k)));
}

inline std::vector<Hash> Concat(std::vector<Hash> list, const Hash& last) {
  list.push_back(last);
  return list;
}

// PATH(m, D[n])
inline std::vector<Hash> ReferencePath(size_t m, Leaves d) {
  if (d.size() == 1) return {};
  const size_t k = LargestPowerOfTwoBelow(d.size());
  if (m < k) return Concat(ReferencePath(m, d.subspan(0, k)), ReferenceRoot(d.subspan(k)));
  return Concat(ReferencePath(m - k, d.subspan(k)), ReferenceRoot(d.subspan(0, k)));
}

// SUBPROOF(m, D[n], b)
inline std::vector<Hash> ReferenceSubproof(size_t m, Leaves d, bool b) {
  if (m == d.size()) return b ? std::vector<Hash>() : std::vector<Hash>{ReferenceRoot(d)};
  const size_t k = LargestPowerOfTwoBelow(d.size());
  if (m <= k) return Concat(ReferenceSubproof(m, d.subspan(0, k), b), ReferenceRoot(d.subspan(k)));
  return Concat(ReferenceSubproof(m - k, d.subspan(k), false), ReferenceRoot(d.subspan(0, k)));
}

// A tree as storage would keep it: a frontier, and each complete node written once.
struct StoredTree {
  explicit StoredTree(const std::vector<std::string>& entries) {
    for (const std::string& entry : entries) Append(entry);
  }
  void Append(const std::string& entry) {
    leaves.push_back(HashLeaf(entry));
    frontier.Append(leaves.back(), [this](NodeId id, const Hash& hash) {
      rewritten |= !nodes.emplace(id, hash).second;
    });
  }
  absl::StatusOr<Hash> Read(NodeId id) const {
    const auto found = nodes.find(id);
    if (found == nodes.end()) return absl::NotFoundError("no such node");
    return found->second;
  }
  Leaves First(uint64_t size) const { return Leaves(leaves).subspan(0, size); }

  std::vector<Hash> leaves;
  std::map<NodeId, Hash> nodes;
  Frontier frontier;
  bool rewritten = false;  // whether a node was reported twice
};

// As many entries as wanted, all different.
inline std::vector<std::string> Entries(size_t count) {
  std::vector<std::string> entries;
  for (size_t i = 0; i < count; ++i) entries.push_back("entry " + std::to_string(i));
  return entries;
}

// The eight entries of Certificate Transparency's own tests.
inline std::vector<std::string> KnownEntries() {
  std::vector<std::string> entries;
  for (const char* hex : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                          "606162636465666768696a6b6c6d6e6f"}) {
    entries.push_back(absl::HexStringToBytes(hex));
  }
  return entries;
}

inline std::string Hex(const Hash& hash) { return absl::BytesToHexString(AsBytes(hash)); }

inline std::vector<std::string> Hex(const std::vector<Hash>& hashes) {
  std::vector<std::string> hex;
  for (const Hash& hash : hashes) hex.push_back(Hex(hash));
  return hex;
}

}  // namespace continuum::ledger

#endif  // CONTINUUM_TESTS_SERVER_LEDGER_REFERENCE_TREE_H_
