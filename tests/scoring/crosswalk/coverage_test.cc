// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/scoring/crosswalk/pair.h"
#include "tests/scoring/rubrics.h"
#include "tests/testing/proto_matchers.h"

namespace continuum::scoring {
namespace {

using ::continuum::testing::EqualsProto;
using ::testing::ElementsAre;

v1::CriterionCoverage CoverageOf(const std::string& criterion,
                                 const std::vector<std::string>& mappings) {
  const v1::CrosswalkCoverage whole = FindCoverage(Crosswalk(mappings), &Left(), Right());
  for (const v1::CriterionCoverage& coverage : whole.criteria()) {
    if (coverage.criterion() == criterion) return coverage;
  }
  return {};
}

TEST(CoverageTest, EachCriterionHasOneEntryInReadingOrder) {
  const v1::CrosswalkCoverage coverage =
      FindCoverage(Crosswalk({"open -> doors EQUAL HIGH"}), &Left(), Right());
  std::vector<std::string> ids;
  for (const v1::CriterionCoverage& entry : coverage.criteria()) ids.push_back(entry.criterion());
  EXPECT_THAT(ids, ElementsAre("visit", "staff", "doors", "mark", "wait", "pressure", "start"));
  EXPECT_THAT(coverage.criteria(0), EqualsProto("criterion: 'visit' degree: DEGREE_NONE parts: 4"));
  EXPECT_THAT(coverage.criteria(2),
              EqualsProto("criterion: 'doors' degree: DEGREE_WHOLE confidence: CONFIDENCE_HIGH "
                          "mappings: 0"));
  EXPECT_THAT(coverage.unrelated(),
              ElementsAre("care", "plan", "team", "grade", "days", "control", "phase"));
}

TEST(CoverageTest, PartsAreCountedOnceEachBySureness) {
  EXPECT_THAT(CoverageOf("visit", {"care/asks -> visit/greets EQUAL LOW",
                                   "plan/writes -> visit/greets SUPERSET MEDIUM",
                                   "care/measures -> visit/weighs SUPERSET HIGH",
                                   "care/treats -> visit/heals SUBSET HIGH"}),
              EqualsProto("criterion: 'visit' degree: DEGREE_PARTS answered_parts: 2 parts: 4 "
                          "confidence: CONFIDENCE_MEDIUM mappings: [ 0, 1, 2, 3 ]"));
}

TEST(CoverageTest, AllPartsMakeAWhole) {
  EXPECT_THAT(CoverageOf("visit", {"care@middle -> visit@middle EQUAL MEDIUM",
                                   "care/treats -> visit/heals EQUAL LOW"}),
              EqualsProto("criterion: 'visit' degree: DEGREE_WHOLE answered_parts: 4 parts: 4 "
                          "confidence: CONFIDENCE_LOW mappings: [ 0, 1 ]"));
  EXPECT_THAT(CoverageOf("staff", {"team -> staff SUPERSET HIGH"}),
              EqualsProto("criterion: 'staff' degree: DEGREE_WHOLE answered_parts: 3 parts: 3 "
                          "confidence: CONFIDENCE_HIGH mappings: 0"));
}

TEST(CoverageTest, AStageAnswersItsCellsAndThoseBelow) {
  EXPECT_THAT(CoverageOf("visit", {"care@middle -> visit@middle EQUAL MEDIUM"}),
              EqualsProto("criterion: 'visit' degree: DEGREE_PARTS answered_parts: 3 parts: 4 "
                          "confidence: CONFIDENCE_MEDIUM mappings: 0"));
}

TEST(CoverageTest, WhatOnlyOverlapsOrIsAPartOnlyTouches) {
  EXPECT_THAT(CoverageOf("doors", {"open -> doors SUBSET LOW", "care -> doors OVERLAP MEDIUM"}),
              EqualsProto("criterion: 'doors' degree: DEGREE_TOUCHED "
                          "confidence: CONFIDENCE_MEDIUM mappings: [ 0, 1 ]"));
}

TEST(CoverageTest, OfARatingTheBestOptionIsTheWhole) {
  EXPECT_THAT(CoverageOf("mark", {"open -> mark=a EQUAL LOW"}),
              EqualsProto("criterion: 'mark' degree: DEGREE_WHOLE confidence: CONFIDENCE_LOW "
                          "mappings: 0"));
  EXPECT_THAT(CoverageOf("mark", {"open -> mark=b EQUAL LOW"}),
              EqualsProto("criterion: 'mark' degree: DEGREE_PARTS confidence: CONFIDENCE_LOW "
                          "mappings: 0"));
}

TEST(CoverageTest, ClausesThatRelateToNothingAreListed) {
  const auto contract = Parse<v1::CrosswalkDefinition>(R"pb(
    clauses { id: "c1" }
    clauses { id: "c2" }
    mappings {
      from { clause: "c2" }
      to { criterion: "wait" }
      relation: RELATION_EQUAL
      confidence: CONFIDENCE_HIGH
    }
  )pb");
  const v1::CrosswalkCoverage coverage = FindCoverage(contract, nullptr, Right());
  EXPECT_THAT(coverage.unrelated(), ElementsAre("c1"));
  EXPECT_EQ(coverage.criteria(4).degree(), v1::CriterionCoverage::DEGREE_WHOLE);
}

}  // namespace
}  // namespace continuum::scoring
