// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_TLS_FILES_H_
#define CONTINUUM_SERVER_TLS_FILES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace continuum::server {

// The files that calls are encrypted with, all PEM. A plain value.
struct TlsFiles {
  std::string certificate;  // the server's own, first, and those between it and its authority's
  std::string key;          // the private key of the first; given if and only if `certificate` is
  std::string client_ca;    // of the authorities of clients' certificates; empty: none is asked for

  bool given() const { return !certificate.empty(); }
};

// Whether the server can listen with these files, so that what is wrong with them is said at the
// start and not to clients in riddles:
// * each can be read and holds what it should;
// * nobody but its owner may touch the key, which is not encrypted, and it is the certificate's;
// * every certificate is valid at `now`.
// FAILED_PRECONDITION: the message names the setting and the file, what is wrong, and how to mend
// it.
absl::Status CheckTlsFiles(const TlsFiles& files, absl::Time now);

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_TLS_FILES_H_
