// SPDX-License-Identifier: Apache-2.0
//
// Each command of records once: what the server is asked, and what people are shown.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/app.h"
#include "clients/cli/console.h"
#include "clients/cli/names.h"
#include "clients/cli/records_words.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/evidence_service.grpc.pb.h"
#include "continuum/v1/people_service.grpc.pb.h"
#include "continuum/v1/records_service.grpc.pb.h"
#include "continuum/v1/together_service.grpc.pb.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

#define CONTINUUM_FAKE(Method, Response)                                        \
  grpc::Status Method(grpc::ServerContext*, const v1::Method##Request* request, \
                      v1::Response* response) override {                        \
    return Answer(#Method, *request, response);                                 \
  }

// Answers as the test says, and keeps what was asked.
class FakeRecords final : public v1::RecordsService::Service {
 public:
  CONTINUUM_FAKE(CreatePurge, Purge)
  CONTINUUM_FAKE(ApprovePurge, Purge)
  CONTINUUM_FAKE(DeclinePurge, Purge)
  CONTINUUM_FAKE(ListPurges, ListPurgesResponse)
  CONTINUUM_FAKE(CreateHold, Hold)
  CONTINUUM_FAKE(EndHold, Hold)
  CONTINUUM_FAKE(ListHolds, ListHoldsResponse)
  CONTINUUM_FAKE(GetRetentionPolicy, RetentionPolicy)
  CONTINUUM_FAKE(UpdateRetentionPolicy, RetentionPolicy)
  CONTINUUM_FAKE(PreviewRetention, PreviewRetentionResponse)
  grpc::Status ExportPublicRecord(grpc::ServerContext*,
                                  const v1::ExportPublicRecordRequest* request,
                                  v1::PublicRecord* response) override {
    const bool first = request->page_token().empty();
    return Answer(first ? "ExportPublicRecord" : "NextPage", *request, response);
  }

  std::vector<std::string> calls;
  std::map<std::string, std::string> answers;

 private:
  template <typename Request, typename Response>
  grpc::Status Answer(const std::string& method, Request request, Response* response) {
    const auto* id = Request::descriptor()->FindFieldByName("request_id");
    if (id != nullptr) request.GetReflection()->ClearField(&request, id);
    calls.push_back(
        std::string(absl::StripAsciiWhitespace(method + " " + request.ShortDebugString())));
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(answers[method], response)) << method;
    return grpc::Status::OK;
  }
};

// What a purge is about.
class FakeEvidence final : public v1::EvidenceService::Service {
 public:
  grpc::Status GetEvidence(grpc::ServerContext*, const v1::GetEvidenceRequest* request,
                           v1::EvidenceItem* response) override {
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(item, response));
    response->set_name(request->name());
    return item.empty() ? grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no")
                        : grpc::Status::OK;
  }
  grpc::Status ListEvidenceReads(grpc::ServerContext*, const v1::ListEvidenceReadsRequest*,
                                 v1::ListEvidenceReadsResponse* response) override {
    v1::EvidenceRead& read = *response->add_reads();
    read.set_reader("accounts/ana");
    read.set_size_bytes(7);
    return grpc::Status::OK;
  }
  grpc::Status ListEvidence(grpc::ServerContext*, const v1::ListEvidenceRequest* request,
                            v1::ListEvidenceResponse* response) override {
    lists.push_back(request->ShortDebugString());
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(list, response));
    return list.empty() ? grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no")
                        : grpc::Status::OK;
  }
  grpc::Status ListAttachments(grpc::ServerContext*, const v1::ListAttachmentsRequest*,
                               v1::ListAttachmentsResponse* response) override {
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(attachments, response));
    return grpc::Status::OK;
  }
  grpc::Status AttachEvidence(grpc::ServerContext*, const v1::AttachEvidenceRequest*,
                              v1::EvidenceAttachment*) override {
    return {grpc::StatusCode::ALREADY_EXISTS,
            "programs/harbor/assessments/y/evidenceAttachments/t1 exists already"};
  }
  std::string item;
  std::string list;
  std::string attachments;
  std::vector<std::string> lists;
};

