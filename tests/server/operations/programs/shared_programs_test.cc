// SPDX-License-Identifier: Apache-2.0
//
// The programs that gave a body access, in the list of programs that its people see.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/operations/access/look_log.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SharedProgramsTest : public TeamTest {
 protected:
  std::vector<std::string> Names(absl::string_view id, absl::string_view request = "") {
    std::vector<std::string> names;
    const auto listed = Ask(id, ListPrograms, request);
    EXPECT_THAT(listed, IsOk());
    if (!listed.ok()) return names;
    for (const v1::Program& program : listed->programs()) names.push_back(program.name());
    return names;
  }

  std::string GiveAccess(absl::string_view program, absl::string_view body = "agencies/health") {
    const auto access = CreateAccess(
        dependencies_, call_,
        Parse<v1::CreateAccessRequest>(absl::StrCat(
            "parent: 'programs/", program, "' access { body: '", body, "' reason: 'a grant' }")));
    EXPECT_THAT(access, IsOk());
    return access.ok() ? access->name() : "";
  }

  void End(const std::string& access) {
    v1::EndAccessRequest request;
    request.set_name(access);
    EXPECT_THAT(EndAccess(dependencies_, call_, request), IsOk());
  }
};

TEST_F(SharedProgramsTest, ABodySeesThoseThatGaveItAccess) {
  EXPECT_THAT(Names("mona"), ElementsAre("programs/p"));
  const std::string access = GiveAccess("q");
  EXPECT_THAT(Names("mona"), ElementsAre("programs/p", "programs/q"));
  End(access);
  EXPECT_THAT(Names("mona"), ElementsAre("programs/p"));
}

TEST_F(SharedProgramsTest, OthersSeeNoMoreThanBefore) {
  EXPECT_THAT(Names("max"), ElementsAre("programs/q"));
  EXPECT_THAT(Names("lea"), ElementsAre("programs/p", "programs/sibling"));
}

TEST_F(SharedProgramsTest, AnotherBodysAccessShowsNothing) {
  ASSERT_THAT(CreateBody(dependencies_, call_,
                         Parse<v1::CreateBodyRequest>(
                             "body_name: 'agencies/other' body { title: 'Other' }")),
              IsOk());
  GiveAccess("q", "agencies/other");
  EXPECT_THAT(Names("mona"), ElementsAre("programs/p"));
}

TEST_F(SharedProgramsTest, AreFilteredAsOthersAre) {
  GiveAccess("q");
  EXPECT_THAT(Names("mona", "organization: 'organizations/elsewhere'"), ElementsAre("programs/q"));
  EXPECT_THAT(Names("mona", "title_contains: 'no such title'"), IsEmpty());
  EXPECT_THAT(Names("mona", "jurisdiction: 'US-WY'"), IsEmpty());
  EXPECT_THAT(Names("mona", "state: LIFECYCLE_STATE_ARCHIVED"), IsEmpty());
  ArchiveTheProgram("q");
  EXPECT_THAT(Names("mona", "state: LIFECYCLE_STATE_ARCHIVED"), ElementsAre("programs/q"));
}

TEST_F(SharedProgramsTest, PagesHaveBothInOneOrder) {
  for (const char* id : {"b", "n", "z"}) {
    MakeProgram(id, "elsewhere");
    GiveAccess(id);
  }
  // Somebody who works in one organization and monitors for an agency.
  Call both = CallOf("lea");
  both.caller = auth::Caller::Account(
      "accounts/lea",
      {{auth::Role::kLead, "programs/p"}, {auth::Role::kMonitor, "agencies/health"}},
      {"organizations/o"}, auth::SignedInBy::kToken);
  std::vector<std::string> names;
  std::string token;
  int pages = 0;
  do {
    v1::ListProgramsRequest request;
    request.set_page_size(2);
    request.set_page_token(token);
    ASSERT_OK_AND_ASSIGN(const auto page, ListPrograms(dependencies_, both, request));
    for (const v1::Program& program : page.programs()) names.push_back(program.name());
    token = page.next_page_token();
    if (++pages == 1) {
      // What comes later is on no page, and what was ended is on none any more.
      MakeProgram("c", "elsewhere");
      GiveAccess("c");
    }
  } while (!token.empty() && pages < 10);
  EXPECT_THAT(names, ElementsAre("programs/b", "programs/n", "programs/p", "programs/sibling",
                                 "programs/z"));
  EXPECT_EQ(pages, 3);
}

TEST_F(SharedProgramsTest, AnAccessThatWasEndedShowsNothingOnLaterPages) {
  const std::string access = GiveAccess("q");
  Call call = CallOf("mona");
  ASSERT_OK_AND_ASSIGN(
      const auto first,
      ListPrograms(dependencies_, call, Parse<v1::ListProgramsRequest>("page_size: 1")));
  ASSERT_NE(first.next_page_token(), "");
  End(access);
  v1::ListProgramsRequest next;
  next.set_page_size(1);
  next.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const auto second, ListPrograms(dependencies_, call, next));
  EXPECT_THAT(second.programs(), IsEmpty());
}

TEST_F(SharedProgramsTest, TheProgramSeesThatSomebodySawIt) {
  Names("lea");
  EXPECT_THAT(looks_.ToWrite(), IsEmpty());
  Names("mona");
  const auto looks = looks_.ToWrite();
  ASSERT_EQ(looks.size(), 1u);
  EXPECT_EQ(looks[0].look.account, "accounts/mona");
  EXPECT_EQ(looks[0].look.resource, "programs/p");
  EXPECT_EQ(looks[0].look.method, "ListPrograms");
  ASSERT_OK_AND_ASSIGN(
      const auto accesses,
      ListAccesses(dependencies_, call_, Parse<v1::ListAccessesRequest>("parent: 'programs/p'")));
  EXPECT_TRUE(accesses.accesses(0).has_last_use_time());
}

}  // namespace
}  // namespace continuum::operations
