// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_OPERATIONS_OPERATIONS_TEST_H_
#define CONTINUUM_TESTS_SERVER_OPERATIONS_OPERATIONS_TEST_H_

#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/people_service.pb.h"
#include "continuum/v1/program_service.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "server/auth/password_hasher.h"
#include "server/auth/throttle.h"
#include "server/base/ids.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/access/effort_log.h"
#include "server/operations/access/look_log.h"
#include "server/operations/access/use_log.h"
#include "server/operations/assessments.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/operations/followed_revisions.h"
#include "server/operations/inline_rubrics.h"
#include "server/operations/kept_counts.h"
#include "server/operations/people.h"
#include "server/operations/programs.h"
#include "server/operations/rubric_cache.h"
#include "server/operations/rubrics.h"
#include "server/storage/sqlite/sqlite_storage.h"
#include "tests/server/operations/rubric_texts.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace continuum::operations {

// The message that a text describes; the running test fails where the text is wrong.
template <typename M>
M Parse(absl::string_view text) {
  M message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(std::string(text), &message))
      << std::string(text);
  return message;
}

// An error with this code and reason: FailsWith(kNotFound, "NOT_FOUND").
MATCHER_P2(FailsWith, code, reason,
           "is " + absl::StatusCodeToString(code) + " with the reason " + reason) {
  return ::testing::ExplainMatchResult(
      ::testing::AllOf(testing::StatusIs(code), testing::HasReason(std::string(reason))), arg,
      result_listener);
}
inline constexpr auto kInvalidArgument = absl::StatusCode::kInvalidArgument;
inline constexpr auto kNotFound = absl::StatusCode::kNotFound;
inline constexpr auto kAlreadyExists = absl::StatusCode::kAlreadyExists;
inline constexpr auto kFailedPrecondition = absl::StatusCode::kFailedPrecondition;
inline constexpr auto kAborted = absl::StatusCode::kAborted;

// INVALID_ARGUMENT, FIELD_INVALID about these fields, in this order: "parent, site_id".
std::string WrongFields(const absl::Status& status);
MATCHER_P(HasWrongFields, fields, "is FIELD_INVALID for " + std::string(fields)) {
  const std::string found = WrongFields(testing::GetStatus(arg));
  *result_listener << "which is about " << found << ": " << testing::GetStatus(arg).ToString();
  return found == fields && ::testing::Value(arg, FailsWith(kInvalidArgument, "FIELD_INVALID"));
}

// Answers to the small rubric, for OperationsTest::Save.
inline constexpr char kTeamAnswer[] = "answers { criterion: 'team' yes_no { yes: true } } ";
inline constexpr char kFullPlanAnswer[] =
    "answers { criterion: 'plan' rating { option: 'full' } } ";

// The use cases over a real store in a folder of its own, called by the local caller. Each helper
// makes what its name says and ends the test if that cannot be made.
class OperationsTest : public ::testing::Test {
 protected:
  OperationsTest();

  // organizations/<id>, programs/<id>, programs/p/sites/<id>.
  v1::Organization MakeOrganization(absl::string_view id = "o");
  v1::Program MakeProgram(absl::string_view id = "p", absl::string_view organization = "o");
  v1::Site MakeSite(absl::string_view id, absl::string_view program = "p");
  // Organization "o" and program "p".
  void MakeOwners();

  // The draft, or the published revision, with this text.
  v1::RubricRevision MakeDraft(const RubricText& text = {});
  v1::RubricRevision MakePublished(const RubricText& text = {});

  // A draft assessment programs/<program>/assessments/<id> under a revision, of a year.
  v1::Assessment MakeAssessment(absl::string_view id = "a", int year = 2025,
                                absl::string_view revision = "rubrics/small/revisions/1.0.0",
                                absl::string_view program = "p");
  // Saves answers, as text: "criterion: 'team' yes_no { yes: true }", each an `answers {...}`.
  absl::StatusOr<v1::Assessment> Save(absl::string_view assessment, absl::string_view answers,
                                      absl::string_view etag = "");
  absl::StatusOr<v1::Assessment> Complete(absl::string_view assessment);
  absl::StatusOr<v1::Assessment> Read(absl::string_view assessment);
  absl::StatusOr<v1::Scorecard> ReadScorecard(const v1::GetScorecardRequest& request);
  absl::StatusOr<v1::Scorecard> ReadScorecard(absl::string_view assessment);

  void ArchiveTheProgram(absl::string_view id = "p");

  // Calls of somebody who owns only these organizations, by id.
  static Call CallOfOwner(absl::string_view organization);

  testing::TempDir dir_;
  testing::FakeClock clock_;
  std::unique_ptr<storage::SqliteStorage> storage_;
  RubricCache rubrics_{16 << 20};
  InlineRubrics inline_rubrics_{1};
  FollowedRevisions followed_revisions_{100};
  base::IdGenerator ids_{clock_};
  CallerCache callers_;
  UseLog uses_;
  LookLog looks_;
  EffortLog effort_;
  std::atomic<bool> verifying_ = false;
  auth::PasswordHasher passwords_{clock_};
  auth::Throttle account_throttle_{clock_};
  auth::Throttle peer_throttle_{clock_};
  auth::RateLimit account_rate_{clock_, {.burst = 50, .every = absl::Seconds(1)}};
  auth::RateLimit public_rate_{clock_, {.burst = 20, .every = absl::Seconds(1)}};
  auth::RateLimit unknown_rate_{clock_, {.burst = 10, .every = absl::Seconds(1)}};
  KeptCounts kept_counts_{100};
  Dependencies dependencies_;
  Call call_{.caller = auth::Caller::Local(), .patience = {}};
};

}  // namespace continuum::operations

#endif  // CONTINUUM_TESTS_SERVER_OPERATIONS_OPERATIONS_TEST_H_
