// SPDX-License-Identifier: Apache-2.0

#include "scoring/exact.h"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "scoring/limits.h"

namespace continuum::scoring {
namespace {

using boost::multiprecision::cpp_int;

// Products of two inline numbers, and sums of two such products, fit.
__extension__ using Wide = __int128;

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

bool Fits(Wide number) { return number >= kMin && number <= kMax; }

Wide Magnitude(Wide number) { return number < 0 ? -number : number; }

// The greatest common divisor of a number and a positive number.
Wide CommonDivisor(Wide a, Wide b) {
  a = Magnitude(a);
  while (b != 0) {
    if (Fits(a) && Fits(b)) {  // much faster, and soon the case
      return std::gcd(static_cast<int64_t>(a), static_cast<int64_t>(b));
    }
    a = std::exchange(b, a % b);
  }
  return a;
}

cpp_int ToBigInteger(Wide number) {
  const bool negative = number < 0;
  const Wide magnitude = Magnitude(number);
  cpp_int result = static_cast<uint64_t>(magnitude >> 64);
  result <<= 64;
  result += static_cast<uint64_t>(magnitude);
  if (negative) result = -result;
  return result;
}

bool FitsBig(const cpp_int& number) { return number >= kMin && number <= kMax; }

bool TooLong(const cpp_int& number) {
  return !number.is_zero() && msb(abs(number)) >= kMaxNumberBits;
}

Wide SmallPowerOfTen(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

cpp_int PowerOfTen(int exponent) { return pow(cpp_int(10), static_cast<unsigned>(exponent)); }

// 10^9 times an inline number, doubled, still fits a Wide.
constexpr int kMaxInlineDigits = 9;

// The quotient rounded to a whole number; the denominator is positive.
template <typename Integer>
Integer DivideRounded(const Integer& numerator, const Integer& denominator,
                      Exact::Rounding rounding) {
  if (rounding == Exact::Rounding::kHalfAwayFromZero) {
    const Integer twice = 2 * numerator;
    // Division cuts towards zero.
    return numerator < 0 ? Integer((twice - denominator) / (2 * denominator))
                         : Integer((twice + denominator) / (2 * denominator));
  }
  const Integer quotient = numerator / denominator;
  const Integer remainder = numerator % denominator;
  if (rounding == Exact::Rounding::kDown) return remainder < 0 ? Integer(quotient - 1) : quotient;
  return remainder > 0 ? Integer(quotient + 1) : quotient;
}

// Digits of a whole number of units with so many of them after the point.
std::string PlacePoint(std::string digits, bool negative, int after_point) {
  const std::size_t places = static_cast<std::size_t>(after_point);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  if (negative) digits.insert(0, 1, '-');
  return digits;
}

}  // namespace

struct Exact::Big {
  cpp_int numerator;
  cpp_int denominator;
};

class Exact::Arithmetic {
 public:
  // numerator / denominator; the denominator is positive.
  static Exact Make(Wide numerator, Wide denominator) {
    const Wide divisor = CommonDivisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (!Fits(numerator) || !Fits(denominator)) {
      return Hold(ToBigInteger(numerator), ToBigInteger(denominator));
    }
    return MakeInline(static_cast<int64_t>(numerator), static_cast<int64_t>(denominator));
  }

  // numerator / denominator; any denominator.
  static Exact MakeBig(cpp_int numerator, cpp_int denominator) {
    if (denominator.is_zero()) return Invalid();
    if (denominator < 0) {
      numerator = -numerator;
      denominator = -denominator;
    }
    const cpp_int divisor = gcd(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (FitsBig(numerator) && FitsBig(denominator)) {
      return MakeInline(static_cast<int64_t>(numerator), static_cast<int64_t>(denominator));
    }
    if (TooLong(numerator) || TooLong(denominator)) return Invalid();
    return Hold(std::move(numerator), std::move(denominator));
  }

  // The same number with arbitrary precision. The number is valid.
  static Big Expand(const Exact& number) {
    if (number.big_ != nullptr) return *number.big_;
    return {.numerator = number.numerator_, .denominator = number.denominator_};
  }

 private:
  // In lowest terms already.
  static Exact MakeInline(int64_t numerator, int64_t denominator) {
    Exact result(numerator);
    result.denominator_ = denominator;
    return result;
  }

  // In lowest terms already, and too large to be held inline.
  static Exact Hold(cpp_int numerator, cpp_int denominator) {
    Exact result;
    result.denominator_ = 0;
    result.big_ = std::make_shared<const Big>(
        Big{.numerator = std::move(numerator), .denominator = std::move(denominator)});
    return result;
  }
};

Exact Exact::Invalid() {
  Exact result;
  result.denominator_ = 0;
  return result;
}

Exact Exact::Fraction(int64_t numerator, int64_t denominator) {
  if (denominator == 0) return Invalid();
  if (denominator < 0) return Arithmetic::Make(-Wide{numerator}, -Wide{denominator});
  return Arithmetic::Make(numerator, denominator);
}

std::optional<Exact> Exact::Parse(absl::string_view text) {
  return text.size() > kMaxNumberLength ? std::nullopt : ParseText(text);
}

std::optional<Exact> Exact::ParseResult(absl::string_view text) {
  return text.size() > kMaxResultLength ? std::nullopt : ParseText(text);
}

std::optional<Exact> Exact::ParseText(absl::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);

  // The whole part, and what follows "." or "/".
  Exact part[2];
  int part_digits[2] = {0, 0};
  char separator = 0;
  for (const char c : text) {
    const int current = separator == 0 ? 0 : 1;
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      part[current] = part[current] * Exact(10) + Exact(c - '0');
      ++part_digits[current];
    } else if ((c == '.' || c == '/') && separator == 0) {
      separator = c;
    } else {
      return std::nullopt;
    }
  }
  if (part_digits[0] == 0 || (separator != 0 && part_digits[1] == 0)) return std::nullopt;

