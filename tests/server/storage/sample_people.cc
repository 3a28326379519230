// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/sample_people.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace continuum::storage {

AccountRecord Account(absl::string_view id) {
  AccountRecord record;
  record.name = absl::StrCat("accounts/", id);
  record.kind = AccountKind::kService;
  record.email = absl::StrCat(id, "@example.org");
  record.certificate_name = absl::StrCat("CN=", id);
  record.subject = absl::StrCat("https://login.example.org ", id);
  record.display_name = "Name";
  record.state = AccountState::kActive;
  record.password_hash = "$argon2id$";
  record.totp_secret = "TOTP";
  record.totp_confirmed = true;
  record.totp_last_step = 5;
  record.password_time = absl::FromUnixSeconds(1'700'000'000);
  return record;
}

AccountLinkRecord AccountLink(absl::string_view id, absl::string_view key) {
  AccountLinkRecord record;
  record.name = absl::StrCat("accountLinks/", id);
  record.key = std::string(key);
  record.account = "accounts/ann";
  return record;
}

MembershipRecord Membership(absl::string_view id, absl::string_view account,
                            absl::string_view resource) {
  MembershipRecord record;
  record.name = absl::StrCat("memberships/", id);
  record.account = absl::StrCat("accounts/", account);
  record.resource = std::string(resource);
  record.role = 3;
  record.granted_by = "accounts/root";
  return record;
}

TokenRecord Token(absl::string_view id, absl::string_view account) {
  TokenRecord record;
  record.account = absl::StrCat("accounts/", account);
  record.name = absl::StrCat(record.account, "/tokens/", id);
  record.kind = TokenKind::kSession;
  record.title = "Token";
  record.secret_hash = absl::StrCat("hash of ", id);
  record.scope = 6;
  record.expire_time = absl::FromUnixSeconds(1'800'000'000);
  record.resource = "programs/p";
  return record;
}

BodyRecord Body(absl::string_view name, absl::string_view title) {
  BodyRecord record;
  record.name = std::string(name);
  record.title = std::string(title);
  return record;
}

AccessRecord Access(absl::string_view id, absl::string_view body, absl::string_view program) {
  AccessRecord record;
  record.name = absl::StrCat(program, "/accesses/", id);
  record.owner = "organizations/a";
  record.program = std::string(program);
  record.body = std::string(body);
  record.granted_by = "accounts/ann";
  record.reason = "Grant";
  return record;
}

ThreadRecord Thread(absl::string_view id, absl::string_view criterion) {
  ThreadRecord record;
  record.assessment = "programs/p/assessments/x";
  record.name = absl::StrCat(record.assessment, "/threads/", id);
  record.owner = "organizations/a";
  record.criterion = std::string(criterion);
  record.author = "accounts/ann";
  record.settled_by = "accounts/bob";
  return record;
}

CommentRecord Comment(absl::string_view id, absl::string_view thread) {
  CommentRecord record;
  record.assessment = "programs/p/assessments/x";
  record.thread = absl::StrCat(record.assessment, "/threads/", thread);
  record.name = absl::StrCat(record.thread, "/comments/", id);
  record.owner = "organizations/a";
  record.text = "Text";
  record.author = "accounts/ann";
  return record;
}

AssignmentRecord Assignment(absl::string_view id, absl::string_view assignee) {
  AssignmentRecord record;
  record.assessment = "programs/p/assessments/x";
  record.name = absl::StrCat(record.assessment, "/assignments/", id);
  record.owner = "organizations/a";
  record.assignee = std::string(assignee);
  record.targets = {"1", "2.1"};
  record.due_date = "2026-06-30";
  record.note = "Note";
  record.partner = "Partner";
  record.site = "programs/p/sites/north";
  record.assigned_by = "accounts/bob";
  record.closed_by = "accounts/eve";
  return record;
}

AnswerSetRecord AnswerSet(absl::string_view account) {
  AnswerSetRecord record;
  record.assessment = "programs/p/assessments/x";
  record.name = absl::StrCat(record.assessment, "/answerSets/", account);
  record.owner = "organizations/a";
  record.account = absl::StrCat("accounts/", account);
  record.answered_criteria = 3;
  return record;
}

ConfirmationRecord Confirmation(absl::string_view id) {
  ConfirmationRecord record;
  record.assessment = "programs/p/assessments/x";
  record.name = absl::StrCat(record.assessment, "/confirmations/", id);
  record.owner = "organizations/a";
  record.domains = {"care"};
  record.criteria = {"1.1", "1.2"};
  record.attestation = "Nothing changed.";
  record.author = "accounts/ann";
  return record;
}

NotificationRecord Notification(absl::string_view id) {
  NotificationRecord record;
  record.account = "accounts/ann";
  record.name = absl::StrCat(record.account, "/notifications/", id);
  record.kind = 6;
  record.resource = "programs/p";
  record.actor = "accounts/bob";
  record.told_once = absl::StrCat("key of ", id);
  return record;
}

NotificationSettingsRecord NotificationSettings() {
  NotificationSettingsRecord record;
  record.account = "accounts/ann";
  record.name = "accounts/ann/notificationSettings";
  record.email = 3;
  return record;
}

}  // namespace continuum::storage
