// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/purged_words.h"

#include <string>

#include "absl/strings/ascii.h"
#include "server/operations/common/resource_names.h"

namespace continuum::operations {
namespace {

// White space alone is no text, for scoring too; so it goes without a trace.
void Replace(std::string* text, absl::string_view words) {
  if (absl::StripAsciiWhitespace(*text).empty()) {
    text->clear();
  } else {
    *text = std::string(words);
  }
}

void ReplaceInForm(v1::Answer* answer, absl::string_view words) {
  if (answer->has_not_applicable()) {
    Replace(answer->mutable_not_applicable()->mutable_justification(), words);
  } else if (answer->has_insufficient_data()) {
    Replace(answer->mutable_insufficient_data()->mutable_explanation(), words);
  } else if (answer->has_staircase()) {
    for (v1::ActivityAnswer& activity : *answer->mutable_staircase()->mutable_activities()) {
      if (!activity.has_adaptation()) continue;
      Replace(activity.mutable_adaptation()->mutable_what(), words);
      Replace(activity.mutable_adaptation()->mutable_why(), words);
    }
  }
}

// Clients may write into it what they like, so only what is certainly a name stays.
void ReplaceInOrigin(v1::Origin* origin, absl::string_view words) {
  Replace(origin->mutable_explanation(), words);
  if (!IsNameOf(Resource::kAssessment, origin->assessment())) {
    Replace(origin->mutable_assessment(), words);
  }
  Replace(origin->mutable_crosswalk(), words);
  for (std::string& criterion : *origin->mutable_criteria()) {
    if (!IsRubricId(criterion)) Replace(&criterion, words);
  }
}

}  // namespace

v1::Answer WithoutWords(v1::Answer answer, absl::string_view words) {
  answer.DiscardUnknownFields();
  Replace(answer.mutable_comment(), words);
  ReplaceInForm(&answer, words);
  for (v1::Evidence& evidence : *answer.mutable_evidence()) {
    Replace(evidence.mutable_reference(), words);
    Replace(evidence.mutable_description(), words);
  }
  if (answer.has_origin()) ReplaceInOrigin(answer.mutable_origin(), words);
  return answer;
}

}  // namespace continuum::operations
