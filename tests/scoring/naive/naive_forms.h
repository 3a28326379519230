// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_FORMS_H_
#define CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_FORMS_H_

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/scoring/naive/naive_facts.h"

namespace continuum::naive {

// What an answer in the criterion's own form is worth, or why it counts as absent. (Measures and
// quantities are in naive_measures.h, milestones in naive_milestones.h.)
void ApplyStaircase(const Facts& facts, const v1::StaircaseAnswer& answer, Item& item);
void ApplyFactors(const v1::FactorsAnswer& answer, Item& item);
void ApplyRating(const v1::RubricDefinition& rubric, const v1::Answer& answer, Item& item);
void ApplyCredit(const v1::Answer& answer, Item& item);
void ApplyYesNo(const v1::Answer& answer, Item& item);

// Fills in the lowest and highest value that the form allows, and how many parts it has.
void MeasureForm(const v1::RubricDefinition& rubric, Item& item);

}  // namespace continuum::naive

#endif  // CONTINUUM_TESTS_SCORING_NAIVE_NAIVE_FORMS_H_
