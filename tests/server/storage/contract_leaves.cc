// SPDX-License-Identifier: Apache-2.0
//
// Looking into the ledger.

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/base/patience.h"
#include "server/base/status_macros.h"
#include "server/storage/resources.h"
#include "tests/server/storage/contract.h"
#include "tests/server/storage/sample_people.h"

namespace continuum::storage {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

StorageLeavesTest::StorageLeavesTest() {
  Change("Create", "ann", &CreateBasics);
  Change("Create", "bob", [&](Writer& w) { return w.CreateOrganization(all_, Organization("b")); });
  Change("CreateSite", "ann", [&](Writer& w) { return w.CreateSite(all_, Site("s")); });
  Change("Rename", "ann",
         [&](Writer& w) { return w.UpdateOrganization(all_, Organization("b", "Renamed")); });
}

void StorageLeavesTest::Change(absl::string_view kind, absl::string_view author,
                               absl::FunctionRef<absl::Status(Writer&)> fn) {
  ChangeInfo info = TestChange(kind);
  info.author = std::string(author);
  EXPECT_THAT(storage().Write(info, base::Patience(), fn), IsOk());
}

LeafPage StorageLeavesTest::List(const auth::Scope& scope, const LeafQuery& query) {
  const auto page = Read([&](const Reader& r) { return r.ListLeaves(scope, query); });
  EXPECT_THAT(page, IsOk());
  return page.value_or(LeafPage());
}

std::vector<Sequence> StorageLeavesTest::Sequences(const auth::Scope& scope,
                                                   const LeafQuery& query) {
  std::vector<Sequence> sequences;
  for (const LedgerLeaf& leaf : List(scope, query).leaves) sequences.push_back(leaf.sequence);
  return sequences;
}

namespace {

TEST_P(StorageLeavesTest, AnEmptyLedgerHasNone) {
  StartAnew();
  const LeafPage page = List({});
  EXPECT_THAT(page.leaves, IsEmpty());
  EXPECT_EQ(page.looked_to, 1);
}

TEST_P(StorageLeavesTest, LeavesSayWhoDidWhatToWhat) {
  const LeafPage page = List({.before = 4, .limit = 1});
  ASSERT_EQ(page.leaves.size(), 1u);
  const LedgerLeaf& leaf = page.leaves[0];
  EXPECT_EQ(leaf.sequence, 3);
  EXPECT_EQ(leaf.time, clock_.Now());
  EXPECT_EQ(leaf.kind, "CreateSite");
  EXPECT_EQ(leaf.author, "ann");
  EXPECT_EQ(leaf.owner, "organizations/a");
  EXPECT_EQ(leaf.rows.count({RowKind::kSite, "programs/p/sites/s"}), 1u);
  EXPECT_EQ(page.looked_to, 3);
}

TEST_P(StorageLeavesTest, NewestComeFirstInPages) {
  EXPECT_THAT(Sequences({}), ElementsAre(4, 3, 2, 1));
  EXPECT_EQ(List({}).looked_to, 1);
  EXPECT_THAT(Sequences({.limit = 3}), ElementsAre(4, 3, 2));
  EXPECT_EQ(List({.limit = 3}).looked_to, 2);
  EXPECT_THAT(Sequences({.before = 2, .limit = 3}), ElementsAre(1));
  for (const Sequence before : {Sequence{1}, Sequence{0}, Sequence{-5}}) {
    EXPECT_THAT(Sequences({.before = before}), IsEmpty());
    EXPECT_EQ(List({.before = before}).looked_to, 1);
  }
}

TEST_P(StorageLeavesTest, FiltersLetThroughWhatFits) {
  EXPECT_THAT(Sequences({.owner = "organizations/b"}), ElementsAre(4, 2));
  EXPECT_THAT(Sequences({.owner = "installation"}), ElementsAre(1));
  EXPECT_THAT(Sequences({.author = "ann"}), ElementsAre(4, 3, 1));
  EXPECT_THAT(Sequences({.kind = "Create"}), ElementsAre(2, 1));
  EXPECT_THAT(Sequences({.author = "ann", .kind = "Create"}), ElementsAre(1));
  EXPECT_THAT(Sequences({.author = "an"}), IsEmpty());
}

TEST_P(StorageLeavesTest, AResourceIsLookedForWithWhatIsInIt) {
  EXPECT_THAT(Sequences({.resource = "programs/p"}), ElementsAre(3, 1));
  EXPECT_THAT(Sequences({.resource = "programs/p/sites/s"}), ElementsAre(3));
  EXPECT_THAT(Sequences({.resource = "organizations/b"}), ElementsAre(4, 2));
  EXPECT_THAT(Sequences({.resource = "programs/p/sites"}), ElementsAre(3));
  EXPECT_THAT(Sequences({.resource = "program"}), IsEmpty());
  EXPECT_THAT(Sequences({.resource = "programs/p/sites/s/x"}), IsEmpty());
}

// The installation's leaves name accounts and what else concerns everybody.
TEST_P(StorageLeavesTest, AScopeSeesTheLeavesOfItsOwnersOnly) {
  EXPECT_THAT(Sequences(Owning({"a"}), {}), ElementsAre(3));
  EXPECT_THAT(Sequences(Owning({"a", "b"}), {}), ElementsAre(4, 3, 2));
  EXPECT_THAT(Sequences(Owning({"a"}), {.owner = "organizations/b"}), IsEmpty());
  EXPECT_THAT(Sequences(Owning({"a"}), {.owner = "installation"}), IsEmpty());
  EXPECT_THAT(Sequences(Owning({}), {}), IsEmpty());
}

TEST_P(StorageLeavesTest, LookingIsBounded) {
  constexpr int kThreads = 20;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this] {  // side by side, as many share a commit
      for (int i = 0; i < kMaxLeavesLookedAt / kThreads; ++i) {
        Change("Update", "ann",
               [&](Writer& w) { return w.UpdateOrganization(all_, Organization("a")); });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const LeafPage first = List({.author = "bob"});
  EXPECT_THAT(first.leaves, IsEmpty());
  EXPECT_EQ(first.looked_to, 5);
  EXPECT_THAT(Sequences({.before = first.looked_to, .author = "bob"}), ElementsAre(2));
  // What is out of scope is looked at as well.
  EXPECT_EQ(List(Owning({"b"}), {}).looked_to, 5);
}

TEST_P(StorageLeavesTest, AChangeSeesWhatWasBeforeIt) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Token("t")));
    const auto page = w.ListLeaves(all_, {.limit = 1});
    EXPECT_THAT(page, IsOk());
    EXPECT_EQ(page->looked_to, 4);
    return absl::OkStatus();
  });
}

TEST_P(StorageLeavesTest, APageOfLeavesHasALimit) {
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListLeaves(all_, {.limit = 0}); }),
              StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace continuum::storage
