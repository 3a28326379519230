// SPDX-License-Identifier: Apache-2.0
//
// Answer once, score many: from a completed assessment to proposals under another revision, through
// the real server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/end_to_end/fixture.h"
#include "tests/testing/error_matchers.h"
#include "tests/testing/proto_matchers.h"
#include "tests/testing/status_matchers.h"

namespace continuum::end_to_end {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::HasReason;
using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::SizeIs;

constexpr char kCrosswalk[] = R"pb(
  id: "small-to-next"
  title: "One revision to the next"
  summary: "For tests."
  sources { citation: "Made for tests" covers: "everything" standing: STANDING_CONFIRMED }
  from { rubric: "small" revision: "1" }
  to { rubric: "next" revision: "1" }
  mappings {
    from { criterion: "care" part: "refers" }
    to { criterion: "care" part: "refers" }
    relation: RELATION_EQUAL
    confidence: CONFIDENCE_MEDIUM
    rationale: "The same statement."
  }
  mappings {
    from { criterion: "team" option: "all" }
    to { criterion: "team" option: "some" }
    relation: RELATION_SUPERSET
    confidence: CONFIDENCE_HIGH
    rationale: "All of them are some of them."
  }
)pb";

TEST_F(ServerTest, AnswersAreProposedConfirmedAndOnlyThenCount) {
  ASSERT_NO_FATAL_FAILURE(MakeFirstAssessment());
  ASSERT_THAT(client_->Call(&Assessments::SaveAnswers, R"pb(
    name: "programs/clinic/assessments/first/answerSets/consensus"
    answers {
      criterion: "care"
      staircase { activities { activity: "refers" state: STATE_DONE since: "2024-06" } }
    }
    answers {
      criterion: "team"
      rating { option: "all" }
    }
  )pb"),
              IsOk());
  ASSERT_THAT(client_->Call(&Assessments::CompleteAssessment,
                            R"(name: "programs/clinic/assessments/first")"),
              IsOk());
  v1::CreateRubricRevisionRequest create;
  create.set_source_text(absl::StrReplaceAll(kSmallRubric, {{"id: \"small\"", "id: \"next\""}}));
  ASSERT_THAT(client_->Call(&Rubrics::CreateRubricRevision, create), IsOk());
  ASSERT_THAT(client_->Call(&Rubrics::PublishRubricRevision, R"(name: "rubrics/next/revisions/1")"),
              IsOk());
  ASSERT_THAT(client_->Call(&Assessments::CreateAssessment, R"pb(
    parent: "programs/clinic"
    assessment_id: "other"
    assessment {
      revision: "rubrics/next/revisions/1"
      period_start: "2025-01-01"
      period_end: "2025-12-31"
    }
  )pb"),
              IsOk());

  v1::PrefillAssessmentRequest request;
  request.set_name("programs/clinic/assessments/other/answerSets/consensus");
  request.set_source("programs/clinic/assessments/first");
  request.set_crosswalk_text(kCrosswalk);
  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse filled,
                       client_->Call(&Crosswalks::PrefillAssessment, request));
  ASSERT_THAT(filled.proposals(), SizeIs(2));
  EXPECT_THAT(filled.proposals(0).answer().staircase(),
              EqualsProto("activities { activity: 'refers' state: STATE_DONE since: '2024-06' }"));
  EXPECT_EQ(filled.proposals(1).answer().rating().option(), "some");
  EXPECT_EQ(filled.assessment().answered_criteria(), 0);
  const char kCard[] = R"(name: "programs/clinic/assessments/other/scorecard")";
  ASSERT_OK_AND_ASSIGN(const v1::Scorecard before,
                       client_->Call(&Assessments::GetScorecard, kCard));
  EXPECT_EQ(before.rollups(0).value(), "0");
  EXPECT_EQ(before.criteria(0).reasons(0).code(), v1::Reason::CODE_UNCONFIRMED);

  v1::SaveAnswersRequest confirm;
  confirm.set_name(request.name());
  *confirm.add_answers() = filled.proposals(0).answer();
  confirm.mutable_answers(0)->clear_unconfirmed();
  ASSERT_OK_AND_ASSIGN(const v1::Assessment confirmed,
                       client_->Call(&Assessments::SaveAnswers, confirm));
  EXPECT_EQ(confirmed.answered_criteria(), 1);
  ASSERT_OK_AND_ASSIGN(const v1::Scorecard after, client_->Call(&Assessments::GetScorecard, kCard));
  EXPECT_EQ(after.rollups(0).value(), "1");

  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse again,
                       client_->Call(&Crosswalks::PrefillAssessment, request));
  EXPECT_THAT(again.kept_criteria(), ElementsAre("care", "team"));
  request.set_crosswalk_text("id: 'x'");
  EXPECT_THAT(client_->Call(&Crosswalks::PrefillAssessment, request),
              HasReason("CROSSWALK_INVALID"));
}

}  // namespace
}  // namespace continuum::end_to_end
