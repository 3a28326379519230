// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/look_log.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace continuum::operations {

void LookLog::Note(Look look) {
  look.hour = absl::UnixEpoch() + absl::Floor(look.hour - absl::UnixEpoch(), absl::Hours(1));
  base::MutexLock lock(mutex_);
  ++looks_[std::move(look)];
  if (looks_.size() <= kMaxLooks) return;
  const auto oldest = looks_.begin();
  dropped_ += oldest->second;
  looks_.erase(oldest);
}

std::vector<LookLog::Counted> LookLog::ToWrite() const {
  base::MutexLock lock(mutex_);
  std::vector<Counted> looks;
  looks.reserve(looks_.size());
  for (const auto& [look, count] : looks_) looks.push_back({look, count});
  return looks;
}

void LookLog::Written(const std::vector<Counted>& looks) {
  base::MutexLock lock(mutex_);
  for (const auto& [look, count] : looks) {
    const auto found = looks_.find(look);
    if (found == looks_.end()) continue;
    found->second -= count;
    if (found->second <= 0) looks_.erase(found);
  }
}

bool LookLog::BeginWriting(bool wait) {
  base::MutexLock lock(mutex_);
  while (writing_) {
    if (!wait) return false;
    not_writing_.Wait(mutex_);
  }
  writing_ = true;
  return true;
}

void LookLog::EndWriting() {
  base::MutexLock lock(mutex_);
  writing_ = false;
  not_writing_.NotifyOne();
}

int64_t LookLog::TakeDropped() {
  base::MutexLock lock(mutex_);
  return std::exchange(dropped_, 0);
}

// No name has a space in it.
std::string FormatLookDetail(const LookDetail& detail) {
  return absl::StrCat(detail.access, " ", detail.resource, " ", detail.method);
}

std::optional<LookDetail> ParseLookDetail(absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, ' ');
  if (parts.size() != 3) return std::nullopt;
  return LookDetail{parts[0], parts[1], parts[2]};
}

}  // namespace continuum::operations