  Exact result = part[0];
  if (separator == '/') {
    if (part[1].IsZero()) return std::nullopt;
    result /= part[1];
  } else if (separator == '.') {
    Exact unit(1);
    for (int i = 0; i < part_digits[1]; ++i) unit *= Exact(10);
    result += part[1] / unit;
  }
  return negative ? -result : result;
}

int Exact::Sign() const {
  if (big_ != nullptr) return big_->numerator.sign();
  if (denominator_ == 0 || numerator_ == 0) return 0;
  return numerator_ < 0 ? -1 : 1;
}

bool Exact::IsWhole() const { return big_ != nullptr ? big_->denominator == 1 : denominator_ == 1; }

Exact Exact::operator-() const {
  if (!valid()) return Invalid();
  if (big_ == nullptr) return Arithmetic::Make(-Wide{numerator_}, denominator_);
  return Arithmetic::MakeBig(-big_->numerator, big_->denominator);
}

Exact Exact::Add(const Exact& a, const Exact& b) {
  if (!a.valid() || !b.valid()) return Invalid();
  if (a.denominator_ != 0 && b.denominator_ != 0) {
    if (a.denominator_ == b.denominator_) {
      return Arithmetic::Make(Wide{a.numerator_} + b.numerator_, a.denominator_);
    }
    return Arithmetic::Make(
        Wide{a.numerator_} * b.denominator_ + Wide{b.numerator_} * a.denominator_,
        Wide{a.denominator_} * b.denominator_);
  }
  const Big x = Arithmetic::Expand(a);
  const Big y = Arithmetic::Expand(b);
  return Arithmetic::MakeBig(x.numerator * y.denominator + y.numerator * x.denominator,
                             x.denominator * y.denominator);
}

Exact Exact::Multiply(const Exact& a, const Exact& b) {
  if (!a.valid() || !b.valid()) return Invalid();
  if (a.denominator_ != 0 && b.denominator_ != 0) {
    return Arithmetic::Make(Wide{a.numerator_} * b.numerator_,
                            Wide{a.denominator_} * b.denominator_);
  }
  const Big x = Arithmetic::Expand(a);
  const Big y = Arithmetic::Expand(b);
  return Arithmetic::MakeBig(x.numerator * y.numerator, x.denominator * y.denominator);
}

Exact Exact::Divide(const Exact& a, const Exact& b) {
  if (!a.valid() || !b.valid() || b.IsZero()) return Invalid();
  if (a.denominator_ != 0 && b.denominator_ != 0) {
    const Wide numerator = Wide{a.numerator_} * b.denominator_;
    const Wide denominator = Wide{a.denominator_} * b.numerator_;
    if (denominator < 0) return Arithmetic::Make(-numerator, -denominator);
    return Arithmetic::Make(numerator, denominator);
  }
  const Big x = Arithmetic::Expand(a);
  const Big y = Arithmetic::Expand(b);
  return Arithmetic::MakeBig(x.numerator * y.denominator, x.denominator * y.numerator);
}

std::partial_ordering Exact::Compare(const Exact& a, const Exact& b) {
  if (!a.valid() || !b.valid()) return std::partial_ordering::unordered;
  if (a.denominator_ != 0 && b.denominator_ != 0) {
    return Wide{a.numerator_} * b.denominator_ <=> Wide{b.numerator_} * a.denominator_;
  }
  const Big x = Arithmetic::Expand(a);
  const Big y = Arithmetic::Expand(b);
  const cpp_int left = x.numerator * y.denominator;
  const cpp_int right = y.numerator * x.denominator;
  return left.compare(right) <=> 0;
}

Exact Exact::Round(int digits, Rounding rounding) const {
  if (!valid() || digits < 0 || digits > kMaxShownDigits) return Invalid();
  if (denominator_ != 0 && digits <= kMaxInlineDigits) {
    const Wide unit = SmallPowerOfTen(digits);
    return Arithmetic::Make(DivideRounded<Wide>(numerator_ * unit, denominator_, rounding), unit);
  }
  const Big number = Arithmetic::Expand(*this);
  const cpp_int unit = PowerOfTen(digits);
  const cpp_int scaled = number.numerator * unit;
  return Arithmetic::MakeBig(DivideRounded(scaled, number.denominator, rounding), unit);
}

std::string Exact::ToString() const {
  if (!valid()) return "invalid";
  if (big_ == nullptr) {
    return denominator_ == 1 ? absl::StrCat(numerator_)
                             : absl::StrCat(numerator_, "/", denominator_);
  }
  if (big_->denominator == 1) return big_->numerator.str();
  return absl::StrCat(big_->numerator.str(), "/", big_->denominator.str());
}

std::string Exact::ToDecimal(int digits) const {
  if (!valid()) return "invalid";
  digits = std::clamp(digits, 0, kMaxShownDigits);
  if (denominator_ != 0 && digits <= kMaxInlineDigits) {
    const Wide units = DivideRounded<Wide>(numerator_ * SmallPowerOfTen(digits), denominator_,
                                           Rounding::kHalfAwayFromZero);
    if (Fits(units) && units != kMin) {
      return PlacePoint(absl::StrCat(static_cast<int64_t>(Magnitude(units))), units < 0, digits);
    }
  }
  const Big number = Arithmetic::Expand(*this);
  const cpp_int units = DivideRounded<cpp_int>(number.numerator * PowerOfTen(digits),
                                               number.denominator, Rounding::kHalfAwayFromZero);
  return PlacePoint(cpp_int(abs(units)).str(), units < 0, digits);
}

}  // namespace continuum::scoring
