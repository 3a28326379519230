// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

MATCHER(IsNothing, "is nothing") { return !arg.has_value(); }

TEST(RequestIdentityTest, IsMadeOfMethodAndWholeRequest) {
  auto request = Parse<v1::CreateOrganizationRequest>("organization_id: 'o' request_id: 'r'");
  const RequestIdentity identity = IdentityOf(request, request.request_id());
  EXPECT_EQ(identity.method, "CreateOrganization");
  EXPECT_EQ(identity.request_id, "r");
  request.mutable_organization()->set_title("x");
  EXPECT_NE(IdentityOf(request, "r").digest, identity.digest);
  EXPECT_THAT(IdentityOf(request, "").digest, IsEmpty());
}

class ChangeTest : public OperationsTest {
 protected:
  // Creates an organization the way that use cases do, counting how often it is really done.
  absl::StatusOr<v1::Organization> Change(const v1::CreateOrganizationRequest& request) {
    return MakeChange<v1::Organization>(
        dependencies_, call_, request,
        [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Organization>> {
          ++done_;
          const std::string name = absl::StrCat("organizations/", request.organization_id());
          storage::OrganizationRecord record;
          record.name = name;
          record.title = "O";
          RETURN_IF_ERROR(writer.CreateOrganization(auth::Scope(call_.caller), record));
          if (fails_) return absl::InternalError("broken");
          v1::Organization response;
          response.set_name(name);
          return Changed<v1::Organization>{response, name};
        });
  }

  int done_ = 0;
  bool fails_ = false;
};

TEST_F(ChangeTest, IsMadeOncePerRequestId) {
  const auto request = Parse<v1::CreateOrganizationRequest>("organization_id: 'o' request_id: 'r'");
  const auto expected = IsOkAndHolds(EqualsProto("name: 'organizations/o'"));
  EXPECT_THAT(Change(request), expected);
  EXPECT_THAT(Change(request), expected);
  EXPECT_EQ(done_, 1);
}

TEST_F(ChangeTest, IsMadeEachTimeWithoutARequestId) {
  const auto request = Parse<v1::CreateOrganizationRequest>("organization_id: 'o'");
  EXPECT_THAT(Change(request), IsOk());
  EXPECT_THAT(Change(request), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  EXPECT_EQ(done_, 2);
}

TEST_F(ChangeTest, AFailureLeavesNothingBehind) {
  const auto request = Parse<v1::CreateOrganizationRequest>("organization_id: 'o' request_id: 'r'");
  fails_ = true;
  EXPECT_THAT(Change(request), StatusIs(absl::StatusCode::kInternal, "broken"));
  fails_ = false;
  EXPECT_THAT(Change(request), IsOk());
}

TEST_F(ChangeTest, AReusedRequestIdSaysWhatForItWasUsed) {
  ASSERT_THAT(Change(Parse<v1::CreateOrganizationRequest>("organization_id: 'o' request_id: 'r'")),
              IsOk());
  const auto refused =
      Change(Parse<v1::CreateOrganizationRequest>("organization_id: 'x' request_id: 'r'"));
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("CreateOrganization"));
  auto archive = Parse<v1::ArchiveOrganizationRequest>("name: 'organizations/o' request_id: 'r'");
  EXPECT_THAT(ArchiveOrganization(dependencies_, call_, archive),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(ChangeTest, TheFirstAnswerIsFoundBeforeAnythingIsDone) {
  const auto request = Parse<v1::CreateOrganizationRequest>("organization_id: 'o' request_id: 'r'");
  EXPECT_THAT(FindReplay<v1::Organization>(dependencies_, call_, request),
              IsOkAndHolds(IsNothing()));
  ASSERT_THAT(Change(request), IsOk());
  ASSERT_OK_AND_ASSIGN(const auto replay,
                       FindReplay<v1::Organization>(dependencies_, call_, request));
  ASSERT_TRUE(replay.has_value());
  EXPECT_EQ(replay->name(), "organizations/o");
  // Nobody else gets it.
  EXPECT_THAT(FindReplay<v1::Organization>(dependencies_, CallOfOwner("o"), request),
              IsOkAndHolds(IsNothing()));
}

TEST_F(ChangeTest, BytesThatAreNoAnswerAreDataLoss) {
  v1::Organization response;
  EXPECT_THAT(ParseAnswer("\xFF", &response), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(ParseAnswer("", &response), IsOk());
}

}  // namespace
}  // namespace continuum::operations
