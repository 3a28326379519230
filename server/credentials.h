// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_CREDENTIALS_H_
#define CONTINUUM_SERVER_CREDENTIALS_H_

#include <grpcpp/security/server_credentials.h>

#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/tls_files.h"

namespace continuum::server {

// How the server's port is secured: by TLS 1.2 or later if files are given, else not at all.
//
// The files are read again every second, so that renewed ones serve new connections without a
// restart. A renewed certificate and its key have to come at the same moment
// (docs/operations/tls.md says how): while they do not match, new connections fail. With
// authorities of clients, a client may present a certificate; one that they did not sign, or that
// is out of date, ends the connection. Without one it goes on.
//
// FAILED_PRECONDITION: the server cannot listen with these files at `now`; see CheckTlsFiles().
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeCredentials(const TlsFiles& files,
                                                                         absl::Time now);

}  // namespace continuum::server

#endif  // CONTINUUM_SERVER_CREDENTIALS_H_
