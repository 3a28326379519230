// SPDX-License-Identifier: Apache-2.0
#ifndef CONTINUUM_SERVER_AUTH_SCOPE_H_
#define CONTINUUM_SERVER_AUTH_SCOPE_H_

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/auth/caller.h"

namespace continuum::auth {

// The owner of rows that belong to the installation and not to an organization, such as rubrics.
// Every scope may read them; only one that covers everything may change them.
inline constexpr char kInstallationOwner[] = "installation";

// Whose rows a call may touch. Every storage method takes one, and it can only be made from a
// caller, so that no query is ever made for nobody. A plain value, safe to copy between threads.
class Scope {
 public:
  // What the caller may touch.
  explicit Scope(const Caller& caller)
      : everything_(caller.sees_everything()), owners_(caller.organizations()) {}

  // Whether it covers all rows.
  bool everything() const { return everything_; }

  // The owners that it covers, when it does not cover everything.
  const std::vector<std::string>& owners() const { return owners_; }

  // Whether a row of this owner may be read.
  bool MayRead(absl::string_view owner) const {
    return owner == kInstallationOwner || MayChange(owner);
  }

  // Whether a row of this owner may be changed.
  bool MayChange(absl::string_view owner) const {
    return everything_ || std::find(owners_.begin(), owners_.end(), owner) != owners_.end();
  }

 private:
  bool everything_;
  std::vector<std::string> owners_;
};

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_SCOPE_H_
