// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_OIDC_REFUSAL_H_
#define CONTINUUM_SERVER_AUTH_OIDC_REFUSAL_H_

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/errors.h"

namespace continuum::auth::oidc {

// UNAUTHENTICATED. `why` ends a sentence: "it has expired". It says nothing that a stranger may not
// know, and shows nothing out of the token: errors end up in logs.
inline absl::Status Refuse(absl::string_view reason, absl::string_view why) {
  return base::MakeError(absl::StatusCode::kUnauthenticated, reason,
                         absl::StrCat("the access token is not accepted: ", why));
}

}  // namespace continuum::auth::oidc

#endif  // CONTINUUM_SERVER_AUTH_OIDC_REFUSAL_H_
