// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/accounts.h"

namespace continuum::operations {
namespace {

constexpr size_t kMaxSubjectCharacters = 500;

void CheckAccount(const v1::Account& account, FieldChecks& checks) {
  checks.KnownEnum("account.kind", account.kind(), v1::Account::Kind_IsValid);
  if (account.kind() == v1::Account::KIND_UNSPECIFIED) {
    checks.Wrong("account.kind", "", "KIND_PERSON or KIND_SERVICE");
  }
  const bool person = account.kind() == v1::Account::KIND_PERSON;
  if (person || !account.email().empty()) CheckEmail("account.email", account.email(), checks);
  checks.Line("account.display_name", account.display_name(), 1, kMaxNameCharacters);
  checks.Line("account.certificate_name", account.certificate_name(), 0, kMaxSubjectCharacters);
  checks.Line("account.external_subject", account.external_subject(), 0, kMaxSubjectCharacters);
  if (!account.external_subject().empty() && !absl::StrContains(account.external_subject(), ' ')) {
    checks.Wrong("account.external_subject", account.external_subject(),
                 "an issuer and a subject with a space between them");
  }
}

}  // namespace

absl::StatusOr<v1::Account> CreateAccount(const Dependencies& dependencies, const Call& call,
                                          const v1::CreateAccountRequest& request) {
  FieldChecks checks;
  checks.ResourceId("account_id", request.account_id());
  if (request.account_id() == kConsensus) {
    checks.Wrong("account_id", request.account_id(),
                 "another id: this one stands for a program's own answers");
  }
  CheckAccount(request.account(), checks);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  storage::AccountRecord record;
  record.name = absl::StrCat("accounts/", request.account_id());
  record.kind = static_cast<storage::AccountKind>(request.account().kind());
  record.email = FoldedEmail(request.account().email());
  record.display_name = request.account().display_name();
  record.certificate_name = request.account().certificate_name();
  record.subject = request.account().external_subject();
  auto created = MakeChange<v1::Account>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Account>> {
        storage::AccountRecord account = record;
        RETURN_IF_ERROR(storage::CreateAccount(writer, PeopleScope(), account));
        StampCreated(writer, &account.stamp);
        ASSIGN_OR_RETURN(v1::Account message, ToMessage(dependencies, writer, account));
        return Changed<v1::Account>{std::move(message), auth::kInstallationOwner};
      });
  dependencies.callers->ForgetAll();
  return created;
}

}  // namespace continuum::operations
