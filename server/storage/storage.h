// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_STORAGE_H_
#define CONTINUUM_SERVER_STORAGE_STORAGE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "server/base/patience.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"
#include "server/storage/writer.h"

namespace continuum::storage {

// What the ledger says of a change besides its rows.
struct ChangeInfo {
  std::string kind;    // the verb, such as "SaveAnswers"; not empty
  std::string author;  // the caller's id; not empty
};

// The state of the ledger after some change.
struct LedgerHead {
  int64_t size = 0;  // leaves, which is the last change's sequence
  std::string root;  // RFC 6962 root hash, 32 bytes
  absl::Time time;   // of the last change; absl::InfinitePast() if there is none
};

// Something that verifying the ledger found wrong.
struct LedgerProblem {
  enum class Kind {
    kRowChanged,      // the row's bytes are not those whose digest is in the leaf
    kRowMissing,      // the leaf names a row that does not exist
    kRowWithoutLeaf,  // no leaf names the row
    kColumnWrong,     // a column that serves queries differs from the row's bytes
    kLeafMissing,     // a sequence has no leaf
    kLeafBroken,      // a leaf cannot be read, or disagrees with its place
    kHeadWrong,       // size, root or time of the head do not follow from the leaves
    kKeptHeadWrong,   // the leaves do not begin with those of a head that was kept elsewhere
  };
  Kind kind = Kind::kRowChanged;
  Sequence sequence = 0;
  std::string resource;  // what it is about, by name; empty if it is about the ledger itself
  std::string message;   // for a person
};

// What verifying the ledger found.
struct LedgerReport {
  LedgerHead head;  // as recomputed from the leaves
  int64_t rows = 0;
  std::vector<LedgerProblem> problems;  // the first kMaxLedgerProblems
  int64_t problem_count = 0;
};
inline constexpr int kMaxLedgerProblems = 100;

// Counters since the storage was opened, for metrics.
struct Stats {
  int64_t groups = 0;             // commits
  int64_t operations = 0;         // writes that succeeded
  int64_t failed_operations = 0;  // writes that the writer took and that failed
  int64_t lost_groups = 0;        // groups that died and were run again one by one
  int64_t reads = 0;
  double commit_seconds = 0;  // spent in commits, together
  int64_t queued = 0;         // writes waiting for the writer now
  int64_t wal_pages = 0;      // pages in the write-ahead log now
};

// Everything that the server keeps. Engines implement it (sqlite/); all pass the same contract
// suite (tests/server/storage/contract.h), which says in detail what is promised. Thread-safe.
class Storage {
 public:
  virtual ~Storage() = default;

  // Runs `fn` on a snapshot and returns what it returns. Blocks the calling thread; runs `fn` on
  // it, once. Keep it short: an engine ends snapshots after 5 s.
  virtual absl::Status Read(absl::FunctionRef<absl::Status(const Reader&)> fn) = 0;

  // Runs `fn` as one change: all that it wrote is durable when this returns OK, and nothing of it
  // exists if `fn` or this returns an error. Changes are serializable, in the order of their
  // sequences.
  //
  // `fn` may run more than once and on another thread, so it reads only its arguments and the
  // Writer, and sets its results anew each time. It must not block, and must not call Read or
  // Write: parse, score and hash before. Patience is asked until the writer takes the change; from
  // then on the change is finished and its outcome told.
  //
  // Errors, besides those of `fn`:
  // * CANCELLED, DEADLINE_EXCEEDED: patience ended before it began. Nothing was changed.
  // * RESOURCE_EXHAUSTED, SERVER_BUSY: too many changes are waiting. Nothing was changed.
  // * RESOURCE_EXHAUSTED, DISK_FULL: the disk is full. Nothing was changed; reads go on, and
  // changes
  //   succeed again once there is room.
  // * UNAVAILABLE, OUTCOME_UNKNOWN: the engine failed while making the change durable; whether it
  //   exists shows after a restart. See Health.
  // * UNAVAILABLE, STORAGE_STOPPED: no more changes are taken, for such a reason or because of
  //   Close. Nothing was changed.
  virtual absl::Status Write(const ChangeInfo& info, const base::Patience& patience,
                             absl::FunctionRef<absl::Status(Writer&)> fn) = 0;

  // OK while changes are taken. Otherwise why not, for a person; only a restart helps.
  virtual absl::Status Health() const = 0;

  // Where the ledger stands.
  virtual absl::StatusOr<LedgerHead> GetLedgerHead() = 0;

  // Compares every row and leaf up to the last change. Goes in small steps, so others read and
  // write meanwhile; patience is asked before each. An error means that it could not be done, not
  // that something is wrong. With a head that was kept elsewhere (its time does not matter), the
  // ledger must begin with what it had then; that it does not is the first of the problems.
  //
  // Errors: CANCELLED, DEADLINE_EXCEEDED: patience ended.
  virtual absl::StatusOr<LedgerReport> VerifyLedger(  // NOLINT(google-default-arguments): as Reader
      const base::Patience& patience = {}, const std::optional<LedgerHead>& kept = {}) = 0;

  virtual Stats GetStats() const = 0;

  // Takes no more changes, finishes those that wait, and ends. Call it when no Read is running; the
  // destructor does it too.
  virtual void Close() = 0;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_STORAGE_H_
