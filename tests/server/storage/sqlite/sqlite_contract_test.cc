// SPDX-License-Identifier: Apache-2.0
//
// The storage contract, for SQLite.

#include <memory>

#include "server/storage/sqlite/sqlite_storage.h"
#include "tests/server/storage/contract.h"
#include "tests/testing/temp_dir.h"

namespace continuum::storage {
namespace {

class SqliteEngine final : public TestEngine {
 public:
  absl::StatusOr<std::unique_ptr<Storage>> Open(const base::Clock& clock) override {
    SqliteOptions options;
    options.path = dir_.File("continuum.db");
    options.clock = &clock;
    options.checkpoint_pages = 50;  // so that tests go through checkpoints
    return SqliteStorage::Open(options);
  }

 private:
  testing::TempDir dir_;
};

std::unique_ptr<TestEngine> NewSqliteEngine() { return std::make_unique<SqliteEngine>(); }

INSTANTIATE_TEST_SUITE_P(Sqlite, StorageContractTest, ::testing::Values(&NewSqliteEngine));
INSTANTIATE_TEST_SUITE_P(Sqlite, StorageLeavesTest, ::testing::Values(&NewSqliteEngine));
INSTANTIATE_TEST_SUITE_P(Sqlite, StorageScopeTest, ::testing::Values(&NewSqliteEngine));

}  // namespace
}  // namespace continuum::storage
