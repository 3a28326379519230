// SPDX-License-Identifier: Apache-2.0
//
// Each command about people once: what the server is asked, and what people are shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/people/people_test_base.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class PeopleCommandsTest : public testing::PeopleTestBase {
 protected:
  PeopleCommandsTest() {
    people.answers["CreateMembership"] = people.answers["EndMembership"] = R"pb(
      name: "memberships/m1"
      account: "accounts/ben"
      account_label: "ben@example.org"
      resource: "programs/harbor"
      role: ROLE_EDITOR
      state: STATE_ACTIVE
    )pb";
    people.answers["CreateInvitation"] =
        absl::StrCat("membership {", people.answers["CreateMembership"],
                     "} code: 'hush-code' expire_time { seconds: 1800000000 }");
    people.answers["ListMemberships"] =
        absl::StrCat("memberships {", people.answers["CreateMembership"],
                     "create_time { seconds: 1800000000 } }");
    people.answers["RevokeToken"] =
        "name: 'accounts/ana/tokens/t1' title: 'Exports' state: STATE_REVOKED";
    people.answers["CreateToken"] =
        "token { name: 'accounts/ana/tokens/t1' title: 'Exports' } secret: 'hush-token'";
    people.answers["EndAccess"] = people.answers["CreateAccess"] = R"pb(
      name: "programs/harbor/accesses/a1"
      body: "agencies/state"
      reason: "Grant 7"
      granted_by: "accounts/ana"
      state: STATE_ACTIVE
    )pb";
    people.answers["ListAccesses"] =
        absl::StrCat("accesses {", people.answers["CreateAccess"], "}");
    people.answers["CreateAccount"] = people.answers["DisableAccount"] = R"pb(
      name: "accounts/exporter"
      kind: KIND_SERVICE
      display_name: "Exporter"
      state: STATE_DISABLED
    )pb";
    people.answers["ListAccounts"] =
        absl::StrCat("accounts {", people.answers["CreateAccount"], "}");
    people.answers["CreateBody"] = "name: 'agencies/state' title: 'Example State'";
    people.answers["ListBodies"] = absl::StrCat("bodies {", people.answers["CreateBody"], "}");
    people.answers["ResetPassword"] = "code: 'hush-code' expire_time { seconds: 1800000000 }";
    people.answers["ReviewAccess"] = R"pb(
      accesses {
        membership {
          name: "memberships/m1"
          account: "accounts/ana"
          account_label: "ana@example.org"
          resource: "programs/harbor"
          role: ROLE_LEAD
          granted_by: "accounts/root"
          create_time { seconds: 1700000000 }
        }
        account {
          name: "accounts/ana"
          kind: KIND_PERSON
          email: "ana@example.org"
          display_name: "=Ana"
          state: STATE_ACTIVE
          has_password: true
          last_seen_time { seconds: 1800000000 }
        }
      }
      accesses { membership { account: "accounts/exporter" account_label: "Exporter" } }
      orphaned_programs: "programs/gone"
    )pb";
  }

  // Runs what must succeed. `call` is what the server must have been asked last.
  void Expect(const std::vector<std::string>& arguments,
              const ::testing::Matcher<std::string>& call, const std::string& input = "") {
    ASSERT_EQ(Run(arguments, input), ExitCode::kOk) << err;
    ASSERT_FALSE(people.calls.empty());
    EXPECT_THAT(people.calls.back(), call);
  }
};

TEST_F(PeopleCommandsTest, MembersAreListed) {
  Expect({"member", "list", "harbor"},
         "ListMemberships resource: \"programs/harbor\" state: STATE_ACTIVE");
  EXPECT_EQ(out, "MEMBERSHIP ROLE WHO ACCOUNT SINCE m1 editor ben@example.org ben 2027-01-15");
  Expect({"member", "list", "organizations/o", "--ended", "--output", "csv"},
         "ListMemberships resource: \"organizations/o\"");
  EXPECT_THAT(out, AllOf(StartsWith("membership,role,person,account,since,ended"),
                         HasSubstr("m1,editor,ben@example.org,ben,2027-01-15 08:00 UTC,")));
  Expect({"member", "list", "harbor", "--ended"}, "ListMemberships resource: \"programs/harbor\"");
  EXPECT_THAT(out, HasSubstr("SINCE ENDED m1"));
}

