// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "clients/cli/message_check.h"
#include "continuum/v1/answers.pb.h"
#include "google/rpc/error_details.pb.h"
#include "tests/testing/status_matchers.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::IsOk;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

template <typename Detail>
void Add(const Detail& detail, absl::Status* error) {
  error->SetPayload("type.googleapis.com/" + Detail::descriptor()->full_name(),
                    absl::Cord(detail.SerializeAsString()));
}

absl::Status WithReason(absl::StatusCode code, const std::string& reason,
                        const std::string& message) {
  absl::Status error(code, message);
  google::rpc::ErrorInfo info;
  info.set_domain("continuum");
  info.set_reason(reason);
  Add(info, &error);
  return error;
}

TEST(ErrorTest, SaysWhatIsWrongAndWhatToDo) {
  EXPECT_THAT(
      DescribeError(WithReason(absl::StatusCode::kNotFound, "NOT_FOUND", "programs/x not found")),
      ElementsAre("error: programs/x not found", StartsWith("what next: Check the name")));
  EXPECT_THAT(DescribeError(absl::UnavailableError("no connection")),
              ElementsAre("error: no connection", HasSubstr("CONTINUUM_SERVER")));
}

TEST(ErrorTest, WhatIsNotFoundIsSoughtInTheListOfItsKind) {
  const auto advice = [](const std::string& resource) {
    absl::Status error(absl::StatusCode::kNotFound, "not found");
    google::rpc::ErrorInfo info;
    info.set_reason("NOT_FOUND");
    (*info.mutable_metadata())["resource"] = resource;
    Add(info, &error);
    return DescribeError(error).back();
  };
  const std::pair<std::string, std::string> kinds[] = {
      {"organizations/x", "`continuum organization list`"},
      {"programs/x", "`continuum program list`"},
      {"programs/x/sites/s", "`continuum site list x`"},
      {"programs/x/assessments/y", "`continuum assess list x`"},
      {"programs/x/assessments/y/scorecard", "`continuum assess list x`"},
      {"programs/x/assessments/y/threads/t", "`continuum comment list x/y --all`"},
      {"programs/x/assessments/y/threads/t/comments/c", "`continuum comment list x/y --all`"},
      {"programs/x/assessments/y/assignments/s", "`continuum assign list x/y --all`"},
      {"programs/x/assessments/y/answerSets/consensus/answers/a", "`continuum assess answers x/y`"},
      {"programs/x/assessments/y/evidenceAttachments/t", "`continuum evidence attached x/y`"},
      {"programs/x/evidence/e", "`continuum evidence list x --removed`"},
      {"programs/x/accesses/a", "`continuum access list x`"},
      {"programs/x/purges/p", "`continuum purge list x`"},
      {"rubrics/x", "`continuum rubric list`"},
      {"rubrics/x/revisions/1.0.0", "`continuum rubric list x`"},
      {"accounts/ana", "`continuum admin accounts`"},
      {"accounts/ana/tokens/t", "`continuum token list ana`"},
      {"agencies/state", "`continuum admin bodies`"},
      {"memberships/m1", "`continuum member list RESOURCE`"},
  };
  for (const auto& [resource, list] : kinds) {
    EXPECT_THAT(advice(resource), AllOf(StartsWith("what next: Check the name; "), HasSubstr(list)))
        << resource;
  }
  for (const std::string odd : {"", "/", "//", "x", "assessments/y", "programs/x/news/n"}) {
    EXPECT_EQ(advice(odd), "what next: Check the name.") << odd;
  }
}

TEST(ErrorTest, AMissingFileIsNoDefectOfTheService) {
  const absl::Status missing =
      WithReason(absl::StatusCode::kDataLoss, "FILE_MISSING", "the file is not there");
  EXPECT_THAT(DescribeError(missing), ElementsAre("error: the file is not there",
                                                  HasSubstr("A backup of that folder may have")));
  EXPECT_EQ(ExitCodeOf(missing), ExitCode::kConflict);
  EXPECT_EQ(ExitCodeOf(absl::DataLossError("x")), ExitCode::kInternal);
}

