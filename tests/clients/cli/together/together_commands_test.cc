// SPDX-License-Identifier: Apache-2.0
//
// Each command of a team once: what the server is asked, and what people are shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/notice_words.h"
#include "clients/cli/state_words.h"
#include "clients/cli/team_words.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "tests/clients/cli/together/together_test_base.h"

namespace continuum::cli {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class TogetherCommandsTest : public testing::TogetherTestBase {};

constexpr char kAssignment[] = R"pb(
  name: "programs/p/assessments/a/assignments/s1"
  account: "accounts/con"
  assignee_label: "Con"
  targets: "care"
  targets: "plan"
  due_date: "2026-06-30"
  note: "please"
  state: STATE_OPEN
  overdue: true
)pb";

TEST_F(TogetherCommandsTest, AssignmentsAreMade) {
  script.answers["CreateAssignment"] = kAssignment;
  Expect({"assign", "add", "p/a", "care", "plan", "--to", "con", "--due", "2026-06-30", "--note",
          "please"},
         "CreateAssignment parent: \"programs/p/assessments/a\" assignment { account: "
         "\"accounts/con\" targets: \"care\" targets: \"plan\" due_date: \"2026-06-30\" note: "
         "\"please\" }");
  EXPECT_EQ(out,
            "Assignment p/a/s1 What care, plan Who Con Until 2026-06-30 State overdue Note please");
  Expect({"assign", "add", "p/a", "care", "--partner", "North clinic"},
         HasSubstr("partner: \"North clinic\""));
  script.answers["CreateAssignment"] =
      "name: 'programs/p/assessments/a/assignments/s1' site: 'programs/p/sites/north' "
      "assignee_label: 'North Street' targets: 'care'";
  for (const char* site : {"north", "p/north", "programs/p/sites/north"}) {
    Expect({"assign", "add", "p/a", "care", "--site", site},
           HasSubstr("assignment { targets: \"care\" site: \"programs/p/sites/north\" }"));
    EXPECT_THAT(out, HasSubstr("Who North Street"));
  }
  for (const std::vector<std::string>& who : std::vector<std::vector<std::string>>{
           {}, {"--to", "con", "--partner", "x"}, {"--site", "north", "--partner", "x"}}) {
    std::vector<std::string> arguments = {"assign", "add", "p/a", "care"};
    arguments.insert(arguments.end(), who.begin(), who.end());
    EXPECT_EQ(Run(arguments), ExitCode::kUsage);
    EXPECT_THAT(err, HasSubstr("want one of --to ACCOUNT, --site SITE, or --partner"));
    EXPECT_TRUE(script.calls.empty());
  }
}

TEST_F(TogetherCommandsTest, WorkIsAssignedToPeopleAsTheyAreCalled) {
  script.answers["ListMemberships"] =
      "memberships { account: 'accounts/p1' account_label: 'Con Example' }";
  Expect({"assign", "add", "p/a", "care", "--to", "con example"},
         HasSubstr("assignment { account: \"accounts/p1\""));
  EXPECT_EQ(script.calls.front(), "ListMemberships resource: \"programs/p\" state: STATE_ACTIVE");
  EXPECT_EQ(Run({"assign", "add", "p/a", "care", "--to", "Lea Example"}), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("--to: got \"Lea Example\", want an account, a name or an e-mail "
                             "address of somebody in p"));
  EXPECT_THAT(script.calls, Not(Contains(StartsWith("CreateAssignment"))));
}

TEST_F(TogetherCommandsTest, ADayThatIsPastIsWarnedOf) {
  script.answers["CreateAssignment"] = kAssignment;
  Expect({"assign", "add", "p/a", "care", "--to", "con", "--due", "2026-06-30"},
         StartsWith("CreateAssignment"));
  EXPECT_THAT(err, AllOf(HasSubstr("warning: 2026-06-30 is past already"),
                         HasSubstr("continuum assign cancel p/a/s1")));
  script.answers["CreateAssignment"] = "name: 'programs/p/assessments/a/assignments/s1'";
  Expect({"assign", "add", "p/a", "care", "--to", "con"}, StartsWith("CreateAssignment"));
  EXPECT_EQ(err, "");
}

