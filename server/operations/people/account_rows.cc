// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people/account_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/auth/secret_token.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/access/use_log.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/people/can_sign_in.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// The later of what the log holds and what is written.
absl::StatusOr<std::optional<absl::Time>> LastUseOf(const Dependencies& dependencies,
                                                    const storage::Reader& reader,
                                                    const std::string& name) {
  if (const auto noted = dependencies.uses->Last(name); noted.has_value()) return noted;
  const auto written = reader.GetUse(PeopleScope(), name);
  if (absl::IsNotFound(written.status())) return std::optional<absl::Time>();
  if (!written.ok()) return written.status();
  return std::optional<absl::Time>(*written);
}

v1::Token::Kind ToMessageKind(storage::TokenKind kind) {
  switch (kind) {
    case storage::TokenKind::kApi:
      return v1::Token::KIND_API;
    case storage::TokenKind::kSession:
      return v1::Token::KIND_SESSION;
    case storage::TokenKind::kInvitation:
    case storage::TokenKind::kReset:
      return v1::Token::KIND_ONE_TIME;
  }
  return v1::Token::KIND_UNSPECIFIED;
}

v1::Token::State StateAt(const storage::TokenRecord& record, absl::Time now) {
  if (record.state == storage::TokenState::kRevoked) return v1::Token::STATE_REVOKED;
  if (record.state == storage::TokenState::kUsed) return v1::Token::STATE_USED;
  const bool over = record.expire_time.has_value() && *record.expire_time <= now;
  return over ? v1::Token::STATE_EXPIRED : v1::Token::STATE_ACTIVE;
}

absl::string_view PrefixOf(storage::TokenKind kind) {
  switch (kind) {
    case storage::TokenKind::kApi:
      return auth::kApiPrefix;
    case storage::TokenKind::kSession:
      return auth::kSessionPrefix;
    case storage::TokenKind::kInvitation:
    case storage::TokenKind::kReset:
      break;
  }
  return auth::kOncePrefix;
}

// Those who administer or review access, and the account itself.
bool MaySeeEmailOf(const auth::Caller& caller, absl::string_view account) {
  constexpr auth::RoleSet kReviewers{auth::Role::kAdministrator, auth::Role::kSecurityOfficer};
  return caller.may_do_everything() || (caller.is_account() && caller.id() == account) ||
         kReviewers.Meets(caller.RolesFor(auth::kInstallationResource));
}

bool IsAdministrator(const auth::Caller& caller) {
  return caller.may_do_everything() ||
         caller.RolesFor(auth::kInstallationResource).Has(auth::Role::kAdministrator);
}

// Whether the role would be lost to everybody who can sign in. Whoever cannot takes nothing away by
// going, unless nobody else has the role at all.
absl::StatusOr<bool> IsLast(const Dependencies& dependencies, const storage::Writer& writer,
                            const storage::MembershipRecord& membership) {
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> all,
                   MembershipsFor(writer, PeopleScope(), membership.resource));
  bool has_others = false;
  for (const storage::MembershipRecord& other : all) {
    if (other.role != membership.role || other.account == membership.account) continue;
    has_others = true;
    ASSIGN_OR_RETURN(const bool can, CanSignIn(dependencies, writer, other.account,
                                               membership.resource, writer.time()));
    if (can) return false;
  }
  if (!has_others) return true;
  return CanSignIn(dependencies, writer, membership.account, membership.resource, writer.time());
}

// Resource ids begin with a letter, and ours with a digit.
std::string NewId(const Dependencies& dependencies, absl::string_view letter) {
  return absl::StrCat(letter, dependencies.ids->New());
}

}  // namespace

auth::Scope PeopleScope() { return auth::Scope(auth::Caller::Server()); }

std::string NameForOthers(const storage::AccountRecord& account) {
  const bool is_email =
      !account.email.empty() && absl::AsciiStrToLower(account.display_name) == account.email;
  return is_email ? account.email.substr(0, account.email.find('@')) : account.display_name;
}

bool IsOnlyInvited(const storage::AccountRecord& account) {
  return account.kind == storage::AccountKind::kPerson && account.password_hash.empty() &&
         account.certificate_name.empty() && account.subject.empty();
}

