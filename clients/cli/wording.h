// SPDX-License-Identifier: Apache-2.0
//
// The one place where the codes of a scorecard become sentences: reasons, requirements, steps.
// (What is a single word is in state_words.h.) The words are for clinicians and state staff, and
// use the rubric's own terms. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_WORDING_H_
#define CONTINUUM_CLIENTS_CLI_WORDING_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

// What stands in the place of a number that could point to a person (scoring/masking.h).
inline constexpr char kWithheld[] = "withheld (small counts)";

// A reason as a sentence. `criterion` is the id of the criterion that it belongs to (whose
// activities its arguments name); empty for reasons of rollups. Empty for CODE_UNSPECIFIED.
std::string ReasonSentence(const v1::Reason& reason, const RubricGuide& guide,
                           absl::string_view criterion);

// The same for a reason of a rollup, by its id: a case is told with its condition.
std::string RollupReasonSentence(const v1::Reason& reason, const RubricGuide& guide,
                                 absl::string_view rollup);

// A rollup's number: "84.9 points", "214 days so far, counted to 2026-06-30"; or why it has none.
// `as_of` is the day that is scored: days that are counted to another one end where the program
// ceased.
std::string RollupValueWords(const v1::RollupResult& result, const RubricGuide& guide,
                             absl::string_view as_of);

// Whether the reason says why something that is done does not count.
bool SaysWhyNotCounted(v1::Reason::Code code);

// The proof that an answer lacks, from the reason's arguments: "evidence and a comment".
std::string LackingProofWords(const v1::Reason& reason);

// What stands in the place of a criterion's value, by the reason why there is none: "not
// confirmed", "too few counted". Empty for reasons that do not say why.
std::string AbsenceWords(const v1::Reason& reason);

// What a requirement asks for and what was found, in one line.
std::string RequirementSentence(const v1::RequirementResult& requirement, const RubricGuide& guide);

// What a step leads to, in one line, and what is to be done for it, a line each.
struct StepText {
  std::string headline;
  std::vector<std::string> to_do;
};
// `rollup` is the id of the rollup in whose unit the gain is; empty when it is in the criterion's
// own value.
StepText StepWords(const v1::Step& step, const RubricGuide& guide, absl::string_view rollup);

// How far a criterion stands: "Intermediate 1", "met", "not applicable".
std::string StandingWords(const v1::CriterionResult& result, const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_WORDING_H_
