// SPDX-License-Identifier: Apache-2.0
//
// The words for notices. What this command does not know yet, because the server is newer, is
// "unknown". Pure functions.

#ifndef CONTINUUM_CLIENTS_CLI_NOTICE_WORDS_H_
#define CONTINUUM_CLIENTS_CLI_NOTICE_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "continuum/v1/notification_service.pb.h"

namespace continuum::cli {

// "comment made": what happened.
std::string NoticeWords(v1::Notification::Kind kind);

// Where somebody who took over what the resource names finds what is open, and why it was answered
// as it was.
std::string TakingOverWords(absl::string_view resource);

// "at-once", "daily" or "never".
std::string EmailWord(v1::NotificationSettings::Email email);

// The other way; EMAIL_UNSPECIFIED for any other word.
v1::NotificationSettings::Email EmailOf(const std::string& word);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_NOTICE_WORDS_H_
