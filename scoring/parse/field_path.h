// SPDX-License-Identifier: Apache-2.0
//
// The paths by which problems name fields, such as "domains[2].criteria[0].title". Pure functions.

#ifndef CONTINUUM_SCORING_PARSE_FIELD_PATH_H_
#define CONTINUUM_SCORING_PARSE_FIELD_PATH_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace continuum::scoring {

// The path of a field of the message at `parent`, which is empty for the rubric itself.
inline std::string FieldPath(absl::string_view parent, absl::string_view field) {
  return absl::StrCat(parent, parent.empty() ? "" : ".", field);
}

// The path of an element of a repeated field.
inline std::string ItemPath(absl::string_view parent, absl::string_view field, int index) {
  return absl::StrCat(FieldPath(parent, field), "[", index, "]");
}

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_PARSE_FIELD_PATH_H_
