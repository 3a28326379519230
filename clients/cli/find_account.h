// SPDX-License-Identifier: Apache-2.0
//
// Whom people mean where an account is wanted. They know each other by name, and nobody can type
// the id that an invited person's account gets ("p01m83...").

#ifndef CONTINUUM_CLIENTS_CLI_FIND_ACCOUNT_H_
#define CONTINUUM_CLIENTS_CLI_FIND_ACCOUNT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/session.h"
#include "continuum/v1/people.pb.h"

namespace continuum::cli {

// Finds accounts as they are called among those who have a role for a resource or, of a program,
// for its organization. Asks when it is first needed, and not at all for "accounts/NAME" and the
// ids of people who were invited. Not thread-safe.
class AccountFinder {
 public:
  // Whether somebody without a role there may be meant.
  enum class Outsiders { kNever, kMaybe };

  // `session` must outlive it. `resource` is a full name, or "installation".
  AccountFinder(Session& session, absl::string_view resource)
      : session_(session), resource_(resource) {}

  // The full name of the account that `typed` means: its id, or what the person is called, or an
  // e-mail address where the caller may see it, upper and lower case alike. People choose what they
  // are called: that is never taken for an address, an id that somebody has there comes first, and
  // where outsiders may be meant, a name that may as well be another's id is refused. What only may
  // be an id goes on as it is. Otherwise a usage error about `option`, such as "--to".
  absl::StatusOr<std::string> Find(absl::string_view option, absl::string_view typed,
                                   Outsiders outsiders);

 private:
  struct Person {
    std::string account;
    std::string label;
    std::string name;  // what else they are called, if anything
  };

  absl::Status ListPeople();
  void AddOrganization();
  void NameCaller();
  // Whether the caller sees others by their e-mail addresses, and not by name.
  bool SeesAddresses() const;
  static void AddOthers(const std::vector<Person>& others, std::vector<Person>& people);
  // Those who are called so, each once.
  std::vector<Person> Called(absl::string_view text);
  // The same as administrators see them: by e-mail address, also of those without a role there.
  // For others the caller alone, by that address.
  std::vector<Person> CalledInAccounts(absl::string_view text);
  void AddPeople(const v1::ListMembershipsResponse& members);
  absl::Status Unknown(absl::string_view option, absl::string_view text) const;
  // "harbor", and "organizations/harbor-health".
  std::string ResourceWords() const;

  Session& session_;
  const std::string resource_;
  std::optional<absl::Status> listed_;  // how that went; not set: not tried yet
  v1::Account caller_;                  // empty: not known
  bool addresses_hidden_ = false;
  std::vector<Person> people_;
};

// The full name of the account that an administrator means by its id or e-mail address, of all that
// there are. A usage error about `option` otherwise. Asks only about an address.
absl::StatusOr<std::string> FindAnyAccount(Session& session, absl::string_view option,
                                           absl::string_view typed);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_FIND_ACCOUNT_H_
