// SPDX-License-Identifier: Apache-2.0
//
// Two organizations on one server. What one has learned of the other's (names, page tokens,
// request_ids) gives it nothing, not even whether something exists.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "continuum/v1/evidence_service.pb.h"
#include "continuum/v1/notification_service.pb.h"
#include "continuum/v1/records_service.pb.h"
#include "continuum/v1/together_service.pb.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/raw_call.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::google::protobuf::DescriptorPool;
using ::google::protobuf::Message;
using ::google::protobuf::MessageFactory;
using ::google::protobuf::MethodDescriptor;

std::unique_ptr<Message> NewMessage(const google::protobuf::Descriptor* type) {
  return std::unique_ptr<Message>(MessageFactory::generated_factory()->GetPrototype(type)->New());
}

// The text of a field of a message; empty if it has no such field.
std::string TextOf(const Message& message, const std::string& field) {
  const auto* const found = message.GetDescriptor()->FindFieldByName(field);
  return found == nullptr ? "" : message.GetReflection()->GetString(message, found);
}

struct Tenant {
  std::string id;       // its organization's, and its only program's
  std::string secret;   // of the session of who owns the organization
  std::string account;  // who that is
  // The last parts of the names of what it has.
  std::string evidence;
  std::string thread;
  std::string assignment;
  std::string attachment;
  std::string access;
  std::string membership;
  std::string upload;
  std::string purge;
  std::string hold;
};

// A call, with $P, $E and so on for parts of names.
struct Ask {
  std::string method;  // "ProgramService.GetProgram"
  std::string request;
};

class TenantsTest : public SignedInTest {
 protected:
  void SetUp() override {
    // The linker leaves out files of the API that nothing mentions.
    EXPECT_NE(v1::CreateThreadRequest::descriptor(), nullptr);
    EXPECT_NE(v1::BeginUploadRequest::descriptor(), nullptr);
    EXPECT_NE(v1::CreatePurgeRequest::descriptor(), nullptr);
    EXPECT_NE(v1::ListNotificationsRequest::descriptor(), nullptr);
    StartWithSignIn();
    const std::string administrator = Redeem(FirstCode(), "root@example.org");
    client_->SetSecret(administrator);
    PublishSmallRubric();
    Must(administrator,
         {"PeopleService.CreateBody", "body_name: 'agencies/state' body { title: 'State' }"});
    Must(administrator,
         {"PeopleService.CreateBody", "body_name: 'accreditors/board' body { title: 'Board' }"});
    ours_ = Make("ours", administrator);
    theirs_ = Make("theirs", administrator);
  }

