// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/number_text.h"

#include <algorithm>
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

std::string WithUnit(absl::string_view decimal, const v1::Display& display) {
  if (display.as_percent()) return absl::StrCat(decimal, "%");
  return display.unit().empty() ? std::string(decimal) : absl::StrCat(decimal, " ", display.unit());
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
