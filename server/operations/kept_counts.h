// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_KEPT_COUNTS_H_
#define CONTINUUM_SERVER_OPERATIONS_KEPT_COUNTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "server/base/mutex.h"

namespace continuum::operations {

// The most that one program may keep, so that nobody who takes part in it can fill the memory or
// the disk of all. Far above what people need. What is over it is refused with RESOURCE_EXHAUSTED.
struct ProgramLimits {
  // Of one assessment, whatever their state.
  int64_t threads = 5'000;
  int64_t comments = 20'000;
  int64_t assignments = 2'000;
  int64_t attachments = 10'000;
  // Of a program: pieces of evidence that are not removed, and the bytes of its files.
  int64_t evidence = 10'000;
  int64_t evidence_bytes = int64_t{2'048} << 20;
};

// How many records of a kind a parent has, and the bytes of their files.
struct KeptCount {
  int64_t count = 0;
  int64_t bytes = 0;
};

// Remembers them, so that not all has to be read again for each new record: it is counted once,
// and then kept up to date by those who add. Calls that come at the same moment may be counted too
// late, so it is a bound to within some of them, and no account. When it is full it forgets
// everything, and counts again. Thread-safe.
class KeptCounts {
 public:
  // `max` is at least 1.
  explicit KeptCounts(size_t max) : max_(max) {}
  KeptCounts(const KeptCounts&) = delete;
  KeptCounts& operator=(const KeptCounts&) = delete;

  std::optional<KeptCount> Find(absl::string_view key) const ABSL_LOCKS_EXCLUDED(mutex_) {
    base::MutexLock lock(mutex_);
    const auto known = kept_counts_.find(key);
    if (known == kept_counts_.end()) return std::nullopt;
    return known->second;
  }

  void Remember(absl::string_view key, const KeptCount& count) ABSL_LOCKS_EXCLUDED(mutex_) {
    base::MutexLock lock(mutex_);
    if (kept_counts_.size() >= max_) kept_counts_.clear();
    kept_counts_.insert_or_assign(std::string(key), count);
  }

  // Nothing happens to what is not known: it is counted when it is asked for.
  void Add(absl::string_view key, const KeptCount& more) ABSL_LOCKS_EXCLUDED(mutex_) {
    base::MutexLock lock(mutex_);
    const auto known = kept_counts_.find(key);
    if (known == kept_counts_.end()) return;
    known->second.count += more.count;
    known->second.bytes += more.bytes;
  }

 private:
  const size_t max_;
  mutable base::Mutex mutex_;
  absl::flat_hash_map<std::string, KeptCount> kept_counts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_KEPT_COUNTS_H_
