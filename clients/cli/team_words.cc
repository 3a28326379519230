// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/team_words.h"

#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/names.h"

namespace continuum::cli {

namespace {

// "domains and criteria, to whom" of an assignment.
std::string AssignedWords(const v1::Assignment& assignment) {
  return absl::StrCat(absl::StrJoin(assignment.targets(), ", "), " to ", AssigneeWords(assignment));
}

std::string CommentWords(const v1::Change& change) {
  const std::string about = change.criterion().empty() ? "the assessment" : change.criterion();
  if (change.comment().purged()) return absl::StrCat("commented on ", about, " (purged)");
  return absl::StrCat("commented on ", about, ": ", change.comment().text());
}

std::string ThreadWords(const v1::Change& change) {
  return change.criterion().empty() ? "a thread on the assessment"
                                    : absl::StrCat("a thread on ", change.criterion());
}

// "3 h 20 min".
std::string MinutesWords(int64_t minutes) {
  constexpr int64_t kMinutesPerHour = 60;
  const int64_t hours = minutes / kMinutesPerHour;
  if (hours == 0) return absl::StrCat(minutes, " min");
  return absl::StrCat(hours, " h ", minutes % kMinutesPerHour, " min");
}

}  // namespace

std::string AssignmentStateWords(const v1::Assignment& assignment) {
  switch (assignment.state()) {
    case v1::Assignment::STATE_OPEN:
      return assignment.overdue() ? "overdue" : "open";
    case v1::Assignment::STATE_DONE:
      return "done";
    case v1::Assignment::STATE_CANCELLED:
      return "cancelled";
    default:
      return "unknown";
  }
}

std::string ThreadStateWords(v1::Thread::State state) {
  switch (state) {
    case v1::Thread::STATE_OPEN:
      return "open";
    case v1::Thread::STATE_RESOLVED:
      return "resolved";
    default:
      return "unknown";
  }
}

std::string AssigneeWords(const v1::Assignment& assignment) {
  if (assignment.assignee_case() == v1::Assignment::kPartner) return assignment.partner();
  if (assignment.assignee_case() == v1::Assignment::kSite) {
    return AuthorWords(assignment.assignee_label(), assignment.site());
  }
  return AuthorWords(assignment.assignee_label(), assignment.account());
}

std::string AuthorWords(const std::string& label, const std::string& author) {
  return label.empty() ? ShortName(author) : label;
}

std::string ChangeWords(const v1::Change& change) {
  switch (change.kind()) {
    case v1::Change::KIND_ANSWER_SAVED:
      return absl::StrCat("saved the answer to ", change.criterion());
    case v1::Change::KIND_OWN_ANSWERS_SAVED:
      return "saved answers of their own";
    case v1::Change::KIND_COMMENT_MADE:
      return CommentWords(change);
    case v1::Change::KIND_THREAD_RESOLVED:
      return absl::StrCat("resolved ", ThreadWords(change));
    case v1::Change::KIND_THREAD_REOPENED:
      return absl::StrCat("reopened ", ThreadWords(change));
    case v1::Change::KIND_ASSIGNED:
      return absl::StrCat("assigned ", AssignedWords(change.assignment()));
    case v1::Change::KIND_ASSIGNMENT_DONE:
      return absl::StrCat("finished what was assigned: ", AssignedWords(change.assignment()));
    case v1::Change::KIND_ASSIGNMENT_CANCELLED:
      return absl::StrCat("cancelled what was assigned: ", AssignedWords(change.assignment()));
    case v1::Change::KIND_ANSWERS_CONFIRMED:
      return absl::StrCat("confirmed the answers to ",
                          absl::StrJoin(change.confirmation().criteria(), ", "), ": ",
                          change.confirmation().attestation());
    case v1::Change::KIND_ANSWER_CARRIED:
      return absl::StrCat("carried forward the answer to ", change.criterion(),
                          ", to be confirmed");
    case v1::Change::KIND_ANSWER_PROPOSED:
      return absl::StrCat("proposed the answer to ", change.criterion(),
                          " from another rubric, to be confirmed");
    case v1::Change::KIND_ANSWER_PURGED:
      return absl::StrCat("purged what was written beside the answer to ", change.criterion());
    default:
      return "unknown";
  }
}

std::string EffortWords(const v1::Effort& effort) {
  if (effort.people() == 0) return "No time was counted yet.";
  return absl::StrCat("About ", MinutesWords(effort.minutes()), " by ", effort.people(),
                      effort.people() == 1 ? " person" : " people",
                      " so far; you: ", MinutesWords(effort.own_minutes()));
}

}  // namespace continuum::cli
