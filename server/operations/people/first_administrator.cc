// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people/first_administrator.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/auth/caller.h"
#include "server/auth/roles.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/people/can_sign_in.h"
#include "server/storage/accounts.h"
#include "server/storage/people_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr char kName[] = "accounts/administrator";

bool IsAdministrator(const storage::MembershipRecord& membership) {
  return membership.resource == auth::kInstallationResource &&
         membership.role == static_cast<int64_t>(auth::Role::kAdministrator);
}

// Whether somebody can sign in as administrator already.
absl::StatusOr<bool> HasAdministrator(const Dependencies& dependencies,
                                      const storage::Reader& reader, absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                   MembershipsFor(reader, PeopleScope(), auth::kInstallationResource));
  for (const storage::MembershipRecord& membership : memberships) {
    if (!IsAdministrator(membership)) continue;
    ASSIGN_OR_RETURN(const bool can, CanSignIn(dependencies, reader, membership.account,
                                               auth::kInstallationResource, now));
    if (can) return true;
  }
  return false;
}

// Whether an earlier start made the account and nobody ever took it up: it is administrator by the
// server's own will, has no other role, and nothing that could let anybody in.
absl::StatusOr<bool> IsUnusedOfOurs(const storage::Reader& reader,
                                    const storage::AccountRecord& account) {
  const bool unused = IsOnlyInvited(account) && account.email.empty() &&
                      account.state == storage::AccountState::kActive;
  if (!unused) return false;
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> roles,
                   MembershipsOf(reader, PeopleScope(), account.name));
  return roles.size() == 1 && IsAdministrator(roles[0]) &&
         roles[0].granted_by == auth::Caller::Server().id();
}

// The name of an administrator's account that nobody has taken up: a new one, or an earlier start's
// whose codes are good no more.
absl::StatusOr<std::string> MakeSureOfAccount(const Dependencies& dependencies,
                                              storage::Writer& writer) {
  storage::AccountRecord account;
  for (int number = 1;; ++number) {
    account.name = number == 1 ? kName : absl::StrCat(kName, "-", number);
    const auto found = storage::Get<storage::AccountRecord>(writer, PeopleScope(), account.name);
    if (absl::IsNotFound(found.status())) break;
    RETURN_IF_ERROR(found.status());
    ASSIGN_OR_RETURN(const bool unused, IsUnusedOfOurs(writer, *found));
    if (!unused) continue;
    RETURN_IF_ERROR(RevokeTokens(writer, found->name, ""));
    return found->name;
  }
  account.kind = storage::AccountKind::kPerson;
  account.display_name = "Administrator";
  RETURN_IF_ERROR(storage::CreateAccount(writer, PeopleScope(), account));
  RETURN_IF_ERROR(GiveRole(dependencies, writer, account.name, auth::kInstallationResource,
                           auth::Role::kAdministrator, auth::Caller::Server().id())
                      .status());
  return account.name;
}

}  // namespace

absl::StatusOr<std::string> MakeFirstAdministrator(const Dependencies& dependencies) {
  bool needed = false;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const bool has,
                     HasAdministrator(dependencies, reader, dependencies.clock->Now()));
    needed = !has;
    return absl::OkStatus();
  }));
  if (!needed) return std::string();
  std::string secret;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "MakeFirstAdministrator", auth::Caller::Server().id(), {},
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(const std::string name, MakeSureOfAccount(dependencies, writer));
        ASSIGN_OR_RETURN(MadeToken made, MakeToken(dependencies, writer, name,
                                                   {.kind = storage::TokenKind::kInvitation,
                                                    .title = "first administrator",
                                                    .expire_time = writer.time() + kResetLength}));
        secret = std::move(made.secret);
        return absl::OkStatus();
      }));
  return secret;
}

}  // namespace continuum::operations
