// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/operations/crosswalks.h"
#include "server/operations/together.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kSource[] = "programs/p/assessments/source";
constexpr char kSet[] = "programs/p/assessments/target/answerSets/consensus";

// From the revision 1.0.0 of "small" to that of "other".
constexpr char kCrosswalk[] = R"pb(
  id: "small-to-other"
  title: "Small to other"
  summary: "For tests."
  sources { citation: "None" covers: "everything" standing: STANDING_CONFIRMED }
  from { rubric: "small" revision: "1.0.0" }
  to { rubric: "other" revision: "1.0.0" }
  mappings {
    from { criterion: "team" }
    to { criterion: "team" }
    relation: RELATION_EQUAL
    confidence: CONFIDENCE_HIGH
    rationale: "The same team."
  }
  mappings {
    from { criterion: "plan" option: "full" }
    to { criterion: "plan" option: "some" }
    relation: RELATION_SUPERSET
    confidence: CONFIDENCE_LOW
    rationale: "Everybody includes some."
  }
  mappings {
    from { criterion: "visits" part: "home" }
    to { criterion: "visits" part: "call" }
    relation: RELATION_SUPERSET
    confidence: CONFIDENCE_MEDIUM
    rationale: "Who visits has called."
  }
)pb";

class PrefillAssessmentTest : public OperationsTest {
 protected:
  PrefillAssessmentTest() {
    MakeOwners();
    MakePublished();
    MakePublished({.id = "other"});
    MakeAssessment("source");
    MakeAssessment("target", 2025, "rubrics/other/revisions/1.0.0");
  }

  // Answers the source as text and completes it.
  void CompleteSource(absl::string_view answers) {
    ASSERT_THAT(Save("source", answers), IsOk());
    ASSERT_THAT(Complete("source"), IsOk());
  }

  static v1::PrefillAssessmentRequest RequestOf(absl::string_view more = "") {
    auto request = Parse<v1::PrefillAssessmentRequest>(
        absl::StrCat("name: '", kSet, "' source: '", kSource, "' ", more));
    if (request.crosswalk_text().empty()) request.set_crosswalk_text(kCrosswalk);
    return request;
  }
  absl::StatusOr<v1::PrefillAssessmentResponse> Prefill(absl::string_view more = "") {
    return PrefillAssessment(dependencies_, call_, RequestOf(more));
  }

  v1::RecordedAnswerSet Answers() {
    v1::GetAnswerSetRequest request;
    request.set_name(kSet);
    const auto set = GetAnswerSet(dependencies_, call_, request);
    EXPECT_THAT(set, IsOk());
    return set.value_or(v1::RecordedAnswerSet());
  }
  std::string Total() {
    const auto card = ReadScorecard("target");
    EXPECT_THAT(card, IsOk());
    return card.ok() ? card->rollups(0).value() : "";
  }
};

TEST_F(PrefillAssessmentTest, ProposalsAreSavedWithTheirOriginAndAreReturned) {
  CompleteSource(absl::StrCat(kTeamAnswer, kFullPlanAnswer));
  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse response, Prefill());
  ASSERT_THAT(response.proposals(), SizeIs(2));
  EXPECT_THAT(
      response.proposals(0), EqualsProto(R"pb(
        answer {
          criterion: "plan"
          rating { option: "some" }
          unconfirmed: true
          origin {
            assessment: "programs/p/assessments/source"
            criteria: "plan"
            crosswalk: "small-to-other"
            explanation: "Confidence: low. plan as full is more than plan as some (low): Everybody includes some."
          }
        }
        confidence: CONFIDENCE_LOW
        mappings: 1
      )pb"));
  EXPECT_EQ(response.proposals(1).answer().criterion(), "team");
  EXPECT_THAT(response.kept_criteria(), IsEmpty());
  EXPECT_THAT(Read("target"), IsOkAndHolds(EqualsProto(response.assessment())));
  const v1::RecordedAnswerSet set = Answers();
  ASSERT_THAT(set.answers(), SizeIs(2));
  EXPECT_THAT(set.answers(0).answer(), EqualsProto(response.proposals(0).answer()));
  EXPECT_EQ(set.answers(0).author(), "local");
  v1::ListChangesRequest list;
  list.set_parent("programs/p/assessments/target");
  const auto changes = ListChanges(dependencies_, call_, list);
  ASSERT_THAT(changes, IsOk());
  ASSERT_THAT(changes->changes(), SizeIs(2));
  EXPECT_EQ(changes->changes(0).kind(), v1::Change::KIND_ANSWER_PROPOSED);
}

