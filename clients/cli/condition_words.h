// SPDX-License-Identifier: Apache-2.0
//
// Conditions in words, such as `Setting is "led by mental health" and Panel size is at least 50
// people`: a clause, to stand after "when". Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_CONDITION_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_CONDITION_WORDS_H_

#include <string>

#include "clients/cli/rubric_guide.h"
#include "continuum/v1/inputs.pb.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// What has to be so. Empty for a condition without a rule.
std::string ConditionWords(const v1::Condition& condition, const RubricGuide& guide);

// "Asked when ... Where it is not asked, it does not apply." Empty for a criterion that is always
// asked.
std::string AskedWhenWords(const v1::Criterion& criterion, const RubricGuide& guide);

// "When ...: 4 points". `otherwise` is worded by CaseResultWords alone.
std::string CaseWords(const v1::Case& one, const v1::Rollup& rollup, const RubricGuide& guide);
std::string CaseResultWords(const v1::CaseResult& result, const v1::Rollup& rollup,
                            const RubricGuide& guide);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_CONDITION_WORDS_H_
