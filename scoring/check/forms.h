// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_FORMS_H_
#define CONTINUUM_SCORING_CHECK_FORMS_H_

#include <string>

#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// Checks the continua and scales, and that each is used.
void CheckScales(const RubricIndex& index, Problems& problems);

// Checks the options of a scale or of a rating, which stand in the field "options" of the message
// at `path`.
void CheckOptions(const google::protobuf::RepeatedPtrField<v1::RatingOption>& options,
                  const std::string& path, Problems& problems);

// Checks the criteria and what their forms ask of each other's parts.
void CheckForms(const RubricIndex& index, Problems& problems);

// Checks the forms that are answered with numbers and days.
void CheckQuantity(const v1::Criterion& criterion, const RubricIndex& index,
                   const std::string& path, Problems& problems);
void CheckMeasure(const v1::Measure& measure, const std::string& path, Problems& problems);
void CheckMilestones(const v1::Milestones& milestones, const RubricIndex& index,
                     const std::string& path, Problems& problems);

// Checks a staircase and a table of factors.
void CheckStaircase(const v1::Staircase& staircase, const RubricIndex& index,
                    const std::string& path, Problems& problems);
void CheckFactors(const v1::Factors& factors, const std::string& path, Problems& problems);

// Checks that all staircases together do not have more pairs of activities of which one covers the
// other, directly or not, than kMaxCoverPairs.
void CheckCoverPairs(const RubricIndex& index, Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_FORMS_H_
