// SPDX-License-Identifier: Apache-2.0
//
// What let somebody in once and does no more is gone from the files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "server/auth/totp.h"
#include "server/base/status_macros.h"
#include "server/operations/ledger.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/accounts.h"
#include "server/storage/storage.h"
#include "tests/server/operations/operations_test.h"

namespace continuum::operations {
namespace {

using ::continuum::testing::IsOk;

constexpr char kEmail[] = "ann@example.org";
constexpr char kPassword[] = "seven brown kettles sing";
constexpr char kOther[] = "four green lanterns hum";

// Made by the command "argon2 somesaltsomesalt -id -k 8192 -t 3 -p 1 -l 32 -e".
constexpr char kOtherProgramsPassword[] = "oyster lantern quarry";
constexpr char kOtherProgramsHash[] =
    "$argon2id$v=19$m=8192,t=3,p=1$c29tZXNhbHRzb21lc2FsdA$nQSN0ACgKpZ62HjW7s0Rj65iEc/HgpZ/"
    "Fp8hAKgqyZ4";

// Ann has a password and a second factor, and has signed in some times: each sign-in with a second
// factor is a version of her account.
class OldSecretsTest : public OperationsTest {
 protected:
  OldSecretsTest() {
    MakeOwners();
    const auto invited = CreateInvitation(
        dependencies_, call_,
        Parse<v1::CreateInvitationRequest>("resource: 'programs/p' role: ROLE_EDITOR "
                                           "email: 'ann@example.org' display_name: 'Ann'"));
    EXPECT_THAT(invited, IsOk());
    Redeem(invited->code(), kPassword);
    v1::BeginSecondFactorRequest begin;
    begin.set_password(kPassword);
    const auto begun = BeginSecondFactor(dependencies_, ann(), begin);
    EXPECT_THAT(begun, IsOk());
    v1::ConfirmSecondFactorRequest confirm;
    confirm.set_code(CodeNow());
    EXPECT_THAT(ConfirmSecondFactor(dependencies_, ann(), confirm), IsOk());
    SignInSometimes(kPassword);
    before_ = Account();
    // So it can be found: in each version, wherever the file keeps them.
    EXPECT_GE(Count(before_.password_hash), 6);
    EXPECT_GE(Count(before_.totp_secret), 5);
  }

  void Redeem(const std::string& code, const std::string& password) {
    v1::RedeemCodeRequest request;
    request.set_code(code);
    request.set_password(password);
    EXPECT_THAT(RedeemCode(dependencies_, nobody_, request), IsOk());
  }
  void SignInSometimes(const std::string& password) {
    for (int i = 0; i < 3; ++i) {
      clock_.Advance(absl::Minutes(1));
      v1::SignInRequest request;
      request.set_email(kEmail);
      request.set_password(password);
      if (!Account().totp_secret.empty()) request.set_code(CodeNow());
      EXPECT_THAT(SignIn(dependencies_, nobody_, request), IsOk());
    }
  }

  storage::AccountRecord Account() {
    storage::AccountRecord account;
    EXPECT_THAT(storage_->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(account, storage::FindAccountByEmail(reader, PeopleScope(), kEmail));
      return absl::OkStatus();
    }),
                IsOk());
    return account;
  }
  std::string CodeNow() {
    return auth::TotpCode(Account().totp_secret, absl::ToUnixSeconds(clock_.Now()) / 30);
  }
  Call ann() {
    return {.caller = auth::Caller::Account(Account().name, {}, {}, auth::SignedInBy::kToken),
            .patience = {}};
  }

  // How often it stands in the database's file and in its log.
  int Count(const std::string& secret) const {
    return CountIn("db", secret) + CountIn("db-wal", secret);
  }
  int CountIn(const char* file, const std::string& secret) const {
    if (!std::filesystem::exists(dir_.File(file))) return 0;
    const std::string bytes = testing::ReadFile(dir_.File(file));
    int count = 0;
    for (size_t at = bytes.find(secret); at != std::string::npos; at = bytes.find(secret, at + 1)) {
      ++count;
    }
    return count;
  }

