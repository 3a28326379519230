// SPDX-License-Identifier: Apache-2.0

#include "server/operations/notifications/mail_words.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "server/operations/notifications/notify.h"

namespace continuum::operations {
namespace {

// "one" is said of one notice, "many" of more, after their number.
struct KindWords {
  absl::string_view one;
  absl::string_view many;
};

KindWords WordsOf(v1::Notification::Kind kind) {
  switch (kind) {
    case v1::Notification::KIND_ASSIGNED:
      return {"task was assigned to you", "tasks were assigned to you"};
    case v1::Notification::KIND_ASSIGNMENT_DUE_IN_WEEK:
      return {"task of yours is due within a week", "tasks of yours are due within a week"};
    case v1::Notification::KIND_ASSIGNMENT_DUE_TOMORROW:
      return {"task of yours is due tomorrow", "tasks of yours are due tomorrow"};
    case v1::Notification::KIND_ASSIGNMENT_OVERDUE:
      return {"task is overdue", "tasks are overdue"};
    case v1::Notification::KIND_ASSIGNMENT_CLOSED:
      return {"task was done or cancelled", "tasks were done or cancelled"};
    case v1::Notification::KIND_COMMENT_MADE:
      return {"comment was made where you take part", "comments were made where you take part"};
    case v1::Notification::KIND_ASSESSMENT_COMPLETED:
      return {"assessment was completed", "assessments were completed"};
    case v1::Notification::KIND_ROLE_GIVEN:
      return {"role was given to you", "roles were given to you"};
    case v1::Notification::KIND_ROLE_ENDED:
      return {"role of yours has ended", "roles of yours have ended"};
    case v1::Notification::KIND_HANDED_OVER:
      return {"hand-over of roles to you", "hand-overs of roles to you"};
    case v1::Notification::KIND_ACCESS_CHANGED:
      return {"access to a program that you lead was given or ended",
              "accesses to programs that you lead were given or ended"};
    case v1::Notification::KIND_PASSWORD_CHANGED:
      return {"change of your password", "changes of your password"};
    case v1::Notification::KIND_SECOND_FACTOR_CHANGED:
      return {"change of your second factor for signing in",
              "changes of your second factor for signing in"};
    case v1::Notification::KIND_TOKEN_MADE:
      return {"API token was made for your account", "API tokens were made for your account"};
    case v1::Notification::KIND_PURGE_ASKED:
      return {"request to purge something waits for a decision",
              "requests to purge something wait for a decision"};
    case v1::Notification::KIND_PURGE_DECIDED:
      return {"request of yours to purge something was decided",
              "requests of yours to purge something were decided"};
    default:
      return {"other notice", "other notices"};
  }
}

bool HasSafety(const KindCounts& counts) {
  return std::any_of(counts.begin(), counts.end(),
                     [](const auto& count) { return ConcernsSafety(count.first); });
}

}  // namespace

std::string MailSubject(const KindCounts& counts) {
  if (HasSafety(counts)) return "Continuum: about the safety of your account";
  const int all = std::accumulate(counts.begin(), counts.end(), 0,
                                  [](int sum, const auto& count) { return sum + count.second; });
  return absl::StrCat("Continuum: ", all, all == 1 ? " new notice" : " new notices");
}

std::string MailText(const KindCounts& counts, absl::string_view link) {
  std::string text = "There is something new for you in Continuum:\n\n";
  for (const auto& [kind, count] : counts) {
    const KindWords words = WordsOf(kind);
    absl::StrAppend(&text, "  ", count, " ", count == 1 ? words.one : words.many, "\n");
  }
  absl::StrAppend(&text, "\nTo read more: ", link.empty() ? "continuum inbox" : link, "\n");
  if (HasSafety(counts)) {
    absl::StrAppend(&text,
                    "\nIf it was not you, or somebody whom you asked, who changed how your account "
                    "is\nsigned in to, tell an administrator at once.\n");
  }
  return absl::StrCat(
      text,
      "\nWhat happened to what, and what people wrote, is in no message. To choose when such\n"
      "messages come, use one of these commands:\n\n"
      "  continuum notify at-once\n  continuum notify daily\n  continuum notify never\n\n"
      "What concerns the safety of your account comes always. This message was sent by a\n"
      "program; nobody reads answers to it.\n");
}

}  // namespace continuum::operations
