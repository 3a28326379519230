// SPDX-License-Identifier: Apache-2.0

#include "server/auth/throttle.h"

#include <algorithm>
#include <limits>

namespace continuum::auth {

Throttle::Throttle(const base::Clock& clock, const Limits& limits)
    : clock_(clock), limits_(limits), failures_(limits.max_keys) {}

absl::Duration Throttle::Wait(absl::string_view key) {
  const absl::Time now = clock_.Now();
  base::MutexLock lock(mutex_);
  return WaitAt(now, key);
}

void Throttle::Failed(absl::string_view key) {
  const absl::Time now = clock_.Now();
  base::MutexLock lock(mutex_);
  WaitAt(now, key);  // forgets what is too old to count
  FailedAt(now, key);
}

absl::Duration Throttle::Begin(absl::string_view key) {
  const absl::Time now = clock_.Now();
  base::MutexLock lock(mutex_);
  const absl::Duration wait = WaitAt(now, key);
  if (wait == absl::ZeroDuration()) FailedAt(now, key);
  return wait;
}

void Throttle::Succeeded(absl::string_view key) {
  base::MutexLock lock(mutex_);
  failures_.Erase(key);
}

void Throttle::Withdraw(absl::string_view key) {
  base::MutexLock lock(mutex_);
  Failures* const failures = failures_.Find(key);
  if (failures != nullptr && --failures->count == 0) failures_.Erase(key);
}

size_t Throttle::keys() const {
  base::MutexLock lock(mutex_);
  return failures_.size();
}

absl::Duration Throttle::WaitAt(absl::Time now, absl::string_view key) {
  Failures* const failures = failures_.Find(key);
  if (failures == nullptr) return absl::ZeroDuration();
  // The clock went back: or the key would wait until it is where it was.
  failures->last = std::min(failures->last, now);
  const absl::Duration passed = now - failures->last;
  if (passed >= limits_.forgotten_after) {
    failures_.Erase(key);
    return absl::ZeroDuration();
  }
  return std::max(absl::ZeroDuration(), DelayAfter(failures->count) - passed);
}

void Throttle::FailedAt(absl::Time now, absl::string_view key) {
  Failures& failures = failures_.Touch(key);
  if (failures.count < std::numeric_limits<int>::max()) ++failures.count;
  failures.last = now;
}

absl::Duration Throttle::DelayAfter(int failures) const {
  if (failures < limits_.free_failures) return absl::ZeroDuration();
  absl::Duration delay = limits_.first_delay;
  for (int i = limits_.free_failures; i < failures && delay < limits_.longest_delay; ++i) {
    delay *= 2;
  }
  return std::min(delay, limits_.longest_delay);
}

RateLimit::RateLimit(const base::Clock& clock, const Limits& limits)
    : clock_(clock),
      every_(std::max(absl::ZeroDuration(), limits.every)),
      whole_(every_ * std::max(1, limits.burst)),
      buckets_(limits.max_keys) {}

absl::Duration RateLimit::Take(absl::string_view key, int64_t amount) {
  const absl::Duration taken = std::clamp(every_ * amount, absl::ZeroDuration(), whole_);
  const absl::Time now = clock_.Now();
  base::MutexLock lock(mutex_);
  Bucket& bucket = buckets_.Touch(key);
  // Not before now: it holds no more than all. Not later than from empty: the clock went back.
  bucket.full = std::clamp(bucket.full, now, now + whole_);
  const absl::Time full_after = bucket.full + taken;
  if (full_after > now + whole_) return full_after - (now + whole_);
  bucket.full = full_after;
  return absl::ZeroDuration();
}

void RateLimit::GiveBack(absl::string_view key) {
  base::MutexLock lock(mutex_);
  Bucket* const bucket = buckets_.Find(key);
  if (bucket != nullptr)
    bucket->full -= every_;  // Take lifts it to now where that is more than all
}

size_t RateLimit::keys() const {
  base::MutexLock lock(mutex_);
  return buckets_.size();
}

}  // namespace continuum::auth