// One lead, who has it beside what somebody else has and had.
constexpr char kOneLead[] = R"pb(
  memberships { account: "accounts/ana" role: ROLE_LEAD state: STATE_ACTIVE }
  memberships { account: "accounts/ben" role: ROLE_EDITOR state: STATE_ACTIVE }
  memberships { account: "accounts/con" role: ROLE_LEAD state: STATE_ENDED }
)pb";

TEST_F(PeopleCommandsTest, AListSaysWhereFewerThanTwoLead) {
  people.answers["ListMemberships"] = kOneLead;
  ASSERT_EQ(Run({"member", "list", "harbor", "--ended"}), ExitCode::kOk);
  EXPECT_THAT(
      err, AllOf(HasSubstr("programs/harbor has 1 lead now."), HasSubstr("Two are recommended")));
  ASSERT_EQ(Run({"member", "list", "organizations/o"}), ExitCode::kOk);
  EXPECT_THAT(
      err, AllOf(HasSubstr("organizations/o has 0 owners now"), HasSubstr("an administrator can")));
  people.answers["ListMemberships"].clear();
  ASSERT_EQ(Run({"member", "list", "harbor"}), ExitCode::kOk);
  EXPECT_THAT(err, AllOf(HasSubstr("programs/harbor has 0 leads now: nobody leads it"),
                         HasSubstr("an owner of its organization or an administrator can")));
  for (const char* led_by_others : {"installation", "agencies/state"}) {
    ASSERT_EQ(Run({"member", "list", led_by_others}), ExitCode::kOk);
    EXPECT_EQ(err, "");
  }
  people.answers["ListMemberships"] =
      absl::StrCat(kOneLead, "memberships { role: ROLE_LEAD state: STATE_ACTIVE }");
  ASSERT_EQ(Run({"member", "list", "harbor"}), ExitCode::kOk);
  EXPECT_EQ(err, "");
}

TEST_F(PeopleCommandsTest, WhoWasOnlyInvitedIsShownAndDoesNotMakeTwoLeads) {
  people.answers["ListMemberships"] = R"pb(
    memberships { account_label: "Ana" role: ROLE_LEAD state: STATE_ACTIVE }
    memberships { account_label: "Lena" role: ROLE_LEAD state: STATE_ACTIVE invited: true }
  )pb";
  ASSERT_EQ(Run({"member", "list", "harbor"}), ExitCode::kOk);
  EXPECT_THAT(out, AllOf(HasSubstr("Lena (invited)"), Not(HasSubstr("Ana (invited)"))));
  EXPECT_EQ(err,
            "programs/harbor has 2 leads now, 1 of whom was invited and has not signed in yet.");
  ASSERT_EQ(Run({"member", "list", "harbor", "--output", "csv"}), ExitCode::kOk);
  EXPECT_THAT(out, AllOf(HasSubstr("ended,state"), HasSubstr("lead,Ana,,,,active"),
                         HasSubstr("lead,Lena,,,,invited")));
  people.answers["ListMemberships"] =
      "memberships { role: ROLE_LEAD state: STATE_ACTIVE invited: true }";
  ASSERT_EQ(Run({"member", "list", "harbor"}), ExitCode::kOk);
  EXPECT_THAT(err, HasSubstr("1 lead now, who was invited and has not signed in yet. Two are"));
}

