// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/assess.h"

#include <algorithm>
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

namespace {

// The criteria that are asked and have no answer that counts.
struct Gaps {
  int unanswered = 0;
  int unconfirmed = 0;  // an answer was carried or proposed, and nobody has confirmed it
};

// Only scoring knows which are asked.
absl::StatusOr<Gaps> CountGaps(Connection& connection, const std::string& assessment) {
  v1::GetScorecardRequest request;
  request.set_name(absl::StrCat(assessment, "/scorecard"));
  const auto scorecard = connection.GetScorecard(request);
  if (!scorecard.ok()) return scorecard.status();
  Gaps gaps;
  for (const v1::CriterionResult& result : scorecard->criteria()) {
    if (result.state() != v1::ANSWER_STATE_ABSENT) continue;
    const bool unconfirmed = std::any_of(
        result.reasons().begin(), result.reasons().end(),
        [](const v1::Reason& reason) { return reason.code() == v1::Reason::CODE_UNCONFIRMED; });
    ++(unconfirmed ? gaps.unconfirmed : gaps.unanswered);
  }
  return gaps;
}

// What stands in the way of completing, and what to do about each part of it.
absl::Status HasGaps(const v1::Assessment& draft, const Gaps& gaps) {
  const std::string name = ShortName(draft.name());
  std::string text = absl::StrCat(name, ": ");
  const std::string total = absl::StrCat(" of ", draft.total_criteria());
  if (gaps.unconfirmed > 0) {
    absl::StrAppend(&text, gaps.unconfirmed, total,
                    " have an answer that was carried over or proposed and that nobody has "
                    "confirmed");
  }
  if (gaps.unanswered > 0) {
    absl::StrAppend(&text, gaps.unconfirmed > 0 ? ", and " : "", gaps.unanswered,
                    gaps.unconfirmed > 0 ? "" : total, " are not answered");
  }
  absl::StrAppend(
      &text,
      gaps.unconfirmed > 0 ? ". They would count as not done" : ", and would count as not done",
      ". Completing cannot be undone. ");
  if (gaps.unconfirmed > 0) {
    absl::StrAppend(&text, "Look at what waits with `continuum assess confirm ", name,
                    "`, and confirm it there, or domain by domain with `continuum assess attest ",
                    name, " DOMAIN --statement TEXT`. ");
  }
  if (gaps.unanswered > 0) {
    absl::StrAppend(&text,
                    "Load the missing answers (`continuum assess answers` writes what is there). ");
  }
  return absl::FailedPreconditionError(
      absl::StrCat(text, "Or give --with-gaps to complete it as it is"));
}

}  // namespace

CommandResult AssessComplete(Session& session, const AssessCompleteOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto draft = FetchAssessment(**connection, *name);
  if (!draft.ok()) return draft.status();
  const auto gaps = CountGaps(**connection, *name);
  if (!gaps.ok()) return gaps.status();
  const bool any_gap = gaps->unanswered + gaps->unconfirmed > 0;
  if (any_gap && !options.with_gaps && draft->state() == v1::Assessment::STATE_DRAFT) {
    return HasGaps(*draft, *gaps);
  }
  v1::CompleteAssessmentRequest request;
  request.set_name(*name);
  request.set_etag(draft->etag());  // what was looked at is what is completed
  const auto completed = (*connection)->CompleteAssessment(request);
  if (!completed.ok()) return completed.status();
  EmitAssessment(session, *completed);
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
