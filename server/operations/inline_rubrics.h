// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_INLINE_RUBRICS_H_
#define CONTINUUM_SERVER_OPERATIONS_INLINE_RUBRICS_H_

#include <memory>

#include "server/base/mutex.h"

namespace continuum::operations {

// How many rubrics that came with a request may be worked on at once: reading and compiling one
// takes a core for a while, and other calls need some too. Thread-safe.
class InlineRubrics {
 public:
  // `at_once` is usually the number of cores.
  explicit InlineRubrics(int at_once) : free_(at_once) {}
  InlineRubrics(const InlineRubrics&) = delete;
  InlineRubrics& operator=(const InlineRubrics&) = delete;

  // The right to work on one, until it is destroyed; null when all are taken. Never waits. The
  // InlineRubrics must outlive it.
  class Turn {
   public:
    explicit Turn(InlineRubrics& owner) : owner_(owner) {}
    ~Turn() { owner_.GiveBack(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    InlineRubrics& owner_;
  };
  std::unique_ptr<Turn> TryTake() ABSL_LOCKS_EXCLUDED(mutex_) {
    base::MutexLock lock(mutex_);
    if (free_ == 0) return nullptr;
    --free_;
    return std::make_unique<Turn>(*this);
  }

 private:
  void GiveBack() ABSL_LOCKS_EXCLUDED(mutex_) {
    base::MutexLock lock(mutex_);
    ++free_;
  }

  base::Mutex mutex_;
  int free_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_INLINE_RUBRICS_H_
