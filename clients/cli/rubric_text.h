// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_RUBRIC_TEXT_H_
#define CONTINUUM_CLIENTS_CLI_RUBRIC_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// A rubric as text that people can go on editing: small parts in one line, long texts broken at
// spaces. `notes` stand above it as comments, a line each; long ones are broken, too. What
// scoring::ParseRubric reads back is the same definition. The same definition gives the same bytes.
// A pure function.
std::string RubricText(const v1::RubricDefinition& definition,
                       const std::vector<std::string>& notes);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RUBRIC_TEXT_H_
