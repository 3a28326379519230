// SPDX-License-Identifier: Apache-2.0
//
// The queue of mails, which is no change.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
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
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const absl::Time kTime = absl::FromUnixSeconds(1'750'000'000);

MailRecord Mail(absl::string_view id, absl::Time due_time = kTime) {
  return {.name = absl::StrCat("accounts/ann/notifications/", id),
          .account = "accounts/ann",
          .due_time = due_time,
          .attempts = 0,
          .owner = "organizations/a"};
}

TEST_P(StorageContractTest, MailsAreKeptWithoutALeaf) {
  Write([&](Writer& w) { return w.PutMail(all_, Mail("x")); });
  Reopen();
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, kTime, 10); }),
              IsOkAndHolds(ElementsAre(Mail("x"))));
  Write([&](Writer& w) { return w.RemoveMail(all_, Mail("x").name); });
  Reopen();
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, kTime, 10); }),
              IsOkAndHolds(IsEmpty()));
  ExpectLedger(0);
  EXPECT_EQ(Write([&](Writer& w) { return Create(w, all_, Token("t")); }), 1);
}

TEST_P(StorageContractTest, AMailIsAPartOfItsChange) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(Create(w, all_, Token("t")));
    return w.PutMail(all_, Mail("x"));
  });
  EXPECT_THAT(TryWrite([&](Writer& w) -> absl::Status {
                RETURN_IF_ERROR(w.PutMail(all_, Mail("y")));
                RETURN_IF_ERROR(w.RemoveMail(all_, Mail("x").name));
                return Create(w, all_, Token("t"));
              }),
              StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, kTime, 10); }),
              IsOkAndHolds(ElementsAre(Mail("x"))));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, DueMailsComeInTheirOrder) {
  const absl::Duration us = absl::Microseconds(1);
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(w.PutMail(all_, Mail("later", kTime + us)));
    RETURN_IF_ERROR(w.PutMail(all_, Mail("d")));
    RETURN_IF_ERROR(w.PutMail(all_, Mail("c")));
    return w.PutMail(all_, Mail("first", kTime - us));
  });
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, kTime, 10); }),
              IsOkAndHolds(ElementsAre(Mail("first", kTime - us), Mail("c"), Mail("d"))));
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, kTime, 1); }),
              IsOkAndHolds(ElementsAre(Mail("first", kTime - us))));
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, kTime, 0); }),
              StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(StorageContractTest, AMailOfTheSameNameIsReplaced) {
  Write([&](Writer& w) { return w.PutMail(all_, Mail("x")); });
  MailRecord again = Mail("x", kTime + absl::Minutes(5));
  again.attempts = 1;
  again.account = "accounts/bob";
  Write([&](Writer& w) { return w.PutMail(all_, again); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, kTime, 10); }),
              IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(all_, again.due_time, 10); }),
              IsOkAndHolds(ElementsAre(again)));
}

TEST_P(StorageContractTest, AMailThatIsNotThereIsRemovedAlready) {
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.RemoveMail(all_, "nothing"); }), IsOk());
}

TEST_P(StorageContractTest, MailsOfOthersDoNotExist) {
  const auth::Scope a = Owning({"a"});
  const auth::Scope b = Owning({"b"});
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.PutMail(b, Mail("x")); }),
              StatusIs(StatusCode::kPermissionDenied));
  Write([&](Writer& w) { return w.PutMail(a, Mail("x")); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(b, kTime, 10); }),
              IsOkAndHolds(IsEmpty()));
  Write([&](Writer& w) { return w.RemoveMail(b, Mail("x").name); });
  // Nor can somebody take one over.
  MailRecord mine = Mail("x");
  mine.owner = "organizations/b";
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.PutMail(b, mine); }),
              StatusIs(StatusCode::kPermissionDenied));
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(a, kTime, 10); }),
              IsOkAndHolds(ElementsAre(Mail("x"))));
  Write([&](Writer& w) { return w.RemoveMail(a, Mail("x").name); });
  EXPECT_THAT(Read([&](const Reader& r) { return r.ListMails(a, kTime, 10); }),
              IsOkAndHolds(IsEmpty()));
}

TEST_P(StorageContractTest, MailsOfTheInstallationAreItsOwnToChange) {
  MailRecord mail = Mail("x");
  mail.owner = auth::kInstallationOwner;
  Write([&](Writer& w) { return w.PutMail(all_, mail); });
  EXPECT_THAT(TryWrite([&](Writer& w) { return w.RemoveMail(Owning({"a"}), mail.name); }),
              StatusIs(StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace continuum::storage
