// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_TESTING_FAKE_CLOCK_H_
#define CONTINUUM_TESTS_TESTING_FAKE_CLOCK_H_

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "server/base/clock.h"
#include "server/base/mutex.h"

namespace continuum::testing {

// A clock that stands still, at 2026-03-01 12:00 UTC, until the test moves it. Thread-safe.
class FakeClock final : public base::Clock {
 public:
  FakeClock() : FakeClock(absl::FromCivil(absl::CivilHour(2026, 3, 1, 12), absl::UTCTimeZone())) {}
  explicit FakeClock(absl::Time now) : now_(now) {}

  absl::Time Now() const override {
    base::MutexLock lock(mutex_);
    return now_;
  }
  void Set(absl::Time now) {
    base::MutexLock lock(mutex_);
    now_ = now;
  }
  // A negative step goes back.
  void Advance(absl::Duration step) {
    base::MutexLock lock(mutex_);
    now_ += step;
  }

 private:
  mutable base::Mutex mutex_;
  absl::Time now_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::testing

#endif  // CONTINUUM_TESTS_TESTING_FAKE_CLOCK_H_
