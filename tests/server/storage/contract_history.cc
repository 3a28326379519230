// SPDX-License-Identifier: Apache-2.0
//
// The history of a program under a rubric.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

HistoryQuery History() {
  return {.program = "programs/p", .rubric = "rubrics/r", .answer_set = "consensus"};
}

absl::Status Complete(Writer& writer, const AssessmentRecord& draft) {
  AssessmentRecord record = draft;
  record.state = AssessmentState::kCompleted;
  record.complete_time = writer.time();
  RETURN_IF_ERROR(writer.UpdateAssessment(Everything(), record));
  return writer.CreateScorecard(Everything(), Scorecard(record.name, record.period_start));
}

absl::Status CreateCompleted(Writer& writer, absl::string_view id, int year) {
  const AssessmentRecord record = Assessment(id, "p", year);
  RETURN_IF_ERROR(writer.CreateAssessment(Everything(), record));
  return Complete(writer, record);
}

TEST_P(StorageContractTest, HistoryIsWhatWasCompletedByPeriod) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(CreateCompleted(w, "third", 2026));
    RETURN_IF_ERROR(CreateCompleted(w, "first", 2024));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("draft", "p", 2025)));
    return CreateCompleted(w, "second", 2025);
  });
  EXPECT_THAT(ListNames(History()),
              ElementsAre("programs/p/assessments/first", "programs/p/assessments/second",
                          "programs/p/assessments/third"));
  HistoryQuery page = History();
  page.page = {.after = "programs/p/assessments/first", .limit = 1};
  EXPECT_THAT(ListNames(page), ElementsAre("programs/p/assessments/second"));
  page.page.after = "programs/p/assessments/none";
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListHistory(all_, page); }),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(StorageContractTest, HistoryHasTheWholeScorecard) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    return CreateCompleted(w, "x", 2026);
  });
  const auto history = Read([&](const Reader& r) { return r.ListHistory(all_, History()); });
  ASSERT_THAT(history, IsOk());
  ASSERT_EQ(history->size(), 1u);
  EXPECT_EQ(history->front().assessment.state, AssessmentState::kCompleted);
  EXPECT_EQ(Unstamped(history->front().scorecard),
            Scorecard("programs/p/assessments/x", "2026-01-01"));
}

TEST_P(StorageContractTest, HistoryOfNumbersLeavesTheBytesOut) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(CreateCompleted(w, "x", 2025));
    return CreateCompleted(w, "y", 2026);
  });
  HistoryQuery query = History();
  query.numbers_only = true;
  const auto history = Read([&](const Reader& r) { return r.ListHistory(all_, query); });
  ASSERT_THAT(history, IsOk());
  ASSERT_EQ(history->size(), 2u);
  for (const HistoryRecord& point : *history) {
    const ScorecardRecord whole = Scorecard(point.assessment.name, point.assessment.period_start);
    EXPECT_EQ(point.scorecard.content, "");
    EXPECT_EQ(point.scorecard.measurement_digest, whole.measurement_digest);
    EXPECT_EQ(point.scorecard.numbers, whole.numbers);
  }
}

TEST_P(StorageContractTest, HistoryKeepsToProgramRubricAndAnswerSet) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateProgram(all_, Program("q")));
    return CreateCompleted(w, "x", 2026);
  });
  HistoryQuery query = History();
  query.program = "programs/q";
  EXPECT_THAT(ListNames(query), IsEmpty());
  query = History();
  query.rubric = "rubrics/other";
  EXPECT_THAT(ListNames(query), IsEmpty());
  query = History();
  query.answer_set = "reviewer";
  EXPECT_THAT(ListNames(query), IsEmpty());
}

TEST_P(StorageContractTest, ACompletedCorrectionTakesThePlaceOfWhatItCorrects) {
  AssessmentRecord correction = Assessment("new", "p", 2026);
  correction.corrects = "programs/p/assessments/old";
  const Sequence completed = Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    return CreateCompleted(w, "old", 2026);
  });
  Write([&](Writer& w) { return w.CreateAssessment(all_, correction); });
  EXPECT_THAT(ListNames(History()), ElementsAre("programs/p/assessments/old"));

  const Sequence corrected = Write([&](Writer& w) { return Complete(w, correction); });
  EXPECT_THAT(ListNames(History()), ElementsAre("programs/p/assessments/new"));

  // Then, it was not yet so.
  HistoryQuery query = History();
  query.page.as_of = completed;
  EXPECT_THAT(ListNames(query), ElementsAre("programs/p/assessments/old"));
  query.page.as_of = corrected;
  EXPECT_THAT(ListNames(query), ElementsAre("programs/p/assessments/new"));
}

TEST_P(StorageContractTest, ACorrectionOfACorrectionTakesItsPlaceToo) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(CreateCompleted(w, "a", 2026));
    AssessmentRecord b = Assessment("b", "p", 2026);
    b.corrects = "programs/p/assessments/a";
    RETURN_IF_ERROR(w.CreateAssessment(all_, b));
    RETURN_IF_ERROR(Complete(w, b));
    AssessmentRecord c = Assessment("c", "p", 2026);
    c.corrects = b.name;
    RETURN_IF_ERROR(w.CreateAssessment(all_, c));
    return Complete(w, c);
  });
  EXPECT_THAT(ListNames(History()), ElementsAre("programs/p/assessments/c"));
}

TEST_P(StorageContractTest, HistoryIsReadAsOfASequence) {
  Write([&](Writer& w) { return CreateBasics(w); });
  const AssessmentRecord draft = Assessment("x", "p", 2026);
  const Sequence created = Write([&](Writer& w) { return w.CreateAssessment(all_, draft); });
  const Sequence completed = Write([&](Writer& w) { return Complete(w, draft); });
  HistoryQuery query = History();
  query.page.as_of = created;
  EXPECT_THAT(ListNames(query), IsEmpty());
  query.page.as_of = completed;
  EXPECT_THAT(ListNames(query), ElementsAre(draft.name));
}

}  // namespace
}  // namespace continuum::storage
