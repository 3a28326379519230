// SPDX-License-Identifier: Apache-2.0
//
// Assessments, answers and scorecards.

#include <string>
#include <vector>

#include "server/base/status_macros.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::string_view kName = "programs/p/assessments/x";

// The basics and assessment x of program p.
absl::Status CreateAssessmentX(Writer& writer) {
  RETURN_IF_ERROR(CreateBasics(writer));
  return writer.CreateAssessment(Everything(), Assessment("x"));
}

// "criterion=content" of answers.
std::vector<std::string> Contents(const absl::StatusOr<std::vector<AnswerRecord>>& answers) {
  std::vector<std::string> contents;
  EXPECT_THAT(answers, IsOk());
  if (!answers.ok()) return contents;
  for (const AnswerRecord& a : *answers) contents.push_back(a.criterion + "=" + a.content);
  return contents;
}

TEST_P(StorageContractTest, AssessmentIsReadAsWritten) {
  AssessmentRecord record = Assessment("x");
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    return w.CreateAssessment(all_, record);
  });
  auto read = Read([&](const Reader& r) { return r.GetAssessment(all_, kName); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);

  record.state = AssessmentState::kCompleted;
  record.answered_criteria = 12;
  record.total_criteria = 16;
  record.corrected_by = "programs/p/assessments/y";
  record.complete_time = clock_.Now();
  Write([&](Writer& w) { return w.UpdateAssessment(all_, record); });
  read = Read([&](const Reader& r) { return r.GetAssessment(all_, kName); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
}

TEST_P(StorageContractTest, ACorrectionIsReadAsWritten) {
  AssessmentRecord record = Assessment("y");
  record.corrects = std::string(kName);
  record.correction_reason = "The wrong site was counted.";
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAssessmentX(w));
    return w.CreateAssessment(all_, record);
  });
  const auto read = Read([&](const Reader& r) { return r.GetAssessment(all_, record.name); });
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(Unstamped(*read), record);
}

TEST_P(StorageContractTest, AssessmentErrors) {
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateAssessment(all_, Assessment("x")); }),
              StatusIs(StatusCode::kNotFound, HasSubstr("programs/p")));
  Write([&](Writer& w) { return CreateAssessmentX(w); });
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateAssessment(all_, Assessment("x")); }),
              StatusIs(StatusCode::kAlreadyExists, HasSubstr("assessments/x")));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateAssessment(all_, Assessment("none")); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetAssessment(all_, "programs/p"); }),
              StatusIs(StatusCode::kNotFound));

  AssessmentRecord record = Assessment("y");
  record.revision = "rubrics/r/revisions/none";
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateAssessment(all_, record); }),
              StatusIs(StatusCode::kNotFound, HasSubstr("rubrics/r/revisions/none")));
  record = Assessment("y");
  record.rubric = "rubrics/other";
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateAssessment(all_, record); }),
              StatusIs(StatusCode::kInvalidArgument, HasSubstr("rubric")));
  record = Assessment("y");
  record.corrects = "programs/p/assessments/none";
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateAssessment(all_, record); }),
              StatusIs(StatusCode::kNotFound, HasSubstr("assessments/none")));
}

TEST_P(StorageContractTest, WhatAnAssessmentIsAboutNeverChanges) {
  Write([&](Writer& w) { return CreateAssessmentX(w); });
  using Field = std::string AssessmentRecord::*;
  for (const Field field :
       {&AssessmentRecord::program, &AssessmentRecord::rubric, &AssessmentRecord::revision,
        &AssessmentRecord::period_start, &AssessmentRecord::period_end, &AssessmentRecord::corrects,
        &AssessmentRecord::correction_reason}) {
    AssessmentRecord record = Assessment("x");
    record.*field = "changed";
    EXPECT_THAT(TryWrite([&](Writer& w) { return w.UpdateAssessment(all_, record); }),
                StatusIs(StatusCode::kInvalidArgument, HasSubstr("never changes")));
  }
}

