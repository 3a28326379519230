// SPDX-License-Identifier: Apache-2.0

#include "server/ledger/hash.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace continuum::ledger {
namespace {

constexpr absl::string_view kLeafPrefix("\0", 1);
constexpr absl::string_view kNodePrefix("\1", 1);

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

Hash Sha256(std::initializer_list<absl::string_view> parts) {
  // Fetched once: OpenSSL 3 searches its providers each time it is asked by name or by
  // EVP_sha256().
  static EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  bool ok = context != nullptr && EVP_DigestInit_ex(context.get(), sha256, nullptr) == 1;
  for (const absl::string_view part : parts) {
    ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  Hash hash;
  if (!ok || EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) != 1) {
    std::fputs("OpenSSL cannot compute SHA-256\n", stderr);
    std::abort();
  }
  return hash;
}

Hash HashLeaf(absl::string_view leaf) { return Sha256({kLeafPrefix, leaf}); }

Hash HashNode(const Hash& left, const Hash& right) {
  return Sha256({kNodePrefix, AsBytes(left), AsBytes(right)});
}

Hash EmptyRoot() { return Sha256({}); }

absl::string_view AsBytes(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

absl::StatusOr<Hash> HashFromBytes(absl::string_view bytes) {
  if (bytes.size() != kHashBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("a hash has ", kHashBytes, " bytes, not ", bytes.size()));
  }
  Hash hash;
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

}  // namespace continuum::ledger
