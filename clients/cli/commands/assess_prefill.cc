// SPDX-License-Identifier: Apache-2.0
//
// Answers that are proposed from elsewhere: having them proposed, and confirming or rejecting them.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/assess.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/crosswalk_file.h"
#include "clients/cli/crosswalk_words.h"
#include "clients/cli/error.h"
#include "clients/cli/input_file.h"
#include "clients/cli/names.h"
#include "clients/cli/rubric_guide.h"
#include "clients/cli/session.h"
#include "clients/cli/small_counts.h"

namespace continuum::cli {

namespace {

void WarnOfSmallCounts(Session& session, const Proposals& proposals) {
  v1::AnswerSet answers;
  for (const v1::ProposedAnswer& proposal : proposals) *answers.add_answers() = proposal.answer();
  WarnOfSmallCounts(session, answers);
}

void PrintResponse(Console& console, const v1::PrefillAssessmentResponse& response) {
  PrintProposals(console, response.proposals());
  if (!response.proposals().empty()) console.out() << "\n";
  const std::string name = ShortName(response.assessment().name());
  console.Paragraph(
      absl::StrCat(CountOf(response.proposals_size(), "proposal"), " for ", name,
                   response.proposals().empty()
                       ? "."
                       : absl::StrCat(". None counts until a person has confirmed it: `continuum "
                                      "assess confirm ",
                                      name, " CRITERION`.")));
  if (response.kept_criteria().empty()) return;
  console.Paragraph(absl::StrCat("Left as they are, since there is an answer or a proposal: ",
                                 absl::StrJoin(response.kept_criteria(), ", "), "."));
}

// The proposals in an answer set. What was saved does not say how sure each is but in words.
std::vector<v1::Answer> ProposalsIn(const v1::RecordedAnswerSet& set) {
  std::vector<v1::Answer> proposals;
  for (const v1::RecordedAnswer& recorded : set.answers()) {
    const v1::Answer& answer = recorded.answer();
    if (answer.unconfirmed() && answer.answer_case() != v1::Answer::ANSWER_NOT_SET) {
      proposals.push_back(answer);
    }
  }
  return proposals;
}

CommandResult ListProposals(Session& session, const std::vector<v1::Answer>& proposals) {
  Proposals list;
  v1::AnswerSet answers;
  for (const v1::Answer& answer : proposals) {
    *list.Add()->mutable_answer() = answer;
    *answers.add_answers() = answer;
  }
  WarnOfSmallCounts(session, list);
  if (session.output != OutputFormat::kTable) {
    session.Emit(answers, ProposalTable(list), "");
    return ExitCode::kOk;
  }
  PrintProposals(session.console, list);
  if (list.empty()) session.console.Paragraph("No proposal waits to be confirmed.");
  return ExitCode::kOk;
}

// Those that were asked for; an error for a criterion that has no proposal.
absl::StatusOr<std::vector<v1::Answer>> Choose(const std::vector<v1::Answer>& proposals,
                                               const AssessConfirmOptions& options) {
  if (options.all) return proposals;
  std::vector<v1::Answer> chosen;
  for (const std::string& criterion : options.criteria) {
    const auto found =
        std::find_if(proposals.begin(), proposals.end(),
                     [&](const v1::Answer& answer) { return answer.criterion() == criterion; });
    if (found == proposals.end()) {
      return UsageError(absl::StrCat("no proposal waits for \"", criterion,
                                     "\"; `continuum assess confirm ", options.assessment,
                                     "` lists them"));
    }
    chosen.push_back(*found);
  }
  return chosen;
}

}  // namespace

CommandResult AssessPrefill(Session& session, const AssessPrefillOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto from = AssessmentName(options.from);
  if (!from.ok()) return from.status();
  auto text = ReadInputFile(CrosswalkPath(options.crosswalk), session.console);
  if (!text.ok()) return text.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::PrefillAssessmentRequest request;
  request.set_name(ConsensusName(*name));
  request.set_source(*from);
  request.set_crosswalk_text(*std::move(text));
  const auto response = (*connection)->PrefillAssessment(request);
  if (!response.ok()) return response.status();
  WarnOfSmallCounts(session, response->proposals());
  if (session.output == OutputFormat::kTable) {
    PrintResponse(session.console, *response);
  } else {
    session.Emit(*response, ProposalTable(response->proposals()), "");
  }
  return ExitCode::kOk;
}

CommandResult AssessConfirm(Session& session, const AssessConfirmOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  if (options.all && !options.criteria.empty()) {
    return UsageError("want either criteria or --all");
  }
  if (options.reject && !options.all && options.criteria.empty()) {
    return UsageError("--reject: want criteria, or --all");
  }
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  v1::GetAnswerSetRequest get;
  get.set_name(ConsensusName(*name));
  const auto set = (*connection)->GetAnswerSet(get);
  if (!set.ok()) return set.status();
  const std::vector<v1::Answer> proposals = ProposalsIn(*set);
  if (!options.all && options.criteria.empty()) return ListProposals(session, proposals);
  auto chosen = Choose(proposals, options);
  if (!chosen.ok()) return chosen.status();
  if (chosen->empty()) return ListProposals(session, proposals);
  v1::SaveAnswersRequest request;
  request.set_name(get.name());
  request.set_etag(set->etag());  // what was looked at is what is confirmed
  for (v1::Answer& answer : *chosen) {
    v1::Answer& saved = *request.add_answers();
    if (options.reject) {
      saved.set_criterion(answer.criterion());
    } else {
      saved = std::move(answer);
      saved.clear_unconfirmed();
    }
  }
  const auto assessment = (*connection)->SaveAnswers(request);
  if (!assessment.ok()) return assessment.status();
  EmitAssessment(session, *assessment);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
