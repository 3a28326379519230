// SPDX-License-Identifier: Apache-2.0
//
// Accounts and what they are found by.

#include <string>
#include <vector>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/accounts.h"
#include "server/storage/resources.h"
#include "tests/server/storage/contract.h"
#include "tests/server/storage/sample_people.h"

namespace continuum::storage {
namespace {

using ::absl::StatusCode;
using ::continuum::testing::IsOkAndHolds;
using ::continuum::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

using Found = absl::StatusOr<std::string>;

// The name of the account with this e-mail.
Found NameByEmail(const Reader& reader, absl::string_view email) {
  ASSIGN_OR_RETURN(const AccountRecord account, FindAccountByEmail(reader, Everything(), email));
  return account.name;
}

TEST_P(StorageContractTest, AnAccountIsFoundByAllThatItHas) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAccount(w, all_, Account("ann")));
    return CreateAccount(w, all_, Account("bob"));
  });
  const AccountRecord ann =
      *Read([&](const Reader& r) { return Get<AccountRecord>(r, all_, "accounts/ann"); });
  EXPECT_EQ(Unstamped(ann), Account("ann"));
  EXPECT_THAT(Read([&](const Reader& r) { return FindAccountByEmail(r, all_, ann.email); }),
              IsOkAndHolds(ann));
  EXPECT_THAT(Read([&](const Reader& r) {
                return FindAccountByCertificate(r, all_, ann.certificate_name);
              }),
              IsOkAndHolds(ann));
  EXPECT_THAT(Read([&](const Reader& r) { return FindAccountBySubject(r, all_, ann.subject); }),
              IsOkAndHolds(ann));
  // One is not taken for the other.
  EXPECT_THAT(
      Read([&](const Reader& r) { return FindAccountByCertificate(r, all_, ann.email); }),
      StatusIs(StatusCode::kNotFound, AllOf(HasSubstr("certificate"), Not(HasSubstr(ann.email)))));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, AnAccountWithoutAnEmailIsNotFoundByNone) {
  AccountRecord service = Account("service");
  service.email = "";
  Write([&](Writer& w) { return CreateAccount(w, all_, service); });
  EXPECT_THAT(Read([&](const Reader& r) { return NameByEmail(r, ""); }),
              StatusIs(StatusCode::kNotFound));
  AccountRecord other = Account("other");
  other.email = "";
  Write([&](Writer& w) { return CreateAccount(w, all_, other); });
}

TEST_P(StorageContractTest, NoTwoAccountsHaveTheSame) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAccount(w, all_, Account("ann")));
    return CreateAccount(w, all_, Account("bob"));
  });
  AccountRecord carl = Account("carl");
  carl.email = Account("ann").email;
  const absl::Status taken = TryWrite([&](Writer& w) { return CreateAccount(w, all_, carl); });
  EXPECT_THAT(taken, StatusIs(StatusCode::kAlreadyExists, HasSubstr("account.email")));
  const auto info = base::GetDetail<google::rpc::ErrorInfo>(taken);
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->reason(), "KEY_TAKEN");
  AccountRecord bob = Account("bob");
  bob.subject = Account("ann").subject;
  EXPECT_THAT(TryWrite([&](Writer& w) { return UpdateAccount(w, all_, bob); }),
              StatusIs(StatusCode::kAlreadyExists, HasSubstr("account.subject")));
  EXPECT_THAT(Read([&](const Reader& r) { return Get<AccountRecord>(r, all_, "accounts/carl"); }),
              StatusIs(StatusCode::kNotFound));
  ExpectLedger(1);
}

