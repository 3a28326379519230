// SPDX-License-Identifier: Apache-2.0
//
// How long a team has worked on an assessment.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/time/time.h"
#include "server/operations/access/write_uses.h"
#include "tests/server/operations/together/team_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::EqualsProto;
using ::continuum::testing::IsOk;

class EffortTest : public TeamTest {
 protected:
  // Minutes of work, with a call in each; the first counts as one.
  void Work(const char* who, int minutes) {
    for (int minute = 0; minute < minutes; ++minute) {
      effort_.Note(who, kA, clock_.Now() + minute * absl::Minutes(1));
    }
  }
  absl::StatusOr<v1::Effort> Ask(const char* id) {
    return TeamTest::Ask(id, GetEffort, "name: 'programs/p/assessments/a'");
  }
};

TEST_F(EffortTest, IsTheTeamsAndTheCallersOwn) {
  EXPECT_THAT(*Ask("con"), EqualsProto(""));
  Work("accounts/con", 45);
  Work("accounts/eve", 100);
  EXPECT_THAT(*Ask("con"), EqualsProto(""));  // nothing is written yet
  ASSERT_THAT(WriteUses(dependencies_), IsOk());
  EXPECT_THAT(*Ask("con"), EqualsProto("minutes: 145 people: 2 own_minutes: 45"));
  EXPECT_THAT(*Ask("lea"), EqualsProto("minutes: 145 people: 2"));
}

TEST_F(EffortTest, OthersAreNotTold) {
  for (const char* id : {"sam", "max", "mona"}) {
    EXPECT_THAT(Ask(id), FailsWith(kPermissionDenied, "PERMISSION_DENIED")) << id;
  }
}

TEST_F(EffortTest, TellsWhatIsWrong) {
  EXPECT_THAT(GetEffort(dependencies_, call_, Parse<v1::GetEffortRequest>("name: 'programs/p'")),
              HasWrongFields("name"));
  EXPECT_THAT(GetEffort(dependencies_, call_,
                        Parse<v1::GetEffortRequest>("name: 'programs/p/assessments/none'")),
              FailsWith(kNotFound, "NOT_FOUND"));
}

}  // namespace
}  // namespace continuum::operations
