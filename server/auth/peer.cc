// SPDX-License-Identifier: Apache-2.0

#include "server/auth/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace continuum::auth {
namespace {

constexpr size_t kIpv4At = 12;       // in an IPv6 address that stands for an IPv4 one
constexpr size_t kNetworkBytes = 8;  // of an IPv6 address

// The host in an address as gRPC writes it: without scheme, port and brackets, and without the
// interface of a link-local address ("fe80::1%eth0").
std::string HostOf(absl::string_view address) {
  if (const size_t scheme = address.find(':'); scheme != absl::string_view::npos) {
    address.remove_prefix(scheme + 1);
    address = address.substr(0, address.rfind(':'));
  }
  const std::string host =
      absl::StrReplaceAll(address, {{"%5B", ""}, {"%5D", ""}, {"[", ""}, {"]", ""}});
  return host.substr(0, host.find('%'));
}

}  // namespace

bool IsLoopback(absl::string_view address) {
  // All of 127.0.0.0/8 is loopback; gRPC writes an address in full, so a prefix tells. It writes
  // the brackets of an IPv6 address percent-encoded or plain, depending on its version.
  for (const absl::string_view loopback : {"ipv4:127.", "ipv6:[::1]:", "ipv6:%5B::1%5D:"}) {
    if (absl::StartsWith(address, loopback)) return true;
  }
  return false;
}

std::string NetworkOf(absl::string_view address) {
  std::string host(HostOf(address));
  in6_addr parts{};
  if (inet_pton(AF_INET6, host.c_str(), &parts) != 1) return host;
  char text[INET6_ADDRSTRLEN] = "";
  if (IN6_IS_ADDR_V4MAPPED(&parts)) {
    inet_ntop(AF_INET, &parts.s6_addr[kIpv4At], text, sizeof text);
    return text;
  }
  std::fill(std::begin(parts.s6_addr) + kNetworkBytes, std::end(parts.s6_addr), uint8_t{0});
  inet_ntop(AF_INET6, &parts, text, sizeof text);
  return absl::StrCat(text, "/64");
}

}  // namespace continuum::auth