v1::Membership ToMessage(const storage::MembershipRecord& record,
                         const storage::AccountRecord& account, const auth::Caller& caller) {
  v1::Membership message;
  message.set_name(record.name);
  message.set_account(record.account);
  message.set_resource(record.resource);
  message.set_role(static_cast<v1::Role>(record.role));
  const bool active = record.state == storage::MembershipState::kActive;
  message.set_state(active ? v1::Membership::STATE_ACTIVE : v1::Membership::STATE_ENDED);
  message.set_granted_by(record.granted_by);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  if (!active) *message.mutable_end_time() = ToTimestamp(record.stamp.change_time);
  const bool shows_email = !account.email.empty() && MaySeeEmailOf(caller, account.name);
  message.set_invited(active && IsOnlyInvited(account));
  message.set_account_label(shows_email ? account.email : NameForOthers(account));
  return message;
}

v1::Body ToMessage(const storage::BodyRecord& record) {
  v1::Body message;
  message.set_name(record.name);
  message.set_title(record.title);
  ShowStamp(record.stamp, &message);
  return message;
}

absl::StatusOr<v1::Access> ToMessage(const Dependencies& dependencies,
                                     const storage::Reader& reader,
                                     const storage::AccessRecord& record) {
  v1::Access message;
  message.set_name(record.name);
  message.set_body(record.body);
  message.set_reason(record.reason);
  const bool active = record.state == storage::AccessState::kActive;
  message.set_state(active ? v1::Access::STATE_ACTIVE : v1::Access::STATE_ENDED);
  message.set_granted_by(record.granted_by);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  if (!active) *message.mutable_end_time() = ToTimestamp(record.stamp.change_time);
  ASSIGN_OR_RETURN(const std::optional<absl::Time> last,
                   LastUseOf(dependencies, reader, record.name));
  if (last.has_value()) *message.mutable_last_use_time() = ToTimestamp(*last);
  return message;
}

absl::StatusOr<v1::Token> ToMessage(const Dependencies& dependencies, const storage::Reader& reader,
                                    const storage::TokenRecord& record, absl::Time now) {
  v1::Token message;
  message.set_name(record.name);
  message.set_kind(ToMessageKind(record.kind));
  message.set_title(record.title);
  message.set_read_only((record.scope & kReadOnlyToken) != 0);
  message.set_resource(record.resource);
  if (record.expire_time.has_value()) {
    *message.mutable_expire_time() = ToTimestamp(*record.expire_time);
  }
  message.set_state(StateAt(record, now));
  ASSIGN_OR_RETURN(const std::optional<absl::Time> last,
                   LastUseOf(dependencies, reader, record.name));
  if (last.has_value()) *message.mutable_last_use_time() = ToTimestamp(*last);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  return message;
}

absl::StatusOr<v1::Account> ToMessage(const Dependencies& dependencies,
                                      const storage::Reader& reader,
                                      const storage::AccountRecord& record) {
  v1::Account message;
  message.set_name(record.name);
  message.set_kind(static_cast<v1::Account::Kind>(record.kind));
  message.set_email(record.email);
  message.set_display_name(record.display_name);
  message.set_certificate_name(record.certificate_name);
  message.set_external_subject(record.subject);
  message.set_state(static_cast<v1::Account::State>(record.state));
  message.set_has_password(!record.password_hash.empty());
  message.set_has_second_factor(record.totp_confirmed);
  ASSIGN_OR_RETURN(const std::optional<absl::Time> last,
                   LastUseOf(dependencies, reader, record.name));
  if (last.has_value()) *message.mutable_last_seen_time() = ToTimestamp(*last);
  ShowStamp(record.stamp, &message);
  return message;
}

absl::StatusOr<std::vector<storage::MembershipRecord>> MembershipsOf(const storage::Reader& reader,
                                                                     const auth::Scope& scope,
                                                                     absl::string_view account) {
  storage::ResourceQuery query;
  query.subject = std::string(account);
  query.state = static_cast<int64_t>(storage::MembershipState::kActive);
  return ListAll<storage::MembershipRecord>(reader, scope, query);
}

