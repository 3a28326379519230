// SPDX-License-Identifier: Apache-2.0

#include "server/auth/slots.h"

#include <chrono>

#include "absl/time/time.h"
#include "server/base/errors.h"

namespace continuum::auth {
namespace {

// Nobody tells those who wait that their callers are gone, so they look: this often.
constexpr std::chrono::milliseconds kLook(20);

constexpr absl::Duration kTryAgain = absl::Seconds(2);

}  // namespace

absl::Status Slots::Take(const base::Patience& patience) {
  base::MutexLock lock(mutex_);
  if (free_ == 0 && waiting_ >= places_) {
    return base::ResourceExhausted("SERVER_BUSY", busy_, kTryAgain);
  }
  ++waiting_;
  absl::Status waits = patience.Check(clock_.Now());
  while (waits.ok() && free_ == 0) {
    given_.WaitUntil(mutex_, std::chrono::steady_clock::now() + kLook);
    waits = patience.Check(clock_.Now());
  }
  --waiting_;
  if (waits.ok()) {
    --free_;
  } else if (free_ > 0) {
    given_.NotifyOne();  // this one may have been woken in place of another
  }
  return waits;
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
