// SPDX-License-Identifier: Apache-2.0
//
// What is asked before something is archived.

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_CONFIRM_ARCHIVE_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_CONFIRM_ARCHIVE_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/names.h"
#include "clients/cli/prompt.h"
#include "clients/cli/session.h"
#include "continuum/v1/program_service.pb.h"

namespace continuum::cli {

// Shows what of an organization, program or site goes, with `more` to say of it, and has its name
// typed unless `yes`. What is archived stays so, and a slip must not do it. FAILED_PRECONDITION: it
// is archived already.
template <typename Message>
absl::Status ConfirmArchive(Session& session, const Message& present, bool yes,
                            absl::string_view more) {
  const std::string name = ShortName(present.name());
  if (present.state() == v1::LIFECYCLE_STATE_ARCHIVED) {
    return absl::FailedPreconditionError(
        absl::StrCat(name, " (", present.title(), ") is archived already; nothing is left to do"));
  }
  if (yes) return absl::OkStatus();
  session.console.Note(absl::StrCat("This will be archived for good", more.empty() ? "" : ", ",
                                    more,
                                    ". What is archived stays to be read, and never changes."));
  session.console.Note(absl::StrCat("  Name: ", present.name()));
  session.console.Note(absl::StrCat("  Title: ", present.title()));
  return ConfirmByTyping(session.console, name, present.name());
}

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_CONFIRM_ARCHIVE_H_
