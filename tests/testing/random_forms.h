// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_RANDOM_FORMS_H_
#define CONTINUUM_TESTS_TESTING_RANDOM_FORMS_H_

#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// Gives a criterion one of the forms that are answered with numbers and days: a quantity, a measure
// or milestones. The rubric must have its continua and inputs.
void AddNumberForm(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion);

// Makes it milestones.
void AddMilestones(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion);

// Adds two continua, "continuum0" and "continuum1", a scale "scale" and an activity policy.
void AddRandomScales(Choices& choices, v1::RubricDefinition& rubric);

// Gives a criterion any other form. The rubric must have its continua and scale.
void AddPlainForm(Choices& choices, const v1::RubricDefinition& rubric, v1::Criterion& criterion);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_RANDOM_FORMS_H_
