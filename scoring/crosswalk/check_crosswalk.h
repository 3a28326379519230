// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_CHECK_CROSSWALK_H_
#define CONTINUUM_SCORING_CROSSWALK_CHECK_CROSSWALK_H_

#include <vector>

#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/crosswalk/parse_crosswalk.h"

namespace continuum::scoring {

// Everything that is wrong with a crosswalk, in the order of its text, with reason, path, line and
// column (scoring/problem_reasons.h); all are errors.
//
// `from` and `to` are the rubrics that it names. `from` is null for a contract, and either is null
// where the rubric is not at hand: then what lies in it is taken to be right. Reports at most
// kMaxProblems, the last of which then says how many more there are. Pure; safe from any thread.
std::vector<v1::RubricProblem> CheckCrosswalk(const ParsedCrosswalk& crosswalk,
                                              const v1::RubricDefinition* from,
                                              const v1::RubricDefinition* to);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_CHECK_CROSSWALK_H_
