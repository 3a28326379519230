// SPDX-License-Identifier: Apache-2.0

#include "server/auth/password_hasher.h"

#include "server/auth/password.h"
#include "server/base/status_macros.h"

namespace continuum::auth {

// A slot, for its own lifetime; or the reason why there is none.
class PasswordHasher::Turn {
 public:
  Turn(PasswordHasher& hasher, const base::Patience& patience)
      : slots_(hasher.slots_), status_(slots_.Take(patience)) {}
  ~Turn() {
    if (status_.ok()) slots_.Give();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  const absl::Status& status() const { return status_; }

 private:
  Slots& slots_;
  const absl::Status status_;
};

PasswordHasher::PasswordHasher(const base::Clock& clock, const Limits& limits)
    : slots_(clock, {.at_once = limits.at_once, .waiting = limits.waiting},
             "too many people are signing in; try again soon") {}

absl::StatusOr<std::string> PasswordHasher::Hash(absl::string_view password,
                                                 const base::Patience& patience) {
  const Turn turn(*this, patience);
  RETURN_IF_ERROR(turn.status());
  return HashPassword(password);
}

absl::StatusOr<bool> PasswordHasher::Verify(absl::string_view hash, absl::string_view password,
                                            const base::Patience& patience) {
  const Turn turn(*this, patience);
  RETURN_IF_ERROR(turn.status());
  return VerifyPassword(hash, password);
}

absl::Status PasswordHasher::VerifyNothing(absl::string_view password,
                                           const base::Patience& patience) {
  const Turn turn(*this, patience);
  RETURN_IF_ERROR(turn.status());
  auth::VerifyNothing(password);
  return absl::OkStatus();
}

}  // namespace continuum::auth
