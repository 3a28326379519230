// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/claims.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/auth/oidc/json.h"
#include "server/auth/oidc/refusal.h"
#include "server/base/status_macros.h"

namespace continuum::auth::oidc {
namespace {

using nlohmann::json;

constexpr size_t kMaxSubjectBytes = 255;  // as OpenID Connect has it
constexpr size_t kMaxEmailBytes = 254;
constexpr int64_t kLatestSecond = 253402300799;  // the end of the year 9999

absl::Status WrongClaim(absl::string_view name, absl::string_view wanted) {
  return Refuse("TOKEN_CLAIM", absl::StrCat("its claim ", name, " is missing or is not ", wanted));
}

bool IsPlainText(const json& value, size_t max_bytes) {
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return !text.empty() && text.size() <= max_bytes &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

absl::Status JudgeType(const Token& token, const IssuerConfig& issuer) {
  const json& claims = token.claims;
  if (claims.contains("cnf")) {
    return Refuse("TOKEN_BOUND", "it is bound to a key, which this server cannot check");
  }
  if (token.says_access_token) return absl::OkStatus();
  if (issuer.require_access_token_type) {
    return Refuse("TOKEN_TYPE", "its header does not say that it is an access token");
  }
  bool other = false;
  for (const char* const name : {"nonce", "at_hash", "c_hash", "s_hash", "events"}) {
    other |= claims.contains(name);
  }
  const json* const type = FindMember(claims, "typ");
  other |= type != nullptr &&
           !(type->is_string() && absl::EqualsIgnoreCase(type->get<std::string>(), "Bearer"));
  if (other) return Refuse("TOKEN_TYPE", "it is another kind of token");
  return absl::OkStatus();
}

// A time in seconds, of which fractions are dropped (NumericDate of RFC 7519).
absl::StatusOr<std::optional<absl::Time>> ReadTime(const json& claims, const std::string& name) {
  const json* const member = FindMember(claims, name);
  if (member == nullptr) return std::nullopt;
  if (member->is_number()) {
    const double seconds = member->get<double>();
    if (seconds >= 0 && seconds <= static_cast<double>(kLatestSecond)) {
      return std::make_optional(absl::FromUnixSeconds(static_cast<int64_t>(seconds)));
    }
  }
  return WrongClaim(name, "a time in seconds since 1970");
}

absl::Status JudgeTimes(const json& claims, const IssuerConfig& issuer, absl::Time now,
                        Identity* identity) {
  ASSIGN_OR_RETURN(const std::optional<absl::Time> expires, ReadTime(claims, "exp"));
  ASSIGN_OR_RETURN(const std::optional<absl::Time> begins, ReadTime(claims, "nbf"));
  ASSIGN_OR_RETURN(const std::optional<absl::Time> issued, ReadTime(claims, "iat"));
  if (!expires.has_value()) return WrongClaim("exp", "a time in seconds since 1970");
  if (now >= *expires + issuer.clock_skew) return Refuse("TOKEN_EXPIRED", "it has expired");
  const absl::Time latest = now + issuer.clock_skew;
  if (begins.value_or(now) > latest || issued.value_or(now) > latest) {
    return Refuse("TOKEN_NOT_YET_VALID", "it is not valid yet");
  }
  if (*expires - issued.value_or(now) > issuer.longest_token) {
    return Refuse("TOKEN_TOO_LONG_LIVED", absl::StrCat("it is valid for longer than ",
                                                       absl::FormatDuration(issuer.longest_token)));
  }
  identity->expire_time = *expires;
  return absl::OkStatus();
}

// The values of a claim that is a text or a list of texts.
absl::StatusOr<std::vector<std::string>> ReadTexts(const json& claims, const std::string& name) {
  const json* const member = FindMember(claims, name);
  const json listed = member == nullptr    ? json::array()
                      : member->is_array() ? *member
                                           : json::array({*member});
  std::vector<std::string> texts;
  for (const json& text : listed) {
    if (!text.is_string()) return WrongClaim(name, "a text or a list of texts");
    texts.push_back(text.get<std::string>());
  }
  return texts;
}

absl::Status JudgeAudience(const json& claims, const IssuerConfig& issuer, Identity* identity) {
  ASSIGN_OR_RETURN(const std::vector<std::string> audiences, ReadTexts(claims, "aud"));
  if (std::find(audiences.begin(), audiences.end(), issuer.audience) == audiences.end()) {
    return Refuse("TOKEN_AUDIENCE", "it is not for this server");
  }
  const json* client = FindMember(claims, "azp");
  if (client == nullptr) client = FindMember(claims, "client_id");
  if (client != nullptr) {
    if (!IsPlainText(*client, kMaxTokenBytes)) {
      return WrongClaim("azp or client_id", "a plain text");
    }
    identity->client = client->get<std::string>();
  }
  if (audiences.size() > 1 && identity->client.empty()) {
    return Refuse("TOKEN_CLIENT",
                  "it is for several servers and does not say which client it was given to");
  }
  if (!issuer.clients.empty() && std::find(issuer.clients.begin(), issuer.clients.end(),
                                           identity->client) == issuer.clients.end()) {
    return Refuse("TOKEN_CLIENT", "it was given to a client that this server does not serve");
  }
  return absl::OkStatus();
}

bool LooksLikeEmail(const json& value) {
  if (!IsPlainText(value, kMaxEmailBytes)) return false;
  const auto& text = value.get_ref<const std::string&>();
  const size_t at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string::npos && text.find(' ') == std::string::npos;
}

// An address is a comfort: without a good one the token is as good.
std::string ReadEmail(const json& claims, const IssuerConfig& issuer) {
  const json* const email = FindMember(claims, issuer.email_claim);
  if (email == nullptr || !LooksLikeEmail(*email)) return "";
  const json* const verified = FindMember(claims, "email_verified");
  // What was verified is the claim `email`, not another that the installation reads instead.
  const bool says_verified =
      verified != nullptr && *verified == json(true) && issuer.email_claim == "email";
  const bool says_nothing = verified == nullptr || issuer.email_claim != "email";
  return says_verified || (says_nothing && issuer.trust_email) ? email->get<std::string>() : "";
}

// RFC 9068 has one text with spaces; others write a list, or call it `scp`.
absl::StatusOr<std::vector<std::string>> ReadScopes(const json& claims) {
  std::vector<std::string> scopes;
  ASSIGN_OR_RETURN(const std::vector<std::string> texts,
                   ReadTexts(claims, claims.contains("scope") ? "scope" : "scp"));
  for (const std::string& text : texts) {
    for (const absl::string_view scope : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
      scopes.emplace_back(scope);
    }
  }
  return scopes;
}

}  // namespace

absl::StatusOr<Identity> JudgeClaims(const Token& token, const IssuerConfig& issuer,
                                     absl::Time now) {
  const json& claims = token.claims;
  const json* const named = FindMember(claims, "iss");
  if (named == nullptr || *named != json(issuer.issuer)) {
    return Refuse("TOKEN_ISSUER", "its issuer is not one that this server knows");
  }
  RETURN_IF_ERROR(JudgeType(token, issuer));
  Identity identity{.issuer = issuer.issuer};
  RETURN_IF_ERROR(JudgeAudience(claims, issuer, &identity));
  RETURN_IF_ERROR(JudgeTimes(claims, issuer, now, &identity));
  const json* const subject = FindMember(claims, issuer.subject_claim);
  if (subject == nullptr || !IsPlainText(*subject, kMaxSubjectBytes)) {
    return WrongClaim(issuer.subject_claim,
                      absl::StrCat("a plain text of 1 to ", kMaxSubjectBytes, " bytes"));
  }
  identity.subject = subject->get<std::string>();
  identity.email = ReadEmail(claims, issuer);
  ASSIGN_OR_RETURN(identity.scopes, ReadScopes(claims));
  return identity;
}

}  // namespace continuum::auth::oidc
