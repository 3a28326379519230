// SPDX-License-Identifier: Apache-2.0

#include "server/auth/peer.h"

#include "absl/strings/match.h"

namespace continuum::auth {

bool IsLoopback(absl::string_view address) {
  // All of 127.0.0.0/8 is loopback; gRPC writes an address in full, so a prefix tells. It writes
  // the brackets of an IPv6 address percent-encoded or plain, depending on its version.
  for (const absl::string_view loopback : {"ipv4:127.", "ipv6:[::1]:", "ipv6:%5B::1%5D:"}) {
    if (absl::StartsWith(address, loopback)) return true;
  }
  return false;
}

absl::string_view HostOf(absl::string_view address) {
  const size_t scheme = address.find(':');
  if (scheme == absl::string_view::npos) return address;
  address.remove_prefix(scheme + 1);
  return address.substr(0, address.rfind(':'));
}

}  // namespace continuum::auth
