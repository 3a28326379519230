// SPDX-License-Identifier: Apache-2.0
//
// Published rubrics as the server has them.

#ifndef CONTINUUM_CLIENTS_CLI_REVISION_H_
#define CONTINUUM_CLIENTS_CLI_REVISION_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/connection.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/rubric_service.pb.h"

namespace continuum::cli {

// The revision with its text, by full name.
absl::StatusOr<v1::RubricRevision> GetRevision(Connection& connection, absl::string_view name);

// The words of a revision's rubric, by full name.
absl::StatusOr<std::unique_ptr<const RubricGuide>> GetGuide(Connection& connection,
                                                            absl::string_view name);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_REVISION_H_
