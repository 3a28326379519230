// SPDX-License-Identifier: Apache-2.0

#include "scoring/display.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"
#include "scoring/limits.h"

namespace continuum::scoring {
namespace {

Exact Shown(const v1::Display& display, const Exact& value) {
  return display.as_percent() ? value * Exact(100) : value;
}

std::string WithUnit(const v1::Display& display, std::string number) {
  if (display.as_percent()) number.push_back('%');
  if (display.unit().empty()) return number;
  // "85%" but "85 points".
  return absl::StrCat(number, display.unit() == "%" ? "" : " ", display.unit());
}

// Whether a rounded number lies where the exact one does: below, at or above what is to be reached.
bool KeepsSides(const v1::Display& display, const CompiledRollup& rollup, const Exact& exact,
                const Exact& rounded) {
  for (const Exact& edge : rollup.at_least_edges) {
    const Exact shown = Shown(display, edge);
    if (exact < shown ? rounded >= shown : exact > shown && rounded < shown) return false;
  }
  for (const Exact& edge : rollup.at_most_edges) {
    const Exact shown = Shown(display, edge);
    if (exact > shown ? rounded <= shown : exact < shown && rounded > shown) return false;
  }
  return true;
}

}  // namespace

std::string DisplayValue(const CompiledRollup& rollup, const Exact& value) {
  const v1::Display& display = rollup.definition->display();
  const Exact exact = Shown(display, value);
  int digits = display.digits();
  for (; digits < kMaxShownDigits; ++digits) {
    const Exact rounded = exact.Round(digits, Exact::Rounding::kHalfAwayFromZero);
    if (rounded == exact || KeepsSides(display, rollup, exact, rounded)) break;
  }
  return WithUnit(display, exact.ToDecimal(digits));
}

std::string DisplayChange(const v1::Rollup& rollup, const Exact& change) {
  const v1::Display& display = rollup.display();
  const Exact exact = Shown(display, change);
  int digits = display.digits();
  while (digits < kMaxShownDigits && exact.Sign() != 0 &&
         exact.Round(digits, Exact::Rounding::kHalfAwayFromZero).IsZero()) {
    ++digits;
  }
  return WithUnit(display, absl::StrCat(exact.Sign() > 0 ? "+" : "", exact.ToDecimal(digits)));
}

}  // namespace continuum::scoring
