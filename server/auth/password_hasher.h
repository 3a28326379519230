// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_AUTH_PASSWORD_HASHER_H_
#define CONTINUUM_SERVER_AUTH_PASSWORD_HASHER_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/auth/slots.h"
#include "server/base/clock.h"
#include "server/base/patience.h"

namespace continuum::auth {

// The functions of server/auth/password.h for a server: since one hash needs 64 MiB, only a few run
// at once, the other callers wait, and what a crowd can take of threads and memory is bounded.
//
// Each function waits for its turn for as long as its caller waits.
//
// * RESOURCE_EXHAUSTED, SERVER_BUSY: too many wait already. Try again after the given time.
// * CANCELLED, DEADLINE_EXCEEDED: as `patience` says.
//
// Nothing about the password has been found out when there is an error: do not count it as a wrong
// one. Thread-safe. Keeps a reference to the clock.
class PasswordHasher {
 public:
  struct Limits {
    size_t at_once = 2;
    size_t waiting = 32;  // some two seconds' worth
  };

  explicit PasswordHasher(const base::Clock& clock) : PasswordHasher(clock, Limits()) {}
  PasswordHasher(const base::Clock& clock, const Limits& limits);

  // HashPassword, and its errors.
  absl::StatusOr<std::string> Hash(absl::string_view password, const base::Patience& patience = {});

  // VerifyPassword.
  absl::StatusOr<bool> Verify(absl::string_view hash, absl::string_view password,
                              const base::Patience& patience = {});

  // VerifyNothing, with the errors that Verify would give.
  absl::Status VerifyNothing(absl::string_view password, const base::Patience& patience = {});

 private:
  class Turn;

  Slots slots_;
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_PASSWORD_HASHER_H_
