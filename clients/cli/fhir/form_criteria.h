// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_FORM_CRITERIA_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_FORM_CRITERIA_H_

#include "clients/cli/fhir/form.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli::fhir {

// A criterion of any form as an item of the rubric's form. A pure function.
FormItem CriterionItem(const v1::RubricDefinition& rubric, const v1::Criterion& criterion);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_FORM_CRITERIA_H_
