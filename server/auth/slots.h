// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_AUTH_SLOTS_H_
#define CONTINUUM_SERVER_AUTH_SLOTS_H_

#include <cstddef>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "server/base/clock.h"
#include "server/base/mutex.h"
#include "server/base/patience.h"

namespace continuum::auth {

// Bounds how many threads do something costly at once, and how many wait for their turn.
//
//   RETURN_IF_ERROR(slots.Take(call.patience));
//   ... the costly thing ...
//   slots.Give();
//
// Those who wait get their turn in no fixed order. Thread-safe. Keeps a reference to the clock.
class Slots {
 public:
  struct Limits {
    size_t at_once = 1;
    size_t waiting = 0;
  };

  // `busy` is what a caller is told for whom there is no place to wait.
  Slots(const base::Clock& clock, const Limits& limits, std::string busy)
      : clock_(clock), places_(limits.waiting), busy_(std::move(busy)), free_(limits.at_once) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  // Waits for a slot and takes it, for as long as the caller waits; gives up within a moment after
  // that. Nothing is taken where there is an error.
  //
  // * RESOURCE_EXHAUSTED, SERVER_BUSY, with when to try again: as many as may wait do already. Said
  //   without waiting.
  // * CANCELLED, DEADLINE_EXCEEDED: as `patience` says.
  absl::Status Take(const base::Patience& patience) ABSL_LOCKS_EXCLUDED(mutex_);

  // Gives back a slot that was taken.
  void Give() ABSL_LOCKS_EXCLUDED(mutex_);

  // How many wait at this moment.
  size_t waiting() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  const base::Clock& clock_;
  const size_t places_;
  const std::string busy_;
  mutable base::Mutex mutex_;
  base::CondVar given_;
  size_t free_ ABSL_GUARDED_BY(mutex_);
  size_t waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_SLOTS_H_
