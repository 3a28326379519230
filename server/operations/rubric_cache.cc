// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubric_cache.h"

#include <utility>

namespace continuum::operations {

absl::StatusOr<RubricCache::Compiled> RubricCache::GetOrBuild(absl::string_view digest,
                                                              const Build& build) {
  auto mine = std::make_shared<Building>();
  {
    base::MutexLock lock(mutex_);
    const auto kept = by_digest_.find(digest);
    if (kept != by_digest_.end()) {
      entries_.splice(entries_.begin(), entries_, kept->second);
      return kept->second->built.rubric;
    }
    const auto [place, is_first] = building_.try_emplace(digest, mine);
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
    Keep(digest, *built);
    mine->result = built->rubric;
  } else {
    mine->result = built.status();
  }
  mine->done = true;
  building_.erase(digest);
  built_.NotifyAll();
  return mine->result;
}

void RubricCache::Keep(absl::string_view digest, const Built& built) {
  if (built.bytes > max_bytes_) return;
  while (bytes_ + built.bytes > max_bytes_) {
    const Entry& oldest = entries_.back();
    bytes_ -= oldest.built.bytes;
    by_digest_.erase(oldest.digest);
    entries_.pop_back();
  }
  bytes_ += built.bytes;
  entries_.push_front({std::string(digest), built});
  by_digest_.emplace(digest, entries_.begin());
}

RubricCache::Stats RubricCache::stats() const {
  base::MutexLock lock(mutex_);
  return {entries_.size(), bytes_, builds_};
}

}  // namespace continuum::operations
