// SPDX-License-Identifier: Apache-2.0
//
// The ledger: one leaf per change, and a head that follows from the leaves.

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/ledger/hash.h"
#include "tests/server/storage/contract.h"

namespace continuum::storage {
namespace {

using ::continuum::testing::IsOk;

TEST_P(StorageContractTest, AnEmptyLedgerVerifies) {
  const auto head = storage().GetLedgerHead();
  ASSERT_THAT(head, IsOk());
  EXPECT_EQ(head->size, 0);
  EXPECT_EQ(head->root, ledger::AsBytes(ledger::EmptyRoot()));
  EXPECT_EQ(head->time, absl::InfinitePast());
  ExpectLedger(0);
}

TEST_P(StorageContractTest, EveryChangeIsOneLeaf) {
  std::vector<std::string> roots;
  for (int i = 1; i <= 20; ++i) {
    clock_.Advance(absl::Seconds(1));
    Write([&](Writer& w) -> absl::Status {
      RETURN_IF_ERROR(w.CreateOrganization(all_, Organization(absl::StrCat("a", i))));
      return w.CreateOrganization(all_, Organization(absl::StrCat("b", i)));
    });
    const auto head = storage().GetLedgerHead();
    ASSERT_THAT(head, IsOk());
    EXPECT_EQ(head->size, i);
    EXPECT_EQ(head->time, clock_.Now());
    EXPECT_THAT(roots, ::testing::Not(::testing::Contains(head->root)));
    roots.push_back(head->root);
  }
  ExpectLedger(20);
  Reopen();
  ExpectLedger(20);
  EXPECT_EQ(storage().GetLedgerHead()->root, roots.back());
}

TEST_P(StorageContractTest, TheLedgerCoversEveryKindOfRow) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateBasics(w));
    RETURN_IF_ERROR(w.CreateSite(all_, Site("s")));
    RETURN_IF_ERROR(w.CreateAssessment(all_, Assessment("x")));
    RETURN_IF_ERROR(w.AppendAnswer(all_, Answer("1.1", "yes")));
    RETURN_IF_ERROR(w.CreateScorecard(all_, Scorecard()));
    return w.CreateRequest(all_, Request("id"));
  });
  const auto report = storage().VerifyLedger();
  ASSERT_THAT(report, IsOk());
  // An organization, a program, a site, a rubric, a revision and its text, an assessment, an answer
  // and a scorecard. A request is forgotten again, and not in the ledger.
  EXPECT_EQ(report->rows, 9);
  EXPECT_EQ(report->problem_count, 0);
}

TEST_P(StorageContractTest, TheSameContentHasAnotherDigestEachTime) {
  // Otherwise a short answer could be guessed from its digest.
  const auto root_of_one_change = [&] {
    EXPECT_THAT(
        storage().Write(TestChange(), {},
                        [&](Writer& w) { return w.CreateOrganization(all_, Organization("a")); }),
        IsOk());
    return storage().GetLedgerHead()->root;
  };
  const std::string first = root_of_one_change();
  StartAnew();
  EXPECT_NE(root_of_one_change(), first);
}

TEST_P(StorageContractTest, VerifyingGoesOnWhileOthersWrite) {
  for (int i = 0; i < 5; ++i) {
    Write([&](Writer& w) -> absl::Status {
      for (int j = 0; j < 150; ++j) {
        RETURN_IF_ERROR(w.CreateOrganization(all_, Organization(absl::StrCat("o", i, "-", j))));
      }
      return absl::OkStatus();
    });
  }
  std::thread writer([&] {
    for (int i = 0; i < 60; ++i) {
      Write([&](Writer& w) {
        return w.UpdateOrganization(all_, Organization("o0-0", absl::StrCat(i)));
      });
    }
  });
  for (int i = 0; i < 5; ++i) {
    const auto report = storage().VerifyLedger();
    ASSERT_THAT(report, IsOk());
    EXPECT_EQ(report->problem_count, 0);
    EXPECT_GE(report->head.size, 5);
  }
  writer.join();
  ExpectLedger(65);
}

}  // namespace
}  // namespace continuum::storage
