// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/account_labels.h"

#include <string>

#include "absl/strings/match.h"
#include "clients/cli/connection.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"

namespace continuum::cli {

std::string AccountLabels::Of(absl::string_view account) {
  const std::string* label = Find(account);
  return label == nullptr ? ShortName(account) : *label;
}

std::string AccountLabels::OfFull(absl::string_view account) {
  const std::string* label = Find(account);
  return label == nullptr ? std::string(account) : *label;
}

// Where most are found comes first, so that mostly one call is enough.
const std::string* AccountLabels::Find(absl::string_view account) {
  const bool for_people = session_.output == OutputFormat::kTable;
  if (!for_people || !absl::StartsWith(account, "accounts/")) return nullptr;
  constexpr int kPlaces = 3;
  while (true) {
    const auto found = labels_.find(account);
    if (found != labels_.end()) return &found->second;
    if (asked_ == kPlaces) return nullptr;
    switch (asked_++) {
      case 0:
        AddMembersOf(program_);
        break;
      case 1:
        AddCaller();
        break;
      default:
        AddMembersOf(OrganizationOfProgram());
    }
  }
}

// Errors are left aside: it is only that the names stay then.
void AccountLabels::AddMembersOf(const std::string& resource) {
  const auto connection = session_.Connect();
  if (!connection.ok() || resource.empty()) return;
  v1::ListMembershipsRequest request;
  request.set_resource(resource);
  const auto members = CollectPages(**connection, &Connection::ListMemberships, request);
  if (!members.ok()) return;
  for (const v1::Membership& member : members->memberships()) {
    if (!member.account_label().empty()) labels_.emplace(member.account(), member.account_label());
  }
}

void AccountLabels::AddCaller() {
  const auto connection = session_.Connect();
  if (!connection.ok()) return;
  const auto caller = (*connection)->GetCaller({});
  if (!caller.ok() || caller->account().display_name().empty()) return;
  labels_.emplace(caller->account().name(), caller->account().display_name());
}

std::string AccountLabels::OrganizationOfProgram() {
  const auto connection = session_.Connect();
  if (!connection.ok()) return "";
  v1::GetProgramRequest request;
  request.set_name(program_);
  const auto program = (*connection)->GetProgram(request);
  return program.ok() ? program->organization() : "";
}

}  // namespace continuum::cli
