// SPDX-License-Identifier: Apache-2.0

#include "scoring/result_numbers.h"

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"

namespace continuum::scoring {

std::string ResultNumbers::Text(const Exact& number) {
  std::string text = number.ToString();
  if (number.valid() && text.size() <= kMaxResultLength) return text;
  too_long_ = true;
  return "";
}

absl::Status ResultNumbers::status() const {
  if (!too_long_) return absl::OkStatus();
  return absl::OutOfRangeError(
      absl::StrCat("A result has more than ", kMaxResultLength,
                   " characters, which is the most that a scorecard carries. The numbers of the "
                   "rubric have to be simpler."));
}

}  // namespace continuum::scoring
