// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRIC_CACHE_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRIC_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "scoring/compiled_rubric.h"
#include "server/base/mutex.h"

namespace continuum::operations {

// The compiled form of stored revisions, by a key that stands for one text for ever. Keeps those
// used last within a number of bytes. Rubrics that come with a request never enter it, so that
// strangers cannot push out what everybody uses. Thread-safe.
class RubricCache {
 public:
  using Compiled = std::shared_ptr<const scoring::CompiledRubric>;

  // What compiling gives, and about how much memory it takes.
  struct Built {
    Compiled rubric;
    size_t bytes = 0;
  };
  using Build = absl::FunctionRef<absl::StatusOr<Built>()>;

  explicit RubricCache(size_t max_bytes) : max_bytes_(max_bytes) {}
  RubricCache(const RubricCache&) = delete;
  RubricCache& operator=(const RubricCache&) = delete;

  // The rubric with this key, or null if it is not here.
  Compiled Find(absl::string_view key) ABSL_LOCKS_EXCLUDED(mutex_);

  // The rubric with this key; built by `build` if it is not here. While one thread builds, others
  // that want the same rubric wait for it and share its result, an error too; an error is not kept.
  // A rubric larger than the whole cache is given out and not kept.
  absl::StatusOr<Compiled> GetOrBuild(absl::string_view key, Build build)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // What it holds now, and how often it had to build: for metrics and tests.
  struct Stats {
    size_t rubrics = 0;
    size_t bytes = 0;
    int64_t builds = 0;
  };
  Stats stats() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Entry {
    std::string key;
    Built built;
  };
  // A build that is under way; shared with those who wait for it.
  struct Building {
    bool done = false;
    absl::StatusOr<Compiled> result = Compiled();
  };
  using Entries = std::list<Entry>;

  Compiled FindLocked(absl::string_view key) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Keep(absl::string_view key, const Built& built) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t max_bytes_;
  mutable base::Mutex mutex_;
  base::CondVar built_;
  Entries entries_ ABSL_GUARDED_BY(mutex_);  // used last first
  absl::flat_hash_map<std::string, Entries::iterator> by_key_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, std::shared_ptr<Building>> building_ ABSL_GUARDED_BY(mutex_);
  size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t builds_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRIC_CACHE_H_
