// SPDX-License-Identifier: Apache-2.0
//
// A rubric to begin with, for `rubric new`: complete, small, with notes for whoever changes it.

#ifndef CONTINUUM_CLIENTS_CLI_SKELETON_H_
#define CONTINUUM_CLIENTS_CLI_SKELETON_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::cli {

// The text of a rubric with that id and one item of each kind. A pure function; whether `id` may be
// an id shows when the text is checked.
std::string RubricSkeleton(absl::string_view id);

// A case for it.
std::string CaseSkeleton(absl::string_view id);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SKELETON_H_
