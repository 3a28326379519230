// SPDX-License-Identifier: Apache-2.0

#include "server/operations/access/authorize.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/auth/scope.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/operations/access/resource_of.h"
#include "server/operations/access/roles_in.h"
#include "server/operations/access/use_log.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/people_records.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// How many people a refusal names who can help.
constexpr size_t kMaxHelpers = 3;

// How the caller stands to one resource, and what is needed beside.
struct Relation {
  auth::Standing standing;
  std::string organization;           // that owns it, where a body's access counts
  std::vector<std::string> accesses;  // by which a body of the caller sees the program, by name
};

auth::RoleSet OnlyOwner(auth::RoleSet roles) {
  return roles.Has(auth::Role::kOwner) ? auth::RoleSet{auth::Role::kOwner} : auth::RoleSet();
}

class Relating {
 public:
  Relating(const storage::Reader& reader, const auth::Caller& caller)
      : reader_(reader), caller_(caller), scope_(auth::Caller::Server()) {}

  absl::StatusOr<Relation> To(absl::string_view named) {
    const std::optional<RoleResource> resource = ResourceAround(named);
    relation_.standing.may_do_everything = caller_.may_do_everything();
    relation_.standing.is_account = caller_.is_account();
    relation_.standing.installation = caller_.RolesFor(auth::kInstallationResource);
    if (!resource.has_value()) return std::move(relation_);
    switch (resource->kind) {
      case auth::ResourceKind::kAccount:
        relation_.standing.self = caller_.is_account() && resource->name == caller_.id();
        break;
      case auth::ResourceKind::kProgram:
        RETURN_IF_ERROR(ToProgram(resource->name));
        relation_.standing.own_answers = AreAnswersOf(caller_, named);
        break;
      case auth::ResourceKind::kOrganization:
        ToOrganization(resource->name);
        break;
      case auth::ResourceKind::kAccreditor:
      case auth::ResourceKind::kAgency:
        relation_.standing.own = caller_.RolesFor(resource->name);
        break;
      case auth::ResourceKind::kInstallation:
        break;
    }
    return std::move(relation_);
  }

 private:
  absl::Status ToProgram(const std::string& name) {
    const auto program = reader_.GetProgram(scope_, name);
    if (absl::IsNotFound(program.status())) return absl::OkStatus();  // nobody's
    RETURN_IF_ERROR(program.status());
    relation_.organization = program->organization;
    relation_.standing.own = RolesIn(caller_, *program);
    return ToBodiesWithAccess(name);
  }

  absl::Status ToBodiesWithAccess(const std::string& program) {
    const bool of_body =
        std::any_of(caller_.roles().begin(), caller_.roles().end(), [](const auth::HeldRole& held) {
          const auth::ResourceKind kind = auth::KindOfRole(held.role);
          return kind == auth::ResourceKind::kAccreditor || kind == auth::ResourceKind::kAgency;
        });
    if (!of_body) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::vector<storage::AccessRecord> accesses,
                     ActiveAccessesOf(reader_, scope_, program));
    for (const storage::AccessRecord& access : accesses) {
      const auth::RoleSet roles = caller_.RolesFor(access.body);
      for (const auth::Role role : roles.Roles()) relation_.standing.shared.Add(role);
      if (!roles.empty()) relation_.accesses.push_back(access.name);
    }
    return absl::OkStatus();
  }

  // Whoever takes part in one of its programs belongs to it, whatever they are there.
  void ToOrganization(const std::string& name) {
    relation_.standing.own = OnlyOwner(caller_.RolesFor(name));
    for (const std::string& organization : caller_.organizations()) {
      if (organization == name) relation_.standing.own.Add(auth::Role::kContributor);
    }
  }

  const storage::Reader& reader_;
  const auth::Caller& caller_;
  const auth::Scope scope_;
  Relation relation_;
};

std::string WordsOf(auth::RoleSet roles) {
  std::vector<std::string> words;
  for (const auth::Role role : roles.Roles()) words.emplace_back(auth::RoleWords(role));
  return absl::StrJoin(words, " or ");
}

