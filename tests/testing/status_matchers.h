// SPDX-License-Identifier: Apache-2.0
//
// GoogleTest matchers for absl::Status and absl::StatusOr, which Debian's Abseil does not have yet.
//
//   EXPECT_THAT(Save(), IsOk());
//   EXPECT_THAT(Load(""), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("path")));
//   EXPECT_THAT(Count(), IsOkAndHolds(Gt(3)));
//   ASSERT_OK_AND_ASSIGN(const Rubric rubric, Parse(text));   // in a TEST body only

#ifndef CONTINUUM_TESTS_TESTING_STATUS_MATCHERS_H_
#define CONTINUUM_TESTS_TESTING_STATUS_MATCHERS_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace continuum::testing {

inline const absl::Status& GetStatus(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& GetStatus(const absl::StatusOr<T>& status_or) {
  return status_or.status();
}

MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  *result_listener << "which is " << GetStatus(arg).ToString();
  return GetStatus(arg).ok();
}

// Matches a code and a message; each a value or a matcher.
class StatusIsMatcher {
 public:
  using is_gtest_matcher = void;

  StatusIsMatcher(::testing::Matcher<absl::StatusCode> code,
                  ::testing::Matcher<const std::string&> message)
      : code_(std::move(code)), message_(std::move(message)) {}

  template <typename StatusOrLike>
  bool MatchAndExplain(const StatusOrLike& actual, ::testing::MatchResultListener* listener) const {
    return Explain(GetStatus(actual), listener);
  }
  void DescribeTo(std::ostream* os) const;
  void DescribeNegationTo(std::ostream* os) const;

 private:
  bool Explain(const absl::Status& actual, ::testing::MatchResultListener* listener) const;

  ::testing::Matcher<absl::StatusCode> code_;
  ::testing::Matcher<const std::string&> message_;
};

inline StatusIsMatcher StatusIs(::testing::Matcher<absl::StatusCode> code,
                                ::testing::Matcher<const std::string&> message = ::testing::_) {
  return {std::move(code), std::move(message)};
}

MATCHER_P(IsOkAndHolds, inner,
          "is OK and holds a value that " +
              ::testing::DescribeMatcher<const typename std::decay_t<arg_type>::value_type&>(
                  inner, negation)) {
  if (!arg.ok()) {
    *result_listener << "which is " << arg.status().ToString();
    return false;
  }
  return ::testing::ExplainMatchResult(inner, *arg, result_listener);
}

}  // namespace continuum::testing

#define ASSERT_OK_AND_ASSIGN(declaration, expression)                                        \
  CONTINUUM_ASSERT_OK_AND_ASSIGN_(CONTINUUM_TEST_CONCAT_(status_or_, __LINE__), declaration, \
                                  expression)
#define CONTINUUM_ASSERT_OK_AND_ASSIGN_(temporary, declaration, expression) \
  auto temporary = (expression);                                            \
  ASSERT_THAT(temporary, ::continuum::testing::IsOk());                     \
  declaration = *std::move(temporary) /* the caller writes the semicolon */
#define CONTINUUM_TEST_CONCAT_(a, b) CONTINUUM_TEST_CONCAT_INNER_(a, b)
#define CONTINUUM_TEST_CONCAT_INNER_(a, b) a##b

#endif  // CONTINUUM_TESTS_TESTING_STATUS_MATCHERS_H_
