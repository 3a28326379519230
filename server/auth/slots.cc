// SPDX-License-Identifier: Apache-2.0

#include "server/auth/slots.h"

namespace continuum::auth {

bool Slots::Take() {
  base::MutexLock lock(mutex_);
  if (free_ == 0) {
    if (waiting_ >= places_) return false;
    ++waiting_;
    while (free_ == 0) given_.Wait(mutex_);
    --waiting_;
  }
  --free_;
  return true;
}

void Slots::Give() {
  base::MutexLock lock(mutex_);
  ++free_;
  given_.NotifyOne();
}

size_t Slots::waiting() const {
  base::MutexLock lock(mutex_);
  return waiting_;
}

}  // namespace continuum::auth
