// SPDX-License-Identifier: Apache-2.0
//
// Adding a file as evidence, where the server's answers are lost or say what people should know.
#include <gmock/gmock.h>
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
#include "absl/strings/str_replace.h"
#include "clients/cli/app.h"
#include "clients/cli/console.h"
#include "clients/cli/exit_code.h"
#include "continuum/v1/evidence_service.grpc.pb.h"
#include "tests/clients/cli/people/fake_people.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::Refusal;
using ::continuum::testing::TempDir;
using ::continuum::testing::WriteFile;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Answers as the test says; the refusals of a method come first, in their order. Keeps which
// methods were called.
class FakeUploads final : public v1::EvidenceService::Service {
 public:
#define CONTINUUM_FAKE(Method, Response)                                        \
  grpc::Status Method(grpc::ServerContext*, const v1::Method##Request* request, \
                      v1::Response* response) override {                        \
    return Answer(#Method, *request, response);                                 \
  }
  CONTINUUM_FAKE(BeginUpload, EvidenceUpload)
  CONTINUUM_FAKE(UploadChunk, EvidenceUpload)
  CONTINUUM_FAKE(CheckUpload, CheckUploadResponse)
  CONTINUUM_FAKE(FinishUpload, EvidenceItem)
  CONTINUUM_FAKE(CancelUpload, EvidenceUpload)
#undef CONTINUUM_FAKE

  std::vector<std::string> calls;
  std::vector<std::string> requests;  // of FinishUpload
  std::map<std::string, std::string> answers;
  std::map<std::string, std::vector<grpc::Status>> refusals;

 private:
  template <typename Request, typename Response>
  grpc::Status Answer(const std::string& method, Request request, Response* response) {
    calls.push_back(method);
    const auto* id = Request::descriptor()->FindFieldByName("request_id");
    if (id != nullptr) request.GetReflection()->ClearField(&request, id);
    if (method == "FinishUpload") requests.push_back(request.ShortDebugString());
    std::vector<grpc::Status>& refused = refusals[method];
    if (!refused.empty()) {
      grpc::Status status = refused.front();
      refused.erase(refused.begin());
      return status;
    }
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(answers[method], response)) << method;
    return grpc::Status::OK;
  }
};

class EvidenceAddTest : public ::testing::Test {
 protected:
  EvidenceAddTest() {
    int port = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&uploads);
    server_ = builder.BuildAndStart();
    address_ = absl::StrCat("127.0.0.1:", port);
    uploads.answers["BeginUpload"] = "name: 'programs/harbor/evidenceUploads/u1'";
    uploads.answers["UploadChunk"] = "name: 'programs/harbor/evidenceUploads/u1'";
    uploads.answers["CheckUpload"] = "searched: true";
    uploads.answers["FinishUpload"] = R"pb(
      name: "programs/harbor/evidence/e1"
      title: "A policy"
      file { media_type: "text/plain" searched: true }
    )pb";
  }

  ExitCode Add(const std::vector<std::string>& more = {"--no-patient-data"}) {
    const std::string file = home_.File("policy.txt");
    WriteFile(file, "Policy 4.2");
    std::vector<std::string> arguments = {"continuum", "--server",   address_,  "evidence",
                                          "add",       "harbor",     "--title", "A policy",
                                          "--date",    "2025-03-31", "--file",  file};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    std::istringstream in;
    std::ostringstream out_stream;
    std::ostringstream err_stream;
    Console console(in, out_stream, err_stream, {.width = 200, .unicode = false});
    uploads.calls.clear();
    uploads.requests.clear();
    const ExitCode code = RunCommand(static_cast<int>(argv.size()), argv.data(), console);
    out = OneLine(out_stream.str());
    err = OneLine(err_stream.str());
    return code;
  }

  FakeUploads uploads;
  std::string out;
  std::string err;

 private:
  static std::string OneLine(const std::string& text) {
    std::string line = absl::StrReplaceAll(text, {{"\n", " "}});
    absl::RemoveExtraAsciiWhitespace(&line);
    return line;
  }

  const TempDir home_;
  std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

const grpc::Status kLost(grpc::StatusCode::DEADLINE_EXCEEDED, "too late");

