// SPDX-License-Identifier: Apache-2.0
//
// The rules of a rubric in words, for people who read it rather than its result. (What became of
// the rules in a scorecard is worded in ../wording.h.) Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/rubric_guide.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// Whether a title begins with the id, however it is written: "C1 Referral" with "c1" or
// "c1-referral".
bool SaysItsId(absl::string_view title, absl::string_view id);

// What a requirement asks, in one line: "Points: at least 35 points". Of one with parts only how
// many of them it needs: "All of these".
std::string RequirementWords(const v1::Requirement& requirement, const RubricGuide& guide);

// The floors of a requirement on several criteria, a line each; empty for others.
std::vector<std::string> FloorWords(const v1::Requirement& requirement, const RubricGuide& guide);

// How a rollup is computed: "The mean of these".
std::string OperatorWords(const v1::Rollup& rollup);

// What one term selects: "Every subdomain of Screening".
std::string TermWords(const v1::Term& term, const RubricGuide& guide);

// What a selector selects, in the same words.
std::string SelectorWords(const v1::CriterionSelector& selector, const RubricGuide& guide);

// What the rubric is for, how far it is and to which family it belongs: "Kind: fidelity. Status: on
// trial. Family: a-family." Empty where it says nothing of that.
std::string NatureWords(const v1::RubricDefinition& rubric);

// "A variant of base 1.1, which changes:"; empty for a rubric of its own.
std::string OverlayWords(const v1::RubricDefinition& rubric);

// What a rollup does with answers that are missing, a line for each kind; for the rubric's own
// policy, too. Kinds that are not stated are left out.
std::vector<std::string> MissingWords(const v1::MissingPolicy& policy);

// Which activities with an extent or an adaptation count, a line each; empty without staircases.
std::vector<std::string> PolicyWords(const v1::ActivityPolicy& policy);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_PAGE_RUBRIC_WORDS_H_
