// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/number.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "scoring/exact.h"
#include "scoring/limits.h"

namespace continuum::cli::fhir {

namespace {

using scoring::Exact;

// Up to here every whole number is a floating-point number, too.
constexpr int64_t kMaxWhole = int64_t{1} << 53;
// More than any number of a rubric has before its first digit that is not 0.
constexpr int kDigits = 80;

nlohmann::ordered_json Nearest(const Exact& value) {
  int64_t whole = 0;
  if (value.IsWhole() && absl::SimpleAtoi(value.ToString(), &whole) && whole >= -kMaxWhole &&
      whole <= kMaxWhole) {
    return whole;
  }
  return std::strtod(value.ToDecimal(kDigits).c_str(), nullptr);
}

}  // namespace

std::optional<JsonNumber> ToJsonNumber(absl::string_view exact) {
  const auto value = Exact::Parse(exact);
  if (!value.has_value()) return std::nullopt;
  JsonNumber result{.number = Nearest(*value), .says_all = false};
  result.says_all = PlainNumber(result.number.dump()) == exact;
  return result;
}

std::optional<std::string> PlainNumber(absl::string_view json) {
  const std::vector<std::string> parts = absl::StrSplit(json, absl::ByAnyChar("eE"));
  int exponent = 0;
  if (parts.size() > 2 || (parts.size() == 2 && !absl::SimpleAtoi(parts[1], &exponent))) {
    return std::nullopt;
  }
  absl::string_view mantissa = parts[0];
  const bool negative = absl::ConsumePrefix(&mantissa, "-");
  std::pair<std::string, std::string> digits = absl::StrSplit(mantissa, absl::MaxSplits('.', 1));
  auto& [whole, fraction] = digits;
  constexpr int kFarthest = static_cast<int>(scoring::kMaxNumberLength);
  if (exponent < -kFarthest || exponent > kFarthest) return std::nullopt;
  for (; exponent > 0; --exponent) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    fraction.insert(0, 1, whole.empty() ? '0' : whole.back());
    if (!whole.empty()) whole.pop_back();
  }
  // What computers write for whole numbers, "4.0", is "4"; so is all that had an exponent.
  while (absl::EndsWith(fraction, "0") && (parts.size() == 2 || fraction == "0")) {
    fraction.pop_back();
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.empty()) whole = "0";
  std::string text = fraction.empty() ? whole : absl::StrCat(whole, ".", fraction);
  if (negative && text != "0") text.insert(0, 1, '-');
  if (!Exact::Parse(text).has_value()) return std::nullopt;
  return text;
}

}  // namespace continuum::cli::fhir