TEST_P(StorageContractTest, AssessmentsAreListedByPeriodThenName) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateProgram(all_, Program("q")));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("c", "p", 2024)));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("b", "p", 2025)));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("a", "p", 2025)));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("z", "q", 2023)));
    AssessmentRecord half = Assessment("half", "p", 2025);
    half.period_end = "2025-06-30";
    return w.CreateAssessment(all_, half);
  });
  AssessmentQuery query{.program = "programs/p"};
  const std::vector<std::string> names = ListNames(query);
  EXPECT_THAT(names, ElementsAre("programs/p/assessments/c", "programs/p/assessments/half",
                                 "programs/p/assessments/a", "programs/p/assessments/b"));
  // Every way of cutting it into pages gives the same list.
  for (size_t size = 1; size <= names.size(); ++size) {
    std::vector<std::string> pages;
    query.page = {.limit = static_cast<int>(size)};
    for (std::vector<std::string> page = ListNames(query); !page.empty(); page = ListNames(query)) {
      pages.insert(pages.end(), page.begin(), page.end());
      query.page.after = page.back();
    }
    EXPECT_EQ(pages, names) << "pages of " << size;
  }
  query.page = {.after = "programs/q/assessments/z"};
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListAssessments(all_, query); }),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(StorageContractTest, AssessmentsAreFiltered) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAssessmentX(w));
    RETURN_IF_ERROR(w.CreateRubric(all_, Rubric("other")));
    RETURN_IF_ERROR(w.CreateRubricRevision(all_, Revision("1", "other")));
    AssessmentRecord other = Assessment("other");
    other.rubric = "rubrics/other";
    other.revision = "rubrics/other/revisions/1";
    RETURN_IF_ERROR(w.CreateAssessment(all_, other));
    other.state = AssessmentState::kCompleted;
    return w.UpdateAssessment(all_, other);
  });
  EXPECT_THAT(ListNames(AssessmentQuery{.program = "programs/p", .rubric = "rubrics/r"}),
              ElementsAre(kName));
  EXPECT_THAT(
      ListNames(AssessmentQuery{.program = "programs/p", .state = AssessmentState::kCompleted}),
      ElementsAre("programs/p/assessments/other"));
  EXPECT_THAT(
      ListNames(AssessmentQuery{
          .program = "programs/p", .rubric = "rubrics/other", .state = AssessmentState::kDraft}),
      IsEmpty());
}

TEST_P(StorageContractTest, AnswersAreReadAsSavedByCriterion) {
  Write([&](Writer& w) { return CreateAssessmentX(w); });
  clock_.Advance(absl::Minutes(1));
  const std::string bytes("\x00\xFF\n'", 4);
  const Sequence saved = Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("2.1", bytes)));
    return w.AppendAnswer(all_, Answer("1.1", ""));
  });
  const auto answers =
      Read([&](const Reader& r) { return r.GetAnswers(all_, kName, "consensus"); });
  ASSERT_THAT(answers, IsOk());
  AnswerRecord first = Answer("1.1", "");
  AnswerRecord second = Answer("2.1", bytes);
  for (AnswerRecord* expected : {&first, &second}) {
    expected->author = "tester";
    expected->save_time = clock_.Now();
    expected->sequence = saved;
  }
  EXPECT_THAT(*answers, ElementsAre(first, second));
}

TEST_P(StorageContractTest, SavedAnswersStay) {
  const Sequence created = Write([&](Writer& w) { return CreateAssessmentX(w); });
  const auto save = [&](absl::string_view criterion, absl::string_view content) {
    return Write([&](Writer& w) { return w.AppendAnswer(all_, Answer(criterion, content)); });
  };
  const Sequence first = save("1.1", "draft");
  const Sequence second = save("1.2", "yes");
  const Sequence third = save("1.1", "final");
  const auto at = [&](Sequence as_of) {
    return Contents(
        Read([&](const Reader& r) { return r.GetAnswers(all_, kName, "consensus", as_of); }));
  };
  EXPECT_THAT(at(created), IsEmpty());
  EXPECT_THAT(at(first), ElementsAre("1.1=draft"));
  EXPECT_THAT(at(second), ElementsAre("1.1=draft", "1.2=yes"));
  EXPECT_THAT(at(third), ElementsAre("1.1=final", "1.2=yes"));
  EXPECT_THAT(at(kLatest), ElementsAre("1.1=final", "1.2=yes"));
}

