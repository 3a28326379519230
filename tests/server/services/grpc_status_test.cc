// SPDX-License-Identifier: Apache-2.0

#include "server/services/grpc_status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "server/base/errors.h"
#include "tests/testing/from_grpc.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::services {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::FromGrpc;

google::rpc::Status DetailsOf(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

template <typename Detail>
Detail DetailOf(const grpc::Status& status) {
  return base::GetDetail<Detail>(FromGrpc(status)).value_or(Detail());
}

// At its worst: every byte of the message percent-encoded, the details in base64.
size_t WorstBytes(const grpc::Status& status) {
  return 3 * status.error_message().size() + status.error_details().size() * 4 / 3;
}

TEST(ToGrpcStatusTest, OkIsOk) {
  EXPECT_TRUE(ToGrpcStatus(absl::OkStatus()).ok());
  EXPECT_EQ(ToGrpcStatus(absl::OkStatus()).error_details(), "");
}

TEST(ToGrpcStatusTest, KeepsCodeMessageAndDetails) {
  const grpc::Status status =
      ToGrpcStatus(base::FailedPrecondition("ARCHIVED", "programs/a", "it is archived"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(status.error_message(), "\"programs/a\": it is archived");
  EXPECT_EQ(DetailsOf(status).code(), 9);
  EXPECT_EQ(DetailsOf(status).message(), status.error_message());
  EXPECT_THAT(DetailOf<google::rpc::ErrorInfo>(status), EqualsProto(R"pb(
                reason: "ARCHIVED"
                domain: "continuum"
                metadata { key: "resource" value: "programs/a" })pb"));
  EXPECT_EQ(DetailOf<google::rpc::PreconditionFailure>(status).violations_size(), 1);
}

TEST(ToGrpcStatusTest, GivesTheSameBytesEachTime) {
  const absl::Status error = base::FailedPrecondition("ARCHIVED", "programs/a", "it is archived");
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(ToGrpcStatus(absl::Status(error)).error_details(),
              ToGrpcStatus(base::FailedPrecondition("ARCHIVED", "programs/a", "it is archived"))
                  .error_details());
  }
}

TEST(ToGrpcStatusTest, EveryErrorHasAReason) {
  const grpc::Status status = ToGrpcStatus(absl::DeadlineExceededError("too late"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_THAT(DetailOf<google::rpc::ErrorInfo>(status), EqualsProto(R"pb(reason: "DEADLINE_EXCEEDED"
                                                                         domain: "continuum")pb"));
}

TEST(ToGrpcStatusTest, ClipsTheMessageOnACharacter) {
  std::string long_message(1023, 'x');
  const grpc::Status status =
      ToGrpcStatus(absl::NotFoundError(absl::StrCat(long_message, "\xE2\x82\xAC")));
  EXPECT_EQ(status.error_message(), long_message);
}

TEST(ToGrpcStatusTest, AMessageThatIsNotUtf8IsShownEscaped) {
  EXPECT_EQ(ToGrpcStatus(absl::NotFoundError("a\xFF")).error_message(), "\"a\\xff\"");
}

TEST(ToGrpcStatusTest, ManyViolationsAreCountedInsteadOfListed) {
  std::vector<base::FieldViolation> violations;
  for (int i = 0; i < 400; ++i) {
    violations.push_back({absl::StrCat("answers[", i, "].criterion"), std::string(300, 'y')});
  }
  // Every byte of this message takes three on the wire, so that violations must make room.
  absl::Status error = base::InvalidFields(violations, "ANSWERS_INVALID");
  absl::Status worst(error.code(), std::string(1000, '\x01'));
  error.ForEachPayload(
      [&worst](absl::string_view url, const absl::Cord& bytes) { worst.SetPayload(url, bytes); });
  google::rpc::BadRequest big;
  for (int i = 0; i < 40; ++i) {
    auto* violation = big.add_field_violations();
    violation->set_field(absl::StrCat("answers[", i, "]"));
    violation->set_description(std::string(100, 'y'));
  }
  big.add_field_violations()->set_description("and 360 more");
  base::SetDetail(big, &worst);

  const grpc::Status status = ToGrpcStatus(worst);
  EXPECT_LE(WorstBytes(status), kMaxErrorBytes);
  const auto request = DetailOf<google::rpc::BadRequest>(status);
  ASSERT_GT(request.field_violations_size(), 1);
  const int listed = request.field_violations_size() - 1;
  EXPECT_EQ(request.field_violations(listed).description(),
            absl::StrCat("and ", 400 - listed, " more"));
  EXPECT_EQ(request.field_violations(listed).field(), "");
  EXPECT_EQ(request.field_violations(0).field(), "answers[0]");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(), "ANSWERS_INVALID");
}

TEST(ToGrpcStatusTest, OtherDetailsThatAreTooLargeAreLeftOut) {
  absl::Status error = base::PermissionDenied("PERMISSION_DENIED", "no");
  google::rpc::DebugInfo debug;
  debug.set_detail(std::string(20000, 'z'));
  base::SetDetail(debug, &error);
  const grpc::Status status = ToGrpcStatus(error);
  EXPECT_LE(WorstBytes(status), kMaxErrorBytes);
  EXPECT_EQ(DetailOf<google::rpc::DebugInfo>(status).detail(), "");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status).reason(), "PERMISSION_DENIED");
}

TEST(CodeNameTest, NamesCodes) {
  EXPECT_EQ(CodeName(absl::StatusCode::kOk), "OK");
  EXPECT_EQ(CodeName(absl::StatusCode::kResourceExhausted), "RESOURCE_EXHAUSTED");
  EXPECT_EQ(CodeName(static_cast<absl::StatusCode>(99)), "UNKNOWN");
}

}  // namespace
}  // namespace continuum::services
