// SPDX-License-Identifier: Apache-2.0

#include "server/base/errors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/base/text.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::base {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::HasReason;
using ::continuum::testing::StatusIs;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Optional;
using ::testing::StartsWith;

// What gRPC would put on the wire: the message at its worst percent-encoded, the details in base64.
size_t WorstMetadataBytes(const absl::Status& status) {
  size_t details = 0;
  status.ForEachPayload([&details](absl::string_view url, const absl::Cord& bytes) {
    details += url.size() + bytes.size() + 8;
  });
  return 3 * status.message().size() + (status.message().size() + details) * 4 / 3;
}

TEST(ErrorsTest, InvalidFieldSaysFieldValueAndWanted) {
  const absl::Status status = InvalidField("program.title", "", "1 to 200 characters");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               "program.title: got \"\", want 1 to 200 characters"));
  EXPECT_THAT(status, HasReason("FIELD_INVALID"));
  EXPECT_THAT(GetDetail<google::rpc::BadRequest>(status), Optional(EqualsProto(R"pb(
                field_violations {
                  field: "program.title"
                  description: "got \"\", want 1 to 200 characters"
                })pb")));
}

TEST(ErrorsTest, InvalidFieldTakesItsOwnReason) {
  EXPECT_THAT(InvalidField("page_token", "x", "a token of this query", "PAGE_TOKEN_MISMATCH"),
              HasReason("PAGE_TOKEN_MISMATCH"));
}

TEST(ErrorsTest, InvalidFieldsListsAll) {
  const absl::Status status =
      InvalidFields({{"a", "is missing"}, {"b", "is odd"}, {"c", "is big"}});
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, "a: is missing (and 2 more)"));
  EXPECT_THAT(GetDetail<google::rpc::BadRequest>(status), Optional(EqualsProto(R"pb(
                field_violations { field: "a" description: "is missing" }
                field_violations { field: "b" description: "is odd" }
                field_violations { field: "c" description: "is big" })pb")));
}

TEST(ErrorsTest, TooManyViolationsAreCounted) {
  const std::vector<FieldViolation> violations(1000, {"answers.criterion", std::string(83, 'x')});
  const absl::Status status = InvalidFields(violations);
  const auto details = GetDetail<google::rpc::BadRequest>(status);
  ASSERT_TRUE(details.has_value());
  ASSERT_EQ(details->field_violations_size(), 21);  // 20 of 100 bytes, and the count
  EXPECT_EQ(details->field_violations(20).description(), "and 980 more");
}

TEST(ErrorsTest, TwentyShortViolationsAreListedAndTheRestCounted) {
  std::vector<FieldViolation> violations(20, {"f", "x"});
  const auto all = GetDetail<google::rpc::BadRequest>(InvalidFields(violations));
  ASSERT_TRUE(all.has_value());
  EXPECT_EQ(all->field_violations_size(), 20);
  EXPECT_EQ(all->field_violations(19).description(), "x");
  violations.push_back({"f", "x"});
  const auto more = GetDetail<google::rpc::BadRequest>(InvalidFields(violations));
  ASSERT_TRUE(more.has_value());
  ASSERT_EQ(more->field_violations_size(), 21);
  EXPECT_EQ(more->field_violations(20).description(), "and 1 more");
}

TEST(ErrorsTest, EveryErrorFitsIntoGrpcsMetadata) {
  for (const std::string& piece : {std::string("x"), std::string("\xE2\x82\xAC"), std::string("\n"),
                                   std::string("\xFF"), std::string("\"")}) {
    std::string huge;
    while (huge.size() < 20000) huge += piece;
    const std::vector<FieldViolation> violations(100, {huge, huge});
    for (const absl::Status& status :
         {InvalidField(huge, huge, huge), InvalidFields(violations), InvalidRequest("R", huge),
          NotFound(huge), AlreadyExists(huge), StaleEtag(huge, huge, huge),
          FailedPrecondition("R", huge, huge), PermissionDenied("R", huge),
          ResourceExhausted("R", huge, absl::Seconds(1))}) {
      EXPECT_LT(WorstMetadataBytes(status), 8000U) << status.code() << " of " << Shown(piece);
    }
  }
}

TEST(ErrorsTest, BytesThatAreNotUtf8AreEscaped) {
  const absl::Status status = InvalidField("f\xFF", "v\xFF", "text");
  EXPECT_THAT(status,
              StatusIs(absl::StatusCode::kInvalidArgument, StartsWith(R"("f\xff": got "v\xff")")));
  EXPECT_TRUE(GetDetail<google::rpc::BadRequest>(status).has_value());
}

TEST(ErrorsTest, NotFoundAndAlreadyExistsNameTheResource) {
  const absl::Status missing = NotFound("programs/p1");
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kNotFound, "\"programs/p1\" was not found"));
  EXPECT_THAT(GetDetail<google::rpc::ErrorInfo>(missing), Optional(EqualsProto(R"pb(
                reason: "NOT_FOUND"
                domain: "continuum"
                metadata { key: "resource" value: "programs/p1" })pb")));
  const absl::Status twice = AlreadyExists("programs/p1");
  EXPECT_THAT(twice, StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("programs/p1")));
  EXPECT_THAT(twice, HasReason("ALREADY_EXISTS"));
}

