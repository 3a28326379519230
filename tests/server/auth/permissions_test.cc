// SPDX-License-Identifier: Apache-2.0
//
// Holds the permission table and the API to each other. The API is read from a descriptor set that
// the build makes of all our protos, with their comments.

#include "server/auth/permissions.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "google/rpc/code.pb.h"

namespace continuum::auth {
namespace {

using ::google::protobuf::DescriptorPool;
using ::google::protobuf::FileDescriptor;
using ::google::protobuf::FileDescriptorProto;
using ::google::protobuf::FileDescriptorSet;
using ::google::protobuf::MethodDescriptor;
using ::google::protobuf::ServiceDescriptor;
using ::google::protobuf::SourceLocation;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;

// All methods of continuum.v1, with their comments.
class PermissionsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ifstream in(CONTINUUM_API_DESCRIPTORS, std::ios::binary);
    FileDescriptorSet set;
    ASSERT_TRUE(set.ParseFromIstream(&in)) << CONTINUUM_API_DESCRIPTORS;
    for (const FileDescriptorProto& proto : set.file()) {
      const FileDescriptor* file = pool_.BuildFile(proto);
      ASSERT_NE(file, nullptr) << proto.name();
      if (file->package() == "continuum.v1") AddMethods(*file);
    }
    ASSERT_THAT(methods_, SizeIs(::testing::Ge(30)));
  }

  void AddMethods(const FileDescriptor& file) {
    for (int s = 0; s < file.service_count(); ++s) {
      const ServiceDescriptor& service = *file.service(s);
      for (int m = 0; m < service.method_count(); ++m) methods_.push_back(service.method(m));
    }
  }

  DescriptorPool pool_;
  std::vector<const MethodDescriptor*> methods_;
};

std::string CommentOf(const MethodDescriptor& method) {
  SourceLocation location;
  EXPECT_TRUE(method.GetSourceLocation(&location)) << method.full_name();
  return location.leading_comments;
}

// The "CODE" of each line "* CODE, REASON: what to do".
std::vector<std::string> ListedCodes(const std::string& comment) {
  std::vector<std::string> codes;
  for (absl::string_view line : absl::StrSplit(comment, '\n')) {
    if (!absl::ConsumePrefix(&line, " * ")) continue;
    codes.emplace_back(line.substr(0, line.find(',')));
  }
  return codes;
}

TEST_F(PermissionsTest, EveryMethodHasARowAndEveryRowAMethod) {
  std::vector<std::string> names;
  for (const MethodDescriptor* method : methods_) names.push_back(method->full_name());
  std::vector<std::string> rows;
  for (const MethodRule& rule : AllRules()) rows.emplace_back(rule.method);
  EXPECT_THAT(rows, UnorderedElementsAreArray(names));
  for (const std::string& name : names) EXPECT_NE(FindRule(name), nullptr) << name;
}

TEST_F(PermissionsTest, EveryMethodListsItsErrors) {
  for (const MethodDescriptor* method : methods_) {
    EXPECT_TRUE(absl::StrContains(CommentOf(*method), "\n Errors:")) << method->full_name();
  }
}

TEST_F(PermissionsTest, ListedErrorsAreCodesOfGrpc) {
  size_t listed = 0;
  for (const MethodDescriptor* method : methods_) {
    for (const std::string& code : ListedCodes(CommentOf(*method))) {
      google::rpc::Code parsed;
      EXPECT_TRUE(google::rpc::Code_Parse(code, &parsed)) << method->full_name() << ": " << code;
      ++listed;
    }
  }
  EXPECT_GT(listed, methods_.size());
}

// Whether the field's path leads to one text in the request.
bool HasText(const google::protobuf::Descriptor& request, absl::string_view path) {
  const google::protobuf::Descriptor* message = &request;
  const google::protobuf::FieldDescriptor* field = nullptr;
  for (absl::string_view part : absl::StrSplit(path, '.')) {
    if (message == nullptr) return false;
    field = message->FindFieldByName(std::string(part));
    if (field == nullptr || field->is_repeated()) return false;
    message = field->message_type();
  }
  return field->type() == google::protobuf::FieldDescriptor::TYPE_STRING;
}

TEST_F(PermissionsTest, EveryRowNamesAFieldThatTheRequestHas) {
  for (const MethodDescriptor* method : methods_) {
    const MethodRule* const rule = FindRule(method->full_name());
    ASSERT_NE(rule, nullptr);
    EXPECT_TRUE(rule->field.empty() || HasText(*method->input_type(), rule->field))
        << method->full_name();
  }
}

