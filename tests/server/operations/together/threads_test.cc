// SPDX-License-Identifier: Apache-2.0
//
// Threads of comments on a criterion or an assessment.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class ThreadsTest : public TeamTest {
 protected:
  absl::StatusOr<v1::Thread> Begin(absl::string_view by, absl::string_view criterion,
                                   absl::string_view text) {
    v1::CreateThreadRequest request;
    request.set_parent(kA);
    request.mutable_thread()->set_criterion(std::string(criterion));
    request.set_text(std::string(text));
    return Ask(by, CreateThread, request);
  }
  absl::StatusOr<v1::Comment> Say(absl::string_view by, const std::string& thread,
                                  absl::string_view text) {
    v1::CreateCommentRequest request;
    request.set_parent(thread);
    request.set_text(std::string(text));
    return Ask(by, CreateComment, request);
  }
  absl::StatusOr<v1::Thread> Resolve(absl::string_view by, const std::string& thread) {
    v1::ResolveThreadRequest request;
    request.set_name(thread);
    return Ask(by, ResolveThread, request);
  }
  absl::StatusOr<v1::Thread> Reopen(absl::string_view by, const std::string& thread) {
    v1::ReopenThreadRequest request;
    request.set_name(thread);
    return Ask(by, ReopenThread, request);
  }
  // "Name of con: text" for each.
  std::vector<std::string> Said(const std::string& parent) {
    v1::ListCommentsRequest request;
    request.set_parent(parent);
    const auto listed = Ask("cat", ListComments, request);
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> said;
    if (!listed.ok()) return said;
    for (const v1::Comment& comment : listed->comments()) {
      said.push_back(absl::StrCat(comment.author_label(), ": ", comment.text()));
    }
    return said;
  }
  std::vector<std::string> Criteria(absl::string_view request) {
    const auto listed =
        Ask("cat", ListThreads,
            Parse<v1::ListThreadsRequest>(absl::StrCat("parent: '", kA, "' ", request)));
    EXPECT_THAT(listed, IsOk());
    std::vector<std::string> criteria;
    if (!listed.ok()) return criteria;
    for (const v1::Thread& thread : listed->threads()) criteria.push_back(thread.criterion());
    return criteria;
  }
};

TEST_F(ThreadsTest, CommentsAreListedThreadByThread) {
  ASSERT_OK_AND_ASSIGN(const v1::Thread plan, Begin("con", "plan", "Is this all?"));
  ASSERT_OK_AND_ASSIGN(const v1::Thread whole, Begin("lea", "", "Let us begin."));
  ASSERT_OK_AND_ASSIGN(const v1::Comment reply, Say("lea", plan.name(), "It is."));
  EXPECT_EQ(plan.author(), "accounts/con");
  EXPECT_EQ(plan.state(), v1::Thread::STATE_OPEN);
  EXPECT_EQ(reply.author(), "accounts/lea");
  EXPECT_THAT(Said(plan.name()), ElementsAre("Name of con: Is this all?", "Name of lea: It is."));
  EXPECT_THAT(Said(whole.name()), ElementsAre("Name of lea: Let us begin."));
  EXPECT_THAT(Said(kA), ElementsAre("Name of con: Is this all?", "Name of lea: It is.",
                                    "Name of lea: Let us begin."));
  EXPECT_THAT(Criteria(""), ElementsAre("plan", ""));
  EXPECT_THAT(Criteria("criterion: 'plan'"), ElementsAre("plan"));
  EXPECT_THAT(Criteria("criterion: 'team'"), IsEmpty());
}

TEST_F(ThreadsTest, AreResolvedAndReopened) {
  ASSERT_OK_AND_ASSIGN(const v1::Thread made, Begin("con", "plan", "Is this all?"));
  EXPECT_THAT(Reopen("con", made.name()), FailsWith(kFailedPrecondition, "THREAD_OPEN"));
  ASSERT_OK_AND_ASSIGN(const v1::Thread resolved, Resolve("eve", made.name()));
  EXPECT_EQ(resolved.state(), v1::Thread::STATE_RESOLVED);
  EXPECT_EQ(resolved.settled_by(), "accounts/eve");
  EXPECT_EQ(resolved.author(), "accounts/con");
  EXPECT_THAT(Resolve("eve", made.name()), FailsWith(kFailedPrecondition, "THREAD_RESOLVED"));
  EXPECT_THAT(Say("con", made.name(), "But"), FailsWith(kFailedPrecondition, "THREAD_RESOLVED"));
  EXPECT_THAT(Criteria("state: STATE_OPEN"), IsEmpty());
  EXPECT_THAT(Criteria("state: STATE_RESOLVED"), ElementsAre("plan"));
  EXPECT_THAT(Reopen("con", made.name()), IsOk());
  EXPECT_THAT(Say("con", made.name(), "But"), IsOk());
}

