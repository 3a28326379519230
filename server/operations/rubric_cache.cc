// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubric_cache.h"

#include <utility>

namespace continuum::operations {

RubricCache::Compiled RubricCache::Find(absl::string_view key) {
  base::MutexLock lock(mutex_);
  return FindLocked(key);
}

RubricCache::Compiled RubricCache::FindLocked(absl::string_view key) {
  const auto kept = by_key_.find(key);
  if (kept == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, kept->second);
  return kept->second->built.rubric;
}

absl::StatusOr<RubricCache::Compiled> RubricCache::GetOrBuild(absl::string_view key, Build build) {
  auto mine = std::make_shared<Building>();
  {
    base::MutexLock lock(mutex_);
    if (Compiled found = FindLocked(key)) return found;
    const auto [place, is_first] = building_.try_emplace(key, mine);
    if (!is_first) {
      const std::shared_ptr<Building> theirs = place->second;
      while (!theirs->done) built_.Wait(mutex_);
      return theirs->result;
    }
    ++builds_;
  }
  absl::StatusOr<Built> built = build();
  base::MutexLock lock(mutex_);
  if (built.ok()) {
    Keep(key, *built);
    mine->result = built->rubric;
  } else {
    mine->result = built.status();
  }
  mine->done = true;
  building_.erase(key);
  built_.NotifyAll();
  return mine->result;
}

void RubricCache::Keep(absl::string_view key, const Built& built) {
  if (built.bytes > max_bytes_) return;
  while (bytes_ + built.bytes > max_bytes_) {
    const Entry& oldest = entries_.back();
    bytes_ -= oldest.built.bytes;
    by_key_.erase(oldest.key);
    entries_.pop_back();
  }
  bytes_ += built.bytes;
  entries_.push_front({std::string(key), built});
  by_key_.emplace(key, entries_.begin());
}

RubricCache::Stats RubricCache::stats() const {
  base::MutexLock lock(mutex_);
  return {entries_.size(), bytes_, builds_};
}

}  // namespace continuum::operations
