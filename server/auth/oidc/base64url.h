// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_BASE64URL_H_
#define CONTINUUM_SERVER_AUTH_OIDC_BASE64URL_H_

#include <optional>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"

namespace continuum::auth::oidc {

// The bytes that `text` is the base64url of, as RFC 7515 writes it: without padding, and in the one
// way that these bytes are written. Pure function.
inline std::optional<std::string> ReadBase64Url(absl::string_view text) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes)) return std::nullopt;
  // Abseil also takes padding, spaces and loose bits at the end.
  if (absl::WebSafeBase64Escape(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_BASE64URL_H_
