// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/commands/people.h"
#include "clients/cli/find_account.h"
#include "clients/cli/names.h"
#include "clients/cli/notice_words.h"
#include "clients/cli/pages.h"
#include "clients/cli/people_words.h"
#include "clients/cli/timestamp_text.h"
#include "google/protobuf/repeated_field.h"

namespace continuum::cli {

namespace {

std::string StateWords(const v1::Membership& membership) {
  return membership.invited() ? "invited" : MembershipStateWords(membership.state());
}

std::vector<Detail> MembershipDetails(const v1::Membership& membership) {
  return {{.id = "membership", .label = "Membership", .text = ShortName(membership.name())},
          {.id = "role", .label = "Role", .text = RoleWord(membership.role())},
          {.id = "resource", .label = "For", .text = membership.resource()},
          {.id = "person", .label = "Who", .text = membership.account_label()},
          {.id = "account", .label = "Account", .text = ShortName(membership.account())},
          {.id = "state", .label = "State", .text = StateWords(membership)}};
}

using Memberships = google::protobuf::RepeatedPtrField<v1::Membership>;

std::string WhoWords(const v1::Membership& membership) {
  return absl::StrCat(membership.account_label(), membership.invited() ? " (invited)" : "");
}

// For people: days only, and `ended` only if it was asked for, so that a row fits into a line.
Table MembershipTable(const Memberships& memberships, bool ended) {
  std::vector<Column> columns = {{.id = "", .title = "MEMBERSHIP"},
                                 {.id = "", .title = "ROLE"},
                                 {.id = "", .title = "WHO", .wraps = true},
                                 {.id = "", .title = "ACCOUNT"},
                                 {.id = "", .title = "SINCE"}};
  if (ended) columns.push_back({.id = "", .title = "ENDED"});
  Table table(columns);
  for (const v1::Membership& membership : memberships) {
    std::vector<Cell> row = {ShortName(membership.name()), RoleWord(membership.role()),
                             WhoWords(membership), ShortName(membership.account()),
                             DateText(membership.create_time())};
    if (ended) row.emplace_back(DateText(membership.end_time()));
    table.Add(row);
  }
  return table;
}

// For other programs.
Table MembershipRows(const Memberships& memberships) {
  Table table({{.id = "membership", .title = ""},
               {.id = "role", .title = ""},
               {.id = "person", .title = ""},
               {.id = "account", .title = ""},
               {.id = "since", .title = ""},
               {.id = "ended", .title = ""},
               {.id = "state", .title = ""}});
  for (const v1::Membership& membership : memberships) {
    table.Add({ShortName(membership.name()), RoleWord(membership.role()),
               membership.account_label(), ShortName(membership.account()),
               TimestampText(membership.create_time()), TimestampText(membership.end_time()),
               StateWords(membership)});
  }
  return table;
}

template <typename Response>
void EmitMemberships(Session& session, const Response& response, bool ended,
                     absl::string_view nothing) {
  const bool for_people = session.output == OutputFormat::kTable;
  session.Emit(response,
               for_people ? MembershipTable(response.memberships(), ended)
                          : MembershipRows(response.memberships()),
               nothing);
}

bool IsOrganization(absl::string_view resource) {
  return absl::StartsWith(resource, "organizations/");
}

// "leads" or "owners": who answers for the resource.
std::string LeadWords(const std::string& resource, int count) {
  const char* word = IsOrganization(resource) ? "owner" : "lead";
  return absl::StrCat(count, " ", word, count == 1 ? "" : "s");
}

// How many lead a program or own an organization, how many of these cannot yet, and what to do
// about it.
std::string LeadsNote(const std::string& resource, int leads, int invited) {
  std::string note = absl::StrCat(resource, " has ", LeadWords(resource, leads), " now");
  if (invited > 0) {
    const std::string who =
        leads == 1 ? "who was" : absl::StrCat(invited, " of whom ", invited == 1 ? "was" : "were");
    absl::StrAppend(&note, ", ", who, " invited and ", invited == 1 ? "has" : "have",
                    " not signed in yet");
  }
  if (leads == 0) {
    absl::StrAppend(&note,
                    IsOrganization(resource)
                        ? ": nobody owns it, and an administrator can"
                        : ": nobody leads it, and an owner of its organization or an "
                          "administrator can",
                    " invite somebody with `continuum member invite`. Two are recommended.");
  } else if (leads == 1) {
    absl::StrAppend(&note,
                    ". Two are recommended, so that it goes on when one of them leaves: `continuum "
                    "member invite` invites another.");
  } else {
    absl::StrAppend(&note, ".");
  }
  return note;
}

// The role of whoever answers for the resource; none where it is no program or organization.
v1::Role LeadingRole(absl::string_view resource) {
  if (IsOrganization(resource)) return v1::ROLE_OWNER;
  return absl::StartsWith(resource, "programs/") ? v1::ROLE_LEAD : v1::ROLE_UNSPECIFIED;
}

// Says so where fewer than two of those with roles for the resource answer for it, the membership
// `without` left aside.
void NoteFewLeads(Session& session, const std::string& resource, const Memberships& memberships,
                  absl::string_view without = "") {
  const v1::Role role = LeadingRole(resource);
  if (role == v1::ROLE_UNSPECIFIED) return;
  int leads = 0;
  int invited = 0;
  for (const v1::Membership& membership : memberships) {
    if (membership.role() != role || membership.state() != v1::Membership::STATE_ACTIVE) continue;
    if (!without.empty() && membership.name() == without) continue;
    ++leads;
    if (membership.invited()) ++invited;
  }
  if (leads - invited < 2) session.console.Note(LeadsNote(resource, leads, invited));
}

}  // namespace

CommandResult MemberList(Session& session, const MemberListOptions& options) {
  const auto resource = ResourceName(options.resource);
  if (!resource.ok()) return resource.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::ListMembershipsRequest request;
  request.set_resource(*resource);
  if (!options.ended) request.set_state(v1::Membership::STATE_ACTIVE);
  const auto response = CollectPages(**connection, &Connection::ListMemberships, request);
  if (!response.ok()) return response.status();
  EmitMemberships(session, *response, options.ended,
                  "Nobody has a role here. `continuum member invite RESOURCE --role ROLE --email "
                  "EMAIL` invites somebody.");
  NoteFewLeads(session, *resource, response->memberships());
  return ExitCode::kOk;
}

CommandResult MemberInvite(Session& session, const MemberInviteOptions& options) {
  const auto resource = ResourceName(options.resource);
  if (!resource.ok()) return resource.status();
  const auto role = RoleOf(options.role, *resource);
  if (!role.ok()) return role.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateInvitationRequest request;
  request.set_resource(*resource);
  request.set_role(*role);
  request.set_email(options.email);
  request.set_display_name(options.name);
  const auto invitation = (*connection)->CreateInvitation(request);
  if (!invitation.ok()) return invitation.status();
  std::vector<Detail> details = MembershipDetails(invitation->membership());
  details.push_back({.id = "code", .label = "Code", .text = invitation->code(), .whole = true});
  details.push_back({.id = "code_until",
                     .label = "Good until",
                     .text = TimestampText(invitation->expire_time())});
  session.EmitDetails(*invitation, details);
  session.console.Note(absl::StrCat(
      "Give the code to ", options.email,
      " so that nobody else sees it: whoever has it can take up the invitation. With it, "
      "`continuum login --code` sets a password. It works once and is not shown again."));
  return ExitCode::kOk;
}

CommandResult MemberAdd(Session& session, const MemberAddOptions& options) {
  const auto resource = ResourceName(options.resource);
  if (!resource.ok()) return resource.status();
  const auto role = RoleOf(options.role, *resource);
  if (!role.ok()) return role.status();
  // Most are given their first role there.
  const auto account = AccountFinder(session, *resource)
                           .Find("--account", options.account, AccountFinder::Outsiders::kMaybe);
  if (!account.ok()) return account.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CreateMembershipRequest request;
  request.mutable_membership()->set_resource(*resource);
  request.mutable_membership()->set_role(*role);
  request.mutable_membership()->set_account(*account);
  const auto membership = (*connection)->CreateMembership(request);
  if (!membership.ok()) return membership.status();
  session.EmitDetails(*membership, MembershipDetails(*membership));
  return ExitCode::kOk;
}

CommandResult MemberEnd(Session& session, const MemberEndOptions& options) {
  const auto resource = ResourceName(options.resource);
  if (!resource.ok()) return resource.status();
  const auto name = MembershipName(options.membership);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const v1::Role leading = LeadingRole(*resource);
  // Before it ends: whoever ends their own role may not see the others any more.
  v1::ListMembershipsRequest present;
  present.set_resource(*resource);
  present.set_state(v1::Membership::STATE_ACTIVE);
  absl::StatusOr<v1::ListMembershipsResponse> members = v1::ListMembershipsResponse();
  if (leading != v1::ROLE_UNSPECIFIED) {
    members = CollectPages(**connection, &Connection::ListMemberships, present);
  }
  v1::EndMembershipRequest request;
  request.set_resource(*resource);
  request.set_name(*name);
  const auto membership = (*connection)->EndMembership(request);
  if (!membership.ok()) return membership.status();
  session.EmitDetails(*membership, MembershipDetails(*membership));
  if (members.ok() && membership->role() == leading) {
    NoteFewLeads(session, *resource, members->memberships(), *name);
  }
  return ExitCode::kOk;
}

CommandResult HandOver(Session& session, const HandOverOptions& options) {
  const auto resource = ResourceName(options.resource);
  if (!resource.ok()) return resource.status();
  AccountFinder finder(session, *resource);
  const auto from = finder.Find("--from", options.from, AccountFinder::Outsiders::kNever);
  if (!from.ok()) return from.status();
  const auto to = finder.Find("--to", options.to, AccountFinder::Outsiders::kMaybe);
  if (!to.ok()) return to.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::HandOverRequest request;
  request.set_resource(*resource);
  request.set_from(*from);
  request.set_to(*to);
  request.set_reason(options.reason);
  const auto response = (*connection)->HandOver(request);
  if (!response.ok()) return response.status();
  EmitMemberships(session, *response, false, "No role was handed over.");
  session.console.Note(LeadsNote(*resource, response->leads(), response->invited_leads()));
  session.console.Note(TakingOverWords(*resource));
  return ExitCode::kOk;
}

}  // namespace continuum::cli
