// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/authenticate.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/auth/oidc/verify.h"
#include "server/auth/scope.h"
#include "server/auth/secret_token.h"
#include "server/auth/throttle.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/access/use_log.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/accounts.h"
#include "server/storage/people_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::Status NotGood() {
  return base::MakeError(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID",
                         "this token or session is not good, or not any more: sign in again");
}

// Whoever has shown who they are elsewhere learns nothing of others by it. `whom` are they, as
// "this client certificate".
absl::Status NoAccountFor(absl::string_view whom) {
  return base::MakeError(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID",
                         absl::StrCat("nobody here has an account for ", whom,
                                      ", or not any more: an administrator can tie it to one"));
}

// NOT_FOUND would tell which secrets there are; anything else is storage's trouble.
absl::Status HideAbsence(const absl::Status& status) {
  return absl::IsNotFound(status) ? NotGood() : status;
}

// The organizations of which the account is a member, or of whose programs.
absl::StatusOr<std::vector<std::string>> OrganizationsOf(const storage::Reader& reader,
                                                         const auth::Scope& scope,
                                                         const std::vector<auth::HeldRole>& roles) {
  std::vector<std::string> organizations;
  for (const auth::HeldRole& held : roles) {
    switch (auth::KindOfRole(held.role)) {
      case auth::ResourceKind::kOrganization:
        organizations.push_back(held.resource);
        break;
      case auth::ResourceKind::kProgram: {
        ASSIGN_OR_RETURN(storage::ProgramRecord program, reader.GetProgram(scope, held.resource));
        organizations.push_back(std::move(program.organization));
        break;
      }
      default:
        break;
    }
  }
  std::sort(organizations.begin(), organizations.end());
  organizations.erase(std::unique(organizations.begin(), organizations.end()), organizations.end());
  return organizations;
}

// `only` is what a token counts for; empty: all that the account has a role for.
absl::StatusOr<auth::Caller> DescribeAccount(const storage::Reader& reader,
                                             const auth::Scope& scope,
                                             const storage::AccountRecord& account,
                                             auth::SignedInBy by, absl::string_view only = "") {
  if (account.state != storage::AccountState::kActive) return NotGood();
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                   MembershipsOf(reader, scope, account.name));
  std::vector<auth::HeldRole> roles;
  for (const storage::MembershipRecord& membership : memberships) {
    if (!only.empty() && membership.resource != only) continue;
    roles.push_back({static_cast<auth::Role>(membership.role), membership.resource});
  }
  ASSIGN_OR_RETURN(std::vector<std::string> organizations, OrganizationsOf(reader, scope, roles));
  return auth::Caller::Account(account.name, std::move(roles), std::move(organizations), by);
}

// The account of somebody who is known elsewhere, as storage found it.
absl::StatusOr<KnownCaller> DescribeKnown(const storage::Reader& reader, const auth::Scope& scope,
                                          const absl::StatusOr<storage::AccountRecord>& account,
                                          auth::SignedInBy by, absl::string_view whom) {
  if (absl::IsNotFound(account.status())) return NoAccountFor(whom);
  RETURN_IF_ERROR(account.status());
  if (account->state != storage::AccountState::kActive) return NoAccountFor(whom);
  KnownCaller known;
  ASSIGN_OR_RETURN(known.caller, DescribeAccount(reader, scope, *account, by));
  return known;
}

absl::StatusOr<KnownCaller> DescribeToken(const storage::Reader& reader, const auth::Scope& scope,
                                          absl::string_view hash) {
  const auto token = storage::Find<storage::TokenRecord>(reader, scope, hash);
  if (!token.ok()) return HideAbsence(token.status());
  const bool lets_in =
      token->kind == storage::TokenKind::kApi || token->kind == storage::TokenKind::kSession;
  if (!lets_in || token->state != storage::TokenState::kActive) return NotGood();
  ASSIGN_OR_RETURN(const storage::AccountRecord account,
                   storage::Get<storage::AccountRecord>(reader, scope, token->account));
  KnownCaller known;
  ASSIGN_OR_RETURN(known.caller, DescribeAccount(reader, scope, account, auth::SignedInBy::kToken,
                                                 token->resource));
  known.caller.SetToken(token->name, (token->scope & kReadOnlyToken) != 0, token->resource);
  known.expire_time = token->expire_time.value_or(absl::InfiniteFuture());
  known.is_session = token->kind == storage::TokenKind::kSession;
  return known;
}

// The last use of a session: noted here, written, or its beginning.
absl::StatusOr<absl::Time> LastUse(const Dependencies& dependencies, const std::string& token) {
  if (const auto noted = dependencies.uses->Last(token); noted.has_value()) return *noted;
  const auth::Scope scope(auth::Caller::Server());
  absl::Time last;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    const auto use = reader.GetUse(scope, token);
    if (use.ok()) {
      last = *use;
      return absl::OkStatus();
    }
    if (!absl::IsNotFound(use.status())) return use.status();
    ASSIGN_OR_RETURN(const storage::TokenRecord record,
                     storage::Get<storage::TokenRecord>(reader, scope, token));
    last = record.stamp.create_time;
    return absl::OkStatus();
  }));
  return last;
}

absl::Status TooManyCalls(absl::Duration wait) {
  return base::ResourceExhausted(
      "SERVER_BUSY", "you make more calls than one caller may; try again a little later", wait);
}

using Describe =
    absl::FunctionRef<absl::StatusOr<KnownCaller>(const storage::Reader&, const auth::Scope&)>;

