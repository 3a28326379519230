// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/sheet/safe_cell.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace continuum::cli {

namespace {

// Longer texts are neither numbers nor dates; spreadsheets keep 15 digits of a number.
constexpr size_t kLongestDate = 40;
constexpr size_t kMostDigits = 15;

constexpr absl::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// A number that is written as a spreadsheet writes it: "-4.5", "12", but not "4.50" or "007".
bool IsPlainNumber(absl::string_view text) {
  absl::ConsumePrefix(&text, "-");
  if (text.size() > kMostDigits || text.empty()) return false;
  const size_t point = text.find('.');
  const absl::string_view whole = text.substr(0, point);
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), IsDigit)) return false;
  if (whole.size() > 1 && whole.front() == '0') return false;
  if (point == absl::string_view::npos) return true;
  const absl::string_view rest = text.substr(point + 1);
  return !rest.empty() && std::all_of(rest.begin(), rest.end(), IsDigit) && rest.back() != '0';
}

bool NamesAMonth(absl::string_view text) {
  const std::string lower = absl::AsciiStrToLower(text);
  return std::any_of(std::begin(kMonths), std::end(kMonths),
                     [&lower](absl::string_view month) { return absl::StrContains(lower, month); });
}

// Whether a spreadsheet may take the text for a number, a date or a truth value and write it anew.
bool IsChangeable(absl::string_view text) {
  const size_t first = text.find_first_not_of('\'');
  if (first == absl::string_view::npos) return false;
  const absl::string_view inner = text.substr(first);
  if (inner.size() > kLongestDate) return false;
  const absl::string_view trimmed = absl::StripAsciiWhitespace(inner);
  if (absl::EqualsIgnoreCase(trimmed, "true") || absl::EqualsIgnoreCase(trimmed, "false")) {
    return true;
  }
  const bool has_digit = std::any_of(inner.begin(), inner.end(), IsDigit);
  if (!has_digit) return false;
  if (inner == trimmed && IsPlainNumber(inner)) return false;
  if (NamesAMonth(inner)) return true;
  // Digits with what stands between them in numbers, dates, times and sums of money.
  return inner.find_first_not_of("0123456789.,/:+-%$ eEaApPmM()'") == absl::string_view::npos;
}

}  // namespace

std::string Protected(absl::string_view text) {
  return IsChangeable(text) ? absl::StrCat("'", text) : std::string(text);
}

std::string Unprotected(absl::string_view text) {
  if (absl::StartsWith(text, "'") && IsChangeable(text)) text.remove_prefix(1);
  return std::string(text);
}

}  // namespace continuum::cli
