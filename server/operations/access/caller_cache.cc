// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/caller_cache.h"

namespace continuum::operations {

std::optional<KnownCaller> CallerCache::Find(absl::string_view key) const {
  base::MutexLock lock(mutex_);
  const auto found = callers_.find(key);
  if (found == callers_.end()) return std::nullopt;
  return found->second;
}

int64_t CallerCache::generation() const {
  base::MutexLock lock(mutex_);
  return generation_;
}

void CallerCache::Keep(absl::string_view key, const KnownCaller& caller, int64_t generation) {
  base::MutexLock lock(mutex_);
  if (generation != generation_) return;
  if (callers_.size() >= kMaxCallers) callers_.clear();
  callers_.insert_or_assign(std::string(key), caller);
}

void CallerCache::ForgetAll() {
  base::MutexLock lock(mutex_);
  callers_.clear();
  ++generation_;
}

}  // namespace continuum::operations
