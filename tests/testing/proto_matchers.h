// SPDX-License-Identifier: Apache-2.0
//
// EqualsProto compares a message with another or with text format, and lists what differs.
//
//   EXPECT_THAT(scorecard, EqualsProto(R"pb(rubric: "a" stage: "advanced")pb"));

#ifndef CONTINUUM_TESTS_TESTING_PROTO_MATCHERS_H_
#define CONTINUUM_TESTS_TESTING_PROTO_MATCHERS_H_

#include <gmock/gmock.h>
#include <google/protobuf/message.h>

#include <memory>
#include <ostream>
#include <string>

#include "absl/strings/string_view.h"

namespace continuum::testing {

class EqualsProtoMatcher {
 public:
  using is_gtest_matcher = void;

  explicit EqualsProtoMatcher(absl::string_view text);
  explicit EqualsProtoMatcher(const google::protobuf::Message& message);

  // Fails if the expected text does not parse as the type of `actual`.
  bool MatchAndExplain(const google::protobuf::Message& actual,
                       ::testing::MatchResultListener* listener) const;
  void DescribeTo(std::ostream* os) const { *os << "equals {" << text_ << "}"; }
  void DescribeNegationTo(std::ostream* os) const { *os << "differs from {" << text_ << "}"; }

 private:
  std::shared_ptr<const google::protobuf::Message> message_;  // matchers are copied
  std::string text_;
};

inline EqualsProtoMatcher EqualsProto(absl::string_view text) { return EqualsProtoMatcher(text); }
inline EqualsProtoMatcher EqualsProto(const google::protobuf::Message& message) {
  return EqualsProtoMatcher(message);
}

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_PROTO_MATCHERS_H_
