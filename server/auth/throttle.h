// SPDX-License-Identifier: Apache-2.0
//
// What keeps strangers from guessing passwords and codes (Throttle), and anybody from asking too
// much (RateLimit). Both count by key: an account, or a peer's network (NetworkOf). Use one for
// each kind, so that those of one kind neither meet nor push out those of another.
//
// Both are thread-safe, keep a reference to the clock, and remember a bounded number of keys;
// beyond it the key whose last use is the oldest is forgotten. They live in memory: a restart
// forgets all. Clocks may jump: after a jump back nobody waits longer than the full delay from then
// on; after a jump forward some wait less.

#ifndef CONTINUUM_SERVER_AUTH_THROTTLE_H_
#define CONTINUUM_SERVER_AUTH_THROTTLE_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/recent_keys.h"
#include "server/base/clock.h"
#include "server/base/mutex.h"

namespace continuum::auth {

// Lets a few tries of a secret fail, then makes the next ones wait: 1 s after the fifth failure in
// a row, and twice as long after each further one, up to 15 minutes. What failed is forgotten after
// a success, and after an hour without failures.
//
//   const absl::Duration wait = throttle.Begin(account);
//   if (wait > absl::ZeroDuration()) return TryAgainIn(wait);
//   if (right) throttle.Succeeded(account);
//
// Begin counts a try as failed before it is made. With Wait before and Failed after it, a thousand
// tries at the same time would all be let through.
class Throttle {
 public:
  struct Limits {
    int free_failures = 5;  // in a row, until one must wait
    absl::Duration first_delay = absl::Seconds(1);
    absl::Duration longest_delay = absl::Minutes(15);
    absl::Duration forgotten_after = absl::Hours(1);
    size_t max_keys = 100'000;
  };

  explicit Throttle(const base::Clock& clock) : Throttle(clock, Limits()) {}
  Throttle(const base::Clock& clock, const Limits& limits);

  // How long the next try must wait; zero if it need not. Counts nothing.
  absl::Duration Wait(absl::string_view key) ABSL_LOCKS_EXCLUDED(mutex_);

  // A try failed.
  void Failed(absl::string_view key) ABSL_LOCKS_EXCLUDED(mutex_);

  // Wait; if that is zero, Failed as well, with nothing in between.
  absl::Duration Begin(absl::string_view key) ABSL_LOCKS_EXCLUDED(mutex_);

  // A try succeeded: forgets all failures of the key. Only for a key whose owner has shown who he
  // is, an account. A peer's address takes back no more than its own try (Withdraw), or whoever has
  // an account could go on guessing those of others.
  void Succeeded(absl::string_view key) ABSL_LOCKS_EXCLUDED(mutex_);

  // Takes back one failure: the try of a Begin was right, or was never made.
  void Withdraw(absl::string_view key) ABSL_LOCKS_EXCLUDED(mutex_);

  // How many keys are remembered at this moment.
  size_t keys() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Failures {
    int count = 0;
    absl::Time last;
  };

  absl::Duration WaitAt(absl::Time now, absl::string_view key)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void FailedAt(absl::Time now, absl::string_view key) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Duration DelayAfter(int failures) const;

  const base::Clock& clock_;
  const Limits limits_;
  mutable base::Mutex mutex_;
  RecentKeys<Failures> failures_ ABSL_GUARDED_BY(mutex_);
};

// Lets each key do something `burst` times at once, and once more each time that `every` has passed
// (a token bucket, which holds `burst` at most). What is counted may be calls, or their bytes.
//
//   const absl::Duration wait = limit.Take(peer);
//   if (wait > absl::ZeroDuration()) return TryAgainIn(wait);
class RateLimit {
 public:
  struct Limits {
    int burst = 20;  // less than 1 counts as 1
    absl::Duration every = absl::Milliseconds(200);
    size_t max_keys = 100'000;
  };

  RateLimit(const base::Clock& clock, const Limits& limits);

  // Zero, and so many are taken; or how long until there are so many, and nothing is taken. More
  // than `burst` count as `burst`, or nobody would ever get them; less than 0 as none.
  absl::Duration Take(absl::string_view key, int64_t amount = 1) ABSL_LOCKS_EXCLUDED(mutex_);

  // Gives back one that was taken: it was not needed after all.
  void GiveBack(absl::string_view key) ABSL_LOCKS_EXCLUDED(mutex_);

  // How many keys are remembered at this moment.
  size_t keys() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // When the key's bucket will be full, if nothing more is taken: one number says all.
  struct Bucket {
    absl::Time full = absl::InfinitePast();
  };

  const base::Clock& clock_;
  const absl::Duration every_;
  const absl::Duration whole_;  // from empty to full
  mutable base::Mutex mutex_;
  RecentKeys<Bucket> buckets_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_THROTTLE_H_
