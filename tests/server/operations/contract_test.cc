// SPDX-License-Identifier: Apache-2.0
//
// Whatever a request holds, a use case succeeds or fails with an error that the RPC's comment
// lists. Requests are filled at random, from names that exist, names that do not, and nonsense; the
// lists are read from the comments in proto/.

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/rpc/error_details.pb.h"
#include "server/operations/common/dates.h"
#include "server/operations/crosswalks.h"
#include "server/operations/ledger.h"
#include "server/operations/together.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::google::protobuf::Reflection;
using ::testing::AnyOf;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Reasons = std::set<std::string>;

// The reasons in a line such as "* INVALID_ARGUMENT, RUBRIC_INVALID or FIELD_INVALID: ...".
Reasons ReasonsIn(absl::string_view line) {
  Reasons reasons;
  if (!absl::ConsumePrefix(&line, "* ")) return reasons;
  const std::vector<absl::string_view> parts =
      absl::StrSplit(line.substr(0, line.find(':')), absl::MaxSplits(", ", 1));
  if (parts.size() < 2) return reasons;
  for (const absl::string_view reason : absl::StrSplit(parts[1], " or ")) {
    reasons.insert(std::string(reason));
  }
  return reasons;
}

// What "Errors: as CreateOrganization, and" or "Errors: as ArchiveOrganization, without X." takes
// over from another RPC.
void TakeOver(absl::string_view line, const std::map<std::string, Reasons>& known,
              Reasons* reasons) {
  if (!absl::ConsumePrefix(&line, "Errors: as ")) return;
  const auto other = known.find(std::string(line.substr(0, line.find_first_of(",."))));
  ASSERT_NE(other, known.end()) << std::string(line);
  reasons->insert(other->second.begin(), other->second.end());
  const size_t without = line.find("without ");
  if (without == absl::string_view::npos) return;
  reasons->erase(std::string(absl::StripSuffix(line.substr(without + 8), ".")));
}

// By RPC, the reasons that its comment lists.
std::map<std::string, Reasons> ReadContract() {
  std::map<std::string, Reasons> contract;
  for (const char* file :
       {"rubric_service", "program_service", "assessment_service", "crosswalk_service",
        "people_service", "together_service", "ledger_service"}) {
    std::ifstream in(absl::StrCat(CONTINUUM_SOURCE_DIR, "/proto/continuum/v1/", file, ".proto"));
    Reasons reasons;
    for (std::string text; std::getline(in, text);) {
      absl::string_view line = absl::StripLeadingAsciiWhitespace(text);
      if (absl::ConsumePrefix(&line, "rpc ")) {
        contract[std::string(line.substr(0, line.find('(')))] = reasons;
        reasons.clear();
      } else if (absl::ConsumePrefix(&line, "// ")) {
        TakeOver(line, contract, &reasons);
        reasons.merge(ReasonsIn(line));
      }
    }
  }
  return contract;
}

TEST(ContractTest, TheListsAreRead) {
  const std::map<std::string, Reasons> contract = ReadContract();
  EXPECT_THAT(contract, SizeIs(82));
  for (const auto& [rpc, reasons] : contract) EXPECT_THAT(reasons, Not(IsEmpty())) << rpc;
  EXPECT_EQ(contract.at("UpdateRubricRevision"),
            (Reasons{"RUBRIC_INVALID", "FIELD_INVALID", "NOT_FOUND", "REVISION_PUBLISHED",
                     "REQUEST_ID_REUSED", "ETAG_MISMATCH"}));
  EXPECT_EQ(contract.at("ArchiveSite"), (Reasons{"FIELD_INVALID", "NOT_FOUND", "ARCHIVED",
                                                 "REQUEST_ID_REUSED", "ETAG_MISMATCH"}));
}

class RandomRequestsTest : public OperationsTest {
 protected:
  RandomRequestsTest() {
    MakeOwners();
    MakeSite("s");
    MakeOrganization("old");
    MakeProgram("old", "old");
    MakePublished();
    MakeDraft({.revision = "2"});
    MakeAssessment("a");
    MakeAssessment("b", 2024);
    MakeAssessment("old", 2024, "rubrics/small/revisions/1.0.0", "old");
    EXPECT_THAT(Complete("b"), testing::IsOk());
    ArchiveTheProgram("old");
    MakePeople();
    MakeTeamwork();
    texts_ = {"",
              "a",
              "b",
              "new",
              "Not An Id",
              std::string(5000, 'x'),
              "\xE2\x82\xAC",
              "\n",
              "organizations/o",
              "organizations/old",
              "programs/p",
              "programs/old",
              "programs/none",
              "programs/p/sites/s",
              "programs/p/assessments/a",
              "programs/p/assessments/b",
              "programs/old/assessments/old",
              "programs/p/assessments/a/answerSets/consensus",
              "programs/p/assessments/b/scorecard",
              "rubrics/small",
              "rubrics/small/revisions/1.0.0",
              "rubrics/small/revisions/2",
              "rubrics/small/revisions/-",
              "2025-01-01",
              "2025-12-31",
              "US-MD",
              "title",
              "team",
              "plan",
              "full",
              "recognition",
              "level-1",
              "request-1",
              "accounts/ann",
              "accounts/bob",
              "agencies/health",
              "installation",
              "ann@example.org",
              "a password that is long enough",
              access_,
              membership_,
              assignment_,
              thread_,
              "programs/p/assessments/a/answerSets/ann",
              "care",
              WriteRubric(),
              WriteRubric({.revision = "2", .title = "Changed"}),
              Read("a")->etag(),
              MakeSite("t").etag()};
  }

