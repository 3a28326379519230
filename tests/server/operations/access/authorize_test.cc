// SPDX-License-Identifier: Apache-2.0
//
// Every method x role x (own, other's, absent), from the descriptors and the table.

#include "server/operations/access/authorize.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "continuum/v1/crosswalk_service.pb.h"
#include "continuum/v1/evidence_service.pb.h"
#include "continuum/v1/ledger_service.pb.h"
#include "continuum/v1/notification_service.pb.h"
#include "continuum/v1/records_service.pb.h"
#include "continuum/v1/together_service.pb.h"
#include "server/operations/access/resource_of.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::google::protobuf::DescriptorPool;
using ::google::protobuf::Message;
using ::google::protobuf::MessageFactory;
using ::google::protobuf::MethodDescriptor;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

// The request of a rule's method, with a name in the field that the rule looks at.
std::unique_ptr<Message> RequestOf(const auth::MethodRule& rule, const std::string& name) {
  const MethodDescriptor* const method =
      DescriptorPool::generated_pool()->FindMethodByName(std::string(rule.method));
  EXPECT_NE(method, nullptr) << std::string(rule.method);
  std::unique_ptr<Message> request(
      MessageFactory::generated_factory()->GetPrototype(method->input_type())->New());
  if (rule.field.empty()) return request;
  Message* message = request.get();
  const std::vector<std::string> path = absl::StrSplit(rule.field, '.');
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    message = message->GetReflection()->MutableMessage(
        message, message->GetDescriptor()->FindFieldByName(path[i]));
  }
  message->GetReflection()->SetString(message,
                                      message->GetDescriptor()->FindFieldByName(path.back()), name);
  return request;
}

// What a role is for: one that is the caller's, one of others, one that does not exist.
struct Resources {
  std::string own;
  std::string others;
  std::string absent;
};

class AuthorizeTest : public OperationsTest {
 protected:
  AuthorizeTest() {
    // The linker leaves out files of the API that nothing mentions.
    EXPECT_NE(v1::PrefillAssessmentRequest::descriptor(), nullptr);
    EXPECT_NE(v1::CreateThreadRequest::descriptor(), nullptr);
    EXPECT_NE(v1::BeginUploadRequest::descriptor(), nullptr);
    EXPECT_NE(v1::ListNotificationsRequest::descriptor(), nullptr);
    EXPECT_NE(v1::CreatePurgeRequest::descriptor(), nullptr);
    EXPECT_NE(v1::GetLedgerHeadRequest::descriptor(), nullptr);
    MakeOwners();
    MakeOrganization("theirs");
    MakeProgram("theirs", "theirs");
    for (const char* body :
         {"agencies/ours", "agencies/theirs", "accreditors/ours", "accreditors/theirs"}) {
      v1::CreateBodyRequest request;
      request.set_body_name(body);
      request.mutable_body()->set_title(body);
      EXPECT_THAT(CreateBody(dependencies_, call_, request), IsOk());
    }
  }

  static Resources ResourcesFor(auth::ResourceKind kind) {
    switch (kind) {
      case auth::ResourceKind::kOrganization:
        return {"organizations/o", "organizations/theirs", "organizations/none"};
      case auth::ResourceKind::kProgram:
        return {"programs/p", "programs/theirs", "programs/none"};
      case auth::ResourceKind::kAccreditor:
        return {"accreditors/ours", "accreditors/theirs", "accreditors/none"};
      case auth::ResourceKind::kAgency:
        return {"agencies/ours", "agencies/theirs", "agencies/none"};
      case auth::ResourceKind::kInstallation:
        return {"installation", "programs/theirs", "programs/none"};
      case auth::ResourceKind::kAccount:
        break;
    }
    return {"accounts/me", "accounts/other", "accounts/none"};
  }

  // An account with one role for what is its own.
  static auth::Caller With(auth::Role role) {
    const auth::ResourceKind kind = auth::KindOfRole(role);
    std::vector<std::string> organizations;
    const bool of_program =
        kind == auth::ResourceKind::kOrganization || kind == auth::ResourceKind::kProgram;
    if (of_program) organizations.emplace_back("organizations/o");
    return auth::Caller::Account("accounts/me", {{role, ResourcesFor(kind).own}}, organizations,
                                 auth::SignedInBy::kToken);
  }

  absl::StatusOr<auth::Caller> Ask(const auth::Caller& caller, const auth::MethodRule& rule,
                                   const std::string& name, bool changes = false) {
    return Authorize(dependencies_, caller, &rule, changes, *RequestOf(rule, name));
  }

