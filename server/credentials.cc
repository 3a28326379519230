// SPDX-License-Identifier: Apache-2.0

#include "server/credentials.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include "server/base/status_macros.h"

namespace continuum::server {
namespace {

// How often the files are looked at. They are small, and a pair that was read between the writing
// of its two files is mended that soon.
constexpr unsigned int kLookSeconds = 1;

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeCredentials(const TlsFiles& files,
                                                                         absl::Time now) {
  if (!files.given()) return grpc::InsecureServerCredentials();
  RETURN_IF_ERROR(CheckTlsFiles(files, now));
  grpc::experimental::TlsServerCredentialsOptions options(
      std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(
          files.key, files.certificate, files.client_ca, kLookSeconds));
  options.watch_identity_key_cert_pairs();
  if (!files.client_ca.empty()) {
    options.watch_root_certs();
    options.set_cert_request_type(GRPC_SSL_REQUEST_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(options);
}

}  // namespace continuum::server