TEST_F(PeopleCommandsTest, WhoEndsALeadIsToldHowManyAreLeft) {
  people.answers["EndMembership"] =
      "name: 'memberships/m1' resource: 'programs/harbor' role: ROLE_LEAD state: STATE_ENDED";
  people.answers["ListMemberships"] = absl::StrCat(
      kOneLead, "memberships { name: 'memberships/m1' role: ROLE_LEAD state: STATE_ACTIVE }");
  ASSERT_EQ(Run({"member", "end", "harbor", "m1"}), ExitCode::kOk);
  // Whoever ends their own role sees nothing of the others any more.
  EXPECT_THAT(people.calls,
              ElementsAre("ListMemberships resource: \"programs/harbor\" state: STATE_ACTIVE",
                          StartsWith("EndMembership")));
  EXPECT_THAT(
      err, AllOf(HasSubstr("programs/harbor has 1 lead now."), HasSubstr("Two are recommended")));
  people.answers["ListMemberships"] =
      "memberships { name: 'memberships/m1' role: ROLE_LEAD state: STATE_ACTIVE }";
  ASSERT_EQ(Run({"member", "end", "harbor", "m1"}), ExitCode::kOk);
  EXPECT_THAT(err, HasSubstr("programs/harbor has 0 leads now: nobody leads it"));
  people.refusals.emplace("ListMemberships",
                          grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no"));
  EXPECT_EQ(Run({"member", "end", "harbor", "m1"}), ExitCode::kOk);
  EXPECT_EQ(err, "");
  people.answers["EndMembership"] = "name: 'memberships/m1' role: ROLE_EDITOR";
  EXPECT_EQ(Run({"member", "end", "harbor", "m1"}), ExitCode::kOk);
  EXPECT_EQ(err, "");
}

TEST_F(PeopleCommandsTest, AnInvitationShowsItsCodeOnce) {
  Expect({"member", "invite", "harbor", "--role", "editor", "--email", "ben@example.org", "--name",
          "Ben"},
         "CreateInvitation resource: \"programs/harbor\" role: ROLE_EDITOR email: "
         "\"ben@example.org\" display_name: \"Ben\"");
  EXPECT_THAT(out, AllOf(HasSubstr("Role editor For programs/harbor Who ben@example.org"),
                         ::testing::EndsWith("Good until 2027-01-15 08:00 UTC Code hush-code")));
  EXPECT_THAT(err, AllOf(HasSubstr("Give the code to ben@example.org"),
                         HasSubstr("continuum login --code"), Not(HasSubstr("hush"))));
}

TEST_F(PeopleCommandsTest, AnInvitationIsNotRepeatedByItself) {
  people.refusals.emplace("CreateInvitation", grpc::Status(grpc::StatusCode::UNAVAILABLE, "no"));
  EXPECT_EQ(Run({"member", "invite", "harbor", "--role", "lead", "--email", "e"}),
            ExitCode::kUnavailable);
  EXPECT_EQ(people.calls.size(), 1u);
}

TEST_F(PeopleCommandsTest, TheRoleIsOneOfTheResources) {
  EXPECT_EQ(Run({"member", "invite", "harbor", "--role", "manager", "--email", "e"}),
            ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("want one of those for programs/harbor: lead, editor, contributor"));
  EXPECT_EQ(Run({"member", "add", "bodies/x", "--role", "lead", "--account", "a"}),
            ExitCode::kUsage);
  EXPECT_THAT(people.calls, ElementsAre());
}

TEST_F(PeopleCommandsTest, RolesAreGivenAndEnded) {
  Expect({"member", "add", "agencies/state", "--role", "manager", "--account", "ben"},
         StartsWith("CreateMembership membership { account: \"accounts/ben\" resource: "
                    "\"agencies/state\" role: ROLE_AGENCY_MANAGER } request_id:"));
  Expect({"member", "end", "harbor", "m1"},
         StartsWith("EndMembership resource: \"programs/harbor\" name: \"memberships/m1\""));
  EXPECT_THAT(out, HasSubstr("Membership m1"));
}

TEST_F(PeopleCommandsTest, AHandOverSaysHowManyLeadAndWhatIsRecommended) {
  const std::vector<std::string> command = {"handover", "harbor", "--from",    "ana",
                                            "--to",     "ben",    "--because", "Ana leaves"};
  people.answers["HandOver"] =
      absl::StrCat("memberships {", people.answers["CreateMembership"], "} leads: 1");
  Expect(command, StartsWith("HandOver resource: \"programs/harbor\" from: \"accounts/ana\" to: "
                             "\"accounts/ben\" reason: \"Ana leaves\" request_id:"));
  EXPECT_THAT(out, HasSubstr("m1 editor ben@example.org"));
  EXPECT_THAT(
      err, AllOf(HasSubstr("programs/harbor has 1 lead now."), HasSubstr("Two are recommended")));
  people.answers["HandOver"] = "leads: 2";
  Expect(command, StartsWith("HandOver"));
  EXPECT_THAT(err, StartsWith("programs/harbor has 2 leads now. What is taken over: `continuum "
                              "assess list harbor`"));
  EXPECT_THAT(err, HasSubstr("`continuum assess answers ASSESSMENT`"));
  people.answers["HandOver"] = "leads: 2 invited_leads: 1";
  Expect(command, StartsWith("HandOver"));
  EXPECT_THAT(err, StartsWith("programs/harbor has 2 leads now, 1 of whom was invited and has not "
                              "signed in yet."));
  people.answers["HandOver"] = "leads: 3 invited_leads: 2";
  Expect(command, StartsWith("HandOver"));
  EXPECT_THAT(err, HasSubstr("3 leads now, 2 of whom were invited and have not signed in yet."));
  EXPECT_EQ(Run({"handover", "harbor", "--from", "a", "--to", "b"}), ExitCode::kUsage);
}

TEST_F(PeopleCommandsTest, ATokenShowsItsSecretOnce) {
  people.answers["GetCaller"] = "account { name: 'accounts/ana' }";
  const int64_t before = absl::ToUnixSeconds(absl::Now());
  Expect({"token", "create", "--title", "Exports", "--days", "10", "--read-only"},
         AllOf(StartsWith("CreateToken token { title: \"Exports\" read_only: true expire_time"),
               HasSubstr(absl::StrCat("seconds: ", (before + 864000) / 1000))));
  EXPECT_THAT(out, ::testing::EndsWith("Secret hush-token"));
  EXPECT_THAT(err, Not(HasSubstr("hush")));
  Expect({"token", "create", "--title", "Exports"},
         "CreateToken token { title: \"Exports\" } parent: \"accounts/ana\"");
  Expect({"token", "create", "--title", "Exports", "--for", "exporter"},
         "CreateToken token { title: \"Exports\" } parent: \"accounts/exporter\"");
  EXPECT_EQ(Run({"token", "create", "--title", "t", "--days", "0"}), ExitCode::kUsage);
}

TEST_F(PeopleCommandsTest, ATokenMayCountForOneThingOnly) {
  people.answers["GetCaller"] = "account { name: 'accounts/ana' }";
  people.answers["CreateToken"] =
      "token { title: 'Exports' read_only: true resource: 'programs/harbor' } secret: 'hush-token'";
  Expect({"token", "create", "--title", "Exports", "--only", "harbor"},
         "CreateToken token { title: \"Exports\" resource: \"programs/harbor\" } parent: "
         "\"accounts/ana\"");
  EXPECT_THAT(out, HasSubstr("May read, only for programs/harbor"));
  Expect({"token", "create", "--title", "Exports", "--only", "agencies/state"},
         HasSubstr("resource: \"agencies/state\""));
  EXPECT_EQ(Run({"token", "create", "--title", "Exports", "--only", "bodies/x"}), ExitCode::kUsage);
  EXPECT_THAT(people.calls, ElementsAre());
  people.answers["ListTokens"] = R"pb(
    tokens {
      name: "accounts/ana/tokens/t1"
      kind: KIND_API
      title: "Exports"
      state: STATE_ACTIVE
      resource: "programs/harbor"
    }
  )pb";
  Expect({"token", "list"}, "ListTokens parent: \"accounts/ana\"");
  EXPECT_THAT(out, HasSubstr("ana/t1 token Exports all, only for programs/harbor active"));
}

