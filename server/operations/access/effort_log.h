// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_EFFORT_LOG_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_EFFORT_LOG_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"

namespace continuum::operations {

// How long somebody has worked on an assessment, told from when they called. Who calls again within
// five minutes has worked since; who calls after a longer while, or for the first time, counts as
// one minute. Nobody has to start or stop a watch, and a forgotten window counts for nothing.
//
// It is no change of the assessment, so it is collected here, and written now and then; what was
// not written yet is lost when the server dies. It has no clock of its own. Thread-safe.
class EffortLog {
 public:
  static constexpr absl::Duration kLongestPause = absl::Minutes(5);
  static constexpr absl::Duration kFirstCall = absl::Minutes(1);
  // So many are remembered: people at an assessment within minutes, or, while storage does not take
  // what is to be written, all since then.
  static constexpr size_t kMaxEntries = 10'000;

  struct Effort {
    std::string account;
    std::string assessment;
    int64_t seconds = 0;

    friend bool operator==(const Effort&, const Effort&) = default;
  };

  EffortLog() = default;
  EffortLog(const EffortLog&) = delete;
  EffortLog& operator=(const EffortLog&) = delete;

  // What a call at `now` adds, by when the one before it was.
  static absl::Duration Added(std::optional<absl::Time> last, absl::Time now);

  // A call of `account` about `assessment`.
  void Note(absl::string_view account, absl::string_view assessment, absl::Time now)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Whole seconds to write, by account and assessment. They stay until Written says that they were.
  std::vector<Effort> ToWrite() const ABSL_LOCKS_EXCLUDED(mutex_);
  // At `now`, so that who has not called for a while is forgotten.
  void Written(const std::vector<Effort>& efforts, absl::Time now) ABSL_LOCKS_EXCLUDED(mutex_);

  // How many were given up for want of room since this was asked last.
  int64_t TakeDropped() ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Entry {
    absl::Time last;
    absl::Duration work;  // not written yet
  };

  void MakeRoom() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable base::Mutex mutex_;
  std::map<std::pair<std::string, std::string>, Entry> entries_ ABSL_GUARDED_BY(mutex_);
  int64_t dropped_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_EFFORT_LOG_H_
