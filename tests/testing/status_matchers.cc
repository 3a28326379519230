// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/status_matchers.h"

namespace continuum::testing {

void StatusIsMatcher::DescribeTo(std::ostream* os) const {
  *os << "has a code that ";
  code_.DescribeTo(os);
  *os << " and a message that ";
  message_.DescribeTo(os);
}

void StatusIsMatcher::DescribeNegationTo(std::ostream* os) const {
  *os << "has not both: a code that ";
  code_.DescribeTo(os);
  *os << " and a message that ";
  message_.DescribeTo(os);
}

bool StatusIsMatcher::Explain(const absl::Status& actual,
                              ::testing::MatchResultListener* listener) const {
  *listener << "which is " << actual.ToString();
  return code_.Matches(actual.code()) && message_.Matches(std::string(actual.message()));
}

}  // namespace continuum::testing