TEST_F(PeopleCommandsTest, TokensAreThoseOfTheCallerUnlessSomebodyIsNamed) {
  people.answers["GetCaller"] = "account { name: 'accounts/ana' }";
  people.answers["ListTokens"] = R"pb(
    tokens { name: "accounts/ana/tokens/t1" kind: KIND_API title: "Exports" state: STATE_ACTIVE }
  )pb";
  Expect({"token", "list"}, "ListTokens parent: \"accounts/ana\"");
  EXPECT_THAT(out, HasSubstr("ana/t1 token Exports all active"));
  Expect({"token", "list", "ben"}, "ListTokens parent: \"accounts/ben\"");
  EXPECT_EQ(people.calls.size(), 1u);
  people.answers["GetCaller"] = "";
  EXPECT_EQ(Run({"token", "list"}), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("continuum login"));
  Expect({"token", "revoke", "ana/t1"}, "RevokeToken name: \"accounts/ana/tokens/t1\"");
  EXPECT_THAT(out, HasSubstr("State revoked"));
}

TEST_F(PeopleCommandsTest, WhoHasAccessAlreadyIsNotToldToChooseAnId) {
  people.refusals.emplace("CreateAccess",
                          testing::Refusal(grpc::StatusCode::ALREADY_EXISTS, "ALREADY_EXISTS"));
  EXPECT_EQ(Run({"access", "give", "harbor", "--to", "agencies/state", "--because", "Grant 7"}),
            ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("agencies/state has access already"),
                         HasSubstr("continuum access list harbor"), Not(HasSubstr("another id"))));
}

