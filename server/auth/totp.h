// SPDX-License-Identifier: Apache-2.0
//
// The second factor: codes of six digits that change every 30 seconds and that any authenticator
// app shows (RFC 6238 with HMAC-SHA-1, over RFC 4226).
//
//   const std::string secret = NewTotpSecret();                     // stored, and shown once as
//   const std::string uri = TotpUri(secret, "ann@example.org", "Continuum");  // a QR code of this
//
//   const auto step = MatchTotp(secret, code, clock.Now(), row.last_used_step);
//   if (!step.has_value()) ...                                      // wrong, late, or used before
//   row.last_used_step = *step;                                     // in the same transaction
//
// A code has a million values: whoever calls MatchTotp must throttle it (server/auth/throttle.h).
// Thread-safe. No errors; the process ends if the system has no randomness.

#ifndef CONTINUUM_SERVER_AUTH_TOTP_H_
#define CONTINUUM_SERVER_AUTH_TOTP_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace continuum::auth {

// What stands for the last used step before any code was used.
inline constexpr int64_t kNoTotpStep = -1;

// 20 random bytes in base32 without padding: 32 characters.
std::string NewTotpSecret();

// The "otpauth://" address that an app reads from a QR code. It shows the issuer and the account;
// both may hold any text. A colon in them becomes a space, since it would part the two in the wrong
// place. The address holds the secret: never log it.
std::string TotpUri(absl::string_view secret, absl::string_view account, absl::string_view issuer);

// The code of a step: step 0 is the first 30 seconds of 1970, UTC. Empty if `secret` is not one
// (not base32, or shorter than the 16 bytes that RFC 4226 asks for).
std::string TotpCode(absl::string_view secret, int64_t step);

// The step whose code `code` is, if that step is the present one, the one before or the one after
// (clocks differ, and people type slowly) and comes after `last_used_step`: a code that someone
// watched being typed is of no use. The latest, if there are several. Spaces in the code do not
// matter, since apps show them. Takes as long for a wrong code as for a right one.
std::optional<int64_t> MatchTotp(absl::string_view secret, absl::string_view code, absl::Time time,
                                 int64_t last_used_step);

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_TOTP_H_
