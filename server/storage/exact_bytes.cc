// SPDX-License-Identifier: Apache-2.0

#include "server/storage/exact_bytes.h"

namespace continuum::storage {
namespace {

template <typename Unsigned>
void AppendBigEndian(Unsigned value, std::string* out) {
  for (int shift = 8 * (static_cast<int>(sizeof(value)) - 1); shift >= 0; shift -= 8) {
    out->push_back(static_cast<char>(static_cast<uint8_t>(value >> shift)));
  }
}

template <typename Unsigned>
Unsigned ParseBigEndian(absl::string_view bytes) {
  Unsigned value = 0;
  for (const char c : bytes) {
    value = static_cast<Unsigned>((value << 8) | static_cast<uint8_t>(c));
  }
  return value;
}

}  // namespace

void ByteWriter::Count(uint32_t value) { AppendBigEndian(value, &bytes_); }

void ByteWriter::Number(int64_t value) { AppendBigEndian(static_cast<uint64_t>(value), &bytes_); }

void ByteWriter::Text(absl::string_view value) {
  Count(static_cast<uint32_t>(value.size()));
  Raw(value);
}

void ByteWriter::OptionalTime(const std::optional<absl::Time>& value) {
  Truth(value.has_value());
  if (value.has_value()) Time(*value);
}

absl::string_view ByteReader::Raw(size_t size) {
  if (!ok_ || size > rest_.size()) {
    ok_ = false;
    rest_ = {};
    return {};
  }
  const absl::string_view taken = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return taken;
}

uint8_t ByteReader::Byte() { return ParseBigEndian<uint8_t>(Raw(1)); }

uint32_t ByteReader::Count() { return ParseBigEndian<uint32_t>(Raw(sizeof(uint32_t))); }

int64_t ByteReader::Number() {
  return static_cast<int64_t>(ParseBigEndian<uint64_t>(Raw(sizeof(uint64_t))));
}

absl::string_view ByteReader::Text() { return Raw(Count()); }

bool ByteReader::Truth() {
  const uint8_t value = Byte();
  if (value > 1) ok_ = false;
  return ok_ && value == 1;
}

std::optional<absl::Time> ByteReader::OptionalTime() {
  if (!Truth()) return std::nullopt;
  return Time();
}

}  // namespace continuum::storage
