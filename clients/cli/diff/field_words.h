// SPDX-License-Identifier: Apache-2.0
//
// What people call each field of a rubric, and whether it means something or only words it. One
// table, which a test holds to rubric.proto. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_DIFF_FIELD_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_DIFF_FIELD_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace continuum::cli {

// What a field holds, and so how its value is shown and how a change of it is sorted.
enum class FieldKind {
  kPlain,      // a value that means something
  kWording,    // texts that people read; of a message, everything in it
  kNumber,     // an exact number as text: "4.50" and "9/2" are the same
  kRollup,     // the id of a rollup
  kCriterion,  // the id of a criterion
  kDomain,     // the id of a domain
  kInput,      // the id of an input
  kStage,      // the id of a stage
  kWhole,      // a message that is shown as one phrase
};

// A row of the table.
struct FieldWords {
  std::string label;  // "the evidence rule"
  FieldKind kind = FieldKind::kPlain;
  // How a change is told, with $where, $new and $old in it. Empty: "$where: the label: now ...".
  std::string sentence;
  // What an empty value stands for: "1" for a weight. Empty: "not stated".
  std::string when_empty;
};

// The words of a field. A field that is not in the table has its own name for a label, and means
// something.
FieldWords WordsOf(const google::protobuf::FieldDescriptor& field);

// Whether the table has a field or a oneof of that full name.
bool HasWords(absl::string_view full_name);

// What a oneof decides: "how it is answered".
std::string LabelOf(const google::protobuf::OneofDescriptor& choice);

// "the option" for RatingOption.
std::string NounOf(const google::protobuf::Descriptor& type);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_DIFF_FIELD_WORDS_H_
