// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "clients/cli/commands/assess.h"
#include "clients/cli/commands/assessment_details.h"
#include "clients/cli/connection.h"
#include "clients/cli/names.h"
#include "clients/cli/session.h"

namespace continuum::cli {

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

// What is completed is frozen, and answers are as of the last day of the period: who completes
// before it has thought of another assessment more often than not. OK where nothing is frozen.
absl::Status CheckPeriodHasEnded(const v1::Assessment& draft) {
  const std::string today = absl::FormatTime("%Y-%m-%d", absl::Now(), absl::UTCTimeZone());
  const bool ended = draft.period_end() <= today;  // days written so are in order as texts
  if (ended || draft.state() != v1::Assessment::STATE_DRAFT) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      ShortName(draft.name()), ": its period ends on ", draft.period_end(), ", and today is ",
      today,
      ". What is completed is frozen and cannot be answered further, and completing cannot be "
      "undone. Wait until the period is over; or give --early to complete it all the same"));
}

// "1 assignment of it is open still", and how to see them; nothing if none is.
void TellOfOpen(Session& session, int count, bool more, absl::string_view what,
                absl::string_view command) {
  if (count == 0) return;
  session.console.Note(absl::StrCat("note: ", count, more ? " or more " : " ", what,
                                    count == 1 ? " of it is" : "s of it are", " still open; `",
                                    command, "` shows which"));
}

// What the team has left open in it. Nothing where the caller may not list it.
void TellOfWhatIsOpen(Session& session, Connection& connection, const std::string& assessment) {
  constexpr int kLargestPage = 1000;  // whoever has more open is told so many
  const std::string name = ShortName(assessment);
  v1::ListAssignmentsRequest assignments;
  assignments.set_parent(assessment);
  assignments.set_state(v1::Assignment::STATE_OPEN);
  assignments.set_page_size(kLargestPage);
  if (const auto open = connection.ListAssignments(assignments); open.ok()) {
    TellOfOpen(session, open->assignments_size(), !open->next_page_token().empty(), "assignment",
               absl::StrCat("continuum assign list ", name));
  }
  v1::ListThreadsRequest threads;
  threads.set_parent(assessment);
  threads.set_state(v1::Thread::STATE_OPEN);
  threads.set_page_size(kLargestPage);
  if (const auto open = connection.ListThreads(threads); open.ok()) {
    TellOfOpen(session, open->threads_size(), !open->next_page_token().empty(), "comment thread",
               absl::StrCat("continuum comment list ", name));
  }
}

}  // namespace

CommandResult AssessComplete(Session& session, const AssessCompleteOptions& options) {
  const auto name = AssessmentName(options.assessment);
  if (!name.ok()) return name.status();
  const auto connection = session.Connect();
  if (!connection.ok()) return connection.status();
  const auto draft = FetchAssessment(**connection, *name);
  if (!draft.ok()) return draft.status();
  if (!options.early) {
    if (absl::Status ended = CheckPeriodHasEnded(*draft); !ended.ok()) return ended;
  }
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
  TellOfWhatIsOpen(session, **connection, *name);
  return ExitCode::kOk;
}

}  // namespace continuum::cli
