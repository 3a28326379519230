// SPDX-License-Identifier: Apache-2.0
//
// Single values of messages as words of a cell: yes and no, and enums without their prefix. Pure
// functions.

#ifndef CONTINUUM_CLIENTS_CLI_SHEET_FIELD_VALUE_H_
#define CONTINUUM_CLIENTS_CLI_SHEET_FIELD_VALUE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

// The value of a field that is no message, as text: "yes", "12", "weighted sum". Of a repeated
// field the element `index`, which is -1 for others.
std::string FieldValue(const google::protobuf::Message& message,
                       const google::protobuf::FieldDescriptor& field, int index);

// Sets the field, or adds an element to a repeated one. Gives what is wrong with the text and what
// was wanted; empty when it is set.
std::string SetFieldValue(absl::string_view text, const google::protobuf::FieldDescriptor& field,
                          google::protobuf::Message* message);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_SHEET_FIELD_VALUE_H_
