// SPDX-License-Identifier: Apache-2.0
//
// Errors as a person at a terminal needs them: what is wrong, and what to do next. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_ERROR_H_
#define CONTINUUM_CLIENTS_CLI_ERROR_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/exit_code.h"

namespace continuum::cli {

// The command line is wrong, in a way that shows only after it was parsed.
absl::Status UsageError(absl::string_view message);
// An input file is missing, cannot be read, or is wrong.
absl::Status InputError(absl::string_view file, absl::string_view message);

// How the process ends after `error`, which must not be OK.
ExitCode ExitCodeOf(const absl::Status& error);

// What to print for `error`, line by line: the message, what google.rpc details add to it, and
// what to do next.
std::vector<std::string> DescribeError(const absl::Status& error);

// The detail of that type that a server's error carries, if it does. The server sends them as
// google.rpc.Status; the connection keeps each as a payload under its type URL.
template <typename Detail>
std::optional<Detail> GetDetail(const absl::Status& error) {
  const auto payload =
      error.GetPayload(absl::StrCat("type.googleapis.com/", Detail::descriptor()->full_name()));
  Detail detail;
  if (!payload.has_value() || !detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

// Whether the server says `reason` (of google.rpc.ErrorInfo): "CODE_NEEDED".
bool HasReason(const absl::Status& error, absl::string_view reason);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ERROR_H_
