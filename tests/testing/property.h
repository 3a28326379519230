// SPDX-License-Identifier: Apache-2.0
//
// RapidCheck properties with a number of runs of their own, and choices for what they are about.

#ifndef CONTINUUM_TESTS_TESTING_PROPERTY_H_
#define CONTINUUM_TESTS_TESTING_PROPERTY_H_

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>

#include "tests/testing/choices.h"

namespace continuum::testing {

// `runs`, or `long_runs` when CONTINUUM_LONG_TESTS is set in the environment. Under a sanitizer a
// tenth: each run takes ten times as long, and what it looks for shows in few.
inline int Runs(int runs, int long_runs) {
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
  runs /= 10;
#endif
#endif
  return std::getenv("CONTINUUM_LONG_TESTS") == nullptr ? runs : long_runs;
}

// Choices drawn within a property, which therefore shrink.
class DrawnChoices : public Choices {
 public:
  int Below(int n) override { return *rc::gen::inRange(0, n); }
};

// Fails the running test, with the smallest counterexample and the seed that repeats it
// (RC_PARAMS="seed=..."), unless the property holds in so many runs.
template <typename Property>
void CheckProperty(int runs, Property&& property) {
  const ::testing::TestInfo* test = ::testing::UnitTest::GetInstance()->current_test_info();
  rc::detail::TestMetadata metadata;
  metadata.id = std::string(test->test_suite_name()) + "/" + test->name();
  metadata.description = test->name();
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  params.maxSuccess = runs;
  const rc::detail::TestResult result =
      rc::detail::checkTestable(std::forward<Property>(property), metadata, params);
  if (result.template is<rc::detail::SuccessResult>()) return;
  std::ostringstream message;
  rc::detail::printResultMessage(result, message);
  FAIL() << message.str();
}

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_PROPERTY_H_
