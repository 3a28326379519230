// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_BENCHMARKS_RAW_COMMITS_H_
#define CONTINUUM_TESTS_BENCHMARKS_RAW_COMMITS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/storage/sqlite/db.h"

namespace continuum::benchmarks {

// What SQLite alone needs to commit saved answers: the limit to compare the server with. Writes the
// rows of such saves (an answer, a version of its assessment, a request, a leaf; the ledger's head
// once per commit), with the bytes of the last ones in the database and new keys, and does nothing
// else: no reads, no digests, no savepoints.
//
// It works on a copy of the server's database, made while the server was stopped or with VACUUM
// INTO, on the same disk, so that both have the same size and depth; with the server's settings and
// checkpoints. The copy's ledger does not verify afterwards. Not thread-safe.
class RawCommits {
 public:
  // NOT_FOUND if no answer was ever saved with a request_id; otherwise SQLite's errors.
  static absl::StatusOr<std::unique_ptr<RawCommits>> Open(const std::string& path,
                                                          int checkpoint_pages = 1000);

  // Commits `commits` times `group_size` saves, turn by turn to all assessments that have answers.
  // Gives how long that took, checkpoints included.
  absl::StatusOr<absl::Duration> Run(int commits, int group_size);

 private:
  struct Sample {
    std::string owner;
    std::string answer_set;
    std::string criterion;
    std::string answer;
    std::string version;
    std::string leaf;
    std::string method;
    std::string request_digest;
    std::string response;
    std::string root;
    std::string frontier;
  };

  RawCommits(std::unique_ptr<storage::Db> db, int checkpoint_pages)
      : db_(std::move(db)), checkpoint_pages_(checkpoint_pages) {}

  absl::Status ReadSample();
  absl::Status CommitOnce(int group_size);
  absl::Status Save();
  absl::Status Checkpoint();

  const std::unique_ptr<storage::Db> db_;
  const int checkpoint_pages_;
  Sample sample_;
  std::vector<std::string> assessments_;
  int64_t sequence_ = 0;
  int64_t wal_pages_ = 0;
  int64_t checked_pages_ = 0;
};

}  // namespace continuum::benchmarks

#endif  // CONTINUUM_TESTS_BENCHMARKS_RAW_COMMITS_H_
