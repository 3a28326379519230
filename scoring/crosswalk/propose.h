// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CROSSWALK_PROPOSE_H_
#define CONTINUUM_SCORING_CROSSWALK_PROPOSE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/crosswalk.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::scoring {

// A scored assessment, as far as proposing from it goes.
struct AnsweredRubric {
  const v1::RubricDefinition& rubric;
  const v1::AnswerSet& answers;
  const v1::Scorecard& scorecard;  // of these answers, with explanation
  absl::string_view assessment;    // its name, for the origin of proposals
};

// The answers to `to` that the crosswalk bears, in reading order, each marked as unconfirmed and
// with its origin. The rules are in the comments of crosswalk.proto.
//
// The crosswalk must be one without problems that leads from `from.rubric` to `to`; what does not
// fit is left out. A contract proposes nothing. Pure; safe from any thread.
std::vector<v1::ProposedAnswer> Propose(const v1::CrosswalkDefinition& crosswalk,
                                        const AnsweredRubric& from, const v1::RubricDefinition& to);

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CROSSWALK_PROPOSE_H_