  void MakePeople() {
    for (const char* id : {"ann", "bob"}) {
      v1::CreateAccountRequest request;
      request.set_account_id(id);
      request.mutable_account()->set_kind(v1::Account::KIND_PERSON);
      request.mutable_account()->set_email(absl::StrCat(id, "@example.org"));
      request.mutable_account()->set_display_name(id);
      EXPECT_THAT(CreateAccount(dependencies_, call_, request), testing::IsOk());
    }
    EXPECT_THAT(CreateBody(dependencies_, call_,
                           Parse<v1::CreateBodyRequest>(
                               "body_name: 'agencies/health' body { title: 'Health' }")),
                testing::IsOk());
    access_ = CreateAccess(dependencies_, call_,
                           Parse<v1::CreateAccessRequest>(
                               "parent: 'programs/p' "
                               "access { body: 'agencies/health' reason: 'a grant' }"))
                  ->name();
    membership_ = CreateMembership(dependencies_, call_,
                                   Parse<v1::CreateMembershipRequest>(
                                       "membership { account: 'accounts/ann' "
                                       "resource: 'programs/p' role: ROLE_LEAD }"))
                      ->name();
  }

  void MakeTeamwork() {
    assignment_ = CreateAssignment(dependencies_, call_,
                                   Parse<v1::CreateAssignmentRequest>(
                                       "parent: 'programs/p/assessments/a' "
                                       "assignment { account: 'accounts/ann' targets: 'care' }"))
                      ->name();
    thread_ = CreateThread(dependencies_, call_,
                           Parse<v1::CreateThreadRequest>(
                               "parent: 'programs/p/assessments/a' text: 'Let us begin.'"))
                  ->name();
  }

  // What Random picks for a field: for names the fitting kind more often than chance would.
  std::string RandomText(const FieldDescriptor& field) {
    const std::string& text = texts_[Random(texts_.size())];
    const bool fits =
        absl::StrContains(text, '/') == absl::StrContains(field.name(), "name") || Random(3) == 0;
    return fits ? text : texts_[Random(texts_.size())];
  }
  size_t Random(size_t below) { return random_() % below; }

  void SetField(const FieldDescriptor& field, int depth, Message* message) {
    const Reflection& reflection = *message->GetReflection();
    const bool repeated = field.is_repeated();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        repeated ? reflection.AddString(message, &field, RandomText(field))
                 : reflection.SetString(message, &field, RandomText(field));
        break;
      case FieldDescriptor::CPPTYPE_MESSAGE:
        Fill(depth + 1, repeated ? reflection.AddMessage(message, &field)
                                 : reflection.MutableMessage(message, &field));
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        reflection.SetEnumValue(message, &field, static_cast<int>(Random(5)));
        break;
      case FieldDescriptor::CPPTYPE_INT32:
        reflection.SetInt32(message, &field, static_cast<int32_t>(Random(5)) - 1);
        break;
      case FieldDescriptor::CPPTYPE_INT64:
        reflection.SetInt64(message, &field, static_cast<int64_t>(Random(3000000000)));
        break;
      case FieldDescriptor::CPPTYPE_BOOL:
        reflection.SetBool(message, &field, Random(2) == 0);
        break;
      default:
        FAIL() << field.full_name() << " has a type that this test does not fill";
    }
  }
  void Fill(int depth, Message* message) {
    if (depth > 6) return;
    const auto* descriptor = message->GetDescriptor();
    for (int i = 0; i < descriptor->field_count(); ++i) {
      const FieldDescriptor& field = *descriptor->field(i);
      // A whole rubric is output only, and endless.
      if (field.name() == "definition" || Random(8) == 0) continue;
      const size_t times = field.is_repeated() ? Random(3) : 1;
      for (size_t time = 0; time < times; ++time) SetField(field, depth, message);
    }
  }

  template <typename Request, typename Response>
  void Try(const char* rpc, absl::StatusOr<Response> (*operation)(const Dependencies&, const Call&,
                                                                  const Request&)) {
    const Reasons& reasons = contract_.at(rpc);
    for (int round = 0; round < kRounds; ++round) {
      Request request;
      Fill(0, &request);
      const Call& call = round % 10 == 0 ? stranger_ : round % 10 == 5 ? member_ : call_;
      const absl::Status status = operation(dependencies_, call, request).status();
      ++(status.ok() ? succeeded_ : failed_)[rpc];
      if (status.ok()) continue;
      const auto info = base::GetDetail<google::rpc::ErrorInfo>(status);
      ASSERT_TRUE(info.has_value()) << rpc << ": " << status << "\n" << request.DebugString();
      EXPECT_THAT(info->reason(),
                  AnyOf(Eq("PERMISSION_DENIED"), ::testing::Truly([&](const std::string& reason) {
                          return reasons.count(reason) > 0;
                        })))
          << rpc << ": " << status << "\n"
          << request.DebugString();
    }
  }

  static constexpr int kRounds = 240;
  const std::map<std::string, Reasons> contract_ = ReadContract();
  const Call stranger_ = CallOfOwner("stranger");
  // Who has an account, and does not lead.
  const Call member_{
      .caller = auth::Caller::Account("accounts/ann", {{auth::Role::kContributor, "programs/p"}},
                                      {"organizations/o"}, auth::SignedInBy::kToken),
      .patience = {}};
  std::mt19937 random_{20260301};
  std::vector<std::string> texts_;
  std::string access_;
  std::string membership_;
  std::string assignment_;
  std::string thread_;
  std::map<std::string, int> succeeded_;
  std::map<std::string, int> failed_;
};

