// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/notice_words.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/names.h"

namespace continuum::cli {

std::string NoticeWords(v1::Notification::Kind kind) {
  switch (kind) {
    case v1::Notification::KIND_ASSIGNED:
      return "assigned to you";
    case v1::Notification::KIND_ASSIGNMENT_DUE_IN_WEEK:
      return "assignment due within a week";
    case v1::Notification::KIND_ASSIGNMENT_DUE_TOMORROW:
      return "assignment due the day after this notice";
    case v1::Notification::KIND_ASSIGNMENT_OVERDUE:
      return "assignment overdue";
    case v1::Notification::KIND_ASSIGNMENT_CLOSED:
      return "assignment done or cancelled";
    case v1::Notification::KIND_COMMENT_MADE:
      return "comment made";
    case v1::Notification::KIND_ASSESSMENT_COMPLETED:
      return "assessment completed";
    case v1::Notification::KIND_ROLE_GIVEN:
      return "role given to you";
    case v1::Notification::KIND_ROLE_ENDED:
      return "role of yours ended";
    case v1::Notification::KIND_HANDED_OVER:
      return "roles handed over to you";
    case v1::Notification::KIND_ACCESS_CHANGED:
      return "access to a program given or ended";
    case v1::Notification::KIND_PASSWORD_CHANGED:
      return "password changed, or a code for it made";
    case v1::Notification::KIND_SECOND_FACTOR_CHANGED:
      return "second factor set up or removed";
    case v1::Notification::KIND_TOKEN_MADE:
      return "API token made for your account";
    case v1::Notification::KIND_PURGE_ASKED:
      return "purge asked for; it waits for a decision";
    case v1::Notification::KIND_PURGE_DECIDED:
      return "purge that you asked for decided";
    default:
      return "unknown";
  }
}

std::string TakingOverWords(absl::string_view resource) {
  const std::string name = ShortName(resource);
  if (absl::StartsWith(resource, "organizations/")) {
    return absl::StrCat("What is taken over: `continuum program list --organization ", name,
                        "` shows the programs, and `continuum assess list PROGRAM` what is begun.");
  }
  return absl::StrCat(
      "What is taken over: `continuum assess list ", name,
      "` shows what is begun, and `continuum inbox` what was assigned. Why it was answered so far "
      "as it was: `continuum assess answers ASSESSMENT` and `continuum comment list ASSESSMENT "
      "--all`.");
}

std::string EmailWord(v1::NotificationSettings::Email email) {
  switch (email) {
    case v1::NotificationSettings::EMAIL_AT_ONCE:
      return "at-once";
    case v1::NotificationSettings::EMAIL_DAILY:
      return "daily";
    case v1::NotificationSettings::EMAIL_NEVER:
      return "never";
    default:
      return "unknown";
  }
}

v1::NotificationSettings::Email EmailOf(const std::string& word) {
  for (const auto email :
       {v1::NotificationSettings::EMAIL_AT_ONCE, v1::NotificationSettings::EMAIL_DAILY,
        v1::NotificationSettings::EMAIL_NEVER}) {
    if (EmailWord(email) == word) return email;
  }
  return v1::NotificationSettings::EMAIL_UNSPECIFIED;
}

}  // namespace continuum::cli