TEST_F(PeopleCommandsTest, AccessIsGivenListedAndEnded) {
  Expect({"access", "give", "harbor", "--to", "agencies/state", "--because", "Grant 7"},
         StartsWith("CreateAccess parent: \"programs/harbor\" access { body: \"agencies/state\" "
                    "reason: \"Grant 7\" } request_id:"));
  people.answers["GetCaller"] = "account { name: 'accounts/ana' display_name: 'Ana' }";
  ASSERT_EQ(Run({"access", "list", "harbor"}), ExitCode::kOk) << err;
  EXPECT_EQ(people.calls.front(), "ListAccesses parent: \"programs/harbor\"");
  EXPECT_THAT(out, HasSubstr("harbor/a1 agencies/state Grant 7 active Ana"));
  ASSERT_EQ(Run({"access", "list", "harbor", "--output", "csv"}), ExitCode::kOk) << err;
  EXPECT_THAT(out, HasSubstr("harbor/a1,agencies/state,Grant 7,active,ana,"));
  people.answers["GetCaller"] = "";
  ASSERT_EQ(Run({"access", "list", "harbor"}), ExitCode::kOk) << err;
  EXPECT_THAT(out, HasSubstr("Grant 7 active ana"));
  people.answers["ListAccessUses"] = R"pb(
    uses {
      body: "agencies/state"
      account: "accounts/mo"
      account_label: "Mo"
      resource: "programs/harbor/assessments/a/scorecard"
      method: "GetScorecard"
      count: 3
      hour_start_time { seconds: 1800000000 }
    }
  )pb";
  Expect({"access", "uses", "harbor"}, "ListAccessUses parent: \"programs/harbor\"");
  EXPECT_THAT(out, HasSubstr("2027-01-15 08:00 UTC agencies/state Mo "
                             "programs/harbor/assessments/a/scorecard looked at the scorecard 3"));
  Expect({"access", "uses", "harbor", "--output", "csv"},
         "ListAccessUses parent: \"programs/harbor\"");
  EXPECT_THAT(out, HasSubstr(",looked at the scorecard,3"));
  people.answers["ListAccessUses"] = "";
  Expect({"access", "uses", "harbor"}, "ListAccessUses parent: \"programs/harbor\"");
  EXPECT_THAT(err + out, HasSubstr("Nobody has looked at this program's results by an access."));
  Expect({"access", "end", "harbor/a1"},
         StartsWith("EndAccess name: \"programs/harbor/accesses/a1\" request_id:"));
  EXPECT_EQ(Run({"access", "give", "harbor", "--to", "state", "--because", "x"}), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("want accreditors/NAME or agencies/NAME"));
}