#define TRY(rpc) Try(#rpc, rpc)

TEST_F(RandomRequestsTest, FailOnlyAsTheCommentsSay) {
  TRY(CheckRubric);
  TRY(CreateRubricRevision);
  TRY(UpdateRubricRevision);
  TRY(PublishRubricRevision);
  TRY(GetRubric);
  TRY(ListRubrics);
  TRY(GetRubricRevision);
  TRY(ListRubricRevisions);
  TRY(ScoreAnswers);
  TRY(CreateOrganization);
  TRY(GetOrganization);
  TRY(ListOrganizations);
  TRY(UpdateOrganization);
  TRY(CreateProgram);
  TRY(GetProgram);
  TRY(ListPrograms);
  TRY(UpdateProgram);
  TRY(CreateSite);
  TRY(GetSite);
  TRY(ListSites);
  TRY(UpdateSite);
  TRY(CreateAssessment);
  TRY(GetAssessment);
  TRY(ListAssessments);
  TRY(SaveAnswers);
  TRY(GetAnswerSet);
  TRY(GetNextLevel);
  TRY(GetFidelityHistory);
  Try("GetScorecard", GetScorecardBytes);
  TRY(CompleteAssessment);
  TRY(CorrectAssessment);
  TRY(PrefillAssessment);
  TRY(CreateAssignment);
  TRY(ListAssignments);
  TRY(ListMyAssignments);
  TRY(FinishAssignment);
  TRY(CancelAssignment);
  TRY(CreateThread);
  TRY(CreateComment);
  TRY(ListThreads);
  TRY(ListComments);
  TRY(ResolveThread);
  TRY(ReopenThread);
  TRY(ListAnswerSets);
  TRY(CompareAnswerSets);
  TRY(ListChanges);
  TRY(CarryForward);
  TRY(ConfirmAnswers);
  TRY(SignIn);
  TRY(SignOut);
  TRY(GetCaller);
  TRY(RedeemCode);
  TRY(ChangePassword);
  TRY(BeginSecondFactor);
  TRY(ConfirmSecondFactor);
  TRY(CreateAccount);
  TRY(GetAccount);
  TRY(ListAccounts);
  TRY(CreateInvitation);
  TRY(ResetPassword);
  TRY(CreateMembership);
  TRY(ListMemberships);
  TRY(EndMembership);
  TRY(HandOver);
  TRY(CreateToken);
  TRY(ListTokens);
  TRY(RevokeToken);
  TRY(ReviewAccess);
  TRY(CreateBody);
  TRY(ListBodies);
  TRY(CreateAccess);
  TRY(ListAccesses);
  TRY(EndAccess);
  TRY(ListAccessUses);
  TRY(GetEffort);
  TRY(GetLedgerHead);
  TRY(ListLedgerEntries);
  TRY(VerifyLedger);
  TRY(DisableAccount);
  // Last: they leave little for the others to work on.
  TRY(ArchiveSite);
  TRY(ArchiveProgram);
  TRY(ArchiveOrganization);
  // The requests are not so random that all of them are refused, or none.
  EXPECT_EQ(failed_.size(), 79U);  // all but CheckRubric, GetCaller and GetLedgerHead
  EXPECT_GE(succeeded_.size(), 15U);
}

}  // namespace
}  // namespace continuum::operations
