// SPDX-License-Identifier: Apache-2.0
//
// What a purge is about, as far as whoever decides may read it. The words themselves are hidden
// while they wait to be purged; what is left tells one thing from another.

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_PURGE_ABOUT_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_PURGE_ABOUT_H_

#include <vector>

#include "clients/cli/account_labels.h"
#include "clients/cli/session.h"

namespace continuum::cli {

// Of which kind it is, what it belongs to, and who wrote it when; only the kind where the caller
// may not read the rest. Asks the server.
std::vector<Detail> AboutPurged(Session& session, const v1::Purge& purge, AccountLabels& labels);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_PURGE_ABOUT_H_