TEST_F(PrefillAssessmentTest, AProposalCountsForNothingUntilAPersonConfirmsIt) {
  CompleteSource(kTeamAnswer);
  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse response, Prefill());
  EXPECT_EQ(response.assessment().answered_criteria(), 0);
  EXPECT_EQ(Total(), "0");

  v1::SaveAnswersRequest confirm;
  confirm.set_name(kSet);
  *confirm.add_answers() = response.proposals(0).answer();
  confirm.mutable_answers(0)->clear_unconfirmed();
  ASSERT_OK_AND_ASSIGN(const v1::Assessment confirmed, SaveAnswers(dependencies_, call_, confirm));
  EXPECT_EQ(confirmed.answered_criteria(), 1);
  EXPECT_EQ(Total(), "1");
  EXPECT_EQ(Answers().answers(0).answer().origin().crosswalk(), "small-to-other");
}

TEST_F(PrefillAssessmentTest, UnconfirmedProposalsOfACompletedAssessmentScoreNothing) {
  CompleteSource(kTeamAnswer);
  ASSERT_THAT(Prefill(), IsOk());
  ASSERT_THAT(Complete("target"), IsOk());
  EXPECT_EQ(Total(), "0");
}

TEST_F(PrefillAssessmentTest, WhatAPersonAnsweredIsNeverOverwritten) {
  CompleteSource(absl::StrCat(kTeamAnswer, kFullPlanAnswer));
  ASSERT_THAT(Save("target", "answers { criterion: 'team' yes_no {} comment: 'Not yet.' }"),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse response, Prefill());
  EXPECT_THAT(response.kept_criteria(), ElementsAre("team"));
  EXPECT_THAT(response.proposals(), SizeIs(1));
  EXPECT_EQ(response.assessment().answered_criteria(), 1);
  EXPECT_THAT(Answers().answers(1).answer(),
              EqualsProto("criterion: 'team' yes_no {} comment: 'Not yet.'"));
}

// A proposal stays until somebody decides about it; rejecting it makes room for another.
TEST_F(PrefillAssessmentTest, AnEarlierProposalStaysUntilItIsRejected) {
  CompleteSource(kTeamAnswer);
  ASSERT_THAT(Prefill(), IsOk());
  const std::string etag = Read("target")->etag();
  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse again, Prefill());
  EXPECT_THAT(again.kept_criteria(), ElementsAre("team"));
  EXPECT_THAT(again.proposals(), IsEmpty());
  EXPECT_EQ(Read("target")->etag(), etag) << "nothing changed";

  ASSERT_THAT(Save("target", "answers { criterion: 'team' }"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse third, Prefill());
  EXPECT_THAT(third.proposals(), SizeIs(1));
}

TEST_F(PrefillAssessmentTest, NothingIsProposedFromWhatIsNotConfirmedItself) {
  CompleteSource("answers { criterion: 'team' yes_no { yes: true } unconfirmed: true }");
  ASSERT_OK_AND_ASSIGN(const v1::PrefillAssessmentResponse response, Prefill());
  EXPECT_THAT(response.proposals(), IsEmpty());
}

