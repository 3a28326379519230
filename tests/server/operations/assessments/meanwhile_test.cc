// SPDX-License-Identifier: Apache-2.0
//
// What may happen between the moment that a use case reads and the moment that it writes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;

class MeanwhileTest : public OperationsTest {
 protected:
  MeanwhileTest() {
    MakeOwners();
    MakePublished();
    draft_ = MakeAssessment("a");
    // The rubric is in the cache: use cases then read once before they write.
    EXPECT_THAT(ReadScorecard("a"), IsOk());
    meddled_.storage = &meddling_;
  }

  // Saves, completes or creates while `meddle` happens after the first Read.
  absl::StatusOr<v1::Assessment> SaveWhile(std::function<void()> meddle,
                                           absl::string_view etag = "") {
    meddling_.MeddleAt(1, std::move(meddle));
    auto request = Parse<v1::SaveAnswersRequest>(kTeamAnswer);
    request.set_name("programs/p/assessments/a/answerSets/consensus");
    request.set_etag(std::string(etag));
    return SaveAnswers(meddled_, call_, request);
  }
  absl::StatusOr<v1::Assessment> CompleteWhile(std::function<void()> meddle,
                                               absl::string_view etag = "") {
    meddling_.MeddleAt(1, std::move(meddle));
    auto request = Parse<v1::CompleteAssessmentRequest>("name: 'programs/p/assessments/a'");
    request.set_etag(std::string(etag));
    return CompleteAssessment(meddled_, call_, request);
  }
  static v1::CreateAssessmentRequest CreateRequest() {
    return Parse<v1::CreateAssessmentRequest>(R"pb(
      parent: "programs/p"
      assessment_id: "new"
      assessment {
        revision: "rubrics/small/revisions/1.0.0"
        period_start: "2025-01-01"
        period_end: "2025-12-31"
      })pb");
  }

  // Whenever the same request comes in between, both get the same answer.
  template <typename Request>
  void ExpectSameAnswerWhenever(absl::StatusOr<v1::Assessment> (*operation)(const Dependencies&,
                                                                            const Call&,
                                                                            const Request&),
                                std::function<Request(int)> make_request) {
    for (int access = 0; access < 5; ++access) {
      const Request request = make_request(access);
      absl::StatusOr<v1::Assessment> other = absl::NotFoundError("it did not come in between");
      meddling_.MeddleAt(access, [&] { other = operation(dependencies_, call_, request); });
      const auto answer = operation(meddled_, call_, request);
      ASSERT_THAT(answer, IsOk()) << access;
      if (meddling_.accesses() <= access) return;
      EXPECT_THAT(other, IsOkAndHolds(EqualsProto(*answer))) << access;
    }
  }

  v1::Assessment draft_;
  MeddlingStorage meddling_{*storage_};
  Dependencies meddled_ = dependencies_;
};

TEST_F(MeanwhileTest, AnswersSavedMeanwhileAreCounted) {
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved,
                       SaveWhile([&] { EXPECT_THAT(Save("a", kFullPlanAnswer), IsOk()); }));
  EXPECT_EQ(saved.answered_criteria(), 2);
}

TEST_F(MeanwhileTest, AnswersSavedMeanwhileMakeAnEtagStale) {
  EXPECT_THAT(SaveWhile([&] { EXPECT_THAT(Save("a", kFullPlanAnswer), IsOk()); }, draft_.etag()),
              FailsWith(kAborted, "ETAG_MISMATCH"));
}

