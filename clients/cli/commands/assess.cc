// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/assess.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/answers_csv.h"
#include "clients/cli/answers_marks.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/names.h"
#include "clients/cli/pages.h"
#include "clients/cli/revision.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

CommandResult AssessShow(Session& session, const AssessShowOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto assessment = FetchAssessment(**connection, *name);
  if (!assessment.ok()) return assessment.status();
  EmitAssessment(session, *assessment);
  return ExitCode::kOk;
}

CommandResult AssessAnswers(Session& session, const AssessAnswersOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetAnswerSetRequest request;
  request.set_name(ConsensusName(*name));
  const auto recorded = (*connection)->GetAnswerSet(request);
  if (!recorded.ok()) return recorded.status();
  v1::AnswerSet answers;
  for (const v1::RecordedAnswer& answer : recorded->answers()) {
    *answers.add_answers() = answer.answer();
  }
  WarnOfSmallCounts(session, answers);
  if (session.output == OutputFormat::kJson) {
    session.EmitJson(*recorded);
    return ExitCode::kOk;
  }
  const auto assessment = FetchAssessment(**connection, *name);
  if (!assessment.ok()) return assessment.status();
  const auto revision = GetRevision(**connection, assessment->revision());
  if (!revision.ok()) return revision.status();
  const AnswerMarks marks = MarksOf(revision->definition(), answers);
  session.console.out() << WriteAnswersCsv(revision->definition(), answers, &marks);
  return ExitCode::kOk;
}

CommandResult AssessList(Session& session, const AssessListOptions& options) {
  const auto program = ProgramName(options.program);
  if (!program.ok()) return program.status();
  v1::ListAssessmentsRequest request;
  request.set_parent(*program);
  if (!options.rubric.empty()) {
    const auto rubric = RubricName(options.rubric);
    if (!rubric.ok()) return rubric.status();
    request.set_rubric(*rubric);
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto response = CollectPages(**connection, &Connection::ListAssessments, request);
  if (!response.ok()) return response.status();
  Table table({{.id = "assessment", .title = "ASSESSMENT"},
               {.id = "revision", .title = "RUBRIC"},
               {.id = "period_start", .title = "FROM"},
               {.id = "period_end", .title = "UNTIL"},
               {.id = "state", .title = "STATE"},
               {.id = "answered", .title = "ANSWERED", .align = Align::kRight},
               {.id = "corrected_by", .title = "CORRECTED BY"}});
  for (const v1::Assessment& assessment : response->assessments()) {
    table.Add({ShortName(assessment.name()), ShortName(assessment.revision()),
               assessment.period_start(), assessment.period_end(),
               AssessmentStateWords(assessment.state()),
               absl::StrCat(assessment.answered_criteria(), "/", assessment.total_criteria()),
               ShortName(assessment.corrected_by())});
  }
  session.Emit(*response, table,
               "There are none. `continuum assess start PROGRAM --rubric RUBRIC --period YEAR` "
               "starts one.");
  return ExitCode::kOk;
}

CommandResult AssessCorrect(Session& session, const AssessCorrectOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::CorrectAssessmentRequest request;
  request.set_name(*name);
  request.set_assessment_id(options.id.empty()
                                ? absl::StrCat(name->substr(name->rfind('/') + 1), "-corrected")
                                : options.id);
  request.set_reason(options.reason);
  const auto correction = (*connection)->CorrectAssessment(request);
  if (!correction.ok()) return correction.status();
  EmitAssessment(session, *correction);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
