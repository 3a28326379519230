// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_EXACT_H_
#define CONTINUUM_SCORING_EXACT_H_

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::scoring {

// An exact rational number: the only number type in which scores are computed.
//
// Always in lowest terms with a positive denominator, so equal numbers have equal texts. Numerators
// and denominators that fit 64 bits are held inline; others are computed with arbitrary precision,
// and a result that fits again is held inline again. How a number is held never shows.
//
// Errors are sticky: a number that a division by zero produced, or whose numerator or denominator
// needs more than kMaxNumberBits bits, is invalid, and so is everything computed from it. An
// invalid number compares unequal to and unordered with every number, itself included. Nothing here
// throws.
//
// A value type; const use from several threads is safe. A number that was moved from may only be
// assigned to or destroyed.
class Exact {
 public:
  // How Round rounds. Halves go away from zero.
  enum class Rounding { kHalfAwayFromZero, kDown, kUp };

  // Zero.
  Exact() = default;
  // A whole number.
  explicit Exact(int64_t whole) : numerator_(whole) {}

  // numerator / denominator in lowest terms; invalid when the denominator is 0.
  static Exact Fraction(int64_t numerator, int64_t denominator);
  // An invalid number.
  static Exact Invalid();
  // Reads "12", "-3", "4.5" or "1/3" as rubric.proto describes them: digits with at most one "-" in
  // front, and at most one "." or "/" between digits; at most kMaxNumberLength characters. Nothing
  // for any other text, and for a fraction whose lower part is 0.
  static std::optional<Exact> Parse(absl::string_view text);
  // The same for a number of a scorecard, of up to kMaxResultLength characters.
  static std::optional<Exact> ParseResult(absl::string_view text);

  bool valid() const { return denominator_ != 0 || big_ != nullptr; }
  // -1, 0 or 1. 0 for an invalid number.
  int Sign() const;
  bool IsZero() const { return denominator_ == 1 && numerator_ == 0; }
  bool IsWhole() const;

  Exact operator-() const;
  Exact& operator+=(const Exact& other) { return *this = *this + other; }
  Exact& operator-=(const Exact& other) { return *this = *this - other; }
  Exact& operator*=(const Exact& other) { return *this = *this * other; }
  Exact& operator/=(const Exact& other) { return *this = *this / other; }

  friend Exact operator+(const Exact& a, const Exact& b) {
    int64_t sum;
    if (a.denominator_ == 1 && b.denominator_ == 1 &&
        !__builtin_add_overflow(a.numerator_, b.numerator_, &sum)) {
      return Exact(sum);
    }
    return Add(a, b);
  }
  friend Exact operator-(const Exact& a, const Exact& b) { return a + -b; }
  friend Exact operator*(const Exact& a, const Exact& b) {
    int64_t product;
    if (a.denominator_ == 1 && b.denominator_ == 1 &&
        !__builtin_mul_overflow(a.numerator_, b.numerator_, &product)) {
      return Exact(product);
    }
    return Multiply(a, b);
  }
  friend Exact operator/(const Exact& a, const Exact& b) { return Divide(a, b); }

  friend bool operator==(const Exact& a, const Exact& b) {
    return Compare(a, b) == std::partial_ordering::equivalent;
  }
  friend std::partial_ordering operator<=>(const Exact& a, const Exact& b) { return Compare(a, b); }

  // Rounded to so many digits after the decimal point (0 to kMaxShownDigits; others give an invalid
  // number).
  Exact Round(int digits, Rounding rounding) const;

  // "n/d", or "n" when d is 1; the form of the wire, of any length. "invalid" for an invalid
  // number.
  std::string ToString() const;
  // Decimal text with exactly so many digits (at least 0) after the point, rounded half away from
  // zero, without a point when there are none, and never "-0". "invalid" for an invalid number.
  std::string ToDecimal(int digits) const;

 private:
  struct Big;        // a number of any size
  class Arithmetic;  // the workings, in exact.cc

  static std::optional<Exact> ParseText(absl::string_view text);
  static Exact Add(const Exact& a, const Exact& b);
  static Exact Multiply(const Exact& a, const Exact& b);
  static Exact Divide(const Exact& a, const Exact& b);
  static std::partial_ordering Compare(const Exact& a, const Exact& b);

  // denominator_ > 0: held inline, big_ is null. denominator_ == 0: held in big_, or invalid where
  // that is null.
  int64_t numerator_ = 0;
  int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_EXACT_H_
