// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_ANSWER_VALUE_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_ANSWER_VALUE_H_

#include <optional>
#include <string>
#include <vector>

#include "clients/cli/fhir/form.h"
#include "clients/cli/fhir/json_text.h"
#include "clients/cli/line_problem.h"

namespace continuum::cli::fhir {

// The value of one element of an item's `answer`, as ItemContent has it. Nothing where there is
// none; and where it is of another type than the item or is no option of it, which is added to the
// problems. A pure function.
std::optional<std::string> ReadAnswerValue(const JsonNode& answer, const FormItem& item,
                                           std::vector<LineProblem>* problems);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_ANSWER_VALUE_H_