absl::StatusOr<std::vector<storage::MembershipRecord>> MembershipsFor(const storage::Reader& reader,
                                                                      const auth::Scope& scope,
                                                                      absl::string_view resource) {
  storage::ResourceQuery query;
  query.parent = std::string(resource);
  query.state = static_cast<int64_t>(storage::MembershipState::kActive);
  return ListAll<storage::MembershipRecord>(reader, scope, query);
}

absl::StatusOr<std::vector<storage::AccessRecord>> ActiveAccessesOf(const storage::Reader& reader,
                                                                    const auth::Scope& scope,
                                                                    absl::string_view program) {
  storage::ResourceQuery query;
  query.parent = std::string(program);
  query.state = static_cast<int64_t>(storage::AccessState::kActive);
  return ListAll<storage::AccessRecord>(reader, scope, query);
}

absl::StatusOr<std::vector<storage::TokenRecord>> GoodTokensOf(const storage::Reader& reader,
                                                               absl::string_view account,
                                                               absl::Time now) {
  storage::ResourceQuery query;
  query.parent = std::string(account);
  query.state = static_cast<int64_t>(storage::TokenState::kActive);
  ASSIGN_OR_RETURN(std::vector<storage::TokenRecord> tokens,
                   ListAll<storage::TokenRecord>(reader, PeopleScope(), query));
  tokens.erase(std::remove_if(tokens.begin(), tokens.end(),
                              [&](const storage::TokenRecord& token) {
                                return StateAt(token, now) != v1::Token::STATE_ACTIVE;
                              }),
               tokens.end());
  return tokens;
}

absl::Status RevokeTokens(storage::Writer& writer, absl::string_view account,
                          absl::string_view but) {
  ASSIGN_OR_RETURN(std::vector<storage::TokenRecord> tokens,
                   GoodTokensOf(writer, account, writer.time()));
  for (storage::TokenRecord& token : tokens) {
    if (token.name == but) continue;
    token.state = storage::TokenState::kRevoked;
    RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), token));
  }
  return absl::OkStatus();
}

bool CheckRoleResourceName(absl::string_view field, absl::string_view name, FieldChecks& checks) {
  const std::optional<RoleResource> found = ResourceAround(name);
  if (found.has_value() && found->name == name && found->kind != auth::ResourceKind::kAccount) {
    return true;
  }
  checks.Wrong(field, name,
               "organizations/{organization}, programs/{program}, accreditors/{accreditor}, "
               "agencies/{agency} or installation");
  return false;
}

void CheckRole(absl::string_view resource_field, absl::string_view resource,
               absl::string_view role_field, v1::Role role, FieldChecks& checks) {
  if (!CheckRoleResourceName(resource_field, resource, checks)) return;
  const auth::ResourceKind kind = ResourceAround(resource)->kind;
  std::vector<std::string> known;
  for (const auth::Role possible : auth::AllRoles()) {
    if (auth::KindOfRole(possible) != kind) continue;
    known.push_back(v1::Role_Name(static_cast<v1::Role>(possible)));
    if (static_cast<int64_t>(possible) == role) return;
  }
  checks.Wrong(role_field, v1::Role_IsValid(role) ? v1::Role_Name(role) : absl::StrCat(role),
               absl::StrCat("a role for such a resource: ", absl::StrJoin(known, ", ")));
}

absl::Status CheckRoleResource(const storage::Reader& reader, absl::string_view resource) {
  const std::optional<RoleResource> found = ResourceAround(resource);
  if (!found.has_value()) return base::NotFound(resource);
  const auth::Scope scope = PeopleScope();
  switch (found->kind) {
    case auth::ResourceKind::kOrganization: {
      ASSIGN_OR_RETURN(const storage::OrganizationRecord record,
                       reader.GetOrganization(scope, resource));
      return CheckActive(resource, record.state);
    }
    case auth::ResourceKind::kProgram: {
      ASSIGN_OR_RETURN(const storage::ProgramRecord record, reader.GetProgram(scope, resource));
      return CheckActive(resource, record.state);
    }
    case auth::ResourceKind::kAccreditor:
    case auth::ResourceKind::kAgency:
      return storage::Get<storage::BodyRecord>(reader, scope, resource).status();
    case auth::ResourceKind::kInstallation:
    case auth::ResourceKind::kAccount:
      break;
  }
  return absl::OkStatus();
}

