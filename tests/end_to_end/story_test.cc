// SPDX-License-Identifier: Apache-2.0
//
// The main job of the service, from a rubric to a program's history, through the real server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::ReadFile;
using ::testing::Not;
using ::testing::SizeIs;

class StoryTest : public ServerTest {
 protected:
  // Answers both criteria of programs/clinic's assessment, and completes it.
  void AnswerAndComplete(absl::string_view assessment, absl::string_view care,
                         absl::string_view team) {
    const std::string name = absl::StrCat("programs/clinic/assessments/", assessment);
    ASSERT_OK_AND_ASSIGN(
        const v1::Assessment saved,
        client_->Call(
            &Assessments::SaveAnswers,
            absl::StrCat("name: '", name, "/answerSets/consensus' ",
                         "answers { criterion: 'care' staircase { ", care, " } } ",
                         "answers { criterion: 'team' rating { option: '", team, "' } } ")));
    EXPECT_EQ(saved.answered_criteria(), 2);
    ASSERT_OK_AND_ASSIGN(
        const v1::Assessment completed,
        client_->Call(&Assessments::CompleteAssessment,
                      absl::StrCat("name: '", name, "' etag: '", saved.etag(), "'")));
    EXPECT_EQ(completed.state(), v1::Assessment::STATE_COMPLETED);
  }

  v1::Scorecard ScorecardOf(absl::string_view assessment) {
    const auto scorecard = client_->Call(
        &Assessments::GetScorecard,
        absl::StrCat("name: 'programs/clinic/assessments/", assessment, "/scorecard'"));
    EXPECT_THAT(scorecard, IsOk());
    return scorecard.value_or(v1::Scorecard());
  }
};

