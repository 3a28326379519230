// SPDX-License-Identifier: Apache-2.0
//
// How answers are saved and completed: what the server is asked, and what people are told to do.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/exit_code.h"
#include "tests/clients/cli/people/fake_people.h"
#include "tests/clients/cli/sample_rubric.h"
#include "tests/clients/cli/together/together_test_base.h"
#include "tests/testing/temp_dir.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class AnswersCommandsTest : public testing::TogetherTestBase {
 protected:
  AnswersCommandsTest() {
    script.answers["GetAssessment"] = script.answers["SaveAnswers"] = R"pb(
      name: "programs/p/assessments/a"
      revision: "rubrics/sample/revisions/1.0"
      state: STATE_DRAFT
      etag: "7"
      answered_criteria: 1
      total_criteria: 5
    )pb";
    std::string rubric;
    google::protobuf::TextFormat::PrintToString(testing::SampleRubric(), &rubric);
    script.answers["GetRubricRevision"] =
        absl::StrCat("name: 'rubrics/sample/revisions/1.0' definition {", rubric, "}");
    testing::WriteFile(file_, "criterion,answer,comment\nconsent,yes,Call 410-555-0123\n");
  }

  const testing::TempDir folder_;
  const std::string file_ = folder_.File("answers.csv");
};

constexpr char kUnanswered[] =
    "criteria { criterion: 'x' state: ANSWER_STATE_ABSENT reasons { code: CODE_UNANSWERED } }";
constexpr char kUnconfirmed[] =
    "criteria { criterion: 'y' state: ANSWER_STATE_ABSENT reasons { code: CODE_UNCONFIRMED } }";
constexpr char kAnswered[] = "criteria { criterion: 'z' state: ANSWER_STATE_VALUE value: '1' }";

TEST_F(AnswersCommandsTest, WhatNobodyConfirmedIsToBeConfirmed) {
  script.answers["GetScorecard"] = absl::StrCat(kUnconfirmed, kUnconfirmed, kAnswered);
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("p/a: 2 of 5 have an answer that was carried over or proposed "
                                   "and that nobody has confirmed."),
                         HasSubstr("`continuum assess confirm p/a`"),
                         HasSubstr("`continuum assess attest p/a DOMAIN --statement TEXT`"),
                         HasSubstr("--with-gaps"), Not(HasSubstr("Load the missing answers"))));
}

TEST_F(AnswersCommandsTest, WhatIsNotAnsweredIsToBeLoaded) {
  script.answers["GetScorecard"] = absl::StrCat(kUnanswered, kAnswered);
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("p/a: 1 of 5 are not answered, and would count as not done."),
                         HasSubstr("Load the missing answers"), HasSubstr("--with-gaps"),
                         Not(HasSubstr("assess confirm"))));
  script.answers["GetScorecard"] = absl::StrCat(kUnanswered, kUnconfirmed);
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("1 of 5 have an answer that was carried over or proposed and "
                                   "that nobody has confirmed, and 1 are not answered. They"),
                         HasSubstr("assess confirm p/a"), HasSubstr("Load the missing answers")));
  EXPECT_THAT(script.calls, Not(Contains(StartsWith("CompleteAssessment"))));
}

TEST_F(AnswersCommandsTest, WithGapsAndWithoutAnyItIsCompleted) {
  script.answers["GetScorecard"] = kUnconfirmed;
  EXPECT_EQ(Run({"assess", "complete", "p/a", "--with-gaps"}), ExitCode::kOk) << err;
  EXPECT_THAT(script.calls, Contains(StartsWith("CompleteAssessment")));
  script.answers["GetScorecard"] = kAnswered;
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kOk) << err;
  EXPECT_THAT(script.calls, Contains(StartsWith("CompleteAssessment")));
}

TEST_F(AnswersCommandsTest, NothingIsFrozenByASlipBeforeItsPeriodEnds) {
  script.answers["GetScorecard"] = kAnswered;
  script.answers["GetAssessment"] =
      "name: 'programs/p/assessments/a' period_end: '2999-12-31' state: STATE_DRAFT";
  EXPECT_EQ(Run({"assess", "complete", "p/a", "--with-gaps"}), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("p/a: its period ends on 2999-12-31, and today is 2"),
                         HasSubstr("--early")));
  EXPECT_THAT(script.calls, Not(Contains(StartsWith("CompleteAssessment"))));
  EXPECT_EQ(Run({"assess", "complete", "p/a", "--early"}), ExitCode::kOk) << err;
  EXPECT_THAT(script.calls, Contains(StartsWith("CompleteAssessment")));
  // The last day itself is enough.
  script.answers["GetAssessment"] =
      absl::StrCat("name: 'programs/p/assessments/a' state: STATE_DRAFT period_end: '",
                   absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone()), "'");
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kOk) << err;
  // What is completed says so itself.
  script.answers["GetAssessment"] =
      "name: 'programs/p/assessments/a' period_end: '2999-12-31' state: STATE_COMPLETED";
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kOk) << err;
}

TEST_F(AnswersCommandsTest, WhoCompletesIsToldWhatIsOpenStill) {
  script.answers["GetScorecard"] = kAnswered;
  script.answers["ListAssignments"] = "assignments { state: STATE_OPEN }";
  script.answers["ListThreads"] = "threads {} threads {} next_page_token: 'more'";
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kOk) << err;
  EXPECT_THAT(err, AllOf(HasSubstr("note: 1 assignment of it is still open; `continuum assign list "
                                   "p/a` shows which"),
                         HasSubstr("note: 2 or more comment threads of it are still open; "
                                   "`continuum comment list p/a` shows which")));
  EXPECT_THAT(
      script.calls,
      AllOf(Contains("ListAssignments parent: \"programs/p/assessments/a\" state: STATE_OPEN "
                     "page_size: 1000"),
            Contains(StartsWith("ListThreads"))));
  script.answers["ListThreads"] = "";
  script.refusals["ListAssignments"] = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no");
  EXPECT_EQ(Run({"assess", "complete", "p/a"}), ExitCode::kOk) << err;
  EXPECT_EQ(err, "");
}

