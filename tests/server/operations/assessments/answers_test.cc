// SPDX-License-Identifier: Apache-2.0
//
// Saving answers and reading them back.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/operations/common/dates.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kPlan[] = "answers { criterion: 'plan' rating { option: 'some' } }";
constexpr char kSet[] = "programs/p/assessments/a/answerSets/consensus";

class AnswersTest : public OperationsTest {
 protected:
  AnswersTest() {
    MakeOwners();
    MakePublished();
    draft_ = MakeAssessment("a");
  }

  absl::StatusOr<v1::RecordedAnswerSet> GetAnswers(absl::Time read_time = absl::InfinitePast()) {
    v1::GetAnswerSetRequest request;
    request.set_name(kSet);
    if (read_time != absl::InfinitePast()) {
      *request.mutable_read_time() = ToTimestamp(read_time);
    }
    return GetAnswerSet(dependencies_, call_, request);
  }

  storage::Sequence LastChange() {
    storage::Sequence last = 0;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) {
      last = reader.last_sequence();
      return absl::OkStatus();
    }),
                IsOk());
    return last;
  }

  v1::Assessment draft_;
};

TEST_F(AnswersTest, AreSavedAndReadWithAuthorAndTime) {
  clock_.Advance(absl::Seconds(1));
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  clock_.Advance(absl::Seconds(1));
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved, Save("a", R"pb(
                         answers {
                           criterion: "plan"
                           rating { option: "some" }
                           comment: "Half of us."
                           attested: true
                           evidence { reference: "binder 3" description: "Plans" }
                         })pb"));
  EXPECT_EQ(saved.answered_criteria(), 2);
  EXPECT_NE(saved.etag(), draft_.etag());
  EXPECT_THAT(saved.update_time(), EqualsProto("seconds: 1772366402"));
  EXPECT_THAT(Read("a"), IsOkAndHolds(EqualsProto(saved)));
  ASSERT_OK_AND_ASSIGN(v1::RecordedAnswerSet set, GetAnswers());
  EXPECT_EQ(set.etag(), saved.etag());
  set.clear_etag();
  EXPECT_THAT(set, EqualsProto(R"pb(
                name: "programs/p/assessments/a/answerSets/consensus"
                source: ANSWER_SOURCE_PROGRAM_CONSENSUS
                answers {
                  answer {
                    criterion: "plan"
                    rating { option: "some" }
                    comment: "Half of us."
                    attested: true
                    evidence { reference: "binder 3" description: "Plans" }
                  }
                  author: "local"
                  save_time { seconds: 1772366402 }
                }
                answers {
                  answer {
                    criterion: "team"
                    yes_no { yes: true }
                  }
                  author: "local"
                  save_time { seconds: 1772366401 }
                })pb"));
}

TEST_F(AnswersTest, CriteriaNotNamedKeepTheirAnswers) {
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kPlan)), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved,
                       Save("a", "answers { criterion: 'plan' rating { option: 'full' } }"));
  EXPECT_EQ(saved.answered_criteria(), 2);
  EXPECT_EQ(ReadScorecard("a")->rollups(0).value(), "3");
}

TEST_F(AnswersTest, AnAnswerWithoutAFormTakesTheEarlierOneBack) {
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kPlan)), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved, Save("a", "answers { criterion: 'team' }"));
  EXPECT_EQ(saved.answered_criteria(), 1);
  EXPECT_EQ(ReadScorecard("a")->rollups(0).value(), "1");
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet set, GetAnswers());
  ASSERT_THAT(set.answers(), SizeIs(2));  // it was answered once, and is still listed
  EXPECT_THAT(set.answers(1).answer(), EqualsProto("criterion: 'team'"));
  EXPECT_EQ(Save("a", "answers { criterion: 'visits' }")->answered_criteria(), 1);
}

