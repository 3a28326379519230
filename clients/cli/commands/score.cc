// SPDX-License-Identifier: Apache-2.0
#include "scoring/score.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/answers_file.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/commands/results.h"
#include "clients/cli/error.h"
#include "clients/cli/render/scorecard.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"
#include "clients/cli/state_words.h"

namespace continuum::cli {

namespace {

void Emit(Session& session, const ViewHeader& header, const v1::Scorecard& card,
          const RubricGuide& guide, bool explain) {
  if (session.output == OutputFormat::kTable) {
    PrintScorecard(session.console, header, card, guide, explain);
  } else {
    session.Emit(card, ScorecardTable(card, guide), "");
  }
}

CommandResult ScoreFiles(Session& session, const ScoreOptions& options) {
  const auto rubric = LoadRubric(options.rubric, session.console);
  if (!rubric.ok()) return rubric.status();
  const auto answers = LoadAnswers(options.answers, *rubric->compiled, session.console);
  if (!answers.ok()) return answers.status();
  v1::ScoringContext context;
  context.set_as_of_date(options.as_of.empty() ? absl::FormatCivilTime(absl::ToCivilDay(
                                                     absl::Now(), absl::LocalTimeZone()))
                                               : options.as_of);
  const bool explain = options.explain || session.output == OutputFormat::kTable;
  auto card = scoring::Score(*rubric->compiled, *answers, context, {.explain = explain});
  if (!card.ok()) return card.status();
  GuardSmallCounts(session, rubric->definition, &*card);
  const RubricGuide guide(rubric->definition);
  const ViewHeader header = {
      {"Rubric", absl::StrCat(rubric->definition.title(), " (", rubric->definition.id(), "/",
                              rubric->definition.revision(), ")")},
      {"Answers", absl::StrCat(options.answers, ", by ", SourceWords(card->source()))},
      {"As of", context.as_of_date()}};
  Emit(session, header, *card, guide, options.explain);
  return ExitCode::kOk;
}

CommandResult ScoreAssessment(Session& session, const ScoreOptions& options) {
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  auto words = FetchInWords(**connection, options.assessment);
  if (!words.ok()) return words.status();
  v1::GetScorecardRequest request;
  request.set_name(absl::StrCat(words->assessment.name(), "/scorecard"));
  request.set_show_small_counts(ShowsSmallCounts(session));
  auto card = (*connection)->GetScorecard(request);
  if (!card.ok()) return card.status();
  words->header.emplace_back("Answered by", SourceWords(card->source()));
  Emit(session, words->header, *card, *words->guide, options.explain);
  return ExitCode::kOk;
}

}  // namespace

CommandResult Score(Session& session, const ScoreOptions& options) {
  const bool files = !options.rubric.empty() || !options.answers.empty();
  if (files && (options.rubric.empty() || options.answers.empty())) {
    return UsageError("--rubric and --answers belong together; want both, or an assessment");
  }
  if (files == !options.assessment.empty()) {
    return UsageError("want either an assessment, or --rubric FILE and --answers FILE");
  }
  if (!files && !options.as_of.empty()) {
    return UsageError("--as-of is for files; an assessment is scored as of its period's last day");
  }
  return files ? ScoreFiles(session, options) : ScoreAssessment(session, options);
}

}  // namespace continuum::cli
