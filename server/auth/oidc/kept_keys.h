// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_KEPT_KEYS_H_
#define CONTINUUM_SERVER_AUTH_OIDC_KEPT_KEYS_H_

#include <chrono>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/auth/oidc/key.h"
#include "server/base/log.h"

namespace continuum::auth::oidc {

// The keys that were read last, and whether they may still be used. Not thread-safe: a KeySet
// guards it. Keeps a reference to the log.
class KeptKeys {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  KeptKeys(std::string location, absl::Duration keep, const base::Log& log)
      : location_(std::move(location)), keep_(keep), log_(log) {}

  // Takes over what reading gave at `now`. After a failure, or if the text is no key set, the last
  // keys stay. Whether there are good keys from `now`.
  bool Take(const absl::StatusOr<std::string>& text, Moment now);

  // The keys, the same object until others are read. UNAVAILABLE if there are none yet, or they
  // are too old. The message is for those who run the server.
  absl::StatusOr<std::shared_ptr<const Keys>> Get(Moment now) const;

 private:
  const std::string location_;
  const absl::Duration keep_;
  const base::Log& log_;
  std::string text_;  // what keys_ were read from
  std::shared_ptr<const Keys> keys_;
  Moment read_at_;
};

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_KEPT_KEYS_H_
