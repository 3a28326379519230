// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/operations_test.h"
#include "tests/server/operations/patients_number.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::HasSubstr;
using ::testing::SizeIs;

class CompleteAndCorrectTest : public OperationsTest {
 protected:
  CompleteAndCorrectTest() {
    MakeOwners();
    MakePublished();
    draft_ = MakeAssessment("a");
  }

  absl::StatusOr<v1::Assessment> CompleteWith(absl::string_view etag,
                                              absl::string_view request_id) {
    auto request = Parse<v1::CompleteAssessmentRequest>("name: 'programs/p/assessments/a'");
    request.set_etag(std::string(etag));
    request.set_request_id(std::string(request_id));
    return CompleteAssessment(dependencies_, call_, request);
  }
  absl::StatusOr<v1::Assessment> Correct(absl::string_view old, absl::string_view id,
                                         absl::string_view request_id = "") {
    v1::CorrectAssessmentRequest request;
    request.set_name(absl::StrCat("programs/p/assessments/", old));
    request.set_assessment_id(std::string(id));
    request.set_reason("The plans were counted twice.");
    request.set_request_id(std::string(request_id));
    return CorrectAssessment(dependencies_, call_, request);
  }

  v1::Assessment draft_;
};

TEST_F(CompleteAndCorrectTest, CompletingFreezes) {
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved, Save("a", kTeamAnswer));
  clock_.Advance(absl::Seconds(7));
  ASSERT_OK_AND_ASSIGN(const v1::Assessment completed, CompleteWith(saved.etag(), ""));
  EXPECT_EQ(completed.state(), v1::Assessment::STATE_COMPLETED);
  EXPECT_THAT(completed.complete_time(), EqualsProto("seconds: 1772366407"));
  EXPECT_EQ(completed.answered_criteria(), 1);
  EXPECT_NE(completed.etag(), saved.etag());
  EXPECT_THAT(Read("a"), IsOkAndHolds(EqualsProto(completed)));
}

