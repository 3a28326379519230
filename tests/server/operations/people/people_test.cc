// SPDX-License-Identifier: Apache-2.0
//
// Accounts, roles, hand-over, bodies, accesses, and the review of access.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/server/operations/operations_test.h"
#include "tests/server/operations/patients_number.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class PeopleTest : public OperationsTest {
 protected:
  PeopleTest() {
    MakeOwners();
    for (const char* id : {"ann", "bob"}) EXPECT_THAT(MakeAccount(id), IsOk());
  }

  absl::StatusOr<v1::Account> MakeAccount(const std::string& id, absl::string_view rest = "") {
    return CreateAccount(dependencies_, call_,
                         Parse<v1::CreateAccountRequest>(absl::StrCat(
                             "account_id: '", id, "' account { kind: KIND_PERSON email: '", id,
                             "@example.org' display_name: '", id, "' } ", rest)));
  }
  absl::StatusOr<v1::Membership> Give(const std::string& account, const std::string& resource,
                                      const std::string& role) {
    return CreateMembership(dependencies_, call_,
                            Parse<v1::CreateMembershipRequest>(
                                absl::StrCat("membership { account: 'accounts/", account,
                                             "' resource: '", resource, "' role: ", role, " }")));
  }
  absl::StatusOr<v1::Membership> End(const v1::Membership& membership) {
    v1::EndMembershipRequest request;
    request.set_resource(membership.resource());
    request.set_name(membership.name());
    return EndMembership(dependencies_, call_, request);
  }
  // "accounts/ann ROLE_LEAD" for each that counts.
  std::vector<std::string> Members(const std::string& resource) {
    v1::ListMembershipsRequest request;
    request.set_resource(resource);
    request.set_state(v1::Membership::STATE_ACTIVE);
    const auto listed = ListMemberships(dependencies_, call_, request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> members;
    for (const v1::Membership& membership : listed->memberships()) {
      members.push_back(absl::StrCat(membership.account(), " ", v1::Role_Name(membership.role())));
    }
    return members;
  }
  // Bob with one role.
  static auth::Caller Bob(auth::Role role, const std::string& resource) {
    return auth::Caller::Account("accounts/bob", {{role, resource}}, {"organizations/o"},
                                 auth::SignedInBy::kToken);
  }
  absl::StatusOr<v1::HandOverResponse> Pass(const std::string& resource, const std::string& from,
                                            const std::string& to) {
    return HandOver(dependencies_, call_,
                    Parse<v1::HandOverRequest>(
                        absl::StrCat("resource: '", resource, "' from: 'accounts/", from,
                                     "' to: 'accounts/", to, "' reason: 'left the clinic'")));
  }
};

