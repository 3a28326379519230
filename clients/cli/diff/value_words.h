// SPDX-License-Identifier: Apache-2.0
//
// Values and parts of a rubric in words, for a comparison of two. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_DIFF_VALUE_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_DIFF_VALUE_WORDS_H_

#include <string>

#include "clients/cli/rubric_guide.h"
#include "continuum/v1/rubric.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

// A field's value as people read it: an id by the title of what it names, a number as a decimal, an
// enum as words. Of a repeated field the element `index`, which is -1 for others. Empty where the
// field is not set or empty.
std::string ValueWords(const google::protobuf::Message& message,
                       const google::protobuf::FieldDescriptor& field, int index,
                       const RubricGuide& guide);

// A part of something, by its noun and name: "the option \"Always\"".
std::string PartWords(const google::protobuf::Message& part, const RubricGuide& guide);

// What a message says, without its texts: "the value 3; what must come with it: evidence". Clipped
// where it is long.
std::string DetailWords(const google::protobuf::Message& message, const RubricGuide& guide);

// A requirement with all its parts, in one line.
std::string WholeRequirement(const v1::Requirement& requirement, const RubricGuide& guide);

// A text in quotation marks, in one line, clipped to about a line.
std::string Named(absl::string_view text);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_DIFF_VALUE_WORDS_H_
