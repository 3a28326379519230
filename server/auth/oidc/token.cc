// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/token.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/auth/oidc/base64url.h"
#include "server/auth/oidc/json.h"
#include "server/auth/oidc/refusal.h"
#include "server/base/status_macros.h"

namespace continuum::auth::oidc {
namespace {

absl::Status Malformed(absl::string_view why) { return Refuse("TOKEN_MALFORMED", why); }

absl::StatusOr<nlohmann::json> ReadPart(absl::string_view bytes, absl::string_view part) {
  absl::StatusOr<nlohmann::json> object = ReadJsonObject(bytes);
  if (object.ok()) return object;
  return Malformed(absl::StrCat("its ", part, " ", object.status().message()));
}

// A member of the header that must be a text if it is there.
absl::StatusOr<std::optional<std::string>> ReadText(const nlohmann::json& header,
                                                    const std::string& name) {
  const nlohmann::json* const member = FindMember(header, name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_string())
    return Malformed(absl::StrCat("the ", name, " in its header is no text"));
  return std::make_optional(member->get<std::string>());
}

// RFC 9068 gives access tokens a type of their own, so that no other token of the same issuer is
// taken for one. Issuers from before it write JWT, or nothing.
absl::Status ReadType(const nlohmann::json& header, Token* token) {
  ASSIGN_OR_RETURN(const std::optional<std::string> type, ReadText(header, "typ"));
  if (!type.has_value() || absl::EqualsIgnoreCase(*type, "JWT")) return absl::OkStatus();
  token->says_access_token = absl::EqualsIgnoreCase(*type, "at+jwt") ||
                             absl::EqualsIgnoreCase(*type, "application/at+jwt");
  if (token->says_access_token) return absl::OkStatus();
  return Refuse("TOKEN_TYPE", "it is another kind of token");
}

absl::Status ReadHeader(absl::string_view bytes, Token* token) {
  ASSIGN_OR_RETURN(const nlohmann::json header, ReadPart(bytes, "header"));
  if (header.contains("crit")) {
    return Refuse("TOKEN_EXTENSION", "it needs an extension that this server does not know");
  }
  ASSIGN_OR_RETURN(std::optional<std::string> algorithm, ReadText(header, "alg"));
  if (!algorithm.has_value()) return Malformed("its header has no alg");
  token->algorithm = *std::move(algorithm);
  ASSIGN_OR_RETURN(token->key, ReadText(header, "kid"));
  return ReadType(header, token);
}

}  // namespace

absl::StatusOr<Token> ReadToken(absl::string_view jwt) {
  if (jwt.size() > kMaxTokenBytes) {
    return Refuse("TOKEN_TOO_LARGE", absl::StrCat("it is longer than ", kMaxTokenBytes, " bytes"));
  }
  std::vector<std::string> parts;
  bool well_formed = true;
  for (const absl::string_view part : absl::StrSplit(jwt, '.')) {
    const std::optional<std::string> bytes = ReadBase64Url(part);
    well_formed &= bytes.has_value() && !bytes->empty();
    parts.push_back(bytes.value_or(""));
  }
  if (!well_formed || parts.size() != 3) {
    return Malformed("it is not a signed token of three parts");
  }
  Token token;
  RETURN_IF_ERROR(ReadHeader(parts[0], &token));
  ASSIGN_OR_RETURN(token.claims, ReadPart(parts[1], "set of claims"));
  token.payload = std::move(parts[1]);
  return token;
}

}  // namespace continuum::auth::oidc
