// SPDX-License-Identifier: Apache-2.0

#include "server/storage/fold_case.h"

#include <cstdint>

namespace continuum::storage {
namespace {

// The upper-case letters of one or two bytes that have a lower-case one at a fixed distance.
struct Range {
  uint32_t first;
  uint32_t last;
  uint32_t distance;
};
constexpr Range kRanges[] = {
    {0x41, 0x5A, 0x20},    // A-Z
    {0xC0, 0xD6, 0x20},    // Latin-1 before the multiplication sign
    {0xD8, 0xDE, 0x20},    // and after it
    {0x391, 0x3A1, 0x20},  // Greek before the place of the second sigma
    {0x3A3, 0x3AB, 0x20},  // and after it
    {0x400, 0x40F, 0x50},  // Cyrillic
    {0x410, 0x42F, 0x20},
};

// Latin Extended-A: upper and lower case alternate, with the upper one even or odd.
bool IsUpperExtended(uint32_t c) {
  const bool even_is_upper = (c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177);
  const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  return (even_is_upper && c % 2 == 0) || (odd_is_upper && c % 2 == 1);
}

uint32_t Lower(uint32_t c) {
  for (const Range& range : kRanges) {
    if (c >= range.first && c <= range.last) return c + range.distance;
  }
  if (c == 0x178) return 0xFF;  // Y with diaeresis, whose lower case is in Latin-1
  return IsUpperExtended(c) ? c + 1 : c;
}

}  // namespace

std::string FoldCase(absl::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const auto first = static_cast<uint8_t>(text[i]);
    const uint8_t second = i + 1 < text.size() ? static_cast<uint8_t>(text[i + 1]) : 0;
    if (first < 0x80) {
      folded.push_back(static_cast<char>(Lower(first)));
    } else if (first >= 0xC2 && first < 0xE0 && (second & 0xC0) == 0x80) {
      const uint32_t c = Lower(((first & 0x1Fu) << 6) | (second & 0x3Fu));
      folded.push_back(static_cast<char>(0xC0 | (c >> 6)));
      folded.push_back(static_cast<char>(0x80 | (c & 0x3F)));
      ++i;
    } else {
      folded.push_back(text[i]);
    }
  }
  return folded;
}

}  // namespace continuum::storage