TEST_F(TogetherCommandsTest, AssignmentsAreListedAndClosed) {
  script.answers["ListAssignments"] = script.answers["ListMyAssignments"] =
      absl::StrCat("assignments {", kAssignment, "}");
  Expect({"assign", "list", "p/a"},
         "ListAssignments parent: \"programs/p/assessments/a\" state: STATE_OPEN");
  EXPECT_THAT(out, HasSubstr("p/a/s1 care, plan Con 2026-06-30 overdue please"));
  Expect({"assign", "list", "p/a", "--all"},
         "ListAssignments parent: \"programs/p/assessments/a\"");
  Expect({"inbox"}, StartsWith("ListNotifications"));
  EXPECT_EQ(script.calls.front(), "ListMyAssignments state: STATE_OPEN");
  EXPECT_THAT(out, HasSubstr("p/a/s1 care, plan Con 2026-06-30 overdue please"));
  Expect({"inbox", "--all", "--output", "csv"}, StartsWith("ListNotifications"));
  EXPECT_EQ(script.calls.front(), "ListMyAssignments");
  EXPECT_THAT(out, StartsWith("assignment,targets,assignee,due_date,state,note"));
  EXPECT_EQ(err, "");
  script.answers["ListMyAssignments"].clear();
  Expect({"inbox"}, StartsWith("ListNotifications"));
  EXPECT_EQ(out, "Nothing is assigned to you. No notices are unread.");
  Expect({"assign", "done", "p/a/s1"},
         "FinishAssignment name: \"programs/p/assessments/a/assignments/s1\"");
  Expect({"assign", "cancel", "programs/p/assessments/a/assignments/s1"},
         "CancelAssignment name: \"programs/p/assessments/a/assignments/s1\"");
}

constexpr char kNotices[] = R"pb(
  notifications {
    name: "accounts/con/notifications/n2"
    kind: KIND_COMMENT_MADE
    resource: "programs/p/assessments/a/threads/t1"
    actor: "accounts/lea"
    actor_label: "Lea"
    state: STATE_UNREAD
    create_time { seconds: 1772366400 }
  }
  notifications {
    name: "accounts/con/notifications/n1"
    kind: KIND_ASSIGNMENT_OVERDUE
    resource: "programs/p/assessments/a/assignments/s1"
    state: STATE_UNREAD
    create_time { seconds: 1772366400 }
  }
  unread_count: 2
)pb";

TEST_F(TogetherCommandsTest, AnInboxWithoutSignInDoesNotTellToSignIn) {
  google::rpc::ErrorInfo info;
  info.set_reason("NO_ACCOUNT");
  google::rpc::Status status;
  status.add_details()->PackFrom(info);
  script.refusals.emplace("ListMyAssignments", grpc::Status(grpc::StatusCode::FAILED_PRECONDITION,
                                                            "no", status.SerializeAsString()));
  EXPECT_EQ(Run({"inbox"}), ExitCode::kConflict);
  EXPECT_THAT(err, AllOf(HasSubstr("started without sign-in"), HasSubstr("continuum assign list"),
                         Not(HasSubstr("continuum login"))));
}

TEST_F(TogetherCommandsTest, NoticesAreShownAndMarked) {
  script.answers["ListNotifications"] = kNotices;
  Expect({"inbox"}, "ListNotifications parent: \"accounts/con\" state: STATE_UNREAD page_size: 20");
  EXPECT_THAT(out, HasSubstr("2 unread notices:"));
  EXPECT_THAT(out, HasSubstr("2026-03-01 12:00 UTC comment made p/a/t1 Lea"));
  EXPECT_THAT(out, HasSubstr("assignment overdue p/a/s1"));
  EXPECT_THAT(out, HasSubstr("continuum inbox --mark-read"));
  Expect({"inbox", "--notices", "--all", "--output", "csv"},
         "ListNotifications parent: \"accounts/con\"");
  EXPECT_THAT(out, StartsWith("time,what,resource,who,state"));
  script.answers["MarkNotificationsRead"] = "marked_count: 2";
  Expect({"inbox", "--mark-read"}, "MarkNotificationsRead parent: \"accounts/con\"");
  EXPECT_EQ(out, "2 notices are marked as read.");
}

