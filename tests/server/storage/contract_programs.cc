// SPDX-License-Identifier: Apache-2.0
//
// Organizations, programs and sites.

#include <string>
#include <vector>

#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_P(StorageContractTest, OrganizationIsReadAsWritten) {
  OrganizationRecord record = Organization("a", "Harbor \"Light\"\nClinics");
  const Sequence created = Write([&](Writer& w) { return w.CreateOrganization(all_, record); });
  auto read = Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/a"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
  EXPECT_EQ(read->stamp, (Stamp{created, clock_.Now(), created, clock_.Now()}));

  const absl::Time create_time = clock_.Now();
  clock_.Advance(absl::Hours(1));
  record.title = "Harbor";
  record.state = LifecycleState::kArchived;
  const Sequence changed = Write([&](Writer& w) { return w.UpdateOrganization(all_, record); });
  read = Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/a"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
  EXPECT_EQ(read->stamp, (Stamp{created, create_time, changed, clock_.Now()}));
}

TEST_P(StorageContractTest, ProgramIsReadAsWritten) {
  ProgramRecord record = Program("p", "a", "Bright Paths");
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("a")));
    return w.CreateProgram(all_, record);
  });
  auto read = Read([&](const Reader& r) { return r.GetProgram(all_, "programs/p"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);

  record.title = "Brighter Paths";
  record.jurisdiction = "";
  record.state = LifecycleState::kArchived;
  Write([&](Writer& w) { return w.UpdateProgram(all_, record); });
  read = Read([&](const Reader& r) { return r.GetProgram(all_, "programs/p"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
}

TEST_P(StorageContractTest, SiteIsReadAsWritten) {
  SiteRecord record = Site("main", "p", "Main office");
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    return w.CreateSite(all_, record);
  });
  auto read = Read([&](const Reader& r) { return r.GetSite(all_, record.name); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);

  record.title = "Old office";
  record.address = "";
  record.state = LifecycleState::kArchived;
  Write([&](Writer& w) { return w.UpdateSite(all_, record); });
  read = Read([&](const Reader& r) { return r.GetSite(all_, record.name); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
}

TEST_P(StorageContractTest, AChangeReadsWhatItWrote) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    ASSIGN_OR_RETURN(ProgramRecord record, w.GetProgram(all_, "programs/p"));
    EXPECT_EQ(record.stamp, (Stamp{w.sequence(), w.time(), w.sequence(), w.time()}));
    record.title = "Twice in one change";
    RETURN_IF_ERROR(w.UpdateProgram(all_, record));
    ASSIGN_OR_RETURN(record, w.GetProgram(all_, "programs/p"));
    EXPECT_EQ(record.title, "Twice in one change");
    return absl::OkStatus();
  });
  const auto read = Read([&](const Reader& r) { return r.GetProgram(all_, "programs/p"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->title, "Twice in one change");
  EXPECT_EQ(read->stamp.create_sequence, read->stamp.change_sequence);
  ExpectLedger(1);
}

TEST_P(StorageContractTest, NamesAreTakenOnce) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    return w.CreateSite(all_, Site("s"));
  });
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); }),
              StatusIs(StatusCode::kAlreadyExists, HasSubstr("organizations/a")));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateProgram(all_, Program("p")); }),
              StatusIs(StatusCode::kAlreadyExists, HasSubstr("programs/p")));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateSite(all_, Site("s")); }),
              StatusIs(StatusCode::kAlreadyExists, HasSubstr("programs/p/sites/s")));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetOrganization(all_, "organizations/x"); }),
              StatusIs(StatusCode::kNotFound, HasSubstr("organizations/x")));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetProgram(all_, "programs/x"); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetSite(all_, "programs/x/sites/x"); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateOrganization(all_, Organization("x")); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateProgram(all_, Program("x")); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateSite(all_, Site("x")); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, ChildrenNeedTheirParent) {
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateProgram(all_, Program("p", "none")); }),
              StatusIs(StatusCode::kNotFound, HasSubstr("organizations/none")));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateSite(all_, Site("s", "none")); }),
              StatusIs(StatusCode::kNotFound, HasSubstr("programs/none")));
}

TEST_P(StorageContractTest, ParentsNeverChange) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("b")));
    return w.CreateSite(all_, Site("s"));
  });
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateProgram(all_, Program("p", "b")); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("organization")));
  SiteRecord site = Site("s");
  site.program = "programs/other";
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateSite(all_, site); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("program")));
}

