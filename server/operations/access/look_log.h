// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_LOOK_LOG_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_LOOK_LOG_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"

namespace continuum::operations {

// That somebody looked at something by an access, within one hour. Sorted by hour.
struct Look {
  absl::Time hour;  // when it began, in UTC
  std::string access;
  std::string account;
  std::string resource;  // by name
  std::string method;    // "GetScorecard"

  friend bool operator<(const Look& left, const Look& right) {
    return std::tie(left.hour, left.access, left.account, left.resource, left.method) <
           std::tie(right.hour, right.access, right.account, right.resource, right.method);
  }
};

// What others looked at of programs that gave them access. It is no change of the programs, so it
// is collected here, and written now and then; what was not written yet is lost when the server
// dies. Where storage does not take it for long, the oldest hours are given up. Thread-safe.
class LookLog {
 public:
  static constexpr size_t kMaxLooks = 10'000;

  struct Counted {
    Look look;
    int64_t count = 0;
  };

  LookLog() = default;
  LookLog(const LookLog&) = delete;
  LookLog& operator=(const LookLog&) = delete;

  // One look, of the hour that look.hour lies in.
  void Note(Look look) ABSL_LOCKS_EXCLUDED(mutex_);

  // Those to write. They stay until Written says that they were.
  std::vector<Counted> ToWrite() const ABSL_LOCKS_EXCLUDED(mutex_);
  void Written(const std::vector<Counted>& looks) ABSL_LOCKS_EXCLUDED(mutex_);

  // Around ToWrite and Written, so that none is counted twice. False, and nothing has begun:
  // another thread is at it, which may take as long as storage does, and this one is not to `wait`.
  bool BeginWriting(bool wait) ABSL_LOCKS_EXCLUDED(mutex_);
  void EndWriting() ABSL_LOCKS_EXCLUDED(mutex_);

  // How many looks were given up for want of room since this was asked last.
  int64_t TakeDropped() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  mutable base::Mutex mutex_;
  base::CondVar not_writing_;
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  std::map<Look, int64_t> looks_ ABSL_GUARDED_BY(mutex_);
  int64_t dropped_ ABSL_GUARDED_BY(mutex_) = 0;
};

// How storage keeps what a look was by and at, beside whom and when: as one text. Pure functions;
// nothing for a text that is not such a one.
struct LookDetail {
  std::string access;
  std::string resource;
  std::string method;

  friend bool operator==(const LookDetail&, const LookDetail&) = default;
};
std::string FormatLookDetail(const LookDetail& detail);
std::optional<LookDetail> ParseLookDetail(absl::string_view text);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_LOOK_LOG_H_
