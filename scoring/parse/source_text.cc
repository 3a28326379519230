// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse/source_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace continuum::scoring {
namespace {

constexpr int kTokenizerTabWidth = 8;
constexpr size_t kBytesBetweenMarks = 256;
constexpr size_t kQuotedBytes = 64;

bool IsFollowing(char byte) { return (static_cast<uint8_t>(byte) & 0xC0) == 0x80; }

}  // namespace

void SourceText::Mark::Pass(char byte) {
  ++offset;
  if (byte == '\n') {
    ++line;
    characters = 0;
    tokenizer_column = 0;
    return;
  }
  if (!IsFollowing(byte)) ++characters;
  tokenizer_column += byte == '\t' ? kTokenizerTabWidth - tokenizer_column % kTokenizerTabWidth : 1;
}

SourceText::SourceText(absl::string_view text) : text_(text), marks_{Mark()} {
  Mark mark;
  for (const char byte : text_) {
    mark.Pass(byte);
    if (byte == '\n' || mark.offset - marks_.back().offset == kBytesBetweenMarks) {
      marks_.push_back(mark);
    }
  }
}

TextPlace SourceText::PlaceOf(size_t offset) const {
  const auto after =
      std::upper_bound(marks_.begin(), marks_.end(), offset,
                       [](size_t wanted, const Mark& mark) { return wanted < mark.offset; });
  Mark mark = *(after - 1);
  while (mark.offset < offset) mark.Pass(text_[mark.offset]);
  return {.line = mark.line + 1, .column = mark.characters + 1};
}

size_t SourceText::OffsetOf(int tokenizer_line, int tokenizer_column) const {
  const std::pair wanted(std::max(tokenizer_line, 0), std::max(tokenizer_column, 0));
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), wanted,
                                      [](const auto& place, const Mark& mark) {
                                        return place < std::pair(mark.line, mark.tokenizer_column);
                                      });
  Mark mark = *(after - 1);
  while (mark.offset < text_.size() && text_[mark.offset] != '\n' &&
         std::pair(mark.line, mark.tokenizer_column) < wanted) {
    mark.Pass(text_[mark.offset]);
  }
  return mark.offset;
}

size_t CharacterLength(absl::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<uint8_t>(text[0]);
  const size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length < 2) return length;
  if (text.size() < length) return 0;
  uint32_t point = lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if (!IsFollowing(text[i])) return 0;
    point = point << 6 | (static_cast<uint8_t>(text[i]) & 0x3Fu);
  }
  // The smallest number that needs so many bytes; then what is no character at all.
  constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  return point < kSmallest[length] || surrogate || point > 0x10FFFF ? 0 : length;
}

bool IsForbiddenControl(char byte) {
  const auto value = static_cast<uint8_t>(byte);
  return (value < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || value == 0x7F;
}

std::string Quoted(absl::string_view text) {
  if (text.empty()) return "(empty)";
  std::string quoted = "'";
  while (!text.empty()) {
    const size_t length = CharacterLength(text);
    if (quoted.size() + std::max<size_t>(length, 1) > kQuotedBytes + 1) {
      quoted += "...";
      break;
    }
    const bool shown = length > 1 || (length == 1 && static_cast<uint8_t>(text[0]) >= 0x20 &&
                                      static_cast<uint8_t>(text[0]) != 0x7F);
    quoted += shown ? std::string(text.substr(0, length)) : std::string(1, '?');
    text.remove_prefix(std::max<size_t>(length, 1));
  }
  quoted.push_back('\'');
  return quoted;
}

}  // namespace continuum::scoring
