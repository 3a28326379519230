// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/purged_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/substitute.h"
#include "scoring/digest.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(PurgedWordsTest, AllThatPeopleWroteIsReplaced) {
  const auto answer = Parse<v1::Answer>(R"pb(
    criterion: "visits"
    staircase {
      activities {
        activity: "call"
        state: STATE_DONE
        adaptation { what: "words 1" why: "words 2" planned: true }
      }
    }
    comment: "words 3"
    attested: true
    evidence { reference: "words 4" description: "words 5" }
    evidence { reference: "words 6" }
    origin { assessment: "words 7" criteria: "call" crosswalk: "words 8" explanation: "words 9" }
  )pb");
  EXPECT_THAT(WithoutWords(answer, "-"), EqualsProto(R"pb(
                criterion: "visits"
                staircase {
                  activities {
                    activity: "call"
                    state: STATE_DONE
                    adaptation { what: "-" why: "-" planned: true }
                  }
                }
                comment: "-"
                attested: true
                evidence { reference: "-" description: "-" }
                evidence { reference: "-" }
                origin { assessment: "-" criteria: "call" crosswalk: "-" explanation: "-" }
              )pb"));
}

TEST(PurgedWordsTest, JustificationsAndExplanationsAreReplaced) {
  EXPECT_THAT(WithoutWords(Parse<v1::Answer>("not_applicable { justification: 'words' }"), "-"),
              EqualsProto("not_applicable { justification: '-' }"));
  EXPECT_THAT(WithoutWords(Parse<v1::Answer>("insufficient_data { explanation: 'words' }"), "-"),
              EqualsProto("insufficient_data { explanation: '-' }"));
}

TEST(PurgedWordsTest, WhereNothingWasWrittenThereIsNothing) {
  const char* const bare = "criterion: 'team' yes_no { yes: true } attested: true";
  EXPECT_THAT(WithoutWords(Parse<v1::Answer>(bare), "-"), EqualsProto(bare));
  EXPECT_EQ(WithoutWords(Parse<v1::Answer>("comment: ' \\n'"), "-").comment(), "");
}

TEST(PurgedWordsTest, FieldsThatAreNotKnownAreDropped) {
  auto answer = Parse<v1::Answer>("criterion: 'team'");
  const std::string bytes = absl::StrCat(answer.SerializeAsString(), "\xfa\x3f\x05words");
  ASSERT_TRUE(answer.ParseFromString(bytes));
  ASSERT_THAT(answer.SerializeAsString(), HasSubstr("words"));
  EXPECT_THAT(WithoutWords(answer, "-").SerializeAsString(), Not(HasSubstr("words")));
}

TEST(PurgedWordsTest, HiddenWordsAreFoundWhereverTheyStand) {
  EXPECT_FALSE(HasHiddenWords(Parse<v1::Answer>("criterion: 'team' comment: 'words'")));
  EXPECT_FALSE(HasHiddenWords(Parse<v1::Answer>("comment: '[purged]'")));
  for (const char* answer : {
           "comment: '$0'",
           "comment: ' $0\\n'",  // as an editor may leave it
           "not_applicable { justification: '$0' }",
           "insufficient_data { explanation: '$0' }",
           "staircase { activities {} activities { adaptation { what: '$0' } } }",
           "staircase { activities { adaptation { why: '$0' } } }",
           "evidence {} evidence { reference: '$0' }",
           "evidence { description: '$0' } comment: 'words'",
           "origin { assessment: '$0' }",
           "origin { crosswalk: '$0' }",
           "origin { explanation: '$0' }",
           "origin { criteria: 'call' criteria: '$0' }",
       }) {
    EXPECT_TRUE(HasHiddenWords(Parse<v1::Answer>(absl::Substitute(answer, kHiddenWords))))
        << answer;
  }
}

// That there is a comment is in the digest, and what it says is not.
TEST(PurgedWordsTest, APurgedCommentLeavesTheDigestOfTheAnswers) {
  const auto before = Parse<v1::AnswerSet>(
      "answers { criterion: 'team' yes_no { yes: true } comment: 'words' } "
      "answers { criterion: 'plan' rating { option: 'full' } }");
  v1::AnswerSet after = before;
  *after.mutable_answers(0) = WithoutWords(before.answers(0), kPurgedWords);
  EXPECT_NE(after.answers(0).comment(), before.answers(0).comment());
  EXPECT_EQ(scoring::AnswersDigest(after), scoring::AnswersDigest(before));
}

using PurgedScoreTest = OperationsTest;

// What an option requires is still there, so the answer counts as before.
TEST_F(PurgedScoreTest, AnAnswerThatNeedsWordsCountsAsBefore) {
  for (const char* proof : {"PROOF_COMMENT", "PROOF_EVIDENCE", "PROOF_EVIDENCE_OR_ATTESTATION"}) {
    v1::ScoreAnswersRequest request;
    request.set_source_text(absl::StrReplaceAll(
        WriteRubric(),
        {{"intent: \"Everybody has a plan.\"",
          "intent: \"Everybody has a plan.\" evidence_rule: \"Show it.\""},
         {"text: \"Everybody has a plan.\" value",
          absl::StrCat("text: \"Everybody has a plan.\" needs: ", proof, " value")}}));
    v1::Answer& answer = *request.mutable_answers()->add_answers();
    answer = Parse<v1::Answer>(
        "criterion: 'plan' rating { option: 'full' } comment: 'words' "
        "evidence { reference: 'words' }");
    request.mutable_context()->set_as_of_date("2025-12-31");
    const auto before = ScoreAnswers(dependencies_, call_, request);
    ASSERT_THAT(before, IsOk());
    EXPECT_EQ(before->scorecard().criteria(0).value(), "2") << proof;
    answer = WithoutWords(answer, kPurgedWords);
    const auto after = ScoreAnswers(dependencies_, call_, request);
    ASSERT_THAT(after, IsOk());
    EXPECT_EQ(after->scorecard().criteria(0).value(), "2") << proof;
  }
}

TEST_F(PurgedScoreTest, WhatDoesNotApplyStillDoesNot) {
  v1::ScoreAnswersRequest request;
  request.set_source_text(WriteRubric());
  request.mutable_context()->set_as_of_date("2025-12-31");
  *request.mutable_answers()->add_answers() = WithoutWords(
      Parse<v1::Answer>("criterion: 'visits' not_applicable { justification: 'words' }"),
      kPurgedWords);
  const auto scored = ScoreAnswers(dependencies_, call_, request);
  ASSERT_THAT(scored, IsOk());
  EXPECT_EQ(scored->scorecard().criteria(2).state(), v1::ANSWER_STATE_NOT_APPLICABLE);
}

}  // namespace
}  // namespace continuum::operations