  // It is gone from the log at once, and from the file at the latest when that is closed; and the
  // ledger does not mind.
  void ExpectGone(const std::string& secret) {
    EXPECT_EQ(CountIn("db-wal", secret), 0);
    storage_.reset();
    EXPECT_EQ(Count(secret), 0);
    auto storage = storage::SqliteStorage::Open({.path = dir_.File("db"), .clock = &clock_});
    ASSERT_THAT(storage, IsOk());
    storage_ = *std::move(storage);
    dependencies_.storage = storage_.get();
    const auto report = storage_->VerifyLedger({}, {});
    ASSERT_THAT(report, IsOk());
    EXPECT_EQ(report->problem_count, 0);
  }

  const Call nobody_{.caller = auth::Caller::Public(), .patience = {}, .peer = "192.0.2.1"};
  storage::AccountRecord before_;
};

TEST_F(OldSecretsTest, AChangedPasswordTakesTheOldHashAlong) {
  v1::ChangePasswordRequest change;
  change.set_password(kPassword);
  change.set_new_password(kOther);
  ASSERT_THAT(ChangePassword(dependencies_, ann(), change), IsOk());
  ExpectGone(before_.password_hash);
  // The second factor is as it was.
  EXPECT_EQ(Account().totp_secret, before_.totp_secret);
  EXPECT_TRUE(Account().totp_confirmed);
  SignInSometimes(kOther);
}

TEST_F(OldSecretsTest, AResetTakesTheHashAndTheSecondFactorAlong) {
  v1::ResetPasswordRequest reset;
  reset.set_name(before_.name);
  const auto code = ResetPassword(dependencies_, call_, reset);
  ASSERT_THAT(code, IsOk());
  EXPECT_GE(Count(before_.password_hash), 6);  // it counts until the code is redeemed
  Redeem(code->code(), kOther);
  ExpectGone(before_.password_hash);
  ExpectGone(before_.totp_secret);
  SignInSometimes(kOther);
}

TEST_F(OldSecretsTest, DisablingTakesTheHashAndTheSecondFactorAlong) {
  v1::DisableAccountRequest disable;
  disable.set_name(before_.name);
  disable.set_request_id("0b9cf2a4-0b0e-4a53-8a5d-7a3ef6d1a001");
  ASSERT_THAT(DisableAccount(dependencies_, call_, disable), IsOk());
  ExpectGone(before_.password_hash);
  ExpectGone(before_.totp_secret);
  // Who it was stays, and the call may be repeated.
  EXPECT_EQ(Account().display_name, "Ann");
  EXPECT_THAT(DisableAccount(dependencies_, call_, disable), IsOk());
}

// Made by another program, in another way than ours.
TEST_F(OldSecretsTest, AHashThatIsMadeAnewTakesTheOldOneAlong) {
  storage::AccountRecord account = before_;
  account.password_hash = kOtherProgramsHash;
  ASSERT_THAT(storage_->Write({.kind = "Test", .author = "test"}, {},
                              [&](storage::Writer& writer) {
                                return storage::UpdateAccount(writer, PeopleScope(), account);
                              }),
              IsOk());
  ExpectGone(before_.password_hash);
  EXPECT_GE(Count(kOtherProgramsHash), 1);
  clock_.Advance(absl::Minutes(1));
  v1::SignInRequest request;
  request.set_email(kEmail);
  request.set_password(kOtherProgramsPassword);
  request.set_code(CodeNow());
  ASSERT_THAT(SignIn(dependencies_, nobody_, request), IsOk());
  ExpectGone(kOtherProgramsHash);
}

// Nothing is erased where nothing ends: signing in writes no erasures, which are kept for ever.
TEST_F(OldSecretsTest, SigningInErasesNothing) {
  const int hashes = Count(before_.password_hash);
  SignInSometimes(kPassword);
  EXPECT_GT(Count(before_.password_hash), hashes);
  v1::ListLedgerEntriesRequest request;
  request.set_page_size(200);
  const auto ledger = ListLedgerEntries(dependencies_, call_, request);
  ASSERT_THAT(ledger, IsOk());
  for (const v1::LedgerEntry& entry : ledger->entries()) {
    for (const v1::LedgerRow& row : entry.rows()) EXPECT_NE(row.kind(), "erasure") << entry.kind();
  }
}

}  // namespace
}  // namespace continuum::operations