// The roles that the rule lets and that there can be for this resource.
auth::RoleSet NeededRoles(const auth::MethodRule& rule,
                          const std::optional<RoleResource>& resource) {
  auth::RoleSet roles;
  for (const auth::Role role : rule.own.Roles()) {
    const auth::ResourceKind kind = auth::KindOfRole(role);
    const bool fits = !resource.has_value() || kind == resource->kind ||
                      (kind == auth::ResourceKind::kOrganization &&
                       resource->kind == auth::ResourceKind::kProgram);
    if (fits) roles.Add(role);
  }
  return roles;
}

// Whom the rule lets, in words.
std::string Needed(const auth::MethodRule& rule, auth::RoleSet roles) {
  for (const auth::Role role : rule.any.Roles()) roles.Add(role);
  if (roles.empty()) return rule.self ? "the account itself" : "nobody's role";
  return WordsOf(roles);
}

// Others who have one of these roles for the resource, or own its organization, as people see them.
absl::StatusOr<std::vector<std::string>> FindHelpers(const storage::Reader& reader,
                                                     const auth::Caller& caller,
                                                     const RoleResource& resource,
                                                     const auth::RoleSet& roles) {
  const auth::Scope scope(auth::Caller::Server());
  std::vector<std::string> around = {resource.name};
  if (resource.kind == auth::ResourceKind::kProgram) {
    ASSIGN_OR_RETURN(const storage::ProgramRecord program, reader.GetProgram(scope, resource.name));
    around.push_back(program.organization);
  }
  std::vector<std::string> helpers;
  for (const std::string& name : around) {
    ASSIGN_OR_RETURN(const std::vector<storage::MembershipRecord> memberships,
                     MembershipsFor(reader, scope, name));
    for (const storage::MembershipRecord& membership : memberships) {
      const bool helps =
          roles.Has(static_cast<auth::Role>(membership.role)) && membership.account != caller.id();
      if (!helps || helpers.size() == kMaxHelpers) continue;
      ASSIGN_OR_RETURN(const storage::AccountRecord account,
                       storage::Get<storage::AccountRecord>(reader, scope, membership.account));
      const std::string label = NameForOthers(account);
      if (std::find(helpers.begin(), helpers.end(), label) == helpers.end()) {
        helpers.push_back(label);
      }
    }
  }
  return helpers;
}

// What the caller is to the resource, in words. Those who take part in a program of an organization
// count as its contributors, whatever they are there.
std::string StandingWords(const RoleResource& resource, const auth::RoleSet& own) {
  if (resource.kind != auth::ResourceKind::kOrganization) {
    return absl::StrCat("you are ", WordsOf(own), " there");
  }
  if (own.Has(auth::Role::kOwner)) {
    return absl::StrCat("you are ", auth::RoleWords(auth::Role::kOwner), " there");
  }
  return "you take part in one of its programs";
}

// Who can help by a role of the installation, whatever the resource; empty if nobody can.
std::string HelpersAnywhere(const auth::MethodRule& rule) {
  std::vector<std::string> words;
  for (const auth::Role role : {auth::Role::kAdministrator, auth::Role::kSecurityOfficer}) {
    if (!rule.any.Has(role)) continue;
    words.push_back(
        absl::StrCat(role == auth::Role::kAdministrator ? "an " : "a ", auth::RoleWords(role)));
  }
  return absl::StrJoin(words, ", or ");
}

// Who can help somebody to whom nothing more may be told of the resource than of one that does not
// exist. Nobody leads the installation, or an account.
std::string HelpersUnseen(const auth::MethodRule& rule,
                          const std::optional<RoleResource>& resource) {
  const bool can_be_led =
      !resource.has_value() || (resource->kind != auth::ResourceKind::kInstallation &&
                                resource->kind != auth::ResourceKind::kAccount);
  return can_be_led ? "those who lead it, or an administrator" : HelpersAnywhere(rule);
}

