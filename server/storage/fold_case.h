// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_FOLD_CASE_H_
#define CONTINUUM_SERVER_STORAGE_FOLD_CASE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace continuum::storage {

// `text` (UTF-8) with upper-case letters made lower, so that searching takes both alike: Latin with
// its accents, Greek and Cyrillic. Other characters and bytes that are no UTF-8 stay as they are.
// Pure. What it gives is stored: a change of it needs a migration.
std::string FoldCase(absl::string_view text);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_FOLD_CASE_H_