TEST_F(ThreadsTest, AreTheProgramsOwn) {
  ASSERT_OK_AND_ASSIGN(const v1::Thread made, Begin("con", "plan", "Only for us."));
  v1::ListCommentsRequest list;
  for (const std::string& parent : {made.name(), std::string(kA)}) {
    list.set_parent(parent);
    for (const char* id : {"sam", "max", "mona"}) {
      EXPECT_THAT(Ask(id, ListComments, list), FailsWith(kPermissionDenied, "PERMISSION_DENIED"))
          << id;
    }
  }
  for (const char* id : {"sam", "max", "mona"}) {
    EXPECT_THAT(Begin(id, "plan", "?"), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
    EXPECT_THAT(Say(id, made.name(), "?"), FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(Resolve(id, made.name()), FailsWith(kPermissionDenied, "PERMISSION_DENIED"));
  }
}

TEST_F(ThreadsTest, WhatLooksLikeAPatientMustHaveBeenSeen) {
  v1::CreateThreadRequest begin;
  begin.set_parent(kA);
  begin.set_text("Call 555-867-5309, or see MRN: 448812.");
  const auto refused = Ask("con", CreateThread, begin);
  EXPECT_THAT(refused, FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  EXPECT_THAT(refused.status().message(),
              HasSubstr("the comment holds 1 medical record number and 1 phone number, which look "
                        "like identifiers of patients, and the person has seen 0"));
  EXPECT_THAT(refused.status().message(), Not(HasSubstr("448812")));
  EXPECT_THAT(Said(kA), IsEmpty());
  begin.set_identifiers_seen(2);
  ASSERT_OK_AND_ASSIGN(const v1::Thread thread, Ask("con", CreateThread, begin));
  v1::CreateCommentRequest reply;
  reply.set_parent(thread.name());
  reply.set_text("The clinic has 555-867-5309.");
  EXPECT_THAT(Ask("con", CreateComment, reply),
              FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  reply.set_identifiers_seen(2);
  EXPECT_THAT(Ask("con", CreateComment, reply),
              FailsWith(kFailedPrecondition, "IDENTIFIERS_NOT_SEEN"));
  reply.set_identifiers_seen(1);
  EXPECT_THAT(Ask("con", CreateComment, reply), IsOk());
  EXPECT_THAT(Said(kA), SizeIs(2));
}

TEST_F(ThreadsTest, SayWhatIsWrong) {
  EXPECT_THAT(Begin("con", "plan", " "), HasWrongFields("text"));
  EXPECT_THAT(Begin("con", "none", "?"), HasWrongFields("thread.criterion"));
  EXPECT_THAT(Begin("con", "none", "?").status().message(),
              HasSubstr("its criteria: plan, team, visits"));
  EXPECT_THAT(Begin("con", "care", "?"), HasWrongFields("thread.criterion"));  // a domain
  EXPECT_THAT(Begin("con", "", std::string(16 * 1024, 'x')), IsOk());
  EXPECT_THAT(Begin("con", "", std::string(16 * 1024 + 1, 'x')), HasWrongFields("text"));
  EXPECT_THAT(Say("con", absl::StrCat(kA, "/threads/none"), "?"),
              FailsWith(kNotFound, "NOT_FOUND"));
  v1::ListCommentsRequest list;
  list.set_parent("programs/p");
  EXPECT_THAT(Ask("con", ListComments, list), HasWrongFields("parent"));
  list.set_parent(absl::StrCat(kA, "/threads/none"));
  EXPECT_THAT(Ask("con", ListComments, list), FailsWith(kNotFound, "NOT_FOUND"));
}

TEST_F(ThreadsTest, GoOnOnceTheAssessmentIsCompletedButNotInAnArchivedProgram) {
  ASSERT_OK_AND_ASSIGN(const v1::Thread made, Begin("con", "plan", "Is this all?"));
  EXPECT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(Say("con", made.name(), "Next year we do better."), IsOk());
  ArchiveTheProgram();
  EXPECT_THAT(Say("con", made.name(), "?"), FailsWith(kFailedPrecondition, "ARCHIVED"));
  EXPECT_THAT(Resolve("con", made.name()), FailsWith(kFailedPrecondition, "ARCHIVED"));
  EXPECT_THAT(Begin("con", "", "?"), FailsWith(kFailedPrecondition, "ARCHIVED"));
  EXPECT_THAT(Said(made.name()), SizeIs(2));
}

TEST_F(ThreadsTest, ChangeNeitherTheAssessmentNorItsEtag) {
  const std::string before = Read("a")->etag();
  EXPECT_THAT(Begin("con", "plan", "Is this all?"), IsOk());
  EXPECT_EQ(Read("a")->etag(), before);
}

constexpr auto kResourceExhausted = absl::StatusCode::kResourceExhausted;

TEST_F(ThreadsTest, AnAssessmentTakesOnlySoManyThreads) {
  dependencies_.limits.threads = 2;
  ASSERT_OK_AND_ASSIGN(const v1::Thread first, Begin("con", "plan", "One?"));
  ASSERT_THAT(Begin("cat", "", "Two?"), IsOk());
  EXPECT_THAT(Begin("lea", "", "Three?"), FailsWith(kResourceExhausted, "TOO_MANY_THREADS"));
  EXPECT_THAT(Say("con", first.name(), "More."), IsOk());
  ASSERT_THAT(Resolve("lea", first.name()), IsOk());
  EXPECT_THAT(Begin("lea", "", "Three?"), FailsWith(kResourceExhausted, "TOO_MANY_THREADS"));
  MakeAssessment("b", 2024);
  auto elsewhere = Parse<v1::CreateThreadRequest>("parent: 'programs/p/assessments/b' text: 'x'");
  EXPECT_THAT(Ask("lea", CreateThread, elsewhere), IsOk());
}

// One person could begin so many that nobody could begin another.
TEST_F(ThreadsTest, OnePersonHasAShareOfThem) {
  dependencies_.limits.threads = 10;
  dependencies_.limits.comments = 20;
  ASSERT_OK_AND_ASSIGN(const v1::Thread first, Begin("con", "plan", "One?"));
  ASSERT_THAT(Begin("con", "", "Two?"), IsOk());
  const auto refused = Begin("con", "", "Three?");
  EXPECT_THAT(refused, FailsWith(kResourceExhausted, "TOO_MANY_THREADS"));
  EXPECT_THAT(refused.status().message(), HasSubstr("you have made 2 threads"));
  EXPECT_THAT(Begin("cat", "", "Three?"), IsOk());
  EXPECT_THAT(Say("con", first.name(), "Three."), IsOk());
  EXPECT_THAT(Say("con", first.name(), "Four."), IsOk());
  EXPECT_THAT(Say("con", first.name(), "Five."),
              FailsWith(kResourceExhausted, "TOO_MANY_COMMENTS"));
  EXPECT_THAT(Say("cat", first.name(), "Two."), IsOk());
  KeptCounts forgotten(10);  // as after a restart
  dependencies_.kept_counts = &forgotten;
  EXPECT_THAT(Begin("con", "", "Three?"), FailsWith(kResourceExhausted, "TOO_MANY_THREADS"));
  EXPECT_THAT(Begin("lea", "", "Four?"), IsOk());
}

TEST_F(ThreadsTest, AnAssessmentTakesOnlySoManyComments) {
  dependencies_.limits.comments = 3;
  ASSERT_OK_AND_ASSIGN(const v1::Thread thread, Begin("con", "plan", "One?"));
  ASSERT_THAT(Say("eve", thread.name(), "Two."), IsOk());
  // A repeated call is one comment, and gets its answer when there is no more room, too.
  v1::CreateCommentRequest again;
  again.set_parent(thread.name());
  again.set_text("Three.");
  again.set_request_id("r");
  for (int i = 0; i < 3; ++i) EXPECT_THAT(Ask("cat", CreateComment, again), IsOk());
  EXPECT_THAT(Say("owen", thread.name(), "Four."),
              FailsWith(kResourceExhausted, "TOO_MANY_COMMENTS"));
  EXPECT_THAT(Begin("lea", "", "Five?"), FailsWith(kResourceExhausted, "TOO_MANY_COMMENTS"));
  EXPECT_THAT(Ask("cat", CreateComment, again), IsOk());
  EXPECT_THAT(Said(kA), SizeIs(3));
}

// As after a restart: what is there is counted, in more than one step.
TEST_F(ThreadsTest, WhatWasThereBeforeCounts) {
  ASSERT_OK_AND_ASSIGN(const v1::Thread thread, Begin("con", "plan", "One?"));
  for (int i = 1; i < 250; ++i) ASSERT_THAT(Say("cat", thread.name(), "More."), IsOk());
  KeptCounts forgotten(10);
  dependencies_.kept_counts = &forgotten;
  dependencies_.limits.comments = 1250;
  EXPECT_THAT(Say("cat", thread.name(), "The last of a fifth."), IsOk());
  EXPECT_THAT(Say("cat", thread.name(), "One more."),
              FailsWith(kResourceExhausted, "TOO_MANY_COMMENTS"));
  dependencies_.limits.comments = 252;
  EXPECT_THAT(Say("lea", thread.name(), "The last of all."), IsOk());
  EXPECT_THAT(Say("eve", thread.name(), "One more."),
              FailsWith(kResourceExhausted, "TOO_MANY_COMMENTS"));
}

}  // namespace
}  // namespace continuum::operations