TEST_F(AnswersCommandsTest, OwnAnswersAreCountedByThemselves) {
  script.answers["GetAnswerSet"] = "etag: '3'";
  script.answers["ListAnswerSets"] = R"pb(
    answer_sets { name: "programs/p/assessments/a/answerSets/consensus" answered_criteria: 1 }
    answer_sets {
      name: "programs/p/assessments/a/answerSets/con"
      answered_criteria: 3
      total_criteria: 5
    }
  )pb";
  ASSERT_EQ(Run({"assess", "load", "p/a", file_, "--own"}), ExitCode::kOk) << err;
  EXPECT_EQ(out, "Assessment p/a Rubric sample/1.0 You answered 3 of 5");
  EXPECT_THAT(err, HasSubstr("These are your own answers"));
  script.answers["ListAnswerSets"].clear();
  ASSERT_EQ(Run({"assess", "load", "p/a", file_, "--own"}), ExitCode::kOk) << err;
  EXPECT_EQ(out, "Assessment p/a Rubric sample/1.0");
  ASSERT_EQ(Run({"assess", "load", "p/a", file_}), ExitCode::kOk) << err;
  EXPECT_THAT(out, HasSubstr("Answered 1 of 5"));
}

// A template that was filled in says nothing about what was answered before.
TEST_F(AnswersCommandsTest, AFileWithoutMarksTakesNothingFromOthers) {
  constexpr char kSaved[] = R"pb(
    name: "programs/p/assessments/a/answerSets/consensus"
    answers {
      answer {
        criterion: "consent"
        yes_no { yes: false }
      }
      author: "accounts/%s"
    }
    etag: "9"
  )pb";
  script.answers["GetAnswerSet"] = absl::StrReplaceAll(kSaved, {{"%s", "bo"}});
  EXPECT_EQ(Run({"assess", "load", "p/a", file_}), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("others have answered what the file answers otherwise: consent. "
                                   "Nothing was saved."),
                         HasSubstr("`continuum assess answers`"), HasSubstr("--overwrite"),
                         HasSubstr("takes the place of the whole criterion")));
  EXPECT_THAT(script.calls, Not(Contains(StartsWith("SaveAnswers"))));
  Expect({"assess", "load", "p/a", file_, "--overwrite"},
         AllOf(StartsWith("SaveAnswers"), HasSubstr("yes: true")));
  Expect({"assess", "load", "p/a", file_, "--own"}, StartsWith("ListAnswerSets"));

  const std::string other = folder_.File("other.csv");
  testing::WriteFile(other, "criterion,answer\ntraining,2\n");
  Expect({"assess", "load", "p/a", other}, StartsWith("SaveAnswers"));
  EXPECT_EQ(Run({"assess", "load", "p/a", other, "--replace"}), ExitCode::kConflict);
  EXPECT_THAT(err, HasSubstr("or does not answer: consent."));

  // What one saved oneself may be loaded anew, unless somebody else saves at that moment.
  script.answers["GetAnswerSet"] = absl::StrReplaceAll(kSaved, {{"%s", "con"}});
  Expect({"assess", "load", "p/a", file_},
         AllOf(StartsWith("SaveAnswers"), HasSubstr("yes: true"), HasSubstr("etag: \"9\"")));
}

// What looks like a patient's is asked about wherever somebody writes words.
TEST_F(AnswersCommandsTest, IdentifiersThatWereSeenAreSaidToTheServer) {
  Expect({"comment", "add", "p/a", "Call 410-555-0123", "--identifiers-seen", "1"},
         "CreateThread parent: \"programs/p/assessments/a\" thread { } text: \"Call "
         "410-555-0123\" identifiers_seen: 1");
  Expect({"comment", "reply", "p/a/t1", "x", "--identifiers-seen", "2"},
         HasSubstr("identifiers_seen: 2"));
  Expect({"assess", "load", "p/a", file_, "--identifiers-seen", "3"},
         AllOf(StartsWith("SaveAnswers"), HasSubstr("identifiers_seen: 3")));
  Expect({"assess", "load", "p/a", file_}, Not(HasSubstr("identifiers_seen")));
  EXPECT_EQ(Run({"comment", "add", "p/a", "x", "--identifiers-seen", "some"}), ExitCode::kUsage);
  EXPECT_THAT(script.calls, ElementsAre());
}

TEST_F(AnswersCommandsTest, WhoseIdentifiersWereNotSeenIsToldToLook) {
  for (const char* method : {"CreateThread", "CreateComment", "SaveAnswers"}) {
    script.refusals[method] =
        testing::Refusal(grpc::StatusCode::FAILED_PRECONDITION, "IDENTIFIERS_NOT_SEEN");
  }
  const auto advice =
      AllOf(HasSubstr("what next: Look at each of them. Only if none is a patient's, run the "
                      "command again with --identifiers-seen and their number."));
  EXPECT_EQ(Run({"comment", "add", "p/a", "Call 410-555-0123"}), ExitCode::kConflict);
  EXPECT_THAT(err, advice);
  EXPECT_EQ(Run({"comment", "reply", "p/a/t1", "Call 410-555-0123"}), ExitCode::kConflict);
  EXPECT_THAT(err, advice);
  EXPECT_EQ(Run({"assess", "load", "p/a", file_}), ExitCode::kConflict);
  EXPECT_THAT(err, advice);
}

}  // namespace
}  // namespace continuum::cli
