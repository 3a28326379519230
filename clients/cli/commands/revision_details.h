// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_REVISION_DETAILS_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_REVISION_DETAILS_H_

#include "clients/cli/session.h"
#include "continuum/v1/rubric_service.pb.h"

namespace continuum::cli {

// Writes what is known of a revision, without its text.
void EmitRevision(Session& session, const v1::RubricRevision& revision);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_REVISION_DETAILS_H_
