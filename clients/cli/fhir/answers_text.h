// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_ANSWERS_TEXT_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_ANSWERS_TEXT_H_

#include <string>

#include "continuum/v1/answers.pb.h"

namespace continuum::cli::fhir {

// Answers as a .textproto file has them: protobuf's text format, with a heading that says of what
// it is. A pure function.
std::string AnswersText(const v1::AnswerSet& answers);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_ANSWERS_TEXT_H_