// Asks storage who has the key. From one network only so many may be asked for that are nobody's:
// the next ones are refused unasked, good ones among them, since which are good is not known
// before. Whoever was here a moment ago is in the cache, and does not come to this.
absl::StatusOr<KnownCaller> LookUp(const Dependencies& dependencies, const auth::Peer& peer,
                                   absl::string_view key, Describe describe) {
  const std::string network = peer.loopback ? "" : auth::NetworkOf(peer.address);
  if (!peer.loopback) {
    const absl::Duration wait = dependencies.unknown_rate->Take(network);
    if (wait > absl::ZeroDuration()) return TooManyCalls(wait);
  }
  KnownCaller known;
  const int64_t generation = dependencies.callers->generation();
  const auth::Scope scope(auth::Caller::Server());
  const absl::Status found =
      dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
        ASSIGN_OR_RETURN(known, describe(reader, scope));
        return absl::OkStatus();
      });
  if (!peer.loopback && !absl::IsUnauthenticated(found)) {
    dependencies.unknown_rate->GiveBack(network);
  }
  RETURN_IF_ERROR(found);
  dependencies.callers->Keep(key, known, generation);
  return known;
}

// The caller by this key of the cache, found out by `describe` where it is not there.
absl::StatusOr<auth::Caller> Recall(const Dependencies& dependencies, const auth::Peer& peer,
                                    absl::string_view key, Describe describe) {
  std::optional<KnownCaller> known = dependencies.callers->Find(key);
  if (!known.has_value()) {
    ASSIGN_OR_RETURN(known, LookUp(dependencies, peer, key, describe));
  }
  const absl::Time now = dependencies.clock->Now();
  if (now >= known->expire_time) return NotGood();
  if (known->is_session) {
    ASSIGN_OR_RETURN(const absl::Time last, LastUse(dependencies, known->caller.token()));
    if (now - last >= kSessionIdle) return NotGood();
  }
  if (!known->caller.token().empty()) dependencies.uses->Note(known->caller.token(), now);
  dependencies.uses->Note(known->caller.id(), now);
  return known->caller;
}

absl::StatusOr<auth::Caller> RecallByCertificate(const Dependencies& dependencies,
                                                 const auth::Peer& peer) {
  const std::string& name = peer.certificate_name;
  return Recall(
      dependencies, peer, absl::StrCat("certificate/", name),
      [&](const storage::Reader& reader, const auth::Scope& scope) -> absl::StatusOr<KnownCaller> {
        const auto account = storage::FindAccountByCertificate(reader, scope, name);
        return DescribeKnown(reader, scope, account, auth::SignedInBy::kCertificate,
                             "this client certificate");
      });
}

// An account that an issuer vouches for. Issuers are asked for no more than who it is: which e-mail
// address somebody has there gives no right here.
absl::StatusOr<auth::Caller> RecallByAccessToken(const Dependencies& dependencies,
                                                 const Credentials& credentials) {
  const auto identity = dependencies.issuers->Verify(credentials.secret);
  if (absl::IsUnauthenticated(identity.status())) {
    return base::MakeError(absl::StatusCode::kUnauthenticated, "TOKEN_INVALID",
                           identity.status().message());
  }
  RETURN_IF_ERROR(identity.status());
  const std::string subject = absl::StrCat(identity->issuer, " ", identity->subject);
  return Recall(
      dependencies, credentials.peer, absl::StrCat("subject/", subject),
      [&](const storage::Reader& reader, const auth::Scope& scope) -> absl::StatusOr<KnownCaller> {
        const auto account = storage::FindAccountBySubject(reader, scope, subject);
        return DescribeKnown(reader, scope, account, auth::SignedInBy::kIssuer,
                             "the identity in this access token");
      });
}

bool LooksLikeAccessToken(absl::string_view secret) { return absl::StrContains(secret, '.'); }

absl::StatusOr<auth::Caller> FindCaller(const Dependencies& dependencies,
                                        const Credentials& credentials) {
  if (!credentials.secret.empty()) {
    if (dependencies.issuers != nullptr && LooksLikeAccessToken(credentials.secret)) {
      return RecallByAccessToken(dependencies, credentials);
    }
    if (!auth::IsWellFormed(credentials.secret)) return NotGood();
    const std::string hash = auth::HashSecret(credentials.secret);
    return Recall(dependencies, credentials.peer, hash,
                  [&](const storage::Reader& reader, const auth::Scope& scope) {
                    return DescribeToken(reader, scope, hash);
                  });
  }
  if (!credentials.peer.certificate_name.empty()) {
    return RecallByCertificate(dependencies, credentials.peer);
  }
  return auth::Caller::Public();
}

// Nobody keeps the others from being served by asking too much. Of what comes from this machine
// nobody can say how many are behind it: a front has to slow down those whom it passes on.
absl::Status TakeTurn(const Dependencies& dependencies, const auth::Caller& caller,
                      const auth::Peer& peer) {
  if (!caller.is_account() && peer.loopback) return absl::OkStatus();
  const absl::Duration wait = caller.is_account()
                                  ? dependencies.account_rate->Take(caller.id())
                                  : dependencies.public_rate->Take(auth::NetworkOf(peer.address));
  return wait <= absl::ZeroDuration() ? absl::OkStatus() : TooManyCalls(wait);
}

}  // namespace

absl::StatusOr<auth::Caller> Authenticate(const Dependencies& dependencies,
                                          const Credentials& credentials) {
  if (!dependencies.sign_in) {
    if (credentials.peer.loopback) return auth::Caller::Local();
    return base::PermissionDenied(
        "PERMISSION_DENIED", "this server was started without sign-in, for its own machine only");
  }
  auto caller = FindCaller(dependencies, credentials);
  // Whoever tries secrets that are not good is held to the public's rate.
  RETURN_IF_ERROR(
      TakeTurn(dependencies, caller.ok() ? *caller : auth::Caller::Public(), credentials.peer));
  return caller;
}

}  // namespace continuum::operations
