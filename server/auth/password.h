// SPDX-License-Identifier: Apache-2.0
//
// Hashing of passwords with Argon2id (RFC 9106) by libsodium, and the rules for new ones.
//
// The parameters are libsodium's "interactive" ones: 64 MiB of memory, 2 passes, 1 lane. OWASP's
// Password Storage Cheat Sheet asks for at least 19 MiB, 2 passes and 1 lane. One hash takes about
// a tenth of a second and all of that memory: servers call these functions through a PasswordHasher
// (server/auth/password_hasher.h), which bounds how many run at once.
//
// Thread-safe. The process ends if the system has no randomness.

#ifndef CONTINUUM_SERVER_AUTH_PASSWORD_H_
#define CONTINUUM_SERVER_AUTH_PASSWORD_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace continuum::auth {

inline constexpr size_t kMinPasswordChars = 12;
inline constexpr size_t kMaxPasswordChars = 128;

// A new hash of the password, with a salt of its own, as a PHC string:
// "$argon2id$v=19$m=65536,t=2,p=1$<salt>$<hash>", less than 128 ASCII characters.
//
// * INVALID_ARGUMENT, PASSWORD_TOO_LONG: more bytes than 128 characters can have. Ask
// PasswordProblem
//   first; this guards the server, not the person.
// * RESOURCE_EXHAUSTED, SERVER_BUSY: there is no memory for it now.
absl::StatusOr<std::string> HashPassword(absl::string_view password);

// Whether `hash` was made of the password. It compares in a time that does not depend on either.
// False for what is no Argon2id hash, or one that would take more than 1 GiB or 16 passes: it was
// not made here. Also false, for want of a third answer, if there is no memory for it now.
bool VerifyPassword(absl::string_view hash, absl::string_view password);

// Takes as long as VerifyPassword with a hash made by HashPassword, and finds out nothing. Called
// when an account is not there or has no password, so that nobody can tell from the time which
// e-mail addresses have an account.
void VerifyNothing(absl::string_view password);

// Whether the hash was made with other parameters than those that HashPassword uses now. After a
// sign-in has shown the password to be right, make a new hash of it then.
bool NeedsRehash(absl::string_view hash);

// Why a password is not good enough to be chosen, as sentences for the person who chose it; empty
// if it is. The sentences never repeat a part of it.
//
// After NIST SP 800-63B: 12 to 128 characters (Unicode code points, spaces and all; nothing is
// normalized or cut), no rules about kinds of characters, and nothing that others try first. For
// the last, a password is read as pieces: a well-known word or one of `forbidden_words`, a run such
// as "1234", "zyx", "qwerty" or "112233", or a year counts as one character, whatever its length,
// and a repetition of what came before as none. At least 8 must be counted, and 5 of the characters
// must be different. Neither case matters for ASCII letters, nor writing "p@ssw0rd", nor the
// full-width forms that East Asian keyboards write.
//
// `forbidden_words` are the e-mail address and the name of the account, and names that belong to
// the installation; they are cut into words here, and words of fewer than 4 characters do not
// count.
std::string PasswordProblem(absl::string_view password,
                            absl::Span<const std::string> forbidden_words);

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_PASSWORD_H_
