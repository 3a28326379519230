// SPDX-License-Identifier: Apache-2.0
//
// Crosswalks and what comes of them, in words for people. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_CROSSWALK_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_CROSSWALK_WORDS_H_

#include <string>

#include "clients/cli/console.h"
#include "clients/cli/render/table.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/crosswalk.pb.h"

namespace continuum::cli {

// "equal", "a part of it", "more than it", "overlaps": what the left side is to the right side.
std::string RelationWords(v1::Relation relation);
// "high", "medium", "low"; empty where none is stated.
std::string ConfidenceWords(v1::Confidence confidence);
// "wholly", "in part", "touched", "by nothing".
std::string DegreeWords(v1::CriterionCoverage::Degree degree);

// "bhh-continuum/1.0.0".
std::string EditionWords(const v1::RubricEdition& edition);

// What an answer says, by ids: "done: p-asks-about-pcp; not done: i1-measures-vitals".
std::string AnswerWords(const v1::Answer& answer);

using Proposals = google::protobuf::RepeatedPtrField<v1::ProposedAnswer>;

// Proposals as a table, for programs.
Table ProposalTable(const Proposals& proposals);
// The same for people: what is proposed, how sure it is, and why.
void PrintProposals(Console& console, const Proposals& proposals);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CROSSWALK_WORDS_H_
