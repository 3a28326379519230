// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_CALLER_CACHE_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_CALLER_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/caller.h"
#include "server/base/mutex.h"

namespace continuum::operations {

// A caller as storage described them, and until when.
struct KnownCaller {
  auth::Caller caller = auth::Caller::Public();
  absl::Time expire_time = absl::InfiniteFuture();
  bool is_session = false;  // then it also ends when it is not used
};

// Who signs in with what, so that not every call has to ask storage. Whatever changes accounts,
// memberships or tokens forgets it all, before the change is answered: what was revoked is refused
// from then on. Thread-safe.
class CallerCache {
 public:
  static constexpr size_t kMaxCallers = 10'000;

  CallerCache() = default;
  CallerCache(const CallerCache&) = delete;
  CallerCache& operator=(const CallerCache&) = delete;

  // `key` stands for one way of signing in, such as a secret's digest.
  std::optional<KnownCaller> Find(absl::string_view key) const ABSL_LOCKS_EXCLUDED(mutex_);

  // Ask for it before storage is read, and pass it to Keep: what was read before something changed
  // is not kept.
  int64_t generation() const ABSL_LOCKS_EXCLUDED(mutex_);
  void Keep(absl::string_view key, const KnownCaller& caller, int64_t generation)
      ABSL_LOCKS_EXCLUDED(mutex_);

  void ForgetAll() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  mutable base::Mutex mutex_;
  absl::flat_hash_map<std::string, KnownCaller> callers_ ABSL_GUARDED_BY(mutex_);
  int64_t generation_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_CALLER_CACHE_H_
