// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/explain_proposal.h"

#include "absl/strings/str_cat.h"
#include "scoring/crosswalk/rubric_parts.h"
#include "scoring/limits.h"

namespace continuum::scoring {

std::string RelationWords(v1::Relation relation) {
  switch (relation) {
    case v1::RELATION_EQUAL:
      return "equal to";
    case v1::RELATION_SUBSET:
      return "a part of";
    case v1::RELATION_SUPERSET:
      return "more than";
    case v1::RELATION_OVERLAP:
      return "in part the same as";
    default:
      return "";
  }
}

std::string ConfidenceWords(v1::Confidence confidence) {
  switch (confidence) {
    case v1::CONFIDENCE_HIGH:
      return "high";
    case v1::CONFIDENCE_MEDIUM:
      return "medium";
    case v1::CONFIDENCE_LOW:
      return "low";
    default:
      return "";
  }
}

std::string ExplainProposal(const v1::CrosswalkDefinition& crosswalk,
                            const v1::ProposedAnswer& proposal, int unknown_factors, int factors) {
  std::string text = absl::StrCat("Confidence: ", ConfidenceWords(proposal.confidence()), ".");
  if (unknown_factors > 0) {
    absl::StrAppend(&text, " Of ", unknown_factors, " of ", factors,
                    " factors nothing is known; they stand as not met.");
  }
  int left = proposal.mappings_size();
  for (const int number : proposal.mappings()) {
    const v1::Mapping& mapping = crosswalk.mappings(number);
    const std::string sentence =
        absl::StrCat(" ", NameOf(mapping.from()), " is ", RelationWords(mapping.relation()), " ",
                     NameOf(mapping.to()), " (", ConfidenceWords(mapping.confidence()),
                     "): ", mapping.rationale());
    // Room for "And so many more."
    if (text.size() + sentence.size() + 64 > kMaxJustificationBytes) break;
    text += sentence;
    --left;
  }
  if (left > 0) absl::StrAppend(&text, " And ", left, " more.");
  return text;
}

}  // namespace continuum::scoring
