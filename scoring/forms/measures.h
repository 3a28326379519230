// SPDX-License-Identifier: Apache-2.0
//
// The forms that are answered with numbers and days.

#ifndef CONTINUUM_SCORING_FORMS_MEASURES_H_
#define CONTINUUM_SCORING_FORMS_MEASURES_H_

#include "absl/types/span.h"
#include "scoring/answer_reader.h"
#include "scoring/compiled_rubric.h"
#include "scoring/evaluation.h"

namespace continuum::scoring {

// Gives a quantity the number that its answer or its input states. A number that got too long is
// invalid, which whoever writes it has to notice.
void TakeNumber(const CompiledCriterion& criterion, const CompiledQuantity& form,
                const Exact& number, CountedOutcome* counted, CriterionOutcome* outcome);

// Reads the answer to a quantity.
void ReadQuantity(const AnswerReader& reader, const CompiledCriterion& criterion,
                  const CompiledQuantity& form, CountedOutcome* counted, CriterionOutcome* outcome);

// Reads the answer to a measure.
void ReadMeasure(const AnswerReader& reader, const CompiledCriterion& criterion,
                 const CompiledMeasure& form, CountedOutcome* counted, CriterionOutcome* outcome);

// The rate of what was counted; nothing when there are fewer than the measure allows.
std::optional<Exact> RateOf(const CompiledMeasure& form, const CountedSegment& counted);

// Reads the answer to milestones: which of them are dated. `parts` are their marks, none set yet.
// Which dates count depends on other answers: SettleMilestones.
void ReadMilestones(const AnswerReader& reader, const CompiledMilestones& form,
                    absl::Span<PartMarks> parts, CriterionOutcome* outcome);

// The day by which the program has ceased; nothing where it has not by the as-of date.
std::optional<int64_t> CeasedBy(const CompiledMilestones& form, const Evaluation& evaluation,
                                int64_t as_of);

// Settles what of milestones depends on other answers: what counts, stage, value and dates.
void SettleMilestones(const CompiledMilestones& form, int64_t as_of,
                      const std::optional<int64_t>& ceased, absl::Span<PartMarks> parts,
                      CountedOutcome* counted, CriterionOutcome* outcome);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_FORMS_MEASURES_H_