TEST_F(CompleteAndCorrectTest, CompletingSaysWhatIsWrong) {
  v1::CompleteAssessmentRequest request;
  request.set_request_id(std::string(65, 'x'));
  EXPECT_THAT(CompleteAssessment(dependencies_, call_, request),
              HasWrongFields("name, request_id"));
  EXPECT_THAT(Complete("none"), FailsWith(kNotFound, "NOT_FOUND"));
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  EXPECT_THAT(CompleteWith(draft_.etag(), ""), FailsWith(kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(Read("a")->state(), v1::Assessment::STATE_DRAFT);
  ASSERT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(CompleteWith(draft_.etag(), ""),
              FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
}

TEST_F(CompleteAndCorrectTest, CompletingIsRepeatedSafely) {
  ASSERT_OK_AND_ASSIGN(const v1::Assessment completed, CompleteWith(draft_.etag(), "request-1"));
  ASSERT_THAT(Correct("a", "b"), IsOk());
  EXPECT_THAT(CompleteWith(draft_.etag(), "request-1"), IsOkAndHolds(EqualsProto(completed)));
  EXPECT_THAT(CompleteWith("", "request-1"), FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(CompleteAndCorrectTest, ACorrectionBeginsWithTheSameAnswers) {
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kFullPlanAnswer)), IsOk());
  ASSERT_THAT(Save("a", "answers { criterion: 'team' }"), IsOk());  // taken back
  ASSERT_THAT(Complete("a"), IsOk());
  clock_.Advance(absl::Hours(1));
  call_ = CallOfOwner("o");
  ASSERT_OK_AND_ASSIGN(v1::Assessment correction, Correct("a", "b"));
  EXPECT_THAT(Read("b"), IsOkAndHolds(EqualsProto(correction)));
  correction.clear_etag();
  EXPECT_THAT(correction, EqualsProto(R"pb(
                name: "programs/p/assessments/b"
                revision: "rubrics/small/revisions/1.0.0"
                period_start: "2025-01-01"
                period_end: "2025-12-31"
                state: STATE_DRAFT
                answered_criteria: 1
                total_criteria: 3
                corrects: "programs/p/assessments/a"
                correction_reason: "The plans were counted twice."
                create_time { seconds: 1772370000 }
                update_time { seconds: 1772370000 })pb"));
  ASSERT_OK_AND_ASSIGN(const auto set,
                       GetAnswerSet(dependencies_, call_,
                                    Parse<v1::GetAnswerSetRequest>(
                                        "name: 'programs/p/assessments/b/answerSets/consensus'")));
  ASSERT_THAT(set.answers(), SizeIs(1));
  EXPECT_THAT(set.answers(0), EqualsProto(R"pb(
                answer {
                  criterion: "plan"
                  rating { option: "full" }
                }
                author: "owner-of-o"
                save_time { seconds: 1772370000 })pb"));
}

TEST_F(CompleteAndCorrectTest, TheCorrectedOneStaysAsItWas) {
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  ASSERT_OK_AND_ASSIGN(v1::Assessment completed, Complete("a"));
  ASSERT_THAT(Correct("a", "b"), IsOk());
  ASSERT_THAT(Save("b", kFullPlanAnswer), IsOk());
  ASSERT_OK_AND_ASSIGN(v1::Assessment old, Read("a"));
  EXPECT_EQ(old.corrected_by(), "programs/p/assessments/b");
  EXPECT_NE(old.etag(), completed.etag());
  old.clear_corrected_by();
  old.set_etag(completed.etag());
  EXPECT_THAT(old, EqualsProto(completed));
  EXPECT_EQ(ReadScorecard("a")->rollups(0).value(), "1");
  EXPECT_EQ(ReadScorecard("b")->rollups(0).value(), "3");
}

// Whoever relies on a result has to know that another one has taken its place; not before that is
// so.
TEST_F(CompleteAndCorrectTest, ABodySeesACorrectionOnceItIsCompleted) {
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(Correct("a", "b"), IsOk());
  Call body{.caller = auth::Caller::Account("accounts/mona", {{auth::Role::kMonitor, "agencies/x"}},
                                            {}, auth::SignedInBy::kToken),
            .patience = {}};
  body.caller.ShowResultsOf("organizations/o");
  v1::GetAssessmentRequest get;
  get.set_name("programs/p/assessments/a");
  v1::ListAssessmentsRequest list;
  list.set_parent("programs/p");
  EXPECT_EQ(GetAssessment(dependencies_, body, get)->corrected_by(), "");
  EXPECT_EQ(ListAssessments(dependencies_, body, list)->assessments(0).corrected_by(), "");
  ASSERT_THAT(Complete("b"), IsOk());
  EXPECT_EQ(GetAssessment(dependencies_, body, get)->corrected_by(), "programs/p/assessments/b");
  const auto listed = ListAssessments(dependencies_, body, list);
  ASSERT_EQ(listed->assessments_size(), 2);
  EXPECT_EQ(listed->assessments(0).corrected_by(), "programs/p/assessments/b");
  EXPECT_EQ(listed->assessments(1).corrects(), "programs/p/assessments/a");
}

TEST_F(CompleteAndCorrectTest, CorrectionsFormAChain) {
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(Correct("a", "b"), IsOk());
  const auto again = Correct("a", "c");
  EXPECT_THAT(again, FailsWith(kFailedPrecondition, "ALREADY_CORRECTED"));
  EXPECT_THAT(std::string(again.status().message()), HasSubstr("programs/p/assessments/b"));
  EXPECT_THAT(Correct("b", "c"), FailsWith(kFailedPrecondition, "ASSESSMENT_NOT_COMPLETED"));
  ASSERT_THAT(Complete("b"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Assessment third, Correct("b", "c"));
  EXPECT_EQ(third.corrects(), "programs/p/assessments/b");
  EXPECT_EQ(Read("b")->corrects(), "programs/p/assessments/a");
  EXPECT_EQ(Read("b")->corrected_by(), "programs/p/assessments/c");
}

TEST_F(CompleteAndCorrectTest, CorrectingSaysWhatIsWrong) {
  v1::CorrectAssessmentRequest request;
  request.set_request_id(std::string(65, 'x'));
  EXPECT_THAT(CorrectAssessment(dependencies_, call_, request),
              HasWrongFields("name, assessment_id, reason, request_id"));
  request =
      Parse<v1::CorrectAssessmentRequest>("name: 'programs/p/assessments/a' assessment_id: 'b'");
  request.set_reason(std::string(4097, 'x'));
  EXPECT_THAT(CorrectAssessment(dependencies_, call_, request), HasWrongFields("reason"));
  request.set_reason(absl::StrCat("It counted ", kPatientsNumber));
  EXPECT_THAT(CorrectAssessment(dependencies_, call_, request), HasPatientsNumberIn("reason"));
  EXPECT_THAT(Correct("none", "b"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Correct("a", "b"), FailsWith(kFailedPrecondition, "ASSESSMENT_NOT_COMPLETED"));
  MakeAssessment("b");
  EXPECT_THAT(Correct("a", "b"), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  ASSERT_THAT(Complete("a"), IsOk());
  ArchiveTheProgram();
  EXPECT_THAT(Correct("a", "c"), FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(CompleteAndCorrectTest, CorrectingIsRepeatedSafely) {
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Assessment correction, Correct("a", "b", "request-1"));
  ASSERT_THAT(Complete("b"), IsOk());
  EXPECT_THAT(Correct("a", "b", "request-1"), IsOkAndHolds(EqualsProto(correction)));
  EXPECT_THAT(Correct("a", "c", "request-1"), FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(CompleteAndCorrectTest, ARevisionThatHasClosedSinceIsStillCorrected) {
  MakePublished({.id = "dated", .last_date = "2026-03-01"});
  MakeAssessment("b", 2025, "rubrics/dated/revisions/1.0.0");
  clock_.Advance(absl::Hours(48));
  EXPECT_THAT(Save("b", kTeamAnswer), IsOk());
  EXPECT_THAT(Complete("b"), IsOk());
  EXPECT_THAT(Correct("b", "c"), IsOk());
}

}  // namespace
}  // namespace continuum::operations