class FakeTeam final : public v1::TogetherService::Service {
 public:
  grpc::Status ListThreads(grpc::ServerContext*, const v1::ListThreadsRequest* request,
                           v1::ListThreadsResponse* response) override {
    v1::Thread& thread = *response->add_threads();
    thread.set_name(request->parent() + "/threads/t1");
    thread.set_criterion("plan");
    return grpc::Status::OK;
  }
  grpc::Status ListComments(grpc::ServerContext*, const v1::ListCommentsRequest* request,
                            v1::ListCommentsResponse* response) override {
    v1::Comment& comment = *response->add_comments();
    comment.set_name(request->parent() + "/threads/t1/comments/c1");
    comment.set_author_label("Con");
    comment.mutable_create_time()->set_seconds(1800000000);
    return grpc::Status::OK;
  }
};

class FakeAssessments final : public v1::AssessmentService::Service {
 public:
  grpc::Status GetAnswerSet(grpc::ServerContext*, const v1::GetAnswerSetRequest*,
                            v1::RecordedAnswerSet* response) override {
    v1::RecordedAnswer& saved = *response->add_answers();
    saved.mutable_answer()->set_criterion("plan");
    saved.set_author("accounts/ben");
    return grpc::Status::OK;
  }
};

class FakeMembers final : public v1::PeopleService::Service {
 public:
  grpc::Status ListMemberships(grpc::ServerContext*, const v1::ListMembershipsRequest* request,
                               v1::ListMembershipsResponse* response) override {
    asked.push_back(request->resource());
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(members, response));
    return members.empty() ? grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no")
                           : grpc::Status::OK;
  }
  grpc::Status GetCaller(grpc::ServerContext*, const v1::GetCallerRequest*,
                         v1::Caller* response) override {
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(caller, response));
    return grpc::Status::OK;
  }
  std::string caller = R"pb(
    account { name: "accounts/ben" }
    memberships { resource: "programs/harbor" role: ROLE_LEAD }
  )pb";
  std::string members = R"pb(
    memberships { account: "accounts/ana" account_label: "Ana" }
    memberships { account: "accounts/ben" account_label: "Ben" }
  )pb";
  std::vector<std::string> asked;
};
#undef CONTINUUM_FAKE

class RecordsCommandsTest : public ::testing::Test {
 protected:
  RecordsCommandsTest() {
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port_);
    builder.RegisterService(&records_);
    builder.RegisterService(&evidence_);
    builder.RegisterService(&team_);
    builder.RegisterService(&assessments_);
    builder.RegisterService(&members_);
    server_ = builder.BuildAndStart();
    records_.answers["CreatePurge"] = R"pb(
      name: "programs/harbor/purges/u1"
      resource: "programs/harbor/evidence/e1"
      reason: "a name"
      state: STATE_ASKED
      asked_by: "accounts/ana"
    )pb";
    records_.answers["ApprovePurge"] = R"pb(
      name: "programs/harbor/purges/u1"
      state: STATE_DONE
      decided_by: "accounts/ben"
      erased_versions: 3)pb";
    records_.answers["ListPurges"] = absl::StrCat("purges {", records_.answers["CreatePurge"], "}");
    records_.answers["CreateHold"] = records_.answers["EndHold"] = R"pb(
      name: "programs/harbor/holds/h1"
      reason: "case 7"
      state: STATE_ACTIVE
      set_by: "accounts/ana"
    )pb";
    records_.answers["GetRetentionPolicy"] = "comment_months: 24 etag: '7'";
    records_.answers["UpdateRetentionPolicy"] = "comment_months: 24 account_months: 1";
    records_.answers["PreviewRetention"] = "comments: 10000 accounts: 2 held: 1";
    records_.answers["ExportPublicRecord"] = R"pb(
      program: "programs/harbor"
      title: "Harbor"
      organization_title: "Coastal Services"
      sites: "Main"
      assessments {
        name: "programs/harbor/assessments/y2025"
        rubric_title: "Health homes"
        period_start: "2025-01-01"
        period_end: "2025-12-31"
        levels { ladder: "Recognition" level: "Level 1" }
        numbers { title: "Total" shown: "3.5 points" }
        numbers { title: "Visits" withheld: true }
        answers_digest: "abc"
      }
      redactions { what: "comments" count: 2 why: "no part of a result" }
      next_page_token: "more"
    )pb";
    records_.answers["NextPage"] = R"pb(
      program: "programs/harbor"
      assessments { name: "programs/harbor/assessments/y2026" }
      redactions { what: "comments" count: 3 why: "no part of a result" }
      redactions { what: "people" why: "personal" }
    )pb";
  }

  ExitCode Run(std::vector<std::string> arguments, const std::string& input = "") {
    const std::string server = absl::StrCat("127.0.0.1:", port_);
    arguments.insert(arguments.begin(), {"continuum", "--server", server});
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    Console console(in, out, err, {.width = 160, .unicode = false});
    const ExitCode code = RunCommand(static_cast<int>(argv.size()), argv.data(), console);
    out_ = out.str();
    err_ = err.str();
    return code;
  }

  FakeRecords records_;
  FakeEvidence evidence_;
  FakeTeam team_;
  FakeAssessments assessments_;
  FakeMembers members_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;
  std::string out_;
  std::string err_;
};

