// SPDX-License-Identifier: Apache-2.0

#include "server/auth/oidc/kept_keys.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace continuum::auth::oidc {

bool KeptKeys::Take(const absl::StatusOr<std::string>& text, Moment now) {
  absl::Status wrong = text.status();
  if (text.ok() && (keys_ == nullptr || *text != text_)) {
    absl::StatusOr<Keys> keys = ReadKeys(*text);
    wrong = keys.status();
    if (keys.ok()) {
      for (const std::string& ignored : keys->ignored) {
        log_.Write(base::Severity::kWarning, "a sign-in key is not used",
                   {{"keys", location_}, {"why", ignored}});
      }
      log_.Write(base::Severity::kInfo, "sign-in keys were read",
                 {{"keys", location_}, {"count", keys->keys.size()}});
      keys_ = std::make_shared<const Keys>(*std::move(keys));
      text_ = *text;
    }
  }
  if (!wrong.ok()) {
    log_.Write(base::Severity::kWarning, "sign-in keys could not be read",
               {{"keys", location_}, {"why", wrong.message()}});
    return false;
  }
  read_at_ = now;
  return true;
}

absl::StatusOr<std::shared_ptr<const Keys>> KeptKeys::Get(Moment now) const {
  if (keys_ == nullptr) {
    return absl::UnavailableError(absl::StrCat("no keys could be read from ", location_));
  }
  if (absl::FromChrono(now - read_at_) > keep_) {
    return absl::UnavailableError(absl::StrCat("no keys could be read from ", location_, " for ",
                                               absl::FormatDuration(keep_)));
  }
  return keys_;
}

}  // namespace continuum::auth::oidc
