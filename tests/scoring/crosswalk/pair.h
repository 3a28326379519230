// SPDX-License-Identifier: Apache-2.0
//
// Two small rubrics and crosswalks between them, for the tests of crosswalks.

#ifndef CONTINUUM_TESTS_SCORING_CROSSWALK_PAIR_H_
#define CONTINUUM_TESTS_SCORING_CROSSWALK_PAIR_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::scoring {

// "left" 1: the staircases "care" (low: asks; middle: measures; high: treats, which covers
// measures) and "plan" (low: writes), the factors "team" (nurse, peer), the yes/no "open", the
// rating "grade" (a, b), the quantity "days", the measure "control" and the milestones "phase"
// (hired on a day).
const v1::RubricDefinition& Left();

// "right" 1: the staircase "visit" (low: greets; middle: weighs, listens; high: heals), the factors
// "staff" (rn, md, helper), the credit "doors", the rating "mark" (a with another value, b), the
// quantity "wait", the measure "pressure" and the milestones "start" (staffed). "visit" and "staff"
// lie in the domain "people", all others in "house".
const v1::RubricDefinition& Right();

// A crosswalk from Left to Right with these mappings, each as "from -> to RELATION CONFIDENCE",
// such as "care/asks -> visit/greets EQUAL HIGH". "/" names a part, "@" a stage, "=" an option.
std::string CrosswalkText(const std::vector<std::string>& mappings);
v1::CrosswalkDefinition Crosswalk(const std::vector<std::string>& mappings);

}  // namespace continuum::scoring

#endif  // CONTINUUM_TESTS_SCORING_CROSSWALK_PAIR_H_
