// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_SAME_FORM_H_
#define CONTINUUM_SCORING_CROSSWALK_SAME_FORM_H_

#include "continuum/v1/answers.pb.h"
#include "scoring/crosswalk/rubric_parts.h"

namespace continuum::scoring {

// Carries a rating, quantity or measure over to a criterion that is equal, where both are answered
// alike by the rules of crosswalk.proto. Gives whether they are; `carried` then has the form, and
// is otherwise left alone. A pure function.
bool CarryOver(const CriterionParts& from, const v1::Answer& answer, const CriterionParts& to,
               v1::Answer& carried);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_SAME_FORM_H_
