// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/contract.h"

#include <cstdlib>
#include <utility>

#include "server/base/status_macros.h"

namespace continuum::storage {

using ::continuum::testing::IsOk;

StorageContractTest::StorageContractTest() : engine_(GetParam()()) { Reopen(); }

void StorageContractTest::StartAnew() {
  storage_.reset();
  engine_ = GetParam()();
  Reopen();
}

void StorageContractTest::Reopen() {
  storage_.reset();
  auto storage = engine_->Open(clock_);
  // Nothing can go on without it.
  if (!storage.ok()) {
    ADD_FAILURE() << storage.status();
    std::abort();
  }
  storage_ = *std::move(storage);
}

Sequence StorageContractTest::Write(absl::FunctionRef<absl::Status(Writer&)> fn) {
  Sequence sequence = 0;
  EXPECT_THAT(TryWrite([&](Writer& writer) {
                sequence = writer.sequence();
                return fn(writer);
              }),
              IsOk());
  return sequence;
}

absl::Status StorageContractTest::TryWrite(absl::FunctionRef<absl::Status(Writer&)> fn) {
  return storage_->Write(TestChange(), base::Patience(), fn);
}

namespace {

template <typename List>
std::vector<std::string> ReadNames(Storage& storage, List list) {
  std::vector<std::string> names;
  EXPECT_THAT(storage.Read([&](const Reader& reader) {
    ASSIGN_OR_RETURN(const auto records, list(reader));
    names = Names(records);
    return absl::OkStatus();
  }),
              IsOk());
  return names;
}

}  // namespace

std::vector<std::string> StorageContractTest::ListNames(const OrganizationQuery& query) {
  return ReadNames(storage(), [&](const Reader& r) { return r.ListOrganizations(all_, query); });
}
std::vector<std::string> StorageContractTest::ListNames(const ProgramQuery& query) {
  return ReadNames(storage(), [&](const Reader& r) { return r.ListPrograms(all_, query); });
}
std::vector<std::string> StorageContractTest::ListNames(const SiteQuery& query) {
  return ReadNames(storage(), [&](const Reader& r) { return r.ListSites(all_, query); });
}
std::vector<std::string> StorageContractTest::ListNames(const RubricQuery& query) {
  return ReadNames(storage(), [&](const Reader& r) { return r.ListRubrics(all_, query); });
}
std::vector<std::string> StorageContractTest::ListNames(const RubricRevisionQuery& query) {
  return ReadNames(storage(), [&](const Reader& r) { return r.ListRubricRevisions(all_, query); });
}
std::vector<std::string> StorageContractTest::ListNames(const AssessmentQuery& query) {
  return ReadNames(storage(), [&](const Reader& r) { return r.ListAssessments(all_, query); });
}
std::vector<std::string> StorageContractTest::ListNames(const HistoryQuery& query) {
  return ReadNames(storage(),
                   [&](const Reader& r) -> absl::StatusOr<std::vector<AssessmentRecord>> {
                     ASSIGN_OR_RETURN(const auto points, r.ListHistory(all_, query));
                     std::vector<AssessmentRecord> assessments;
                     for (const HistoryRecord& point : points)
                       assessments.push_back(point.assessment);
                     return assessments;
                   });
}

void StorageContractTest::ExpectLedger(int64_t size) {
  const auto report = storage_->VerifyLedger();
  ASSERT_THAT(report, IsOk());
  EXPECT_EQ(report->problem_count, 0);
  for (const LedgerProblem& problem : report->problems) {
    ADD_FAILURE() << problem.sequence << " " << problem.resource << ": " << problem.message;
  }
  EXPECT_EQ(report->head.size, size);
  const auto head = storage_->GetLedgerHead();
  ASSERT_THAT(head, IsOk());
  EXPECT_EQ(head->size, size);
  EXPECT_EQ(head->root, report->head.root);
  EXPECT_EQ(head->time, report->head.time);
}

}  // namespace continuum::storage