  // The answer to a call by whoever has the secret.
  absl::StatusOr<std::unique_ptr<Message>> Call(const std::string& secret, const Ask& ask) const {
    const MethodDescriptor* const method =
        DescriptorPool::generated_pool()->FindMethodByName("continuum.v1." + ask.method);
    if (method == nullptr) return absl::InvalidArgumentError("no method " + ask.method);
    const std::unique_ptr<Message> request = NewMessage(method->input_type());
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(ask.request, request.get()))
        << ask.method << ": " << ask.request;
    const std::string path = absl::StrCat("/", method->service()->full_name(), "/", method->name());
    auto bytes = testing::RawCall(client_->channel(), path, request->SerializeAsString(), secret);
    if (!bytes.ok()) return bytes.status();
    std::unique_ptr<Message> response = NewMessage(method->output_type());
    EXPECT_TRUE(response->ParseFromString(*bytes));
    return response;
  }
  // The last part of the name of what a call makes.
  std::string Must(const std::string& secret, const Ask& ask) const {
    const auto answer = Call(secret, ask);
    EXPECT_THAT(answer.status(), IsOk()) << ask.method << ": " << ask.request;
    if (!answer.ok()) return "";
    const std::string name = TextOf(**answer, "name");
    return name.substr(name.rfind('/') + 1);
  }

  // An organization with one program, and two of each thing in it.
  Tenant Make(const std::string& id, const std::string& administrator) {
    Tenant tenant{.id = id};
    const std::string quoted = absl::StrCat("'", id, "'");
    Must(administrator,
         {"ProgramService.CreateOrganization",
          absl::StrCat("organization_id: ", quoted, " organization { title: 'O' }")});
    tenant.secret =
        Invite(absl::StrCat(id, "@example.org"), absl::StrCat("organizations/", id), "ROLE_OWNER");
    client_->SetSecret(tenant.secret);
    const auto caller = client_->Call(&People::GetCaller, "");
    EXPECT_THAT(caller, IsOk());
    tenant.account = caller->account().name();
    client_->SetSecret(administrator);
    const auto must = [&](const std::string& method, const std::string& request) {
      return Must(tenant.secret, {method, Filled(tenant, request)});
    };
    for (const char* program : {"$P", "$P-second"}) {
      must("ProgramService.CreateProgram",
           absl::StrCat("program_id: '", program,
                        "' program { title: 'P' organization: 'organizations/$P' }"));
    }
    for (const char* one : {"first", "second"}) {
      const std::string quoted_one = absl::StrCat("'", one, "'");
      must("ProgramService.CreateSite",
           absl::StrCat("parent: 'programs/$P' site_id: ", quoted_one, " site { title: 'S' }"));
      must("AssessmentService.CreateAssessment",
           absl::StrCat("parent: 'programs/$P' assessment_id: ", quoted_one,
                        " assessment { revision: 'rubrics/small/revisions/1' "
                        "period_start: '2025-01-01' period_end: '2025-12-31' }"));
      must("PeopleService.CreateInvitation",
           absl::StrCat("resource: 'programs/$P' role: ROLE_EDITOR email: '", one,
                        "-$P@example.org'"));
      tenant.access =
          must("PeopleService.CreateAccess",
               absl::StrCat("parent: 'programs/$P' access { reason: 'R' body: '",
                            one == std::string("first") ? "agencies/state" : "accreditors/board",
                            "' }"));
      tenant.evidence = must("EvidenceService.CreateLink",
                             "parent: 'programs/$P' title: 'T' evidence_date: '2025-05-05' "
                             "link { url: 'https://example.org/policy' }");
      tenant.attachment = must("EvidenceService.AttachEvidence",
                               "parent: 'programs/$P/assessments/first' attachment { "
                               "evidence: 'programs/$P/evidence/$E' criterion: 'team' }");
      tenant.thread = must("TogetherService.CreateThread",
                           "parent: 'programs/$P/assessments/first' text: 'Is it true?'");
      const std::string comment =
          must("TogetherService.CreateComment",
               "parent: 'programs/$P/assessments/first/threads/$T' text: 'It is.'");
      tenant.purge = must("RecordsService.CreatePurge",
                          absl::StrCat("parent: 'programs/$P' purge { reason: 'R' resource: "
                                       "'programs/$P/assessments/first/threads/$T/comments/",
                                       comment, "' }"));
      tenant.hold = must("RecordsService.CreateHold", "parent: 'programs/$P' hold { reason: 'R' }");
      tenant.assignment = must("TogetherService.CreateAssignment",
                               "parent: 'programs/$P/assessments/first' assignment { "
                               "account: '$A' targets: 'team' }");
      tenant.upload = must("EvidenceService.BeginUpload",
                           "parent: 'programs/$P' upload { title: 'T' evidence_date: "
                           "'2025-05-05' media_type: 'text/plain' size_bytes: 5 }");
      must("PeopleService.CreateToken", "parent: '$A' token { title: 'T' }");
    }
    must("AssessmentService.SaveAnswers",
         "name: 'programs/$P/assessments/first/answerSets/consensus' answers { criterion: 'team' "
         "rating { option: 'all' } } answers { criterion: 'care' staircase { claimed_stage: 'full' "
         "} }");
    const auto members = Call(tenant.secret, {"PeopleService.ListMemberships",
                                              Filled(tenant, "resource: 'programs/$P'")});
    EXPECT_THAT(members.status(), IsOk());
    const auto& first =
        dynamic_cast<const v1::ListMembershipsResponse&>(**members).memberships(0).name();
    tenant.membership = first.substr(first.rfind('/') + 1);
    return tenant;
  }

  static std::string Filled(const Tenant& tenant, const std::string& text) {
    return absl::StrReplaceAll(text, {{"$P", tenant.id},
                                      {"$E", tenant.evidence},
                                      {"$T", tenant.thread},
                                      {"$S", tenant.assignment},
                                      {"$H", tenant.attachment},
                                      {"$C", tenant.access},
                                      {"$M", tenant.membership},
                                      {"$U", tenant.upload},
                                      {"$G", tenant.purge},
                                      {"$D", tenant.hold},
                                      {"$A", tenant.account}});
  }
  // Of nobody: in names that have the same shape.
  static Tenant Nobody() {
    return {
        "nobody", "",    "accounts/nobody", "none", "none", "none", "none", "none", "none", "none",
        "none",   "none"};
  }

  Tenant ours_;
  Tenant theirs_;
};

