// SPDX-License-Identifier: Apache-2.0
//
// Answers as a table: inputs, numbers, counts and days, and answers that are only proposed.
// (answers_csv_test.cc has the other forms.)
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "clients/cli/answers_csv.h"
#include "tests/clients/cli/sample_rubric.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::NumbersRubric;
using ::continuum::testing::SampleRubric;
using ::testing::AllOf;
using ::testing::ElementsAreArray;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr absl::string_view kHeader =
    "criterion,item,answer,numerator,denominator,level,first_date,last_date,unconfirmed,"
    "origin_assessment,origin_criteria,origin_crosswalk,origin_explanation,comment\n";

AnswersCsv Read(absl::string_view rows) {
  return ReadAnswersCsv(absl::StrCat(kHeader, rows), NumbersRubric());
}

::testing::Matcher<LineProblem> Problem(int line, const std::string& column,
                                        const std::string& message) {
  return AllOf(Field("line", &LineProblem::line, line),
               Field("column", &LineProblem::column, column),
               Field("message", &LineProblem::message, HasSubstr(message)));
}

TEST(ReadNumbersTest, ReadsInputs) {
  const AnswersCsv csv = Read(
      "panel,,250,,,,,,,,,,,As of May.\n"
      "begun,,2024-02-29\n"
      "setting,,Clinic\n"
      "serves,,youth ; adults\n"
      "pcmh,,held,,,two,2024-01-01,2026-12-31\n");
  EXPECT_THAT(csv.problems, IsEmpty());
  EXPECT_THAT(csv.answers, EqualsProto(R"pb(
                source: ANSWER_SOURCE_PROGRAM_CONSENSUS
                answers {
                  criterion: "panel"
                  input { number: "250" }
                  comment: "As of May."
                }
                answers {
                  criterion: "begun"
                  input { date: "2024-02-29" }
                }
                answers {
                  criterion: "setting"
                  input { options { options: "clinic" } }
                }
                answers {
                  criterion: "serves"
                  input { options { options: "youth" options: "adults" } }
                }
                answers {
                  criterion: "pcmh"
                  input {
                    recognition {
                      status: STATUS_HELD
                      level: "two"
                      first_date: "2024-01-01"
                      last_date: "2026-12-31"
                    }
                  }
                }
              )pb"));
}

TEST(ReadNumbersTest, ReadsNumbersCountsAndDays) {
  const AnswersCsv csv = Read(
      "wait,,7.5\n"
      "bp,,,60,90\n"
      "bp,smi,,20,30\n"
      "stays,,,5,0,,,,,,,,,None served.\n"
      "explore,visit,2024-05-01\n"
      "install,,nothing done\n");
  EXPECT_THAT(csv.problems, IsEmpty());
  EXPECT_THAT(csv.answers, EqualsProto(R"pb(
                source: ANSWER_SOURCE_PROGRAM_CONSENSUS
                answers {
                  criterion: "wait"
                  quantity { number: "7.5" }
                }
                answers {
                  criterion: "bp"
                  measure {
                    counts { numerator: "60" denominator: 90 }
                    counts { segment: "smi" numerator: "20" denominator: 30 }
                  }
                }
                answers {
                  criterion: "stays"
                  measure { counts { numerator: "5" denominator: 0 } }
                  comment: "None served."
                }
                answers {
                  criterion: "explore"
                  milestones { milestones { milestone: "visit" date: "2024-05-01" } }
                }
                answers {
                  criterion: "install"
                  milestones {}
                }
              )pb"));
}

// One kind of bad file each: the rows after the header, and the problems they must give.
struct BadRows {
  std::string name;
  std::string rows;
  std::vector<::testing::Matcher<LineProblem>> problems;
};

class BadNumbersTest : public ::testing::TestWithParam<BadRows> {};

TEST_P(BadNumbersTest, IsReportedWithItsLine) {
  EXPECT_THAT(Read(GetParam().rows).problems, ElementsAreArray(GetParam().problems));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BadNumbersTest,
    ::testing::Values(
        BadRows{"no_number",
                "panel,,many\nwait,,5 days\n",
                {Problem(2, "answer", "got \"many\", want a number"),
                 Problem(3, "answer", "got \"5 days\", want a number")}},
        BadRows{"no_day",
                "begun,,3/1/2024\nexplore,visit,2024-02-30\n",
                {Problem(2, "answer", "got \"3/1/2024\", want a day as YYYY-MM-DD"),
                 Problem(3, "answer", "2024-02-30")}},
        BadRows{"unknown_option",
                "setting,,clinik\n",
                {Problem(2, "answer", "want clinic or hospital. Did you mean \"clinic\"?")}},
        BadRows{"two_options_where_one_is_wanted",
                "setting,,clinic; hospital\n",
                {Problem(2, "answer", "want only one")}},
        BadRows{"no_option", "serves,,;\n", {Problem(2, "answer", "want adults or youth")}},
        BadRows{"bad_recognition",
                "pcmh,,yes,,,three,2024,\n",
                {Problem(2, "answer", "want held, \"in process\" or \"not held\""),
                 Problem(2, "level", "want one or two"), Problem(2, "first_date", "YYYY-MM-DD")}},
        BadRows{"level_without_answer", "pcmh,,,,,two\n", {Problem(2, "level", "no answer")}},
        BadRows{"level_of_something_else",
                "panel,,5,,,two\n",
                {Problem(2, "level", "is for recognitions only")}},
        BadRows{"answer_to_what_is_computed",
                "load,,5\ncaseload,,5\n",
                {Problem(2, "answer", "is computed from others"),
                 Problem(3, "answer", "want nothing (it is computed")}},
        BadRows{"half_a_count",
                "bp,,,60\nbp,smi,,,30\n",
                {Problem(2, "denominator", "want both or none"),
                 Problem(3, "numerator", "want both or none")}},
        BadRows{"bad_counts",
                "stays,,,a few,\"1,200\"\n",
                {Problem(2, "numerator", "got \"a few\", want a count"),
                 Problem(2, "denominator", "got \"1,200\", want a whole number")}},
        BadRows{"huge_denominator",
                "stays,,,1,99999999999999999999\n",
                {Problem(2, "denominator", "want a whole number")}},
        BadRows{"counts_in_the_answer_cell",
                "bp,,20/30\nbp,smi,20\n",
                {Problem(2, "answer", "into numerator and denominator"),
                 Problem(3, "answer", "into numerator and denominator")}},
        BadRows{"counts_and_not_applicable",
                "bp,,not applicable,1,2,,,,,,,,,Nobody.\n",
                {Problem(2, "answer", "but counts are given too")}},
        BadRows{"counts_of_something_else",
                "wait,,7,1,2\nexplore,visit,2024-01-01,1,\n",
                {Problem(2, "numerator", "for measures only"),
                 Problem(2, "denominator", "for measures only"),
                 Problem(3, "numerator", "for measures only")}},
        BadRows{"unknown_segment", "bp,sim,,1,2\n", {Problem(2, "item", "Did you mean \"smi\"?")}},
        BadRows{"item_of_an_input", "panel,a,5\n", {Problem(2, "item", "has no items")}},
        BadRows{"duplicate_input",
                "panel,,5\npanel,,6\n",
                {Problem(3, "criterion", "has a row already, in line 2")}},
        BadRows{"days_and_nothing_done",
                "explore,,nothing done\nexplore,visit,2024-01-01\n",
                {Problem(2, "answer", "leave one of the two blank")}},
        BadRows{"bad_unconfirmed", "wait,,7,,,,,,maybe\n", {Problem(2, "unconfirmed", "want yes")}},
        BadRows{"origin_without_answer",
                "wait,,,,,,,,,programs/p\n",
                {Problem(2, "origin_assessment", "no answer that it belongs to")}},
        BadRows{"unconfirmed_item",
                "bp,smi,,1,2,,,,yes\n",
                {Problem(2, "unconfirmed", "belongs to the row of the criterion")}}),
    [](const auto& test) { return test.param.name; });

TEST(AtLineOfNumbersTest, LeadsFieldsToLines) {
  const AnswersCsv csv = Read(
      "pcmh,,held\n"
      "bp,smi,,1,2\n"
      "bp,,,3,4\n"
      "explore,champion,2024-01-01\n"
      "explore,visit,2024-01-02\n");
  ASSERT_THAT(csv.problems, IsEmpty());
  const auto at = [&](absl::string_view field) {
    const LineProblem problem = AtLine(csv, field, "m");
    return absl::StrCat(problem.line, ":", problem.column);
  };
  EXPECT_EQ(at("answers[0].input.recognition.level"), "2:level");
  EXPECT_EQ(at("answers[0].input.recognition.status"), "2:answer");
  EXPECT_EQ(at("answers[1].measure.counts[0].numerator"), "4:numerator");
  EXPECT_EQ(at("answers[1].measure.counts[1].denominator"), "3:denominator");
  EXPECT_EQ(at("answers[2].milestones.milestones[1].date"), "6:answer");
  EXPECT_EQ(at("answers[2].origin.criteria[1]"), "5:origin_criteria");
}

std::vector<std::string> Lines(const std::string& csv) { return absl::StrSplit(csv, '\n'); }

TEST(WriteNumbersTest, TheTemplateHasEveryRowAndNoAnswer) {
  const std::string csv = WriteAnswersCsv(NumbersRubric(), v1::AnswerSet());
  EXPECT_THAT(Lines(csv)[0], HasSubstr("answer,numerator,denominator,level,first_date,last_date"));
  for (const char* row : {"\npanel,,", "\nload,,", "\nwait,,", "\nbp,,", "\nbp,smi,",
                          "\nbp,others,", "\nexplore,champion,", "\ninstall,room,"}) {
    EXPECT_THAT(csv, HasSubstr(row));
  }
  for (const char* words :
       {"A whole number of people, at least 0 people and at most 5000 people.",
        "clinic: led by mental health", "level two: Level 2",
        "Computed, and takes no answer: Panel size divided by Staff",
        "Takes no answer; leave it blank.",
        "Asked when Setting is \"\"led by mental health\"\". Where it is not asked",
        "A number of days.", "Scored by: people with serious mental illness.",
        "A rate: stays, for every 1000 of people served."}) {
    EXPECT_THAT(csv, HasSubstr(words));
  }
  const AnswersCsv read = ReadAnswersCsv(csv, NumbersRubric());
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.answers.answers_size(), 0);
}

TEST(WriteNumbersTest, ARubricWithoutThemHasNoColumnsForThem) {
  const std::string header = Lines(WriteAnswersCsv(SampleRubric(), v1::AnswerSet()))[0];
  for (const char* column : {"numerator", "level", "unconfirmed", "origin", "note"}) {
    EXPECT_THAT(header, Not(HasSubstr(column)));
  }
}

TEST(WriteNumbersTest, AFilledTemplateIsReadBack) {
  std::string csv = WriteAnswersCsv(NumbersRubric(), v1::AnswerSet());
  csv = absl::StrReplaceAll(csv, {{"\nbp,smi,,,", "\nbp,smi,,21,30"},
                                  {"\nexplore,visit,", "\nexplore,visit,2024-01-01"}});
  const AnswersCsv read = ReadAnswersCsv(csv, NumbersRubric());
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_THAT(read.answers, EqualsProto(R"pb(
                source: ANSWER_SOURCE_PROGRAM_CONSENSUS
                answers {
                  criterion: "bp"
                  measure { counts { segment: "smi" numerator: "21" denominator: 30 } }
                }
                answers {
                  criterion: "explore"
                  milestones { milestones { milestone: "visit" date: "2024-01-01" } }
                }
              )pb"));
}

TEST(WriteNumbersTest, AProposedAnswerIsVisiblySo) {
  v1::AnswerSet answers;
  v1::Answer& answer = *answers.add_answers();
  answer.set_criterion("wait");
  answer.mutable_quantity()->set_number("3");
  answer.set_unconfirmed(true);
  answer.mutable_origin()->set_assessment("programs/p/assessments/a");
  const std::string csv = WriteAnswersCsv(NumbersRubric(), answers);
  EXPECT_THAT(Lines(csv)[0], HasSubstr("answer,unconfirmed,"));
  EXPECT_THAT(csv, HasSubstr("\nwait,,3,yes,"));
  EXPECT_THAT(csv, HasSubstr("PROPOSED from programs/p/assessments/a, NOT CONFIRMED"));
}

TEST(WriteNumbersTest, NothingIsLostOnTheWay) {
  for (const absl::string_view text : {
           R"pb(criterion: "panel"
                input { number: "-1/2" })pb",
           R"pb(criterion: "panel"
                input { number: "250" }
                comment: "c"
                attested: true
                evidence { reference: "r" })pb",
           R"pb(criterion: "begun"
                input { date: "2024-02-29" })pb",
           R"pb(criterion: "setting"
                input { options { options: "hospital" } })pb",
           R"pb(criterion: "serves"
                input { options { options: "youth" options: "adults" } })pb",
           R"pb(criterion: "pcmh"
                input { recognition { status: STATUS_IN_PROCESS } })pb",
           R"pb(criterion: "pcmh"
                input { recognition { status: STATUS_NOT_HELD } })pb",
           R"pb(criterion: "pcmh"
                input {
                  recognition {
                    status: STATUS_HELD
                    level: "one"
                    first_date: "2024-01-01"
                    last_date: "2024-12-31"
                  }
                })pb",
           R"pb(criterion: "wait"
                quantity { number: "4.5" })pb",
           R"pb(criterion: "bp"
                measure { counts { numerator: "0" denominator: 0 } })pb",
           R"pb(criterion: "bp"
                measure {
                  counts { numerator: "60" denominator: 1000000000000 }
                  counts { segment: "smi" numerator: "20" denominator: 30 }
                  counts { segment: "others" numerator: "40" denominator: 60 }
                }
                comment: "=c")pb",
           R"pb(criterion: "bp"
                not_applicable { justification: "Nobody." })pb",
           R"pb(criterion: "explore"
                milestones {})pb",
           R"pb(criterion: "explore"
                milestones {
                  milestones { milestone: "champion" date: "2024-01-01" }
                  milestones { milestone: "visit" date: "2023-12-31" }
                })pb",
           R"pb(criterion: "wait"
                quantity { number: "4" }
                unconfirmed: true)pb",
           R"pb(criterion: "explore"
                milestones { milestones { milestone: "visit" date: "2023-12-31" } }
                unconfirmed: true
                origin {
                  assessment: "programs/p/assessments/a"
                  criteria: "x.1"
                  criteria: "x.2"
                  crosswalk: "crosswalks/c"
                  explanation: "The same, \"nearly\";\nlook at it."
                })pb",
           R"pb(criterion: "wait"
                quantity { number: "4" }
                origin { explanation: "Confirmed since." })pb",
       }) {
    v1::AnswerSet answers;
    answers.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
    ASSERT_TRUE(
        google::protobuf::TextFormat::ParseFromString(std::string(text), answers.add_answers()));
    const AnswersCsv read =
        ReadAnswersCsv(WriteAnswersCsv(NumbersRubric(), answers), NumbersRubric());
    EXPECT_THAT(read.problems, IsEmpty()) << text;
    EXPECT_THAT(read.answers, EqualsProto(answers));
  }
}

}  // namespace
}  // namespace continuum::cli
