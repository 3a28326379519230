// SPDX-License-Identifier: Apache-2.0
//
// Which room may include what (ARCHITECTURE.md). CMake cannot enforce it: on Debian all libraries'
// headers lie in one folder that every compilation sees. Pure functions.

#ifndef CONTINUUM_TESTS_LAYERING_LAYERING_H_
#define CONTINUUM_TESTS_LAYERING_LAYERING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::layering {

// One #include directive.
struct Include {
  int line;
  std::string path;
  bool quoted;  // "path", not <path>

  friend bool operator==(const Include&, const Include&) = default;
};

// The directives of a source text, in order.
std::vector<Include> IncludesOf(absl::string_view source);

// Why the file at `path` (relative to the repository's root) may not have this include; empty if it
// may. A file that lies in no room may include nothing.
std::string WhyForbidden(absl::string_view path, const Include& include);

}  // namespace continuum::layering

#endif  // CONTINUUM_TESTS_LAYERING_LAYERING_H_
