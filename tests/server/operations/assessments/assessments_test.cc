// SPDX-License-Identifier: Apache-2.0
//
// Creating, reading and listing assessments.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kCreate[] = R"pb(
  parent: "programs/p"
  assessment_id: "a"
  assessment {
    revision: "rubrics/small/revisions/1.0.0"
    period_start: "2025-01-01"
    period_end: "2025-12-31"
  })pb";

class AssessmentsTest : public OperationsTest {
 protected:
  absl::StatusOr<v1::Assessment> Create(const v1::CreateAssessmentRequest& request) {
    return CreateAssessment(dependencies_, call_, request);
  }
  absl::StatusOr<v1::Assessment> Create() {
    return Create(Parse<v1::CreateAssessmentRequest>(kCreate));
  }
  absl::StatusOr<std::vector<std::string>> List(const v1::ListAssessmentsRequest& request,
                                                std::string* token = nullptr) {
    const auto response = ListAssessments(dependencies_, call_, request);
    if (!response.ok()) return response.status();
    if (token != nullptr) *token = response->next_page_token();
    std::vector<std::string> ids;
    for (const v1::Assessment& assessment : response->assessments()) {
      ids.push_back(assessment.name().substr(assessment.name().rfind('/') + 1));
    }
    return ids;
  }
};

