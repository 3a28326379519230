// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/public_assessment.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/records/records_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::Not;

class PublicRecordTest : public RecordsTest {
 protected:
  absl::StatusOr<v1::PublicRecord> Export(const Call& call, const std::string& more = "") {
    return ExportPublicRecord(
        dependencies_, call,
        Parse<v1::ExportPublicRecordRequest>(absl::StrCat("name: 'programs/p' ", more)));
  }
  static int CountOf(const v1::PublicRecord& record, absl::string_view what) {
    for (const v1::Redaction& redaction : record.redactions()) {
      if (redaction.what() == what) return redaction.count();
    }
    return -1;
  }
};

TEST_F(PublicRecordTest, HasResultsAndNothingOfThoseWhoMadeThem) {
  MakeSite("main");
  ASSERT_THAT(Save("a", absl::StrCat(kFullPlanAnswer,
                                     "answers { criterion: 'team' yes_no { yes: true } comment: '",
                                     kSecret, "' }")),
              IsOk());
  Say(kSecret);
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);  // a draft
  const auto record = Export(CallOf("lea"), "with_criteria: true with_sites: true");
  ASSERT_THAT(record, IsOk());
  ASSERT_EQ(record->assessments_size(), 1);
  const v1::PublicAssessment& shown = record->assessments(0);
  EXPECT_EQ(shown.rubric_title(), "A small rubric");
  EXPECT_EQ(shown.levels(0).ladder(), "Recognition");
  EXPECT_EQ(shown.levels(0).level(), "Level 1");
  EXPECT_EQ(shown.numbers(0).title(), "Total");
  EXPECT_EQ(shown.numbers(0).shown(), "3.0 points");
  EXPECT_EQ(shown.numbers(1).title(), "Care plan");
  EXPECT_EQ(shown.numbers(1).shown(), "2");
  EXPECT_EQ(shown.answers_digest().size(), 64);
  EXPECT_EQ(record->sites_size(), 1);
  EXPECT_TRUE(record->has_read_time());
  EXPECT_EQ(CountOf(*record, "comments"), 2);
  EXPECT_EQ(CountOf(*record, "drafts"), 1);
  EXPECT_EQ(CountOf(*record, "people"), 2);
  EXPECT_EQ(CountOf(*record, "evidence"), -1);
  EXPECT_EQ(CountOf(*record, "small counts"), -1);
  EXPECT_THAT(record->DebugString(), Not(HasSubstr(kSecret)));
  EXPECT_THAT(record->DebugString(), Not(HasSubstr("accounts/")));
  EXPECT_EQ(Export(CallOf("lea"))->assessments(0).numbers_size(), 1);
  EXPECT_EQ(Export(CallOf("lea"), "period_end_from: '2026-01-01'")->assessments_size(), 0);
  EXPECT_THAT(Export(CallOf("lea"), "period_end_from: 'soon'"), HasWrongFields("period_end_from"));
}

// A number alone says nothing to who does not know the rubric.
TEST(ToPublicTest, NumbersHaveTheTitlesOfTheirBandsAndStages) {
  const auto rubric = Parse<v1::RubricDefinition>(R"pb(
    continua {
      id: "way"
      stages { id: "low" title: "Begun" value: "1" }
    }
    domains {
      criteria {
        id: "c"
        title: "Team"
        staircase { continuum: "way" }
      }
      criteria {
        id: "d"
        title: "Plan"
        staircase { continuum: "way" }
      }
    }
    rollups { id: "stage" title: "Stage" }
    rollups { id: "none" title: "Nothing" }
    band_sets {
      id: "s"
      rollup: "stage"
      bands { id: "b" title: "Full implementation" }
    }
    band_sets {
      id: "t"
      rollup: "none"
      bands { id: "b" title: "Never" }
    }
  )pb");
  const auto card = Parse<v1::Scorecard>(R"pb(
    criteria { criterion: "c" state: ANSWER_STATE_VALUE value: "1" stage: "low" }
    criteria { criterion: "d" state: ANSWER_STATE_ABSENT }
    rollups { rollup: "stage" state: ROLLUP_STATE_VALUE value: "3" display: "3" }
    rollups { rollup: "none" state: ROLLUP_STATE_NO_VALUE }
    bands { band_set: "s" band: "b" }
    bands { band_set: "t" band: "" }
  )pb");
  const v1::PublicAssessment shown = ToPublic({}, rubric, card, /*with_criteria=*/true);
  ASSERT_EQ(shown.numbers_size(), 4);
  EXPECT_EQ(shown.numbers(0).shown(), "3, Full implementation");
  EXPECT_EQ(shown.numbers(1).shown(), "");
  EXPECT_EQ(shown.numbers(2).shown(), "1, Begun");
  EXPECT_EQ(shown.numbers(3).shown(), "");
}

TEST_F(PublicRecordTest, WhatACompletedCorrectionReplacesIsLeftOut) {
  ASSERT_THAT(Complete("a"), IsOk());
  v1::CorrectAssessmentRequest correct;
  correct.set_name(kA);
  correct.set_assessment_id("b");
  correct.set_reason("a slip");
  ASSERT_THAT(CorrectAssessment(dependencies_, call_, correct), IsOk());
  EXPECT_EQ(Export(CallOf("lea"))->assessments(0).name(), kA);
  ASSERT_THAT(Complete("b"), IsOk());
  const auto record = Export(CallOf("lea"));
  ASSERT_EQ(record->assessments_size(), 1);
  EXPECT_EQ(record->assessments(0).name(), "programs/p/assessments/b");
  EXPECT_EQ(CountOf(*record, "corrected results"), 1);
}