TEST_F(MeanwhileTest, NothingIsSavedIntoWhatWasCompletedOrArchivedMeanwhile) {
  EXPECT_THAT(SaveWhile([&] { ArchiveTheProgram(); }), FailsWith(kFailedPrecondition, "ARCHIVED"));
  MakeProgram("q");
  MakeAssessment("b", 2025, "rubrics/small/revisions/1.0.0", "q");
  meddling_.MeddleAt(1, [&] {
    EXPECT_THAT(CompleteAssessment(
                    dependencies_, call_,
                    Parse<v1::CompleteAssessmentRequest>("name: 'programs/q/assessments/b'")),
                IsOk());
  });
  auto request = Parse<v1::SaveAnswersRequest>(kTeamAnswer);
  request.set_name("programs/q/assessments/b/answerSets/consensus");
  EXPECT_THAT(SaveAnswers(meddled_, call_, request),
              FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
}

TEST_F(MeanwhileTest, AnswersSavedMeanwhileAreScored) {
  ASSERT_THAT(CompleteWhile([&] { EXPECT_THAT(Save("a", kFullPlanAnswer), IsOk()); }), IsOk());
  EXPECT_EQ(ReadScorecard("a")->rollups(0).value(), "2");
}

TEST_F(MeanwhileTest, UnderAnEtagNothingIsScoredAgain) {
  EXPECT_THAT(
      CompleteWhile([&] { EXPECT_THAT(Save("a", kFullPlanAnswer), IsOk()); }, draft_.etag()),
      FailsWith(kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(Read("a")->state(), v1::Assessment::STATE_DRAFT);
}

TEST_F(MeanwhileTest, WhoIsAlwaysOvertakenGivesUp) {
  int saves = 0;
  meddling_.MeddleAtEachWrite([&] {
    // What is saved already is no change.
    EXPECT_THAT(Save("a", ++saves % 2 == 0 ? kFullPlanAnswer : "answers { criterion: 'plan' }"),
                IsOk());
  });
  EXPECT_THAT(CompleteWhile([] {}), FailsWith(kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(saves, 10);
  EXPECT_EQ(Read("a")->state(), v1::Assessment::STATE_DRAFT);
}

TEST_F(MeanwhileTest, NothingIsCompletedThatWasCompletedOrArchivedMeanwhile) {
  EXPECT_THAT(CompleteWhile([&] { EXPECT_THAT(Complete("a"), IsOk()); }),
              FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
  MakeProgram("q");
  MakeAssessment("b", 2025, "rubrics/small/revisions/1.0.0", "q");
  meddling_.MeddleAt(1, [&] { ArchiveTheProgram("q"); });
  EXPECT_THAT(
      CompleteAssessment(meddled_, call_,
                         Parse<v1::CompleteAssessmentRequest>("name: 'programs/q/assessments/b'")),
      FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(MeanwhileTest, NothingIsCreatedWhereSomethingCameMeanwhile) {
  meddling_.MeddleAt(1, [&] { MakeAssessment("new"); });
  EXPECT_THAT(CreateAssessment(meddled_, call_, CreateRequest()),
              FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
  meddling_.MeddleAt(1, [&] { ArchiveTheProgram(); });
  auto request = CreateRequest();
  request.set_assessment_id("newer");
  EXPECT_THAT(CreateAssessment(meddled_, call_, request),
              FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(MeanwhileTest, ARepeatedSaveIsOneChange) {
  ExpectSameAnswerWhenever<v1::SaveAnswersRequest>(SaveAnswers, [](int access) {
    auto request = Parse<v1::SaveAnswersRequest>(kTeamAnswer);
    request.set_name("programs/p/assessments/a/answerSets/consensus");
    request.set_request_id(absl::StrCat("request-", access));
    return request;
  });
}

TEST_F(MeanwhileTest, ARepeatedCompletionIsOneChange) {
  ExpectSameAnswerWhenever<v1::CompleteAssessmentRequest>(CompleteAssessment, [&](int access) {
    v1::CompleteAssessmentRequest request;
    request.set_name(MakeAssessment(absl::StrCat("c", access)).name());
    request.set_request_id(absl::StrCat("request-", access));
    return request;
  });
}

TEST_F(MeanwhileTest, ARepeatedCreationIsOneChange) {
  ExpectSameAnswerWhenever<v1::CreateAssessmentRequest>(CreateAssessment, [](int access) {
    auto request = CreateRequest();
    request.set_assessment_id(absl::StrCat("c", access));
    request.set_request_id(absl::StrCat("request-", access));
    return request;
  });
}

TEST_F(MeanwhileTest, ARepeatedCorrectionIsOneChange) {
  ExpectSameAnswerWhenever<v1::CorrectAssessmentRequest>(CorrectAssessment, [&](int access) {
    const std::string id = absl::StrCat("c", access);
    MakeAssessment(id);
    EXPECT_THAT(Complete(id), IsOk());
    auto request = Parse<v1::CorrectAssessmentRequest>("reason: 'It was wrong.'");
    request.set_name(absl::StrCat("programs/p/assessments/", id));
    request.set_assessment_id(absl::StrCat(id, "-again"));
    request.set_request_id(absl::StrCat("request-", access));
    return request;
  });
}

}  // namespace
}  // namespace continuum::operations
