// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/answers_csv.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "tests/clients/cli/sample_rubric.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::cli {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::SampleRubric;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::string_view kHeader =
    "criterion,item,answer,since,extent,adaptation,adaptation_reason,planned,consistent,comment,"
    "evidence,attested,stage\n";

AnswersCsv Read(absl::string_view rows) {
  return ReadAnswersCsv(absl::StrCat(kHeader, rows), SampleRubric());
}

::testing::Matcher<LineProblem> Problem(int line, const std::string& column,
                                        const std::string& message) {
  return AllOf(Field("line", &LineProblem::line, line),
               Field("column", &LineProblem::column, column),
               Field("message", &LineProblem::message, HasSubstr(message)));
}

v1::AnswerSet Parse(absl::string_view text) {
  v1::AnswerSet answers;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(std::string(text), &answers));
  return answers;
}

TEST(ReadAnswersCsvTest, ReadsEveryForm) {
  const AnswersCsv csv = Read(
      "care-team,,,,,,,,,They meet.,minutes | of May;roster,yes\n"
      "care-team,a,yes,2024-03,all-sites,,,,,,,,low\n"
      "care-team,b,no\n"
      "care-team,c,yes,,pilot,online,rooms are small,yes,no\n"
      "access,same-day,yes\n"
      "access,evening,no\n"
      "training,,2\n"
      "policy,,YES\n"
      "consent,,no\n");
  EXPECT_THAT(csv.problems, IsEmpty());
  EXPECT_THAT(
      csv.answers, EqualsProto(R"pb(
        source: ANSWER_SOURCE_PROGRAM_CONSENSUS
        answers {
          criterion: "care-team"
          staircase {
            activities { activity: "a" state: STATE_DONE since: "2024-03" extent: EXTENT_ALL_SITES }
            activities { activity: "b" state: STATE_NOT_DONE }
            activities {
              activity: "c"
              state: STATE_DONE
              extent: EXTENT_PILOT
              adaptation { what: "online" why: "rooms are small" planned: true }
            }
          }
          comment: "They meet."
          attested: true
          evidence { reference: "minutes" description: "of May" }
          evidence { reference: "roster" }
        }
        answers {
          criterion: "access"
          factors { met: "same-day" }
        }
        answers {
          criterion: "training"
          rating { option: "2" }
        }
        answers {
          criterion: "policy"
          credit { met: true }
        }
        answers {
          criterion: "consent"
          yes_no { yes: false }
        }
      )pb"));
}

TEST(ReadAnswersCsvTest, ReadsWhatIsNoValue) {
  const AnswersCsv csv = Read(
      "care-team,,not applicable,,,,,,,There is no team.\n"
      "consent,,Insufficient data,,,,,,,Not asked yet.\n");
  EXPECT_THAT(csv.problems, IsEmpty());
  EXPECT_THAT(csv.answers, EqualsProto(R"pb(
                source: ANSWER_SOURCE_PROGRAM_CONSENSUS
                answers {
                  criterion: "care-team"
                  not_applicable { justification: "There is no team." }
                }
                answers {
                  criterion: "consent"
                  insufficient_data { explanation: "Not asked yet." }
                }
              )pb"));
}

TEST(ReadAnswersCsvTest, AStageIsClaimedOrNothingIsDone) {
  EXPECT_EQ(Read("care-team,,high\n").answers.answers(0).staircase().claimed_stage(), "high");
  const AnswersCsv nothing = Read("care-team,,nothing done\n");
  ASSERT_EQ(nothing.answers.answers_size(), 1);
  EXPECT_TRUE(nothing.answers.answers(0).has_staircase());
  EXPECT_EQ(nothing.answers.answers(0).staircase().activities_size(), 0);
}

TEST(ReadAnswersCsvTest, BlankAnswersAreNoAnswers) {
  const AnswersCsv csv = Read("care-team\ncare-team,a,\ntraining,,\npolicy,, \n");
  EXPECT_THAT(csv.problems, IsEmpty());
  EXPECT_EQ(csv.answers.answers_size(), 0);
}

TEST(ReadAnswersCsvTest, FindsColumnsByNameAndIgnoresNotes) {
  const AnswersCsv csv = ReadAnswersCsv(
      "Note to self,ANSWER, criterion ,text\nask,2,training,whatever\n", SampleRubric());
  EXPECT_THAT(csv.problems, IsEmpty());
  EXPECT_EQ(csv.answers.answers(0).rating().option(), "2");
}

TEST(ReadAnswersCsvTest, RowsForTheReaderAreIgnored) {
  const AnswersCsv csv =
      ReadAnswersCsv("criterion,answer,title\n,,A heading\ntraining,1,\n", SampleRubric());
  EXPECT_THAT(csv.problems, IsEmpty());
  EXPECT_EQ(csv.answers.answers_size(), 1);
}

// One kind of bad file each: the rows after the header, and the problems they must give.
struct BadRows {
  std::string name;
  std::string rows;
  std::vector<::testing::Matcher<LineProblem>> problems;
};

class BadRowsTest : public ::testing::TestWithParam<BadRows> {};

TEST_P(BadRowsTest, IsReportedWithItsLine) {
  const AnswersCsv csv = Read(GetParam().rows);
  EXPECT_THAT(csv.problems, ::testing::ElementsAreArray(GetParam().problems));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, BadRowsTest,
    ::testing::Values(
        BadRows{"unknown_criterion",
                "training,,1\ncare-taem,,low\n",
                {Problem(3, "criterion", "is not a subdomain of sample 1.0. Did you mean")}},
        BadRows{"no_criterion", ",,yes\n", {Problem(2, "criterion", "names no subdomain")}},
        BadRows{"unknown_item", "care-team,d,yes\n", {Problem(2, "item", "is not an item of")}},
        BadRows{"item_of_another_stage",
                "care-team,c,yes,,,,,,,,,,low\n",
                {Problem(2, "stage", "is an activity of \"high\"")}},
        BadRows{"item_where_there_are_none", "policy,a,yes\n", {Problem(2, "item", "no items")}},
        BadRows{"bad_answer_of_an_item", "care-team,a,maybe\n", {Problem(2, "answer", "want yes")}},
        BadRows{"bad_date",
                "care-team,a,yes,Mar-24\ncare-team,b,yes,2024-13\n",
                {Problem(2, "since", "got \"Mar-24\", want a month as YYYY-MM"),
                 Problem(3, "since", "2024-13")}},
        BadRows{"bad_extent", "care-team,a,yes,,some\n", {Problem(2, "extent", "some-sites")}},
        BadRows{"stage_and_items",
                "care-team,,low\ncare-team,a,yes\n",
                {Problem(2, "answer", "leave one of the two blank")}},
        BadRows{"not_applicable_and_items",
                "care-team,,not applicable,,,,,,,No team.\ncare-team,a,yes\n",
                {Problem(2, "answer", "leave one of the two blank")}},
        BadRows{"duplicate_criterion",
                "training,,1\npolicy,,yes\ntraining,,2\n",
                {Problem(4, "criterion", "has a row already, in line 2")}},
        BadRows{"duplicate_item",
                "care-team,a,yes\ncare-team,a,no\n",
                {Problem(3, "item", "has a row already, in line 2")}},
        BadRows{"unknown_option", "training,,4\n", {Problem(2, "answer", "want 1, 2 or 3")}},
        BadRows{"unknown_stage",
                "care-team,,middle\n",
                {Problem(2, "answer", "want low, high, nothing done or \"not applicable\"")}},
        BadRows{"bad_credit", "policy,,1\n", {Problem(2, "answer", "want yes or no")}},
        BadRows{"answer_of_factors_as_a_whole",
                "access,,yes\n",
                {Problem(2, "answer", "in their own rows")}},
        BadRows{"bad_attested", "policy,,yes,,,,,,,,,x\n", {Problem(2, "attested", "want yes")}},
        BadRows{"bad_evidence", "policy,,yes,,,,,,,,| only,\n", {Problem(2, "evidence", "want")}},
        BadRows{"comment_without_answer",
                "policy,,,,,,,,,ask Mary,,\n",
                {Problem(2, "comment", "no answer that it belongs to")}},
        BadRows{"month_without_answer",
                "care-team,a,,2024-01\n",
                {Problem(2, "since", "want yes or no in the answer column")}},
        BadRows{"adaptation_without_what",
                "care-team,a,yes,,,,because,,\n",
                {Problem(2, "adaptation", "not what differs")}},
        BadRows{"comment_on_an_item",
                "care-team,a,yes,,,,,,,hm\n",
                {Problem(2, "comment", "belongs to the row of the subdomain")}},
        BadRows{"month_on_a_criterion",
                "policy,,yes,2024-01\n",
                {Problem(2, "since", "belongs to the row of an activity")}},
        BadRows{"extent_of_a_factor",
                "access,evening,yes,,pilot\n",
                {Problem(2, "extent", "activities of a staircase")}},
        BadRows{"too_many_cells",
                "policy,,yes,,,,,,,,,,,more\n",
                {Problem(2, "", "in a column without a name")}},
        BadRows{"line_numbers_after_a_long_cell",
                "policy,,yes,,,,,,,\"one\ntwo\nthree\"\ntraining,,9\n",
                {Problem(5, "answer", "want 1, 2 or 3")}},
        BadRows{"all_at_once",
                "training,,9\npolicy,,maybe\nnobody,,1\n",
                {Problem(2, "answer", "9"), Problem(3, "answer", "maybe"),
                 Problem(4, "criterion", "nobody")}}),
    [](const auto& test) { return test.param.name; });

TEST(BadFilesTest, SayWhatTheyAre) {
  const auto problems = [](absl::string_view text) {
    return ReadAnswersCsv(text, SampleRubric()).problems;
  };
  EXPECT_THAT(problems(""), ElementsAre(Problem(1, "", "the file is empty")));
  EXPECT_THAT(problems("\xEF\xBB\xBF"), ElementsAre(Problem(1, "", "the file is empty")));
  EXPECT_THAT(problems(" \n\n"), ElementsAre(Problem(1, "", "the file is empty")));
  EXPECT_THAT(problems("training,2\n"), ElementsAre(Problem(1, "", "header row is missing")));
  EXPECT_THAT(problems("criterion;answer\ntraining;2\n"),
              ElementsAre(Problem(1, "", "set the list separator of the system to a comma")));
  EXPECT_THAT(problems("PK\x03\x04..."), ElementsAre(Problem(1, "", "workbook")));
  EXPECT_THAT(problems("\xFF\xFE"
                       "c"),
              ElementsAre(Problem(1, "", "UTF-16")));
  EXPECT_THAT(problems(absl::string_view("criterion\na\0b", 13)),
              ElementsAre(Problem(2, "", "not a text")));
  EXPECT_THAT(problems("criterion,answer,note\ntraining,2,\ntraining,,caf\xE9\n"),
              ElementsAre(Problem(3, "", "not UTF-8")));
  EXPECT_THAT(problems("criterion,answer,anwser\n"),
              ElementsAre(Problem(1, "", "not known. Did you mean \"answer\"?")));
  EXPECT_THAT(problems("criterion,answer,answer\n"), ElementsAre(Problem(1, "", "there twice")));
}

TEST(AtLineTest, LeadsFieldsToLines) {
  const AnswersCsv csv = Read(
      "training,,2\n"
      "care-team,,,,,,,,,\"two\nlines\",,\n"
      "care-team,a,yes\n"
      "care-team,c,yes,2024-01,,\"an\nadaptation\",why\n");
  ASSERT_THAT(csv.problems, IsEmpty());
  const auto at = [&](absl::string_view field) {
    const LineProblem problem = AtLine(csv, field, "m");
    return absl::StrCat(problem.line, ":", problem.column);
  };
  EXPECT_EQ(at("answers[0].rating.option"), "2:answer");
  EXPECT_EQ(at("answers[0].evidence[3].reference"), "2:evidence");
  EXPECT_EQ(at("answers[1].comment"), "3:comment");
  EXPECT_EQ(at("answers[1].staircase.activities[0].since"), "5:since");
  EXPECT_EQ(at("answers[1].staircase.activities[1].adaptation.what"), "6:adaptation");
  EXPECT_EQ(at("answers[1].staircase.activities[1].adaptation.why"), "7:adaptation_reason");
  EXPECT_EQ(at("answers[7].comment"), "1:comment");
}

TEST(WriteAnswersCsvTest, TheTemplateHasEveryRowAndNoAnswer) {
  const std::string csv = WriteAnswersCsv(SampleRubric(), v1::AnswerSet());
  EXPECT_THAT(csv, HasSubstr("care-team,,,,,,,,,,,,,Care,Care team,"));
  EXPECT_THAT(csv, HasSubstr("care-team,c,,,,,,,,,,,high,Care,High,"));
  EXPECT_THAT(csv, HasSubstr("access,evening,"));
  EXPECT_THAT(csv, HasSubstr("2: Partly"));
  const AnswersCsv read = ReadAnswersCsv(csv, SampleRubric());
  EXPECT_THAT(read.problems, IsEmpty());
  EXPECT_EQ(read.answers.answers_size(), 0);
}

// A level's text may stand in the guidance alone, and an answer without its proof does not count.
TEST(WriteAnswersCsvTest, TheTemplateSaysAllThatIsNeededToAnswer) {
  auto rubric = SampleRubric();
  for (v1::Criterion& criterion : *rubric.mutable_domains(1)->mutable_criteria()) {
    criterion.set_guidance("Think of the last year.");
    if (criterion.has_yes_no()) criterion.mutable_yes_no()->add_needs(v1::PROOF_ATTESTATION);
  }
  const std::string csv = WriteAnswersCsv(rubric, v1::AnswerSet());
  EXPECT_THAT(csv, HasSubstr("Staff know what to do. Think of the last year.\n1: Hardly\n"));
  EXPECT_THAT(csv, HasSubstr("\n3: Fully. Needs evidence."));
  EXPECT_THAT(csv, HasSubstr("People agree. Think of the last year.\nNeeds an attestation."));
  EXPECT_THAT(ReadAnswersCsv(csv, rubric).problems, IsEmpty());
}

TEST(WriteAnswersCsvTest, AFilledTemplateIsReadBack) {
  std::string csv = WriteAnswersCsv(SampleRubric(), v1::AnswerSet());
  csv = absl::StrReplaceAll(
      csv, {{"care-team,b,,", "care-team,b,yes,"}, {"training,,,", "training,,3,"}});
  EXPECT_THAT(ReadAnswersCsv(csv, SampleRubric()).answers, EqualsProto(R"pb(
                source: ANSWER_SOURCE_PROGRAM_CONSENSUS
                answers {
                  criterion: "care-team"
                  staircase { activities { activity: "b" state: STATE_DONE } }
                }
                answers {
                  criterion: "training"
                  rating { option: "3" }
                }
              )pb"));
}

TEST(WriteAnswersCsvTest, NothingIsLostOnTheWay) {
  for (const absl::string_view text : {
           R"pb(answers {
                  criterion: "care-team"
                  staircase {
                    activities {
                      activity: "a"
                      state: STATE_DONE
                      since: "2020-12"
                      extent: EXTENT_SOME_SITES
                      adaptation { what: "=1+1" why: "a, \"b\"\nc" planned: true consistent: true }
                    }
                    activities { activity: "c" state: STATE_NOT_DONE }
                  }
                  comment: " - spaces and\r\nlines "
                  attested: true
                  evidence { reference: "C:\\docs\\" description: "a;b|c" }
                  evidence { reference: "x\\;y" }
                })pb",
           R"pb(answers {
                  criterion: "care-team"
                  staircase { claimed_stage: "low" }
                })pb",
           R"pb(answers {
                  criterion: "care-team"
                  staircase {}
                  comment: "none"
                })pb",
           R"pb(answers {
                  criterion: "care-team"
                  not_applicable { justification: "No." }
                })pb",
           R"pb(answers {
                  criterion: "access"
                  factors {}
                })pb",
           R"pb(answers {
                  criterion: "access"
                  factors { met: "same-day" met: "evening" }
                })pb",
           R"pb(answers {
                  criterion: "policy"
                  credit {}
                  attested: true
                })pb",
           R"pb(answers {
                  criterion: "consent"
                  insufficient_data { explanation: "'=x" }
                })pb",
           R"pb(answers {
                  criterion: "consent"
                  insufficient_data {}
                })pb",
       }) {
    v1::AnswerSet answers = Parse(text);
    answers.set_source(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
    const AnswersCsv read =
        ReadAnswersCsv(WriteAnswersCsv(SampleRubric(), answers), SampleRubric());
    EXPECT_THAT(read.problems, IsEmpty()) << text;
    EXPECT_THAT(read.answers, EqualsProto(answers));
  }
}

}  // namespace
}  // namespace continuum::cli
