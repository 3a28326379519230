// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_RUN_CASE_H_
#define CONTINUUM_SCORING_RUN_CASE_H_

#include <string>
#include <vector>

#include "continuum/v1/rubric_case.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::scoring {

// Runs a case of a rubric: scores its answers and compares what comes out with what is expected, as
// rubric_case.proto says. Gives the differences for people, one to a line such as
//   scorecard.rollups[2].value: expected "85", got "84"
// and none when the case passes. Pure; safe from any thread.
std::vector<std::string> RunCase(const CompiledRubric& rubric, const v1::RubricCase& test);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_RUN_CASE_H_