TEST_P(StorageContractTest, AnEmailPassesFromAccountToAccountAndBack) {
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(CreateAccount(w, all_, Account("ann")));
    return CreateAccount(w, all_, Account("bob"));
  });
  AccountRecord ann = Account("ann");
  AccountRecord bob = Account("bob");
  ann.email = "new@example.org";
  Write([&](Writer& w) { return UpdateAccount(w, all_, ann); });
  EXPECT_THAT(Read([&](const Reader& r) { return NameByEmail(r, "new@example.org"); }),
              IsOkAndHolds(Found::value_type("accounts/ann")));
  EXPECT_THAT(Read([&](const Reader& r) { return NameByEmail(r, "ann@example.org"); }),
              StatusIs(StatusCode::kNotFound));
  bob.email = "ann@example.org";  // which is free now
  Write([&](Writer& w) { return UpdateAccount(w, all_, bob); });
  EXPECT_THAT(Read([&](const Reader& r) { return NameByEmail(r, "ann@example.org"); }),
              IsOkAndHolds(Found::value_type("accounts/bob")));
  // Both change at once: what one gives up in a change, the other may take in it.
  ann.email = "ann@example.org";
  bob.email = "";
  Write([&](Writer& w) -> absl::Status {
    RETURN_IF_ERROR(UpdateAccount(w, all_, bob));
    RETURN_IF_ERROR(UpdateAccount(w, all_, ann));
    bob.email = "new@example.org";
    return UpdateAccount(w, all_, bob);
  });
  EXPECT_THAT(Read([&](const Reader& r) { return NameByEmail(r, "ann@example.org"); }),
              IsOkAndHolds(Found::value_type("accounts/ann")));
  EXPECT_THAT(Read([&](const Reader& r) { return NameByEmail(r, "new@example.org"); }),
              IsOkAndHolds(Found::value_type("accounts/bob")));
  ExpectLedger(4);
}

// Each secret by itself: replaced, or taken away.
TEST_P(StorageContractTest, ASecretThatEndsIsInNoEarlierVersion) {
  Write([&](Writer& w) { return CreateAccount(w, all_, Account("ann")); });
  AccountRecord ann = Account("ann");
  const auto first = [&] {
    return *Read([&](const Reader& r) { return Get<AccountRecord>(r, all_, ann.name, 1); });
  };
  const auto update = [&] { Write([&](Writer& w) { return UpdateAccount(w, all_, ann); }); };
  ann.display_name = "Ann B.";
  ann.totp_last_step = 6;
  update();
  EXPECT_EQ(first().display_name, Account("ann").display_name);  // nothing has ended
  ann.password_hash = "$argon2id$another";
  update();
  EXPECT_EQ(first().password_hash, ann.password_hash);
  EXPECT_EQ(first().display_name, "Ann B.");
  ann.display_name = "Ann C.";
  ann.totp_secret.clear();
  update();
  EXPECT_EQ(first().totp_secret, "");
  ann.totp_secret = "ANOTHER";  // where there was none, nothing ends
  update();
  EXPECT_EQ(first().totp_secret, "");
  ann.totp_secret = "AND ANOTHER";
  update();
  EXPECT_EQ(first().totp_secret, "AND ANOTHER");
  ann.password_hash.clear();
  update();
  EXPECT_EQ(first().password_hash, "");
  ExpectLedger(7);
}

TEST_P(StorageContractTest, AnUpdateThatKeepsTheHandlesWritesNoLink) {
  Write([&](Writer& w) { return CreateAccount(w, all_, Account("ann")); });
  const auto links = [&] {
    return *Read([&](const Reader& r) { return List<AccountLinkRecord>(r, all_, {}); });
  };
  const std::vector<AccountLinkRecord> before = links();
  EXPECT_THAT(before, SizeIs(3));
  AccountRecord ann = Account("ann");
  ann.totp_last_step = 6;
  Write([&](Writer& w) { return UpdateAccount(w, all_, ann); });
  EXPECT_EQ(links(), before);
  for (const AccountLinkRecord& link : before) {
    EXPECT_THAT(link.name, Not(HasSubstr("ann")));  // names stay in the ledger for ever
  }
}

}  // namespace
}  // namespace continuum::storage
