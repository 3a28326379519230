// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/commands/assessment_details.h"

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/connection.h"
#include "clients/cli/names.h"
#include "clients/cli/revision.h"
#include "clients/cli/session.h"
#include "clients/cli/state_words.h"
#include "clients/cli/timestamp_text.h"

namespace continuum::cli {

namespace {

std::string PeriodText(const v1::Assessment& assessment) {
  return absl::StrCat(assessment.period_start(), " to ", assessment.period_end());
}

std::string AnsweredText(const v1::Assessment& assessment) {
  return absl::StrCat(assessment.answered_criteria(), " of ", assessment.total_criteria());
}

// "completed 2026-03-01 12:00 UTC".
std::string StateText(const v1::Assessment& assessment) {
  std::string text = AssessmentStateWords(assessment.state());
  if (assessment.has_complete_time()) {
    absl::StrAppend(&text, " ", TimestampText(assessment.complete_time()));
  }
  return text;
}

}  // namespace

std::string ConsensusName(absl::string_view assessment) {
  return absl::StrCat(assessment, "/answerSets/consensus");
}

absl::StatusOr<v1::Assessment> FetchAssessment(Connection& connection, absl::string_view name) {
  v1::GetAssessmentRequest request;
  request.set_name(std::string(name));
  return connection.GetAssessment(request);
}

absl::StatusOr<v1::AnswerSet> FetchAnswers(Connection& connection, absl::string_view assessment) {
  v1::GetAnswerSetRequest request;
  request.set_name(ConsensusName(assessment));
  auto recorded = connection.GetAnswerSet(request);
  if (!recorded.ok()) return recorded.status();
  v1::AnswerSet answers;
  answers.set_source(recorded->source());
  for (v1::RecordedAnswer& saved : *recorded->mutable_answers()) {
    const bool taken_back = saved.answer().answer_case() == v1::Answer::ANSWER_NOT_SET;
    if (!taken_back) *answers.add_answers() = std::move(*saved.mutable_answer());
  }
  return answers;
}

absl::StatusOr<std::string> CallerAsAuthor(Connection& connection) {
  const auto caller = connection.GetCaller({});
  if (!caller.ok()) return caller.status();
  return caller->has_account() ? caller->account().name() : std::string(kNobodyInParticular);
}

void EmitAssessment(Session& session, const v1::Assessment& assessment) {
  session.EmitDetails(
      assessment,
      {{.id = "name", .label = "Assessment", .text = ShortName(assessment.name())},
       {.id = "revision", .label = "Rubric", .text = ShortName(assessment.revision())},
       {.id = "period", .label = "Period", .text = PeriodText(assessment)},
       {.id = "state", .label = "State", .text = StateText(assessment)},
       {.id = "answered", .label = "Answered", .text = AnsweredText(assessment)},
       {.id = "corrects", .label = "Corrects", .text = ShortName(assessment.corrects())},
       {.id = "reason", .label = "Because", .text = assessment.correction_reason()},
       {.id = "corrected_by",
        .label = "Corrected by",
        .text = ShortName(assessment.corrected_by())},
       {.id = "changed", .label = "Last change", .text = TimestampText(assessment.update_time())}});
}

absl::StatusOr<std::string> ProgramWords(Connection& connection, absl::string_view name) {
  v1::GetProgramRequest request;
  request.set_name(std::string(name));
  const auto program = connection.GetProgram(request);
  if (!program.ok()) return program.status();
  return absl::StrCat(program->title(), " (", ShortName(name), ")");
}

absl::StatusOr<AssessmentInWords> FetchInWords(Connection& connection, absl::string_view text) {
  const auto name = AssessmentName(text);
  if (!name.ok()) return name.status();
  auto assessment = FetchAssessment(connection, *name);
  if (!assessment.ok()) return assessment.status();
  const auto program = ProgramWords(connection, name->substr(0, name->find("/assessments/")));
  if (!program.ok()) return program.status();
  auto guide = GetGuide(connection, assessment->revision());
  if (!guide.ok()) return guide.status();
  AssessmentInWords words;
  words.header = {{"Program", *program},
                  {"Assessment", absl::StrCat(ShortName(*name), ", ", StateText(*assessment))},
                  {"Rubric", absl::StrCat((*guide)->definition().title(), " (",
                                          ShortName(assessment->revision()), ")")},
                  {"Period", PeriodText(*assessment)}};
  if (!assessment->corrected_by().empty()) {
    words.header.emplace_back("Corrected by", ShortName(assessment->corrected_by()));
  }
  words.assessment = *std::move(assessment);
  words.guide = *std::move(guide);
  return words;
}

}  // namespace continuum::cli
