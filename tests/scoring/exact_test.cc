// SPDX-License-Identifier: Apache-2.0

#include "scoring/exact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "scoring/limits.h"

namespace continuum::scoring {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using Rounding = Exact::Rounding;

constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

Exact Number(absl::string_view text) {
  const std::optional<Exact> number = Exact::Parse(text);
  EXPECT_TRUE(number.has_value()) << std::string(text);
  return number.value_or(Exact::Invalid());
}

// A number far outside 64 bits.
Exact Huge() { return Number("1000000000000000000000000000000000000007"); }

TEST(ExactTest, BeginsAsZero) {
  EXPECT_TRUE(Exact().valid());
  EXPECT_TRUE(Exact().IsZero());
  EXPECT_EQ(Exact().ToString(), "0");
}

TEST(ExactParseTest, ReadsWhatTheRubricModelAllows) {
  const struct {
    const char* text;
    const char* reduced;
  } kRows[] = {
      {"0", "0"},
      {"12", "12"},
      {"-3", "-3"},
      {"-0", "0"},
      {"007", "7"},
      {"4.5", "9/2"},
      {"4.50", "9/2"},
      {"-0.125", "-1/8"},
      {"1/3", "1/3"},
      {"2/6", "1/3"},
      {"-2/6", "-1/3"},
      {"6/3", "2"},
      {"0/5", "0"},
      {"0.000", "0"},
      {"84.875", "679/8"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775808", "9223372036854775808"},
      {"1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890"},
      {"0.00000000000000000000000000000000000001", "1/100000000000000000000000000000000000000"},
      {"1000000000000000000/3000000000000000000", "1/3"},
  };
  for (const auto& row : kRows) {
    const std::optional<Exact> number = Exact::Parse(row.text);
    ASSERT_TRUE(number.has_value()) << row.text;
    EXPECT_EQ(number->ToString(), row.reduced) << row.text;
  }
}

TEST(ExactParseTest, RefusesEverythingElse) {
  const char* kTexts[] = {
      "",
      "-",
      "+1",
      " 1",
      "1 ",
      "1,000",
      "1e3",
      ".5",
      "5.",
      "1/",
      "/2",
      "1/0",
      "1/-2",
      "--1",
      "1.2.3",
      "1/2/3",
      "1.5/2",
      "1/2.5",
      "0x10",
      "NaN",
      "inf",
      "1_0",
      "-.5",
      "\n1",
      "1\n",
      "1/00",
      ".",
      "/",
      "-/2",
      "½",
      "12345678901234567890123456789012345678901",  // 41 characters
  };
  for (const char* text : kTexts) {
    EXPECT_FALSE(Exact::Parse(text).has_value()) << text;
  }
  EXPECT_FALSE(Exact::Parse(absl::string_view("1\0", 2)).has_value());
}

TEST(ExactTest, FractionsAreReducedWithAPositiveDenominator) {
  EXPECT_EQ(Exact::Fraction(6, -4).ToString(), "-3/2");
  EXPECT_EQ(Exact::Fraction(-6, -4).ToString(), "3/2");
  EXPECT_EQ(Exact::Fraction(0, -4).ToString(), "0");
  EXPECT_EQ(Exact::Fraction(kMin, kMin).ToString(), "1");
  EXPECT_EQ(Exact::Fraction(kMin, -1).ToString(), "9223372036854775808");
  EXPECT_EQ(Exact::Fraction(1, kMin).ToString(), "-1/9223372036854775808");
  EXPECT_FALSE(Exact::Fraction(1, 0).valid());
}

TEST(ExactTest, TheEdgesOf64BitsAreNoEdges) {
  EXPECT_EQ((Exact(kMax) + Exact(1)).ToString(), "9223372036854775808");
  EXPECT_EQ((Exact(kMax) + Exact(1) - Exact(1)).ToString(), "9223372036854775807");
  EXPECT_EQ((Exact(kMin) - Exact(1)).ToString(), "-9223372036854775809");
  EXPECT_EQ((-Exact(kMin)).ToString(), "9223372036854775808");
  EXPECT_EQ((-(-Exact(kMin))).ToString(), "-9223372036854775808");
  EXPECT_EQ((Exact(kMin) * Exact(-1)).ToString(), "9223372036854775808");
  EXPECT_EQ((Exact(kMin) / Exact(-1)).ToString(), "9223372036854775808");
  EXPECT_EQ((Exact(kMin) * Exact(kMin)).ToString(), "85070591730234615865843651857942052864");
  EXPECT_EQ((Exact(kMin) - Exact(kMin)).ToString(), "0");
  EXPECT_EQ((Exact::Fraction(1, kMax) + Exact::Fraction(1, kMax - 1)).ToString(),
            "18446744073709551613/85070591730234615838173535747377725442");
}

TEST(ExactTest, NumbersThatFitAgainAreEqualToInlineOnes) {
  const Exact back = (Exact(7) * Huge()) / Huge();
  EXPECT_EQ(back, Exact(7));
  EXPECT_EQ(back.ToString(), "7");
  EXPECT_TRUE(((Huge() - Huge())).IsZero());
}

TEST(ExactTest, DivisionByZeroIsInvalidAndSticks) {
  const Exact bad = Exact(1) / Exact(0);
  EXPECT_FALSE(bad.valid());
  EXPECT_FALSE((Huge() / Exact(0)).valid());
  for (const Exact& good : {Exact(0), Exact(5), Huge()}) {
    for (const Exact& result : {bad + good, good + bad, bad - good, good - bad, bad * good,
                                good * bad, bad / good, good / bad, -bad}) {
      EXPECT_FALSE(result.valid());
    }
    EXPECT_FALSE(bad == good);
    EXPECT_FALSE(bad < good);
    EXPECT_FALSE(bad >= good);
  }
  EXPECT_FALSE(bad == bad);
  EXPECT_FALSE(bad.IsZero());
  EXPECT_FALSE(bad.IsWhole());
  EXPECT_EQ(bad.Sign(), 0);
  EXPECT_FALSE(bad.Round(0, Rounding::kDown).valid());
  EXPECT_EQ(bad.ToString(), "invalid");
  EXPECT_EQ(bad.ToDecimal(2), "invalid");
}

TEST(ExactTest, NumbersOverTheBitLimitAreInvalid) {
  Exact power(1);
  for (unsigned i = 1; i < kMaxNumberBits; ++i) power *= Exact(2);
  EXPECT_TRUE(power.valid());  // exactly as many bits as allowed
  EXPECT_TRUE((power + (power - Exact(1))).valid());
  EXPECT_FALSE((power * Exact(2)).valid());  // one more
  EXPECT_TRUE((Exact(1) / power).valid());
  EXPECT_FALSE((Exact(1) / power / Exact(2)).valid());
  EXPECT_FALSE((power * power).valid());
  EXPECT_FALSE((-power * Exact(2)).valid());
}

TEST(ExactTest, SignAndWholeness) {
  EXPECT_EQ(Exact(-5).Sign(), -1);
  EXPECT_EQ(Exact(0).Sign(), 0);
  EXPECT_EQ(Number("1/7").Sign(), 1);
  EXPECT_EQ((-Huge()).Sign(), -1);
  EXPECT_EQ((Exact(1) / Huge()).Sign(), 1);
  EXPECT_TRUE(Exact(4).IsWhole());
  EXPECT_FALSE(Number("4.5").IsWhole());
  EXPECT_TRUE(Huge().IsWhole());
  EXPECT_FALSE((Exact(1) / Huge()).IsWhole());
  EXPECT_FALSE(Huge().IsZero());
}

TEST(ExactTest, JustUnderAThresholdStaysUnderIt) {
  EXPECT_LT(Number("84.875"), Number("85"));
  EXPECT_LT(Number("34.875"), Number("35"));
  EXPECT_LT(Number("84.9999999999999999999999999999999999999"), Number("85"));
  EXPECT_GE(Number("85.000"), Number("85"));
  EXPECT_EQ(Number("1/3") + Number("1/3") + Number("1/3"), Exact(1));
  EXPECT_EQ(Number("0.1") + Number("0.2"), Number("0.3"));
}

TEST(ExactRoundTest, RoundsAsTheModeSays) {
  const struct {
    const char* number;
    int digits;
    const char* half_away;
    const char* down;
    const char* up;
  } kRows[] = {
      {"84.875", 0, "85", "84", "85"},
      {"84.875", 1, "849/10", "424/5", "849/10"},
      {"84.875", 2, "2122/25", "8487/100", "2122/25"},
      {"84.875", 3, "679/8", "679/8", "679/8"},
      {"-84.875", 2, "-2122/25", "-2122/25", "-8487/100"},
      {"0.5", 0, "1", "0", "1"},
      {"-0.5", 0, "-1", "-1", "0"},
      {"1.5", 0, "2", "1", "2"},
      {"2.5", 0, "3", "2", "3"},
      {"-2.5", 0, "-3", "-3", "-2"},
      {"1/3", 9, "333333333/1000000000", "333333333/1000000000", "166666667/500000000"},
      {"2/3", 0, "1", "0", "1"},
      {"-1/3", 0, "0", "-1", "0"},
      {"7", 4, "7", "7", "7"},
      {"0", 2, "0", "0", "0"},
      {"9223372036854775807", 9, "9223372036854775807", "9223372036854775807",
       "9223372036854775807"},
  };
  for (const auto& row : kRows) {
    const Exact number = Number(row.number);
    EXPECT_EQ(number.Round(row.digits, Rounding::kHalfAwayFromZero).ToString(), row.half_away)
        << row.number << " to " << row.digits;
    EXPECT_EQ(number.Round(row.digits, Rounding::kDown).ToString(), row.down)
        << row.number << " to " << row.digits;
    EXPECT_EQ(number.Round(row.digits, Rounding::kUp).ToString(), row.up)
        << row.number << " to " << row.digits;
  }
  EXPECT_FALSE(Exact(1).Round(-1, Rounding::kDown).valid());
  EXPECT_FALSE(Exact(1).Round(kMaxShownDigits + 1, Rounding::kDown).valid());
  EXPECT_TRUE(Number("1/3").Round(kMaxShownDigits, Rounding::kDown) < Number("1/3"));
}

TEST(ExactDecimalTest, ShowsExactlySoManyDigits) {
  const struct {
    const char* number;
    int digits;
    const char* shown;
  } kRows[] = {
      {"84.875", 0, "85"},     {"84.875", 1, "84.9"},    {"84.875", 2, "84.88"},
      {"84.875", 3, "84.875"}, {"84.875", 4, "84.8750"}, {"-84.875", 2, "-84.88"},
      {"0.5", 0, "1"},         {"-0.5", 0, "-1"},        {"-0.04", 1, "0.0"},
      {"-0.05", 1, "-0.1"},    {"0.004", 2, "0.00"},     {"0.005", 2, "0.01"},
      {"1/3", 3, "0.333"},     {"2/3", 3, "0.667"},      {"100", 0, "100"},
      {"0", 0, "0"},           {"0", 2, "0.00"},         {"1/8", -3, "0"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(Number(row.number).ToDecimal(row.digits), row.shown)
        << row.number << " to " << row.digits;
  }
  EXPECT_EQ((Exact(1) / Huge()).ToDecimal(40), "0.0000000000000000000000000000000000000010");
}

// Against an independent implementation: numbers of all sizes, the edges of 64 bits among them.

rc::Gen<int64_t> AnyInteger() {
  return rc::gen::weightedOneOf<int64_t>({
      {4, rc::gen::arbitrary<int64_t>()},
      {4, rc::gen::inRange<int64_t>(-1000, 1001)},
      {1, rc::gen::elementOf(std::vector<int64_t>{kMin, kMin + 1, kMax, kMax - 1, 0, 1, -1})},
      {1, rc::gen::elementOf(std::vector<int64_t>{int64_t{1} << 32, -(int64_t{1} << 62)})},
  });
}

struct Operand {
  Exact exact;
  cpp_rational oracle;
};

// A fraction of a fraction, so that numbers beyond 64 bits come up too.
Operand AnyOperand() {
  const int64_t a = *AnyInteger();
  const int64_t b = *rc::gen::nonZero<int64_t>();
  const int64_t c = *AnyInteger();
  const bool large = *rc::gen::arbitrary<bool>();
  Operand result = {Exact::Fraction(a, b), cpp_rational(cpp_int(a)) / cpp_rational(cpp_int(b))};
  if (large) {
    result.exact *= Exact(c);
    result.oracle *= cpp_rational(cpp_int(c));
  }
  return result;
}

std::string Text(const cpp_rational& number) { return number.str(); }

RC_GTEST_PROP(ExactPropertyTest, AgreesWithArbitraryPrecision, ()) {
  const Operand a = AnyOperand();
  const Operand b = AnyOperand();
  RC_ASSERT(a.exact.ToString() == Text(a.oracle));
  RC_ASSERT((a.exact + b.exact).ToString() == Text(a.oracle + b.oracle));
  RC_ASSERT((a.exact - b.exact).ToString() == Text(a.oracle - b.oracle));
  RC_ASSERT((a.exact * b.exact).ToString() == Text(a.oracle * b.oracle));
  RC_ASSERT((-a.exact).ToString() == Text(-a.oracle));
  if (b.oracle.is_zero()) {
    RC_ASSERT(!(a.exact / b.exact).valid());
  } else {
    RC_ASSERT((a.exact / b.exact).ToString() == Text(a.oracle / b.oracle));
  }
  const int order = a.oracle.compare(b.oracle);
  RC_ASSERT((a.exact < b.exact) == (order < 0));
  RC_ASSERT((a.exact == b.exact) == (order == 0));
  RC_ASSERT((a.exact > b.exact) == (order > 0));
  RC_ASSERT(a.exact.Sign() == a.oracle.sign());
}

RC_GTEST_PROP(ExactPropertyTest, HowANumberIsHeldNeverShows, ()) {
  const Exact a = AnyOperand().exact;
  const Exact b = AnyOperand().exact;
  const Exact detour = Huge();
  // The same sums and products by way of numbers too large to be held inline.
  RC_ASSERT(((a * detour + b * detour) / detour).ToString() == (a + b).ToString());
  RC_ASSERT(((a * detour) * (b / detour)).ToString() == (a * b).ToString());
  RC_ASSERT(((a * detour) < (b * detour)) == (a < b));
}

RC_GTEST_PROP(ExactPropertyTest, TextsReadBackAsTheSameNumber, ()) {
  const Exact number = AnyOperand().exact;
  const std::string text = number.ToString();
  RC_ASSERT(Exact::ParseResult(text).has_value());
  RC_ASSERT(*Exact::ParseResult(text) == number);
  RC_ASSERT(Exact::Parse(text).has_value() == (text.size() <= kMaxNumberLength));
}

RC_GTEST_PROP(ExactPropertyTest, RoundingGoesNoFurtherThanItsMode, ()) {
  const Exact number = AnyOperand().exact;
  const int digits = *rc::gen::inRange(0, 2 * kMaxDigits);
  Exact unit(1);
  for (int i = 0; i < digits; ++i) unit /= Exact(10);
  const Exact down = number.Round(digits, Rounding::kDown);
  const Exact up = number.Round(digits, Rounding::kUp);
  const Exact nearest = number.Round(digits, Rounding::kHalfAwayFromZero);
  RC_ASSERT(down <= number && number < down + unit);
  RC_ASSERT(up >= number && number > up - unit);
  RC_ASSERT((nearest / unit).IsWhole());
  const Exact error = nearest - number;
  RC_ASSERT((error.Sign() < 0 ? -error : error) <= unit / Exact(2));
  RC_ASSERT(-nearest == (-number).Round(digits, Rounding::kHalfAwayFromZero));
  RC_ASSERT(Exact::Parse(nearest.ToDecimal(digits)).value_or(nearest) == nearest);
}

TEST(ExactTest, ManySmallNumbersStayExact) {
  Exact sum;
  for (int i = 0; i < 1000; ++i) sum += Number("0.1");
  EXPECT_EQ(sum, Exact(100));
  Exact harmonic;
  cpp_rational oracle;
  for (int i = 1; i <= 60; ++i) {
    harmonic += Exact::Fraction(1, i);
    oracle += cpp_rational(1, i);
  }
  EXPECT_EQ(harmonic.ToString(), Text(oracle));
}

}  // namespace
}  // namespace continuum::scoring
