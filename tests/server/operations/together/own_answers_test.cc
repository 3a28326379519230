// SPDX-License-Identifier: Apache-2.0
//
// People's own answers beside the consensus: who writes them, who reads them, and comparing them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/people/account_rows.h"
#include "tests/server/operations/meddling_storage.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kNoPlan[] = "answers { criterion: 'plan' rating { option: 'none' } } ";

class OwnAnswersTest : public TeamTest {
 protected:
  absl::StatusOr<v1::Assessment> SaveInto(absl::string_view by, absl::string_view set,
                                          absl::string_view answers, absl::string_view etag = "") {
    auto request = Parse<v1::SaveAnswersRequest>(answers);
    request.set_name(absl::StrCat(kA, "/answerSets/", set));
    request.set_etag(std::string(etag));
    return Ask(by, SaveAnswers, request);
  }
  absl::StatusOr<v1::RecordedAnswerSet> ReadSet(absl::string_view by, absl::string_view set) {
    v1::GetAnswerSetRequest request;
    request.set_name(absl::StrCat(kA, "/answerSets/", set));
    return Ask(by, GetAnswerSet, request);
  }
  absl::StatusOr<v1::CompareAnswerSetsResponse> CompareAs(absl::string_view by,
                                                          int32_t page_size = 0,
                                                          absl::string_view token = "") {
    v1::CompareAnswerSetsRequest request;
    request.set_parent(kA);
    request.set_page_size(page_size);
    request.set_page_token(std::string(token));
    return Ask(by, CompareAnswerSets, request);
  }
  // "con 2/3" for each set.
  std::vector<std::string> Progress(absl::string_view by) {
    v1::ListAnswerSetsRequest request;
    request.set_parent(kA);
    const auto listed = Ask(by, ListAnswerSets, request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> progress;
    if (!listed.ok()) return progress;
    for (const v1::AnswerSetSummary& set : listed->answer_sets()) {
      progress.push_back(absl::StrCat(set.name().substr(set.name().rfind('/') + 1), " ",
                                      set.answered_criteria(), "/", set.total_criteria()));
    }
    return progress;
  }
};

TEST_F(OwnAnswersTest, EverybodyInTheTeamSavesTheirOwnAndNobodyElses) {
  for (const char* id : {"owen", "lea", "eve", "con"}) {
    EXPECT_THAT(SaveInto(id, id, kTeamAnswer), IsOk()) << id;
  }
  for (const char* id : {"owen", "lea", "eve"}) {
    EXPECT_THAT(SaveInto(id, "con", kTeamAnswer), FailsWith(kPermissionDenied, "OWN_ANSWERS_ONLY"))
        << id;
    EXPECT_THAT(SaveInto(id, "nobody", kTeamAnswer),
                FailsWith(kPermissionDenied, "OWN_ANSWERS_ONLY"))
        << id;
  }
  for (const char* id : {"con", "sam", "max", "mona"}) {
    EXPECT_THAT(SaveInto(id, "cat", kTeamAnswer), FailsWith(kPermissionDenied, "PERMISSION_DENIED"))
        << id;
    EXPECT_THAT(SaveInto(id, "consensus", kTeamAnswer),
                FailsWith(kPermissionDenied, "PERMISSION_DENIED"))
        << id;
  }
  for (const char* id : {"sam", "max", "mona"}) {  // not even into one of their own
    EXPECT_THAT(SaveInto(id, id, kTeamAnswer), FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  }
  // The caller of a server without sign-in has no account, and so no answers of their own.
  auto request = Parse<v1::SaveAnswersRequest>(kTeamAnswer);
  request.set_name(absl::StrCat(kA, "/answerSets/local"));
  EXPECT_THAT(SaveAnswers(dependencies_, call_, request),
              FailsWith(kPermissionDenied, "OWN_ANSWERS_ONLY"));
}

TEST_F(OwnAnswersTest, LeaveTheConsensusAndItsScoreAsTheyAre) {
  EXPECT_THAT(SaveInto("eve", "consensus", kNoPlan), IsOk());
  const v1::Assessment before = *Read("a");
  const v1::Scorecard scored = *ReadScorecard("a");
  ASSERT_OK_AND_ASSIGN(const v1::Assessment saved, SaveInto("con", "con", kFullPlanAnswer));
  EXPECT_THAT(saved, EqualsProto(before));
  EXPECT_THAT(*Read("a"), EqualsProto(before));
  EXPECT_THAT(*ReadScorecard("a"), EqualsProto(scored));
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet consensus, ReadSet("con", "consensus"));
  EXPECT_EQ(consensus.source(), v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  EXPECT_EQ(consensus.answers(0).answer().rating().option(), "none");
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet own, ReadSet("con", "con"));
  EXPECT_EQ(own.source(), v1::ANSWER_SOURCE_INDIVIDUAL);
  ASSERT_THAT(own.answers(), SizeIs(1));
  EXPECT_EQ(own.answers(0).answer().rating().option(), "full");
  EXPECT_EQ(own.answers(0).author(), "accounts/con");
}

TEST_F(OwnAnswersTest, WhatIsSavedAlreadyIsNotSavedAgain) {
  ASSERT_THAT(SaveInto("con", "con", kFullPlanAnswer), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet before, ReadSet("con", "con"));
  clock_.Advance(absl::Minutes(1));
  EXPECT_THAT(SaveInto("con", "con", kFullPlanAnswer, before.etag()), IsOk());
  EXPECT_THAT(ReadSet("con", "con"), IsOkAndHolds(EqualsProto(before)));
  EXPECT_THAT(SaveInto("con", "con", kNoPlan, before.etag()), IsOk());
  EXPECT_THAT(SaveInto("con", "con", kFullPlanAnswer), IsOk());  // back again is a change
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet after, ReadSet("con", "con"));
  EXPECT_EQ(after.answers(0).answer().rating().option(), "full");
  EXPECT_NE(after.etag(), before.etag());
}

