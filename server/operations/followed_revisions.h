// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_FOLLOWED_REVISIONS_H_
#define CONTINUUM_SERVER_OPERATIONS_FOLLOWED_REVISIONS_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "server/base/mutex.h"

namespace continuum::operations {

// Remembers which rubric revision an assessment follows, which never changes, so that saving
// answers need not read it first. Says nothing of whether a caller may know of the assessment.
// When it is full it forgets everything, and learns again. Thread-safe.
class FollowedRevisions {
 public:
  // `max` is at least 1.
  explicit FollowedRevisions(size_t max) : max_(max) {}
  FollowedRevisions(const FollowedRevisions&) = delete;
  FollowedRevisions& operator=(const FollowedRevisions&) = delete;

  std::optional<std::string> Find(absl::string_view assessment) const ABSL_LOCKS_EXCLUDED(mutex_) {
    base::MutexLock lock(mutex_);
    const auto known = revisions_.find(assessment);
    if (known == revisions_.end()) return std::nullopt;
    return known->second;
  }

  void Remember(absl::string_view assessment, absl::string_view revision)
      ABSL_LOCKS_EXCLUDED(mutex_) {
    base::MutexLock lock(mutex_);
    if (revisions_.size() >= max_) revisions_.clear();
    revisions_.emplace(assessment, revision);
  }

 private:
  const size_t max_;
  mutable base::Mutex mutex_;
  absl::flat_hash_map<std::string, std::string> revisions_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_FOLLOWED_REVISIONS_H_
