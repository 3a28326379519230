// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/proto_matchers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"

namespace continuum::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

google::rpc::ErrorInfo MakeInfo() {
  google::rpc::ErrorInfo info;
  info.set_reason("A");
  info.set_domain("d");
  return info;
}

std::string Explain(const EqualsProtoMatcher& matcher, const google::protobuf::Message& actual) {
  ::testing::StringMatchResultListener listener;
  EXPECT_FALSE(matcher.MatchAndExplain(actual, &listener));
  return listener.str();
}

TEST(EqualsProtoTest, ComparesWithTextAndWithMessages) {
  EXPECT_THAT(MakeInfo(), EqualsProto("reason: 'A' domain: 'd'"));
  EXPECT_THAT(MakeInfo(), EqualsProto(MakeInfo()));
  EXPECT_THAT(MakeInfo(), Not(EqualsProto("reason: 'A'")));
  EXPECT_THAT(MakeInfo(), Not(EqualsProto(google::rpc::ErrorInfo())));
}

TEST(EqualsProtoTest, AFailureNamesTheField) {
  EXPECT_THAT(Explain(EqualsProto("reason: 'B' domain: 'd'"), MakeInfo()),
              AllOf(HasSubstr("reason"), HasSubstr("\"B\" -> \"A\""), Not(HasSubstr("domain"))));
}

TEST(EqualsProtoTest, TextThatDoesNotParseNeverMatches) {
  EXPECT_THAT(Explain(EqualsProto("reason: 'A' colour: 1"), MakeInfo()), HasSubstr("1:19"));
}

TEST(EqualsProtoTest, AnotherTypeNeverMatches) {
  EXPECT_THAT(Explain(EqualsProto(google::rpc::RetryInfo()), MakeInfo()),
              HasSubstr("google.rpc.RetryInfo"));
}

}  // namespace
}  // namespace continuum::testing
