// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include <optional>

#include "absl/strings/str_cat.h"
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

// How long the token is to last from now; what is wrong goes to `checks`.
absl::Duration LengthOf(const v1::Token& token, absl::Time now, FieldChecks& checks) {
  if (!token.has_expire_time()) return kUsualLength;
  const std::optional<absl::Time> end = FromTimestamp(token.expire_time());
  if (!end.has_value() || *end <= now || *end - now > kLongestLength) {
    checks.Wrong("token.expire_time", token.expire_time().ShortDebugString(),
                 "a time at most 366 days ahead");
    return kUsualLength;
  }
  return *end - now;
}

}  // namespace

absl::StatusOr<v1::CreateTokenResponse> CreateToken(const Dependencies& dependencies,
                                                    const Call& call,
                                                    const v1::CreateTokenRequest& request) {
  const absl::Time now = dependencies.clock->Now();
  FieldChecks checks;
  checks.NameOf(Resource::kAccount, "parent", request.parent());
  checks.Line("token.title", request.token().title(), 1, kMaxNameCharacters);
  const absl::Duration length = LengthOf(request.token(), now, checks);
  RETURN_IF_ERROR(checks.Result());
  v1::CreateTokenResponse response;
  RETURN_IF_ERROR(ChangePeople(
      dependencies, "CreateToken", call.caller.id(), call.patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(const storage::AccountRecord account,
                         GetUsableAccount(writer, request.parent()));
        const bool own = account.name == call.caller.id();
        // Whoever has another person's token is that person to everybody else.
        if (!own && account.kind != storage::AccountKind::kService) {
          return base::FailedPrecondition("NOT_A_SERVICE", account.name,
                                          "it is a person's, who makes tokens alone");
        }
        ASSIGN_OR_RETURN(const std::vector<storage::TokenRecord> good,
                         GoodTokensOf(writer, account.name, writer.time()));
        if (good.size() >= kMaxGoodTokens) {
          return base::MakeError(
              absl::StatusCode::kResourceExhausted, "TOO_MANY_TOKENS",
              absl::StrCat("the account has ", good.size(), " good tokens; revoke some first"));
        }
        // Who may only read cannot make a token that may do more.
        const bool read_only = request.token().read_only() || (own && call.caller.read_only());
        ASSIGN_OR_RETURN(
            MadeToken made,
            MakeToken(dependencies, writer, account.name, storage::TokenKind::kApi,
                      request.token().title(), read_only ? kReadOnlyToken : 0, length));
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
