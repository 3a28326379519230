// SPDX-License-Identifier: Apache-2.0
//
// What is special about organizations, about programs and about sites; every_noun_test.cc has what
// they share.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ProgramsTest : public OperationsTest {
 protected:
  absl::StatusOr<v1::Organization> ArchiveOrganizationO() {
    return ArchiveOrganization(dependencies_, call_,
                               Parse<v1::ArchiveOrganizationRequest>("name: 'organizations/o'"));
  }

  absl::StatusOr<std::vector<std::string>> ListedPrograms(absl::string_view request) {
    const auto response =
        ListPrograms(dependencies_, call_, Parse<v1::ListProgramsRequest>(request));
    if (!response.ok()) return response.status();
    std::vector<std::string> names;
    for (const v1::Program& program : response->programs()) names.push_back(program.name());
    return names;
  }
};

TEST_F(ProgramsTest, OrganizationsAreListedByTitle) {
  MakeOrganization("a");
  MakeOrganization("b");
  auto request = Parse<v1::ListOrganizationsRequest>("title_contains: 'ATION B'");
  ASSERT_OK_AND_ASSIGN(const auto found, ListOrganizations(dependencies_, call_, request));
  ASSERT_EQ(found.organizations_size(), 1);
  EXPECT_EQ(found.organizations(0).name(), "organizations/b");
}

TEST_F(ProgramsTest, AnOrganizationIsArchivedAfterItsPrograms) {
  MakeOwners();
  MakeProgram("q");
  ArchiveTheProgram("p");
  const auto refused = ArchiveOrganizationO();
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "HAS_ACTIVE_CHILDREN"));
  EXPECT_THAT(refused.status().message(), testing::GetStatus(refused).message());
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("programs/q"));
  ArchiveTheProgram("q");
  EXPECT_THAT(ArchiveOrganizationO(), IsOk());
}

