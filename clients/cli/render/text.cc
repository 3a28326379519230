// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/render/text.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/utf8.h"

namespace continuum::cli {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Characters that are drawn onto the one before them, or not at all.
constexpr Range kNarrow[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x0900, 0x0902}, {0x093A, 0x093A}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x0E31, 0x0E31},
    {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

// Characters that take two columns (East Asian wide and full-width forms, emoji).
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF},
    {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
};

template <size_t n>
bool IsIn(char32_t code, const Range (&ranges)[n]) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [&](const Range& range) { return code >= range.first && code <= range.last; });
}

int RuneWidth(char32_t code) {
  if (code < 0x300) return 1;
  if (IsIn(code, kNarrow)) return 0;
  return IsIn(code, kWide) ? 2 : 1;
}

// What could command a terminal, or make text read otherwise than it is written.
bool IsDangerous(char32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F);
  const bool turns_direction = (code >= 0x202A && code <= 0x202E) ||
                               (code >= 0x2066 && code <= 0x2069) || code == 0x200E ||
                               code == 0x200F;
  const bool breaks_lines = code == 0x2028 || code == 0x2029;
  return control || turns_direction || breaks_lines;
}

// How much of a word goes into a line: at least one character, and not more than has room unless
// that one alone is wider.
size_t CutOf(absl::string_view word, int width) {
  int used = 0;
  size_t fits = 0;
  size_t good = 0;  // the last place where an address may be cut
  while (fits < word.size()) {
    const Rune rune = DecodeRune(word.substr(fits));
    const int step = RuneWidth(rune.code);
    if (fits > 0 && word[fits] == '@') good = fits;
    if (fits > 0 && used + step > width) return good > 0 ? good : fits;
    used += step;
    fits += rune.length;
    if (rune.code == '.' || rune.code == '/') good = fits;
  }
  return fits;
}

// Adds one word to `lines`, the last of which is still open.
void AddWord(absl::string_view word, int width, std::vector<std::string>* lines) {
  const int open = DisplayWidth(lines->back());
  const int needed = DisplayWidth(word);
  if (open > 0 && open + 1 + needed <= width) {
    absl::StrAppend(&lines->back(), " ", word);
    return;
  }
  if (open > 0) lines->emplace_back();
  if (needed <= width) {
    lines->back() = std::string(word);
    return;
  }
  while (true) {
    const size_t cut = CutOf(word, width);
    absl::StrAppend(&lines->back(), word.substr(0, cut));
    word.remove_prefix(cut);
    if (word.empty()) return;
    lines->emplace_back();
  }
}

}  // namespace

std::string Printable(absl::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const Rune rune = DecodeRune(text.substr(at));
    if (rune.code == '\t') {
      printable += ' ';
    } else if (rune.code == '\n' || (rune.valid && !IsDangerous(rune.code))) {
      absl::StrAppend(&printable, text.substr(at, rune.length));
    } else if (!(rune.code == '\r' && at + 1 < text.size() && text[at + 1] == '\n')) {
      printable += "\xEF\xBF\xBD";
    }
    at += rune.length;
  }
  return printable;
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  for (size_t at = 0; at < text.size();) {
    const Rune rune = DecodeRune(text.substr(at));
    width += RuneWidth(rune.code);
    at += rune.length;
  }
  return width;
}

std::vector<std::string> Wrap(absl::string_view text, int width) {
  width = std::max(width, 1);
  std::vector<std::string> lines;
  for (const absl::string_view paragraph : absl::StrSplit(text, '\n')) {
    lines.emplace_back();
    for (const absl::string_view word : absl::StrSplit(paragraph, ' ', absl::SkipEmpty())) {
      AddWord(word, width, &lines);
    }
  }
  return lines;
}

std::string Pad(absl::string_view text, int width, Align align) {
  const int missing = std::max(0, width - DisplayWidth(text));
  const std::string spaces(static_cast<size_t>(missing), ' ');
  return align == Align::kRight ? absl::StrCat(spaces, text) : absl::StrCat(text, spaces);
}

std::string Shown(absl::string_view value) {
  constexpr int kWidest = 60;
  const std::string line = absl::StrJoin(absl::StrSplit(Printable(value), '\n'), " ");
  const std::string clipped =
      DisplayWidth(line) > kWidest ? absl::StrCat(Wrap(line, kWidest).front(), "...") : line;
  return absl::StrCat("\"", clipped, "\"");
}

}  // namespace continuum::cli
