// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_QUESTIONNAIRE_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_QUESTIONNAIRE_H_

#include <string>

#include "continuum/v1/rubric.pb.h"

namespace continuum::cli::fhir {

// A rubric as a FHIR R4 Questionnaire, in JSON, as docs/formats/fhir.md describes it. It asks
// everything that the rubric asks and says what each option is worth; how the answers are counted
// (rollups, bands, levels) is not in it. The same rubric gives the same bytes. A pure function.
std::string WriteQuestionnaire(const v1::RubricDefinition& rubric);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_QUESTIONNAIRE_H_
