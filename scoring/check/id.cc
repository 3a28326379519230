// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/id.h"

#include "absl/strings/ascii.h"
#include "scoring/limits.h"

namespace continuum::scoring {

bool IsId(absl::string_view text) {
  const auto outer = [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c));
  };
  if (text.empty() || text.size() > kMaxIdLength) return false;
  if (!outer(text.front()) || !outer(text.back())) return false;
  for (const char c : text) {
    if (!outer(c) && c != '.' && c != '_' && c != '-') return false;
  }
  return true;
}

}  // namespace continuum::scoring