TEST_P(StorageContractTest, OneAnswerIsFoundAsAmongAll) {
  Write([&](Writer& w) { return CreateAssessmentX(w); });
  std::vector<Sequence> moments;
  const auto save = [&](absl::string_view criterion, absl::string_view content) {
    moments.push_back(
        Write([&](Writer& w) { return w.AppendAnswer(all_, Answer(criterion, content)); }));
  };
  save("1.1", "draft");
  save("1.2", "yes");
  save("1.1", "final");
  moments.push_back(kLatest);
  for (const Sequence as_of : moments) {
    const auto all =
        Read([&](const Reader& r) { return r.GetAnswers(all_, kName, "consensus", as_of); });
    ASSERT_THAT(all, IsOk());
    for (const AnswerRecord& answer : *all) {
      EXPECT_THAT(Read([&](const Reader& r) {
                    return r.GetAnswer(all_, kName, "consensus", answer.criterion, as_of);
                  }),
                  IsOkAndHolds(answer));
    }
  }
  const auto get = [&](absl::string_view assessment, absl::string_view set,
                       absl::string_view criterion, Sequence as_of) {
    return Read(
        [&](const Reader& r) { return r.GetAnswer(all_, assessment, set, criterion, as_of); });
  };
  EXPECT_THAT(get(kName, "consensus", "1.2", moments[0]), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(get(kName, "consensus", "1.3", kLatest), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(get(kName, "reviewer", "1.1", kLatest), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(get("programs/p/assessments/none", "consensus", "1.1", kLatest),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, AnswerSetsAndAssessmentsAreApart) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAssessmentX(w));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("y")));
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("1.1", "x", kName)));
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("1.1", "y", "programs/p/assessments/y")));
    AnswerRecord reviewer = Answer("1.1", "reviewer");
    reviewer.answer_set = "reviewer";
    return w.AppendAnswer(all_, reviewer);
  });
  const auto in = [&](absl::string_view assessment, absl::string_view set) {
    return Contents(Read([&](const Reader& r) { return r.GetAnswers(all_, assessment, set); }));
  };
  EXPECT_THAT(in(kName, "consensus"), ElementsAre("1.1=x"));
  EXPECT_THAT(in(kName, "reviewer"), ElementsAre("1.1=reviewer"));
  EXPECT_THAT(in("programs/p/assessments/y", "consensus"), ElementsAre("1.1=y"));
  EXPECT_THAT(in("programs/p/assessments/y", "reviewer"), IsEmpty());
  EXPECT_THAT(in("programs/p/assessments/none", "consensus"), IsEmpty());
}

TEST_P(StorageContractTest, TheLastAnswerOfAChangeWins) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAssessmentX(w));
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("1.1", "first")));
    return w.AppendAnswer(all_, Answer("1.1", "second"));
  });
  EXPECT_THAT(
      Contents(Read([&](const Reader& r) { return r.GetAnswers(all_, kName, "consensus"); })),
      ElementsAre("1.1=second"));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, AnswersNeedAnAssessment) {
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.AppendAnswer(all_, Answer("1.1", "x")); }),
              StatusIs(StatusCode::kNotFound, HasSubstr(std::string(kName))));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateScorecard(all_, Scorecard()); }),
              StatusIs(StatusCode::kNotFound, HasSubstr(std::string(kName))));
}

TEST_P(StorageContractTest, ScorecardIsReadAsWritten) {
  const Sequence before = Write([&](Writer& w) { return CreateAssessmentX(w); });
  ScorecardRecord record = Scorecard();
  record.content = std::string("\x00\x01\xFF", 3) + std::string(50000, 's');
  const Sequence stored = Write([&](Writer& w) { return w.CreateScorecard(all_, record); });
  const auto read = [&](Sequence as_of) {
    return Read([&](const Reader& r) { return r.GetScorecard(all_, kName, "consensus", as_of); });
  };
  ASSERT_THAT(read(kLatest), IsOk());
  EXPECT_EQ(Unstamped(*read(kLatest)), record);
  EXPECT_EQ(read(stored)->stamp.create_sequence, stored);
  EXPECT_THAT(read(before), StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetScorecard(all_, kName, "reviewer"); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.CreateScorecard(all_, record); }),
              StatusIs(StatusCode::kAlreadyExists));
}

TEST_P(StorageContractTest, AScorecardMayHaveNoNumbers) {
  ScorecardRecord record = Scorecard();
  record.numbers.clear();
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAssessmentX(w));
    return w.CreateScorecard(all_, record);
  });
  const auto read = Read([&](const Reader& r) { return r.GetScorecard(all_, kName, "consensus"); });
  ASSERT_THAT(read, IsOk());
  EXPECT_THAT(read->numbers, IsEmpty());
}

}  // namespace
}  // namespace continuum::storage
