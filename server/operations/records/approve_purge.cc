// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/auth/roles.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/room.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/notifications/notify.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records.h"
#include "server/operations/records/erase_words.h"
#include "server/operations/records/record_rows.h"
#include "server/storage/kept_records.h"
#include "server/storage/people_records.h"
#include "server/storage/resources.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

absl::Status SamePerson(const storage::PurgeRecord& purge, absl::string_view why) {
  return base::FailedPrecondition("SAME_PERSON", purge.name, why);
}

absl::StatusOr<bool> IsPerson(const storage::Reader& reader, absl::string_view account) {
  const auto found = storage::Get<storage::AccountRecord>(reader, PeopleScope(), account);
  if (absl::IsNotFound(found.status())) return false;
  RETURN_IF_ERROR(found.status());
  return found->kind == storage::AccountKind::kPerson;
}

// Two accounts are two people only if each is a person's: whoever has made a program's account
// could call by it as well.
absl::Status CheckTwoPeople(const storage::Reader& reader, const Call& call,
                            const storage::PurgeRecord& purge) {
  if (call.caller.may_do_everything()) {
    return SamePerson(
        purge,
        "purging takes two people, and without sign-in everybody on this machine is the same one. "
        "Start the server with sign-in, give a second person the role of a lead or administrator, "
        "and let them approve it");
  }
  if (purge.asked_by == call.caller.id()) {
    return SamePerson(purge,
                      "you asked for it, and purging takes two people. Let another lead of the "
                      "program, an owner of its organization or an administrator approve it");
  }
  ASSIGN_OR_RETURN(const bool asked_by_person, IsPerson(reader, purge.asked_by));
  if (!asked_by_person) {
    return SamePerson(purge,
                      "purging takes two people, and no person asked for it. Decline it, let a "
                      "person ask again, and another one approve it");
  }
  ASSIGN_OR_RETURN(const bool by_person, IsPerson(reader, call.caller.id()));
  if (by_person) return absl::OkStatus();
  return SamePerson(purge,
                    "purging takes two people, and this is the account of a program. Let a lead of "
                    "the program, an owner of its organization or an administrator approve it");
}

bool MayDecideBy(const storage::MembershipRecord& membership, const storage::PurgeRecord& purge) {
  switch (static_cast<auth::Role>(membership.role)) {
    case auth::Role::kLead:
      return membership.resource == purge.program;
    case auth::Role::kOwner:
      return membership.resource == purge.owner;
    case auth::Role::kAdministrator:
      return membership.resource == auth::kInstallationResource;
    default:
      return false;
  }
}

// Who may give roles may give one to an account of their own. So a role counts only if the caller
// had it before it was asked for, and not from who asked.
absl::Status CheckRoleIsOfOthers(const storage::Reader& reader, const Call& call,
                                 const storage::PurgeRecord& purge) {
  ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                   MembershipsOf(reader, PeopleScope(), call.caller.id()));
  for (const storage::MembershipRecord& membership : memberships) {
    // A token may count for less than the account has.
    const auth::RoleSet held = call.caller.RolesFor(membership.resource);
    if (!held.Has(static_cast<auth::Role>(membership.role))) continue;
    const bool of_others = membership.granted_by != purge.asked_by &&
                           membership.stamp.create_time <= purge.stamp.create_time;
    if (of_others && MayDecideBy(membership, purge)) return absl::OkStatus();
  }
  return base::FailedPrecondition(
      "PURGE_NEEDS_ANOTHER_PERSON", purge.name,
      "purging takes two people, and your role for it was given by the person who asked, or began "
      "after they asked. Who can help: a lead of the program or an owner of its organization who "
      "had the role before and from somebody else, or an administrator");
}

