// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {
namespace {

constexpr absl::Duration kUsualLength = absl::Hours(24 * 90);
constexpr absl::Duration kLongestLength = absl::Hours(24 * 366);
constexpr size_t kMaxGoodTokens = 50;

// When the token is to end, as the request says; what is wrong goes to `checks`.
std::optional<absl::Time> EndOf(const v1::Token& token, absl::Time now, FieldChecks& checks) {
  if (!token.has_expire_time()) return std::nullopt;
  const std::optional<absl::Time> end = FromTimestamp(token.expire_time());
  if (!end.has_value() || *end <= now || *end - now > kLongestLength) {
    checks.Wrong("token.expire_time", token.expire_time().ShortDebugString(),
                 "a time at most 366 days ahead");
  }
  return end;
}

// The API token with which the call is made; nothing for a session or another way of signing in.
absl::StatusOr<std::optional<storage::TokenRecord>> TokenOfCall(const storage::Reader& reader,
                                                                const auth::Caller& caller) {
  std::optional<storage::TokenRecord> token;
  if (caller.token().empty()) return token;
  ASSIGN_OR_RETURN(token,
                   storage::Get<storage::TokenRecord>(reader, PeopleScope(), caller.token()));
  if (token->kind != storage::TokenKind::kApi) token.reset();
  return token;
}

// Whoever has got hold of a token must not make one of it that lasts longer or may do more.
void StayWithin(const storage::TokenRecord& token, bool end_was_asked_for, WantedToken& wanted,
                FieldChecks& checks) {
  const absl::Time end = token.expire_time.value_or(absl::InfiniteFuture());
  if (!end_was_asked_for) {
    wanted.expire_time = std::min(wanted.expire_time, end);
  } else if (wanted.expire_time > end) {
    checks.Wrong("token.expire_time", absl::FormatTime(wanted.expire_time, absl::UTCTimeZone()),
                 absl::StrCat("a time no later than ", absl::FormatTime(end, absl::UTCTimeZone()),
                              ", when the token ends with which the call is made; or sign in"));
  }
  wanted.read_only = wanted.read_only || (token.scope & kReadOnlyToken) != 0;
  if (token.resource.empty()) return;
  if (wanted.resource.empty()) wanted.resource = token.resource;
  if (wanted.resource != token.resource) {
    checks.Wrong("token.resource", wanted.resource,
                 absl::StrCat(token.resource,
                              ", for which alone the token counts with which the call is made"));
  }
}

absl::Status CheckHasRole(const storage::Reader& reader, const std::string& account,
                          const std::string& resource, FieldChecks& checks) {
  if (resource.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                   MembershipsOf(reader, PeopleScope(), account));
  const bool has_role =
      std::any_of(memberships.begin(), memberships.end(),
                  [&](const auto& membership) { return membership.resource == resource; });
  if (!has_role) {
    checks.Wrong("token.resource", resource,
                 absl::StrCat("something for which ", account,
                              " itself has a role, or nothing for all its roles"));
  }
  return absl::OkStatus();
}

absl::Status CheckMayHaveToken(const storage::Writer& writer, const storage::AccountRecord& account,
                               const auth::Caller& caller) {
  // Whoever has another person's token is that person to everybody else.
  if (account.name != caller.id() && account.kind != storage::AccountKind::kService) {
    return base::FailedPrecondition("NOT_A_SERVICE", account.name,
                                    "it is a person's, who makes tokens alone");
  }
  ASSIGN_OR_RETURN(const std::vector<storage::TokenRecord> good,
                   GoodTokensOf(writer, account.name, writer.time()));
  if (good.size() < kMaxGoodTokens) return absl::OkStatus();
  return base::MakeError(
      absl::StatusCode::kResourceExhausted, "TOO_MANY_TOKENS",
      absl::StrCat("the account has ", good.size(), " good tokens; revoke some first"));
}

// What the token will be, as far as the request and the call may say so.
absl::StatusOr<WantedToken> WhatToMake(const storage::Writer& writer, const auth::Caller& caller,
                                       const v1::CreateTokenRequest& request,
                                       std::optional<absl::Time> end) {
  WantedToken wanted{.kind = storage::TokenKind::kApi,
                     .title = request.token().title(),
                     .expire_time = end.value_or(writer.time() + kUsualLength),
                     .read_only = request.token().read_only() || caller.read_only(),
                     .resource = request.token().resource()};
  FieldChecks checks;
  ASSIGN_OR_RETURN(const std::optional<storage::TokenRecord> token, TokenOfCall(writer, caller));
  if (token.has_value()) StayWithin(*token, end.has_value(), wanted, checks);
  RETURN_IF_ERROR(checks.Result());
  RETURN_IF_ERROR(CheckHasRole(writer, request.parent(), wanted.resource, checks));
  RETURN_IF_ERROR(checks.Result());
  return wanted;
}

}  // namespace

absl::StatusOr<v1::CreateTokenResponse> CreateToken(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CreateTokenRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "parent", request.parent());
  checks.Line("token.title", request.token().title(), 1, kMaxNameCharacters);
  const std::optional<absl::Time> end = EndOf(request.token(), dependencies.clock->Now(), checks);
  if (!request.token().resource().empty()) {
    CheckRoleResourceName("token.resource", request.token().resource(), checks);
  }
  RETURN_IF_ERROR(checks.Result());
  v1::CreateTokenResponse response;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "CreateToken", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(const storage::AccountRecord account,
                         GetUsableAccount(writer, request.parent()));
        RETURN_IF_ERROR(CheckMayHaveToken(writer, account, call.caller));
        ASSIGN_OR_RETURN(const WantedToken wanted, WhatToMake(writer, call.caller, request, end));
        ASSIGN_OR_RETURN(MadeToken made, MakeToken(dependencies, writer, account.name, wanted));
        ASSIGN_OR_RETURN(*response.mutable_token(),
                         ToMessage(dependencies, writer, made.record, writer.time()));
        RETURN_IF_ERROR(TellOfSafety(dependencies, writer, call.caller.id(), account.name,
                                     v1::Notification::KIND_TOKEN_MADE));
        response.set_secret(std::move(made.secret));
        return absl::OkStatus();
      }));
  return response;
}

}  // namespace continuum::operations