TEST(ErrorsTest, StaleEtagSaysBothAndWhatToDo) {
  const absl::Status status = StaleEtag("programs/p1", "7", "9");
  EXPECT_THAT(status,
              StatusIs(absl::StatusCode::kAborted,
                       "etag: got \"7\", want \"9\": \"programs/p1\" has changed; read it again"));
  EXPECT_THAT(status, HasReason("ETAG_MISMATCH"));
}

TEST(ErrorsTest, FailedPreconditionNamesTheSubject) {
  const absl::Status status =
      FailedPrecondition("ASSESSMENT_COMPLETED", "programs/p/assessments/a", "want a draft");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition,
                               "\"programs/p/assessments/a\": want a draft"));
  EXPECT_THAT(status, HasReason("ASSESSMENT_COMPLETED"));
  EXPECT_THAT(GetDetail<google::rpc::PreconditionFailure>(status), Optional(EqualsProto(R"pb(
                violations {
                  type: "ASSESSMENT_COMPLETED"
                  subject: "programs/p/assessments/a"
                  description: "want a draft"
                })pb")));
}

TEST(ErrorsTest, ResourceExhaustedSaysWhenToRetry) {
  const absl::Status status =
      ResourceExhausted("WRITE_LANE_FULL", "128 writes are waiting", absl::Milliseconds(1250));
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted, "128 writes are waiting"));
  EXPECT_THAT(GetDetail<google::rpc::RetryInfo>(status),
              Optional(EqualsProto("retry_delay { seconds: 1 nanos: 250000000 }")));
}

TEST(ErrorsTest, OtherCodesCarryAReasonToo) {
  EXPECT_THAT(InvalidRequest("EMPTY", "say something"),
              StatusIs(absl::StatusCode::kInvalidArgument, "say something"));
  EXPECT_THAT(PermissionDenied("NOT_OWNER", "only its owner may"), HasReason("NOT_OWNER"));
  EXPECT_THAT(PermissionDenied("NOT_OWNER", "only its owner may"),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(absl::NotFoundError("plain"), Not(HasReason("NOT_FOUND")));
}

TEST(ErrorsTest, ADetailThatIsDamagedIsNone) {
  absl::Status status = absl::InternalError("x");
  status.SetPayload(DetailTypeUrl<google::rpc::ErrorInfo>(), absl::Cord("\xFF"));
  EXPECT_THAT(DetailTypeUrl<google::rpc::ErrorInfo>(), EndsWith("/google.rpc.ErrorInfo"));
  EXPECT_EQ(GetDetail<google::rpc::ErrorInfo>(status), std::nullopt);
}

}  // namespace
}  // namespace continuum::base
