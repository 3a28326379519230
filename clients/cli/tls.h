// SPDX-License-Identifier: Apache-2.0
//
// How the command's calls are encrypted, and why that fails when it does: gRPC says of most such
// failures only that there was one.

#ifndef CONTINUUM_CLIENTS_CLI_TLS_H_
#define CONTINUUM_CLIENTS_CLI_TLS_H_

#include <string>

#include "absl/status/status.h"

namespace continuum::cli {

// Which servers are trusted, and who the command is. Files are PEM. A plain value.
struct TlsSettings {
  bool system_roots = false;  // trust the authorities that this machine trusts
  std::string ca;             // trust these authorities instead, and no others
  std::string certificate;    // the command's own, for servers that ask for one; may be empty
  std::string key;            // its private key

  // Whether calls are encrypted.
  bool on() const { return system_roots || !ca.empty(); }
};

// Whether the settings go together and the files hold what they should. INVALID_ARGUMENT, as
// UsageError() and InputError() make them: the message names the option or the file.
absl::Status CheckTlsSettings(const TlsSettings& settings);

// Asks the server at `address` (host:port) once more, by TLS alone, why calls do not reach it. The
// answer explains and decides nothing. It takes some seconds at most.
//
// OK: encryption is not the reason, as far as can be seen. UNAVAILABLE: it is, and the message says
// how; the reason in the error's ErrorInfo leads error.h to what to do.
absl::Status ExplainTlsFailure(const std::string& address, const TlsSettings& settings);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_TLS_H_
