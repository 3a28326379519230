// SPDX-License-Identifier: Apache-2.0
//
// Pieces of JSON that a Questionnaire and a QuestionnaireResponse share. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_CODING_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_CODING_H_

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/fhir/form.h"

namespace continuum::cli::fhir {

// JSON of our own, whose members keep the order in which they are added.
using Json = nlohmann::ordered_json;

// {"url": url, type: value}, such as type "valueString".
Json Extension(absl::string_view url, absl::string_view type, Json value);

// The extensions that say what choosing an option is worth; none where it is worth nothing.
Json WorthExtensions(const FormOption& option);

// An option as a Coding, with what it is worth.
Json CodingOf(const FormItem& item, const FormOption& option);

// As one document, with a line feed at its end.
std::string Document(const Json& json);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_CODING_H_
