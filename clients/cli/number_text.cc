// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/number_text.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/exact.h"

namespace continuum::cli {

namespace {

using scoring::Exact;

constexpr int kMostDigits = 4;
constexpr int kRoundedDigits = 2;
constexpr int kDrawingDigits = 9;

std::string DecimalText(const Exact& number) {
  for (int digits = 0; digits <= kMostDigits; ++digits) {
    const Exact rounded = number.Round(digits, Exact::Rounding::kHalfAwayFromZero);
    if (rounded == number) return number.ToDecimal(digits);
  }
  return absl::StrCat("about ", number.ToDecimal(kRoundedDigits));
}

// "days" -> "day", "visits for each person" -> "visit for each person". What does not look like a
// plural stays as it is: "of 5", "improved", "times what it was".
std::string Singular(absl::string_view unit) {
  const size_t end = std::min(unit.find(' '), unit.size());
  absl::string_view word = unit.substr(0, end);
  const absl::string_view rest = unit.substr(end);
  if (word == "people") return absl::StrCat("person", rest);
  if (absl::ConsumeSuffix(&word, "ies")) return absl::StrCat(word, "y", rest);
  for (const absl::string_view ending : {"ches", "shes", "sses", "xes"}) {
    if (absl::EndsWith(word, ending)) return absl::StrCat(word.substr(0, word.size() - 2), rest);
  }
  const bool plural = absl::EndsWith(word, "s") && !absl::EndsWith(word, "ss") &&
                      !absl::EndsWith(word, "us") && !absl::EndsWith(word, "is") && word != "times";
  return absl::StrCat(plural ? word.substr(0, word.size() - 1) : word, rest);
}

std::string WithUnit(absl::string_view decimal, const v1::Display& display) {
  if (display.as_percent()) return absl::StrCat(decimal, "%");
  if (display.unit().empty()) return std::string(decimal);
  const bool one = WithoutSign(decimal) == "1";
  return absl::StrCat(decimal, " ", one ? Singular(display.unit()) : display.unit());
}

double ToDouble(const Exact& number) {
  double value = 0;
  return absl::SimpleAtod(number.ToDecimal(kDrawingDigits), &value) ? value : 0;
}

}  // namespace

std::string NumberText(absl::string_view exact) {
  const std::optional<Exact> number = Exact::Parse(exact);
  return number.has_value() ? DecimalText(*number) : std::string(exact);
}

std::string NumberText(absl::string_view exact, const v1::Display& display) {
  const std::optional<Exact> number = Exact::Parse(exact);
  if (!number.has_value()) return std::string(exact);
  return WithUnit(DecimalText(display.as_percent() ? *number * Exact(100) : *number), display);
}

std::string SingularText(absl::string_view shown, const v1::Display& display) {
  absl::string_view number = shown;
  if (!absl::ConsumeSuffix(&number, display.unit()) || !absl::ConsumeSuffix(&number, " ")) {
    return std::string(shown);
  }
  absl::string_view bare = WithoutSign(number);
  absl::ConsumePrefix(&bare, "+");
  return bare == "1" ? absl::StrCat(number, " ", Singular(display.unit())) : std::string(shown);
}

std::string SignedText(absl::string_view exact, const v1::Display& display) {
  const bool signless = exact == "0" || absl::StartsWith(exact, "-");
  return absl::StrCat(signless ? "" : "+", NumberText(exact, display));
}

absl::string_view WithoutSign(absl::string_view exact) {
  absl::ConsumePrefix(&exact, "-");
  return exact;
}

double ShareOf(absl::string_view part, absl::string_view whole) {
  const std::optional<Exact> above = Exact::Parse(part);
  const std::optional<Exact> below = Exact::Parse(whole);
  if (!above.has_value() || !below.has_value() || below->Sign() <= 0) return 0;
  return std::clamp(ToDouble(*above / *below), 0.0, 1.0);
}

double ForDrawing(absl::string_view exact) {
  const std::optional<Exact> number = Exact::Parse(exact);
  return number.has_value() ? ToDouble(*number) : 0;
}

}  // namespace continuum::cli