// The lists about one thing, each with something to list. A test below holds them to the API.
const Ask kLists[] = {
    {"AssessmentService.GetFidelityHistory", "parent: 'programs/$P' rubric: 'rubrics/small'"},
    {"AssessmentService.ListAssessments", "parent: 'programs/$P'"},
    {"EvidenceService.ListAttachments", "parent: 'programs/$P/assessments/first'"},
    {"EvidenceService.ListEvidence", "parent: 'programs/$P'"},
    {"EvidenceService.ListEvidenceReads", "parent: 'programs/$P/evidence/$E'"},
    {"NotificationService.ListNotifications", "parent: '$A'"},
    {"PeopleService.ListAccessUses", "parent: 'programs/$P'"},
    {"PeopleService.ListAccesses", "parent: 'programs/$P'"},
    {"PeopleService.ListMemberships", "resource: 'programs/$P'"},
    {"PeopleService.ListTokens", "parent: '$A'"},
    {"ProgramService.ListSites", "parent: 'programs/$P'"},
    {"RecordsService.ExportPublicRecord", "name: 'programs/$P'"},
    {"RecordsService.ListHolds", "parent: 'programs/$P'"},
    {"RecordsService.ListPurges", "parent: 'programs/$P'"},
    {"TogetherService.CompareAnswerSets", "parent: 'programs/$P/assessments/first'"},
    {"TogetherService.ListAnswerSets", "parent: 'programs/$P/assessments/first'"},
    {"TogetherService.ListAssignments", "parent: 'programs/$P/assessments/first'"},
    {"TogetherService.ListChanges", "parent: 'programs/$P/assessments/first'"},
    {"TogetherService.ListComments", "parent: 'programs/$P/assessments/first'"},
    {"TogetherService.ListThreads", "parent: 'programs/$P/assessments/first'"},
};

// Lists of which this story makes no second page: their tokens cannot be tried here.
const std::set<std::string> kShortLists = {
    "AssessmentService.GetFidelityHistory", "EvidenceService.ListEvidenceReads",
    "PeopleService.ListAccessUses", "RecordsService.ExportPublicRecord",
    "TogetherService.ListAnswerSets"};