TEST(ErrorTest, ListsFieldsThatTheMessageDoesNotName) {
  absl::Status error =
      WithReason(absl::StatusCode::kInvalidArgument, "ANSWERS_INVALID", "first, and 1 more");
  google::rpc::BadRequest detail;
  auto* first = detail.add_field_violations();
  first->set_field("a");
  first->set_description("first");
  auto* second = detail.add_field_violations();
  second->set_field("answers[1].comment");
  second->set_description("too long");
  Add(detail, &error);
  EXPECT_THAT(DescribeError(error),
              ElementsAre("error: first, and 1 more", "  - answers[1].comment: too long",
                          StartsWith("what next: Mend the answers")));
}

TEST(ErrorTest, CallsFieldsAsTheyWereTyped) {
  absl::Status error = WithReason(absl::StatusCode::kInvalidArgument, "FIELD_INVALID",
                                  "upload.title: is empty, want a text (and 1 more)");
  google::rpc::BadRequest detail;
  auto* first = detail.add_field_violations();
  first->set_field("upload.title");
  first->set_description("is empty, want a text");
  auto* second = detail.add_field_violations();
  second->set_field("thread.criterion");
  second->set_description("got \"x\", want the id of a criterion");
  Add(detail, &error);
  EXPECT_THAT(DescribeError(error),
              ElementsAre("error: --title: is empty, want a text (and 1 more)",
                          "  - --criterion: got \"x\", want the id of a criterion"));
}

TEST(ErrorTest, ShowsThePreconditionAndTheCall) {
  absl::Status error =
      WithReason(absl::StatusCode::kFailedPrecondition, "ARCHIVED", "cannot be changed");
  google::rpc::PreconditionFailure failure;
  auto* violation = failure.add_violations();
  violation->set_subject("programs/p");
  violation->set_description("want an active program");
  Add(failure, &error);
  EXPECT_THAT(DescribeError(error), Contains("  - programs/p: want an active program"));

  absl::Status internal(absl::StatusCode::kInternal, "");
  google::rpc::ErrorInfo info;
  (*info.mutable_metadata())["call"] = "c-17";
  Add(info, &internal);
  EXPECT_THAT(DescribeError(internal), Contains("  - call: c-17"));
}

TEST(ErrorTest, EveryCodeHasItsExit) {
  EXPECT_EQ(ExitCodeOf(UsageError("x")), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(InputError("f", "x")), ExitCode::kInput);
  EXPECT_EQ(ExitCodeOf(WithReason(absl::StatusCode::kInvalidArgument, "FIELD_INVALID", "x")),
            ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(WithReason(absl::StatusCode::kInvalidArgument, "RUBRIC_INVALID", "x")),
            ExitCode::kInput);
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("x")), ExitCode::kNotFound);
  EXPECT_EQ(ExitCodeOf(absl::AbortedError("x")), ExitCode::kConflict);
  EXPECT_EQ(ExitCodeOf(absl::AlreadyExistsError("x")), ExitCode::kConflict);
  EXPECT_EQ(ExitCodeOf(absl::FailedPreconditionError("x")), ExitCode::kConflict);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("x")), ExitCode::kUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::ResourceExhaustedError("x")), ExitCode::kUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::DeadlineExceededError("x")), ExitCode::kUnavailable);
  EXPECT_EQ(ExitCodeOf(absl::InternalError("x")), ExitCode::kInternal);
}

TEST(CheckMessageTest, RefusesWhatTheTransportWould) {
  v1::AnswerSet answers;
  answers.add_answers()->set_comment("fine: ä");
  EXPECT_THAT(CheckMessage(answers), IsOk());
  answers.add_answers()->add_evidence()->set_description("\xFF");
  EXPECT_THAT(CheckMessage(answers).message(), HasSubstr("answers[1].evidence[0].description"));
  answers.mutable_answers(1)->clear_evidence();
  answers.mutable_answers(1)->set_comment(std::string(5 << 20, 'x'));
  EXPECT_THAT(CheckMessage(answers).message(), HasSubstr("takes at most"));
}

}  // namespace
}  // namespace continuum::cli