TEST_F(AssessmentsTest, ADraftIsCreatedAndRead) {
  MakeOwners();
  MakePublished();
  ASSERT_OK_AND_ASSIGN(v1::Assessment created, Create());
  EXPECT_THAT(Read("a"), IsOkAndHolds(EqualsProto(created)));
  EXPECT_FALSE(created.etag().empty());
  created.clear_etag();
  EXPECT_THAT(created, EqualsProto(R"pb(
                name: "programs/p/assessments/a"
                revision: "rubrics/small/revisions/1.0.0"
                period_start: "2025-01-01"
                period_end: "2025-12-31"
                state: STATE_DRAFT
                total_criteria: 3
                create_time { seconds: 1772366400 }
                update_time { seconds: 1772366400 })pb"));
}

TEST_F(AssessmentsTest, AllWrongFieldsAreNamed) {
  auto request = Parse<v1::CreateAssessmentRequest>(
      R"pb(
        parent: "p"
        assessment_id: "A"
        assessment { revision: "small" period_start: "2025" period_end: "" })pb");
  request.set_request_id(std::string(65, 'x'));
  EXPECT_THAT(Create(request),
              HasWrongFields("parent, assessment_id, assessment.revision, "
                             "assessment.period_start, assessment.period_end, request_id"));
}

TEST_F(AssessmentsTest, APeriodDoesNotEndBeforeItBegins) {
  MakeOwners();
  MakePublished();
  auto request = Parse<v1::CreateAssessmentRequest>(kCreate);
  request.mutable_assessment()->set_period_end("2024-12-31");
  const auto refused = Create(request);
  EXPECT_THAT(refused, HasWrongFields("assessment.period_end"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("got \"2024-12-31\", want a day not before period_start, 2025-01-01"));
  request.mutable_assessment()->set_period_end("2025-01-01");  // a period of one day
  EXPECT_THAT(Create(request), IsOk());
}

TEST_F(AssessmentsTest, ProgramAndRevisionMustExist) {
  EXPECT_THAT(Create(), FailsWith(kNotFound, "NOT_FOUND"));
  MakeOwners();
  const auto refused = Create();
  EXPECT_THAT(refused, FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("rubrics/small"));
}

TEST_F(AssessmentsTest, TheIdMustBeFree) {
  MakeOwners();
  MakePublished();
  ASSERT_THAT(Create(), IsOk());
  EXPECT_THAT(Create(), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  ArchiveTheProgram();
  EXPECT_THAT(Create(), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));  // existence before state
}

TEST_F(AssessmentsTest, TheProgramMustBeActive) {
  MakeOwners();
  MakePublished();
  ArchiveTheProgram();
  EXPECT_THAT(Create(), FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(AssessmentsTest, TheRevisionMustBePublished) {
  MakeOwners();
  MakeDraft();
  EXPECT_THAT(Create(), FailsWith(kFailedPrecondition, "REVISION_NOT_PUBLISHED"));
}

TEST_F(AssessmentsTest, TheRevisionMustBeOpenToday) {
  MakeOwners();
  MakePublished({.first_date = "2026-03-02", .last_date = "2026-03-03"});
  const auto early = Create();
  EXPECT_THAT(early, FailsWith(kFailedPrecondition, "REVISION_NOT_OPEN"));
  EXPECT_THAT(std::string(early.status().message()),
              HasSubstr("from 2026-03-02 until 2026-03-03 and today is 2026-03-01"));
  const absl::Time first_day = absl::FromCivil(absl::CivilDay(2026, 3, 2), absl::UTCTimeZone());
  clock_.Set(first_day - absl::Microseconds(1));
  EXPECT_THAT(Create(), FailsWith(kFailedPrecondition, "REVISION_NOT_OPEN"));
  clock_.Set(first_day);
  EXPECT_THAT(Create(), IsOk());
  clock_.Set(first_day + absl::Hours(48) - absl::Microseconds(1));
  auto request = Parse<v1::CreateAssessmentRequest>(kCreate);
  request.set_assessment_id("b");
  EXPECT_THAT(Create(request), IsOk());
  clock_.Set(first_day + absl::Hours(48));
  request.set_assessment_id("c");
  EXPECT_THAT(Create(request), FailsWith(kFailedPrecondition, "REVISION_NOT_OPEN"));
}

TEST_F(AssessmentsTest, TheCurrentRevisionIsTheOnePublishedLast) {
  MakeOwners();
  auto request = Parse<v1::CreateAssessmentRequest>(kCreate);
  request.mutable_assessment()->set_revision("rubrics/small/revisions/-");
  EXPECT_THAT(Create(request), FailsWith(kNotFound, "NOT_FOUND"));
  MakePublished({.revision = "2"});
  MakePublished({.revision = "1"});
  MakeDraft({.revision = "3"});
  ASSERT_OK_AND_ASSIGN(const v1::Assessment created, Create(request));
  EXPECT_EQ(created.revision(), "rubrics/small/revisions/1");
}

TEST_F(AssessmentsTest, CreateIsRepeatedSafely) {
  MakeOwners();
  MakePublished();
  auto request = Parse<v1::CreateAssessmentRequest>(kCreate);
  request.set_request_id("request-1");
  ASSERT_OK_AND_ASSIGN(const v1::Assessment created, Create(request));
  ASSERT_THAT(Complete("a"), IsOk());
  ArchiveTheProgram();
  EXPECT_THAT(Create(request), IsOkAndHolds(EqualsProto(created)));
  request.mutable_assessment()->set_period_end("2026-01-01");
  EXPECT_THAT(Create(request), FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(AssessmentsTest, GetSaysWhatIsWrong) {
  EXPECT_THAT(GetAssessment(dependencies_, call_, {}), HasWrongFields("name"));
  EXPECT_THAT(Read("a"), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(AssessmentsTest, AreListedByPeriodThenName) {
  MakeOwners();
  MakeProgram("q");
  MakePublished();
  MakeAssessment("late", 2025);
  MakeAssessment("b", 2024);
  MakeAssessment("a", 2024);
  MakeAssessment("early", 2023);
  MakeAssessment("elsewhere", 2024, "rubrics/small/revisions/1.0.0", "q");
  auto request = Parse<v1::ListAssessmentsRequest>("parent: 'programs/p' page_size: 3");
  std::string token;
  EXPECT_THAT(List(request, &token), IsOkAndHolds(ElementsAre("early", "a", "b")));
  MakeAssessment("between", 2024);
  request.set_page_token(token);
  EXPECT_THAT(List(request, &token), IsOkAndHolds(ElementsAre("late")));
  EXPECT_THAT(token, IsEmpty());
}

TEST_F(AssessmentsTest, AreListedByRubricAndState) {
  MakeOwners();
  MakePublished();
  MakePublished({.id = "other"});
  MakeAssessment("a", 2023);
  MakeAssessment("b", 2024);
  MakeAssessment("c", 2025, "rubrics/other/revisions/1.0.0");
  ASSERT_THAT(Complete("b"), IsOk());
  auto request = Parse<v1::ListAssessmentsRequest>("parent: 'programs/p'");
  request.set_rubric("rubrics/small");
  EXPECT_THAT(List(request), IsOkAndHolds(ElementsAre("a", "b")));
  request.set_state(v1::Assessment::STATE_COMPLETED);
  EXPECT_THAT(List(request), IsOkAndHolds(ElementsAre("b")));
  request.clear_rubric();
  request.set_state(v1::Assessment::STATE_DRAFT);
  EXPECT_THAT(List(request), IsOkAndHolds(ElementsAre("a", "c")));
}

TEST_F(AssessmentsTest, PagesShowTheMomentOfTheFirst) {
  MakeOwners();
  MakePublished();
  MakeAssessment("a", 2023);
  MakeAssessment("b", 2024);
  auto request =
      Parse<v1::ListAssessmentsRequest>("parent: 'programs/p' state: STATE_DRAFT page_size: 1");
  std::string token;
  EXPECT_THAT(List(request, &token), IsOkAndHolds(ElementsAre("a")));
  ASSERT_THAT(Complete("b"), IsOk());
  request.set_page_token(token);
  EXPECT_THAT(List(request), IsOkAndHolds(ElementsAre("b")));  // it was a draft then
  request.set_state(v1::Assessment::STATE_COMPLETED);
  EXPECT_THAT(List(request), HasWrongFields("page_token"));
}

TEST_F(AssessmentsTest, ListSaysWhatIsWrong) {
  auto request = Parse<v1::ListAssessmentsRequest>(
      "parent: 'p' rubric: 'small' page_size: -5 page_token: 'AQ'");
  request.set_state(static_cast<v1::Assessment::State>(5));
  EXPECT_THAT(List(request), HasWrongFields("parent, rubric, state, page_size, page_token"));
  EXPECT_THAT(List(Parse<v1::ListAssessmentsRequest>("parent: 'programs/none'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

// Everything that somebody of another organization may try with an assessment of this one.
TEST_F(AssessmentsTest, AreNotThereForOthers) {
  MakeOwners();
  MakePublished();
  MakeAssessment("done", 2024);
  MakeAssessment("a");
  for (const char* own : {"done", "a"})
    ASSERT_THAT(Save(own, "answers { criterion: 'team' }"), IsOk());
  ASSERT_THAT(Complete("done"), IsOk());
  const Call other = CallOfOwner("other");
  const auto not_found = FailsWith(kNotFound, "NOT_FOUND");
  auto create = Parse<v1::CreateAssessmentRequest>(kCreate);
  create.set_assessment_id("b");
  EXPECT_THAT(CreateAssessment(dependencies_, other, create), not_found);
  EXPECT_THAT(ListAssessments(dependencies_, other,
                              Parse<v1::ListAssessmentsRequest>("parent: 'programs/p'")),
              not_found);
  EXPECT_THAT(GetFidelityHistory(dependencies_, other,
                                 Parse<v1::GetFidelityHistoryRequest>(
                                     "parent: 'programs/p' rubric: 'rubrics/small'")),
              not_found);
  for (const std::string name : {"programs/p/assessments/a", "programs/p/assessments/done"}) {
    v1::GetAssessmentRequest get;
    get.set_name(name);
    EXPECT_THAT(GetAssessment(dependencies_, other, get), not_found);
    auto save = Parse<v1::SaveAnswersRequest>("answers { criterion: 'nothing' }");
    save.set_name(absl::StrCat(name, "/answerSets/consensus"));
    EXPECT_THAT(SaveAnswers(dependencies_, other, save), not_found);
    save.mutable_answers(0)->set_criterion("team");
    EXPECT_THAT(SaveAnswers(dependencies_, other, save), not_found);
    v1::GetAnswerSetRequest answers;
    answers.set_name(absl::StrCat(name, "/answerSets/consensus"));
    EXPECT_THAT(GetAnswerSet(dependencies_, other, answers), not_found);
    v1::CompleteAssessmentRequest complete;
    complete.set_name(name);
    EXPECT_THAT(CompleteAssessment(dependencies_, other, complete), not_found);
    auto correct = Parse<v1::CorrectAssessmentRequest>("assessment_id: 'c' reason: 'r'");
    correct.set_name(name);
    EXPECT_THAT(CorrectAssessment(dependencies_, other, correct), not_found);
    v1::GetScorecardRequest scorecard;
    scorecard.set_name(absl::StrCat(name, "/scorecard"));
    EXPECT_THAT(GetScorecardBytes(dependencies_, other, scorecard), not_found);
    v1::GetNextLevelRequest next_level;
    next_level.set_name(name);
    EXPECT_THAT(GetNextLevel(dependencies_, other, next_level), not_found);
  }
}

TEST_F(AssessmentsTest, OwnersWorkOnTheirOwn) {
  MakeOwners();
  MakePublished();
  call_ = CallOfOwner("o");
  ASSERT_THAT(Create(), IsOk());
  EXPECT_THAT(Save("a", "answers { criterion: 'team' yes_no { yes: true } }"), IsOk());
  EXPECT_THAT(ReadScorecard("a"), IsOk());
  EXPECT_THAT(Complete("a"), IsOk());
}

}  // namespace
}  // namespace continuum::operations
