// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_CHANNEL_H_
#define CONTINUUM_CLIENTS_CLI_CHANNEL_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "clients/cli/tls.h"

namespace continuum::cli {

// A channel to the server at `address`: host:port, or unix:path. Without encryption the address
// has to be on this machine. It connects with its first call.
//
// INVALID_ARGUMENT: the address or the settings are wrong, or a file is; the message says which.
absl::StatusOr<std::shared_ptr<grpc::Channel>> OpenChannel(const std::string& address,
                                                           const TlsSettings& tls);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CHANNEL_H_