absl::StatusOr<storage::AccountRecord> GetUsableAccount(const storage::Reader& reader,
                                                        absl::string_view name) {
  ASSIGN_OR_RETURN(storage::AccountRecord account,
                   storage::Get<storage::AccountRecord>(reader, PeopleScope(), name));
  if (account.state == storage::AccountState::kDisabled) {
    return base::FailedPrecondition("ACCOUNT_DISABLED", name,
                                    "it was disabled for good; want one that may sign in");
  }
  return account;
}

absl::StatusOr<storage::AccountRecord> GetUsableAccount(const storage::Reader& reader,
                                                        absl::string_view name,
                                                        const auth::Caller& caller) {
  auto account = GetUsableAccount(reader, name);
  const bool hidden = absl::IsFailedPrecondition(account.status()) && !IsAdministrator(caller);
  if (hidden || absl::IsNotFound(account.status())) return base::NotFound(name);
  return account;
}

absl::StatusOr<storage::MembershipRecord> GiveRole(const Dependencies& dependencies,
                                                   storage::Writer& writer,
                                                   absl::string_view account,
                                                   absl::string_view resource, auth::Role role,
                                                   absl::string_view granted_by) {
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> present,
                   MembershipsOf(writer, PeopleScope(), account));
  for (const storage::MembershipRecord& membership : present) {
    if (membership.resource == resource && membership.role == static_cast<int64_t>(role)) {
      return base::AlreadyExists(membership.name);
    }
  }
  storage::MembershipRecord membership;
  membership.name = absl::StrCat("memberships/", NewId(dependencies, "m"));
  membership.account = std::string(account);
  membership.resource = std::string(resource);
  membership.role = static_cast<int64_t>(role);
  membership.granted_by = std::string(granted_by);
  RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), membership));
  StampCreated(writer, &membership.stamp);
  return membership;
}

absl::Status EndRole(const Dependencies& dependencies, storage::Writer& writer,
                     storage::MembershipRecord& membership) {
  const auto role = static_cast<auth::Role>(membership.role);
  const bool owner = role == auth::Role::kOwner;
  bool needed = role == auth::Role::kAdministrator;
  if (owner) {
    // Where nothing changes any more nobody is needed, and nobody could follow.
    ASSIGN_OR_RETURN(const storage::OrganizationRecord organization,
                     writer.GetOrganization(PeopleScope(), membership.resource));
    needed = organization.state != storage::LifecycleState::kArchived;
  }
  if (needed) {
    ASSIGN_OR_RETURN(const bool last, IsLast(dependencies, writer, membership));
    if (last) {
      return base::FailedPrecondition(
          owner ? "LAST_OWNER" : "LAST_ADMINISTRATOR", membership.name,
          absl::StrCat("no other ", auth::RoleWords(role),
                       " can sign in; want another one first who can (an invitation that nobody "
                       "took up does not count)"));
    }
  }
  membership.state = storage::MembershipState::kEnded;
  RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), membership));
  StampChanged(writer, &membership.stamp);
  return absl::OkStatus();
}

absl::StatusOr<MadeToken> MakeToken(const Dependencies& dependencies, storage::Writer& writer,
                                    absl::string_view account, const WantedToken& wanted) {
  MadeToken made;
  made.secret = auth::NewSecret(PrefixOf(wanted.kind));
  made.record.name = absl::StrCat(account, "/tokens/", NewId(dependencies, "t"));
  made.record.account = std::string(account);
  made.record.kind = wanted.kind;
  made.record.title = wanted.title;
  made.record.secret_hash = auth::HashSecret(made.secret);
  made.record.scope = wanted.read_only ? kReadOnlyToken : 0;
  made.record.expire_time = wanted.expire_time;
  made.record.resource = wanted.resource;
  RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), made.record));
  StampCreated(writer, &made.record.stamp);
  return made;
}

absl::Status ChangePeople(const Dependencies& dependencies, absl::string_view kind,
                          absl::string_view author, const base::Patience& patience,
                          absl::FunctionRef<absl::Status(storage::Writer&)> change) {
  absl::Status status = dependencies.storage->Write(
      {.kind = std::string(kind), .author = std::string(author)}, patience, change);
  dependencies.callers->ForgetAll();  // after an error, too: its outcome may be unknown
  return status;
}

}  // namespace continuum::operations
