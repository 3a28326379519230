// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_USE_LOG_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_USE_LOG_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"

namespace continuum::operations {

// When accounts and tokens were last used. It is no change of them, so it is collected here, and
// written now and then; what was not written yet is lost when the server dies. Thread-safe.
class UseLog {
 public:
  struct Use {
    std::string name;
    absl::Time time;
  };

  UseLog() = default;
  UseLog(const UseLog&) = delete;
  UseLog& operator=(const UseLog&) = delete;

  void Note(absl::string_view name, absl::Time time) ABSL_LOCKS_EXCLUDED(mutex_);

  // The last use that was noted and is not written yet.
  std::optional<absl::Time> Last(absl::string_view name) const ABSL_LOCKS_EXCLUDED(mutex_);

  // Those to write. They stay until Written says that they were.
  std::vector<Use> ToWrite() const ABSL_LOCKS_EXCLUDED(mutex_);
  void Written(const std::vector<Use>& uses) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  mutable base::Mutex mutex_;
  absl::flat_hash_map<std::string, absl::Time> uses_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_USE_LOG_H_
