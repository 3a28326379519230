// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_ACCESS_RESOURCE_OF_H_
#define CONTINUUM_SERVER_OPERATIONS_ACCESS_RESOURCE_OF_H_

#include <google/protobuf/message.h>

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "server/auth/roles.h"

namespace continuum::operations {

// What roles can be for, or an account; existing or not.
struct RoleResource {
  auth::ResourceKind kind = auth::ResourceKind::kInstallation;
  std::string name;  // "programs/p"

  friend bool operator==(const RoleResource&, const RoleResource&) = default;
};

// The resource that a name lies in: programs/p for "programs/p/assessments/a". Nothing if it lies
// in none of these.
std::optional<RoleResource> ResourceAround(absl::string_view name);

// The text of the request's field at `path`, such as "program.name"; empty if it is not set. The
// process ends if the request has no such text: a test looks up every path of the permission table.
std::string TextAt(const google::protobuf::Message& request, absl::string_view path);

// What a request is about whose method is about none by the permission table: its text "name",
// "parent" or "resource"; empty if it has none of these.
std::string NameIn(const google::protobuf::Message& request);

// Whether a text has the form of a resource name, existing or not: collections and ids in turn. A
// secret has not, nor has an address or a sentence.
bool LooksLikeName(absl::string_view text);

// The assessment that a name lies in: programs/p/assessments/a for
// "programs/p/assessments/a/scorecard". Empty if it lies in none.
std::string AssessmentAround(absl::string_view name);

// Pure functions.

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_ACCESS_RESOURCE_OF_H_
