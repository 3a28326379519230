// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_EXPLAIN_PROPOSAL_H_
#define CONTINUUM_SCORING_CROSSWALK_EXPLAIN_PROPOSAL_H_

#include <string>

#include "continuum/v1/crosswalk.pb.h"

namespace continuum::scoring {

// "equal to", "a part of", "more than", "in part the same as": what `from` is to `to`.
std::string RelationWords(v1::Relation relation);

// "high", "medium", "low".
std::string ConfidenceWords(v1::Confidence confidence);

// How sure a proposal is and why, for Origin.explanation; at most kMaxJustificationBytes. Its
// confidence and mappings are set. A pure function.
std::string ExplainProposal(const v1::CrosswalkDefinition& crosswalk,
                            const v1::ProposedAnswer& proposal, int unknown_factors, int factors);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_EXPLAIN_PROPOSAL_H_
