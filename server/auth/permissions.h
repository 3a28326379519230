// SPDX-License-Identifier: Apache-2.0
//
// Who may do what: one table from method to permission, and one question. Whatever is not in the
// table is denied. Pure functions.

#ifndef CONTINUUM_SERVER_AUTH_PERMISSIONS_H_
#define CONTINUUM_SERVER_AUTH_PERMISSIONS_H_

#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/auth/caller.h"

namespace continuum::auth {

// What a caller may be allowed to do. A role, later, is a set of these.
enum class Permission {
  kReadRubrics,          // look at rubrics; they are no secret
  kEditRubrics,          // write drafts of revisions
  kPublishRubrics,       // freeze a revision and open it for assessments
  kScore,                // have answers scored or a rubric checked, and store nothing
  kReadPrograms,         // organizations, programs and sites
  kEditPrograms,         //
  kReadAssessments,      // answers, scorecards and history
  kEditAssessments,      // begin an assessment and answer
  kCompleteAssessments,  // freeze an assessment, or correct a frozen one
};

// The permission that a method needs; nothing for a method that nobody may call.
// `method` is its full name: "continuum.v1.ProgramService.GetProgram".
std::optional<Permission> PermissionOf(absl::string_view method);

// Whether the caller has the permission.
bool Permits(const Caller& caller, Permission permission);

// All methods in the table, for the test that compares it with the API.
std::vector<absl::string_view> MethodsWithPermission();

}  // namespace continuum::auth

#endif  // CONTINUUM_SERVER_AUTH_PERMISSIONS_H_