// Programs that read the output lose none of what people see.
TEST_F(TogetherCommandsTest, NoticesAreInEveryForm) {
  script.answers["ListMyAssignments"] = absl::StrCat("assignments {", kAssignment, "}");
  script.answers["ListNotifications"] = kNotices;
  Expect({"inbox", "--output", "json"},
         "ListNotifications parent: \"accounts/con\" state: STATE_UNREAD");
  EXPECT_THAT(out, AllOf(HasSubstr("assignments/s1"), HasSubstr("\"notifications\": ["),
                         HasSubstr("notifications/n1"), HasSubstr("notifications/n2")));
  script.answers["ListMyAssignments"].clear();
  Expect({"inbox", "--output", "json", "--all"}, "ListNotifications parent: \"accounts/con\"");
  EXPECT_THAT(out, AllOf(StartsWith("{"), HasSubstr("notifications/n2")));

  Expect({"inbox", "--output", "csv"}, StartsWith("ListNotifications"));
  EXPECT_EQ(out, "assignment,targets,assignee,due_date,state,note");
  EXPECT_THAT(err, AllOf(HasSubstr("2 notices are unread, and not in this table"),
                         HasSubstr("continuum inbox --notices --output csv")));
  script.refusals["ListNotifications"] = grpc::Status(grpc::StatusCode::PERMISSION_DENIED, "no");
  EXPECT_EQ(Run({"inbox", "--output", "csv"}), ExitCode::kOk) << err;
  // A token for one thing alone may read the assignments and not the notices.
  script.answers["ListMyAssignments"] = absl::StrCat("assignments {", kAssignment, "}");
  EXPECT_EQ(Run({"inbox", "--output", "json"}), ExitCode::kOk) << err;
  EXPECT_THAT(out, AllOf(HasSubstr("assignments/s1"), Not(HasSubstr("notifications"))));
  EXPECT_THAT(err, HasSubstr("without the notices"));
  script.refusals["ListNotifications"] = grpc::Status(grpc::StatusCode::INTERNAL, "no");
  EXPECT_NE(Run({"inbox", "--output", "json"}), ExitCode::kOk);
}

TEST_F(TogetherCommandsTest, WhoTakesOverIsToldWhereToBegin) {
  script.answers["ListNotifications"] = R"pb(
    notifications { kind: KIND_HANDED_OVER resource: "programs/harbor" state: STATE_UNREAD }
    notifications { kind: KIND_HANDED_OVER resource: "programs/harbor" state: STATE_UNREAD }
    notifications { kind: KIND_HANDED_OVER resource: "organizations/oak" state: STATE_UNREAD }
    notifications { kind: KIND_HANDED_OVER resource: "programs/told" state: STATE_READ })pb";
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"inbox"}, {"inbox", "--notices", "--all"}}) {
    Expect(command, StartsWith("ListNotifications"));
    const size_t at = err.find("continuum assess list harbor");
    EXPECT_NE(at, std::string::npos) << err;
    EXPECT_EQ(err.find("continuum assess list harbor", at + 1), std::string::npos) << err;
    EXPECT_THAT(err, HasSubstr("continuum program list --organization oak"));
    EXPECT_THAT(err, Not(HasSubstr("told")));
  }
}

TEST_F(TogetherCommandsTest, WhenNoticesComeIsChosen) {
  script.answers["GetNotificationSettings"] = "email: EMAIL_AT_ONCE email_available: true";
  Expect({"notify"}, "GetNotificationSettings name: \"accounts/con/notificationSettings\"");
  EXPECT_THAT(out, HasSubstr("at-once"));
  script.answers["UpdateNotificationSettings"] = "email: EMAIL_DAILY";
  Expect({"notify", "daily"},
         "UpdateNotificationSettings settings { name: \"accounts/con/notificationSettings\" email: "
         "EMAIL_DAILY } update_mask { paths: \"email\" }");
  EXPECT_THAT(out, HasSubstr("daily"));
  EXPECT_THAT(out, HasSubstr("no e-mail"));
  EXPECT_EQ(Run({"notify", "sometimes"}), ExitCode::kUsage);
  script.answers["GetCaller"] = "";
  EXPECT_EQ(Run({"notify"}), ExitCode::kUsage);
  EXPECT_THAT(err, HasSubstr("continuum login"));
}

