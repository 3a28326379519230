// SPDX-License-Identifier: Apache-2.0
//
// Who may do what: one table, method x role x relation to the resource. Whatever is not in the
// table is denied. docs/visibility.md is written from it. Pure functions.

#ifndef CONTINUUM_SERVER_AUTH_PERMISSIONS_H_
#define CONTINUUM_SERVER_AUTH_PERMISSIONS_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "server/auth/roles.h"

namespace continuum::auth {

// Who may call a method whatever their roles are.
enum class Everyone { kNobody, kAccounts, kPublic };

// Who may call a method.
struct MethodRule {
  absl::string_view method;  // its full name: "continuum.v1.ProgramService.GetProgram"
  // The path of the request's field that names the resource, such as "program.name"; empty where
  // the method is about none.
  absl::string_view field;
  RoleSet own;        // roles for the resource, or for what owns it
  RoleSet shared;     // roles of bodies to which the program gave access: completed results only
  RoleSet any;        // roles of the installation, whatever the resource
  bool self = false;  // the account that the resource is, or belongs to
  // Not with a token that counts for one resource alone, as it is about all of them.
  bool whole_account = false;
  Everyone everyone = Everyone::kNobody;
  // Roles as `own`, where the request names the caller's own answers and nobody else's.
  RoleSet own_answers = {};
};

// How the caller of a method stands to the resource that the request names. A resource that does
// not exist is nobody's.
struct Standing {
  bool may_do_everything = false;
  bool is_account = false;
  bool self = false;
  RoleSet own;
  RoleSet shared;
  RoleSet installation;
  bool own_answers = false;  // what the request names are the caller's own answers
};

// Why a call is allowed: by what is the caller's own (or everyone's), or by an access alone, which
// shows completed results and nothing else.
enum class Ground { kDenied, kAllowed, kShared };

// The rule of a method; null for one that nobody may call.
const MethodRule* FindRule(absl::string_view method);

Ground Decide(const MethodRule& rule, const Standing& standing);

// The whole table, by method.
absl::Span<const MethodRule> AllRules();

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_PERMISSIONS_H_
