// SPDX-License-Identifier: Apache-2.0

#include "server/auth/password_hasher.h"

#include "absl/time/time.h"
#include "server/auth/password.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"

namespace continuum::auth {

// A slot, for its own lifetime; or the reason why there is none.
class PasswordHasher::Turn {
 public:
  Turn(PasswordHasher& hasher, const base::Patience& patience)
      : slots_(hasher.slots_), taken_(slots_.Take()) {
    status_ = taken_ ? patience.Check(hasher.clock_.Now())
                     : base::ResourceExhausted("SERVER_BUSY",
                                               "too many people are signing in: try again soon",
                                               absl::Seconds(2));
  }
  ~Turn() {
    if (taken_) slots_.Give();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  const absl::Status& status() const { return status_; }

 private:
  Slots& slots_;
  const bool taken_;
  absl::Status status_;
};

PasswordHasher::PasswordHasher(const base::Clock& clock, const Limits& limits)
    : clock_(clock), slots_(limits.at_once, limits.waiting) {}

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
