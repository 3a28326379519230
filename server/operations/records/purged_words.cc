// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/purged_words.h"

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/operations/common/resource_names.h"

namespace continuum::operations {
namespace {

// Given each text that somebody may have written beside an answer.
using Visit = absl::FunctionRef<void(std::string*)>;

void VisitForm(v1::Answer* answer, Visit visit) {
  if (answer->has_not_applicable()) {
    visit(answer->mutable_not_applicable()->mutable_justification());
  } else if (answer->has_insufficient_data()) {
    visit(answer->mutable_insufficient_data()->mutable_explanation());
  } else if (answer->has_staircase()) {
    for (v1::ActivityAnswer& activity : *answer->mutable_staircase()->mutable_activities()) {
      if (!activity.has_adaptation()) continue;
      visit(activity.mutable_adaptation()->mutable_what());
      visit(activity.mutable_adaptation()->mutable_why());
    }
  }
}

// Clients may write into it what they like, so only what is certainly a name is none.
void VisitOrigin(v1::Origin* origin, Visit visit) {
  visit(origin->mutable_explanation());
  if (!IsNameOf(Resource::kAssessment, origin->assessment())) visit(origin->mutable_assessment());
  visit(origin->mutable_crosswalk());
  for (std::string& criterion : *origin->mutable_criteria()) {
    if (!IsRubricId(criterion)) visit(&criterion);
  }
}

void VisitWords(v1::Answer* answer, Visit visit) {
  visit(answer->mutable_comment());
  VisitForm(answer, visit);
  for (v1::Evidence& evidence : *answer->mutable_evidence()) {
    visit(evidence.mutable_reference());
    visit(evidence.mutable_description());
  }
  if (answer->has_origin()) VisitOrigin(answer->mutable_origin(), visit);
}

}  // namespace

v1::Answer WithoutWords(v1::Answer answer, absl::string_view words) {
  answer.DiscardUnknownFields();
  VisitWords(&answer, [words](std::string* text) {
    // White space alone is no text, for scoring too; so it goes without a trace.
    if (absl::StripAsciiWhitespace(*text).empty()) {
      text->clear();
    } else {
      *text = std::string(words);
    }
  });
  return answer;
}

std::string WordsBeside(v1::Answer answer) {
  std::string words;
  VisitWords(&answer, [&words](const std::string* text) {
    if (!text->empty()) absl::StrAppend(&words, *text, "\n");
  });
  return words;
}

bool HasHiddenWords(v1::Answer answer) {
  bool any = false;
  VisitWords(&answer, [&any](const std::string* text) {
    any = any || absl::StripAsciiWhitespace(*text) == kHiddenWords;
  });
  return any;
}

}  // namespace continuum::operations