TEST_F(TenantsTest, AnotherTenantsPageTokensGiveNothing) {
  for (const Ask& list : kLists) {
    SCOPED_TRACE(list.method);
    const auto page =
        Call(theirs_.secret, {list.method, Filled(theirs_, list.request + " page_size: 1")});
    ASSERT_THAT(page.status(), IsOk());
    const std::string token = TextOf(**page, "next_page_token");
    EXPECT_EQ(token.empty(), kShortLists.count(list.method) == 1);
    const std::string rest = absl::StrCat(" page_size: 1 page_token: '", token, "'");
    EXPECT_THAT(Call(theirs_.secret, {list.method, Filled(theirs_, list.request + rest)}).status(),
                IsOk());
    EXPECT_THAT(Call(ours_.secret, {list.method, Filled(theirs_, list.request + rest)}).status(),
                HasReason("PERMISSION_DENIED"));
    if (token.empty()) continue;
    EXPECT_THAT(Call(ours_.secret, {list.method, Filled(ours_, list.request + rest)}).status(),
                HasReason("FIELD_INVALID"));
  }
}

TEST_F(TenantsTest, EveryListAboutOneThingIsAmongThem) {
  std::set<std::string> rows;
  for (const Ask& list : kLists) rows.insert(list.method);
  const auto* const pool = DescriptorPool::generated_pool();
  int lists = 0;
  for (const char* name :
       {"AssessmentService", "EvidenceService", "NotificationService", "PeopleService",
        "RecordsService", "ProgramService", "TogetherService"}) {
    const auto* const service = pool->FindServiceByName(absl::StrCat("continuum.v1.", name));
    ASSERT_NE(service, nullptr) << name;
    for (int i = 0; i < service->method_count(); ++i) {
      const auto* const input = service->method(i)->input_type();
      const bool about_one = input->FindFieldByName("parent") != nullptr ||
                             input->FindFieldByName("name") != nullptr ||
                             input->FindFieldByName("resource") != nullptr;
      if (input->FindFieldByName("page_token") == nullptr || !about_one) continue;
      EXPECT_EQ(rows.count(absl::StrCat(name, ".", service->method(i)->name())), 1U)
          << service->method(i)->full_name();
      ++lists;
    }
  }
  EXPECT_EQ(lists, static_cast<int>(rows.size()));
}

// Calls about what is ours that name something else, which here is theirs or nobody's.
const std::pair<Ask, std::string> kMixed[] = {
    {{"CrosswalkService.PrefillAssessment", "name: 'programs/ours/assessments/second' source: "},
     "'programs/$P/assessments/first'"},
    {{"EvidenceService.AttachEvidence",
      "parent: 'programs/ours/assessments/first' attachment { criterion: 'care' evidence: "},
     "'programs/$P/evidence/$E' }"},
    {{"PeopleService.EndMembership", "resource: 'programs/ours' name: "}, "'memberships/$M'"},
    {{"RecordsService.CreatePurge", "parent: 'programs/ours' purge { reason: 'R' resource: "},
     "'programs/$P/evidence/$E' }"},
    {{"TogetherService.CarryForward", "name: 'programs/ours/assessments/second' source: "},
     "'programs/$P/assessments/first'"},
    {{"TogetherService.CreateAssignment",
      "parent: 'programs/ours/assessments/first' assignment { targets: 'team' account: "},
     "'$A' }"},
};

TEST_F(TenantsTest, WhatIsTheirsIsAsIfItDidNotExistInCallsAboutOurs) {
  for (const auto& [ask, rest] : kMixed) {
    SCOPED_TRACE(ask.method);
    const auto theirs = Call(ours_.secret, {ask.method, ask.request + Filled(theirs_, rest)});
    const auto nobodys = Call(ours_.secret, {ask.method, ask.request + Filled(Nobody(), rest)});
    ASSERT_FALSE(theirs.ok());
    EXPECT_EQ(theirs.status().code(), nobodys.status().code());
    const auto without_names = [](const absl::Status& status, const Tenant& tenant) {
      return absl::StrReplaceAll(status.message(), {{tenant.id, "X"},
                                                    {tenant.evidence, "Y"},
                                                    {tenant.membership, "Y"},
                                                    {tenant.account, "Z"}});
    };
    EXPECT_EQ(without_names(theirs.status(), theirs_), without_names(nobodys.status(), Nobody()));
  }
}

