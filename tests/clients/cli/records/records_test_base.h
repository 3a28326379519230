// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_RECORDS_RECORDS_TEST_BASE_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_RECORDS_RECORDS_TEST_BASE_H_

#include <google/protobuf/text_format.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/app.h"
#include "clients/cli/console.h"
#include "continuum/v1/assessment_service.grpc.pb.h"
#include "continuum/v1/evidence_service.grpc.pb.h"
#include "continuum/v1/people_service.grpc.pb.h"
#include "continuum/v1/records_service.grpc.pb.h"
#include "continuum/v1/together_service.grpc.pb.h"

namespace continuum::cli {

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

// Whole commands against a server in this process that answers as the test says.
class RecordsTestBase : public ::testing::Test {
 protected:
  RecordsTestBase() {
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

}  // namespace continuum::cli

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_RECORDS_RECORDS_TEST_BASE_H_
