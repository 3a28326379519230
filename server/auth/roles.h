// SPDX-License-Identifier: Apache-2.0
//
// The roles that an account may have, as plain values. Their numbers are those of v1::Role and are
// kept in files: they never change.

#ifndef CONTINUUM_SERVER_AUTH_ROLES_H_
#define CONTINUUM_SERVER_AUTH_ROLES_H_

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::auth {

enum class Role : int64_t {
  kOwner = 1,
  kLead = 2,
  kEditor = 3,
  kContributor = 4,
  kAccreditorManager = 5,
  kLeadReviewer = 6,
  kReviewer = 7,
  kCommitteeMember = 8,
  kAgencyManager = 9,
  kMonitor = 10,
  kAdministrator = 11,
  kSecurityOfficer = 12,
};

// What a role can be for. `kAccount` has no roles: it is its owner's.
enum class ResourceKind { kOrganization, kProgram, kAccreditor, kAgency, kInstallation, kAccount };

// The resource that stands for the installation in memberships.
inline constexpr absl::string_view kInstallationResource = "installation";

// A set of roles. A small value.
class RoleSet {
 public:
  constexpr RoleSet() = default;
  constexpr RoleSet(std::initializer_list<Role> roles) {
    for (const Role role : roles) Add(role);
  }
  constexpr void Add(Role role) { bits_ |= uint32_t{1} << static_cast<uint32_t>(role); }
  constexpr bool Has(Role role) const {
    return (bits_ >> static_cast<uint32_t>(role) & uint32_t{1}) != 0;
  }
  constexpr bool Meets(RoleSet other) const { return (bits_ & other.bits_) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  // In the order of their numbers.
  std::vector<Role> Roles() const;

  friend constexpr bool operator==(RoleSet, RoleSet) = default;

 private:
  uint32_t bits_ = 0;
};

// All roles, in the order of their numbers.
const std::vector<Role>& AllRoles();

// What people call a role: "program lead".
absl::string_view RoleWords(Role role);

// What a role is for.
ResourceKind KindOfRole(Role role);

// Pure functions.

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_ROLES_H_
