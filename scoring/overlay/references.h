// SPDX-License-Identifier: Apache-2.0
//
// Where a rubric names a criterion: in the terms of rollups, in floors, in what is answered anew
// each year, in conditions. Pure functions.

#ifndef CONTINUUM_SCORING_OVERLAY_REFERENCES_H_
#define CONTINUUM_SCORING_OVERLAY_REFERENCES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"
#include "google/protobuf/descriptor.h"

namespace continuum::scoring {

// Whether a field holds the id of a criterion that stands elsewhere.
bool NamesCriterion(const google::protobuf::FieldDescriptor& field);

// Lets everything in the rubric that names the criterion `from` name `to`.
void RenameCriterion(absl::string_view from, absl::string_view to, v1::RubricDefinition* rubric);

// What names the criterion, in words: "the rollup 'total'"; each once.
std::vector<std::string> FindReferences(absl::string_view criterion,
                                        const v1::RubricDefinition& rubric);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_OVERLAY_REFERENCES_H_
