// SPDX-License-Identifier: Apache-2.0
//
// Several callers at once.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;

class TogetherTest : public OperationsTest {
 protected:
  TogetherTest() {
    MakeOwners();
    MakePublished();
    MakeAssessment("a");
  }

  // Runs `work` on so many threads, with each one's number.
  template <typename Work>
  static void OnThreads(int count, Work work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
    for (std::thread& thread : threads) thread.join();
  }

  // The comment of the answer to a criterion: a register that the tests count in.
  std::string CommentOn(absl::string_view criterion) {
    const auto set = GetAnswerSet(
        dependencies_, call_,
        Parse<v1::GetAnswerSetRequest>("name: 'programs/p/assessments/a/answerSets/consensus'"));
    for (const v1::RecordedAnswer& recorded : set->answers()) {
      if (recorded.answer().criterion() == criterion) return recorded.answer().comment();
    }
    return "";
  }
};

// Each thread reads, appends its mark and saves under the etag that it read, until it succeeds. An
// update that was lost would leave its mark out.
TEST_F(TogetherTest, EtagsLoseNoUpdate) {
  constexpr int kThreads = 6;
  constexpr int kMarks = 5;
  std::atomic<int> refused = 0;
  OnThreads(kThreads, [&](int) {
    for (int mark = 0; mark < kMarks;) {
      const v1::Assessment read = *Read("a");
      const std::string comment = absl::StrCat(CommentOn("team"), "x");
      const auto saved = Save(
          "a", absl::StrCat("answers { criterion: 'team' yes_no {} comment: '", comment, "' }"),
          read.etag());
      if (saved.ok()) {
        ++mark;
      } else {
        ASSERT_THAT(saved, FailsWith(kAborted, "ETAG_MISMATCH"));
        ++refused;
      }
    }
  });
  EXPECT_EQ(CommentOn("team"), std::string(kThreads * kMarks, 'x'));
}

// Without etags the last one wins, criterion by criterion, and the count is right all the same.
TEST_F(TogetherTest, TheCountOfAnswersIsRightWithoutEtags) {
  const std::vector<std::string> answers = {
      "answers { criterion: 'team' yes_no {} }",
      "answers { criterion: 'plan' rating { option: 'some' } }",
      "answers { criterion: 'visits' staircase {} }"};
  for (int round = 0; round < 10; ++round) {
    OnThreads(3, [&](int i) { EXPECT_THAT(Save("a", answers[static_cast<size_t>(i)]), IsOk()); });
    ASSERT_EQ(Read("a")->answered_criteria(), 3);
    OnThreads(3, [&](int i) {
      constexpr const char* kCriteria[] = {"team", "plan", "visits"};
      EXPECT_THAT(Save("a", absl::StrCat("answers { criterion: '", kCriteria[i], "' }")), IsOk());
    });
    ASSERT_EQ(Read("a")->answered_criteria(), 0);
  }
}

// Whatever happens between scoring and freezing, the stored scorecard is that of the stored
// answers.
TEST_F(TogetherTest, CompletingScoresWhatItFreezes) {
  for (int round = 0; round < 10; ++round) {
    const std::string id = absl::StrCat("r", round);
    MakeAssessment(id);
    OnThreads(4, [&](int i) {
      if (i == 0) {
        EXPECT_THAT(Complete(id), IsOk());
        return;
      }
      const auto saved = Save(id, "answers { criterion: 'team' yes_no { yes: true } }");
      if (!saved.ok()) {
        EXPECT_THAT(saved, FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
      }
    });
    ASSERT_OK_AND_ASSIGN(const v1::Assessment completed, Read(id));
    EXPECT_EQ(ReadScorecard(id)->rollups(0).value(), absl::StrCat(completed.answered_criteria()));
  }
}

TEST_F(TogetherTest, OneRequestSentManyTimesIsOneChange) {
  auto request = Parse<v1::SaveAnswersRequest>(
      "name: 'programs/p/assessments/a/answerSets/consensus' request_id: 'request-1' "
      "answers { criterion: 'team' yes_no {} }");
  std::vector<absl::StatusOr<v1::Assessment>> answers(8);
  OnThreads(8, [&](int i) {
    answers[static_cast<size_t>(i)] = SaveAnswers(dependencies_, call_, request);
  });
  for (const auto& answer : answers) {
    ASSERT_THAT(answer, IsOk());
    EXPECT_THAT(*answer, EqualsProto(*answers.front()));
  }
  EXPECT_EQ(Read("a")->etag(), answers.front()->etag());
}

TEST_F(TogetherTest, OneIdIsTakenByOne) {
  std::atomic<int> created = 0;
  OnThreads(6, [&](int) {
    auto request = Parse<v1::CreateProgramRequest>(
        "program_id: 'q' program { title: 'Q' organization: 'organizations/o' }");
    const auto program = CreateProgram(dependencies_, call_, request);
    if (program.ok()) {
      ++created;
    } else {
      EXPECT_THAT(program, FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
    }
  });
  EXPECT_EQ(created, 1);
}

TEST_F(TogetherTest, ACallerWhoHasGivenUpChangesNothing) {
  call_.patience.is_cancelled = [] { return true; };
  EXPECT_THAT(Save("a", "answers { criterion: 'team' yes_no {} }"),
              testing::StatusIs(absl::StatusCode::kCancelled));
  call_.patience = {.deadline = clock_.Now() - absl::Seconds(1), .is_cancelled = nullptr};
  EXPECT_THAT(Save("a", "answers { criterion: 'team' yes_no {} }"),
              testing::StatusIs(absl::StatusCode::kDeadlineExceeded));
  call_.patience = {};
  EXPECT_EQ(Read("a")->answered_criteria(), 0);
}

}  // namespace
}  // namespace continuum::operations
