// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_PARSE_FIELD_VALUES_H_
#define CONTINUUM_SCORING_PARSE_FIELD_VALUES_H_

#include <vector>

#include "continuum/v1/rubric_service.pb.h"
#include "scoring/parse/parsed_text.h"

namespace continuum::scoring {

// Reports what the text format lets through, but no message may hold: texts that escapes in quotes
// ("\377", "\000") made into something that is not UTF-8 or has control characters, and values of
// enums by a number that has no name. Adds them to `problems` in the order of the fields.
void CheckFieldValues(const ParsedText& text, std::vector<v1::RubricProblem>& problems);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_FIELD_VALUES_H_
