// SPDX-License-Identifier: Apache-2.0
//
// The cell "settings": everything of a row that has no column of its own, one "name: value" in a
// line. A line break in a value is written \n, and a backslash \\. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_SHEET_SETTINGS_H_
#define CONTINUUM_CLIENTS_CLI_SHEET_SETTINGS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::cli {

struct Setting {
  std::string name;   // a field, or a field within a part: "missing.absent.kind"
  std::string value;  // may be empty

  friend bool operator==(const Setting&, const Setting&) = default;
};

std::string WriteSettings(const std::vector<Setting>& settings);

// Reads a cell. Lines that are no settings are described in `problems`.
std::vector<Setting> ReadSettings(absl::string_view cell, std::vector<std::string>* problems);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SHEET_SETTINGS_H_
