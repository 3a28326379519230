// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_CLIENTS_CLI_FHIR_EVERY_FORM_H_
#define CONTINUUM_TESTS_CLIENTS_CLI_FHIR_EVERY_FORM_H_

#include "continuum/v1/answers.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "tests/testing/choices.h"

namespace continuum::testing {

// A rubric that asks in every way: a criterion of each form, an input of each kind, domains within
// domains, values that no decimal number is.
v1::RubricDefinition EveryForm();

// Random answers with all that an answer can carry, and with numbers of every kind, whatever the
// rubric allows.
v1::AnswerSet RandomAnswersWithEverything(Choices& choices, const v1::RubricDefinition& rubric);

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_CLIENTS_CLI_FHIR_EVERY_FORM_H_