TEST_F(PeopleCommandsTest, AnAccessReviewShowsWhoMayDoWhatAndWhatNobodyLeads) {
  Expect({"admin", "access-review"}, StartsWith("ReviewAccess"));
  EXPECT_THAT(out, AllOf(HasSubstr("ana@example.org lead programs/harbor 2023-11-14 2027-01-15 no"),
                         HasSubstr("never no password"), HasSubstr("- programs/gone")));
  Expect({"admin", "access-review", "--output", "csv"}, StartsWith("ReviewAccess"));
  EXPECT_THAT(out, AllOf(HasSubstr("role,accounts/ana,person,'=Ana,ana@example.org,active,lead,"
                                   "programs/harbor,2023-11-14 22:13 UTC,accounts/root,"
                                   "2027-01-15 08:00 UTC,no,memberships/m1"),
                         HasSubstr("nobody leads it,,,,,,,programs/gone,,,,,")));
  Expect({"admin", "access-review", "--output", "json"}, StartsWith("ReviewAccess"));
  EXPECT_THAT(out, HasSubstr("\"orphanedPrograms\": [ \"programs/gone\" ]"));
}

TEST_F(PeopleCommandsTest, AccountsAreListedAndAdded) {
  Expect({"admin", "accounts"}, "ListAccounts state: STATE_ACTIVE");
  EXPECT_THAT(out, HasSubstr("exporter service Exporter disabled never"));
  Expect({"admin", "accounts", "--disabled"}, StartsWith("ListAccounts"));
  EXPECT_THAT(people.calls.back(), Not(HasSubstr("state")));
  Expect({"admin", "account", "add", "exporter", "--kind", "service", "--name", "Exporter",
          "--certificate", "spiffe://clinic/exporter"},
         StartsWith("CreateAccount account_id: \"exporter\" account { kind: KIND_SERVICE "
                    "display_name: \"Exporter\" certificate_name: \"spiffe://clinic/exporter\" }"));
  Expect({"admin", "account", "add", "eve", "--kind", "person", "--name", "Eve", "--email", "e",
          "--subject", "https://issuer eve"},
         HasSubstr("account { kind: KIND_PERSON email: \"e\" display_name: \"Eve\" "
                   "external_subject: \"https://issuer eve\" }"));
  EXPECT_EQ(Run({"admin", "account", "add", "x", "--kind", "robot", "--name", "X"}),
            ExitCode::kUsage);
}

TEST_F(PeopleCommandsTest, ANewPasswordNeedsACode) {
  Expect({"admin", "reset-password", "ben"}, "ResetPassword name: \"accounts/ben\"");
  EXPECT_THAT(out, AllOf(HasSubstr("Account accounts/ben Good until 2027-01-15 08:00 UTC"),
                         ::testing::EndsWith("Code hush-code")));
  EXPECT_THAT(err, AllOf(HasSubstr("the account's owner who asks"), Not(HasSubstr("hush"))));
}

TEST_F(PeopleCommandsTest, BodiesAreAddedAndListed) {
  Expect({"admin", "body", "add", "agencies/state", "--title", "Example State"},
         StartsWith("CreateBody body_name: \"agencies/state\" body { title: \"Example State\" }"));
  Expect({"admin", "bodies"}, StartsWith("ListBodies"));
  EXPECT_THAT(out, HasSubstr("agencies/state Example State"));
}

}  // namespace
}  // namespace continuum::cli
