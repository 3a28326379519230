// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_AUTH_PEER_H_
#define CONTINUUM_SERVER_AUTH_PEER_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::auth {

// The other end of a connection, as far as the connection itself tells. A plain value.
struct Peer {
  std::string address;    // as gRPC writes it: "ipv4:127.0.0.1:40404", "ipv6:%5B::1%5D:40404"
  bool loopback = false;  // it is on this machine, or comes through something that is
  bool encrypted = false;
  // Whose certificate it has proven to hold: the certificate's first URI, else its first DNS name.
  // Empty without a certificate, without such a name, or if nothing has verified the certificate.
  std::string certificate_name;
};

// Whether an address as gRPC writes it is one of the loopback interface. Pure function.
bool IsLoopback(absl::string_view address);

// The network by which what comes from such an address is counted: of IPv4 the one address
// ("192.0.2.1"), also where it is written as IPv6; of IPv6 the first 64 bits ("2001:db8:1:2::/64"),
// since whoever has one address has all of them. What is no IP address counts as it is, without its
// last colon and what follows. Pure function.
std::string NetworkOf(absl::string_view address);

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_PEER_H_
