// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "server/operations/together.h"
#include "tests/server/operations/evidence/evidence_test.h"
#include "tests/server/operations/meddling_storage.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class AttachmentsTest : public EvidenceTest {
 protected:
  AttachmentsTest() {
    MakePublished();
    MakeAssessment();  // of 2025
  }

  v1::ListAttachmentsResponse List(absl::string_view query) {
    auto request = Parse<v1::ListAttachmentsRequest>(query);
    if (request.parent().empty()) request.set_parent("programs/p/assessments/a");
    const auto listed = ListAttachments(dependencies_, call_, request);
    EXPECT_THAT(listed, IsOk());
    return *listed;
  }
};

TEST_F(AttachmentsTest, EvidenceIsAttachedToCriteria) {
  const std::string evidence = MakeFile("policy").name();
  const auto attached = Attach(evidence);
  ASSERT_THAT(attached, IsOk());
  EXPECT_EQ(attached->evidence(), evidence);
  EXPECT_EQ(attached->criterion(), "team");
  EXPECT_EQ(attached->state(), v1::EvidenceAttachment::STATE_ACTIVE);
  EXPECT_FALSE(attached->stale());
  EXPECT_THAT(Attach(evidence, "plan"), IsOk());
  EXPECT_THAT(List("").attachments(), SizeIs(2));
  EXPECT_THAT(List("criterion: 'plan'").attachments(), SizeIs(1));
  EXPECT_THAT(List("criterion: 'none'").attachments(), IsEmpty());
  EXPECT_THAT(Attach(evidence), FailsWith(kAlreadyExists, "ALREADY_EXISTS"));
}

TEST_F(AttachmentsTest, TheSameEvidenceServesLaterCycles) {
  const std::string evidence = MakeLink("2025-07-31").name();
  MakeAssessment("b", 2026);
  EXPECT_FALSE(Attach(evidence, "team", 6)->stale());
  EXPECT_TRUE(Attach(evidence, "team", 12, "b")->stale());
  EXPECT_FALSE(Attach(evidence, "plan", 24, "b")->stale());
}

struct Freshness {
  std::string date;
  int months;
  bool stale;
  bool after;
};

// The period ends on 2025-12-31.
TEST_F(AttachmentsTest, OldEvidenceIsStale) {
  for (const Freshness& c : std::vector<Freshness>{
           {"2025-12-31", 1, false, false},
           {"2025-11-30", 1, true, false},  // to 2025-12-30
           {"2024-12-31", 12, false, false},
           {"2024-12-30", 12, true, false},
           {"1990-01-01", 0, false, false},
           {"2026-01-01", 1, false, true},
       }) {
    const auto attached = Attach(MakeLink(c.date).name(), "team", c.months);
    ASSERT_THAT(attached, IsOk());
    EXPECT_EQ(attached->stale(), c.stale) << c.date;
    EXPECT_EQ(attached->after_period(), c.after) << c.date;
  }
}

// 29 February and a year; 31 August and six months.
TEST_F(AttachmentsTest, MonthsThatAreShorterEndOnTheirLastDay) {
  auto request = Parse<v1::CreateAssessmentRequest>(
      "parent: 'programs/p' assessment_id: 'c' assessment {"
      " revision: 'rubrics/small/revisions/1.0.0'"
      " period_start: '2024-03-01' period_end: '2025-02-28' }");
  ASSERT_THAT(CreateAssessment(dependencies_, call_, request), IsOk());
  EXPECT_FALSE(Attach(MakeLink("2024-02-29").name(), "team", 12, "c")->stale());
  EXPECT_FALSE(Attach(MakeLink("2024-08-31").name(), "team", 6, "c")->stale());
  EXPECT_TRUE(Attach(MakeLink("2024-08-27").name(), "team", 6, "c")->stale());
}

