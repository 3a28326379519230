// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_marks.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "clients/cli/answers_csv.h"
#include "tests/clients/cli/sample_rubric.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::SampleRubric;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::AnswerSet Parse(const std::string& text) {
  v1::AnswerSet answers;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &answers)) << text;
  return answers;
}

constexpr char kTraining1[] = "answers { criterion: 'training' rating { option: '1' } } ";
constexpr char kTraining2[] = "answers { criterion: 'training' rating { option: '2' } } ";
constexpr char kTraining3[] = "answers { criterion: 'training' rating { option: '3' } } ";
constexpr char kConsent[] = "answers { criterion: 'consent' yes_no { yes: true } } ";
constexpr char kNoConsent[] = "answers { criterion: 'consent' yes_no { yes: false } } ";

// What loading `mine` comes to, in a table that was written of `before`, where `now` is saved.
AnswerMerge Load(const std::string& mine, const std::string& before, const std::string& now,
                 bool replace = false) {
  return MergeAnswers(SampleRubric(), Parse(mine), MarksOf(SampleRubric(), Parse(before)),
                      Parse(now), replace);
}

std::string Saves(const AnswerMerge& merge) {
  std::string saved;
  for (const v1::Answer& answer : merge.changed.answers()) {
    saved += answer.criterion() + (answer.answer_case() == v1::Answer::ANSWER_NOT_SET ? "-;" : ";");
  }
  return saved;
}

TEST(AnswersMarksTest, GoThroughATable) {
  const v1::AnswerSet answers = Parse(std::string(kTraining2) + kConsent);
  const AnswerMarks marks = MarksOf(SampleRubric(), answers);
  EXPECT_EQ(marks.size(), 2u);
  const std::string csv = WriteAnswersCsv(SampleRubric(), answers, &marks);
  EXPECT_TRUE(absl::StrContains(csv, "as_saved"));
  const AnswerMarks read = ReadMarks(csv);
  EXPECT_EQ(read.size(), 5u);  // every criterion, answered or not
  EXPECT_EQ(read.at("training"), marks.at("training"));
  EXPECT_EQ(read.at("consent"), marks.at("consent"));
  EXPECT_EQ(read.at("policy"), "none");
  // They are no answers, and nothing is wrong with them.
  const AnswersCsv back = ReadAnswersCsv(csv, SampleRubric());
  EXPECT_THAT(back.problems, IsEmpty());
  EXPECT_EQ(back.answers.answers_size(), 2);
}

TEST(AnswersMarksTest, AreNotInATemplate) {
  EXPECT_THAT(ReadMarks(WriteAnswersCsv(SampleRubric(), v1::AnswerSet())), IsEmpty());
  EXPECT_THAT(ReadMarks(""), IsEmpty());
  EXPECT_THAT(ReadMarks("as_saved\nwas-1\n"), IsEmpty());
}

TEST(AnswersMarksTest, TellAnswersApart) {
  const auto mark = [](const std::string& answers) {
    return MarksOf(SampleRubric(), Parse(answers)).at("training");
  };
  EXPECT_EQ(mark(kTraining1), mark(kTraining1));
  EXPECT_NE(mark(kTraining1), mark(kTraining2));
  EXPECT_NE(mark(kTraining1),
            mark("answers { criterion: 'training' rating { option: '1' } comment: 'So.' }"));
}

TEST(MergeAnswersTest, WhatThePersonChangedIsSaved) {
  const AnswerMerge merge =
      Load(std::string(kTraining2) + kConsent, std::string(kTraining1) + kConsent,
           std::string(kTraining1) + kConsent);
  EXPECT_THAT(merge.changed.answers(), ElementsAre(EqualsProto(Parse(kTraining2).answers(0))));
  EXPECT_THAT(merge.theirs, IsEmpty());
  EXPECT_THAT(merge.conflicts, IsEmpty());
}

