// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;

constexpr char kRequest[] = R"pb(
  revision: "rubrics/small/revisions/1.0.0"
  answers {
    answers {
      criterion: "plan"
      rating { option: "full" }
    }
    answers {
      criterion: "team"
      yes_no { yes: true }
    }
  })pb";

class ScoreAnswersTest : public OperationsTest {
 protected:
  absl::StatusOr<v1::ScoreAnswersResponse> Score(const v1::ScoreAnswersRequest& request) {
    return ScoreAnswers(dependencies_, call_, request);
  }
  static v1::ScoreAnswersRequest Inline(const std::string& text) {
    auto request = Parse<v1::ScoreAnswersRequest>(kRequest);
    request.set_source_text(text);
    return request;
  }
};

TEST_F(ScoreAnswersTest, ScoresUnderAStoredRevision) {
  MakePublished();
  ASSERT_OK_AND_ASSIGN(const auto response, Score(Parse<v1::ScoreAnswersRequest>(kRequest)));
  const v1::Scorecard& scorecard = response.scorecard();
  EXPECT_EQ(scorecard.rubric(), "small");
  EXPECT_EQ(scorecard.rollups(0).value(), "3");
  EXPECT_EQ(scorecard.ladders(0).level(), "level-1");
  EXPECT_EQ(scorecard.source(), v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  EXPECT_GT(scorecard.rollups(0).terms_size(), 0);  // explained
  EXPECT_EQ(response.next_levels_size(), 0);
}

TEST_F(ScoreAnswersTest, ScoresAsOfTheGivenDayOrToday) {
  MakePublished();
  auto request = Parse<v1::ScoreAnswersRequest>(kRequest);
  EXPECT_EQ(Score(request)->scorecard().context().as_of_date(), "2026-03-01");
  request.mutable_context()->set_as_of_date("2024-02-29");
  EXPECT_EQ(Score(request)->scorecard().context().as_of_date(), "2024-02-29");
}

TEST_F(ScoreAnswersTest, LeavesOutTheExplanationAndAddsNextLevels) {
  MakePublished();
  auto request = Parse<v1::ScoreAnswersRequest>(kRequest);
  request.set_skip_explanation(true);
  request.set_include_next_levels(true);
  ASSERT_OK_AND_ASSIGN(const auto response, Score(request));
  EXPECT_EQ(response.scorecard().rollups(0).terms_size(), 0);
  ASSERT_EQ(response.next_levels_size(), 1);
  EXPECT_EQ(response.next_levels(0).reached(), "level-1");
  EXPECT_EQ(response.next_levels(0).target(), "level-2");
}

TEST_F(ScoreAnswersTest, TheSourceIsKept) {
  MakePublished();
  auto request = Parse<v1::ScoreAnswersRequest>(kRequest);
  request.mutable_answers()->set_source(v1::ANSWER_SOURCE_REVIEWER);
  EXPECT_EQ(Score(request)->scorecard().source(), v1::ANSWER_SOURCE_REVIEWER);
}

TEST_F(ScoreAnswersTest, DraftsAndTheCurrentRevisionAreScored) {
  const v1::RubricRevision draft = MakeDraft();
  EXPECT_EQ(Score(Parse<v1::ScoreAnswersRequest>(kRequest))->scorecard().rollups(0).value(), "3");
  // A changed draft is another rubric, whatever the cache holds.
  v1::UpdateRubricRevisionRequest update;
  update.set_name(draft.name());
  update.set_etag(draft.etag());
  update.set_source_text(WriteRubric({.full_value = "3"}));
  ASSERT_THAT(UpdateRubricRevision(dependencies_, call_, update), IsOk());
  EXPECT_EQ(Score(Parse<v1::ScoreAnswersRequest>(kRequest))->scorecard().rollups(0).value(), "4");
  auto current = Parse<v1::ScoreAnswersRequest>(kRequest);
  current.set_revision("rubrics/small/revisions/-");
  EXPECT_THAT(Score(current), FailsWith(kNotFound, "NOT_FOUND"));
  MakePublished({.revision = "2"});
  EXPECT_EQ(Score(current)->scorecard().revision(), "2");
}

TEST_F(ScoreAnswersTest, StoredRevisionsAreCompiledOnce) {
  MakePublished();
  for (int i = 0; i < 5; ++i) {
    ASSERT_THAT(Score(Parse<v1::ScoreAnswersRequest>(kRequest)), IsOk());
  }
  EXPECT_EQ(rubrics_.stats().builds, 1);
  EXPECT_GT(rubrics_.stats().bytes, 1000U);
}

TEST_F(ScoreAnswersTest, FieldsAreChecked) {
  EXPECT_THAT(Score({}), HasWrongFields("rubric, answers"));
  auto request = Parse<v1::ScoreAnswersRequest>(kRequest);
  request.set_revision("small");
  request.mutable_answers()->set_source(static_cast<v1::AnswerSource>(9));
  request.mutable_context()->set_as_of_date("2024-02-30");
  EXPECT_THAT(Score(request), HasWrongFields("revision, answers.source, context.as_of_date"));
  EXPECT_THAT(Score(Inline("")), HasWrongFields("source_text"));
  EXPECT_THAT(Score(Parse<v1::ScoreAnswersRequest>(kRequest)), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(ScoreAnswersTest, NoAnswersAreAnswersToo) {
  MakePublished();
  auto request = Parse<v1::ScoreAnswersRequest>(kRequest);
  request.mutable_answers()->clear_answers();
  ASSERT_OK_AND_ASSIGN(const auto response, Score(request));
  EXPECT_EQ(response.scorecard().rollups(0).value(), "0");
}

TEST_F(ScoreAnswersTest, WrongAnswersAreAllNamed) {
  MakePublished();
  auto request = Parse<v1::ScoreAnswersRequest>(R"pb(
    revision: "rubrics/small/revisions/1.0.0"
    answers {
      answers {
        criterion: "plan"
        rating { option: "best" }
      }
      answers {
        criterion: "nothing"
        yes_no {}
      }
      answers {
        criterion: "team"
        yes_no {}
      }
      answers {
        criterion: "team"
        yes_no {}
      }
    })pb");
  const auto refused = Score(request);
  EXPECT_THAT(refused, FailsWith(kInvalidArgument, "ANSWERS_INVALID"));
  EXPECT_EQ(WrongFields(refused.status()),
            "answers.answers[0].rating.option, answers.answers[1].criterion, "
            "answers.answers[3].criterion");
}

TEST_F(ScoreAnswersTest, ResultsWithTooManyDigitsAreRefused) {
  auto request = Inline(WriteRubric(TooPreciseRubric()));
  EXPECT_THAT(Score(request), IsOk());
  auto* visits = request.mutable_answers()->add_answers();
  *visits = Parse<v1::Answer>("criterion: 'visits' staircase { claimed_stage: 'high' }");
  EXPECT_THAT(Score(request), FailsWith(absl::StatusCode::kOutOfRange, "NUMBER_TOO_LONG"));
}

TEST_F(ScoreAnswersTest, InlineRubricsAreScoredAndForgotten) {
  ASSERT_OK_AND_ASSIGN(const auto response, Score(Inline(WriteRubric({.full_value = "7"}))));
  EXPECT_EQ(response.scorecard().rollups(0).value(), "8");
  EXPECT_EQ(rubrics_.stats().rubrics, 0U);
  EXPECT_EQ(rubrics_.stats().builds, 0);
  EXPECT_THAT(GetRubric(dependencies_, call_, Parse<v1::GetRubricRequest>("name: 'rubrics/small'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(ScoreAnswersTest, InlineRubricsAreChecked) {
  EXPECT_THAT(Score(Inline("id: x")), FailsWith(kInvalidArgument, "RUBRIC_INVALID"));
  const std::string text = WriteRubric();
  const std::string padding(256 * 1024 - text.size(), ' ');
  EXPECT_THAT(Score(Inline(text + padding)), IsOk());
  EXPECT_THAT(Score(Inline(text + padding + " ")), HasWrongFields("source_text"));
}

TEST_F(ScoreAnswersTest, InlineRubricsTakeTurns) {
  auto turn = inline_rubrics_.TryTake();
  const auto refused = Score(Inline(WriteRubric()));
  EXPECT_THAT(refused, FailsWith(absl::StatusCode::kResourceExhausted, "SERVER_BUSY"));
  const auto retry = base::GetDetail<google::rpc::RetryInfo>(refused.status());
  ASSERT_TRUE(retry.has_value());
  EXPECT_EQ(retry->retry_delay().seconds(), 1);
  MakePublished();
  EXPECT_THAT(Score(Parse<v1::ScoreAnswersRequest>(kRequest)), IsOk());  // stored ones do not wait
  turn.reset();
  EXPECT_THAT(Score(Inline(WriteRubric())), IsOk());
  EXPECT_THAT(Score(Inline("broken")), FailsWith(kInvalidArgument, "RUBRIC_INVALID"));
  EXPECT_THAT(Score(Inline(WriteRubric())), IsOk());  // an error gives its turn back
}

}  // namespace
}  // namespace continuum::operations