TEST_F(StoryTest, AnswersAreScoredExplainedKeptAndFollowed) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());

  // What one answer says of a draft, and what is missing for a level.
  ASSERT_THAT(client_->Call(&Assessments::SaveAnswers, R"pb(
    name: "programs/clinic/assessments/first/answerSets/consensus"
    answers {
      criterion: "care"
      staircase {
        activities { activity: "refers" state: STATE_DONE since: "2024-06" }
        activities { activity: "follows" state: STATE_NOT_DONE }
      }
      comment: "Since the new clinic."
    }
  )pb"),
              IsOk());
  const v1::Scorecard draft = ScorecardOf("first");
  EXPECT_EQ(draft.rollups(0).value(), "1");
  EXPECT_EQ(draft.rollups(0).display(), "1 points");
  EXPECT_EQ(draft.ladders(0).level(), "");
  EXPECT_EQ(draft.criteria(0).stage(), "begun");
  EXPECT_THAT(draft.criteria(0).next_step(), EqualsProto(R"pb(
                criterion: "care"
                activities: "treats"
                activities: "follows"
                stage: "full"
                from: "1"
                to: "2"
                gain: "1"
              )pb"));
  ASSERT_OK_AND_ASSIGN(
      const v1::NextLevel next,
      client_->Call(&Assessments::GetNextLevel, R"(name: "programs/clinic/assessments/first")"));
  EXPECT_EQ(next.target(), "one");
  ASSERT_THAT(next.gaps(), SizeIs(1));
  EXPECT_EQ(next.gaps(0).gap().requirement().margin(), "-1");
  EXPECT_THAT(next.gaps(0).gap().steps(), SizeIs(2));

  // Completing it keeps the scorecard for good.
  ASSERT_NO_FATAL_FAILURE(AnswerAndComplete("first", "claimed_stage: 'begun'", "some"));
  const v1::Scorecard first = ScorecardOf("first");
  EXPECT_EQ(first.rubric(), "small");
  EXPECT_EQ(first.revision(), "1");
  EXPECT_EQ(first.rollups(0).value(), "2");
  EXPECT_EQ(first.ladders(0).level(), "one");
  EXPECT_THAT(first.ladders(0).levels(1).requirement(), EqualsProto(R"pb(
                rollup: "total"
                state: REQUIREMENT_STATE_UNMET
                needed: "4"
                found: "2"
                margin: "-2"
              )pb"));
  EXPECT_THAT(first.digests().rubric(), SizeIs(64));

  // Half a year later everything is better.
  ASSERT_THAT(client_->Call(&Assessments::CreateAssessment, R"pb(
    parent: "programs/clinic"
    assessment_id: "second"
    assessment {
      revision: "rubrics/small/revisions/-"
      period_start: "2026-01-01"
      period_end: "2026-06-30"
    }
  )pb"),
              IsOk());
  ASSERT_NO_FATAL_FAILURE(AnswerAndComplete("second", "claimed_stage: 'full'", "all"));
  EXPECT_EQ(ScorecardOf("second").ladders(0).level(), "two");

  ASSERT_OK_AND_ASSIGN(const v1::GetFidelityHistoryResponse history,
                       client_->Call(&Assessments::GetFidelityHistory,
                                     R"(parent: "programs/clinic" rubric: "rubrics/small")"));
  ASSERT_THAT(history.points(), SizeIs(2));
  EXPECT_EQ(history.points(0).assessment(), "programs/clinic/assessments/first");
  EXPECT_EQ(history.points(0).comparison(), v1::FidelityPoint::COMPARISON_FIRST);
  EXPECT_EQ(history.points(1).comparison(), v1::FidelityPoint::COMPARISON_COMPARED);
  ASSERT_THAT(history.points(1).changes(), SizeIs(1));
  EXPECT_THAT(history.points(1).changes(0),
              EqualsProto(R"pb(
                rollup: "total" change: "2" trend: TREND_BETTER display: "+2 points"
              )pb"));
  ASSERT_OK_AND_ASSIGN(
      const v1::NextLevel top,
      client_->Call(&Assessments::GetNextLevel, R"(name: "programs/clinic/assessments/second")"));
  EXPECT_EQ(top.target(), "");
}

TEST_F(StoryTest, AMistakeIsCorrectedByALinkedAssessment) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  ASSERT_NO_FATAL_FAILURE(AnswerAndComplete("first", "claimed_stage: 'full'", "all"));
  ASSERT_OK_AND_ASSIGN(const v1::Assessment correction,
                       client_->Call(&Assessments::CorrectAssessment, R"pb(
                         name: "programs/clinic/assessments/first"
                         assessment_id: "first-corrected"
                         reason: "Follow-up began only in 2026."
                       )pb"));
  EXPECT_EQ(correction.corrects(), "programs/clinic/assessments/first");
  EXPECT_EQ(correction.answered_criteria(), 2);
  ASSERT_NO_FATAL_FAILURE(AnswerAndComplete("first-corrected", "claimed_stage: 'begun'", "all"));
  EXPECT_EQ(ScorecardOf("first").rollups(0).value(), "4");
  EXPECT_EQ(ScorecardOf("first-corrected").rollups(0).value(), "3");

  ASSERT_OK_AND_ASSIGN(const v1::GetFidelityHistoryResponse history,
                       client_->Call(&Assessments::GetFidelityHistory,
                                     R"(parent: "programs/clinic" rubric: "rubrics/small")"));
  ASSERT_THAT(history.points(), SizeIs(1));
  EXPECT_EQ(history.points(0).assessment(), "programs/clinic/assessments/first-corrected");
}

TEST_F(StoryTest, EarlierMomentsCanBeReadBack) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  ASSERT_OK_AND_ASSIGN(const v1::Assessment before, client_->Call(&Assessments::SaveAnswers, R"pb(
    name: "programs/clinic/assessments/first/answerSets/consensus"
    answers {
      criterion: "team"
      rating { option: "none" }
    }
  )pb"));
  ASSERT_THAT(client_->Call(&Assessments::SaveAnswers, R"pb(
    name: "programs/clinic/assessments/first/answerSets/consensus"
    answers {
      criterion: "team"
      rating { option: "all" }
    }
  )pb"),
              IsOk());
  v1::GetAnswerSetRequest request;
  request.set_name("programs/clinic/assessments/first/answerSets/consensus");
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet now,
                       client_->Call(&Assessments::GetAnswerSet, request));
  *request.mutable_read_time() = before.update_time();
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet then,
                       client_->Call(&Assessments::GetAnswerSet, request));
  ASSERT_THAT(now.answers(), SizeIs(1));
  ASSERT_THAT(then.answers(), SizeIs(1));
  EXPECT_EQ(now.answers(0).answer().rating().option(), "all");
  EXPECT_EQ(then.answers(0).answer().rating().option(), "none");
  EXPECT_EQ(then.answers(0).author(), "local");
  EXPECT_NE(now.etag(), then.etag());
}

TEST_F(StoryTest, TheBuiltInRubricIsPublishedAndScored) {
  v1::CreateRubricRevisionRequest request;
  request.set_source_text(ReadFile(std::string(CONTINUUM_SOURCE_DIR) +
                                   "/rubrics/bhh-continuum/1.0.0/rubric.textproto"));
  ASSERT_OK_AND_ASSIGN(const v1::RubricRevision draft,
                       client_->Call(&Rubrics::CreateRubricRevision, request));
  EXPECT_EQ(draft.name(), "rubrics/bhh-continuum/revisions/1.0.0");
  ASSERT_THAT(client_->Call(&Rubrics::PublishRubricRevision,
                            absl::StrCat("name: '", draft.name(), "' etag: '", draft.etag(), "'")),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::ScoreAnswersResponse nothing,
                       client_->Call(&Rubrics::ScoreAnswers, R"pb(
                         revision: "rubrics/bhh-continuum/revisions/-"
                         answers {}
                         context { as_of_date: "2026-06-30" }
                         include_next_levels: true
                       )pb"));
  EXPECT_THAT(nothing.scorecard().criteria(), SizeIs(15));
  EXPECT_THAT(nothing.next_levels(), Not(SizeIs(0)));
  for (const v1::LadderResult& ladder : nothing.scorecard().ladders())
    EXPECT_EQ(ladder.level(), "");
}

}  // namespace
}  // namespace continuum::end_to_end
