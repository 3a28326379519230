// SPDX-License-Identifier: Apache-2.0

#include "server/operations/people.h"

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/access/caller_cache.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/common/room.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/together/pass_assignments.h"

namespace continuum::operations {
namespace {

// The roles are given before they are ended, so that there is an owner throughout.
absl::Status MoveRole(const Dependencies& dependencies, storage::Writer& writer,
                      storage::MembershipRecord from, const std::string& to,
                      const std::string& by) {
  const auto given =
      GiveRole(dependencies, writer, to, from.resource, static_cast<auth::Role>(from.role), by);
  if (!given.ok() && !absl::IsAlreadyExists(given.status())) return given.status();
  return EndRole(dependencies, writer, from);
}

// How many lead or own it, and how many of these have only been invited.
absl::Status CountLeads(const storage::Reader& reader,
                        const std::vector<storage::MembershipRecord>& memberships,
                        v1::HandOverResponse& response) {
  int leads = 0;
  int invited = 0;
  for (const storage::MembershipRecord& membership : memberships) {
    const auto role = static_cast<auth::Role>(membership.role);
    if (role != auth::Role::kOwner && role != auth::Role::kLead) continue;
    ASSIGN_OR_RETURN(
        const storage::AccountRecord account,
        storage::Get<storage::AccountRecord>(reader, PeopleScope(), membership.account));
    ++leads;
    if (IsOnlyInvited(account)) ++invited;
  }
  response.set_leads(leads);
  response.set_invited_leads(invited);
  return absl::OkStatus();
}

// A disabled account has no roles left: an administrator is told so.
absl::Status CheckFrom(const storage::Reader& reader, const std::string& name,
                       const auth::Caller& caller) {
  absl::Status usable = GetUsableAccount(reader, name, caller).status();
  return absl::IsFailedPrecondition(usable) ? absl::OkStatus() : usable;
}

absl::Status TellBoth(const Dependencies& dependencies, storage::Writer& writer, const Call& call,
                      const storage::HandOverRecord& record) {
  RETURN_IF_ERROR(Notify(dependencies, writer, call.caller.id(), record.from,
                         {.kind = v1::Notification::KIND_ROLE_ENDED,
                          .resource = record.resource,
                          .once = record.name}));
  return Notify(dependencies, writer, call.caller.id(), record.to,
                {.kind = v1::Notification::KIND_HANDED_OVER,
                 .resource = record.resource,
                 .once = record.name});
}

void CheckHandOver(const v1::HandOverRequest& request, FieldChecks& checks) {
  if (!IsNameOf(Resource::kOrganization, request.resource()) &&
      !IsNameOf(Resource::kProgram, request.resource())) {
    checks.Wrong("resource", request.resource(),
                 "organizations/{organization} or programs/{program}");
  }
  checks.NameOf(Resource::kAccount, "from", request.from());
  checks.NameOf(Resource::kAccount, "to", request.to());
  if (request.from() == request.to()) {
    checks.Wrong("to", request.to(), "another account than the one that hands over");
  }
  if (CheckNoPatientNumbers("reason", request.reason(), checks)) {
    checks.Line("reason", request.reason(), 1, kMaxReasonCharacters);
  }
  checks.RequestId(request.request_id());
}

}  // namespace

absl::StatusOr<v1::HandOverResponse> HandOver(const Dependencies& dependencies, const Call& call,
                                              const v1::HandOverRequest& request) {
  FieldChecks checks;
  CheckHandOver(request, checks);
  RETURN_IF_ERROR(checks.Result());
  std::vector<std::string> passed;
  auto done = MakeChange<v1::HandOverResponse>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::HandOverResponse>> {
        RETURN_IF_ERROR(CheckRoleResource(writer, request.resource()));
        RETURN_IF_ERROR(CheckFrom(writer, request.from(), call.caller));
        ASSIGN_OR_RETURN(const storage::AccountRecord to,
                         GetUsableAccount(writer, request.to(), call.caller));
        ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> before,
                         MembershipsFor(writer, PeopleScope(), request.resource()));
        int moved = 0;
        for (const storage::MembershipRecord& membership : before) {
          if (membership.account != request.from()) continue;
          RETURN_IF_ERROR(MoveRole(dependencies, writer, membership, to.name, call.caller.id()));
          ++moved;
        }
        if (moved == 0) {
          return base::FailedPrecondition(
              "NO_ROLE", request.from(),
              absl::StrCat("it has no role for ", request.resource(), "; nothing is left to do"));
        }
        storage::HandOverRecord record;
        record.name = absl::StrCat("handOvers/h", dependencies.ids->New());
        record.resource = request.resource();
        record.from = request.from();
        record.to = request.to();
        record.by = call.caller.id();
        record.reason = request.reason();
        RETURN_IF_ERROR(storage::Create(writer, PeopleScope(), record));
        ASSIGN_OR_RETURN(passed, PassAssignments(dependencies, writer, call, record));
        RETURN_IF_ERROR(SettleUnseen(writer, record.from));
        RETURN_IF_ERROR(TellBoth(dependencies, writer, call, record));
        ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> after,
                         MembershipsFor(writer, PeopleScope(), request.resource()));
        v1::HandOverResponse response;
        for (const storage::MembershipRecord& membership : after) {
          if (membership.account == to.name)
            *response.add_memberships() = ToMessage(membership, to, call.caller);
        }
        RETURN_IF_ERROR(CountLeads(writer, after, response));
        return Changed<v1::HandOverResponse>{std::move(response), auth::kInstallationOwner};
      });
  dependencies.callers->ForgetAll();
  if (done.ok()) {
    for (const std::string& assessment : passed) {
      AddToKept<storage::AssignmentRecord>(dependencies, call.caller, assessment, {1, 0});
    }
  }
  return done;
}

}  // namespace continuum::operations
