// SPDX-License-Identifier: Apache-2.0

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/server/operations/evidence/evidence_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;
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

TEST_F(AttachmentsTest, WhatIsWrongIsSaid) {
  const std::string evidence = MakeLink().name();
  EXPECT_THAT(Attach(evidence, "none"), HasWrongFields("attachment.criterion"));
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