// Two people change different answers in tables that were written at the same moment.
TEST(MergeAnswersTest, WhatOthersChangedMeanwhileStays) {
  const AnswerMerge merge =
      Load(std::string(kTraining2) + kConsent, std::string(kTraining1) + kConsent,
           std::string(kTraining1) + kNoConsent);
  EXPECT_EQ(Saves(merge), "training;");
  EXPECT_THAT(merge.theirs, ElementsAre("consent"));
  EXPECT_THAT(merge.conflicts, IsEmpty());
}

TEST(MergeAnswersTest, WhatBothChangedIsAConflictUnlessItIsTheSame) {
  const AnswerMerge merge = Load(kTraining2, kTraining1, kTraining3);
  EXPECT_EQ(Saves(merge), "");
  EXPECT_THAT(merge.conflicts, ElementsAre("training"));
  const AnswerMerge same = Load(kTraining2, kTraining1, kTraining2);
  EXPECT_EQ(Saves(same), "");
  EXPECT_THAT(same.conflicts, IsEmpty());
}

TEST(MergeAnswersTest, WhatNobodyHadAnsweredCounts) {
  EXPECT_EQ(Saves(Load(kTraining1, "", "")), "training;");
  EXPECT_THAT(Load(kTraining1, "", kTraining2).conflicts, ElementsAre("training"));
  EXPECT_THAT(Load(kTraining2, kTraining1, "").conflicts, ElementsAre("training"));
}

TEST(MergeAnswersTest, WhatIsLeftOutIsTakenBackOnlyIfThatIsWanted) {
  EXPECT_EQ(Saves(Load("", kTraining1, kTraining1)), "");
  EXPECT_EQ(Saves(Load("", kTraining1, kTraining1, /*replace=*/true)), "training-;");
  EXPECT_THAT(Load("", kTraining1, kTraining2, /*replace=*/true).conflicts,
              ElementsAre("training"));
}

// What `given`, loaded by ana, would take from bo, who saved `theirs`.
std::vector<std::string> Taken(const std::string& given, const std::string& theirs,
                               bool replace = false) {
  v1::RecordedAnswerSet saved;
  const v1::AnswerSet answers = Parse(theirs);
  for (const v1::Answer& answer : answers.answers()) {
    v1::RecordedAnswer& recorded = *saved.add_answers();
    *recorded.mutable_answer() = answer;
    recorded.set_author("accounts/bo");
  }
  return TakenFromOthers(SampleRubric(), Parse(given), saved, "accounts/ana", replace);
}

TEST(TakenFromOthersTest, AreAnswersThatAreToBecomeOthers) {
  EXPECT_THAT(Taken(std::string(kTraining2) + kConsent, std::string(kTraining1) + kConsent),
              ElementsAre("training"));
  EXPECT_THAT(Taken(kTraining1, kConsent), IsEmpty());
}

TEST(TakenFromOthersTest, NoneAreTakenOfWhatOneSavedOneself) {
  v1::RecordedAnswerSet saved;
  v1::RecordedAnswer& recorded = *saved.add_answers();
  *recorded.mutable_answer() = Parse(kTraining1).answers(0);
  recorded.set_author("accounts/ana");
  EXPECT_THAT(TakenFromOthers(SampleRubric(), Parse(kTraining2), saved, "accounts/ana", true),
              IsEmpty());
}

TEST(TakenFromOthersTest, WhatTheTableLeavesOutIsTakenOnlyIfItIsToBeReplaced) {
  EXPECT_THAT(Taken("", kTraining1), IsEmpty());
  EXPECT_THAT(Taken("", kTraining1, /*replace=*/true), ElementsAre("training"));
}

// What was taken back, and what nobody has confirmed, is nobody's answer.
TEST(TakenFromOthersTest, ProposalsAreNobodys) {
  EXPECT_THAT(Taken(kTraining1, "answers { criterion: 'training' }", true), IsEmpty());
  EXPECT_THAT(
      Taken(kTraining1,
            "answers { criterion: 'training' rating { option: '2' } unconfirmed: true }", true),
      IsEmpty());
}

}  // namespace
}  // namespace continuum::cli
