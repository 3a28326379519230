// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/number.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace continuum::cli::fhir {
namespace {

struct Case {
  std::string exact;
  std::string json;
  bool says_all;
};

TEST(NumberTest, AJsonNumberIsTheNearestAndSaysWhetherItIsAll) {
  for (const Case& test :
       {Case{"0", "0", true}, Case{"-3", "-3", true}, Case{"4.5", "4.5", true},
        Case{"0.1", "0.1", true}, Case{"4.50", "4.5", false}, Case{"9/2", "4.5", false},
        Case{"12/4", "3", false}, Case{"1/3", "0.3333333333333333", false},
        Case{"2/3", "0.6666666666666666", false},
        Case{"9007199254740992", "9007199254740992", true},
        Case{"9007199254740993", "9.007199254740992e+15", false},
        Case{"0.00000000000000000000000000000000000001", "1e-38", true}}) {
    const auto number = ToJsonNumber(test.exact);
    ASSERT_TRUE(number.has_value()) << test.exact;
    EXPECT_EQ(number->number.dump(), test.json) << test.exact;
    EXPECT_EQ(number->says_all, test.says_all) << test.exact;
  }
  EXPECT_FALSE(ToJsonNumber("").has_value());
  EXPECT_FALSE(ToJsonNumber("1e5").has_value());
}

TEST(NumberTest, APlainNumberIsWhatJsonSays) {
  for (const auto& [json, plain] : std::initializer_list<std::pair<const char*, const char*>>{
           {"12", "12"},
           {"-0.5", "-0.5"},
           {"4.0", "4"},
           {"-0.0", "0"},
           {"4.50", "4.50"},
           {"1.5e2", "150"},
           {"1.5E+1", "15"},
           {"125e-2", "1.25"},
           {"1e-3", "0.001"},
           {"-12e1", "-120"},
           {"0.1234567890123456789", "0.1234567890123456789"}}) {
    EXPECT_EQ(PlainNumber(json), std::optional<std::string>(plain)) << json;
  }
  EXPECT_EQ(PlainNumber("1e99"), std::nullopt);
  EXPECT_EQ(PlainNumber("1e-99999999999"), std::nullopt);
  EXPECT_EQ(PlainNumber("1234567890123456789012345678901234567890.5"), std::nullopt);
}

}  // namespace
}  // namespace continuum::cli::fhir
