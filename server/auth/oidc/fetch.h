// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_FETCH_H_
#define CONTINUUM_SERVER_AUTH_OIDC_FETCH_H_

#include <atomic>
#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace continuum::auth::oidc {

struct Fetch {
  std::string url;
  // A PEM file of the certificate authorities to trust instead of the system's; empty: the
  // system's.
  std::string certificates;
  absl::Duration timeout = absl::Seconds(5);  // for everything together
  size_t max_bytes = 1024 * 1024;
  const std::atomic<bool>* stop = nullptr;  // gives up within about a second once this is true
};

// That keys may be had from the URL `text`: https, or http on this machine's loopback interface;
// with a host, without a name, password or fragment. INVALID_ARGUMENT, with a message that says
// what was wanted. Pure function.
absl::Status CheckUrl(absl::string_view text);

// The body of the answer to one GET. UNAVAILABLE unless all went well: the URL is one that CheckUrl
// takes, the certificate is good for its host, the answer is 200 without a redirect, and it is
// complete in time and in size. Blocks. Thread-safe.
absl::StatusOr<std::string> FetchText(const Fetch& fetch);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_FETCH_H_
