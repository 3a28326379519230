// SPDX-License-Identifier: Apache-2.0

#include "server/auth/roles.h"

namespace continuum::auth {

std::vector<Role> RoleSet::Roles() const {
  std::vector<Role> roles;
  for (const Role role : AllRoles()) {
    if (Has(role)) roles.push_back(role);
  }
  return roles;
}

const std::vector<Role>& AllRoles() {
  static const auto* const kRoles = new std::vector<Role>(
      {Role::kOwner, Role::kLead, Role::kEditor, Role::kContributor, Role::kAccreditorManager,
       Role::kLeadReviewer, Role::kReviewer, Role::kCommitteeMember, Role::kAgencyManager,
       Role::kMonitor, Role::kAdministrator, Role::kSecurityOfficer});
  return *kRoles;
}

absl::string_view RoleWords(Role role) {
  switch (role) {
    case Role::kOwner:
      return "owner of the organization";
    case Role::kLead:
      return "program lead";
    case Role::kEditor:
      return "program editor";
    case Role::kContributor:
      return "program contributor";
    case Role::kAccreditorManager:
      return "accreditor's manager";
    case Role::kLeadReviewer:
      return "lead reviewer";
    case Role::kReviewer:
      return "reviewer";
    case Role::kCommitteeMember:
      return "committee member";
    case Role::kAgencyManager:
      return "agency's manager";
    case Role::kMonitor:
      return "agency's monitor";
    case Role::kAdministrator:
      return "administrator";
    case Role::kSecurityOfficer:
      return "security officer";
  }
  return "";
}

ResourceKind KindOfRole(Role role) {
  switch (role) {
    case Role::kOwner:
      return ResourceKind::kOrganization;
    case Role::kLead:
    case Role::kEditor:
    case Role::kContributor:
      return ResourceKind::kProgram;
    case Role::kAccreditorManager:
    case Role::kLeadReviewer:
    case Role::kReviewer:
    case Role::kCommitteeMember:
      return ResourceKind::kAccreditor;
    case Role::kAgencyManager:
    case Role::kMonitor:
      return ResourceKind::kAgency;
    case Role::kAdministrator:
    case Role::kSecurityOfficer:
      break;
  }
  return ResourceKind::kInstallation;
}

}  // namespace continuum::auth
