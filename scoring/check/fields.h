// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_FIELDS_H_
#define CONTINUUM_SCORING_CHECK_FIELDS_H_

#include "scoring/check/problems.h"
#include "scoring/check/rubric_index.h"

namespace continuum::scoring {

// Checks what can be said of one field by itself, by one table (field_rules.h): that it is there,
// that it is an id, a number, a date, within its range, and that what it names exists.
void CheckFields(const RubricIndex& index, Problems& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_FIELDS_H_