// A request that names a resource of somebody must say so in its row, or it would be answered
// without asking whose it is. Those that do not say which resource show only what is the caller's.
TEST_F(PermissionsTest, EveryRequestAboutAResourceHasItInItsRow) {
  const std::set<std::string> without = {
      // Rubrics are everybody's to read, and the administrators' to change.
      "CheckRubric", "CreateRubricRevision", "GetRubric", "GetRubricRevision",
      "ListRubricRevisions", "PublishRubricRevision", "ScoreAnswers", "UpdateRubricRevision",
      // For the roles of the installation, whatever they name.
      "CreateBody", "CreateOrganization", "DisableAccount", "ListLedgerEntries", "ResetPassword"};
  for (const MethodDescriptor* method : methods_) {
    const auto& request = *method->input_type();
    const bool names = request.FindFieldByName("name") != nullptr ||
                       request.FindFieldByName("parent") != nullptr ||
                       request.FindFieldByName("resource") != nullptr;
    if (!names || without.count(method->name()) > 0) continue;
    EXPECT_FALSE(FindRule(method->full_name())->field.empty()) << method->full_name();
  }
}

TEST(FindRuleTest, AnUnknownMethodHasNone) {
  for (const char* method :
       {"", "continuum.v1.ProgramService", "continuum.v1.ProgramService.GetProgra",
        "continuum.v1.ProgramService.GetPrograms", "a", "z"}) {
    EXPECT_EQ(FindRule(method), nullptr) << method;
  }
}

TEST(DecideTest, DeniesByDefault) {
  for (const MethodRule& rule : AllRules()) {
    EXPECT_EQ(Decide(rule, {}) == Ground::kAllowed, rule.everyone == Everyone::kPublic)
        << std::string(rule.method);
    EXPECT_EQ(Decide(rule, {.is_account = true}) == Ground::kAllowed,
              rule.everyone != Everyone::kNobody)
        << std::string(rule.method);
    EXPECT_EQ(Decide(rule, {.may_do_everything = true}), Ground::kAllowed);
  }
}

TEST(DecideTest, WhatIsTheCallersOwnComesBeforeAnAccess) {
  const MethodRule& rule = *FindRule("continuum.v1.AssessmentService.GetScorecard");
  Standing standing;
  standing.is_account = true;
  standing.shared.Add(Role::kMonitor);
  EXPECT_EQ(Decide(rule, standing), Ground::kShared);
  standing.own.Add(Role::kContributor);
  EXPECT_EQ(Decide(rule, standing), Ground::kAllowed);
}

TEST(DecideTest, DraftsNotesAndRatingsAreTheProgramsOwn) {
  for (const char* method : {"GetAnswerSet", "GetNextLevel", "SaveAnswers", "CompleteAssessment"}) {
    const MethodRule& rule = *FindRule(absl::StrCat("continuum.v1.AssessmentService.", method));
    EXPECT_TRUE(rule.shared.empty()) << method;
    EXPECT_TRUE(rule.any.empty()) << method;
  }
}

TEST(DecideTest, WhatATeamSaysToEachOtherIsTheProgramsOwn) {
  size_t found = 0;
  for (const MethodRule& rule : AllRules()) {
    if (!absl::StartsWith(rule.method, "continuum.v1.TogetherService.")) continue;
    ++found;
    EXPECT_TRUE(rule.shared.empty()) << std::string(rule.method);
    EXPECT_TRUE(rule.any.empty()) << std::string(rule.method);
  }
  EXPECT_GE(found, 13U);
}

TEST(DecideTest, OwnAnswersTakeLessThanTheProgramsAnswers) {
  const MethodRule& rule = *FindRule("continuum.v1.AssessmentService.SaveAnswers");
  Standing standing;
  standing.is_account = true;
  standing.own_answers = true;
  EXPECT_EQ(Decide(rule, standing), Ground::kDenied);  // takes no part in the program
  standing.own.Add(Role::kContributor);
  EXPECT_EQ(Decide(rule, standing), Ground::kAllowed);
  standing.own_answers = false;
  EXPECT_EQ(Decide(rule, standing), Ground::kDenied);
  for (const MethodRule& other : AllRules()) {
    EXPECT_EQ(other.own_answers.empty(), other.method != rule.method) << std::string(other.method);
  }
}

// The ledger and reports of access, and nothing else.
TEST(DecideTest, ASecurityOfficerChangesNothing) {
  Standing officer;
  officer.is_account = true;
  officer.installation.Add(Role::kSecurityOfficer);
  std::set<std::string> allowed;
  for (const MethodRule& rule : AllRules()) {
    if (rule.everyone != Everyone::kNobody || Decide(rule, officer) == Ground::kDenied) continue;
    allowed.emplace(rule.method.substr(rule.method.rfind('.') + 1));
  }
  EXPECT_THAT(allowed, ::testing::ElementsAre("GetAccount", "GetLedgerHead", "ListAccessUses",
                                              "ListAccesses", "ListAccounts", "ListLedgerEntries",
                                              "ListMemberships", "ListTokens", "ReviewAccess",
                                              "VerifyLedger"));
}

}  // namespace
}  // namespace continuum::auth
