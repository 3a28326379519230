// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_KEY_SET_H_
#define CONTINUUM_SERVER_AUTH_OIDC_KEY_SET_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/auth/oidc/key.h"
#include "server/base/log.h"

namespace continuum::auth::oidc {

struct KeySetOptions {
  std::string certificates;  // as in Fetch
  // How old keys from a URL get before they are fetched again in the background.
  absl::Duration refresh_every = absl::Minutes(15);
  // The least time between two fetches, whatever callers send: strangers cannot make us fetch.
  absl::Duration fetch_at_most_every = absl::Minutes(1);
  // How long keys are used while no new ones can be read. Then they might long be withdrawn.
  absl::Duration keep = absl::Hours(24);
  absl::Duration timeout = absl::Seconds(5);
  // How many callers may wait for a fetch. The others are told at once what is known now, so that a
  // slow issuer does not hold up all our threads.
  int most_waiting = 4;
  size_t max_bytes = 1024 * 1024;
  // For tests. Not base::Clock, which may jump.
  std::function<std::chrono::steady_clock::time_point()> now = &std::chrono::steady_clock::now;
};

// An issuer's keys as they are now.
//
//   ASSIGN_OR_RETURN(std::shared_ptr<const Keys> keys, key_set->Current());
//   if (!Has(*keys, id)) ASSIGN_OR_RETURN(keys, key_set->Newer(keys));
//
// A failure to read is logged, and the last keys stay in use for as long as KeySetOptions says.
// Thread-safe.
class KeySet {
 public:
  virtual ~KeySet() = default;

  // The keys. UNAVAILABLE if none could be read, now or within `keep`. Waits only for the very
  // first keys, and no longer than the timeout.
  virtual absl::StatusOr<std::shared_ptr<const Keys>> Current() = 0;

  // The keys after `seen`, which lacks one that a token names: the issuer may have changed its
  // keys. Gives `seen` again if there is nothing newer or it is too early to ask again. Waits no
  // longer than the timeout.
  virtual absl::StatusOr<std::shared_ptr<const Keys>> Newer(
      const std::shared_ptr<const Keys>& seen) = 0;
};

// The keys in a file, or behind a URL (with "://" in it; CheckUrl must take it). A file is looked
// at again after a second, when keys are asked for. A URL is fetched by a thread of its own, the
// first time at once. Keeps a reference to the log.
std::unique_ptr<KeySet> OpenKeySet(const std::string& location, const base::Log& log,
                                   const KeySetOptions& options = {});

// Whether the location of keys is meant as a URL.
bool IsUrl(absl::string_view location);

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_KEY_SET_H_
