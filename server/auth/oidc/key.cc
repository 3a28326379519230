// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/key.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "server/auth/oidc/base64url.h"
#include "server/auth/oidc/json.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"

namespace continuum::auth::oidc {
namespace {

using nlohmann::json;

constexpr size_t kMaxKeys = 100;
constexpr size_t kMaxIdBytes = 256;
constexpr size_t kMinRsaBits = 2048;
constexpr size_t kMaxRsaBits = 8192;  // longer ones only make each call slow
constexpr size_t kMaxExponentBytes = 4;

// Why a key is left out.
using Why = absl::Status;

Why LeaveOut(absl::string_view why) { return absl::InvalidArgumentError(why); }

// A member that must be a string if it is there.
absl::StatusOr<std::optional<std::string>> Text(const json& key, const std::string& name) {
  const json* const member = FindMember(key, name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_string()) return LeaveOut(absl::StrCat(name, " is no string"));
  return std::make_optional(member->get<std::string>());
}

absl::StatusOr<std::string> Bytes(const json& key, const std::string& name) {
  ASSIGN_OR_RETURN(const std::optional<std::string> text, Text(key, name));
  const std::optional<std::string> bytes = ReadBase64Url(text.value_or(""));
  if (!bytes.has_value() || bytes->empty()) {
    return LeaveOut(absl::StrCat(name, " is no number in base64url"));
  }
  return *bytes;
}

// Leading zeros must not make a short key look long.
absl::string_view WithoutLeadingZeros(absl::string_view number) {
  while (!number.empty() && number[0] == '\0') number.remove_prefix(1);
  return number;
}

size_t BitsOf(absl::string_view number) {
  number = WithoutLeadingZeros(number);
  if (number.empty()) return 0;
  size_t bits = number.size() * 8;
  for (int first = static_cast<uint8_t>(number[0]); first < 0x80; first <<= 1) --bits;
  return bits;
}

// Checks an RSA key and gives its length in bytes.
absl::StatusOr<size_t> RsaBytes(const json& key) {
  ASSIGN_OR_RETURN(const std::string modulus, Bytes(key, "n"));
  ASSIGN_OR_RETURN(const std::string exponent, Bytes(key, "e"));
  const size_t bits = BitsOf(modulus);
  if (bits < kMinRsaBits || bits > kMaxRsaBits) {
    return LeaveOut(
        absl::StrCat("RSA of ", bits, " bits, want ", kMinRsaBits, " to ", kMaxRsaBits));
  }
  // With the exponent 1 everybody can sign.
  const absl::string_view e = WithoutLeadingZeros(exponent);
  const bool odd = !e.empty() && (static_cast<uint8_t>(e.back()) & 1) == 1;
  if (!odd || e == "\1" || e.size() > kMaxExponentBytes) {
    return LeaveOut("e is not an odd number from 3 to 4294967295");
  }
  return (bits + 7) / 8;
}

Why CheckPoint(const json& key, size_t size) {
  for (const char* const name : {"x", "y"}) {
    ASSIGN_OR_RETURN(const std::string coordinate, Bytes(key, name));
    if (coordinate.size() != size) {
      return LeaveOut(absl::StrCat(name, " has ", coordinate.size(), " bytes, want ", size));
    }
  }
  return absl::OkStatus();
}

// What kind of key it is. The members of that kind are then in order.
Why ReadType(const json& read, Key* key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> type, Text(read, "kty"));
  if (type == "RSA") {
    key->type = Key::Type::kRsa;
    ASSIGN_OR_RETURN(key->signature_bytes, RsaBytes(read));
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::optional<std::string> curve, Text(read, "crv"));
  if (type == "EC" && (curve == "P-256" || curve == "P-384")) {
    key->type = curve == "P-256" ? Key::Type::kP256 : Key::Type::kP384;
    const size_t coordinate_bytes = key->type == Key::Type::kP256 ? 32 : 48;
    key->signature_bytes = 2 * coordinate_bytes;
    return CheckPoint(read, coordinate_bytes);
  }
  return LeaveOut("want kty RSA, or kty EC with crv P-256 or P-384");
}

// That the key is for verifying signatures, and still one that only its owner can sign with.
Why CheckUse(const json& key) {
  ASSIGN_OR_RETURN(const std::optional<std::string> use, Text(key, "use"));
  if (use.has_value() && use != "sig") return LeaveOut("its use is not sig");
  const json* const operations = FindMember(key, "key_ops");
  if (operations != nullptr &&
      (!operations->is_array() ||
       std::find(operations->begin(), operations->end(), json("verify")) == operations->end())) {
    return LeaveOut("its key_ops have no verify");
  }
  if (key.contains("d")) return LeaveOut("its private part is in the set, for all to sign with");
  return absl::OkStatus();
}

// libcjose's key, from those members alone that make the public key. It refuses a point that is not
// on its curve.
absl::StatusOr<std::shared_ptr<const cjose_jwk_t>> Import(const json& key) {
  json bare = json::object();
  for (const char* const name : {"kty", "n", "e", "crv", "x", "y"}) {
    const json* const member = FindMember(key, name);
    if (member != nullptr) bare[name] = *member;
  }
  const std::string text = bare.dump();
  cjose_jwk_t* const jwk = cjose_jwk_import(text.data(), text.size(), nullptr);
  if (jwk == nullptr) return LeaveOut("its numbers make no key");
  return std::shared_ptr<const cjose_jwk_t>(
      jwk, [](const cjose_jwk_t* last) { cjose_jwk_release(const_cast<cjose_jwk_t*>(last)); });
}

absl::StatusOr<Key> ReadKey(const json& read) {
  if (!read.is_object()) return LeaveOut("it is no object");
  Key key;
  ASSIGN_OR_RETURN(key.id, Text(read, "kid"));
  if (key.id.has_value() && key.id->size() > kMaxIdBytes) {
    return LeaveOut(absl::StrCat("its kid is longer than ", kMaxIdBytes, " bytes"));
  }
  RETURN_IF_ERROR(CheckUse(read));
  RETURN_IF_ERROR(ReadType(read, &key));
  ASSIGN_OR_RETURN(key.algorithm, Text(read, "alg"));
  ASSIGN_OR_RETURN(key.jwk, Import(read));
  return key;
}

std::string NameOf(const json& key, size_t number) {
  std::string name = absl::StrCat("key ", number);
  if (key.is_object()) {
    const absl::StatusOr<std::optional<std::string>> id = Text(key, "kid");
    if (id.ok() && id->has_value()) absl::StrAppend(&name, " (", base::Shown(**id), ")");
  }
  return name;
}

}  // namespace