// Calls about one thing, by its name alone, as somebody would make them who was sent a link.
const Ask kLinks[] = {
    {"AssessmentService.GetAnswerSet",
     "name: 'programs/$P/assessments/first/answerSets/consensus'"},
    {"AssessmentService.GetScorecard", "name: 'programs/$P/assessments/first/scorecard'"},
    {"EvidenceService.DetachEvidence",
     "name: 'programs/$P/assessments/first/evidenceAttachments/$H'"},
    {"EvidenceService.GetEvidence", "name: 'programs/$P/evidence/$E'"},
    {"EvidenceService.CancelUpload", "name: 'programs/$P/evidenceUploads/$U'"},
    {"EvidenceService.GetUpload", "name: 'programs/$P/evidenceUploads/$U'"},
    {"EvidenceService.ReadEvidence", "name: 'programs/$P/evidence/$E'"},
    {"EvidenceService.UploadChunk", "name: 'programs/$P/evidenceUploads/$U' data: 'hello'"},
    {"PeopleService.EndAccess", "name: 'programs/$P/accesses/$C'"},
    {"PeopleService.GetAccount", "name: '$A'"},
    {"RecordsService.DeclinePurge", "name: 'programs/$P/purges/$G'"},
    {"RecordsService.EndHold", "name: 'programs/$P/holds/$D'"},
    {"TogetherService.FinishAssignment", "name: 'programs/$P/assessments/first/assignments/$S'"},
    {"TogetherService.ResolveThread", "name: 'programs/$P/assessments/first/threads/$T'"},
};

TEST_F(TenantsTest, LinksToWhatIsTheirsSayNotEvenThatItExists) {
  for (const Ask& link : kLinks) {
    SCOPED_TRACE(link.method);
    const auto theirs = Call(ours_.secret, {link.method, Filled(theirs_, link.request)});
    const auto nobodys = Call(ours_.secret, {link.method, Filled(Nobody(), link.request)});
    EXPECT_THAT(theirs.status(), HasReason("PERMISSION_DENIED"));
    EXPECT_THAT(nobodys.status(), HasReason("PERMISSION_DENIED"));
    // What a reason of NO_FILE or the like would tell is told to its own people alone.
    EXPECT_NE(testing::GetStatus(Call(theirs_.secret, {link.method, Filled(theirs_, link.request)}))
                  .code(),
              absl::StatusCode::kPermissionDenied);
  }
}

TEST_F(TenantsTest, AnotherTenantsRequestIdsGiveNothing) {
  const Ask creating[] = {
      {"EvidenceService.CreateLink",
       "parent: 'programs/$P' title: 'Secret' evidence_date: '2025-05-05' link { url: "
       "'https://example.org/a' } request_id: 'r1'"},
      {"ProgramService.CreateSite",
       "parent: 'programs/$P' site_id: 'third' site { title: 'Secret' } request_id: 'r2'"},
      {"TogetherService.CreateThread",
       "parent: 'programs/$P/assessments/first' text: 'Secret' request_id: 'r3'"},
  };
  for (const Ask& ask : creating) {
    SCOPED_TRACE(ask.method);
    const auto first = Call(theirs_.secret, {ask.method, Filled(theirs_, ask.request)});
    ASSERT_THAT(first.status(), IsOk());
    EXPECT_THAT(Call(ours_.secret, {ask.method, Filled(theirs_, ask.request)}).status(),
                HasReason("PERMISSION_DENIED"));
    const auto own = Call(ours_.secret, {ask.method, Filled(ours_, ask.request)});
    ASSERT_THAT(own.status(), IsOk());
    EXPECT_TRUE(absl::StartsWith(TextOf(**own, "name"), "programs/ours/")) << TextOf(**own, "name");
  }
}

}  // namespace
}  // namespace continuum::end_to_end
