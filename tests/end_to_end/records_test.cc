// SPDX-License-Identifier: Apache-2.0
//
// A patient's name got into a comment, and two people purge it from a running server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::continuum::testing::ServerProcess;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kSecret[] = "Zebulon Quarterstaff";
constexpr char kParent[] = "parent: 'programs/clinic/assessments/first'";

class RecordsTest : public SignedInTest {
 protected:
  void SetUp() override {
    StartWithSignIn();
    client_->SetSecret(Redeem(FirstCode(), "root@example.org"));
    PublishSmallRubric();
    MakeProgram("clinic");
    lead_ = Invite("lead@example.org", "programs/clinic", "ROLE_LEAD");
    contributor_ = Invite("contributor@example.org", "programs/clinic", "ROLE_CONTRIBUTOR");
    client_->SetSecret(lead_);
    MakeAssessment("clinic", "first");
  }

  // All that the server has on disk.
  std::string Disk() const {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir_.File(""))) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

  std::string lead_;
  std::string contributor_;
};

TEST_F(RecordsTest, WhatTwoPeoplePurgeIsNowhereAfterwards) {
  client_->SetSecret(contributor_);
  ASSERT_THAT(client_->Call(&Together::CreateThread,
                            absl::StrCat(kParent, " text: 'About ", kSecret, "' request_id: 'r'")),
              IsOk());
  const auto comments = client_->Call(&Together::ListComments, kParent);
  ASSERT_THAT(comments, IsOk());
  ASSERT_THAT(Disk(), HasSubstr(kSecret));
  const auto asked = client_->Call(
      &Records::CreatePurge, absl::StrCat("parent: 'programs/clinic' purge { resource: '",
                                          comments->comments(0).name(), "' reason: 'a name' }"));
  ASSERT_THAT(asked, IsOk());
  const std::string named = absl::StrCat("name: '", asked->name(), "'");
  EXPECT_THAT(client_->Call(&Records::ApprovePurge, named), HasReason("PERMISSION_DENIED"));
  client_->SetSecret(lead_);
  EXPECT_THAT(client_->Call(&Together::ListComments, kParent)->comments(0).text(),
              Not(HasSubstr(kSecret)));
  const auto done = client_->Call(&Records::ApprovePurge, named);
  ASSERT_THAT(done, IsOk());
  EXPECT_NE(done->asked_by(), done->decided_by());
  EXPECT_TRUE(client_->Call(&Together::ListComments, kParent)->comments(0).purged());
  EXPECT_THAT(server_->log(), Not(HasSubstr(kSecret)));
  EXPECT_EQ(server_->Stop(), 0);
  EXPECT_THAT(Disk(), Not(HasSubstr(kSecret)));
  Start({ServerProcess::kSignIn});
  client_->SetSecret(lead_);
  EXPECT_TRUE(client_->Call(&Together::ListComments, kParent)->comments(0).purged());
}

}  // namespace
}  // namespace continuum::end_to_end