TEST_F(RecordsCommandsTest, PurgesAreAskedForApprovedDeclinedAndListed) {
  EXPECT_EQ(Run({"purge", "ask", "harbor/e1", "--because", "a name"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("harbor/u1"), HasSubstr("waits for a second person")));
  EXPECT_THAT(err_, HasSubstr("continuum purge approve harbor/u1"));
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1", "--yes"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("purged"), HasSubstr("Ben"), HasSubstr("3")));
  EXPECT_THAT(err_, HasSubstr("Copies that were made before are not reached"));
  EXPECT_EQ(Run({"purge", "decline", "harbor/u1"}), ExitCode::kOk) << err_;
  EXPECT_EQ(Run({"purge", "list", "harbor", "--waiting"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("harbor/u1"), HasSubstr("programs/harbor/evidence/e1")));
  EXPECT_THAT(records_.calls,
              ElementsAre("CreatePurge parent: \"programs/harbor\" purge { resource: "
                          "\"programs/harbor/evidence/e1\" reason: \"a name\" }",
                          "ListPurges parent: \"programs/harbor\"",
                          "ApprovePurge name: \"programs/harbor/purges/u1\"",
                          "DeclinePurge name: \"programs/harbor/purges/u1\"",
                          "ListPurges parent: \"programs/harbor\" state: STATE_ASKED"));
}

TEST_F(RecordsCommandsTest, ASlipPurgesNothing) {
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}), ExitCode::kUsage);
  EXPECT_THAT(err_, HasSubstr("nothing was changed"));
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u2\n"), ExitCode::kUsage);
  EXPECT_EQ(Run({"purge", "approve", "harbor/u9"}, "harbor/u9\n"), ExitCode::kNotFound);
  EXPECT_THAT(err_, HasSubstr("continuum purge list harbor"));
  EXPECT_THAT(records_.calls, Each(HasSubstr("ListPurges")));
}

TEST_F(RecordsCommandsTest, WhoMayNotApproveIsNotAsked) {
  members_.caller = R"pb(
    account { name: "accounts/ana" }
    memberships { resource: "programs/harbor" role: ROLE_LEAD }
  )pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("you asked for it, and purging takes two people"),
                          Not(HasSubstr("erased for good"))));
  members_.caller = R"pb(
    account { name: "accounts/con" }
    memberships { resource: "programs/harbor" role: ROLE_EDITOR }
    memberships { resource: "programs/other" role: ROLE_LEAD }
  )pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("a lead of the program, an owner of its organization or an "
                                    "administrator"),
                          Not(HasSubstr("erased for good"))));
  members_.caller = "signed_in_by: SIGNED_IN_BY_MACHINE";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("without sign-in everybody on this machine is the same"),
                          Not(HasSubstr("erased for good"))));
  EXPECT_THAT(records_.calls, Each(HasSubstr("ListPurges")));
  for (const char* role : {"ROLE_OWNER", "ROLE_ADMINISTRATOR"}) {
    members_.caller =
        absl::StrCat("account { name: 'accounts/con' } memberships { role: ", role, " }");
    EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kOk) << err_;
  }
}

TEST_F(RecordsCommandsTest, WhereNobodyCouldApproveNothingIsAskedFor) {
  members_.caller = "signed_in_by: SIGNED_IN_BY_MACHINE";
  EXPECT_EQ(Run({"purge", "ask", "harbor/e1", "--because", "a name"}), ExitCode::kConflict);
  EXPECT_THAT(err_, AllOf(HasSubstr("purging takes two people"), HasSubstr("without sign-in"),
                          HasSubstr("--without_sign_in")));
  EXPECT_THAT(records_.calls, ElementsAre());
}

TEST_F(RecordsCommandsTest, AnEmptyFileIsNotSent) {
  const testing::TempDir folder;
  const std::string path = folder.File("empty.txt");
  std::ofstream(path).close();
  EXPECT_EQ(Run({"evidence", "add", "harbor", "--title", "A policy", "--date", "2025-03-31",
                 "--file", path}),
            ExitCode::kInput);
  EXPECT_THAT(err_, AllOf(HasSubstr("empty.txt"), HasSubstr("it is empty")));
}

