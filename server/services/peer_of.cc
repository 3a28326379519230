// SPDX-License-Identifier: Apache-2.0

#include "server/services/peer_of.h"

#include <grpc/grpc_security_constants.h>
#include <grpcpp/security/auth_context.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace continuum::services {
namespace {

bool IsEncrypted(const grpc::AuthContext& context) {
  const auto types = context.FindPropertyValues(GRPC_TRANSPORT_SECURITY_TYPE_PROPERTY_NAME);
  return std::any_of(types.begin(), types.end(), [](const grpc::string_ref& type) {
    return type == GRPC_TLS_TRANSPORT_SECURITY_TYPE || type == GRPC_SSL_TRANSPORT_SECURITY_TYPE;
  });
}

std::string CertificateName(const grpc::AuthContext& context) {
  for (const char* property : {GRPC_PEER_URI_PROPERTY_NAME, GRPC_PEER_DNS_PROPERTY_NAME}) {
    const std::vector<grpc::string_ref> names = context.FindPropertyValues(property);
    if (!names.empty()) return {names[0].data(), names[0].size()};
  }
  return "";
}

}  // namespace

auth::Peer PeerOf(const grpc::CallbackServerContext& context) {
  auth::Peer peer;
  peer.address = context.peer();
  peer.loopback = auth::IsLoopback(peer.address);
  const std::shared_ptr<const grpc::AuthContext> connection = context.auth_context();
  if (connection == nullptr || !IsEncrypted(*connection)) return peer;
  peer.encrypted = true;
  // The server asks for certificates only in order to verify them (server/credentials.cc): what
  // gRPC tells of one has been verified. It tells nothing of others.
  if (connection->IsPeerAuthenticated()) peer.certificate_name = CertificateName(*connection);
  return peer;
}

}  // namespace continuum::services
