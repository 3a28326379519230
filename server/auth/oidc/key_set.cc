// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/key_set.h"

#include "absl/strings/match.h"
#include "server/auth/oidc/file_key_set.h"
#include "server/auth/oidc/url_key_set.h"

namespace continuum::auth::oidc {

bool IsUrl(absl::string_view location) { return absl::StrContains(location, "://"); }

std::unique_ptr<KeySet> OpenKeySet(const std::string& location, const base::Log& log,
                                   const KeySetOptions& options) {
  if (IsUrl(location)) return std::make_unique<UrlKeySet>(location, log, options);
  return std::make_unique<FileKeySet>(location, log, options);
}

}  // namespace continuum::auth::oidc