TEST_F(RecordsCommandsTest, WhoApprovesIsShownWhatItIsAbout) {
  evidence_.item = R"pb(
    title: "[hidden: somebody asked that this be purged]"
    evidence_date: "2025-03-31"
    file {}
    created_by: "accounts/ben"
    create_time { seconds: 1800000000 }
  )pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kOk) << err_;
  EXPECT_THAT(err_, AllOf(HasSubstr("What: evidence: file"), HasSubstr("Date: 2025-03-31"),
                          HasSubstr("Written by: Ben"), HasSubstr("Written: 2027-01-15 08:00 UTC"),
                          HasSubstr("Name: programs/harbor/evidence/e1"),
                          HasSubstr("Asked by Ana, because: a name")));
  EXPECT_THAT(out_, AllOf(HasSubstr("evidence: file"), HasSubstr("2025-03-31")));
  // Who lets another program read the output is asked the same.
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1", "--output", "csv"}, "harbor/u1\n"),
            ExitCode::kOk);
  EXPECT_THAT(err_, HasSubstr("What: evidence: file"));
  EXPECT_THAT(out_, Not(HasSubstr("evidence: file")));
  evidence_.item.clear();  // as for an administrator
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1"}, "harbor/u1\n"), ExitCode::kOk) << err_;
  EXPECT_THAT(err_, AllOf(HasSubstr("What: evidence\n"), Not(HasSubstr("Written by"))));
}

