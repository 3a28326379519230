// SPDX-License-Identifier: Apache-2.0
//
// The forms in which one thing is chosen: ratings, credits, yes/no.

#ifndef CONTINUUM_SCORING_FORMS_CHOICES_H_
#define CONTINUUM_SCORING_FORMS_CHOICES_H_

#include "scoring/answer_reader.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

void ReadRating(const AnswerReader& reader, const CompiledRating& form, CriterionOutcome* outcome);

// Credits and yes/no are the same but for their names: the lowest value for no, the highest for
// yes, which may need proofs.
void ReadYesOrNo(const AnswerReader& reader, const CompiledCriterion& criterion,
                 const ProofSet& needs, bool yes, CriterionOutcome* outcome);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_FORMS_CHOICES_H_