// The purge, if the caller may carry it out now.
absl::StatusOr<storage::PurgeRecord> GetApprovable(const storage::Reader& reader, const Call& call,
                                                   const std::string& name) {
  ASSIGN_OR_RETURN(storage::PurgeRecord purge,
                   storage::Get<storage::PurgeRecord>(reader, auth::Scope(call.caller), name));
  RETURN_IF_ERROR(CheckWaits(purge));
  RETURN_IF_ERROR(CheckTwoPeople(reader, call, purge));
  RETURN_IF_ERROR(CheckRoleIsOfOthers(reader, call, purge));
  RETURN_IF_ERROR(CheckNotOnHold(reader, purge.program));
  return purge;
}

// `file` is set for evidence. What is erased meanwhile, since it is too old, stays so.
// `before` is the evidence as it was.
absl::StatusOr<int64_t> Erase(storage::Writer& writer, const auth::Scope& scope,
                              const std::string& resource, AsideFile* file,
                              storage::EvidenceRecord* before) {
  if (IsNameOf(Resource::kComment, resource)) {
    ASSIGN_OR_RETURN(storage::CommentRecord comment,
                     storage::Get<storage::CommentRecord>(writer, scope, resource));
    return EraseComment(writer, scope, std::move(comment));
  }
  if (!IsNameOf(Resource::kEvidence, resource)) return EraseAnswerWords(writer, scope, resource);
  ASSIGN_OR_RETURN(storage::EvidenceRecord evidence,
                   storage::Get<storage::EvidenceRecord>(writer, scope, resource));
  RETURN_IF_ERROR(file->Check(writer, evidence));
  *before = evidence;
  return EraseEvidence(writer, scope, std::move(evidence), file->uploads());
}

absl::StatusOr<Changed<v1::Purge>> Approve(const Dependencies& dependencies,
                                           storage::Writer& writer, const Call& call,
                                           const v1::ApprovePurgeRequest& request, AsideFile* file,
                                           storage::EvidenceRecord* before) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(storage::PurgeRecord purge, GetApprovable(writer, call, request.name()));
  ASSIGN_OR_RETURN(purge.erased_versions, Erase(writer, scope, purge.resource, file, before));
  purge.state = storage::PurgeState::kDone;
  purge.decided_by = call.caller.id();
  RETURN_IF_ERROR(storage::Update(writer, scope, purge));
  StampChanged(writer, &purge.stamp);
  RETURN_IF_ERROR(SettleNotices(writer, purge.name));
  RETURN_IF_ERROR(
      Notify(dependencies, writer, call.caller.id(), purge.asked_by,
             {.kind = v1::Notification::KIND_PURGE_DECIDED, .resource = purge.name, .once = ""}));
  return Changed<v1::Purge>{ToMessage(purge), purge.owner};
}

}  // namespace

absl::StatusOr<v1::Purge> ApprovePurge(const Dependencies& dependencies, const Call& call,
                                       const v1::ApprovePurgeRequest& request) {
  FieldChecks checks;
  checks.NameOf(Resource::kPurge, "name", request.name());
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  // Before any file is touched.
  std::optional<v1::Purge> replay;
  std::string resource;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(replay, FindReplay<v1::Purge>(reader, call, request));
    if (replay.has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(storage::PurgeRecord purge, GetApprovable(reader, call, request.name()));
    resource = std::move(purge.resource);
    return absl::OkStatus();
  }));
  if (replay.has_value()) return *std::move(replay);
  v1::Purge response;
  storage::EvidenceRecord before;
  const auto change = [&](AsideFile* file) -> absl::Status {
    ASSIGN_OR_RETURN(
        response, MakeChange<v1::Purge>(dependencies, call, request, [&](storage::Writer& writer) {
          return Approve(dependencies, writer, call, request, file, &before);
        }));
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(
      IsNameOf(Resource::kEvidence, resource)
          ? EraseWithFile(dependencies, resource, [&](AsideFile& file) { return change(&file); })
          : change(nullptr));
  if (!before.name.empty()) TakeFromKept(dependencies, before);
  return response;
}

}  // namespace continuum::operations
