// SPDX-License-Identifier: Apache-2.0

#include "server/base/clock.h"

#include "absl/time/clock.h"

namespace continuum::base {

absl::Time SystemClock::Now() const { return absl::Now(); }

}  // namespace continuum::base
