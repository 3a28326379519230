// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_SERVICES_PEER_OF_H_
#define CONTINUUM_SERVER_SERVICES_PEER_OF_H_

#include <grpcpp/server_context.h>

#include "server/auth/peer.h"

namespace continuum::services {

// The other end of a call's connection. Thread-safe while the call lasts.
auth::Peer PeerOf(const grpc::CallbackServerContext& context);

}  // namespace continuum::services

#endif  // CONTINUUM_SERVER_SERVICES_PEER_OF_H_