  void GiveAccess(const char* body) {
    v1::CreateAccessRequest request;
    request.set_parent("programs/p");
    request.mutable_access()->set_body(body);
    request.mutable_access()->set_reason("a grant");
    ASSERT_THAT(CreateAccess(dependencies_, call_, request), IsOk());
  }
};

bool Open(const auth::MethodRule& rule) { return rule.everyone != auth::Everyone::kNobody; }

TEST_F(AuthorizeTest, EveryRoleMayWithItsOwnWhatTheTableSays) {
  int allowed = 0;
  for (const auth::MethodRule& rule : auth::AllRules()) {
    for (const auth::Role role : auth::AllRoles()) {
      const std::string own = ResourcesFor(auth::KindOfRole(role)).own;
      const bool expected =
          Open(rule) || (!rule.field.empty() && rule.own.Has(role)) || rule.any.Has(role);
      EXPECT_EQ(Ask(With(role), rule, own).ok(), expected)
          << std::string(rule.method) << " by " << std::string(auth::RoleWords(role));
      allowed += expected ? 1 : 0;
    }
  }
  EXPECT_GT(allowed, 100);
}

TEST_F(AuthorizeTest, WhatIsOfOthersIsRefusedInTheWordsForWhatDoesNotExist) {
  int refused = 0;
  for (const auth::MethodRule& rule : auth::AllRules()) {
    if (rule.field.empty() || Open(rule)) continue;
    for (const auth::Role role : auth::AllRoles()) {
      if (rule.any.Has(role)) continue;  // of the installation: whatever the resource
      for (const auth::ResourceKind kind :
           {auth::ResourceKind::kOrganization, auth::ResourceKind::kProgram,
            auth::ResourceKind::kAccreditor, auth::ResourceKind::kAgency,
            auth::ResourceKind::kAccount}) {
        const Resources resources = ResourcesFor(kind);
        const auto others = Ask(With(role), rule, resources.others);
        const auto absent = Ask(With(role), rule, resources.absent);
        EXPECT_THAT(others, FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
        EXPECT_THAT(absent, FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
        EXPECT_EQ(
            absl::StrReplaceAll(std::string(others.status().message()), {{resources.others, "X"}}),
            absl::StrReplaceAll(std::string(absent.status().message()), {{resources.absent, "X"}}))
            << std::string(rule.method);
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 1000);
}

TEST_F(AuthorizeTest, ThePublicSignsInAndReadsRubrics) {
  for (const auth::MethodRule& rule : auth::AllRules()) {
    const auto asked = Ask(auth::Caller::Public(), rule, "programs/p");
    if (rule.everyone == auth::Everyone::kPublic) {
      EXPECT_THAT(asked, IsOk()) << std::string(rule.method);
    } else {
      EXPECT_THAT(asked, FailsWith(absl::StatusCode::kUnauthenticated, "SIGN_IN_NEEDED"));
    }
  }
}

TEST_F(AuthorizeTest, AMethodWithoutARuleIsNobodys) {
  EXPECT_THAT(Authorize(dependencies_, auth::Caller::Local(), nullptr, false, v1::SignInRequest()),
              FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(AuthorizeTest, AReadOnlyTokenChangesNothing) {
  auth::Caller caller = With(auth::Role::kOwner);
  caller.SetToken("accounts/me/tokens/t", /*read_only=*/true);
  const auth::MethodRule& rule = *auth::FindRule("continuum.v1.ProgramService.UpdateProgram");
  EXPECT_THAT(Ask(caller, rule, "programs/p", /*changes=*/true),
              FailsWith(absl::StatusCode::kPermissionDenied, "TOKEN_READ_ONLY"));
  EXPECT_THAT(Ask(caller, rule, "programs/p", /*changes=*/false), IsOk());
}

TEST_F(AuthorizeTest, ATokenForOneThingSeesNothingOfTheWholeAccount) {
  int refused = 0;
  for (const auth::MethodRule& rule : auth::AllRules()) {
    if (!rule.self && rule.everyone != auth::Everyone::kAccounts) continue;
    auth::Caller caller = With(auth::Role::kLead);
    EXPECT_THAT(Ask(caller, rule, "accounts/me"), IsOk()) << std::string(rule.method);
    caller.SetToken("accounts/me/tokens/t", /*read_only=*/false, "programs/p");
    const auto asked = Ask(caller, rule, "accounts/me");
    if (rule.whole_account) {
      EXPECT_THAT(asked, FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
      ++refused;
    } else {
      EXPECT_THAT(asked, IsOk()) << std::string(rule.method);
    }
  }
  EXPECT_EQ(refused, 9);
  // Not even with a role of the installation, for which the token counts.
  auth::Caller administrator = With(auth::Role::kAdministrator);
  const auth::MethodRule& revoke = *auth::FindRule("continuum.v1.PeopleService.RevokeToken");
  EXPECT_THAT(Ask(administrator, revoke, "accounts/ann/tokens/t"), IsOk());
  administrator.SetToken("accounts/me/tokens/t", /*read_only=*/false, "installation");
  EXPECT_THAT(Ask(administrator, revoke, "accounts/ann/tokens/t"),
              FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

// Once a token for one program, and the password, were enough to change the password, end the
// sessions and set up a second factor.
TEST_F(AuthorizeTest, ATokenForOneThingDoesNotChangeHowTheAccountSignsIn) {
  for (const char* method : {"BeginSecondFactor", "ChangePassword", "ConfirmSecondFactor"}) {
    const auth::MethodRule& rule =
        *auth::FindRule(absl::StrCat("continuum.v1.PeopleService.", method));
    auth::Caller caller = With(auth::Role::kLead);
    caller.SetToken("accounts/me/tokens/t", /*read_only=*/false);
    EXPECT_THAT(Ask(caller, rule, "", /*changes=*/true), IsOk()) << method;
    caller.SetToken("accounts/me/tokens/t", /*read_only=*/false, "programs/p");
    const auto asked = Ask(caller, rule, "", /*changes=*/true);
    EXPECT_THAT(asked, FailsWith(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"))
        << method;
  }
}

TEST_F(AuthorizeTest, AnAccessShowsCompletedResultsOfThatProgramAlone) {
  const auth::MethodRule& rule = *auth::FindRule("continuum.v1.AssessmentService.GetScorecard");
  const std::string name = "programs/p/assessments/a/scorecard";
  const auth::Caller monitor = With(auth::Role::kMonitor);
  EXPECT_FALSE(Ask(monitor, rule, name).ok());
  GiveAccess("agencies/theirs");
  EXPECT_FALSE(Ask(monitor, rule, name).ok());
  GiveAccess("agencies/ours");
  ASSERT_OK_AND_ASSIGN(const auth::Caller seen, Ask(monitor, rule, name));
  EXPECT_TRUE(seen.results_only());
  EXPECT_THAT(seen.organizations(), ::testing::ElementsAre("organizations/o"));
  EXPECT_FALSE(Ask(monitor, rule, "programs/theirs/assessments/a/scorecard").ok());
  const auto accesses =
      ListAccesses(dependencies_, call_, Parse<v1::ListAccessesRequest>("parent: 'programs/p'"));
  EXPECT_FALSE(accesses->accesses(0).has_last_use_time());  // theirs was never used
  EXPECT_TRUE(accesses->accesses(1).has_last_use_time());
  Passage passage;
  EXPECT_THAT(Authorize(dependencies_, monitor, &rule, false, *RequestOf(rule, name), &passage),
              IsOk());
  EXPECT_EQ(passage.let_in_by, LetInBy::kAccess);
  EXPECT_EQ(passage.resource, name);
  EXPECT_THAT(passage.accesses, ::testing::ElementsAre(accesses->accesses(1).name()));
  // What is the program's own stays so.
  for (const char* method : {"GetAnswerSet", "GetNextLevel", "SaveAnswers"}) {
    const auth::MethodRule& own =
        *auth::FindRule(absl::StrCat("continuum.v1.AssessmentService.", method));
    EXPECT_FALSE(Ask(monitor, own, "programs/p/assessments/a").ok()) << method;
  }
}

TEST_F(AuthorizeTest, SaysByWhatACallWasLetThrough) {
  const auto by = [this](const auth::Caller& caller, absl::string_view method,
                         const std::string& name) {
    const auth::MethodRule& rule = *auth::FindRule(absl::StrCat("continuum.v1.", method));
    Passage passage;
    (void)Authorize(dependencies_, caller, &rule, false, *RequestOf(rule, name), &passage);
    return passage.let_in_by;
  };
  constexpr char kGet[] = "ProgramService.GetProgram";
  EXPECT_EQ(by(With(auth::Role::kLead), kGet, "programs/p"), LetInBy::kOwn);
  EXPECT_EQ(by(With(auth::Role::kLead), kGet, "programs/theirs"), LetInBy::kNothing);
  EXPECT_EQ(by(With(auth::Role::kAdministrator), kGet, "programs/p"), LetInBy::kInstallation);
  EXPECT_EQ(by(With(auth::Role::kSecurityOfficer), "LedgerService.GetLedgerHead", ""),
            LetInBy::kInstallation);
  EXPECT_EQ(by(auth::Caller::Local(), kGet, "programs/p"), LetInBy::kOwn);
  EXPECT_EQ(by(auth::Caller::Public(), "RubricService.ListRubrics", ""), LetInBy::kOwn);
  // Shows administrators what everybody has, and others their own.
  EXPECT_EQ(by(With(auth::Role::kLead), "ProgramService.ListPrograms", ""), LetInBy::kOwn);
  EXPECT_EQ(by(With(auth::Role::kAdministrator), "ProgramService.ListPrograms", ""),
            LetInBy::kInstallation);
  // An administrator who takes part in a program is one of its people there.
  const auth::Caller both = auth::Caller::Account(
      "accounts/me",
      {{auth::Role::kAdministrator, "installation"}, {auth::Role::kLead, "programs/p"}}, {},
      auth::SignedInBy::kToken);
  EXPECT_EQ(by(both, kGet, "programs/p"), LetInBy::kOwn);
  EXPECT_EQ(by(both, kGet, "programs/theirs"), LetInBy::kInstallation);
}

TEST_F(AuthorizeTest, OnlySecurityOfficersAndTheLocalCallerSeeTheLedger) {
  for (const char* method : {"GetLedgerHead", "ListLedgerEntries", "VerifyLedger"}) {
    const auth::MethodRule& rule =
        *auth::FindRule(absl::StrCat("continuum.v1.LedgerService.", method));
    for (const auth::Role role : auth::AllRoles()) {
      EXPECT_EQ(Ask(With(role), rule, "").ok(), role == auth::Role::kSecurityOfficer) << method;
    }
    EXPECT_THAT(Ask(auth::Caller::Local(), rule, ""), IsOk());
    EXPECT_FALSE(Ask(auth::Caller::Public(), rule, "").ok());
  }
}

TEST_F(AuthorizeTest, AnAccessThatEndedShowsNothing) {
  GiveAccess("agencies/ours");
  const auth::MethodRule& rule = *auth::FindRule("continuum.v1.AssessmentService.GetScorecard");
  const auth::Caller monitor = With(auth::Role::kMonitor);
  ASSERT_THAT(Ask(monitor, rule, "programs/p/assessments/a/scorecard"), IsOk());
  ASSERT_OK_AND_ASSIGN(
      const auto accesses,
      ListAccesses(dependencies_, call_, Parse<v1::ListAccessesRequest>("parent: 'programs/p'")));
  v1::EndAccessRequest end;
  end.set_name(accesses.accesses(0).name());
  ASSERT_THAT(EndAccess(dependencies_, call_, end), IsOk());
  EXPECT_FALSE(Ask(monitor, rule, "programs/p/assessments/a/scorecard").ok());
}

TEST_F(AuthorizeTest, AContributorOfOneProgramLeadsNoOrganization) {
  // Once roles for programs counted for their organization as they are, and a lead could have made
  // an owner.
  const auth::MethodRule& rule = *auth::FindRule("continuum.v1.PeopleService.CreateMembership");
  EXPECT_FALSE(Ask(With(auth::Role::kLead), rule, "organizations/o").ok());
  EXPECT_THAT(Ask(With(auth::Role::kLead), rule, "programs/p"), IsOk());
  EXPECT_THAT(
      Ask(With(auth::Role::kLead), *auth::FindRule("continuum.v1.ProgramService.GetOrganization"),
          "organizations/o"),
      IsOk());
}

TEST_F(AuthorizeTest, ARefusalSaysWhyAndWhoCanHelp) {
  ASSERT_THAT(CreateInvitation(dependencies_, call_,
                               Parse<v1::CreateInvitationRequest>(
                                   "resource: 'programs/p' role: ROLE_LEAD "
                                   "email: 'lead@example.org' display_name: 'Kim Example'")),
              IsOk());
  const auto refused = Ask(With(auth::Role::kContributor),
                           *auth::FindRule("continuum.v1.AssessmentService.SaveAnswers"),
                           "programs/p/assessments/a/answerSets/consensus");
  EXPECT_THAT(std::string(refused.status().message()),
              AllOf(HasSubstr("owner of the organization or program lead or program editor"),
                    HasSubstr("you are program contributor there"),
                    HasSubstr("Who can help: Kim Example")));
}

// Once whoever led was named, the caller and those who may not either among them; and every role
// that the method takes anywhere.
TEST_F(AuthorizeTest, ARefusalNamesOnlyThoseWhoMay) {
  const auto invite = [&](const char* request) {
    EXPECT_THAT(CreateInvitation(dependencies_, call_, Parse<v1::CreateInvitationRequest>(request)),
                IsOk());
  };
  invite("resource: 'programs/p' role: ROLE_LEAD email: 'lead@example.org' display_name: 'Lead'");
  invite(
      "resource: 'organizations/o' role: ROLE_OWNER email: 'o@example.org' "
      "display_name: 'Owner'");
  const auto hold = Ask(With(auth::Role::kLead),
                        *auth::FindRule("continuum.v1.RecordsService.CreateHold"), "programs/p");
  EXPECT_THAT(std::string(hold.status().message()),
              AllOf(HasSubstr("Who can help: Owner"), ::testing::Not(HasSubstr("Lead"))));
  const auto members =
      Ask(With(auth::Role::kMonitor), *auth::FindRule("continuum.v1.PeopleService.ListMemberships"),
          "programs/p");
  EXPECT_THAT(std::string(members.status().message()), ::testing::Not(HasSubstr("monitor")));
}

// Whatever they are in it: once a lead was told that they were a contributor.
TEST_F(AuthorizeTest, WhoeverTakesPartInAProgramIsToldSoOfItsOrganization) {
  const auto refused =
      Ask(With(auth::Role::kLead), *auth::FindRule("continuum.v1.PeopleService.CreateMembership"),
          "organizations/o");
  EXPECT_THAT(
      std::string(refused.status().message()),
      AllOf(HasSubstr("and you take part in one of its programs"), Not(HasSubstr("contributor"))));
  // Who owns it is told of no such thing, and other roles are not hidden by it.
  const auth::MethodRule owners_not = {.method = "", .field = "program.organization"};
  const auto owner =
      Authorize(dependencies_, With(auth::Role::kOwner), &owners_not, false,
                Parse<v1::CreateProgramRequest>("program { organization: 'organizations/o' }"));
  EXPECT_THAT(
      std::string(owner.status().message()),
      AllOf(HasSubstr("and you are owner of the organization there"), Not(HasSubstr("take part"))));
}

TEST_F(AuthorizeTest, OnlyThoseWhoCanHelpAreNamed) {
  const auto words = [this](auth::Role role, absl::string_view method, const std::string& name) {
    return std::string(Ask(With(role), *auth::FindRule(absl::StrCat("continuum.v1.", method)), name)
                           .status()
                           .message());
  };
  EXPECT_THAT(words(auth::Role::kAdministrator, "LedgerService.VerifyLedger", ""),
              EndsWith("Who can help: a security officer"));
  EXPECT_THAT(words(auth::Role::kLead, "PeopleService.ReviewAccess", ""),
              EndsWith("Who can help: an administrator, or a security officer"));
  EXPECT_THAT(words(auth::Role::kLead, "PeopleService.CreateAccount", ""),
              EndsWith("Who can help: an administrator"));
  // There is an installation, and nobody leads it.
  EXPECT_THAT(words(auth::Role::kLead, "PeopleService.ListMemberships", "installation"),
              AllOf(Not(HasSubstr("no such thing")), Not(HasSubstr("lead it")),
                    HasSubstr("Who can help: an administrator")));
  EXPECT_THAT(words(auth::Role::kLead, "ProgramService.GetProgram", "programs/none"),
              AllOf(HasSubstr("or there is no such thing"),
                    HasSubstr("Who can help: those who lead it, or an administrator")));
}

TEST_F(AuthorizeTest, AContributorHearsThatTheirOwnAnswersMayBeSaved) {
  const auth::MethodRule& rule = *auth::FindRule("continuum.v1.AssessmentService.SaveAnswers");
  const auto with = [&](auth::Role role, const std::string& name) {
    return std::string(Ask(With(role), rule, name).status().message());
  };
  const std::string consensus = "programs/p/assessments/a/answerSets/consensus";
  EXPECT_THAT(with(auth::Role::kContributor, consensus),
              HasSubstr(". You may save answers of your own"));
  for (const auto& [role, name] : std::vector<std::pair<auth::Role, std::string>>{
           {auth::Role::kContributor, "programs/theirs/assessments/a/answerSets/consensus"},
           {auth::Role::kMonitor, consensus}}) {
    EXPECT_THAT(with(role, name), Not(HasSubstr("of your own"))) << name;
  }
}

}  // namespace
}  // namespace continuum::operations
