// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_OPTIONS_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_OPTIONS_H_

#include <functional>
#include <string>

#include "absl/time/time.h"
#include "server/base/clock.h"
#include "server/base/log.h"

namespace continuum::storage {

// How to open a SqliteStorage.
struct SqliteOptions {
  // The database file. Beside it lie path + "-wal", "-shm" and ".lock".
  std::string path;
  // Times of changes come from it. Outlives the storage; must be given.
  const base::Clock* clock = nullptr;
  // Makes a new database where there is no file.
  bool create = true;
  // Brings a database of an older version up to date. Otherwise such a database is refused.
  bool migrate = false;
  // Connections for reading; at least 1. More Reads than that at once wait for each other.
  int readers = 4;
  // Changes that may wait for the writer; more are refused with SERVER_BUSY.
  int max_queued_writes = 256;
  // Changes that one commit may hold.
  int max_group = 128;
  // The writer checkpoints each time the write-ahead log has grown by so many pages.
  int checkpoint_pages = 1000;
  // A snapshot ends after this.
  absl::Duration max_snapshot_age = absl::Seconds(5);
  // Called by the writer's thread after each commit with the number of changes in it (0 if it only
  // noted uses) and how long the commit took, for histograms. Must be quick. May be empty.
  std::function<void(int changes, absl::Duration commit)> on_commit;
  // Told when the whole file is written anew, which takes time and space. Outlives the storage;
  // null: nobody is told.
  const base::Log* log = nullptr;
  // The name of the SQLite VFS, for tests. Empty: the system's.
  std::string vfs;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_OPTIONS_H_
