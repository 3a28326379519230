// SPDX-License-Identifier: Apache-2.0
//
// Beginning a new cycle with the answers of the last one, and confirming what has not changed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/patients_number.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kB[] = "programs/p/assessments/b";

// "a" of 2025 is completed with a plan and a team; "b" of 2026 is a draft.
class CarryForwardTest : public TeamTest {
 protected:
  CarryForwardTest() {
    EXPECT_THAT(Save("a", absl::StrCat("answers { criterion: 'plan' comment: 'on file' "
                                       "attested: true rating { option: 'full' } } ",
                                       kTeamAnswer,
                                       "answers { criterion: 'visits' unconfirmed: true "
                                       "staircase { claimed_stage: 'low' } }")),
                IsOk());
    EXPECT_THAT(Complete("a"), IsOk());
    MakePublished({.revision = "1.1.0", .title = "In better words"});
    MakeAssessment("b", 2026, "rubrics/small/revisions/1.1.0");
  }

  absl::StatusOr<v1::CarryForwardResponse> Carry(absl::string_view by, absl::string_view to = kB,
                                                 absl::string_view rest = "") {
    return Ask(
        by, CarryForward,
        Parse<v1::CarryForwardRequest>(absl::StrCat("name: '", to, "' source: '", kA, "' ", rest)));
  }
  absl::StatusOr<v1::ConfirmAnswersResponse> Confirm(absl::string_view by, absl::string_view rest) {
    return Ask(by, ConfirmAnswers,
               Parse<v1::ConfirmAnswersRequest>(absl::StrCat("name: '", kB, "' ", rest)));
  }
  v1::Answer AnswerTo(absl::string_view criterion) {
    v1::GetAnswerSetRequest request;
    request.set_name(absl::StrCat(kB, "/answerSets/consensus"));
    const auto set = GetAnswerSet(dependencies_, call_, request);
    EXPECT_THAT(set, IsOk());
    for (const v1::RecordedAnswer& recorded : set->answers()) {
      if (recorded.answer().criterion() == criterion) return recorded.answer();
    }
    return {};
  }
};

constexpr char kUnchanged[] = "domains: 'care' attestation: 'Nothing has changed.' ";

TEST_F(CarryForwardTest, CarriedAnswersAreVisiblyUnconfirmedAndDoNotCount) {
  ASSERT_OK_AND_ASSIGN(const v1::CarryForwardResponse carried, Carry("eve"));
  EXPECT_THAT(carried.carried_criteria(), ElementsAre("plan", "team"));
  EXPECT_THAT(carried.kept_criteria(), IsEmpty());
  EXPECT_EQ(carried.assessment().answered_criteria(), 0);
  EXPECT_EQ(carried.assessment().etag(), Read("b")->etag());
  const v1::Answer plan = AnswerTo("plan");
  EXPECT_EQ(plan.rating().option(), "full");
  EXPECT_EQ(plan.comment(), "on file");
  EXPECT_TRUE(plan.unconfirmed());
  EXPECT_FALSE(plan.attested());  // nobody has, of this period
  EXPECT_EQ(plan.origin().assessment(), kA);
  EXPECT_THAT(plan.origin().criteria(), ElementsAre("plan"));
  EXPECT_EQ(ReadScorecard("b")->rollups(0).value(), "0");
}

TEST_F(CarryForwardTest, LeavesWhatIsThereAndChangesNothingTheSecondTime) {
  EXPECT_THAT(Save("b", "answers { criterion: 'plan' rating { option: 'none' } }"), IsOk());
  ASSERT_OK_AND_ASSIGN(const v1::CarryForwardResponse first, Carry("eve"));
  EXPECT_THAT(first.carried_criteria(), ElementsAre("team"));
  EXPECT_THAT(first.kept_criteria(), ElementsAre("plan"));
  EXPECT_EQ(AnswerTo("plan").rating().option(), "none");
  ASSERT_OK_AND_ASSIGN(const v1::CarryForwardResponse second, Carry("eve"));
  EXPECT_THAT(second.carried_criteria(), IsEmpty());
  EXPECT_EQ(second.assessment().etag(), first.assessment().etag());
}

