// SPDX-License-Identifier: Apache-2.0

#include "tests/server/auth/oidc/signing_key.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstddef>
#include <cstdint>
#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace continuum::testing {
namespace {

const uint8_t* Bytes(absl::string_view text) {
  return reinterpret_cast<const uint8_t*>(text.data());
}

// A number of the key in base64url, with leading zeros up to `size` bytes.
std::string Number(EVP_PKEY* key, const char* name, int size = 0) {
  BIGNUM* number = nullptr;
  EVP_PKEY_get_bn_param(key, name, &number);
  std::string bytes(static_cast<size_t>(size > 0 ? size : BN_num_bytes(number)), '\0');
  BN_bn2binpad(number, reinterpret_cast<uint8_t*>(bytes.data()), static_cast<int>(bytes.size()));
  BN_free(number);
  return Base64Url(bytes);
}

int CoordinateBytes(EVP_PKEY* key) { return (EVP_PKEY_get_bits(key) + 7) / 8; }

const EVP_MD* HashOf(absl::string_view algorithm) {
  if (absl::EndsWith(algorithm, "512")) return EVP_sha512();
  return absl::EndsWith(algorithm, "384") ? EVP_sha384() : EVP_sha256();
}

// OpenSSL writes the two numbers in DER; RFC 7518 wants them side by side.
std::string SideBySide(absl::string_view der, int size) {
  const uint8_t* at = Bytes(der);
  ECDSA_SIG* const both = d2i_ECDSA_SIG(nullptr, &at, static_cast<int64_t>(der.size()));
  std::string bytes(static_cast<size_t>(2 * size), '\0');
  auto* const to = reinterpret_cast<uint8_t*>(bytes.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(both), to, size);
  BN_bn2binpad(ECDSA_SIG_get0_s(both), to + size, size);
  ECDSA_SIG_free(both);
  return bytes;
}

}  // namespace

SigningKey SigningKey::Rsa(unsigned bits) { return SigningKey(EVP_RSA_gen(bits)); }

SigningKey SigningKey::Ec(const char* curve) { return SigningKey(EVP_EC_gen(curve)); }

nlohmann::json SigningKey::Jwk(absl::string_view id) const {
  nlohmann::json jwk;
  if (EVP_PKEY_is_a(pkey(), "RSA") == 1) {
    jwk = {{"kty", "RSA"},
           {"n", Number(pkey(), OSSL_PKEY_PARAM_RSA_N)},
           {"e", Number(pkey(), OSSL_PKEY_PARAM_RSA_E)}};
  } else {
    const int size = CoordinateBytes(pkey());
    jwk = {{"kty", "EC"},
           {"crv", absl::StrCat("P-", EVP_PKEY_get_bits(pkey()))},
           {"x", Number(pkey(), OSSL_PKEY_PARAM_EC_PUB_X, size)},
           {"y", Number(pkey(), OSSL_PKEY_PARAM_EC_PUB_Y, size)}};
  }
  if (!id.empty()) jwk["kid"] = std::string(id);
  return jwk;
}

std::string SigningKey::Pem() const {
  BIO* const memory = BIO_new(BIO_s_mem());
  PEM_write_bio_PUBKEY(memory, pkey());
  char* text = nullptr;
  const auto size = static_cast<size_t>(BIO_get_mem_data(memory, &text));
  std::string pem(text, size);
  BIO_free(memory);
  return pem;
}

std::string SigningKey::Sign(absl::string_view algorithm, absl::string_view bytes) const {
  EVP_MD_CTX* const context = EVP_MD_CTX_new();
  EVP_PKEY_CTX* options = nullptr;
  EVP_DigestSignInit(context, &options, HashOf(algorithm), nullptr, pkey());
  if (absl::StartsWith(algorithm, "PS")) {
    EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
    EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
  }
  size_t size = 0;
  EVP_DigestSign(context, nullptr, &size, Bytes(bytes), bytes.size());
  std::string signature(size, '\0');
  EVP_DigestSign(context, reinterpret_cast<uint8_t*>(signature.data()), &size, Bytes(bytes),
                 bytes.size());
  signature.resize(size);
  EVP_MD_CTX_free(context);
  if (!absl::StartsWith(algorithm, "ES")) return signature;
  return SideBySide(signature, CoordinateBytes(pkey()));
}

const SigningKey& RsaKey(int number) {
  static auto& keys = *new std::map<int, SigningKey>;
  const auto found = keys.find(number);
  return found != keys.end() ? found->second
                             : keys.emplace(number, SigningKey::Rsa(2048)).first->second;
}

const SigningKey& EcKey(int number) {
  static auto& keys = *new std::map<int, SigningKey>;
  const auto found = keys.find(number);
  return found != keys.end() ? found->second
                             : keys.emplace(number, SigningKey::Ec("P-256")).first->second;
}

std::string KeySetText(const std::vector<nlohmann::json>& keys) {
  return nlohmann::json{{"keys", keys}}.dump();
}

std::string Base64Url(absl::string_view bytes) { return absl::WebSafeBase64Escape(bytes); }

std::string Unsigned(absl::string_view header, absl::string_view claims) {
  return absl::StrCat(Base64Url(header), ".", Base64Url(claims));
}

std::string SignedToken(const SigningKey& key, absl::string_view algorithm,
                        absl::string_view header, absl::string_view claims) {
  const std::string text = Unsigned(header, claims);
  return absl::StrCat(text, ".", Base64Url(key.Sign(algorithm, text)));
}

std::string HmacToken(absl::string_view secret, absl::string_view header,
                      absl::string_view claims) {
  const std::string text = Unsigned(header, claims);
  std::string mac(32, '\0');
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), Bytes(text), text.size(),
       reinterpret_cast<uint8_t*>(mac.data()), nullptr);
  return absl::StrCat(text, ".", Base64Url(mac));
}

}  // namespace continuum::testing
