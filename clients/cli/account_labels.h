// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_ACCOUNT_LABELS_H_
#define CONTINUUM_CLIENTS_CLI_ACCOUNT_LABELS_H_

#include <functional>
#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "clients/cli/session.h"

namespace continuum::cli {

// What people are called who did something for a program, where the API says only the names of
// their accounts: as its members and those of its organization are listed, and the caller. Who is
// not found there, or may not be seen by the caller, stays by the account's name. What other
// programs read has names only. Asks when it is first needed. Not thread-safe.
class AccountLabels {
 public:
  // `session` must outlive it. `program` is a full name.
  AccountLabels(Session& session, absl::string_view program)
      : session_(session), program_(program) {}

  // "Ana" of "accounts/ana", or "ana"; "" of "".
  std::string Of(absl::string_view account);
  // The same, but what is not found, and what other programs read, stays as it is.
  std::string OfFull(absl::string_view account);

 private:
  // Null where it is not known.
  const std::string* Find(absl::string_view account);
  void AddMembersOf(const std::string& resource);
  void AddCaller();
  std::string OrganizationOfProgram();

  Session& session_;
  const std::string program_;
  int asked_ = 0;  // of how many places
  std::map<std::string, std::string, std::less<>> labels_;
};

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_ACCOUNT_LABELS_H_