// Who has not answered yet should not be led by what others said.
TEST_F(OwnAnswersTest, AreReadByOthersOnceTheyHaveSavedTheirOwn) {
  EXPECT_THAT(SaveInto("con", "con", kFullPlanAnswer), IsOk());
  EXPECT_THAT(ReadSet("lea", "con"), IsOk());
  EXPECT_THAT(ReadSet("owen", "con"), IsOk());
  for (const char* id : {"cat", "eve"}) {
    EXPECT_THAT(ReadSet(id, "con"), FailsWith(kFailedPrecondition, "OWN_ANSWERS_FIRST")) << id;
    EXPECT_THAT(CompareAs(id), FailsWith(kFailedPrecondition, "OWN_ANSWERS_FIRST")) << id;
  }
  // What says nothing does not open the others'.
  EXPECT_THAT(SaveInto("cat", "cat", "answers { criterion: 'plan' }"), IsOk());
  EXPECT_THAT(ReadSet("cat", "con"), FailsWith(kFailedPrecondition, "OWN_ANSWERS_FIRST"));
  EXPECT_THAT(SaveInto("cat", "cat", kTeamAnswer), IsOk());
  EXPECT_THAT(ReadSet("cat", "con"), IsOk());
  EXPECT_THAT(ReadSet("cat", "nobody"), FailsWith(kNotFound, "NOT_FOUND"));
  for (const char* id : {"sam", "max", "mona"}) {
    EXPECT_THAT(ReadSet(id, "con"), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
    EXPECT_THAT(CompareAs(id), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
}

TEST_F(OwnAnswersTest, HaveAnEtagOfTheirOwn) {
  ASSERT_OK_AND_ASSIGN(const v1::RecordedAnswerSet empty, ReadSet("con", "con"));
  EXPECT_EQ(empty.etag(), "0");
  EXPECT_THAT(empty.answers(), IsEmpty());
  EXPECT_THAT(SaveInto("con", "con", kTeamAnswer, empty.etag()), IsOk());
  EXPECT_THAT(SaveInto("con", "con", kTeamAnswer, empty.etag()),
              FailsWith(kAborted, "ETAG_MISMATCH"));
  const std::string etag = ReadSet("con", "con")->etag();
  EXPECT_THAT(SaveInto("eve", "consensus", kTeamAnswer), IsOk());  // is in nobody's way
  EXPECT_THAT(SaveInto("cat", "cat", kTeamAnswer), IsOk());
  EXPECT_THAT(SaveInto("con", "con", kNoPlan, etag), IsOk());
}

TEST_F(OwnAnswersTest, AreCheckedAndFrozenLikeAnyOthers) {
  EXPECT_THAT(SaveInto("con", "con", "answers { criterion: 'none' yes_no { yes: true } }"),
              FailsWith(kInvalidArgument, "ANSWERS_INVALID"));
  EXPECT_THAT(SaveInto("con", "con", kTeamAnswer), IsOk());
  EXPECT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(SaveInto("con", "con", kTeamAnswer),
              FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
  EXPECT_THAT(ReadSet("con", "con")->answers(), SizeIs(1));
}

TEST_F(OwnAnswersTest, TheListSaysWhoHasAnsweredHowMuch) {
  EXPECT_THAT(Progress("con"), ElementsAre("consensus 0/3"));
  EXPECT_THAT(SaveInto("con", "con", absl::StrCat(kTeamAnswer, kNoPlan)), IsOk());
  EXPECT_THAT(SaveInto("eve", "eve", kTeamAnswer), IsOk());
  EXPECT_THAT(SaveInto("eve", "consensus", kTeamAnswer), IsOk());
  EXPECT_THAT(Progress("cat"), ElementsAre("consensus 1/3", "con 2/3", "eve 1/3"));
  EXPECT_THAT(SaveInto("con", "con", "answers { criterion: 'plan' }"), IsOk());
  EXPECT_THAT(Progress("cat"), ElementsAre("consensus 1/3", "con 1/3", "eve 1/3"));
}

TEST_F(OwnAnswersTest, AreComparedAndNeverAveraged) {
  EXPECT_THAT(SaveInto("con", "con", absl::StrCat(kTeamAnswer, kNoPlan)), IsOk());
  EXPECT_THAT(SaveInto("eve", "eve",
                       absl::StrCat(kFullPlanAnswer,
                                    "answers { criterion: 'team' comment: 'weekly' "
                                    "yes_no { yes: true } }")),
              IsOk());
  EXPECT_THAT(SaveInto("eve", "consensus",
                       "answers { criterion: 'plan' rating { option: 'some' } } "
                       "answers { criterion: 'team' unconfirmed: true yes_no { yes: false } }"),
              IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::CompareAnswerSetsResponse compared, CompareAs("con"));
  EXPECT_THAT(compared, EqualsProto(R"pb(
                criteria {
                  criterion: "plan"
                  consensus {
                    criterion: "plan"
                    rating { option: "some" }
                  }
                  individuals {
                    account: "accounts/con"
                    account_label: "Name of con"
                    answer {
                      criterion: "plan"
                      rating { option: "none" }
                    }
                  }
                  individuals {
                    account: "accounts/eve"
                    account_label: "Name of eve"
                    answer {
                      criterion: "plan"
                      rating { option: "full" }
                    }
                  }
                }
                criteria {
                  criterion: "team"
                  individuals {
                    account: "accounts/con"
                    account_label: "Name of con"
                    answer {
                      criterion: "team"
                      yes_no { yes: true }
                    }
                  }
                  individuals {
                    account: "accounts/eve"
                    account_label: "Name of eve"
                    answer {
                      criterion: "team"
                      yes_no { yes: true }
                      comment: "weekly"
                    }
                  }
                  agreed: true
                })pb"));
  ASSERT_OK_AND_ASSIGN(const v1::CompareAnswerSetsResponse first, CompareAs("con", 1));
  ASSERT_THAT(first.criteria(), SizeIs(1));
  // What is saved meanwhile does not change the pages that follow.
  EXPECT_THAT(SaveInto("con", "con", "answers { criterion: 'team' }"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::CompareAnswerSetsResponse second,
                       CompareAs("con", 1, first.next_page_token()));
  ASSERT_THAT(second.criteria(), SizeIs(1));
  EXPECT_THAT(second.criteria(0), EqualsProto(compared.criteria(1)));
  EXPECT_EQ(second.next_page_token(), "");
}

// Whenever it is saved: before the comparison, between its reads, or after them.
TEST_F(OwnAnswersTest, WhatIsSavedInOneChangeIsInAllSetsThatAreComparedOrInNone) {
  EXPECT_THAT(SaveInto("con", "con", kNoPlan), IsOk());
  EXPECT_THAT(SaveInto("eve", "consensus", kNoPlan), IsOk());
  const auto save_in_both = [&](const std::string& option) {
    const auto answer =
        Parse<v1::Answer>(absl::StrCat("criterion: 'plan' rating { option: '", option, "' }"));
    EXPECT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                                [&](storage::Writer& writer) -> absl::Status {
                                  RETURN_IF_ERROR(
                                      AppendAnswer(writer, PeopleScope(), kA, answer, kConsensus));
                                  return AppendAnswer(writer, PeopleScope(), kA, answer, "con");
                                }),
                IsOk());
  };
  int reads = 0;
  for (bool saved = true; saved; ++reads) {
    saved = false;
    MeddlingStorage meddling(*storage_);
    meddling.MeddleAt(reads, [&] {
      saved = true;
      save_in_both(reads % 2 == 0 ? "some" : "full");
    });
    dependencies_.storage = &meddling;
    const auto compared = CompareAs("con");
    dependencies_.storage = storage_.get();
    ASSERT_THAT(compared, IsOk());
    ASSERT_THAT(compared->criteria(0).individuals(), SizeIs(1));
    EXPECT_THAT(compared->criteria(0).individuals(0).answer(),
                EqualsProto(compared->criteria(0).consensus()))
        << "saved before read " << reads;
  }
  EXPECT_GT(reads, 2);
}

TEST_F(OwnAnswersTest, NoAccountIsCalledTheConsensus) {
  EXPECT_THAT(CreateAccount(dependencies_, call_,
                            Parse<v1::CreateAccountRequest>(
                                "account_id: 'consensus' account { kind: KIND_SERVICE "
                                "display_name: 'x' }")),
              HasWrongFields("account_id"));
}

}  // namespace
}  // namespace continuum::operations
