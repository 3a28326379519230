// SPDX-License-Identifier: Apache-2.0
//
// What signing in, codes and passwords have in common.

#ifndef CONTINUUM_SERVER_OPERATIONS_PEOPLE_SIGN_IN_RULES_H_
#define CONTINUUM_SERVER_OPERATIONS_PEOPLE_SIGN_IN_RULES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/people_service.pb.h"
#include "server/operations/call.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/dependencies.h"
#include "server/storage/people_records.h"
#include "server/storage/writer.h"

namespace continuum::operations {

// How many good sessions an account may have; a further one ends the oldest.
inline constexpr size_t kMaxSessions = 10;

// An e-mail address as it is kept: in lower case.
std::string FoldedEmail(absl::string_view email);

// Whether a required e-mail address reads like one.
void CheckEmail(absl::string_view field, absl::string_view email, FieldChecks& checks);

// Whether a password may be set for the account.
void CheckNewPassword(absl::string_view field, absl::string_view password,
                      const storage::AccountRecord& account, FieldChecks& checks);

// UNAUTHENTICATED, SIGN_IN_FAILED: says nothing of what was wrong.
absl::Status SignInFailed();

// One try to show a secret. It counts as a failed one from the beginning, so that many at the same
// time are slowed down, too. For one call.
class Try {
 public:
  // RESOURCE_EXHAUSTED, SIGN_IN_SLOWED: too many tries have failed, of this subject (an account or
  // e-mail address; may be empty) or from where the call comes.
  static absl::StatusOr<Try> Begin(const Dependencies& dependencies, const Call& call,
                                   absl::string_view subject);

  // The secret was right.
  void Succeeded();
  // Nothing was found out about it.
  void Withdraw();

 private:
  Try(const Dependencies& dependencies, std::string subject, std::string peer);

  const Dependencies& dependencies_;
  std::string subject_;  // empty for none
  std::string peer_;     // empty for this machine
};

// Checks the caller's own password, as a Try. FAILED_PRECONDITION, NO_PASSWORD; UNAUTHENTICATED,
// SIGN_IN_FAILED. Gives the account as it was read.
absl::StatusOr<storage::AccountRecord> CheckOwnPassword(const Dependencies& dependencies,
                                                        const Call& call,
                                                        absl::string_view password);

// Makes a session for the account, which was just read in this change.
absl::StatusOr<v1::SignInResponse> StartSession(const Dependencies& dependencies,
                                                storage::Writer& writer,
                                                const storage::AccountRecord& account);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_PEOPLE_SIGN_IN_RULES_H_
