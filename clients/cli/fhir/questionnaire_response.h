// SPDX-License-Identifier: Apache-2.0
//
// Answers as a FHIR R4 QuestionnaireResponse, in JSON, as docs/formats/fhir.md describes it. Pure
// functions.

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_QUESTIONNAIRE_RESPONSE_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_QUESTIONNAIRE_RESPONSE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "clients/cli/line_problem.h"
#include "continuum/v1/answers.pb.h"
#include "scoring/compiled_rubric.h"

namespace continuum::cli::fhir {

// Writes answers that have no problems (scoring::CheckAnswers), in the order of the form, each
// choice with what it is worth. ReadResponse reads the same answers back, but for those that say
// nothing, which are no answers.
std::string WriteResponse(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers);

// What a response says.
struct ResponseAnswers {
  v1::AnswerSet answers;  // in the order of the form; whole only when there are no problems
  // Everything that is wrong, at most scoring::kMaxAnswerProblems. The column is a link id, or a
  // path such as "item[2].item[0]" where there is no link id that the form has.
  std::vector<LineProblem> problems;
};

// Reads a response that anybody wrote to the rubric's Questionnaire. Reports everything that keeps
// it from being answers of the rubric. Never fails.
ResponseAnswers ReadResponse(absl::string_view text, const v1::RubricDefinition& rubric);

// The same, and what scoring::CheckAnswers finds.
ResponseAnswers ReadResponse(absl::string_view text, const scoring::CompiledRubric& rubric);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_QUESTIONNAIRE_RESPONSE_H_