TEST_F(CarryForwardTest, AWholeDomainIsConfirmedInOneAttestedStep) {
  EXPECT_THAT(Carry("eve"), IsOk());
  const std::string etag = Read("b")->etag();
  ASSERT_OK_AND_ASSIGN(const v1::ConfirmAnswersResponse confirmed,
                       Confirm("lea", absl::StrCat(kUnchanged, "etag: '", etag, "'")));
  EXPECT_THAT(confirmed.confirmation().criteria(), ElementsAre("plan", "team"));
  EXPECT_THAT(confirmed.confirmation().domains(), ElementsAre("care"));
  EXPECT_EQ(confirmed.confirmation().attestation(), "Nothing has changed.");
  EXPECT_EQ(confirmed.confirmation().author(), "accounts/lea");
  EXPECT_TRUE(confirmed.confirmation().has_create_time());
  EXPECT_EQ(confirmed.assessment().answered_criteria(), 2);
  EXPECT_EQ(confirmed.assessment().etag(), Read("b")->etag());
  const v1::Answer plan = AnswerTo("plan");
  EXPECT_FALSE(plan.unconfirmed());
  EXPECT_TRUE(plan.attested());
  EXPECT_EQ(plan.origin().assessment(), kA);  // where it came from stays
  EXPECT_EQ(ReadScorecard("b")->rollups(0).value(), "3");
  EXPECT_THAT(Confirm("lea", kUnchanged), FailsWith(kFailedPrecondition, "NOTHING_TO_CONFIRM"));
  v1::ListChangesRequest changes;
  changes.set_parent(kB);
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse listed, Ask("con", ListChanges, changes));
  const v1::Change& last = listed.changes(listed.changes_size() - 1);
  EXPECT_EQ(last.kind(), v1::Change::KIND_ANSWERS_CONFIRMED);
  EXPECT_EQ(last.confirmation().name(), confirmed.confirmation().name());
}

TEST_F(CarryForwardTest, ChangesTellWhatNobodyHadConfirmed) {
  EXPECT_THAT(Carry("eve"), IsOk());
  EXPECT_THAT(Confirm("lea", kUnchanged), IsOk());
  EXPECT_THAT(Save("b",
                   "answers { criterion: 'visits' unconfirmed: true "
                   "origin { crosswalk: 'crosswalks/x' } "
                   "staircase { claimed_stage: 'low' } }"),
              IsOk());
  v1::ListChangesRequest request;
  request.set_parent(kB);
  ASSERT_OK_AND_ASSIGN(const v1::ListChangesResponse listed, Ask("con", ListChanges, request));
  std::vector<std::string> changes;
  for (const v1::Change& change : listed.changes()) {
    changes.push_back(absl::StrCat(v1::Change::Kind_Name(change.kind()), " ", change.criterion()));
  }
  EXPECT_THAT(changes, ElementsAre("KIND_ANSWER_CARRIED plan", "KIND_ANSWER_CARRIED team",
                                   "KIND_ANSWER_SAVED plan", "KIND_ANSWER_SAVED team",
                                   "KIND_ANSWERS_CONFIRMED ", "KIND_ANSWER_PROPOSED visits"));
}

TEST_F(CarryForwardTest, NothingIsConfirmedThatWasNotLookedAt) {
  EXPECT_THAT(Carry("eve"), IsOk());
  const std::string etag = Read("b")->etag();
  EXPECT_THAT(Save("b", "answers { criterion: 'plan' rating { option: 'none' } }"), IsOk());
  EXPECT_THAT(Confirm("lea", absl::StrCat(kUnchanged, "etag: '", etag, "'")),
              FailsWith(kAborted, "ETAG_MISMATCH"));
  ASSERT_OK_AND_ASSIGN(const v1::ConfirmAnswersResponse confirmed, Confirm("lea", kUnchanged));
  EXPECT_THAT(confirmed.confirmation().criteria(), ElementsAre("team"));
  EXPECT_EQ(AnswerTo("plan").rating().option(), "none");
}

