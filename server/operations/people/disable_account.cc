// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/accounts.h"

namespace continuum::operations {
namespace {

// Ends all that the account may do, so that nothing is left should it ever come back.
// The roles first: whether the last administrator goes depends on whether the account can sign in.
absl::Status EndAll(const Dependencies& dependencies, storage::Writer& writer,
                    const std::string& account) {
  ASSIGN_OR_RETURN(std::vector<storage::MembershipRecord> memberships,
                   MembershipsOf(writer, PeopleScope(), account));
  for (storage::MembershipRecord& membership : memberships) {
    absl::Status ended = EndRole(dependencies, writer, membership);
    if (ended.ok()) continue;
    // An organization may lose its last owner: an administrator can make another.
    if (membership.resource == auth::kInstallationResource) return ended;
    membership.state = storage::MembershipState::kEnded;
    RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), membership));
  }
  return RevokeTokens(writer, account, "");
}

}  // namespace

absl::StatusOr<v1::Account> DisableAccount(const Dependencies& dependencies, const Call& call,
                                           const v1::DisableAccountRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  auto disabled = MakeChange<v1::Account>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::Account>> {
        ASSIGN_OR_RETURN(storage::AccountRecord account, GetUsableAccount(writer, request.name()));
        RETURN_IF_ERROR(EndAll(dependencies, writer, account.name));
        account.state = storage::AccountState::kDisabled;
        // What lets somebody in is forgotten; who it was is not.
        account.password_hash.clear();
        account.totp_secret.clear();
        account.totp_confirmed = false;
        RETURN_IF_ERROR(storage::UpdateAccount(writer, PeopleScope(), account));
        StampChanged(writer, &account.stamp);
        ASSIGN_OR_RETURN(v1::Account message, ToMessage(dependencies, writer, account));
        return Changed<v1::Account>{std::move(message), auth::kInstallationOwner};
      });
  dependencies.callers->ForgetAll();
  return disabled;
}

}  // namespace continuum::operations
