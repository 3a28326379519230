// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/sign_in_rules.h"
#include "server/storage/accounts.h"

namespace continuum::operations {
namespace {

// A new account with this address. An existing one is somebody's already, perhaps in another
// organization: a code for it would let the inviter in as them, and whoever made it first may not
// be the person at all, since nobody has proven to have the address.
absl::StatusOr<storage::AccountRecord> MakeInvited(const Dependencies& dependencies,
                                                   storage::Writer& writer,
                                                   const auth::Caller& caller,
                                                   const v1::CreateInvitationRequest& request) {
  const std::string email = FoldedEmail(request.email());
  const auto found = storage::FindAccountByEmail(writer, PeopleScope(), email);
  if (found.ok()) {
    const absl::Status usable = GetUsableAccount(writer, found->name, caller).status();
    // Whoever may not see that it is disabled is told what others are of any account, unnamed.
    if (!usable.ok() && !absl::IsNotFound(usable)) return usable;
    return base::FailedPrecondition(
        "ACCOUNT_EXISTS", request.resource(),
        "an account has this address already. Ask the person for the name of their account "
        "(continuum whoami), and give it the role. Who has none that works needs another address, "
        "or an administrator's help");
  }
  if (!absl::IsNotFound(found.status())) return found.status();
  storage::AccountRecord account;
  // Names stand in addresses and logs, so that nothing of the person is in them.
  account.name = absl::StrCat("accounts/p", dependencies.ids->New());
  account.kind = storage::AccountKind::kPerson;
  account.email = email;
  account.display_name = request.display_name().empty() ? email : request.display_name();
  RETURN_IF_ERROR(storage::CreateAccount(writer, PeopleScope(), account));
  return account;
}

}  // namespace

absl::StatusOr<v1::CreateInvitationResponse> CreateInvitation(
    const Dependencies& dependencies, const Call& call,
    const v1::CreateInvitationRequest& request) {
  FieldChecks checks;
  CheckRole("resource", request.resource(), "role", request.role(), checks);
  CheckEmail("email", request.email(), checks);
  checks.Line("display_name", request.display_name(), 0, kMaxNameCharacters);
  RETURN_IF_ERROR(checks.Result());
  v1::CreateInvitationResponse response;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "CreateInvitation", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        response.Clear();
        RETURN_IF_ERROR(CheckRoleResource(writer, request.resource()));
        ASSIGN_OR_RETURN(const storage::AccountRecord account,
                         MakeInvited(dependencies, writer, call.caller, request));
        ASSIGN_OR_RETURN(const storage::MembershipRecord membership,
                         GiveRole(dependencies, writer, account.name, request.resource(),
                                  static_cast<auth::Role>(request.role()), call.caller.id()));
        *response.mutable_membership() = ToMessage(membership, account, call.caller);
        ASSIGN_OR_RETURN(MadeToken made,
                         MakeToken(dependencies, writer, account.name,
                                   {.kind = storage::TokenKind::kInvitation,
                                    .title = "invitation",
                                    .expire_time = writer.time() + kInvitationLength}));
        response.set_code(std::move(made.secret));
        *response.mutable_expire_time() = ToTimestamp(*made.record.expire_time);
        return absl::OkStatus();
      }));
  return response;
}

}  // namespace continuum::operations