TEST_F(PeopleTest, AccountsAreListedAndTold) {
  ASSERT_OK_AND_ASSIGN(const v1::ListAccountsResponse all, ListAccounts(dependencies_, call_, {}));
  EXPECT_THAT(all.accounts(), SizeIs(2));
  v1::GetAccountRequest get;
  get.set_name("accounts/ann");
  ASSERT_OK_AND_ASSIGN(const v1::Account ann, GetAccount(dependencies_, call_, get));
  EXPECT_EQ(ann.email(), "ann@example.org");
  EXPECT_FALSE(ann.has_password());
  get.set_name("accounts/none");
  EXPECT_THAT(GetAccount(dependencies_, call_, get), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(PeopleTest, AnAccountIsMadeOnce) {
  EXPECT_THAT(MakeAccount("ann"), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  EXPECT_THAT(CreateAccount(
                  dependencies_, call_,
                  Parse<v1::CreateAccountRequest>("account_id: 'other' account { kind: KIND_PERSON "
                                                  "email: 'ANN@example.org' display_name: 'A' }")),
              FailsWith(kAlreadyExists, "KEY_TAKEN"));
  EXPECT_THAT(MakeAccount("eve", "request_id: 'r'"), IsOk());
  EXPECT_THAT(MakeAccount("eve", "request_id: 'r'"), IsOk());  // the same answer
}

TEST_F(PeopleTest, AccountsSayWhatIsWrong) {
  EXPECT_THAT(CreateAccount(dependencies_, call_, {}),
              HasWrongFields("account_id, account.kind, account.display_name"));
  EXPECT_THAT(CreateAccount(dependencies_, call_,
                            Parse<v1::CreateAccountRequest>(
                                "account_id: 'x' account { kind: KIND_PERSON email: 'no' "
                                "display_name: 'X' external_subject: 'no-space' }")),
              HasWrongFields("account.email, account.external_subject"));
}

TEST_F(PeopleTest, RolesAreGivenOnceAndEnded) {
  ASSERT_OK_AND_ASSIGN(const v1::Membership given, Give("ann", "programs/p", "ROLE_LEAD"));
  EXPECT_EQ(given.account_label(), "ann@example.org");
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_LEAD"), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_EDITOR"), IsOk());
  EXPECT_THAT(Members("programs/p"),
              UnorderedElementsAre("accounts/ann ROLE_LEAD", "accounts/ann ROLE_EDITOR"));
  ASSERT_OK_AND_ASSIGN(const v1::Membership ended, End(given));
  EXPECT_EQ(ended.state(), v1::Membership::STATE_ENDED);
  EXPECT_TRUE(ended.has_end_time());
  EXPECT_THAT(Members("programs/p"), ElementsAre("accounts/ann ROLE_EDITOR"));
  EXPECT_THAT(End(given), FailsWith(kFailedPrecondition, "MEMBERSHIP_ENDED"));
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_LEAD"), IsOk());
}

TEST_F(PeopleTest, ARoleFitsItsResource) {
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_OWNER"), HasWrongFields("membership.role"));
  EXPECT_THAT(Give("ann", "organizations/o", "ROLE_LEAD"), HasWrongFields("membership.role"));
  EXPECT_THAT(Give("ann", "accounts/bob", "ROLE_LEAD"), HasWrongFields("membership.resource"));
  EXPECT_THAT(Give("ann", "programs/p/sites/s", "ROLE_LEAD"),
              HasWrongFields("membership.resource"));
  EXPECT_THAT(Give("ann", "programs/none", "ROLE_LEAD"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Give("none", "programs/p", "ROLE_LEAD"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Give("ann", "agencies/none", "ROLE_MONITOR"), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(PeopleTest, AMembershipIsEndedThroughItsResourceAlone) {
  // Permission is asked for the resource: another one's membership must not end by its name.
  MakeProgram("q");
  ASSERT_OK_AND_ASSIGN(v1::Membership membership, Give("ann", "programs/p", "ROLE_LEAD"));
  membership.set_resource("programs/q");
  EXPECT_THAT(End(membership), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(PeopleTest, ALeadChangesRolesAndMayRepeatTheCall) {
  // Once what was remembered for repeating a call had to be the caller's to change, like all that
  // the installation owns, so that no lead could end a membership.
  call_.caller = auth::Caller::Account("accounts/bob", {{auth::Role::kLead, "programs/p"}},
                                       {"organizations/o"}, auth::SignedInBy::kToken);
  auto give = Parse<v1::CreateMembershipRequest>(
      "membership { account: 'accounts/ann' resource: 'programs/p' role: ROLE_EDITOR } "
      "request_id: 'give'");
  ASSERT_OK_AND_ASSIGN(const v1::Membership given, CreateMembership(dependencies_, call_, give));
  EXPECT_EQ(CreateMembership(dependencies_, call_, give)->name(), given.name());
  v1::EndMembershipRequest end;
  end.set_resource("programs/p");
  end.set_name(given.name());
  end.set_request_id("end");
  EXPECT_THAT(EndMembership(dependencies_, call_, end), IsOk());
  EXPECT_THAT(EndMembership(dependencies_, call_, end), IsOk());
}

TEST_F(PeopleTest, TheLastOwnerAndTheLastAdministratorStay) {
  ASSERT_OK_AND_ASSIGN(const v1::Membership owner, Give("ann", "organizations/o", "ROLE_OWNER"));
  EXPECT_THAT(End(owner), FailsWith(kFailedPrecondition, "LAST_OWNER"));
  EXPECT_THAT(Give("bob", "organizations/o", "ROLE_OWNER"), IsOk());
  EXPECT_THAT(End(owner), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Membership administrator,
                       Give("ann", "installation", "ROLE_ADMINISTRATOR"));
  EXPECT_THAT(End(administrator), FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
  // Nobody could follow the last owner of what is closed.
  MakeOrganization("closing");
  ASSERT_OK_AND_ASSIGN(const v1::Membership last,
                       Give("bob", "organizations/closing", "ROLE_OWNER"));
  EXPECT_THAT(End(last), FailsWith(kFailedPrecondition, "LAST_OWNER"));
  v1::ArchiveOrganizationRequest archive;
  archive.set_name("organizations/closing");
  ASSERT_THAT(ArchiveOrganization(dependencies_, call_, archive), IsOk());
  EXPECT_THAT(End(last), IsOk());
  EXPECT_THAT(DisableAccount(dependencies_, call_,
                             Parse<v1::DisableAccountRequest>("name: 'accounts/ann'")),
              FailsWith(kFailedPrecondition, "LAST_ADMINISTRATOR"));
}

TEST_F(PeopleTest, ADisabledAccountLosesItsRoles) {
  EXPECT_THAT(Give("ann", "organizations/o", "ROLE_OWNER"), IsOk());
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_LEAD"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Account disabled,
                       DisableAccount(dependencies_, call_,
                                      Parse<v1::DisableAccountRequest>("name: 'accounts/ann'")));
  EXPECT_EQ(disabled.state(), v1::Account::STATE_DISABLED);
  EXPECT_THAT(Members("programs/p"), IsEmpty());
  EXPECT_THAT(Members("organizations/o"), IsEmpty());
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_LEAD"),
              FailsWith(kFailedPrecondition, "ACCOUNT_DISABLED"));
}

// Once whoever could give roles learned the address behind any account's name by giving it one.
TEST_F(PeopleTest, AnEmailAddressIsShownToAdministratorsReviewersAndItself) {
  ASSERT_OK_AND_ASSIGN(const v1::Membership given, Give("ann", "programs/p", "ROLE_EDITOR"));
  const auto label_for = [&](const auth::Caller& caller) {
    const Call call{.caller = caller, .patience = {}, .peer = ""};
    const auto listed = ListMemberships(
        dependencies_, call, Parse<v1::ListMembershipsRequest>("resource: 'programs/p'"));
    EXPECT_THAT(listed, IsOk());
    return listed->memberships(0).account_label();
  };
  EXPECT_EQ(label_for(Bob(auth::Role::kLead, "programs/p")), "ann");
  EXPECT_EQ(label_for(Bob(auth::Role::kOwner, "organizations/o")), "ann");
  EXPECT_EQ(label_for(Bob(auth::Role::kAdministrator, "installation")), "ann@example.org");
  EXPECT_EQ(label_for(Bob(auth::Role::kSecurityOfficer, "installation")), "ann@example.org");
  EXPECT_EQ(label_for(auth::Caller::Account("accounts/ann", {}, {}, auth::SignedInBy::kToken)),
            "ann@example.org");
  call_.caller = Bob(auth::Role::kLead, "programs/p");
  EXPECT_EQ(Give("ann", "programs/p", "ROLE_LEAD")->account_label(), "ann");
  EXPECT_EQ(End(given)->account_label(), "ann");
  EXPECT_EQ(Pass("programs/p", "ann", "bob")->memberships(0).account_label(), "bob@example.org");
  EXPECT_EQ(Pass("programs/p", "bob", "ann")->memberships(0).account_label(), "ann");
}

TEST_F(PeopleTest, ADisplayNameThatIsTheAddressDoesNotTellIt) {
  // Who is invited without a name is called by the address.
  call_.caller = Bob(auth::Role::kLead, "programs/p");
  const auto invited = CreateInvitation(
      dependencies_, call_,
      Parse<v1::CreateInvitationRequest>(
          "resource: 'programs/p' role: ROLE_EDITOR email: 'Kim.Example@example.org'"));
  EXPECT_EQ(invited->membership().account_label(), "kim.example");
}

TEST_F(PeopleTest, ADisabledAccountIsNoneToAllButAdministrators) {
  ASSERT_THAT(DisableAccount(dependencies_, call_,
                             Parse<v1::DisableAccountRequest>("name: 'accounts/ann'")),
              IsOk());
  ASSERT_THAT(Give("bob", "programs/p", "ROLE_LEAD"), IsOk());
  const auto words = [](const absl::Status& status) {
    EXPECT_THAT(status, FailsWith(kNotFound, "NOT_FOUND"));
    return absl::StrReplaceAll(status.message(), {{"accounts/ann", "X"}, {"accounts/none", "X"}});
  };
  for (const auth::Caller& caller :
       {Bob(auth::Role::kLead, "programs/p"), Bob(auth::Role::kSecurityOfficer, "installation")}) {
    call_.caller = caller;
    const absl::Status given = Give("ann", "programs/p", "ROLE_EDITOR").status();
    EXPECT_EQ(words(given), words(Give("none", "programs/p", "ROLE_EDITOR").status()));
    const absl::Status to = Pass("programs/p", "bob", "ann").status();
    EXPECT_EQ(words(to), words(Pass("programs/p", "bob", "none").status()));
    const absl::Status from = Pass("programs/p", "ann", "bob").status();
    EXPECT_EQ(words(from), words(Pass("programs/p", "none", "bob").status()));
  }
  call_.caller = Bob(auth::Role::kAdministrator, "installation");
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_EDITOR"),
              FailsWith(kFailedPrecondition, "ACCOUNT_DISABLED"));
  EXPECT_THAT(Pass("programs/p", "bob", "ann"), FailsWith(kFailedPrecondition, "ACCOUNT_DISABLED"));
  EXPECT_THAT(Pass("programs/p", "ann", "bob"), FailsWith(kFailedPrecondition, "NO_ROLE"));
}

// Once a lead elsewhere learned from an address that its owner was here once, and as which account.
TEST_F(PeopleTest, AnInvitationTellsNobodyOfADisabledAccount) {
  const auto invite = [&](const std::string& who) {
    return CreateInvitation(
               dependencies_, call_,
               Parse<v1::CreateInvitationRequest>(absl::StrCat(
                   "resource: 'programs/p' role: ROLE_EDITOR email: '", who, "@example.org'")))
        .status();
  };
  ASSERT_THAT(DisableAccount(dependencies_, call_,
                             Parse<v1::DisableAccountRequest>("name: 'accounts/ann'")),
              IsOk());
  for (const auth::Caller& caller :
       {Bob(auth::Role::kLead, "programs/p"), Bob(auth::Role::kOwner, "organizations/o")}) {
    call_.caller = caller;
    EXPECT_THAT(invite("ann"), FailsWith(kFailedPrecondition, "ACCOUNT_EXISTS"));
    EXPECT_EQ(invite("ann").message(), invite("bob").message());
    EXPECT_THAT(invite("ann").ToString(), Not(HasSubstr("accounts/")));
  }
  call_.caller = Bob(auth::Role::kAdministrator, "installation");
  EXPECT_THAT(invite("ann"), FailsWith(kFailedPrecondition, "ACCOUNT_DISABLED"));
}

TEST_F(PeopleTest, RolesAreHandedOver) {
  EXPECT_THAT(Give("ann", "organizations/o", "ROLE_OWNER"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::HandOverResponse done, Pass("organizations/o", "ann", "bob"));
  EXPECT_THAT(done.memberships(), SizeIs(1));
  EXPECT_EQ(done.leads(), 1);
  EXPECT_THAT(Members("organizations/o"), ElementsAre("accounts/bob ROLE_OWNER"));
  EXPECT_THAT(Pass("organizations/o", "ann", "bob"), FailsWith(kFailedPrecondition, "NO_ROLE"));
}

TEST_F(PeopleTest, WhatTheOtherHasAlreadyIsHandedOverToo) {
  for (const char* account : {"ann", "bob"}) {
    EXPECT_THAT(Give(account, "programs/p", "ROLE_LEAD"), IsOk());
  }
  EXPECT_THAT(Give("ann", "programs/p", "ROLE_EDITOR"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::HandOverResponse done, Pass("programs/p", "ann", "bob"));
  EXPECT_THAT(done.memberships(), SizeIs(2));
  EXPECT_THAT(Members("programs/p"),
              UnorderedElementsAre("accounts/bob ROLE_LEAD", "accounts/bob ROLE_EDITOR"));
}

TEST_F(PeopleTest, AHandOverSaysWhatIsWrong) {
  EXPECT_THAT(Pass("accreditors/a", "ann", "bob"), HasWrongFields("resource"));
  EXPECT_THAT(Pass("programs/p", "ann", "ann"), HasWrongFields("to"));
  EXPECT_THAT(HandOver(dependencies_, call_,
                       Parse<v1::HandOverRequest>("resource: 'programs/p' from: 'accounts/ann' "
                                                  "to: 'accounts/bob'")),
              HasWrongFields("reason"));
  EXPECT_THAT(Pass("programs/p", "ann", "none"), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(PeopleTest, BodiesAreMadeAndGivenAccess) {
  ASSERT_THAT(CreateBody(dependencies_, call_,
                         Parse<v1::CreateBodyRequest>(
                             "body_name: 'agencies/health' body { title: 'Health' }")),
              IsOk());
  EXPECT_THAT(
      CreateBody(dependencies_, call_, Parse<v1::CreateBodyRequest>("body_name: 'programs/x'")),
      HasWrongFields("body_name, body.title"));
  EXPECT_THAT(ListBodies(dependencies_, call_, {})->bodies(), SizeIs(1));
  const auto give = Parse<v1::CreateAccessRequest>(
      "parent: 'programs/p' access { body: 'agencies/health' reason: 'the grant of 2026' }");
  ASSERT_OK_AND_ASSIGN(const v1::Access access, CreateAccess(dependencies_, call_, give));
  EXPECT_THAT(CreateAccess(dependencies_, call_, give),
              FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  v1::EndAccessRequest end;
  end.set_name(access.name());
  EXPECT_EQ(EndAccess(dependencies_, call_, end)->state(), v1::Access::STATE_ENDED);
  EXPECT_THAT(EndAccess(dependencies_, call_, end), FailsWith(kFailedPrecondition, "ACCESS_ENDED"));
  EXPECT_THAT(CreateAccess(dependencies_, call_, give), IsOk());  // and the first one is kept
  EXPECT_THAT(
      ListAccesses(dependencies_, call_, Parse<v1::ListAccessesRequest>("parent: 'programs/p'"))
          ->accesses(),
      SizeIs(2));
}

TEST_F(PeopleTest, ReasonsHoldNoNumberOfAPatient) {
  v1::HandOverRequest pass;
  pass.set_resource("programs/p");
  pass.set_from("accounts/ann");
  pass.set_to("accounts/bob");
  pass.set_reason(absl::StrCat("After ", kPatientsNumber));
  EXPECT_THAT(HandOver(dependencies_, call_, pass), HasPatientsNumberIn("reason"));
  auto give =
      Parse<v1::CreateAccessRequest>("parent: 'programs/p' access { body: 'agencies/health' }");
  give.mutable_access()->set_reason(absl::StrCat("About ", kPatientsNumber));
  EXPECT_THAT(CreateAccess(dependencies_, call_, give), HasPatientsNumberIn("access.reason"));
}

TEST_F(PeopleTest, AReviewShowsWhoMayDoWhatAndWhatNobodyLeads) {
  MakeOrganization("lonely");
  MakeProgram("lonely", "lonely");
  MakeProgram("led");
  EXPECT_THAT(Give("ann", "programs/led", "ROLE_LEAD"), IsOk());
  EXPECT_THAT(Give("bob", "installation", "ROLE_SECURITY_OFFICER"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::ReviewAccessResponse review,
                       ReviewAccess(dependencies_, call_, {}));
  EXPECT_THAT(review.accesses(), SizeIs(2));
  EXPECT_THAT(review.orphaned_programs(), ElementsAre("programs/lonely", "programs/p"));
  ASSERT_OK_AND_ASSIGN(
      const v1::ReviewAccessResponse first,
      ReviewAccess(dependencies_, call_, Parse<v1::ReviewAccessRequest>("page_size: 1")));
  v1::ReviewAccessRequest next;
  next.set_page_size(1);
  next.set_page_token(first.next_page_token());
  ASSERT_OK_AND_ASSIGN(const v1::ReviewAccessResponse second,
                       ReviewAccess(dependencies_, call_, next));
  EXPECT_THAT(second.accesses(), SizeIs(1));
  EXPECT_THAT(second.orphaned_programs(), IsEmpty());
  EXPECT_EQ(second.next_page_token(), "");
}

TEST_F(PeopleTest, WhoeverSignedInWasSeen) {
  ASSERT_OK_AND_ASSIGN(
      const v1::CreateInvitationResponse invited,
      CreateInvitation(dependencies_, call_,
                       Parse<v1::CreateInvitationRequest>(
                           "resource: 'programs/p' role: ROLE_LEAD email: 'dora@example.org'")));
  const auto seen = [&] { return ReviewAccess(dependencies_, call_, {})->accesses(0).account(); };
  EXPECT_FALSE(seen().has_last_seen_time());
  v1::RedeemCodeRequest redeem;
  redeem.set_code(invited.code());
  redeem.set_password("kettle orbit maple seven");
  const Call nobody{.caller = auth::Caller::Public(), .patience = {}};
  ASSERT_THAT(RedeemCode(dependencies_, nobody, redeem), IsOk());
  EXPECT_EQ(seen().last_seen_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  clock_.Advance(absl::Hours(1));
  v1::SignInRequest sign_in;
  sign_in.set_email("dora@example.org");
  sign_in.set_password("wrong");
  EXPECT_FALSE(SignIn(dependencies_, nobody, sign_in).ok());
  EXPECT_LT(seen().last_seen_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
  sign_in.set_password(redeem.password());
  ASSERT_THAT(SignIn(dependencies_, nobody, sign_in), IsOk());
  EXPECT_EQ(seen().last_seen_time().seconds(), absl::ToUnixSeconds(clock_.Now()));
}

TEST_F(PeopleTest, AnOwnerLeadsTheirPrograms) {
  EXPECT_THAT(Give("ann", "organizations/o", "ROLE_OWNER"), IsOk());
  EXPECT_THAT(ReviewAccess(dependencies_, call_, {})->orphaned_programs(), IsEmpty());
}

}  // namespace
}  // namespace continuum::operations
