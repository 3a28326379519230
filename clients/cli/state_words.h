// SPDX-License-Identifier: Apache-2.0
//
// The words for the API's states. A state that this command does not know yet, because the server
// is newer, is "unknown". Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_STATE_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_STATE_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/assessment_service.pb.h"
#include "continuum/v1/history.pb.h"
#include "continuum/v1/program_service.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "continuum/v1/scorecard.pb.h"

namespace continuum::cli {

std::string AnswerStateWords(v1::AnswerState state);
std::string SourceWords(v1::AnswerSource source);
std::string RollupStateWords(v1::RollupState state);
std::string RequirementStateWords(v1::RequirementState state);
std::string ProofWords(v1::Proof proof);
std::string UseWords(v1::TermResult::Use use);
std::string ComparisonWords(v1::FidelityPoint::Comparison comparison);
std::string TrendWords(v1::RollupChange::Trend trend);
std::string AssessmentStateWords(v1::Assessment::State state);
std::string RevisionStateWords(v1::RubricRevision::State state);
std::string LifecycleWords(v1::LifecycleState state);
std::string PhaseStateWords(v1::PhaseState state);
std::string RecognitionWords(v1::HeldRecognition::Status status);
// Why a recognition is not accepted, as an argument of CODE_RECOGNITION says.
std::string RecognitionProblemWords(absl::string_view argument);
// What a rubric is for, and how far it is. Empty where it does not say.
std::string KindWords(v1::RubricDefinition::Kind kind);
std::string StatusWords(v1::RubricDefinition::Status status);
std::string SeverityWords(v1::RubricProblem::Severity severity);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_STATE_WORDS_H_
