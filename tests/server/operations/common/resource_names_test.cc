// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/resource_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace continuum::operations {
namespace {

using ::testing::ElementsAre;

TEST(ResourceIdTest, TakesWhatTheApiSays) {
  for (const char* good : {"a", "north-clinic", "a1", "z-", "a--b"}) {
    EXPECT_TRUE(IsResourceId(good)) << good;
  }
  for (const char* bad : {"", "1a", "-a", "A", "a_b", "a.b", "a b", "a/b", "\xC3\xA9", "a\n"}) {
    EXPECT_FALSE(IsResourceId(bad)) << bad;
  }
}

TEST(ResourceIdTest, HasAtMost63Characters) {
  EXPECT_TRUE(IsResourceId(std::string(63, 'a')));
  EXPECT_FALSE(IsResourceId(std::string(64, 'a')));
}

TEST(RubricIdTest, TakesWhatTheRubricModelSays) {
  for (const char* good : {"a", "1", "1.0.0", "bhh-continuum", "a_b", "2024-05.draft"}) {
    EXPECT_TRUE(IsRubricId(good)) << good;
  }
  for (const char* bad : {"", "-", ".a", "a.", "a-", "_a", "A", "a b", "a/b", "1.0.0\n"}) {
    EXPECT_FALSE(IsRubricId(bad)) << bad;
  }
  EXPECT_TRUE(IsRubricId(std::string(64, '1')));
  EXPECT_FALSE(IsRubricId(std::string(65, '1')));
}

struct NameCase {
  Resource resource;
  const char* good;
  const char* parent;  // empty: there is none
};

constexpr NameCase kNames[] = {
    {Resource::kOrganization, "organizations/o1", ""},
    {Resource::kProgram, "programs/p1", ""},
    {Resource::kSite, "programs/p1/sites/s1", "programs/p1"},
    {Resource::kAssessment, "programs/p1/assessments/a1", "programs/p1"},
    {Resource::kAnswerSet, "programs/p1/assessments/a1/answerSets/ann",
     "programs/p1/assessments/a1"},
    {Resource::kAssignment, "programs/p1/assessments/a1/assignments/s1",
     "programs/p1/assessments/a1"},
    {Resource::kComment, "programs/p1/assessments/a1/threads/t1/comments/c1",
     "programs/p1/assessments/a1/threads/t1"},
    {Resource::kAnswer, "programs/p1/assessments/a1/answerSets/ann/answers/1.2",
     "programs/p1/assessments/a1/answerSets/ann"},
    {Resource::kPurge, "programs/p1/purges/u1", "programs/p1"},
    {Resource::kHold, "programs/p1/holds/h1", "programs/p1"},
    {Resource::kThread, "programs/p1/assessments/a1/threads/t1", "programs/p1/assessments/a1"},
    {Resource::kScorecard, "programs/p1/assessments/a1/scorecard", "programs/p1/assessments/a1"},
    {Resource::kRubric, "rubrics/bhh.x", ""},
    {Resource::kRevision, "rubrics/bhh.x/revisions/1.0.0", "rubrics/bhh.x"},
    {Resource::kEvidence, "programs/p1/evidence/e1", "programs/p1"},
    {Resource::kUpload, "programs/p1/evidenceUploads/u1", "programs/p1"},
    {Resource::kAttachment, "programs/p1/assessments/a1/evidenceAttachments/t1",
     "programs/p1/assessments/a1"},
    {Resource::kNotification, "accounts/a1/notifications/n1", "accounts/a1"},
    {Resource::kNotificationSettings, "accounts/a1/notificationSettings", "accounts/a1"},
};

TEST(ResourceNameTest, EachKindTakesItsOwnNamesOnly) {
  for (const NameCase& wanted : kNames) {
    for (const NameCase& other : kNames) {
      EXPECT_EQ(IsNameOf(wanted.resource, other.good), wanted.resource == other.resource)
          << PatternOf(wanted.resource) << " " << other.good;
    }
  }
}

TEST(ResourceNameTest, RefusesWhatIsNearlyAName) {
  for (const NameCase& name : kNames) {
    const std::string good = name.good;
    for (const std::string& bad :
         {std::string(), good + "/", "/" + good, good + "/x", " " + good, good + " ",
          good.substr(0, good.find('/')), good.substr(0, good.find('/')) + "/",
          std::string("X") + good, absl::StrCat("//continuum/", good)}) {
      EXPECT_FALSE(IsNameOf(name.resource, bad)) << PatternOf(name.resource) << " " << bad;
    }
  }
}

TEST(ResourceNameTest, OnlyARevisionMayBeTheCurrentOne) {
  EXPECT_TRUE(IsNameOf(Resource::kRevision, "rubrics/r/revisions/-"));
  EXPECT_FALSE(IsNameOf(Resource::kRevision, "rubrics/-/revisions/1"));
  EXPECT_FALSE(IsNameOf(Resource::kRubric, "rubrics/-"));
  EXPECT_FALSE(IsNameOf(Resource::kProgram, "programs/-"));
}

TEST(ResourceNameTest, TheConsensusIsOneOfTheAnswerSets) {
  for (const Resource resource : {Resource::kAnswerSet, Resource::kConsensus}) {
    EXPECT_TRUE(IsNameOf(resource, "programs/p/assessments/a/answerSets/consensus"));
  }
  EXPECT_FALSE(IsNameOf(Resource::kConsensus, "programs/p/assessments/a/answerSets/ann"));
}

TEST(ResourceNameTest, ParentsAndIds) {
  for (const NameCase& name : kNames) {
    if (name.parent[0] != '\0') {
      EXPECT_EQ(ParentOf(name.resource, name.good), name.parent);
    }
  }
  EXPECT_THAT(IdsIn(Resource::kScorecard, "programs/p1/assessments/a1/scorecard"),
              ElementsAre("p1", "a1"));
  EXPECT_THAT(IdsIn(Resource::kRevision, "rubrics/r/revisions/1.0"), ElementsAre("r", "1.0"));
}

}  // namespace
}  // namespace continuum::operations
