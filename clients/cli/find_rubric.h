// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_FIND_RUBRIC_H_
#define CONTINUUM_CLIENTS_CLI_FIND_RUBRIC_H_

#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// Whether somebody means a file or a folder by `rubric`, rather than a name on a server.
bool IsRubricPath(const std::string& rubric);

// The rubric that somebody means by `rubric`: a file, a rubric's folder, or the name of a published
// revision. Only for a name is a server asked.
absl::StatusOr<v1::RubricDefinition> FindRubric(Session& session, const std::string& rubric);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_FIND_RUBRIC_H_