absl::Status Refuse(const Dependencies& dependencies, const auth::Caller& caller,
                    const auth::MethodRule& rule, const std::string& named,
                    const auth::RoleSet& own) {
  const std::optional<RoleResource> resource = ResourceAround(named);
  const auth::RoleSet needed = NeededRoles(rule, resource);
  std::string message = "you may not do this";
  if (!named.empty()) absl::StrAppend(&message, " with ", base::Shown(named));
  absl::StrAppend(&message, ": it takes the role of ", Needed(rule, needed));
  std::vector<std::string> helpers;
  if (!own.empty()) {
    absl::StrAppend(&message, ", and ", StandingWords(*resource, own));
    // The one rule that has these is about saving answers.
    if (rule.own_answers.Meets(own)) {
      absl::StrAppend(&message, ". You may save answers of your own");
    }
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(helpers, FindHelpers(reader, caller, *resource, needed));
      return absl::OkStatus();
    }));
  }
  std::string who = absl::StrJoin(helpers, ", ");
  if (own.empty() && !named.empty()) {
    if (named != auth::kInstallationResource) {
      absl::StrAppend(&message, ", or there is no such thing");
    }
    who = HelpersUnseen(rule, resource);
  } else if (who.empty()) {
    who = HelpersAnywhere(rule);
  }
  if (!who.empty()) absl::StrAppend(&message, ". Who can help: ", who);
  return base::PermissionDenied("PERMISSION_DENIED", message);
}

// Whether it is more than what is the caller's own, or everyone's, that lets them in. A list that
// shows everybody their own shows administrators what everybody has.
bool ByInstallation(auth::MethodRule rule, const auth::Caller& caller,
                    const auth::Standing& standing) {
  if (rule.everyone == auth::Everyone::kAccounts) return caller.sees_everything();
  rule.any = auth::RoleSet();
  return auth::Decide(rule, standing) != auth::Ground::kAllowed;
}

}  // namespace

absl::StatusOr<auth::Caller> Authorize(const Dependencies& dependencies, auth::Caller caller,
                                       const auth::MethodRule* rule, bool changes,
                                       const google::protobuf::Message& request, Passage* passage) {
  Passage ignored;
  if (passage == nullptr) passage = &ignored;
  if (rule == nullptr) {
    return base::PermissionDenied("PERMISSION_DENIED", "nobody may call this method");
  }
  const std::string named = rule->field.empty() ? "" : TextAt(request, rule->field);
  passage->resource = rule->field.empty() ? NameIn(request) : named;
  if (rule->everyone == auth::Everyone::kPublic || caller.may_do_everything()) {
    passage->let_in_by = LetInBy::kOwn;
    return caller;
  }
  if (!caller.is_account()) {
    return base::MakeError(absl::StatusCode::kUnauthenticated, "SIGN_IN_NEEDED",
                           "this needs an account: sign in first");
  }
  if (changes && caller.read_only()) {
    return base::PermissionDenied("TOKEN_READ_ONLY",
                                  "the token of this call may only read; use another token");
  }
  if (rule->whole_account && !caller.only().empty()) {
    return base::PermissionDenied(
        "PERMISSION_DENIED",
        absl::StrCat("the token of this call counts for ", base::Shown(caller.only()),
                     " alone, and this is about the whole account: use another token, or sign in"));
  }
  Relation relation;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(relation, Relating(reader, caller).To(named));
    return absl::OkStatus();
  }));
  switch (auth::Decide(*rule, relation.standing)) {
    case auth::Ground::kAllowed:
      passage->let_in_by =
          ByInstallation(*rule, caller, relation.standing) ? LetInBy::kInstallation : LetInBy::kOwn;
      return caller;
    case auth::Ground::kShared:
      // The program sees when others looked.
      for (const std::string& access : relation.accesses) {
        dependencies.uses->Note(access, dependencies.clock->Now());
      }
      passage->let_in_by = LetInBy::kAccess;
      passage->accesses = relation.accesses;
      caller.ShowResultsOf(relation.organization);
      return caller;
    case auth::Ground::kDenied:
      break;
  }
  return Refuse(dependencies, caller, *rule, named, relation.standing.own);
}

}  // namespace continuum::operations
