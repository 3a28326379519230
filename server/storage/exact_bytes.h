// SPDX-License-Identifier: Apache-2.0
//
// The canonical encoding under what the ledger digests (docs/formats/ledger.md): numbers are 8
// bytes, most significant first; text is its length in 4 bytes and then itself. Every value has one
// encoding, which never changes. Not thread-safe.

#ifndef CONTINUUM_SERVER_STORAGE_EXACT_BYTES_H_
#define CONTINUUM_SERVER_STORAGE_EXACT_BYTES_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace continuum::storage {

// Appends values to bytes.
class ByteWriter {
 public:
  void Byte(uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void Count(uint32_t value);
  void Number(int64_t value);
  void Text(absl::string_view value);  // under 4 GiB
  // As a number: microseconds since 1970, rounded down.
  void Time(absl::Time value) { Number(absl::ToUnixMicros(value)); }
  // A byte, 0 or 1.
  void Truth(bool value) { Byte(value ? 1 : 0); }
  // A byte that says whether there is one, and then the time.
  void OptionalTime(const std::optional<absl::Time>& value);
  // The bytes themselves, without their length.
  void Raw(absl::string_view value) { bytes_.append(value.data(), value.size()); }

  std::string Take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Takes values off the front of bytes. After bytes that nothing could have written, every value is
// zero or empty and complete() is false. Views what it reads.
class ByteReader {
 public:
  explicit ByteReader(absl::string_view bytes) : rest_(bytes) {}

  uint8_t Byte();
  uint32_t Count();
  int64_t Number();
  absl::string_view Text();
  bool Truth();
  absl::Time Time() { return absl::FromUnixMicros(Number()); }
  std::optional<absl::Time> OptionalTime();
  absl::string_view Raw(size_t size);

  // How many bytes are left; no list can have more elements.
  size_t left() const { return rest_.size(); }

  // Says that what was read cannot have been written.
  void Fail() { ok_ = false; }

  // Whether all was read and all was well.
  bool complete() const { return ok_ && rest_.empty(); }

 private:
  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_EXACT_BYTES_H_
