// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/matrix.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scoring/crosswalk/pair.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::testing::SizeIs;

TEST(MatrixTest, CountsByRelationAndSaysHowSpecificItIs) {
  const v1::CrosswalkDefinition first =
      Crosswalk({"care/asks -> visit/greets EQUAL MEDIUM",
                 "plan/writes -> visit/greets OVERLAP LOW", "care -> visit SUBSET HIGH",
                 "team/nurse -> staff/rn SUPERSET HIGH", "open -> doors EQUAL HIGH"});
  v1::CrosswalkDefinition second = Parse<v1::CrosswalkDefinition>(R"pb(
    id: "contract"
    title: "A contract"
    clauses { id: "c" }
    mappings {
      from { clause: "c" }
      to { criterion: "visit" stage: "low" }
      relation: RELATION_SUPERSET
      confidence: CONFIDENCE_LOW
    }
  )pb");
  const v1::CrosswalkMatrix matrix = MakeMatrix({&first, &second}, Right(), MatrixRows::kDomains);
  EXPECT_THAT(matrix, EqualsProto(R"pb(
                to { rubric: "right" revision: "1" }
                columns { crosswalk: "left-to-right" title: "left" }
                columns { crosswalk: "contract" title: "A contract" }
                rows {
                  domain: "people"
                  title: "People"
                  cells {
                    equal: 1
                    subset: 1
                    superset: 1
                    overlap: 1
                    highest_confidence: CONFIDENCE_HIGH
                    lowest_confidence: CONFIDENCE_LOW
                    named_parts: 2
                    parts: 7
                  }
                  cells {
                    superset: 1
                    highest_confidence: CONFIDENCE_LOW
                    lowest_confidence: CONFIDENCE_LOW
                    parts: 7
                  }
                }
                rows {
                  domain: "house"
                  title: "House"
                  cells {
                    equal: 1
                    highest_confidence: CONFIDENCE_HIGH
                    lowest_confidence: CONFIDENCE_HIGH
                    named_parts: 1
                    parts: 5
                  }
                  cells { parts: 5 }
                }
              )pb"));
}

TEST(MatrixTest, RowsMayBeCriteria) {
  const v1::CrosswalkDefinition crosswalk = Crosswalk({"open -> doors EQUAL HIGH"});
  const v1::CrosswalkMatrix matrix = MakeMatrix({&crosswalk}, Right(), MatrixRows::kCriteria);
  ASSERT_THAT(matrix.rows(), SizeIs(7));
  EXPECT_EQ(matrix.rows(2).criterion(), "doors");
  EXPECT_EQ(matrix.rows(2).cells(0).equal(), 1);
  EXPECT_EQ(matrix.rows(1).cells(0).equal(), 0);
}

}  // namespace
}  // namespace continuum::scoring