TEST_F(ProgramsTest, AProgramNeedsAnActiveOrganization) {
  auto request = Parse<v1::CreateProgramRequest>(
      "program_id: 'p' program { title: 'P' organization: 'organizations/o' }");
  EXPECT_THAT(CreateProgram(dependencies_, call_, request), FailsWith(kNotFound, "NOT_FOUND"));
  MakeOrganization("o");
  ASSERT_THAT(ArchiveOrganizationO(), IsOk());
  EXPECT_THAT(CreateProgram(dependencies_, call_, request),
              FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(ProgramsTest, AFailureIsNotKeptForItsRequestId) {
  auto request = Parse<v1::CreateProgramRequest>(
      "program_id: 'p' program { title: 'P' organization: 'organizations/o' } request_id: 'r'");
  EXPECT_THAT(CreateProgram(dependencies_, call_, request), FailsWith(kNotFound, "NOT_FOUND"));
  MakeOrganization("o");
  EXPECT_THAT(CreateProgram(dependencies_, call_, request), IsOk());
}

TEST_F(ProgramsTest, ARequestIdIsForgottenAfterThirtyDays) {
  auto request = Parse<v1::CreateOrganizationRequest>(
      "organization_id: 'o' organization { title: 'O' } request_id: 'r'");
  ASSERT_THAT(CreateOrganization(dependencies_, call_, request), IsOk());
  clock_.Advance(absl::Hours(24 * 30));
  EXPECT_THAT(CreateOrganization(dependencies_, call_, request), IsOk());
  clock_.Advance(absl::Seconds(1));
  EXPECT_THAT(CreateOrganization(dependencies_, call_, request),
              FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
}

TEST_F(ProgramsTest, ProgramFieldsAreChecked) {
  auto request = Parse<v1::CreateProgramRequest>(R"pb(
    program_id: "p"
    program { title: "P" organization: "o" jurisdiction: "Maryland" })pb");
  EXPECT_THAT(CreateProgram(dependencies_, call_, request),
              HasWrongFields("program.organization, program.jurisdiction"));
}

TEST_F(ProgramsTest, JurisdictionsAreThoseOfIso3166) {
  MakeOwners();
  auto request = Parse<v1::UpdateProgramRequest>(
      "program { name: 'programs/p' } update_mask { paths: 'jurisdiction' }");
  for (const char* good : {"US-MD", "US-PR", "CA-ON", "AU-9", "GB-ABC", ""}) {
    request.mutable_program()->set_jurisdiction(good);
    EXPECT_THAT(UpdateProgram(dependencies_, call_, request), IsOk()) << good;
  }
  for (const char* bad : {"U", "US", "US-", "MD", "us-md", "US-Md", "US MD", "US-MDXX", "USA-MD",
                          "US--", "-US-M", "1S-MD", "US-MD "}) {
    request.mutable_program()->set_jurisdiction(bad);
    EXPECT_THAT(UpdateProgram(dependencies_, call_, request),
                HasWrongFields("program.jurisdiction"))
        << bad;
  }
}

TEST_F(ProgramsTest, AnUpdateLeavesAloneWhatItsMaskDoesNotName) {
  MakeOwners();
  auto request = Parse<v1::UpdateProgramRequest>(R"pb(
    program { name: "programs/p" title: "" jurisdiction: "US-MD" }
    update_mask { paths: "jurisdiction" })pb");
  ASSERT_OK_AND_ASSIGN(const v1::Program updated, UpdateProgram(dependencies_, call_, request));
  EXPECT_EQ(updated.title(), "Program p");
  EXPECT_EQ(updated.jurisdiction(), "US-MD");
  EXPECT_EQ(updated.organization(), "organizations/o");
  request.mutable_update_mask()->add_paths("organization");
  EXPECT_THAT(UpdateProgram(dependencies_, call_, request), HasWrongFields("update_mask"));
}

TEST_F(ProgramsTest, ProgramsAreListedByEveryFilter) {
  MakeOrganization("o");
  MakeOrganization("other");
  MakeProgram("a");
  MakeProgram("b", "other");
  ASSERT_THAT(UpdateProgram(dependencies_, call_, Parse<v1::UpdateProgramRequest>(R"pb(
                              program { name: "programs/b" jurisdiction: "US-MD" }
                              update_mask { paths: "jurisdiction" })pb")),
              IsOk());
  EXPECT_THAT(ListedPrograms(""), IsOkAndHolds(ElementsAre("programs/a", "programs/b")));
  EXPECT_THAT(ListedPrograms("organization: 'organizations/o'"),
              IsOkAndHolds(ElementsAre("programs/a")));
  EXPECT_THAT(ListedPrograms("jurisdiction: 'US-MD'"), IsOkAndHolds(ElementsAre("programs/b")));
  EXPECT_THAT(ListedPrograms("title_contains: 'GRAM A'"), IsOkAndHolds(ElementsAre("programs/a")));
  EXPECT_THAT(ListedPrograms("organization: 'organizations/none'"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(ListedPrograms("organization: 'o' jurisdiction: 'md'"),
              HasWrongFields("organization, jurisdiction"));
}

TEST_F(ProgramsTest, OwnersSeeAndMakeOnlyTheirOwn) {
  MakeOrganization("o");
  MakeOrganization("other");
  MakeProgram("a");
  MakeProgram("b", "other");
  const Call owner = CallOfOwner("other");
  ASSERT_OK_AND_ASSIGN(const auto listed, ListPrograms(dependencies_, owner, {}));
  ASSERT_EQ(listed.programs_size(), 1);
  EXPECT_EQ(listed.programs(0).name(), "programs/b");
  auto request = Parse<v1::CreateProgramRequest>(
      "program_id: 'c' program { title: 'C' organization: 'organizations/o' }");
  EXPECT_THAT(CreateProgram(dependencies_, owner, request), FailsWith(kNotFound, "NOT_FOUND"));
  request.mutable_program()->set_organization("organizations/other");
  EXPECT_THAT(CreateProgram(dependencies_, owner, request), IsOk());
}

TEST_F(ProgramsTest, AnArchivedProgramTakesItsSitesAlong) {
  MakeOwners();
  MakeProgram("q");
  for (int i = 0; i < 101; ++i) MakeSite(absl::StrCat("s", i));
  MakeSite("elsewhere", "q");
  ArchiveTheProgram("p");
  auto request = Parse<v1::ListSitesRequest>(
      "parent: 'programs/p' state: LIFECYCLE_STATE_ACTIVE page_size: 1000");
  ASSERT_OK_AND_ASSIGN(const auto active, ListSites(dependencies_, call_, request));
  EXPECT_EQ(active.sites_size(), 0);
  request.set_parent("programs/q");
  ASSERT_OK_AND_ASSIGN(const auto others, ListSites(dependencies_, call_, request));
  EXPECT_EQ(others.sites_size(), 1);
}

TEST_F(ProgramsTest, ASiteNeedsAnActiveProgram) {
  auto request =
      Parse<v1::CreateSiteRequest>("parent: 'programs/p' site_id: 's' site { title: 'S' }");
  EXPECT_THAT(CreateSite(dependencies_, call_, request), FailsWith(kNotFound, "NOT_FOUND"));
  MakeOwners();
  ArchiveTheProgram("p");
  EXPECT_THAT(CreateSite(dependencies_, call_, request),
              FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(ProgramsTest, SitesHaveAnAddress) {
  MakeOwners();
  auto request = Parse<v1::CreateSiteRequest>(R"pb(
    parent: "programs/p"
    site_id: "s"
    site { title: "S" address: "1 Main Street, Springfield" })pb");
  ASSERT_OK_AND_ASSIGN(v1::Site site, CreateSite(dependencies_, call_, request));
  EXPECT_EQ(site.address(), "1 Main Street, Springfield");
  auto update = Parse<v1::UpdateSiteRequest>(R"pb(
    site { name: "programs/p/sites/s" address: "" }
    update_mask { paths: "address" })pb");
  ASSERT_OK_AND_ASSIGN(site, UpdateSite(dependencies_, call_, update));
  EXPECT_EQ(site.address(), "");
  EXPECT_EQ(site.title(), "S");
  update.mutable_site()->set_address(std::string(501, 'x'));
  EXPECT_THAT(UpdateSite(dependencies_, call_, update), HasWrongFields("site.address"));
}

TEST_F(ProgramsTest, SitesOfNoProgramAreNotListed) {
  MakeOwners();
  auto request = Parse<v1::ListSitesRequest>("parent: 'programs/none'");
  EXPECT_THAT(ListSites(dependencies_, call_, request), FailsWith(kNotFound, "NOT_FOUND"));
  request.set_parent("programs/p");
  EXPECT_THAT(ListSites(dependencies_, call_, request), IsOk());
  EXPECT_THAT(ListSites(dependencies_, CallOfOwner("other"), request),
              FailsWith(kNotFound, "NOT_FOUND"));
  request.set_parent("organizations/o");
  EXPECT_THAT(ListSites(dependencies_, call_, request), HasWrongFields("parent"));
}

TEST_F(ProgramsTest, PagesHaveFiftyRowsUnlessAskedOtherwiseAndNeverOverAThousand) {
  MakeOwners();
  for (int i = 0; i < 51; ++i) MakeSite(absl::StrCat("s", i));
  auto request = Parse<v1::ListSitesRequest>("parent: 'programs/p'");
  ASSERT_OK_AND_ASSIGN(const auto first, ListSites(dependencies_, call_, request));
  EXPECT_EQ(first.sites_size(), 50);
  EXPECT_FALSE(first.next_page_token().empty());
  request.set_page_size(2000000000);
  ASSERT_OK_AND_ASSIGN(const auto all, ListSites(dependencies_, call_, request));
  EXPECT_EQ(all.sites_size(), 51);
  EXPECT_TRUE(all.next_page_token().empty());
}

}  // namespace
}  // namespace continuum::operations
