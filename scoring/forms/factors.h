// SPDX-License-Identifier: Apache-2.0
//
// The form of factors that are met or not.

#ifndef CONTINUUM_SCORING_FORMS_FACTORS_H_
#define CONTINUUM_SCORING_FORMS_FACTORS_H_

#include "absl/types/span.h"
#include "scoring/answer_reader.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Reads the answer to factors. `parts` are the marks of the factors, none set yet.
void ReadFactors(const AnswerReader& reader, const CompiledCriterion& criterion,
                 const CompiledFactors& form, absl::Span<PartMarks> parts,
                 CriterionOutcome* outcome);

// The highest value among the rows that hold when so many factors are met, the marked ones among
// them. `met` may exceed the number of marked ones.
const Number& ValueOfFactors(const CompiledCriterion& criterion, const CompiledFactors& form,
                             absl::Span<const PartMarks> parts, int met);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_FORMS_FACTORS_H_
