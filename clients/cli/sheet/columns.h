// SPDX-License-Identifier: Apache-2.0
//
// Which field of a message each column of a rubric's table holds.

#ifndef CONTINUUM_CLIENTS_CLI_SHEET_COLUMNS_H_
#define CONTINUUM_CLIENTS_CLI_SHEET_COLUMNS_H_

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace continuum::cli {

// All columns, in the order of the table.
inline constexpr absl::string_view kSheetColumns[] = {
    "nesting",  "part",   "id",       "title",         "text",    "value",
    "at_least", "intent", "guidance", "evidence_rule", "settings"};

// Those that hold a field.
inline constexpr absl::string_view kFieldColumns[] = {
    "id", "title", "text", "value", "at_least", "intent", "guidance", "evidence_rule"};

// The field of `type` that a column holds: the one of its name, and for "text" also "description"
// or "summary". Null where the type has none that is a single value. A pure function.
const google::protobuf::FieldDescriptor* FieldOfColumn(absl::string_view column,
                                                       const google::protobuf::Descriptor& type);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SHEET_COLUMNS_H_