// Once the person was shown an error, added the file again, and had the evidence twice.
TEST_F(EvidenceAddTest, WhatBecameEvidenceIsShownEvenIfTheAnswerWasLost) {
  uploads.refusals["FinishUpload"] = {kLost};
  uploads.refusals["CancelUpload"] = {
      Refusal(grpc::StatusCode::FAILED_PRECONDITION, "UPLOAD_CLOSED")};
  EXPECT_EQ(Add(), ExitCode::kOk) << err;
  ASSERT_THAT(uploads.calls, ElementsAre("BeginUpload", "UploadChunk", "CheckUpload",
                                         "FinishUpload", "CancelUpload", "FinishUpload"));
  EXPECT_EQ(uploads.requests[0], uploads.requests[1]);
  EXPECT_THAT(out, HasSubstr("harbor/e1"));
  EXPECT_THAT(err, AllOf(Not(HasSubstr("error")), Not(HasSubstr("warning"))));
}

TEST_F(EvidenceAddTest, IfTheAnswerIsLostAgainTheFirstErrorStaysAndNobodyAddsItTwice) {
  uploads.refusals["FinishUpload"] = {
      kLost, Refusal(grpc::StatusCode::PERMISSION_DENIED, "PERMISSION_DENIED")};
  uploads.refusals["CancelUpload"] = {
      Refusal(grpc::StatusCode::FAILED_PRECONDITION, "UPLOAD_CLOSED")};
  EXPECT_EQ(Add(), ExitCode::kUnavailable);
  EXPECT_THAT(err, AllOf(HasSubstr("became evidence all the same. Do not add it again"),
                         HasSubstr("error: too late"), Not(HasSubstr("could not be deleted"))));
}

TEST_F(EvidenceAddTest, WhatIsRefusedIsCancelledAndNotFinishedAgain) {
  uploads.refusals["FinishUpload"] = {
      Refusal(grpc::StatusCode::FAILED_PRECONDITION, "DIGEST_MISMATCH")};
  EXPECT_EQ(Add(), ExitCode::kConflict);
  EXPECT_THAT(uploads.calls, ElementsAre("BeginUpload", "UploadChunk", "CheckUpload",
                                         "FinishUpload", "CancelUpload"));
  EXPECT_THAT(err, Not(HasSubstr("warning")));
  uploads.refusals["FinishUpload"] = {kLost};
  uploads.refusals["CancelUpload"] = {kLost};
  EXPECT_EQ(Add(), ExitCode::kUnavailable);
  EXPECT_THAT(err, AllOf(HasSubstr("could not be deleted from the server"),
                         HasSubstr("`continuum evidence list` whether it was added after all")));
}

TEST_F(EvidenceAddTest, ThatNobodySearchedIsToldInAnyCase) {
  const std::string note =
      "note: the server could not search this file for patient data. Look yourself.";
  EXPECT_EQ(Add(), ExitCode::kOk);
  EXPECT_THAT(err, Not(HasSubstr(note)));
  uploads.answers["CheckUpload"] = "searched: false";
  EXPECT_EQ(Add(), ExitCode::kOk);
  EXPECT_THAT(err, HasSubstr(note));
  EXPECT_THAT(out, AllOf(HasSubstr("harbor/e1"), Not(HasSubstr("note:"))));
  EXPECT_EQ(uploads.calls.back(), "FinishUpload") << "it is kept";
}

TEST_F(EvidenceAddTest, WhatToDoAboutFindingsIsSaidOnce) {
  uploads.answers["CheckUpload"] = R"pb(
    searched: true
    identifiers {
      kind: KIND_PHONE_NUMBER
      count: 1
      places { line: 2 }
    }
    identifier_count: 1
  )pb";
  const auto times = [this](const std::string& words) {
    int count = 0;
    for (size_t at = err.find(words); at != std::string::npos; at = err.find(words, at + 1)) {
      ++count;
    }
    return count;
  };
  uploads.refusals["FinishUpload"] = {
      Refusal(grpc::StatusCode::FAILED_PRECONDITION, "IDENTIFIERS_NOT_SEEN")};
  EXPECT_EQ(Add(), ExitCode::kConflict);
  EXPECT_THAT(err, HasSubstr("1 that looks like a phone number (line 2)"));
  EXPECT_EQ(times("Look at "), 1) << err;
  EXPECT_EQ(times("--identifiers-seen"), 1) << err;
  // Where nobody has answered for the file, the error speaks of that alone.
  uploads.refusals["FinishUpload"] = {
      Refusal(grpc::StatusCode::FAILED_PRECONDITION, "ATTESTATION_NEEDED")};
  EXPECT_EQ(Add({}), ExitCode::kConflict);
  EXPECT_EQ(times("--identifiers-seen 1"), 1) << err;
  EXPECT_EQ(times("--no-patient-data"), 1) << err;
  // Who has seen them is not told again.
  EXPECT_EQ(Add({"--no-patient-data", "--identifiers-seen", "1"}), ExitCode::kOk);
  EXPECT_EQ(times("phone number"), 0) << err;
}

}  // namespace
}  // namespace continuum::cli