// A new kind needs its words.
TEST(NoticeWordsTest, EveryKindHasItsOwn) {
  const auto* kinds = v1::Notification::Kind_descriptor();
  for (int i = 1; i < kinds->value_count(); ++i) {
    EXPECT_THAT(NoticeWords(static_cast<v1::Notification::Kind>(kinds->value(i)->number())),
                Not(HasSubstr("unknown")))
        << kinds->value(i)->name();
  }
}

TEST_F(TogetherCommandsTest, CommentsAreShownThreadByThread) {
  script.answers["ListThreads"] = R"pb(
    threads { name: "programs/p/assessments/a/threads/t1" criterion: "plan" state: STATE_OPEN }
    threads { name: "programs/p/assessments/a/threads/t2" state: STATE_RESOLVED }
  )pb";
  script.answers["ListComments"] = R"pb(
    comments {
      name: "programs/p/assessments/a/threads/t1/comments/c1"
      text: "Is this all?"
      author: "accounts/con"
      author_label: "Con"
      create_time { seconds: 1800000000 }
    }
    comments {
      name: "programs/p/assessments/a/threads/t2/comments/c2"
      author: "local"
      purged: true
    }
    comments { name: "programs/p/assessments/a/threads/t3/comments/c3" text: "of another list" }
  )pb";
  Expect({"comment", "list", "p/a", "--criterion", "plan"},
         "ListComments parent: \"programs/p/assessments/a\"");
  EXPECT_EQ(script.calls.front(),
            "ListThreads parent: \"programs/p/assessments/a\" criterion: \"plan\" state: "
            "STATE_OPEN");
  EXPECT_THAT(out,
              AllOf(HasSubstr("plan (open), thread p/a/t1 Con, 2027-01-15 08:00 UTC, p/a/t1/c1: Is "
                              "this all?"),
                    HasSubstr("the assessment (resolved), thread p/a/t2 local"),
                    HasSubstr("p/a/t2/c2: (purged)"), Not(HasSubstr("of another list"))));
  Expect({"comment", "list", "p/a", "--all", "--output", "csv"}, StartsWith("ListComments"));
  EXPECT_EQ(script.calls.front(), "ListThreads parent: \"programs/p/assessments/a\"");
  EXPECT_THAT(out, AllOf(StartsWith("thread,comment,criterion,state,author,time,text "
                                    "p/a/t1,p/a/t1/c1,plan,open,Con,"),
                         Not(HasSubstr("of another list"))));
  Expect({"comment", "list", "p/a", "--all", "--output", "json"}, StartsWith("ListComments"));
  EXPECT_THAT(out, AllOf(HasSubstr("\"text\": \"Is this all?\""),
                         HasSubstr("\"threads\": [ { \"criterion\": \"plan\", \"name\": "
                                   "\"programs/p/assessments/a/threads/t1\", \"state\": "
                                   "\"STATE_OPEN\" }"),
                         Not(HasSubstr("of another list"))));
}

TEST_F(TogetherCommandsTest, CommentsAreMadeAndSettled) {
  script.answers["CreateThread"] =
      "name: 'programs/p/assessments/a/threads/t1' criterion: 'plan' state: STATE_OPEN";
  Expect({"comment", "add", "p/a", "Is this all?", "--criterion", "plan"},
         "CreateThread parent: \"programs/p/assessments/a\" thread { criterion: \"plan\" } text: "
         "\"Is this all?\"");
  EXPECT_EQ(out, "Thread p/a/t1 About plan State open");
  Expect({"comment", "reply", "p/a/t1", "It is."},
         "CreateComment parent: \"programs/p/assessments/a/threads/t1\" text: \"It is.\"");
  Expect({"comment", "resolve", "p/a/t1"},
         "ResolveThread name: \"programs/p/assessments/a/threads/t1\"");
  Expect({"comment", "reopen", "p/a/t1"},
         "ReopenThread name: \"programs/p/assessments/a/threads/t1\"");
}

