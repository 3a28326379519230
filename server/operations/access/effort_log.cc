// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/effort_log.h"

#include <algorithm>
#include <utility>

namespace continuum::operations {

absl::Duration EffortLog::Added(std::optional<absl::Time> last, absl::Time now) {
  if (!last.has_value()) return kFirstCall;
  const absl::Duration pause = now - *last;
  // Calls overtake each other by a little; a clock that was set back begins anew.
  if (pause < absl::ZeroDuration()) {
    return -pause <= kLongestPause ? absl::ZeroDuration() : kFirstCall;
  }
  return pause <= kLongestPause ? pause : kFirstCall;
}

void EffortLog::Note(absl::string_view account, absl::string_view assessment, absl::Time now) {
  base::MutexLock lock(mutex_);
  const std::pair<std::string, std::string> key(account, assessment);
  const auto found = entries_.find(key);
  if (found == entries_.end()) {
    MakeRoom();
    entries_[key] = {now, Added(std::nullopt, now)};
    return;
  }
  Entry& entry = found->second;
  entry.work += Added(entry.last, now);
  const bool overtaken = now < entry.last && entry.last - now <= kLongestPause;
  if (!overtaken) entry.last = now;
}

void EffortLog::MakeRoom() {
  if (entries_.size() < kMaxEntries) return;
  const auto oldest = std::min_element(
      entries_.begin(), entries_.end(),
      [](const auto& left, const auto& right) { return left.second.last < right.second.last; });
  if (oldest->second.work > absl::ZeroDuration()) ++dropped_;
  entries_.erase(oldest);
}

std::vector<EffortLog::Effort> EffortLog::ToWrite() const {
  base::MutexLock lock(mutex_);
  std::vector<Effort> efforts;
  for (const auto& [key, entry] : entries_) {
    const int64_t seconds = absl::ToInt64Seconds(entry.work);
    if (seconds > 0) efforts.push_back({key.first, key.second, seconds});
  }
  return efforts;
}

void EffortLog::Written(const std::vector<Effort>& efforts, absl::Time now) {
  base::MutexLock lock(mutex_);
  for (const Effort& effort : efforts) {
    const auto found = entries_.find({effort.account, effort.assessment});
    if (found == entries_.end()) continue;
    absl::Duration& work = found->second.work;
    work = std::max(work - absl::Seconds(effort.seconds), absl::ZeroDuration());
  }
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    const bool over = now - entry->second.last > kLongestPause;
    entry = over && entry->second.work < absl::Seconds(1) ? entries_.erase(entry) : ++entry;
  }
}

int64_t EffortLog::TakeDropped() {
  base::MutexLock lock(mutex_);
  return std::exchange(dropped_, 0);
}

}  // namespace continuum::operations