TEST_F(RecordsCommandsTest, WhatWasPurgedIsNotCalledHidden) {
  evidence_.item = R"pb(title: "[hidden: somebody asked that this be purged]"
                        file {})pb";
  EXPECT_EQ(Run({"purge", "approve", "harbor/u1", "--yes"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("purged"), HasSubstr("[purged]"), Not(HasSubstr("[hidden"))));
  EXPECT_EQ(Run({"evidence", "show", "harbor/e1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("waits to be purged"));
}

TEST_F(RecordsCommandsTest, AttachmentsSayWhatTheyAre) {
  evidence_.attachments = R"pb(
    attachments {
      name: "programs/harbor/assessments/y/evidenceAttachments/t1"
      evidence: "programs/harbor/evidence/e1"
      criterion: "plan"
      state: STATE_ACTIVE
    }
    attachments {
      name: "programs/harbor/assessments/y/evidenceAttachments/t2"
      evidence: "programs/harbor/evidence/e2"
      criterion: "care"
      state: STATE_ACTIVE
    }
  )pb";
  evidence_.list = R"pb(
    evidence {
      name: "programs/harbor/evidence/e1"
      title: "[purged]"
      evidence_date: "2025-03-31"
      state: STATE_REMOVED
      file {}
    }
    evidence {
      name: "programs/harbor/evidence/e2"
      title: "Policy 4.2"
      evidence_date: "2025-04-30"
      state: STATE_ACTIVE
      link {}
    }
  )pb";
  EXPECT_EQ(Run({"evidence", "attached", "harbor/y", "--output", "csv"}), ExitCode::kOk) << err_;
  EXPECT_EQ(out_,
            "criterion,evidence,date,kind,title,attachment,note\n"
            "plan,harbor/e1,2025-03-31,file,[purged],harbor/y/t1,purged\n"
            "care,harbor/e2,2025-04-30,link,Policy 4.2,harbor/y/t2,\n");
  EXPECT_THAT(evidence_.lists, ElementsAre("parent: \"programs/harbor\" page_size: 1000"));
  evidence_.list.clear();  // the caller may not list it
  EXPECT_EQ(Run({"evidence", "attached", "harbor/y", "--output", "csv"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("plan,harbor/e1,,,,harbor/y/t1,\n"));
  evidence_.lists.clear();
  EXPECT_EQ(Run({"evidence", "attached", "harbor/y", "--output", "json"}), ExitCode::kOk) << err_;
  EXPECT_THAT(evidence_.lists, ElementsAre());  // it has no place for them
}

TEST_F(RecordsCommandsTest, WhatIsAttachedAlreadyIsSaid) {
  EXPECT_EQ(Run({"evidence", "attach", "harbor/y", "harbor/e1", "--criterion", "plan"}),
            ExitCode::kConflict);
  EXPECT_THAT(
      err_, AllOf(HasSubstr("this evidence is attached to plan already"),
                  HasSubstr("continuum evidence attached harbor/y"), Not(HasSubstr("another id"))));
}

TEST_F(RecordsCommandsTest, ReadingAWholeFileIsCalledThat) {
  evidence_.item = "file { size_bytes: 7 }";
  EXPECT_EQ(Run({"evidence", "reads", "harbor/e1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("whole file"), Not(HasSubstr("BYTE"))));
  evidence_.item = "file { size_bytes: 8 }";
  EXPECT_EQ(Run({"evidence", "reads", "harbor/e1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("bytes 0 to 6 of 8"));
  EXPECT_EQ(Run({"evidence", "reads", "harbor/e1", "--output", "csv"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("offset,size_bytes\n"));
}

TEST_F(RecordsCommandsTest, CommentsAndAnswersAreToldApart) {
  const auto ask = [&](const std::string& resource) {
    records_.answers["CreatePurge"] = absl::StrCat("name: 'programs/harbor/purges/u1' resource: '",
                                                   resource, "' state: STATE_ASKED");
    return Run({"purge", "ask", resource, "--because", "a name"});
  };
  EXPECT_EQ(ask("programs/harbor/assessments/y/threads/t1/comments/c1"), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("a comment"), HasSubstr("plan"), HasSubstr("Con"),
                          HasSubstr("2027-01-15 08:00 UTC")));
  EXPECT_EQ(ask("programs/harbor/assessments/y/answerSets/consensus/answers/plan"), ExitCode::kOk)
      << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("what was written beside an answer"), HasSubstr("plan"),
                          HasSubstr("Ben")));
}

TEST_F(RecordsCommandsTest, PeopleAreCalledAsTheyAreKnown) {
  records_.answers["ListHolds"] = absl::StrCat("holds {", records_.answers["CreateHold"], "}");
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{{"purge", "list", "harbor"},
                                             {"hold", "list", "harbor"},
                                             {"evidence", "reads", "harbor/e1"},
                                             {"hold", "set", "harbor", "--because", "case 7"}}) {
    EXPECT_EQ(Run(command), ExitCode::kOk) << err_;
    EXPECT_THAT(out_, AllOf(HasSubstr("Ana"), Not(HasSubstr("ana")))) << command[0];
    EXPECT_THAT(members_.asked, ElementsAre("programs/harbor")) << command[0];
    members_.asked.clear();
    std::vector<std::string> for_programs = command;
    for_programs.insert(for_programs.end(), {"--output", "csv"});
    EXPECT_EQ(Run(for_programs), ExitCode::kOk) << err_;
    EXPECT_THAT(out_, AllOf(HasSubstr("ana"), Not(HasSubstr("Ana")))) << command[0];
    EXPECT_THAT(members_.asked, ElementsAre()) << command[0];
  }
}

TEST_F(RecordsCommandsTest, WhoeverMayNotBeSeenStaysByName) {
  members_.members.clear();
  EXPECT_EQ(Run({"purge", "list", "harbor"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("ana"), Not(HasSubstr("Ana"))));
}

// A hash that is to be copied stands in the column of what is said elsewhere.
TEST_F(RecordsCommandsTest, LabelsHaveOneWidth) {
  EXPECT_EQ(Run({"purge", "ask", "harbor/e1", "--because", "a name"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("Asked by  Ana\n"), HasSubstr("Purge     harbor/u1\n"),
                          HasSubstr("Of        programs/harbor/evidence/e1\n")));
}

TEST_F(RecordsCommandsTest, HoldsAreSetEndedAndListed) {
  EXPECT_EQ(Run({"hold", "set", "harbor", "--because", "case 7"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("harbor/h1"), HasSubstr("case 7"), HasSubstr("active")));
  EXPECT_EQ(Run({"hold", "end", "harbor/h1"}), ExitCode::kOk) << err_;
  EXPECT_EQ(Run({"hold", "list", "harbor"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("No hold keeps this program's records."));
  EXPECT_THAT(records_.calls,
              ElementsAre("CreateHold parent: \"programs/harbor\" hold { reason: \"case 7\" }",
                          "EndHold name: \"programs/harbor/holds/h1\"",
                          "ListHolds parent: \"programs/harbor\""));
}

TEST_F(RecordsCommandsTest, RetentionIsShownSetAndPreviewed) {
  EXPECT_EQ(Run({"admin", "retention", "show"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("24 months"), HasSubstr("for good")));
  EXPECT_EQ(Run({"admin", "retention", "set"}), ExitCode::kUsage);
  records_.calls.clear();
  EXPECT_EQ(Run({"admin", "retention", "set", "--accounts", "1"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("1 month"));
  EXPECT_EQ(Run({"admin", "retention", "preview", "--comments", "12"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_, HasSubstr("10000 or more"));
  EXPECT_THAT(err_, HasSubstr("Nothing was changed."));
  EXPECT_THAT(
      records_.calls,
      ElementsAre("GetRetentionPolicy",
                  "UpdateRetentionPolicy policy { comment_months: 24 account_months: 1 etag: \"7\" "
                  "}",
                  "GetRetentionPolicy",
                  "PreviewRetention policy { comment_months: 12 etag: \"7\" }"));
}

TEST_F(RecordsCommandsTest, APublicRecordHasAllPagesAndSaysWhatIsLeftOut) {
  EXPECT_EQ(Run({"records", "export", "harbor", "--criteria", "--sites", "--from", "2025-01-01"}),
            ExitCode::kOk)
      << err_;
  EXPECT_THAT(out_, AllOf(HasSubstr("Harbor, Coastal Services"), HasSubstr("Health homes"),
                          HasSubstr("Recognition: Level 1"), HasSubstr("3.5 points"),
                          HasSubstr("withheld"), HasSubstr("comments (5): no part of a result"),
                          HasSubstr("people: personal"), HasSubstr("SHA-256 of the answers: abc"),
                          HasSubstr("SHA-256 of the answers: not given, since")));
  EXPECT_THAT(records_.calls.front(),
              HasSubstr("name: \"programs/harbor\" period_end_from: \"2025-01-01\" with_criteria: "
                        "true with_sites: true"));
}

TEST_F(RecordsCommandsTest, APublicRecordIsWrittenForOtherPrograms) {
  const testing::TempDir folder;
  const std::string path = folder.File("record.csv");
  EXPECT_EQ(Run({"records", "export", "harbor", "--csv", "--file", path}), ExitCode::kOk) << err_;
  std::ifstream in(path);
  const std::string csv((std::istreambuf_iterator<char>(in)), {});
  EXPECT_THAT(csv, AllOf(HasSubstr("assessment,rubric,period_start"),
                         HasSubstr("level,Recognition,Level 1"), HasSubstr("left out,comments,5")));
  EXPECT_EQ(out_, "");
  EXPECT_EQ(Run({"records", "export", "harbor", "--json"}), ExitCode::kOk) << err_;
  EXPECT_THAT(out_,
              AllOf(HasSubstr("\"organizationTitle\""), Not(HasSubstr("nextPageToken\": \"m"))));
  EXPECT_EQ(Run({"records", "export", "harbor", "--json", "--csv"}), ExitCode::kUsage);
}

TEST(RecordsNamesTest, AreShortOrInFull) {
  EXPECT_THAT(PurgeName("harbor/u1"), IsOkAndHolds("programs/harbor/purges/u1"));
  EXPECT_THAT(HoldName("harbor/h1"), IsOkAndHolds("programs/harbor/holds/h1"));
  EXPECT_THAT(PurgeableName("harbor/e1"), IsOkAndHolds("programs/harbor/evidence/e1"));
  EXPECT_THAT(PurgeableName("harbor/y2025/t1/c1"),
              IsOkAndHolds("programs/harbor/assessments/y2025/threads/t1/comments/c1"));
  EXPECT_THAT(PurgeableName("harbor/y2025/consensus/plan"),
              IsOkAndHolds("programs/harbor/assessments/y2025/answerSets/consensus/answers/plan"));
  EXPECT_THAT(PurgeableName("programs/harbor/purges/u1"),
              StatusIs(absl::StatusCode::kInvalidArgument));
  const char* const answer = "programs/p/assessments/a/answerSets/consensus/answers/c";
  EXPECT_THAT(PurgeableName(answer), IsOkAndHolds(answer));
  EXPECT_EQ(ProgramOf(answer), "programs/p");
  EXPECT_THAT(PurgeableName("programs/p"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(RecordsWordsTest, EveryStateHasWords) {
  for (int i = 1; i < v1::Purge::State_ARRAYSIZE; ++i) {
    EXPECT_NE(PurgeStateWords(static_cast<v1::Purge::State>(i)), "unknown") << i;
  }
  for (int i = 1; i < v1::Hold::State_ARRAYSIZE; ++i) {
    EXPECT_NE(HoldStateWords(static_cast<v1::Hold::State>(i)), "unknown") << i;
  }
  EXPECT_EQ(PurgeStateWords(static_cast<v1::Purge::State>(99)), "unknown");
}

}  // namespace
}  // namespace continuum::cli