TEST_F(TogetherCommandsTest, AnswersAreCarriedForwardAndAttested) {
  script.answers["CarryForward"] = R"pb(
    assessment { name: "programs/p/assessments/b" }
    carried_criteria: "plan"
    kept_criteria: "team"
    measured_criteria: "seen"
  )pb";
  Expect({"assess", "carry", "p/b", "--from", "p/a"},
         "CarryForward name: \"programs/p/assessments/b\" source: \"programs/p/assessments/a\"");
  EXPECT_THAT(out, AllOf(HasSubstr("Carried forward: plan. None counts until"),
                         HasSubstr("an answer or a proposal: team."),
                         HasSubstr("counted anew for this period: seen.")));
  Expect({"assess", "carry", "p/b", "--from", "p/a", "--output", "csv"},
         StartsWith("CarryForward"));
  EXPECT_EQ(out, "criterion,outcome plan,carried team,kept seen,to be counted");
  script.answers["GetAssessment"] = "name: 'programs/p/assessments/b' etag: '7'";
  script.answers["ConfirmAnswers"] =
      "confirmation { criteria: 'plan' attestation: 'No change.' author: 'accounts/lea' }";
  script.answers["GetCaller"] = "account { name: 'accounts/lea' display_name: 'Lea' }";
  const std::vector<std::string> attest = {"assess",   "attest",      "p/b",       "care",
                                           "--inputs", "--statement", "No change."};
  ASSERT_EQ(Run(attest), ExitCode::kOk) << err;
  EXPECT_THAT(
      script.calls,
      Contains("ConfirmAnswers name: \"programs/p/assessments/b\" domains: \"care\" inputs: "
               "true attestation: \"No change.\" etag: \"7\""));
  EXPECT_EQ(out, "Assessment p/b Confirmed plan Attested No change. Who Lea");
}

TEST_F(TogetherCommandsTest, TheTeamShowsWhoHasAnsweredHowMuch) {
  script.answers["ListAnswerSets"] = R"pb(
    answer_sets { source: ANSWER_SOURCE_PROGRAM_CONSENSUS answered_criteria: 1 total_criteria: 3 }
    answer_sets {
      source: ANSWER_SOURCE_INDIVIDUAL
      account: "accounts/con"
      account_label: "Con"
      answered_criteria: 2
      total_criteria: 3
      update_time { seconds: 1800000000 }
    }
  )pb";
  script.answers["GetEffort"] = "minutes: 200 people: 4 own_minutes: 45";
  Expect({"assess", "team", "p/a"}, "GetEffort name: \"programs/p/assessments/a\"");
  EXPECT_THAT(script.calls, ElementsAre("ListAnswerSets parent: \"programs/p/assessments/a\"",
                                        StartsWith("GetEffort")));
  EXPECT_THAT(err, HasSubstr("About 3 h 20 min by 4 people so far; you: 45 min"));
  EXPECT_THAT(out, HasSubstr("Con 2 3 2027-01-15 08:00 UTC"));
  EXPECT_THAT(out, HasSubstr(SourceWords(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS) + " 1 3"));
}

