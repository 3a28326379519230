// SPDX-License-Identifier: Apache-2.0
//
// crosswalk prefill and crosswalk compare: what a crosswalk makes of answers in files.
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/answers_file.h"
#include "clients/cli/commands/crosswalk.h"
#include "clients/cli/crosswalk_file.h"
#include "clients/cli/crosswalk_words.h"
#include "clients/cli/error.h"
#include "clients/cli/number_text.h"
#include "clients/cli/rubric_file.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"
#include "clients/cli/state_words.h"
#include "continuum/v1/crosswalk_service.pb.h"
#include "scoring/crosswalk/compare.h"
#include "scoring/crosswalk/propose.h"
#include "scoring/crosswalk/rubric_parts.h"
#include "scoring/score.h"

namespace continuum::cli {

namespace {

// Answers in a file, and what they score.
struct Scored {
  v1::AnswerSet answers;
  v1::Scorecard scorecard;
};

absl::StatusOr<Scored> ScoreFile(const std::string& rubric_path, const std::string& answers,
                                 const std::string& as_of, Console& console) {
  const auto rubric = LoadRubric(rubric_path, console);
  if (!rubric.ok()) return rubric.status();
  auto set = LoadAnswers(answers, *rubric->compiled, console);
  if (!set.ok()) return set.status();
  v1::ScoringContext context;
  context.set_as_of_date(
      as_of.empty() ? absl::FormatCivilTime(absl::ToCivilDay(absl::Now(), absl::LocalTimeZone()))
                    : as_of);
  auto card = scoring::Score(*rubric->compiled, *set, context, {.explain = true});
  if (!card.ok()) return card.status();
  return Scored{*std::move(set), *std::move(card)};
}

// "2 of 3, intermediate"; values of different rubrics have different scales, so the highest stands
// beside.
std::string ResultWords(const v1::ComparedResult& result) {
  if (result.not_asked()) return "not asked";
  if (result.state() == v1::ANSWER_STATE_UNSPECIFIED) return "";
  if (result.state() != v1::ANSWER_STATE_VALUE) return AnswerStateWords(result.state());
  std::string words = NumberText(result.value());
  if (!result.highest().empty()) absl::StrAppend(&words, " of ", NumberText(result.highest()));
  if (!result.stage().empty()) absl::StrAppend(&words, ", ", result.stage());
  return words;
}

Table ComparisonTable(const v1::CrosswalkComparison& comparison) {
  Table table({{.id = "left", .title = comparison.from().rubric(), .wraps = true},
               {.id = "left_result", .title = "RESULT"},
               {.id = "relation", .title = "IS"},
               {.id = "right", .title = comparison.to().rubric(), .wraps = true},
               {.id = "right_result", .title = "RESULT"},
               {.id = "confidence", .title = "CONFIDENCE"},
               {.id = "rationale", .title = "WHY", .wraps = true}});
  for (const v1::ComparedPair& pair : comparison.pairs()) {
    const v1::Mapping& mapping = pair.relation();
    table.Add({scoring::NameOf(mapping.from()), ResultWords(pair.from()),
               RelationWords(mapping.relation()), scoring::NameOf(mapping.to()),
               ResultWords(pair.to()), ConfidenceWords(mapping.confidence()), mapping.rationale()});
  }
  return table;
}

}  // namespace

CommandResult CrosswalkPrefill(Session& session, const CrosswalkPrefillOptions& options) {
  const auto file = LoadCrosswalk(options.file, options.rubrics, session.console);
  if (!file.ok()) return file.status();
  if (!file->from) {
    return InputError(file->path,
                      "its left side is a contract, which has no answers; want a "
                      "crosswalk between two rubrics");
  }
  const auto scored = ScoreFile(file->from_path, options.answers, options.as_of, session.console);
  if (!scored.ok()) return scored.status();
  v1::PrefillAssessmentResponse response;  // for its list of proposals
  v1::AnswerSet proposed;
  for (v1::ProposedAnswer& proposal : scoring::Propose(
           file->definition, {*file->from, scored->answers, scored->scorecard, options.answers},
           file->to)) {
    *proposed.add_answers() = proposal.answer();
    *response.add_proposals() = std::move(proposal);
  }
  WarnOfSmallCounts(session, proposed);
  if (session.output != OutputFormat::kTable) {
    session.Emit(response, ProposalTable(response.proposals()), "");
    return ExitCode::kOk;
  }
  PrintProposals(session.console, response.proposals());
  session.console.Paragraph(absl::StrCat(
      CountOf(response.proposals_size(), "proposal"), " for ", EditionWords(file->definition.to()),
      ". They are proposals: none counts until a person has confirmed it."));
  return ExitCode::kOk;
}

CommandResult CrosswalkCompare(Session& session, const CrosswalkCompareOptions& options) {
  const auto file = LoadCrosswalk(options.file, options.rubrics, session.console);
  if (!file.ok()) return file.status();
  if (!file->from) {
    return InputError(file->path,
                      "its left side is a contract, which has no results; want a "
                      "crosswalk between two rubrics");
  }
  auto left = ScoreFile(file->from_path, options.left, options.as_of, session.console);
  if (!left.ok()) return left.status();
  auto right = ScoreFile(file->to_path, options.right, options.as_of, session.console);
  if (!right.ok()) return right.status();
  GuardSmallCounts(session, *file->from, &left->scorecard);
  GuardSmallCounts(session, file->to, &right->scorecard);
  const auto comparison = scoring::Compare(file->definition, left->scorecard, right->scorecard);
  if (!comparison.ok()) return comparison.status();
  session.Emit(*comparison, ComparisonTable(*comparison), "The crosswalk relates nothing.");
  if (session.output != OutputFormat::kTable) return ExitCode::kOk;
  session.console.out() << "\n";
  session.console.Paragraph(
      "Each line holds only as far as its confidence goes. The two rubrics have different scales, "
      "so there is no total.");
  return ExitCode::kOk;
}

}  // namespace continuum::cli
