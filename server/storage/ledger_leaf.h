// SPDX-License-Identifier: Apache-2.0
//
// The leaf that a change adds to the ledger: who did what when, and a salted digest of every row
// that it wrote. A leaf holds names and digests, no content, so content can be purged and the
// ledger still verifies. The salt keeps a digest from telling what a short content was.
// docs/formats/ledger.md has the bytes.

#ifndef CONTINUUM_SERVER_STORAGE_LEDGER_LEAF_H_
#define CONTINUUM_SERVER_STORAGE_LEDGER_LEAF_H_

#include <map>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/ledger/hash.h"
#include "server/storage/records.h"
#include "server/storage/row_content.h"

namespace continuum::storage {

struct LedgerLeaf {
  Sequence sequence = 0;
  absl::Time time;
  std::string kind;    // the verb, such as "SaveAnswers"
  std::string author;  // the caller's id
  std::string owner;   // of its rows; auth::kInstallationOwner if they have several
  // The digest of each row, by kind and name; sorted, so that a leaf has one encoding.
  std::map<std::pair<RowKind, std::string>, ledger::Hash> rows;

  friend bool operator==(const LedgerLeaf&, const LedgerLeaf&) = default;
};

// Pure functions. Decoding fails with DATA_LOSS on bytes that are no leaf's.
std::string EncodeLeaf(const LedgerLeaf& leaf);
absl::StatusOr<LedgerLeaf> DecodeLeaf(absl::string_view bytes);

// 16 random bytes. Thread-safe; the process ends if the system has no randomness.
std::string NewSalt();

// SHA-256 of the salt and the content. Pure.
ledger::Hash DigestRow(absl::string_view salt, absl::string_view content);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_LEDGER_LEAF_H_