TEST_F(AttachmentsTest, IsDetachedWithoutBeingForgotten) {
  const std::string evidence = MakeFile("policy").name();
  const std::string attachment = Attach(evidence)->name();
  EXPECT_THAT(Remove(evidence), FailsWith(kFailedPrecondition, "EVIDENCE_ATTACHED"));
  const auto detached = Detach(attachment);
  ASSERT_THAT(detached, IsOk());
  EXPECT_EQ(detached->state(), v1::EvidenceAttachment::STATE_DETACHED);
  EXPECT_TRUE(detached->has_end_time());
  EXPECT_THAT(Detach(attachment), FailsWith(kFailedPrecondition, "EVIDENCE_DETACHED"));
  EXPECT_THAT(List("state: STATE_ACTIVE").attachments(), IsEmpty());
  EXPECT_THAT(List("state: STATE_DETACHED").attachments(), SizeIs(1));
  EXPECT_THAT(Attach(evidence), IsOk());
}

TEST_F(AttachmentsTest, WhatCompletedAssessmentsHaveStays) {
  const std::string evidence = MakeFile("policy").name();
  const std::string attachment = Attach(evidence)->name();
  ASSERT_THAT(Complete("a"), IsOk());
  EXPECT_THAT(Detach(attachment), FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
  EXPECT_THAT(Attach(evidence, "plan"), FailsWith(kFailedPrecondition, "ASSESSMENT_COMPLETED"));
  EXPECT_THAT(Remove(evidence), FailsWith(kFailedPrecondition, "EVIDENCE_ATTACHED"));
}

// The correction would otherwise stand without what shows that it is true.
TEST_F(AttachmentsTest, ACorrectionHasWhatIsAttachedToTheCorrectedOne) {
  const std::string policy = MakeFile("policy").name();
  const std::string page = MakeLink("2020-01-31").name();
  ASSERT_THAT(Attach(policy, "team", 12), IsOk());
  ASSERT_THAT(Attach(page, "plan", 12), IsOk());
  ASSERT_THAT(Detach(Attach(page, "team")->name()), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  ASSERT_THAT(CorrectAssessment(dependencies_, call_,
                                Parse<v1::CorrectAssessmentRequest>(
                                    "name: 'programs/p/assessments/a' assessment_id: 'fixed' "
                                    "reason: 'a wrong count'")),
              IsOk());
  const auto copied = List("parent: 'programs/p/assessments/fixed'");
  ASSERT_THAT(copied.attachments(), SizeIs(2));
  EXPECT_EQ(copied.attachments(0).evidence(), policy);
  EXPECT_EQ(copied.attachments(0).criterion(), "team");
  EXPECT_EQ(copied.attachments(0).fresh_months(), 12);
  EXPECT_FALSE(copied.attachments(0).stale());
  EXPECT_TRUE(copied.attachments(1).stale());
  EXPECT_THAT(Detach(copied.attachments(0).name()), IsOk());
  EXPECT_THAT(List("state: STATE_ACTIVE").attachments(), SizeIs(2));  // of the corrected one
}

TEST_F(AttachmentsTest, CarriedAnswersBringTheirEvidence) {
  const std::string policy = MakeFile("policy").name();
  ASSERT_THAT(Save("a", absl::StrCat(kTeamAnswer, kFullPlanAnswer)), IsOk());
  ASSERT_THAT(Attach(policy, "team", 12), IsOk());
  ASSERT_THAT(Attach(policy, "plan"), IsOk());
  ASSERT_THAT(Attach(policy, "visits"), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);
  ASSERT_THAT(Save("b", kFullPlanAnswer), IsOk());  // has an answer of its own
  const auto carry = Parse<v1::CarryForwardRequest>(
      "name: 'programs/p/assessments/b' source: 'programs/p/assessments/a'");
  ASSERT_THAT(CarryForward(dependencies_, call_, carry), IsOk());
  const auto copied = List("parent: 'programs/p/assessments/b'");
  ASSERT_THAT(copied.attachments(), SizeIs(1));  // nothing was carried for the others
  EXPECT_EQ(copied.attachments(0).criterion(), "team");
  EXPECT_TRUE(copied.attachments(0).stale());  // of March 2025, for a period to December 2026
  ASSERT_THAT(CarryForward(dependencies_, call_, carry), IsOk());
  EXPECT_THAT(List("parent: 'programs/p/assessments/b'").attachments(), SizeIs(1));
}

TEST_F(AttachmentsTest, WhatIsAttachedAlreadyIsNotCarriedTwice) {
  const std::string policy = MakeFile("policy").name();
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  ASSERT_THAT(Attach(policy), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);
  ASSERT_THAT(Attach(policy, "team", 0, "b"), IsOk());
  ASSERT_THAT(CarryForward(dependencies_, call_,
                           Parse<v1::CarryForwardRequest>("name: 'programs/p/assessments/b' "
                                                          "source: 'programs/p/assessments/a'")),
              IsOk());
  EXPECT_THAT(List("parent: 'programs/p/assessments/b'").attachments(), SizeIs(1));
}

TEST_F(AttachmentsTest, AnAssessmentTakesOnlySoMany) {
  dependencies_.limits.attachments = 2;
  const std::string policy = MakeFile("policy").name();
  ASSERT_THAT(Attach(policy), IsOk());
  ASSERT_THAT(Detach(Attach(policy, "plan")->name()), IsOk());
  EXPECT_THAT(Attach(policy, "plan"),
              FailsWith(absl::StatusCode::kResourceExhausted, "TOO_MANY_ATTACHMENTS"));
}

// What is copied counts once, however often the change begins anew.
TEST_F(AttachmentsTest, CopiesCountOnce) {
  dependencies_.limits.attachments = 4;
  const std::string policy = MakeFile("policy").name();
  ASSERT_THAT(Save("a", kTeamAnswer), IsOk());
  ASSERT_THAT(Attach(policy), IsOk());
  ASSERT_THAT(Complete("a"), IsOk());
  MakeAssessment("b", 2026);
  ASSERT_THAT(Attach(policy, "visits", 0, "b"), IsOk());
  // Only what there is is remembered, so that this one is the first to be.
  ASSERT_THAT(Attach(MakeLink().name(), "visits", 0, "b"), IsOk());
  MeddlingStorage meddling(*storage_);
  meddling.RunChangesTwice();
  dependencies_.storage = &meddling;
  ASSERT_THAT(CarryForward(dependencies_, call_,
                           Parse<v1::CarryForwardRequest>("name: 'programs/p/assessments/b' "
                                                          "source: 'programs/p/assessments/a'")),
              IsOk());
  dependencies_.storage = storage_.get();
  EXPECT_THAT(Attach(policy, "plan", 0, "b"), IsOk());
  EXPECT_THAT(Attach(MakeLink().name(), "plan", 0, "b"),
              FailsWith(absl::StatusCode::kResourceExhausted, "TOO_MANY_ATTACHMENTS"));
}

TEST_F(AttachmentsTest, WhatIsWrongIsSaid) {
  const std::string evidence = MakeLink().name();
  EXPECT_THAT(Attach(evidence, "none"), HasWrongFields("attachment.criterion"));
  EXPECT_THAT(Attach(evidence, "none").status().message(), HasSubstr(": plan, team, visits"));
  EXPECT_THAT(Attach(evidence, "team", 121), HasWrongFields("attachment.fresh_months"));
  EXPECT_THAT(Attach("programs/p/evidence/none"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Attach(evidence, "team", 0, "none"), FailsWith(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Remove(evidence), IsOk());
  EXPECT_THAT(Attach(evidence), FailsWith(kFailedPrecondition, "EVIDENCE_REMOVED"));
}

// Permission is asked for the assessment alone, so nothing else may be named.
TEST_F(AttachmentsTest, EvidenceOfAnotherProgramIsRefusedWhetherItExistsOrNot) {
  MakeProgram("q");
  auto request = Parse<v1::CreateLinkRequest>(
      "parent: 'programs/q' title: 'Page' evidence_date: '2025-03-31'"
      " link { url: 'https://example.org' }");
  const auto theirs = CreateLink(dependencies_, call_, request);
  ASSERT_THAT(theirs, IsOk());
  EXPECT_THAT(Attach(theirs->name()), HasWrongFields("attachment.evidence"));
  EXPECT_THAT(Attach("programs/q/evidence/none"), HasWrongFields("attachment.evidence"));
}

}  // namespace
}  // namespace continuum::operations
