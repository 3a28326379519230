// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/commands/people.h"
#include "clients/cli/error.h"
#include "clients/cli/find_account.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

// The caller's own account.
absl::StatusOr<std::string> OwnAccount(Connection& connection) {
  const auto caller = connection.GetCaller({});
  if (!caller.ok()) return caller.status();
  if (caller->has_account()) return caller->account().name();
  if (caller->signed_in_by() == v1::Caller::SIGNED_IN_BY_MACHINE) {
    return absl::FailedPreconditionError(
        absl::StrCat(kNoSignIn, ": no token is needed here, and none can be made"));
  }
  return UsageError(
      "ACCOUNT is missing: nobody is signed in, so it is not clear whose tokens are meant. Sign in "
      "with `continuum login`");
}

// The account that is named in `option`, or the caller's own.
absl::StatusOr<std::string> AccountOrOwn(Session& session, Connection& connection,
                                         const char* option, const std::string& account) {
  return account.empty() ? OwnAccount(connection) : FindAnyAccount(session, option, account);
}

// What a token may do, in a word or two; and for what.
std::string MayWords(const v1::Token& token, const char* all) {
  const char* const what = token.read_only() ? "read" : all;
  return token.resource().empty() ? what : absl::StrCat(what, ", only for ", token.resource());
}

}  // namespace

CommandResult TokenCreate(Session& session, const TokenCreateOptions& options) {
  auto only = absl::StatusOr<std::string>(options.only);
  if (!options.only.empty()) only = ResourceName(options.only);
  if (!only.ok()) return only.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto account = AccountOrOwn(session, **connection, "--for", options.account);
  if (!account.ok()) return account.status();
  v1::CreateTokenRequest request;
  request.set_parent(*account);
  request.mutable_token()->set_title(options.title);
  request.mutable_token()->set_read_only(options.read_only);
  request.mutable_token()->set_resource(*only);
  if (options.days != 0) {
    const absl::Time end = absl::Now() + absl::Hours(24) * options.days;
    request.mutable_token()->mutable_expire_time()->set_seconds(absl::ToUnixSeconds(end));
  }
  const auto response = (*connection)->CreateToken(request);
  if (!response.ok()) return response.status();
  const v1::Token& token = response->token();
  session.EmitDetails(
      *response, {{.id = "token", .label = "Token", .text = ShortName(token.name())},
                  {.id = "title", .label = "For", .text = token.title()},
                  {.id = "may", .label = "May", .text = MayWords(token, "what you may")},
                  {.id = "until", .label = "Until", .text = TimestampText(token.expire_time())},
                  {.id = "secret", .label = "Secret", .text = response->secret(), .whole = true}});
  session.console.Note(
      "The secret is not shown again. Keep it in a file that only you can read, for --token-file, "
      "or give it to a program as CONTINUUM_TOKEN. `continuum token revoke` ends it.");
  return ExitCode::kOk;
}

CommandResult TokenList(Session& session, const TokenListOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto account = AccountOrOwn(session, **connection, "ACCOUNT", options.account);
  if (!account.ok()) return account.status();
  v1::ListTokensRequest request;
  request.set_parent(*account);
  const auto response = CollectPages(**connection, &Connection::ListTokens, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "token", .title = "TOKEN"},
               {.id = "kind", .title = "KIND"},
               {.id = "title", .title = "FOR", .wraps = true},
               {.id = "may", .title = "MAY"},
               {.id = "state", .title = "STATE"},
               {.id = "until", .title = "UNTIL"},
               {.id = "last_use", .title = "LAST USED"}});
  for (const v1::Token& token : response->tokens()) {
    table.Add({ShortName(token.name()), TokenKindWords(token.kind()), token.title(),
               MayWords(token, "all"), TokenStateWords(token.state()),
               TimestampText(token.expire_time()), TimestampText(token.last_use_time())});
  }
  session.Emit(*response, table,
               "There are none. `continuum token create --title TITLE` makes one.");
  return ExitCode::kOk;
}

CommandResult TokenRevoke(Session& session, const TokenRevokeOptions& options) {
  const auto name = TokenName(options.token);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::RevokeTokenRequest request;
  request.set_name(*name);
  const auto token = (*connection)->RevokeToken(request);
  if (!token.ok()) return token.status();
  session.EmitDetails(*token,
                      {{.id = "token", .label = "Token", .text = ShortName(token->name())},
                       {.id = "title", .label = "For", .text = token->title()},
                       {.id = "state", .label = "State", .text = TokenStateWords(token->state())}});
  return ExitCode::kOk;
}

}  // namespace continuum::cli
