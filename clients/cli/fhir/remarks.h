// SPDX-License-Identifier: Apache-2.0
//
// The extensions of an item that stands for an answer: what the answer says besides its value. Pure
// functions.

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_REMARKS_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_REMARKS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/fhir/coding.h"
#include "clients/cli/fhir/content.h"
#include "clients/cli/fhir/json_text.h"
#include "clients/cli/line_problem.h"

namespace continuum::cli::fhir {

// Adds `extension` and `modifierExtension` to an item, where there is something to say.
void WriteRemarks(const ItemContent& content, Json* item);

// Reads them. Extensions of others are passed over, as FHIR asks, but for those that change the
// meaning of the item. `place` says in problems where the item is.
void ReadRemarks(const JsonNode& item, const FormItem& asked, absl::string_view place,
                 ItemContent* content, std::vector<LineProblem>* problems);

// Codes of sources, such as "program-consensus"; empty and unspecified stand for each other.
std::string SourceCode(v1::AnswerSource source);
bool ParseSourceCode(absl::string_view code, v1::AnswerSource* source);

// The value of an extension, which must have this type ("valueString"). Null, and a problem, when
// it has not.
const JsonNode* ExtensionValue(const JsonNode& extension, absl::string_view type,
                               absl::string_view place, std::vector<LineProblem>* problems);

// The objects of a list of that name; a problem where it is something else.
std::vector<const JsonNode*> Objects(const JsonNode& node, absl::string_view name,
                                     absl::string_view place, std::vector<LineProblem>* problems);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_REMARKS_H_
