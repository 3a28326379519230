// SPDX-License-Identifier: Apache-2.0
//
// What differs between two rubrics, each difference as a sentence. It walks the messages by their
// descriptors, so a field that is new in rubric.proto is compared without a change here;
// field_words.cc gives it better words.

#ifndef CONTINUUM_CLIENTS_CLI_DIFF_RUBRIC_DIFF_H_
#define CONTINUUM_CLIENTS_CLI_DIFF_RUBRIC_DIFF_H_

#include <string>
#include <vector>

#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// What became of something.
enum class ChangeKind { kAdded, kRemoved, kReplaced, kMoved, kChanged };

// One difference.
struct RubricChange {
  std::string section;  // the field of RubricDefinition that it belongs to; "criteria" for criteria
  std::string subject_id;  // "s10-consumers", "recognition/level-2"; empty for the rubric itself
  std::string subject;     // what people see: "item S10 Consumers on the team"
  std::string field;       // what changed, as in rubric.proto: "RatingOption.value"
  ChangeKind kind = ChangeKind::kChanged;
  bool wording = false;  // only texts, and how numbers are shown
  std::string sentence;  // without the subject: "the option \"Always\" is now worth 5 instead of 4"
  std::string label;     // what changed in a few words, for a list: "the text"
  std::string before;    // in words; empty where there was nothing
  std::string after;
};

// All differences, section by section, each in the order of the later rubric's text; none exactly
// when the two definitions are equal. A pure function.
std::vector<RubricChange> DiffRubrics(const v1::RubricDefinition& before,
                                      const v1::RubricDefinition& after);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_DIFF_RUBRIC_DIFF_H_
