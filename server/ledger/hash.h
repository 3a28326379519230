// SPDX-License-Identifier: Apache-2.0
//
// The hashes of RFC 6962: SHA-256 with a prefix that keeps leaves and inner nodes apart, so that no
// leaf can be passed off as a subtree. Pure functions, thread-safe. The process ends if OpenSSL has
// no SHA-256 or no memory.

#ifndef CONTINUUM_SERVER_LEDGER_HASH_H_
#define CONTINUUM_SERVER_LEDGER_HASH_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace continuum::ledger {

inline constexpr size_t kHashBytes = 32;
using Hash = std::array<uint8_t, kHashBytes>;

// SHA-256 of the parts, one after the other.
Hash Sha256(std::initializer_list<absl::string_view> parts);

// SHA-256 of 0x00 and the leaf's bytes.
Hash HashLeaf(absl::string_view leaf);

// SHA-256 of 0x01 and both children.
Hash HashNode(const Hash& left, const Hash& right);

// The root of a tree without leaves: SHA-256 of nothing.
Hash EmptyRoot();

// The 32 bytes, as storage keeps them; a view of `hash`.
absl::string_view AsBytes(const Hash& hash);

// The other way. INVALID_ARGUMENT unless there are 32.
absl::StatusOr<Hash> HashFromBytes(absl::string_view bytes);

}  // namespace continuum::ledger

#endif  // CONTINUUM_SERVER_LEDGER_HASH_H_