TEST_P(StorageContractTest, ListsAreByName) {
  Write([&](Writer& w) -> absl::Status {
    for (const char* id : {"c", "a", "b"}) {
      RETURN_IF_ERROR(w.CreateOrganization(all_, Organization(id)));
    }
    for (const char* id : {"z", "x", "y"}) {
      RETURN_IF_ERROR(w.CreateProgram(all_, Program(id, "b")));
    }
    for (const char* id : {"2", "1"}) RETURN_IF_ERROR(w.CreateSite(all_, Site(id, "x")));
    return w.CreateSite(all_, Site("0", "y"));
  });
  EXPECT_THAT(ListNames(OrganizationQuery()),
              ElementsAre("organizations/a", "organizations/b", "organizations/c"));
  EXPECT_THAT(ListNames(ProgramQuery()), ElementsAre("programs/x", "programs/y", "programs/z"));
  EXPECT_THAT(ListNames(SiteQuery{.program = "programs/x"}),
              ElementsAre("programs/x/sites/1", "programs/x/sites/2"));
  EXPECT_THAT(ListNames(SiteQuery{.program = "programs/none"}), IsEmpty());

  OrganizationQuery page;
  page.page = {.after = "organizations/a", .limit = 1};
  EXPECT_THAT(ListNames(page), ElementsAre("organizations/b"));
  page.page.after = "organizations/c";
  EXPECT_THAT(ListNames(page), IsEmpty());
}

TEST_P(StorageContractTest, OrganizationsAreFiltered) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("a", "Harbor Clinics")));
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("b", "Clínica ÁREA 100%")));
    OrganizationRecord archived = Organization("c", "Old Harbor");
    archived.state = LifecycleState::kArchived;
    return w.CreateOrganization(all_, archived);
  });
  EXPECT_THAT(ListNames(OrganizationQuery{.title_contains = "hARBOR"}),
              ElementsAre("organizations/a", "organizations/c"));
  EXPECT_THAT(ListNames(OrganizationQuery{.title_contains = "área 100%"}),
              ElementsAre("organizations/b"));
  EXPECT_THAT(ListNames(OrganizationQuery{.title_contains = "%"}), ElementsAre("organizations/b"));
  EXPECT_THAT(ListNames(OrganizationQuery{.state = LifecycleState::kArchived}),
              ElementsAre("organizations/c"));
  EXPECT_THAT(
      ListNames(OrganizationQuery{.title_contains = "harbor", .state = LifecycleState::kActive}),
      ElementsAre("organizations/a"));
}

TEST_P(StorageContractTest, ProgramsAreFiltered) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("a")));
    RETURN_IF_ERROR(w.CreateOrganization(all_, Organization("b")));
    for (const char* id : {"p1", "p2"}) {
      RETURN_IF_ERROR(w.CreateProgram(all_, Program(id, "a", "North")));
    }
    ProgramRecord other = Program("p3", "b", "South");
    other.jurisdiction = "US-MO";
    RETURN_IF_ERROR(w.CreateProgram(all_, other));
    other = Program("p4", "b", "North");
    other.state = LifecycleState::kArchived;
    return w.CreateProgram(all_, other);
  });
  EXPECT_THAT(ListNames(ProgramQuery{.organization = "organizations/a"}),
              ElementsAre("programs/p1", "programs/p2"));
  EXPECT_THAT(ListNames(ProgramQuery{.organization = "organizations/none"}), IsEmpty());
  EXPECT_THAT(ListNames(ProgramQuery{.jurisdiction = "US-MO"}), ElementsAre("programs/p3"));
  EXPECT_THAT(ListNames(ProgramQuery{.state = LifecycleState::kArchived}),
              ElementsAre("programs/p4"));
  EXPECT_THAT(ListNames(ProgramQuery{.title_contains = "NORTH"}),
              ElementsAre("programs/p1", "programs/p2", "programs/p4"));
  EXPECT_THAT(ListNames(ProgramQuery{.organization = "organizations/b",
                                     .title_contains = "o",
                                     .jurisdiction = "US-MD",
                                     .state = LifecycleState::kArchived}),
              ElementsAre("programs/p4"));
  ProgramQuery page{.organization = "organizations/a"};
  page.page = {.after = "programs/p1", .limit = 5};
  EXPECT_THAT(ListNames(page), ElementsAre("programs/p2"));
}

TEST_P(StorageContractTest, SitesAreFilteredByState) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateSite(all_, Site("open")));
    SiteRecord closed = Site("closed");
    closed.state = LifecycleState::kArchived;
    return w.CreateSite(all_, closed);
  });
  EXPECT_THAT(ListNames(SiteQuery{.program = "programs/p", .state = LifecycleState::kActive}),
              ElementsAre("programs/p/sites/open"));
  EXPECT_THAT(ListNames(SiteQuery{.program = "programs/p", .state = LifecycleState::kArchived}),
              ElementsAre("programs/p/sites/closed"));
}

TEST_P(StorageContractTest, APageHasAtLeastOneRow) {
  OrganizationQuery query;
  query.page.limit = 0;
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListOrganizations(all_, query); }),
              StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace continuum::storage
