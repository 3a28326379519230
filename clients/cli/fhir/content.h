// SPDX-License-Identifier: Apache-2.0
//
// What a QuestionnaireResponse says, by link id: between answers, which have the shape of our
// messages, and JSON, which has the shape of the form. Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_FHIR_CONTENT_H_
#define CONTINUUM_CLIENTS_CLI_FHIR_CONTENT_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "clients/cli/fhir/form.h"
#include "clients/cli/line_problem.h"
#include "continuum/v1/answers.pb.h"

namespace continuum::cli::fhir {

inline constexpr char kTrue[] = "true";
inline constexpr char kFalse[] = "false";

// What is said of one item.
struct ItemContent {
  // The answers: kTrue or kFalse, exact numbers, days, texts, codes of options.
  std::vector<std::string> values;
  // What an Answer says besides its value, of an item that stands for one.
  v1::Answer remarks;
  // The stage that is stated of an activity.
  std::string stage;
};
using Content = absl::flat_hash_map<std::string, ItemContent>;

// Where an answer is said: the link id of its criterion or input; empty for one that the form does
// not ask.
std::string LinkOf(const v1::Answer& answer, const FormIndex& index);

// What answers without problems say. Of others, what the form does not ask is left out.
Content ContentOf(const v1::AnswerSet& answers, const FormIndex& index);

// Makes the answers that the content says, in the order of the form. Adds what contradicts itself
// to the problems; scoring::CheckAnswers knows the rest.
v1::AnswerSet AnswersOf(const Content& content, const std::vector<FormItem>& form,
                        const v1::RubricDefinition& rubric, std::vector<LineProblem>* problems);

}  // namespace continuum::cli::fhir

#endif  // CONTINUUM_CLIENTS_CLI_FHIR_CONTENT_H_
