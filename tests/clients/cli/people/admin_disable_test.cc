// SPDX-License-Identifier: Apache-2.0
//
// Who is disabled for good is shown first, and a slip does not do it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "clients/cli/exit_code.h"
#include "tests/clients/cli/people/people_test_base.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AdminDisableTest : public testing::PeopleTestBase {
 protected:
  AdminDisableTest() {
    people.answers["ListAccounts"] = R"pb(
      accounts {
        name: "accounts/exporter"
        kind: KIND_SERVICE
        display_name: "Exporter"
        state: STATE_ACTIVE
      }
      accounts {
        name: "accounts/p1"
        email: "carla@example.org"
        display_name: "Carla"
        state: STATE_ACTIVE
      }
      accounts { name: "accounts/gone" display_name: "Gone" state: STATE_DISABLED }
    )pb";
    people.answers["ReviewAccess"] = R"pb(
      accesses { membership { account: "accounts/p1" role: ROLE_LEAD resource: "programs/harbor" } }
      accesses { membership { account: "accounts/other" role: ROLE_EDITOR resource: "programs/x" } }
      accesses {
        membership { account: "accounts/p1" role: ROLE_OWNER resource: "organizations/o" }
      }
    )pb";
    people.answers["DisableAccount"] = "name: 'accounts/p1' state: STATE_DISABLED";
  }
};

TEST_F(AdminDisableTest, ItWantsTheNameTypedOrYes) {
  for (const char* typed : {"", "yes\n", "exporter\n", "accounts/other\n"}) {
    EXPECT_EQ(Run({"admin", "disable", "exporter"}, typed), ExitCode::kUsage);
    EXPECT_THAT(err, AllOf(HasSubstr("disabled for good"), HasSubstr("nothing was changed")));
    EXPECT_THAT(people.calls, Not(Contains(StartsWith("DisableAccount"))));
  }
  ASSERT_EQ(Run({"admin", "disable", "exporter"}, "accounts/exporter\n"), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls.back(),
              StartsWith("DisableAccount name: \"accounts/exporter\" request_id:"));
  EXPECT_THAT(err, HasSubstr("Name: Exporter Roles: none"));
  EXPECT_THAT(out, HasSubstr("State disabled"));
  ASSERT_EQ(Run({"admin", "disable", "accounts/exporter", "--yes"}), ExitCode::kOk) << err;
  EXPECT_THAT(people.calls, ElementsAre(StartsWith("DisableAccount")));
}

TEST_F(AdminDisableTest, WhoItIsIsShownBeforeItAsks) {
  EXPECT_EQ(Run({"admin", "disable", "p1"}), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("Account: accounts/p1 Name: Carla E-mail: carla@example.org Roles: "
                             "lead of programs/harbor, owner of organizations/o"));
  EXPECT_THAT(err, HasSubstr("want \"carla@example.org\" typed once more"));
  for (const char* typed : {"carla@example.org\n", "accounts/p1\n"}) {
    ASSERT_EQ(Run({"admin", "disable", "Carla@example.org"}, typed), ExitCode::kOk) << err;
    EXPECT_THAT(people.calls.back(), StartsWith("DisableAccount name: \"accounts/p1\""));
  }
  people.refusals.emplace("ReviewAccess", grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no"));
  ASSERT_EQ(Run({"admin", "disable", "p1"}, "carla@example.org\n"), ExitCode::kOk) << err;
  EXPECT_THAT(err, Not(HasSubstr("Roles")));
}

TEST_F(AdminDisableTest, WhatCannotBeDisabledIsNotAskedAbout) {
  EXPECT_EQ(Run({"admin", "disable", "nobody"}, "accounts/nobody\n"), ExitCode::kNotFound);
  EXPECT_THAT(err, AllOf(HasSubstr("there is no account \"nobody\""), Not(HasSubstr("for good"))));
  EXPECT_EQ(Run({"admin", "disable", "gone"}, "accounts/gone\n"), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("accounts/gone (Gone) is disabled already"),
                         Not(HasSubstr("for good"))));
  people.refusals.emplace("ListAccounts", grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no"));
  EXPECT_EQ(Run({"admin", "disable", "exporter"}, "accounts/exporter\n"), ExitCode::kConflict);
  EXPECT_THAT(people.calls, ElementsAre(StartsWith("ListAccounts")));
}

}  // namespace
}  // namespace continuum::cli