TEST_F(CarryForwardTest, ConfirmingSaysWhatIsWrong) {
  EXPECT_THAT(Confirm("lea", ""), HasWrongFields("domains, attestation"));
  EXPECT_THAT(Confirm("lea", absl::StrCat(kUnchanged, "domains: 'plan' domains: 'care'")),
              HasWrongFields("domains[1], domains[2]"));
  EXPECT_THAT(Confirm("lea", "domains: 'plan' attestation: 'So it is.'").status().message(),
              HasSubstr("a domain of the assessment's rubric: care"));
  for (const char* id : {"con", "sam", "max", "mona"}) {
    EXPECT_THAT(Confirm(id, kUnchanged), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
    EXPECT_THAT(Carry(id), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
}

TEST_F(CarryForwardTest, AStatementHoldsNoNumberOfAPatient) {
  EXPECT_THAT(
      Confirm("lea", absl::StrCat("domains: 'care' attestation: 'As with ", kPatientsNumber, "'")),
      HasPatientsNumberIn("attestation"));
}

TEST_F(CarryForwardTest, NotFromWhatWasCorrected) {
  v1::CorrectAssessmentRequest correct;
  correct.set_name(kA);
  correct.set_assessment_id("a2");
  correct.set_reason("a slip");
  ASSERT_THAT(CorrectAssessment(dependencies_, call_, correct), IsOk());
  ASSERT_THAT(Complete("a2"), IsOk());
  const auto refused = Carry("eve");
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "ASSESSMENT_CORRECTED"));
  EXPECT_THAT(refused.status().message(), HasSubstr("programs/p/assessments/a2"));
  EXPECT_THAT(AnswerTo("plan").criterion(), IsEmpty());
}

TEST_F(CarryForwardTest, OnlyFromWhatIsCompletedAndMeasuresTheSame) {
  EXPECT_THAT(Carry("eve", kA), FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
  EXPECT_THAT(Carry("eve", "programs/p/assessments/none"), FailsWith(kNotFound, "NOT_FOUND"));
  auto other = Parse<v1::CarryForwardRequest>(absl::StrCat("name: '", kB, "'"));
  other.set_source(kB);
  EXPECT_THAT(Ask("eve", CarryForward, other),
              FailsWith(kFailedPrecondition, "ASSESSMENT_NOT_COMPLETED"));
  other.set_source("programs/sibling/assessments/a");
  EXPECT_THAT(Ask("eve", CarryForward, other), HasWrongFields("source"));
  MakeAssessment("earlier", 2024, "rubrics/small/revisions/1.1.0");
  const auto backwards = Carry("eve", "programs/p/assessments/earlier");
  EXPECT_THAT(backwards, HasWrongFields("source"));
  EXPECT_THAT(backwards.status().message(), HasSubstr("ends no later than 2024-12-31"));
  MakePublished({.revision = "2.0.0", .full_value = "3"});
  MakeAssessment("c", 2026, "rubrics/small/revisions/2.0.0");
  EXPECT_THAT(Carry("eve", "programs/p/assessments/c"),
              FailsWith(kFailedPrecondition, "MEASUREMENT_DIFFERS"));
}

constexpr char kMeasure[] = R"pb(
  criteria {
    id: "seen"
    title: "Seen"
    intent: "People are seen within a week."
    measure {
      kind: KIND_PROPORTION
      basis: BASIS_EVENTS
      numerator: "those seen within 7 days"
      denominator: "all discharges"
      minimum_denominator: 1
      worth {
        cut_points { at_least: "0.5" value: "1" }
        below: "0"
      }
    }
  }
)pb";

// The counts of one period are never those of the next.
TEST_F(CarryForwardTest, MeasuresAreCountedAnew) {
  const std::string text = WriteRubric({.id = "measured"});
  const size_t place = text.find("criteria {");
  v1::CreateRubricRevisionRequest create;
  create.set_source_text(absl::StrCat(text.substr(0, place), kMeasure, text.substr(place)));
  ASSERT_OK_AND_ASSIGN(const v1::RubricRevision made,
                       CreateRubricRevision(dependencies_, call_, create));
  v1::PublishRubricRevisionRequest publish;
  publish.set_name(made.name());
  ASSERT_THAT(PublishRubricRevision(dependencies_, call_, publish), IsOk());
  MakeAssessment("m1", 2025, made.name());
  MakeAssessment("m2", 2026, made.name());
  ASSERT_THAT(Save("m1", absl::StrCat(kTeamAnswer,
                                      "answers { criterion: 'seen' measure { counts { "
                                      "numerator: '40' denominator: 60 } } }")),
              IsOk());
  ASSERT_THAT(Complete("m1"), IsOk());
  auto request = Parse<v1::CarryForwardRequest>(
      "name: 'programs/p/assessments/m2' source: 'programs/p/assessments/m1'");
  ASSERT_OK_AND_ASSIGN(const auto carried, Ask("eve", CarryForward, request));
  EXPECT_THAT(carried.carried_criteria(), ElementsAre("team"));
  EXPECT_THAT(carried.measured_criteria(), ElementsAre("seen"));
}

TEST_F(CarryForwardTest, ARepeatedRequestGetsItsFirstAnswer) {
  ASSERT_OK_AND_ASSIGN(const auto first, Carry("eve", kB, "request_id: 'r'"));
  ASSERT_OK_AND_ASSIGN(const auto again, Carry("eve", kB, "request_id: 'r'"));
  EXPECT_THAT(again, testing::EqualsProto(first));
}

}  // namespace
}  // namespace continuum::operations
