// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/use_log.h"

#include <algorithm>

namespace continuum::operations {

void UseLog::Note(absl::string_view name, absl::Time time) {
  base::MutexLock lock(mutex_);
  absl::Time& last = uses_.try_emplace(name, time).first->second;
  last = std::max(last, time);
}

std::optional<absl::Time> UseLog::Last(absl::string_view name) const {
  base::MutexLock lock(mutex_);
  const auto found = uses_.find(name);
  if (found == uses_.end()) return std::nullopt;
  return found->second;
}

std::vector<UseLog::Use> UseLog::ToWrite() const {
  base::MutexLock lock(mutex_);
  std::vector<Use> uses;
  uses.reserve(uses_.size());
  for (const auto& [name, time] : uses_) uses.push_back({name, time});
  std::sort(uses.begin(), uses.end(),
            [](const Use& left, const Use& right) { return left.name < right.name; });
  return uses;
}

void UseLog::Written(const std::vector<Use>& uses) {
  base::MutexLock lock(mutex_);
  for (const Use& use : uses) {
    const auto found = uses_.find(use.name);
    if (found != uses_.end() && found->second == use.time) uses_.erase(found);
  }
}

}  // namespace continuum::operations
