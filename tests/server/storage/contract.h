// SPDX-License-Identifier: Apache-2.0
//
// What every storage engine promises. The tests are in contract_*.cc; an engine links them and
// instantiates the suite with a way to open itself:
//
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StorageContractTest, ::testing::Values(&NewSqliteEngine));
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StorageLeavesTest, ::testing::Values(&NewSqliteEngine));
//   INSTANTIATE_TEST_SUITE_P(Sqlite, StorageScopeTest, ::testing::Values(&NewSqliteEngine));

#ifndef CONTINUUM_TESTS_SERVER_STORAGE_CONTRACT_H_
#define CONTINUUM_TESTS_SERVER_STORAGE_CONTRACT_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/base/clock.h"
#include "server/base/patience.h"
#include "server/storage/storage.h"
#include "tests/server/storage/sample_records.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"

namespace continuum::storage {

// One database of an engine, empty at first, kept until destruction.
class TestEngine {
 public:
  virtual ~TestEngine() = default;
  // Opens it. What was opened before is gone.
  virtual absl::StatusOr<std::unique_ptr<Storage>> Open(const base::Clock& clock) = 0;
};
using NewTestEngine = std::unique_ptr<TestEngine> (*)();

class StorageContractTest : public ::testing::TestWithParam<NewTestEngine> {
 protected:
  StorageContractTest();

  Storage& storage() { return *storage_; }

  // Closes the storage and opens the same files again.
  void Reopen();

  // Goes on with a new, empty database.
  void StartAnew();

  // Makes one change; it must succeed. Gives its sequence.
  Sequence Write(absl::FunctionRef<absl::Status(Writer&)> fn);

  // Makes one change that may fail.
  absl::Status TryWrite(absl::FunctionRef<absl::Status(Writer&)> fn);

  // What `fn` reads in one snapshot.
  template <typename Fn>
  auto Read(Fn fn) {
    decltype(fn(std::declval<const Reader&>())) result = absl::UnknownError("did not run");
    const absl::Status status = storage_->Read([&](const Reader& reader) {
      result = fn(reader);
      return absl::OkStatus();
    });
    EXPECT_THAT(status, testing::IsOk());
    return result;
  }

  // The names on a page, with everything in scope.
  std::vector<std::string> ListNames(const OrganizationQuery& query);
  std::vector<std::string> ListNames(const ProgramQuery& query);
  std::vector<std::string> ListNames(const SiteQuery& query);
  std::vector<std::string> ListNames(const RubricQuery& query);
  std::vector<std::string> ListNames(const RubricRevisionQuery& query);
  std::vector<std::string> ListNames(const AssessmentQuery& query);
  std::vector<std::string> ListNames(const HistoryQuery& query);  // of the assessments

  // The ledger verifies and has this many leaves.
  void ExpectLedger(int64_t size);

  testing::FakeClock clock_;
  const auth::Scope all_ = Everything();

 private:
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<Storage> storage_;
};

// The part about whose rows are whose: organizations/a owns programs/p, organizations/b owns
// programs/q, each with one of everything.
class StorageScopeTest : public StorageContractTest {
 protected:
  StorageScopeTest();

  const auth::Scope a_ = Owning({"a"});
  const auth::Scope nobody_ = Owning({});
};

// The part about looking into the ledger, with four changes:
// 1: ann makes organizations/a and programs/p, and what is the installation's. 2: bob makes
// organizations/b. 3: ann makes a site of programs/p. 4: ann renames organizations/b.
class StorageLeavesTest : public StorageContractTest {
 protected:
  StorageLeavesTest();

  // A change of this kind by this author.
  void Change(absl::string_view kind, absl::string_view author,
              absl::FunctionRef<absl::Status(Writer&)> fn);

  LeafPage List(const LeafQuery& query) { return List(all_, query); }
  LeafPage List(const auth::Scope& scope, const LeafQuery& query);
  // Of the leaves on the page.
  std::vector<Sequence> Sequences(const LeafQuery& query) { return Sequences(all_, query); }
  std::vector<Sequence> Sequences(const auth::Scope& scope, const LeafQuery& query);
};

}  // namespace continuum::storage

#endif  // CONTINUUM_TESTS_SERVER_STORAGE_CONTRACT_H_
