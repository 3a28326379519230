// SPDX-License-Identifier: Apache-2.0
//
// When resources were last used, which is no change.

#include <string>
#include <vector>

#include "server/base/status_macros.h"
#include "server/storage/resources.h"
#include "tests/server/storage/contract.h"
#include "tests/server/storage/sample_people.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOk;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;

const absl::Time kTime = absl::FromUnixSeconds(1'750'000'000);

TEST_P(StorageContractTest, AUseIsKeptWithoutALeaf) {
  const std::string name = Token("t").name;
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Token("t")));
    return Create(w, all_, Token("u"));
  });
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetUse(all_, name); }),
              StatusIs(StatusCode::kNotFound));
  Write([&](Writer& w) {
    return w.NoteUses(
        all_, std::vector<UseRecord>{{name, kTime}, {Token("u").name, kTime + absl::Seconds(1)}});
  });
  Reopen();
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetUse(all_, name); }), IsOkAndHolds(kTime));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetUse(all_, Token("u").name); }),
              IsOkAndHolds(kTime + absl::Seconds(1)));
  ExpectLedger(1);
  // The next change takes the next sequence.
  EXPECT_EQ(Write([&](Writer& w) { return Create(w, all_, Token("v")); }), 2);
  ExpectLedger(2);
}

TEST_P(StorageContractTest, TheLatestUseStays) {
  const std::string name = Token("t").name;
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Token("t")));
    return w.NoteUses(all_, std::vector<UseRecord>{{name, kTime}});  // with a change
  });
  for (const absl::Duration later : {absl::Minutes(2), absl::Minutes(1)}) {
    Write([&](Writer& w) {
      return w.NoteUses(all_, std::vector<UseRecord>{{name, kTime + later}});
    });
  }
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetUse(all_, name); }),
              IsOkAndHolds(kTime + absl::Minutes(2)));
}

TEST_P(StorageContractTest, AFailedWriteNotesNoUse) {
  const std::string name = Token("t").name;
  Write([&](Writer& w) { return Create(w, all_, Token("t")); });
  EXPECT_THAT(TryWrite([&](Writer& w) {
                return w.NoteUses(all_, std::vector<UseRecord>{{name, kTime}, {"nothing", kTime}});
              }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetUse(all_, name); }),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(StorageContractTest, UsesOfOthersDoNotExist) {
  const auth::Scope a = Owning({"a"});
  const auth::Scope b = Owning({"b"});
  const std::string name = Access("x").name;
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Token("t")));
    return Create(w, all_, Access("x"));
  });
  const std::vector<UseRecord> uses = {{name, kTime}};
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.NoteUses(b, uses); }),
              StatusIs(StatusCode::kNotFound));
  Write([&](Writer& w) { return w.NoteUses(a, uses); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetUse(a, name); }), IsOk());
  EXPECT_THAT(Read([&](const Reader& r) { return r.GetUse(b, name); }),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(TryWrite([&](Writer& w) {
                return w.NoteUses(a, std::vector<UseRecord>{{Token("t").name, kTime}});
              }),
              StatusIs(StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace continuum::storage
