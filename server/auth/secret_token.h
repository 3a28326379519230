// SPDX-License-Identifier: Apache-2.0
//
// Secrets that a program keeps and shows instead of a password: API tokens, sessions, and codes
// that work once (the first administrator's, an invitation's, a reset's).
//
//   const std::string secret = NewSecret(kApiPrefix);   // shown to its owner, once
//   row.hash = HashSecret(secret);                      // what is stored, and looked up by
//
// A secret is "<prefix>_", 43 characters out of 0-9A-Za-z by chance (256 bits), and six check
// characters. The prefix lets scanners of source code find a leaked one; the check tells a mistyped
// or cut one from one that is revoked, without asking the database. There is no hash that is slow
// on purpose: nobody can try 2^256 secrets. For the same reason a hash may be looked up through an
// index: how long that takes says nothing about the secret behind it.
//
// Thread-safe. No errors; the process ends if the system has no randomness.

#ifndef CONTINUUM_SERVER_AUTH_SECRET_TOKEN_H_
#define CONTINUUM_SERVER_AUTH_SECRET_TOKEN_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::auth {

inline constexpr absl::string_view kApiPrefix = "ctm_api";
inline constexpr absl::string_view kSessionPrefix = "ctm_session";
inline constexpr absl::string_view kOncePrefix = "ctm_once";

// A new secret with one of the prefixes above; any other prefix makes one that is not well-formed.
std::string NewSecret(absl::string_view prefix);

// Its SHA-256 in lower-case hexadecimal digits: 64 characters.
std::string HashSecret(absl::string_view secret);

// The prefix above that a well-formed secret begins with; empty if it is none. A secret with one
// wrong or two exchanged characters is never well-formed. That says nothing about whether it was
// ever given out.
absl::string_view PrefixOfSecret(absl::string_view secret);

bool IsWellFormed(absl::string_view secret);

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_SECRET_TOKEN_H_
