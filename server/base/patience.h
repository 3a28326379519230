// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_BASE_PATIENCE_H_
#define CONTINUUM_SERVER_BASE_PATIENCE_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace continuum::base {

// How long the caller of some work still waits for it. Whoever is about to start a part of the work
// asks first; once the writer has taken a change, it is always finished and answered.
struct Patience {
  // When the caller stops waiting.
  absl::Time deadline = absl::InfiniteFuture();
  // Whether the caller has stopped waiting already. May be empty. Called from any thread.
  std::function<bool()> is_cancelled;

  // OK while the caller waits at `now`; otherwise CANCELLED or DEADLINE_EXCEEDED.
  absl::Status Check(absl::Time now) const {
    if (is_cancelled && is_cancelled()) return absl::CancelledError("the caller gave up");
    if (now >= deadline) return absl::DeadlineExceededError("the caller's deadline has passed");
    return absl::OkStatus();
  }
};

}  // namespace continuum::base

#endif  // CONTINUUM_SERVER_BASE_PATIENCE_H_
