// SPDX-License-Identifier: Apache-2.0
//
// Whatever bytes somebody sends as an access token: nobody gets in without a signature. Whatever an
// issuer signs: it is refused with a reason, or stands for somebody until some time. Whatever an
// issuer publishes as its keys: those that are taken are as they must be.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/auth/oidc/claims.h"
#include "server/auth/oidc/verify.h"
#include "tests/server/auth/oidc/signing_key.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temp_dir.h"

namespace continuum::auth::oidc {
namespace {

using continuum::testing::EcKey;

void Check(bool holds) {
  if (!holds) std::abort();
}

// An issuer with one key, and a server that knows it.
class Setting {
 public:
  Setting() {
    continuum::testing::WriteFile(config_.keys, continuum::testing::KeySetText({EcKey().Jwk("k")}));
  }
  absl::StatusOr<Identity> Verify(absl::string_view token) const {
    absl::StatusOr<Identity> identity = verifier_.Verify(token);
    Check(identity.ok() || (identity.status().code() == absl::StatusCode::kUnauthenticated &&
                            !identity.status().message().empty()));
    return identity;
  }
  absl::Time now() const { return clock_.Now(); }
  const IssuerConfig& config() const { return config_; }

 private:
  const continuum::testing::TempDir dir_;
  const continuum::testing::FakeClock clock_;
  const base::Log log_{clock_, base::Severity::kError};
  const IssuerConfig config_{.issuer = "i", .audience = "a", .keys = dir_.File("keys.json")};
  const TokenVerifier verifier_{{config_}, clock_, log_};
};

void CheckSigned(const Setting& setting, absl::string_view header, absl::string_view claims) {
  const absl::StatusOr<Identity> identity =
      setting.Verify(continuum::testing::SignedToken(EcKey(), "ES256", header, claims));
  if (!identity.ok()) return;
  Check(identity->issuer == "i" && !identity->subject.empty());
  Check(identity->expire_time > setting.now() - setting.config().clock_skew);
}

void CheckKeys(absl::string_view text) {
  const absl::StatusOr<Keys> keys = ReadKeys(text);
  if (!keys.ok()) return;
  for (const Key& key : keys->keys) {
    Check(key.jwk != nullptr && !Fits(key, "none") && !Fits(key, "HS256"));
    Check(key.type != Key::Type::kRsa || key.signature_bytes >= 256);
  }
}

}  // namespace
}  // namespace continuum::auth::oidc

// The first byte says what the rest is: the claims of a signed token, its header, a set of keys, or
// else a whole token.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto& setting = *new continuum::auth::oidc::Setting;
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const absl::string_view rest = input.substr(size > 0 ? 1 : 0);
  const char what = size > 0 ? input[0] : '\0';
  if (what == 'c') {
    continuum::auth::oidc::CheckSigned(setting, R"({"alg": "ES256", "kid": "k"})", rest);
  } else if (what == 'h') {
    continuum::auth::oidc::CheckSigned(
        setting, rest, R"({"iss": "i", "sub": "s", "aud": "a", "exp": 1772367000})");
  } else if (what == 'k') {
    continuum::auth::oidc::CheckKeys(rest);
  } else {
    continuum::auth::oidc::Check(!setting.Verify(input).ok());
  }
  return 0;
}