TEST_F(PrefillAssessmentTest, TheSameRequestIdGetsTheSameAnswer) {
  CompleteSource(kTeamAnswer);
  ASSERT_OK_AND_ASSIGN(const auto first, Prefill("request_id: 'r'"));
  EXPECT_THAT(Prefill("request_id: 'r'"), IsOkAndHolds(EqualsProto(first)));
  EXPECT_THAT(Prefill("request_id: 'r' etag: '1'"),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(PrefillAssessmentTest, WrongFieldsAreNamed) {
  EXPECT_THAT(PrefillAssessment(dependencies_, call_, {}),
              HasWrongFields("name, source, crosswalk_text"));
  v1::PrefillAssessmentRequest large = RequestOf();
  large.set_crosswalk_text(std::string((256 << 10) + 1, ' '));
  EXPECT_THAT(PrefillAssessment(dependencies_, call_, large), HasWrongFields("crosswalk_text"));
  MakeProgram("q");
  MakeAssessment("a", 2025, "rubrics/small/revisions/1.0.0", "q");
  v1::PrefillAssessmentRequest elsewhere = RequestOf();
  elsewhere.set_source("programs/q/assessments/a");
  EXPECT_THAT(PrefillAssessment(dependencies_, call_, elsewhere), HasWrongFields("source"));
}

TEST_F(PrefillAssessmentTest, ACrosswalkMustBeRightAndLeadFromOneToTheOther) {
  CompleteSource(kTeamAnswer);
  const auto fails = [&](absl::string_view text, absl::string_view why) {
    v1::PrefillAssessmentRequest request = RequestOf();
    request.set_crosswalk_text(std::string(text));
    const absl::Status status = PrefillAssessment(dependencies_, call_, request).status();
    EXPECT_THAT(status, FailsWith(kInvalidArgument, "CROSSWALK_INVALID"));
    EXPECT_THAT(status.ToString(), HasSubstr(std::string(why)));
  };
  fails("titel: 'x'", "line 1, column 1: there is no field 'titel'");
  std::string text = kCrosswalk;
  text.replace(text.find("rubric: \"small\""), 15, "rubric: \"third\"");
  fails(text, "'rubric' is 'third', but that of the rubric at hand is 'small'");
  text = kCrosswalk;
  text.replace(text.find("criterion: \"team\""), 17, "criterion: \"tea\"");
  fails(text, "there is no criterion 'tea' in the rubric 'small'; did you mean 'team'?");
  text = kCrosswalk;
  text.replace(text.find("from { rubric"), 40, "clauses { id: 'c' text: 'x' reference: 'y' }");
  fails(text, "line");
  EXPECT_THAT(Answers().answers(), IsEmpty());
}

TEST_F(PrefillAssessmentTest, OnlyACompletedAssessmentIsASource) {
  EXPECT_THAT(Prefill(), FailsWith(kFailedPrecondition, "ASSESSMENT_NOT_COMPLETED"));
}

TEST_F(PrefillAssessmentTest, OnlyADraftIsATarget) {
  CompleteSource(kTeamAnswer);
  EXPECT_THAT(Prefill("etag: 'old'"), FailsWith(kAborted, "ETAG_MISMATCH"));
  ASSERT_THAT(Complete("target"), IsOk());
  EXPECT_THAT(Prefill(), FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
}

TEST_F(PrefillAssessmentTest, AnArchivedProgramTakesNoProposals) {
  CompleteSource(kTeamAnswer);
  ArchiveTheProgram();
  EXPECT_THAT(Prefill(), FailsWith(kFailedPrecondition, "ARCHIVED"));
}

TEST_F(PrefillAssessmentTest, WhatDoesNotExistOrBelongsToOthersIsNotFound) {
  CompleteSource(kTeamAnswer);
  v1::PrefillAssessmentRequest request = RequestOf();
  request.set_source("programs/p/assessments/none");
  EXPECT_THAT(PrefillAssessment(dependencies_, call_, request), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(PrefillAssessment(dependencies_, CallOfOwner("stranger"), RequestOf()),
              FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(PrefillAssessmentTest, OnlySoManyCrosswalksAreReadAtOnce) {
  CompleteSource(kTeamAnswer);
  const auto taken = inline_rubrics_.TryTake();
  EXPECT_THAT(Prefill(), FailsWith(absl::StatusCode::kResourceExhausted, "SERVER_BUSY"));
}

}  // namespace
}  // namespace continuum::operations
