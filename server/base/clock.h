// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_BASE_CLOCK_H_
#define CONTINUUM_SERVER_BASE_CLOCK_H_

#include "absl/time/time.h"

namespace continuum::base {

// What time it is, so that tests can say it (tests/testing/fake_clock.h). For timestamps and
// expiry; it may jump, also backwards, so nothing is ordered by it and no wait is measured with it.
// Implementations are thread-safe.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  absl::Time Now() const override;
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_CLOCK_H_
