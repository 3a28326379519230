// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/error.h"

namespace continuum::cli {

namespace {

// 127.0.0.0/8, ::1, localhost, or a socket file.
bool IsOnThisMachine(absl::string_view address) {
  if (absl::StartsWith(address, "unix:") || absl::StartsWith(address, "localhost:") ||
      absl::StartsWith(address, "[::1]:")) {
    return true;
  }
  const absl::string_view host = address.substr(0, address.rfind(':'));
  return absl::StartsWith(host, "127.") && std::all_of(host.begin(), host.end(), [](char c) {
           return absl::ascii_isdigit(c) || c == '.';
         });
}

// name:port or [IPv6]:port. gRPC would also take URIs of schemes that check no certificate's name.
bool IsHostAndPort(absl::string_view address) {
  const size_t colon = address.rfind(':');
  if (colon == absl::string_view::npos || colon == 0) return false;
  absl::string_view host = address.substr(0, colon);
  const bool bracketed = host.front() == '[' && host.back() == ']';
  const bool written_well = std::all_of(host.begin(), host.end(), [bracketed](char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '-' ||
           (bracketed && (c == ':' || c == '[' || c == ']'));
  });
  int port = 0;
  return written_well && absl::SimpleAtoi(address.substr(colon + 1), &port) && port > 0 &&
         port <= 65535;
}

absl::Status CheckAddress(const std::string& address, const TlsSettings& tls) {
  if (tls.on()) {
    if (IsHostAndPort(address)) return absl::OkStatus();
    return UsageError(absl::StrCat("--server: got \"", address,
                                   "\", want a host and port for encrypted calls, such as "
                                   "continuum.example.org:8571"));
  }
  if (IsOnThisMachine(address)) return absl::OkStatus();
  return UsageError(absl::StrCat(
      "--server: got \"", address,
      "\", want a host and port on this machine, such as 127.0.0.1:8571: calls are not encrypted, "
      "so they may not leave it. With --tls-ca FILE or --tls they are, and may."));
}

std::string Bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();  // unlike the stream's iterators, throws nothing
  return bytes.str();
}

std::shared_ptr<grpc::ChannelCredentials> CredentialsFor(const TlsSettings& tls) {
  if (!tls.on()) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions options;
  if (!tls.ca.empty()) options.pem_root_certs = Bytes(tls.ca);
  if (!tls.certificate.empty()) {
    options.pem_cert_chain = Bytes(tls.certificate);
    options.pem_private_key = Bytes(tls.key);
  }
  return grpc::SslCredentials(options);
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(const std::string& address,
                                                           const TlsSettings& tls) {
  if (absl::Status right = CheckTlsSettings(tls); !right.ok()) return right;
  if (absl::Status right = CheckAddress(address, tls); !right.ok()) return right;
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);  // nobody is between the command and its server
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);     // the connection retries
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  // Despite its name, how long one attempt to connect may take: enough for the handshakes over a
  // slow line, and less than a call may take, so that it still says that nobody answers.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 3000);
  arguments.SetMaxReceiveMessageSize(16 << 20);
  return grpc::CreateCustomChannel(address, CredentialsFor(tls), arguments);
}

}  // namespace continuum::cli
