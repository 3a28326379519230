// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/verify.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "server/auth/oidc/claims.h"
#include "server/auth/oidc/json.h"
#include "server/auth/oidc/key.h"
#include "server/auth/oidc/refusal.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"

namespace continuum::auth::oidc {
namespace {

// The one key that the token can be signed with. With two, we would not know which one its issuer
// meant.
absl::StatusOr<Key> ChooseKey(const Keys& keys, const Token& token) {
  std::vector<Key> fit;
  bool named = false;
  for (const Key& key : keys.keys) {
    if (token.key.has_value() && key.id != token.key) continue;
    named = true;
    if (Fits(key, token.algorithm)) fit.push_back(key);
  }
  if (fit.size() == 1) return fit[0];
  if (fit.empty() && named && token.key.has_value()) {
    return Refuse("TOKEN_KEY_UNFIT", "its key is not for the algorithm it is signed with");
  }
  return Refuse(
      "TOKEN_KEY_UNKNOWN",
      token.key.has_value()
          ? "it is signed with a key that its issuer does not publish; a new key is known "
            "after a minute"
          : "it does not say which of its issuer's keys it is signed with");
}

absl::StatusOr<std::shared_ptr<const Keys>> OrUnavailable(
    absl::StatusOr<std::shared_ptr<const Keys>> keys) {
  if (keys.ok()) return keys;
  return base::MakeError(absl::StatusCode::kUnavailable, "TOKEN_KEYS_UNAVAILABLE",
                         "the access token cannot be checked now: its issuer's keys cannot be "
                         "read. Try again in a minute");
}

absl::StatusOr<Key> FindKey(KeySet& key_set, const Token& token) {
  ASSIGN_OR_RETURN(std::shared_ptr<const Keys> keys, OrUnavailable(key_set.Current()));
  absl::StatusOr<Key> key = ChooseKey(*keys, token);
  if (key.ok()) return key;
  // The issuer may have changed its keys.
  ASSIGN_OR_RETURN(keys, OrUnavailable(key_set.Newer(keys)));
  return ChooseKey(*keys, token);
}

}  // namespace

TokenVerifier::TokenVerifier(const std::vector<IssuerConfig>& issuers, const base::Clock& clock,
                             const base::Log& log, const KeySetOptions& options)
    : clock_(clock) {
  for (const IssuerConfig& issuer : issuers) {
    KeySetOptions own = options;
    own.certificates = issuer.certificates;
    issuers_.push_back({issuer, OpenKeySet(issuer.keys, log, own)});
  }
}

const TokenVerifier::Issuer* TokenVerifier::FindIssuer(const Token& token) const {
  const nlohmann::json* const named = FindMember(token.claims, "iss");
  if (named == nullptr || !named->is_string()) return nullptr;
  for (const Issuer& issuer : issuers_) {
    if (issuer.config.issuer == named->get_ref<const std::string&>()) return &issuer;
  }
  return nullptr;
}

absl::StatusOr<Identity> TokenVerifier::Verify(absl::string_view jwt) const {
  ASSIGN_OR_RETURN(const Token token, ReadToken(jwt));
  const Issuer* const issuer = FindIssuer(token);
  if (issuer == nullptr) {
    return Refuse("TOKEN_ISSUER", "its issuer is not one that this server knows");
  }
  const std::vector<std::string>& pinned = issuer->config.algorithms;
  if (std::find(pinned.begin(), pinned.end(), token.algorithm) == pinned.end()) {
    return Refuse("TOKEN_ALGORITHM", "it is signed in a way that this server does not accept");
  }
  ASSIGN_OR_RETURN(const Key key, FindKey(*issuer->keys, token));
  // What is judged below are the very bytes that were signed.
  if (VerifiedPayload(jwt, key, token.algorithm) != token.payload) {
    return Refuse("TOKEN_SIGNATURE", "its signature is not by its issuer");
  }
  return JudgeClaims(token, issuer->config, clock_.Now());
}

bool TokenVerifier::Knows(absl::string_view issuer) const {
  return std::any_of(issuers_.begin(), issuers_.end(),
                     [issuer](const Issuer& known) { return known.config.issuer == issuer; });
}

absl::Status TokenVerifier::CheckKeys() const {
  for (const Issuer& issuer : issuers_) RETURN_IF_ERROR(issuer.keys->Current().status());
  return absl::OkStatus();
}

}  // namespace continuum::auth::oidc
