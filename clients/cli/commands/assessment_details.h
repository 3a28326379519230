// SPDX-License-Identifier: Apache-2.0
//
// What several commands need of an assessment.

#ifndef CONTINUUM_CLIENTS_CLI_COMMANDS_ASSESSMENT_DETAILS_H_
#define CONTINUUM_CLIENTS_CLI_COMMANDS_ASSESSMENT_DETAILS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cli/connection.h"
#include "clients/cli/render/header.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "continuum/v1/answers.pb.h"
#include "continuum/v1/assessment_service.pb.h"

namespace continuum::cli {

// The name of the program's own answers to an assessment.
std::string ConsensusName(absl::string_view assessment);

// The assessment, by full name.
absl::StatusOr<v1::Assessment> FetchAssessment(Connection& connection, absl::string_view name);

// The program's own answers to the assessment with this full name, without those taken back.
absl::StatusOr<v1::AnswerSet> FetchAnswers(Connection& connection, absl::string_view assessment);

// Who does what on a server without sign-in.
inline constexpr absl::string_view kNobodyInParticular = "local";

// Who the caller is, as answers and changes name their authors.
absl::StatusOr<std::string> CallerAsAuthor(Connection& connection);

// Writes what is known of an assessment, without its answers.
void EmitAssessment(Session& session, const v1::Assessment& assessment);

// An assessment with the words to show it.
struct AssessmentInWords {
  v1::Assessment assessment;
  std::unique_ptr<const RubricGuide> guide;
  ViewHeader header;
};
// `text` names the assessment, in full or short.
absl::StatusOr<AssessmentInWords> FetchInWords(Connection& connection, absl::string_view text);

// "Harbor Health (harbor)", by the program's full name.
absl::StatusOr<std::string> ProgramWords(Connection& connection, absl::string_view name);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_COMMANDS_ASSESSMENT_DETAILS_H_