TEST_F(PublicRecordTest, ABodyDoesNotLearnHowMuchLiesBehindResults) {
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);
  const auto record =
      Ask<v1::PublicRecord>("mona", ExportPublicRecord, "name: 'programs/p' with_sites: true");
  ASSERT_THAT(record, IsOk());
  EXPECT_EQ(record->assessments_size(), 1);
  EXPECT_EQ(CountOf(*record, "drafts"), 0);
  EXPECT_EQ(CountOf(*record, "comments"), 0);
  EXPECT_THAT(Ask<v1::PublicRecord>("max", ExportPublicRecord, "name: 'programs/p'"),
              FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(PublicRecordTest, PagesShowOneMoment) {
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);
  ASSERT_THAT(Complete("b"), IsOk());
  const auto first = Export(CallOf("lea"), "page_size: 1");
  ASSERT_THAT(first, IsOk());
  ASSERT_NE(first->next_page_token(), "");
  clock_.Advance(absl::Hours(1));
  MakeAssessment("c", 2027);
  ASSERT_THAT(Complete("c"), IsOk());
  const auto second = Export(
      CallOf("lea"), absl::StrCat("page_size: 1 page_token: '", first->next_page_token(), "'"));
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(second->assessments(0).name(), "programs/p/assessments/b");
  EXPECT_EQ(second->read_time().seconds(), first->read_time().seconds());
  EXPECT_EQ(second->next_page_token(), "");
}

// What lies behind results is counted in steps, all at the moment of the page.
TEST_F(PublicRecordTest, WhatIsSaidWhileItCountsDoesNotCount) {
  for (int i = 0; i < 250; ++i) Say("words");
  ASSERT_THAT(Complete("a"), IsOk());
  const auto say_more = [&] {
    EXPECT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                                [](storage::Writer& writer) {
                                  storage::CommentRecord comment;
                                  comment.name = absl::StrCat(kA, "/threads/zz/comments/zz");
                                  comment.owner = "organizations/o";
                                  comment.assessment = kA;
                                  comment.thread = absl::StrCat(kA, "/threads/zz");
                                  comment.author = "accounts/late";
                                  return storage::Create(writer, PeopleScope(), comment);
                                }),
                IsOk());
  };
  MeddlingStorage meddling(*storage_);
  dependencies_.storage = &meddling;
  // The page, the answers, and then the second step of the comments.
  meddling.MeddleAt(3, say_more);
  const auto record = Export(CallOf("lea"));
  dependencies_.storage = storage_.get();
  ASSERT_THAT(record, IsOk());
  EXPECT_GT(meddling.accesses(), 3);
  EXPECT_EQ(CountOf(*record, "comments"), 250);
  EXPECT_EQ(CountOf(*record, "people"), 1);
  EXPECT_EQ(CountOf(*Export(CallOf("lea")), "comments"), 251);
}

TEST(PublicAssessmentTest, SmallCountsAreWithheld) {
  const auto rubric = Parse<v1::RubricDefinition>(R"pb(
    title: "Counts"
    domains {
      criteria {
        id: "stays"
        title: "Stays"
        measure { worth {} }
      }
    }
    rollups {
      id: "mean"
      title: "Mean"
      operator: OPERATOR_MEAN
      terms { criterion: "stays" }
    }
    rollups { id: "bare" }
  )pb");
  const auto card = Parse<v1::Scorecard>(R"pb(
    criteria {
      criterion: "stays"
      state: ANSWER_STATE_VALUE
      value: "3/40"
      measured { numerator: "3" denominator: 40 rate: "3/40" }
    }
    rollups { rollup: "mean" state: ROLLUP_STATE_VALUE value: "3/40" display: "7.5%" }
    rollups { rollup: "bare" state: ROLLUP_STATE_VALUE value: "1" display: "1" }
    digests { answers: "d" }
  )pb");
  const v1::PublicAssessment shown = ToPublic({}, rubric, card, /*with_criteria=*/true);
  ASSERT_EQ(shown.numbers_size(), 2);  // one has no title
  for (const v1::PublicNumber& number : shown.numbers()) {
    EXPECT_TRUE(number.withheld()) << number.title();
    EXPECT_EQ(number.shown(), "") << number.title();
  }
  EXPECT_EQ(shown.answers_digest(), "");
  // Of criteria that the rubric does not say to be measures, too.
  EXPECT_EQ(ToPublic({}, {}, card, /*with_criteria=*/true).answers_digest(), "");
}

// What is public can be searched for the numbers that give it, without end.
TEST(PublicAssessmentTest, TheDigestIsGivenOnlyWhereTheRubricAsksForNoNumbers) {
  const auto card = Parse<v1::Scorecard>("digests { answers: 'd' }");
  const auto digest_under = [&](absl::string_view rubric) {
    return ToPublic({}, Parse<v1::RubricDefinition>(rubric), card, /*with_criteria=*/true)
        .answers_digest();
  };
  EXPECT_EQ(digest_under("domains { criteria { id: 'c' yes_no {} } }"), "d");
  EXPECT_EQ(digest_under("domains { criteria { id: 'c' measure {} } }"), "");
  EXPECT_EQ(digest_under("domains { domains { criteria { id: 'c' quantity {} } } }"), "");
  EXPECT_EQ(digest_under("inputs { id: 'i' }"), "");
}

}  // namespace
}  // namespace continuum::operations
