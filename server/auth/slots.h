// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_AUTH_SLOTS_H_
#define CONTINUUM_SERVER_AUTH_SLOTS_H_

#include <cstddef>

#include "server/base/mutex.h"

namespace continuum::auth {

// Bounds how many threads do something costly at once, and how many wait for their turn.
//
//   if (!slots.Take()) return TooBusy();
//   ... the costly thing ...
//   slots.Give();
//
// Those who wait get their turn in no fixed order. Thread-safe.
class Slots {
 public:
  Slots(size_t at_once, size_t waiting) : free_(at_once), places_(waiting) {}
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  // Waits for a slot and takes it. False, without waiting, if as many as may wait do already.
  bool Take() ABSL_LOCKS_EXCLUDED(mutex_);

  // Gives back a slot that was taken.
  void Give() ABSL_LOCKS_EXCLUDED(mutex_);

  // How many wait at this moment.
  size_t waiting() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  mutable base::Mutex mutex_;
  base::CondVar given_;
  size_t free_ ABSL_GUARDED_BY(mutex_);
  const size_t places_;
  size_t waiting_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_SLOTS_H_
