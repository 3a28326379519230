// SPDX-License-Identifier: Apache-2.0
//
// What people call the fields of the API: the options and arguments of this command that fill them.
// Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_FIELD_OPTIONS_H_
#define CONTINUUM_CLIENTS_CLI_FIELD_OPTIONS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace continuum::cli {

struct FieldOption {
  absl::string_view field;   // its path in requests
  absl::string_view option;  // as it is typed, or as its place is called in help texts
};

// "--title" of "upload.title", "TARGET" of "assignment.targets[1]". A field that no option fills
// alone, or that different options fill in different commands, stays as it is.
std::string OptionOf(absl::string_view field);

// All that are known.
absl::Span<const FieldOption> AllFieldOptions();

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_FIELD_OPTIONS_H_
