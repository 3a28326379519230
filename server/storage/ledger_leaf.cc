// SPDX-License-Identifier: Apache-2.0

#include "server/storage/ledger_leaf.h"

#include <openssl/rand.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "server/base/errors.h"
#include "server/storage/exact_bytes.h"

namespace continuum::storage {
namespace {

constexpr uint8_t kFormat = 1;
constexpr size_t kSaltBytes = 16;

absl::Status Broken() {
  return base::MakeError(absl::StatusCode::kDataLoss, "DATABASE_DAMAGED",
                         "a leaf of the ledger cannot be read: restore the database from a backup");
}

}  // namespace

std::string EncodeLeaf(const LedgerLeaf& leaf) {
  ByteWriter out;
  out.Byte(kFormat);
  out.Number(leaf.sequence);
  out.Time(leaf.time);
  out.Text(leaf.kind);
  out.Text(leaf.author);
  out.Text(leaf.owner);
  out.Count(static_cast<uint32_t>(leaf.rows.size()));
  for (const auto& [row, digest] : leaf.rows) {
    out.Byte(static_cast<uint8_t>(row.first));
    out.Text(row.second);
    out.Raw(ledger::AsBytes(digest));
  }
  return std::move(out).Take();
}

absl::StatusOr<LedgerLeaf> DecodeLeaf(absl::string_view bytes) {
  ByteReader in(bytes);
  if (in.Byte() != kFormat) return Broken();
  LedgerLeaf leaf;
  leaf.sequence = in.Number();
  leaf.time = in.Time();
  leaf.kind = std::string(in.Text());
  leaf.author = std::string(in.Text());
  leaf.owner = std::string(in.Text());
  const uint32_t count = in.Count();
  for (uint32_t i = 0; i < count; ++i) {
    const RowKind kind{in.Byte()};
    std::string name(in.Text());
    const auto digest = ledger::HashFromBytes(in.Raw(ledger::kHashBytes));
    if (!digest.ok()) return Broken();
    leaf.rows.emplace(std::make_pair(kind, std::move(name)), *digest);
  }
  // A leaf whose rows are not sorted, or not all different, would have a second encoding.
  if (!in.complete() || EncodeLeaf(leaf) != bytes) return Broken();
  return leaf;
}

std::string NewSalt() {
  std::string salt(kSaltBytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), kSaltBytes) != 1) {
    std::fputs("OpenSSL has no randomness\n", stderr);
    std::abort();
  }
  return salt;
}

ledger::Hash DigestRow(absl::string_view salt, absl::string_view content) {
  return ledger::Sha256({salt, content});
}

}  // namespace continuum::storage