TEST_F(TogetherCommandsTest, AnswersAreComparedWherePeopleDifferFirst) {
  script.answers["CompareAnswerSets"] = R"pb(
    criteria {
      criterion: "team"
      agreed: true
      individuals {
        account: "accounts/con"
        account_label: "Con"
        answer { yes_no { yes: true } }
      }
    }
    criteria {
      criterion: "plan"
      consensus { rating { option: "some" } }
      individuals {
        account: "accounts/con"
        account_label: "Con"
        answer { rating { option: "none" } }
      }
      individuals {
        account: "accounts/eve"
        answer { rating { option: "full" } }
      }
    }
    criteria {
      criterion: "owner"
      individuals {
        account: "accounts/con"
        answer { input { options { options: "county" } } }
      }
      individuals {
        account: "accounts/eve"
        answer { input { recognition { status: STATUS_NOT_HELD } } }
      }
    }
  )pb";
  Expect({"assess", "compare", "p/a"}, "CompareAnswerSets parent: \"programs/p/assessments/a\"");
  const std::string consensus = SourceWords(v1::ANSWER_SOURCE_PROGRAM_CONSENSUS);
  EXPECT_THAT(out, HasSubstr(absl::StrCat("plan yes Con none plan yes eve full plan yes ",
                                          consensus, " some owner yes con county")));
  EXPECT_THAT(out, HasSubstr(absl::StrCat(consensus, " not answered yet")));
  EXPECT_THAT(out, Not(HasSubstr("team")));
  EXPECT_THAT(err, AllOf(HasSubstr("only one of them answered: 1 criterion."),
                         HasSubstr("continuum assess compare p/a --all")));
  Expect({"assess", "compare", "p/a", "--all", "--output", "csv"}, StartsWith("CompareAnswerSets"));
  EXPECT_THAT(out, StartsWith("criterion,differs,who,answer plan,yes,Con,none"));
  EXPECT_THAT(out, HasSubstr(absl::StrCat("team,no,Con,yes team,no,", consensus)));
  EXPECT_THAT(err, Not(HasSubstr("--all")));
  script.answers["CompareAnswerSets"] =
      "criteria { criterion: 'team' agreed: true consensus { yes_no { yes: true } } }";
  Expect({"assess", "compare", "p/a"}, StartsWith("CompareAnswerSets"));
  EXPECT_EQ(out, "Nobody differs from the others.");
  script.answers["CompareAnswerSets"].clear();
  Expect({"assess", "compare", "p/a", "--all"}, StartsWith("CompareAnswerSets"));
  EXPECT_EQ(out, "Nobody has answered anything.");
  EXPECT_EQ(Run({"assess", "compare", "p a"}), ExitCode::kUsage);
  EXPECT_TRUE(script.calls.empty());
}

TEST(TeamWordsTest, EffortIsToldInHoursAndMinutes) {
  v1::Effort effort;
  EXPECT_EQ(EffortWords(effort), "No time was counted yet.");
  effort.set_people(1);
  EXPECT_EQ(EffortWords(effort), "About 0 min by 1 person so far; you: 0 min");
  effort.set_people(2);
  effort.set_minutes(60);
  effort.set_own_minutes(59);
  EXPECT_EQ(EffortWords(effort), "About 1 h 0 min by 2 people so far; you: 59 min");
}

// A kind of change that has no words would be shown as "unknown".
TEST(TeamWordsTest, EveryKindOfChangeHasWords) {
  const auto& kinds = *v1::Change::Kind_descriptor();
  for (int i = 1; i < kinds.value_count(); ++i) {
    v1::Change change;
    change.set_kind(static_cast<v1::Change::Kind>(kinds.value(i)->number()));
    EXPECT_NE(ChangeWords(change), "unknown") << kinds.value(i)->name();
  }
  EXPECT_EQ(ChangeWords({}), "unknown");
}

TEST(TeamWordsTest, StatesHaveWords) {
  v1::Assignment assignment;
  std::vector<std::string> words;
  for (const auto state : {v1::Assignment::STATE_OPEN, v1::Assignment::STATE_DONE,
                           v1::Assignment::STATE_CANCELLED, v1::Assignment::STATE_UNSPECIFIED}) {
    assignment.set_state(state);
    words.push_back(AssignmentStateWords(assignment));
  }
  EXPECT_THAT(words, ElementsAre("open", "done", "cancelled", "unknown"));
  EXPECT_EQ(ThreadStateWords(v1::Thread::STATE_RESOLVED), "resolved");
  EXPECT_EQ(AuthorWords("", "accounts/con"), "con");
  EXPECT_EQ(AuthorWords("", "local"), "local");
}

}  // namespace
}  // namespace continuum::cli
