// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people/first_administrator.h"

#include <utility>
#include <vector>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/accounts.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr char kName[] = "accounts/administrator";

// Whether somebody can sign in as administrator already.
absl::StatusOr<bool> HasAdministrator(const storage::Reader& reader) {
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                   MembershipsFor(reader, PeopleScope(), auth::kInstallationResource));
  for (const storage::MembershipRecord& membership : memberships) {
    if (membership.role != static_cast<int64_t>(auth::Role::kAdministrator)) continue;
    ASSIGN_OR_RETURN(
        const storage::AccountRecord account,
        storage::Get<storage::AccountRecord>(reader, PeopleScope(), membership.account));
    const bool can_sign_in = !account.password_hash.empty() || !account.certificate_name.empty() ||
                             !account.subject.empty();
    if (can_sign_in) return true;
  }
  return false;
}

absl::Status MakeSureOfAccount(const Dependencies& dependencies, storage::Writer& writer) {
  const auto found = storage::Get<storage::AccountRecord>(writer, PeopleScope(), kName);
  if (found.ok()) return RevokeTokens(writer, kName, "");
  if (!absl::IsNotFound(found.status())) return found.status();
  storage::AccountRecord account;
  account.name = kName;
  account.kind = storage::AccountKind::kPerson;
  account.display_name = "Administrator";
  RETURN_IF_ERROR(storage::CreateAccount(writer, PeopleScope(), account));
  return GiveRole(dependencies, writer, kName, auth::kInstallationResource,
                  auth::Role::kAdministrator, auth::Caller::Server().id())
      .status();
}

}  // namespace

absl::StatusOr<std::string> MakeFirstAdministrator(const Dependencies& dependencies) {
  bool needed = false;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const bool has, HasAdministrator(reader));
    needed = !has;
    return absl::OkStatus();
  }));
  if (!needed) return std::string();
  std::string secret;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "MakeFirstAdministrator", auth::Caller::Server().id(), {},
      [&](storage::Writer& writer) -> absl::Status {
        RETURN_IF_ERROR(MakeSureOfAccount(dependencies, writer));
        ASSIGN_OR_RETURN(MadeToken made, MakeToken(dependencies, writer, kName,
                                                   {.kind = storage::TokenKind::kInvitation,
                                                    .title = "first administrator",
                                                    .expire_time = writer.time() + kResetLength}));
        secret = std::move(made.secret);
        return absl::OkStatus();
      }));
  return secret;
}

}  // namespace continuum::operations
