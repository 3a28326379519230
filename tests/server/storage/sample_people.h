// SPDX-License-Identifier: Apache-2.0
//
// The records of people_records.h for tests, each complete.

#ifndef CONTINUUM_TESTS_SERVER_STORAGE_SAMPLE_PEOPLE_H_
#define CONTINUUM_TESTS_SERVER_STORAGE_SAMPLE_PEOPLE_H_

#include "absl/strings/string_view.h"
#include "server/storage/notification_records.h"
#include "server/storage/people_records.h"

namespace continuum::storage {

// Last parts of names are enough: Token("t", "ann") is accounts/ann/tokens/t.
AccountRecord Account(absl::string_view id);  // with id@example.org and so on
AccountLinkRecord AccountLink(absl::string_view id, absl::string_view key);
MembershipRecord Membership(absl::string_view id, absl::string_view account,
                            absl::string_view resource = "programs/p");
TokenRecord Token(absl::string_view id, absl::string_view account = "ann");  // "hash of id"
BodyRecord Body(absl::string_view name, absl::string_view title = "Body");   // the whole name
// Of a program of organizations/a.
AccessRecord Access(absl::string_view id, absl::string_view body = "agencies/s",
                    absl::string_view program = "programs/p");
ThreadRecord Thread(absl::string_view id, absl::string_view criterion = "1.1");
CommentRecord Comment(absl::string_view id, absl::string_view thread = "t");
AssignmentRecord Assignment(absl::string_view id, absl::string_view assignee = "accounts/ann");
AnswerSetRecord AnswerSet(absl::string_view account = "ann");
ConfirmationRecord Confirmation(absl::string_view id);

NotificationRecord Notification(absl::string_view id);
NotificationSettingsRecord NotificationSettings();

}  // namespace continuum::storage

#endif  // CONTINUUM_TESTS_SERVER_STORAGE_SAMPLE_PEOPLE_H_