absl::StatusOr<Keys> ReadKeys(absl::string_view text) {
  const absl::StatusOr<json> set = ReadJsonObject(text);
  if (!set.ok()) {
    return absl::InvalidArgumentError(absl::StrCat("the key set ", set.status().message()));
  }
  const json* const listed = FindMember(*set, "keys");
  if (listed == nullptr || !listed->is_array()) {
    return absl::InvalidArgumentError("the key set has no list \"keys\"");
  }
  if (listed->size() > kMaxKeys) {
    return absl::InvalidArgumentError(
        absl::StrCat("the key set has ", listed->size(), " keys, want at most ", kMaxKeys));
  }
  Keys keys;
  for (size_t i = 0; i < listed->size(); ++i) {
    absl::StatusOr<Key> key = ReadKey((*listed)[i]);
    if (key.ok()) {
      keys.keys.push_back(*std::move(key));
    } else {
      keys.ignored.push_back(
          absl::StrCat(NameOf((*listed)[i], i + 1), ": ", key.status().message()));
    }
  }
  return keys;
}

const std::vector<std::string>& KnownAlgorithms() {
  static const auto* const known = new std::vector<std::string>{"RS256", "RS384", "RS512", "PS256",
                                                                "PS384", "PS512", "ES256", "ES384"};
  return *known;
}

bool Fits(const Key& key, absl::string_view algorithm) {
  if (key.algorithm.has_value() && *key.algorithm != algorithm) return false;
  switch (key.type) {
    case Key::Type::kRsa:
      return absl::StartsWith(algorithm, "RS") || absl::StartsWith(algorithm, "PS");
    case Key::Type::kP256:
      return algorithm == "ES256";
    case Key::Type::kP384:
      return algorithm == "ES384";
  }
  return false;
}

std::optional<std::string> VerifiedPayload(absl::string_view jwt, const Key& key,
                                           absl::string_view algorithm) {
  // libcjose 0.6.2 reads beyond a PS... signature that is too short, and takes an ES... signature
  // with a byte too many.
  const std::optional<std::string> signature = ReadBase64Url(jwt.substr(jwt.rfind('.') + 1));
  if (!signature.has_value() || signature->size() != key.signature_bytes) return std::nullopt;
  const std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t*)> jws(
      cjose_jws_import(jwt.data(), jwt.size(), nullptr), &cjose_jws_release);
  if (jws == nullptr) return std::nullopt;
  // What libcjose verifies by is what we have read, or nothing.
  const char* const found =
      cjose_header_get(cjose_jws_get_protected(jws.get()), CJOSE_HDR_ALG, nullptr);
  if (found == nullptr || found != algorithm) return std::nullopt;
  if (!cjose_jws_verify(jws.get(), key.jwk.get(), nullptr)) return std::nullopt;
  uint8_t* payload = nullptr;  // stays the property of `jws`
  size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &payload, &size, nullptr)) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(payload), size);
}

}  // namespace continuum::auth::oidc
