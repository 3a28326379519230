// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_CALLER_H_
#define CONTINUUM_SERVER_AUTH_CALLER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/auth/roles.h"

namespace continuum::auth {

// A role of the caller, and the name of what it is for.
struct HeldRole {
  Role role = Role::kContributor;
  std::string resource;

  friend bool operator==(const HeldRole&, const HeldRole&) = default;
};

// How a call says who makes it.
enum class SignedInBy { kNothing, kMachine, kToken, kIssuer, kCertificate };

// Who is calling. Made by an authenticator for each call; a plain value, safe to copy between
// threads.
class Caller {
 public:
  // Whoever can reach a server that was started without sign-in, on its own machine. May do
  // everything.
  static Caller Local() {
    Caller caller("local");
    caller.sees_everything_ = true;
    caller.signed_in_by_ = SignedInBy::kMachine;
    return caller;
  }

  // The server itself, while it finds out who is calling and what they may do. Never the caller of
  // an operation.
  static Caller Server() {
    Caller caller("server");
    caller.sees_everything_ = true;
    return caller;
  }

  // Somebody who does not say who they are.
  static Caller Public() { return Caller("public"); }

  // A caller who owns only what the given organizations own ("organizations/a").
  static Caller Owner(std::string id, std::vector<std::string> organizations) {
    Caller caller(std::move(id));
    caller.organizations_ = std::move(organizations);
    for (const std::string& organization : caller.organizations_) {
      caller.roles_.push_back({Role::kOwner, organization});
    }
    return caller;
  }

  // An account with its roles. `organizations` own the rows that it may touch: those of which it is
  // a member, or of whose programs. An administrator touches all.
  static Caller Account(std::string name, std::vector<HeldRole> roles,
                        std::vector<std::string> organizations, SignedInBy by) {
    Caller caller(std::move(name));
    caller.is_account_ = true;
    caller.roles_ = std::move(roles);
    caller.organizations_ = std::move(organizations);
    caller.signed_in_by_ = by;
    for (const HeldRole& held : caller.roles_) {
      if (held.role == Role::kAdministrator) caller.sees_everything_ = true;
    }
    return caller;
  }

  // Stands as author in what the caller changes, and keeps request_ids of different callers apart.
  // An account's name.
  const std::string& id() const { return id_; }

  // Whether it is an account, and not the public or the local caller.
  bool is_account() const { return is_account_; }

  // Whether the storage shows it every row. What it may do with them, its roles say.
  bool sees_everything() const { return sees_everything_; }

  // Whether it may call every method: the local caller alone.
  bool may_do_everything() const { return signed_in_by_ == SignedInBy::kMachine; }

  // The organizations whose rows are the caller's, by resource name.
  const std::vector<std::string>& organizations() const { return organizations_; }

  const std::vector<HeldRole>& roles() const { return roles_; }
  RoleSet RolesFor(absl::string_view resource) const {
    RoleSet set;
    for (const HeldRole& held : roles_) {
      if (held.resource == resource) set.Add(held.role);
    }
    return set;
  }

  SignedInBy signed_in_by() const { return signed_in_by_; }

  // The name of the token with which the call was made; empty if it was not made with one. A
  // read-only one takes no changes. One may count for one resource alone, whose name is only().
  const std::string& token() const { return token_; }
  bool read_only() const { return read_only_; }
  const std::string& only() const { return only_; }
  void SetToken(std::string name, bool read_only, std::string only = "") {
    token_ = std::move(name);
    read_only_ = read_only;
    only_ = std::move(only);
  }

  // Lets this call see the completed results, and nothing else, of what an organization owns.
  void ShowResultsOf(std::string organization) {
    organizations_.push_back(std::move(organization));
    results_only_ = true;
  }
  bool results_only() const { return results_only_; }

 private:
  explicit Caller(std::string id) : id_(std::move(id)) {}

  std::string id_;
  bool is_account_ = false;
  bool sees_everything_ = false;
  bool results_only_ = false;
  bool read_only_ = false;
  SignedInBy signed_in_by_ = SignedInBy::kNothing;
  std::vector<std::string> organizations_;
  std::vector<HeldRole> roles_;
  std::string token_;
  std::string only_;
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_CALLER_H_