TEST_F(AnswersTest, AllOrNoneAreSaved) {
  const auto refused = Save("a", absl::StrCat(kTeamAnswer, R"pb(
                              answers {
                                criterion: "plan"
                                rating { option: "best" }
                              }
                              answers {
                                criterion: "visits"
                                staircase { activities { activity: "fly" } }
                              }
                              answers {
                                criterion: "team"
                                not_applicable { justification: "We are one." }
                              })pb"));
  EXPECT_THAT(refused, FailsWith(kInvalidArgument, "ANSWERS_INVALID"));
  const std::string fields = WrongFields(refused.status());
  EXPECT_THAT(fields, HasSubstr("answers[1].rating.option"));
  EXPECT_THAT(fields, HasSubstr("answers[2].staircase.activities[0]"));
  EXPECT_THAT(fields, HasSubstr("answers[3]"));
  EXPECT_THAT(GetAnswers()->answers(), IsEmpty());
  EXPECT_EQ(Read("a")->etag(), draft_.etag());
}

TEST_F(AnswersTest, FieldsAreChecked) {
  v1::SaveAnswersRequest request;
  request.set_name("programs/p/assessments/a");
  request.set_request_id(std::string(65, 'x'));
  EXPECT_THAT(SaveAnswers(dependencies_, call_, request),
              HasWrongFields("name, answers, request_id"));
  EXPECT_THAT(Save("none", kTeamAnswer), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(AnswersTest, WhatLooksLikeAPatientBesideThemMustHaveBeenSeen) {
  constexpr char kTold[] =
      "answers { criterion: 'plan' rating { option: 'some' } comment: 'DOB: 01/02/1980' "
      "evidence { reference: 'binder 3' description: 'call 555-867-5309' } } ";
  const auto refused = Save("a", kTold);
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  EXPECT_THAT(refused.status().message(), HasSubstr("1 date of birth and 1 phone number"));
  EXPECT_EQ(Read("a")->answered_criteria(), 0);
  EXPECT_THAT(Save("a", absl::StrCat(kTold, "identifiers_seen: 1")),
              FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  EXPECT_THAT(Save("a", absl::StrCat(kTold, "identifiers_seen: 2")), IsOk());
}

// As when a file is loaded again after something else in it was mended, or an answer is confirmed.
TEST_F(AnswersTest, WordsThatAreSavedAlreadyAreNotAskedAboutAgain) {
  constexpr char kTold[] =
      "answers { criterion: 'plan' rating { option: 'some' } comment: 'call 555-867-5309' } ";
  ASSERT_THAT(Save("a", absl::StrCat(kTold, "identifiers_seen: 1")), IsOk());
  EXPECT_THAT(Save("a", kTold), IsOk());
  EXPECT_THAT(Save("a", absl::StrCat(kTold, "identifiers_seen: 1")), IsOk());
  EXPECT_THAT(Save("a", absl::StrCat(kTold, "identifiers_seen: 2")),
              FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  constexpr char kMore[] =
      "answers { criterion: 'team' yes_no { yes: true } comment: 'SSN 123-45-6789' } ";
  EXPECT_THAT(Save("a", absl::StrCat(kTold, kMore)),
              FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  EXPECT_THAT(Save("a", absl::StrCat(kTold, kMore, "identifiers_seen: 1")), IsOk());
}

// Colleagues read them on terminals, which some characters would command.
TEST_F(AnswersTest, NothingBesideThemCommandsATerminal) {
  EXPECT_THAT(Save("a",
                   "answers { criterion: 'team' yes_no {} } "
                   "answers { criterion: 'plan' rating { option: 'some' } "
                   "evidence { reference: 'x' description: '\\033[2J' } }"),
              HasWrongFields("answers[1]"));
  EXPECT_EQ(Read("a")->answered_criteria(), 0);
  EXPECT_THAT(
      Save("a", "answers { criterion: 'plan' rating { option: 'some' } comment: 'a\\r\\n\\tb' }"),
      IsOk());
}

TEST_F(AnswersTest, AStaleEtagIsRefused) {
  ASSERT_THAT(Save("a", kTeamAnswer, draft_.etag()), IsOk());
  EXPECT_THAT(Save("a", kPlan, draft_.etag()), FailsWith(kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(Save("a", kPlan, "no etag at all"), FailsWith(kAborted, "ETAG_MISMATCH"));
  EXPECT_EQ(Read("a")->answered_criteria(), 1);
  EXPECT_THAT(Save("a", kPlan, Read("a")->etag()), IsOk());
}

TEST_F(AnswersTest, ACompletedAssessmentTakesNone) {
  ASSERT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(Save("a", kTeamAnswer, "stale"),
              FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
  EXPECT_THAT(GetAnswers()->answers(), IsEmpty());
}

TEST_F(AnswersTest, AnArchivedProgramTakesNone) {
  ArchiveTheProgram();
  EXPECT_THAT(Save("a", kTeamAnswer, "stale"), FailsWith(kFailedPrecondition, "ARCHIVED"));
  EXPECT_THAT(Complete("a"), FailsWith(kFailedPrecondition, "ARCHIVED"));
  EXPECT_THAT(GetAnswers()->answers(), IsEmpty());
  EXPECT_THAT(ReadScorecard("a"), IsOk());  // what there is can still be read
}

TEST_F(AnswersTest, SavingIsRepeatedSafely) {
  auto request = Parse<v1::SaveAnswersRequest>(kTeamAnswer);
  request.set_name(kSet);
  request.set_etag(draft_.etag());
  request.set_request_id("request-1");
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved, SaveAnswers(dependencies_, call_, request));
  ASSERT_THAT(Save("a", "answers { criterion: 'team' }"), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(SaveAnswers(dependencies_, call_, request), IsOkAndHolds(EqualsProto(saved)));
  EXPECT_EQ(Read("a")->answered_criteria(), 0);  // nothing was saved again
  request.mutable_answers(0)->mutable_yes_no()->set_yes(false);
  EXPECT_THAT(SaveAnswers(dependencies_, call_, request),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

TEST_F(AnswersTest, WrongAnswersDoNotHideThatTheRequestIdWasUsed) {
  auto request = Parse<v1::SaveAnswersRequest>(kTeamAnswer);
  request.set_name(kSet);
  request.set_request_id("request-1");
  ASSERT_THAT(SaveAnswers(dependencies_, call_, request), IsOk());
  request.mutable_answers(0)->set_criterion("nothing");
  EXPECT_THAT(SaveAnswers(dependencies_, call_, request),
              FailsWith(kFailedPrecondition, "REQUEST_ID_REUSED"));
}

// Saving the same page over and over filled the disk with copies of it.
TEST_F(AnswersTest, WhatIsSavedAlreadyIsNotSavedAgain) {
  constexpr char kProposal[] =
      "answers { criterion: 'plan' rating { option: 'some' } comment: 'Half of us.' "
      "unconfirmed: true } ";
  ASSERT_OK_AND_ASSIGN(const v1::Assessment first, Save("a", absl::StrCat(kTeamAnswer, kProposal)));
  const storage::Sequence last = LastChange();
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet before, GetAnswers());
  clock_.Advance(absl::Minutes(1));
  EXPECT_THAT(Save("a", absl::StrCat(kTeamAnswer, kProposal)), IsOkAndHolds(EqualsProto(first)));
  EXPECT_THAT(Save("a", kTeamAnswer, first.etag()), IsOkAndHolds(EqualsProto(first)));
  EXPECT_THAT(Save("a", kTeamAnswer, draft_.etag()), FailsWith(kAborted, "ETAG_MISMATCH"));
  EXPECT_THAT(GetAnswers(), IsOkAndHolds(EqualsProto(before)));
  EXPECT_EQ(LastChange(), last);
}

TEST_F(AnswersTest, OfWhatIsSavedAgainOnlyTheNewIsWritten) {
  constexpr char kConfirmed[] = "answers { criterion: 'plan' rating { option: 'some' } } ";
  constexpr char kProposal[] =
      "answers { criterion: 'plan' rating { option: 'some' } unconfirmed: true } ";
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kProposal)), IsOk());
  const absl::Time saved = clock_.Now();
  clock_.Advance(absl::Minutes(1));
  ASSERT_OK_AND_ASSIGN(const v1::Assessment more, Save("a", absl::StrCat(kTeamAnswer, kConfirmed)));
  EXPECT_EQ(more.answered_criteria(), 2);
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet set, GetAnswers());
  ASSERT_THAT(set.answers(), SizeIs(2));
  EXPECT_EQ(FromTimestamp(set.answers(0).save_time()), clock_.Now());  // plan
  EXPECT_EQ(FromTimestamp(set.answers(1).save_time()), saved);         // team
}

TEST_F(AnswersTest, WhoeverSaysTheSameAsSomebodyElseSaysIt) {
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  call_ = CallOfOwner("o");
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet set, GetAnswers());
  EXPECT_EQ(set.answers(0).author(), call_.caller.id());
  EXPECT_NE(call_.caller.id(), "local");
}

// Once somebody else answered, the repetition of an earlier request must not undo it.
TEST_F(AnswersTest, ARequestWithNothingNewIsRepeatedSafelyToo) {
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  auto request = Parse<v1::SaveAnswersRequest>(kTeamAnswer);
  request.set_name(kSet);
  request.set_request_id("request-1");
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved, SaveAnswers(dependencies_, call_, request));
  EXPECT_EQ(saved.answered_criteria(), 1);
  ASSERT_THAT(Save("a", "answers { criterion: 'team' }"), IsOk());
  EXPECT_THAT(SaveAnswers(dependencies_, call_, request), IsOkAndHolds(EqualsProto(saved)));
  EXPECT_EQ(Read("a")->answered_criteria(), 0);
}

TEST_F(AnswersTest, AnyMomentIsReadBack) {
  const absl::Time created = clock_.Now();
  clock_.Advance(absl::Minutes(1));
  ASSERT_OK_AND_ASSIGN(const v1::Assessment first, Save("a", kTeamAnswer));
  const absl::Time saved = clock_.Now();
  clock_.Advance(absl::Minutes(1));
  ASSERT_THAT(Save("a", absl::StrCat("answers { criterion: 'team' yes_no {} }", kPlan)), IsOk());
  EXPECT_THAT(GetAnswers(created)->answers(), IsEmpty());
  EXPECT_EQ(GetAnswers(created)->etag(), draft_.etag());
  EXPECT_THAT(GetAnswers(saved - absl::Microseconds(1))->answers(), IsEmpty());
  for (const absl::Time time : {saved, clock_.Now() - absl::Microseconds(1)}) {
    ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet then, GetAnswers(time));
    ASSERT_THAT(then.answers(), SizeIs(1));
    EXPECT_TRUE(then.answers(0).answer().yes_no().yes());
    EXPECT_EQ(then.etag(), first.etag());
  }
  EXPECT_THAT(GetAnswers(clock_.Now())->answers(), SizeIs(2));
  EXPECT_THAT(GetAnswers(created - absl::Seconds(1)), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(AnswersTest, ReadingSaysWhatIsWrong) {
  v1::GetAnswerSetRequest request;
  request.set_name("programs/p/assessments/a/answerSets/Reviewer");
  request.mutable_read_time()->set_nanos(-1);
  EXPECT_THAT(GetAnswerSet(dependencies_, call_, request), HasWrongFields("name, read_time"));
  EXPECT_THAT(GetAnswers(clock_.Now() + absl::Microseconds(1)), HasWrongFields("read_time"));
  request =
      Parse<v1::GetAnswerSetRequest>("name: 'programs/p/assessments/none/answerSets/consensus'");
  EXPECT_THAT(GetAnswerSet(dependencies_, call_, request), FailsWith(kNotFound, "NOT_FOUND"));
}

}  // namespace
}  // namespace continuum::operations
