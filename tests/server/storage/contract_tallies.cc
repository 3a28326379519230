// SPDX-License-Identifier: Apache-2.0
//
// What is counted beside the records, which is no change.

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/base/status_macros.h"
#include "server/storage/resources.h"
#include "tests/server/storage/contract.h"
#include "tests/server/storage/sample_people.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kHour = absl::FromUnixSeconds(1'750'000'000 / 3600 * 3600);

TallyRecord Tally(absl::string_view account, int64_t amount, absl::Time hour = kHour,
                  absl::string_view detail = "") {
  return {.kind = TallyKind::kAccessUse,
          .resource = "programs/p",
          .account = std::string(account),
          .detail = std::string(detail),
          .hour = hour,
          .owner = "organizations/a",
          .amount = amount};
}

const TallyQuery kAll = {.kind = TallyKind::kAccessUse, .resource = "programs/p"};

TEST_P(StorageContractTest, TalliesAddUpWithoutALeaf) {
  Write([&](Writer& w) {
    return w.AddTallies(all_, std::vector<TallyRecord>{Tally("a", 2), Tally("b", 1)});
  });
  Reopen();
  Write([&](Writer& w) { return w.AddTallies(all_, std::vector<TallyRecord>{Tally("a", 40)}); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, kAll); }),
              IsOkAndHolds(ElementsAre(Tally("a", 42), Tally("b", 1))));
  ExpectLedger(0);
  // The next change takes the first sequence.
  EXPECT_EQ(Write([&](Writer& w) { return Create(w, all_, Token("t")); }), 1);
  ExpectLedger(1);
}

TEST_P(StorageContractTest, TalliesAreKeptApart) {
  std::vector<TallyRecord> tallies(5, Tally("a", 1));
  tallies[1].kind = TallyKind::kEffort;
  tallies[2].resource = "programs/q";
  tallies[3].detail = "x";
  tallies[4].hour = absl::UnixEpoch();
  Write([&](Writer& w) { return w.AddTallies(all_, tallies); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, kAll); }),
              IsOkAndHolds(ElementsAre(tallies[0], tallies[3], tallies[4])));
  EXPECT_THAT(Read([&](const Reader& r) {
                return r.ListTallies(all_, {.kind = TallyKind::kEffort, .resource = "programs/p"});
              }),
              IsOkAndHolds(ElementsAre(tallies[1])));
}

TEST_P(StorageContractTest, TalliesComeLatestHourFirstInPages) {
  const absl::Time later = kHour + absl::Hours(1);
  Write([&](Writer& w) {
    return w.AddTallies(
        all_, std::vector<TallyRecord>{Tally("a", 1), Tally("b", 2, later, "y"),
                                       Tally("b", 3, later, "x"), Tally("a", 4, later, "z")});
  });
  TallyQuery query = kAll;
  query.limit = 2;
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, query); }),
              IsOkAndHolds(ElementsAre(Tally("a", 4, later, "z"), Tally("b", 3, later, "x"))));
  query.skip = 2;
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, query); }),
              IsOkAndHolds(ElementsAre(Tally("b", 2, later, "y"), Tally("a", 1))));
  query.skip = 4;
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, query); }),
              IsOkAndHolds(IsEmpty()));
}

TEST_P(StorageContractTest, OnlyAmountsThatGrowAreCounted) {
  const int64_t most = std::numeric_limits<int64_t>::max();
  Write([&](Writer& w) { return w.AddTallies(all_, std::vector<TallyRecord>{Tally("a", most)}); });
  for (const int64_t amount : {int64_t{1}, int64_t{0}, int64_t{-1}, most}) {
    EXPECT_THAT(
        TryWrite([&](Writer& w) {
          return w.AddTallies(all_, std::vector<TallyRecord>{Tally("b", 1), Tally("a", amount)});
        }),
        StatusIs(StatusCode::kInvalidArgument));
  }
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, kAll); }),
              IsOkAndHolds(ElementsAre(Tally("a", most))));
}

TEST_P(StorageContractTest, TalliesOfOthersDoNotExist) {
  const auth::Scope a = Owning({"a"});
  const auth::Scope b = Owning({"b"});
  EXPECT_THAT(
      TryWrite([&](Writer& w) { return w.AddTallies(b, std::vector<TallyRecord>{Tally("x", 1)}); }),
      StatusIs(StatusCode::kPermissionDenied));
  Write([&](Writer& w) { return w.AddTallies(a, std::vector<TallyRecord>{Tally("x", 1)}); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(a, kAll); }),
              IsOkAndHolds(ElementsAre(Tally("x", 1))));
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(b, kAll); }),
              IsOkAndHolds(IsEmpty()));
  // Nor are they added to.
  TallyRecord mine = Tally("x", 1);
  mine.owner = "organizations/b";
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.AddTallies(b, std::vector<TallyRecord>{mine}); }),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(StorageContractTest, APageOfTalliesHasALimit) {
  TallyQuery query = kAll;
  query.limit = 0;
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, query); }),
              StatusIs(StatusCode::kInvalidArgument));
  query.limit = 1;
  query.skip = -1;
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListTallies(all_, query); }),
              StatusIs(StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace continuum::storage
