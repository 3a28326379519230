// SPDX-License-Identifier: Apache-2.0

#include "server/operations/ledger/ledger_messages.h"

#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/ledger/hash.h"
#include "server/operations/common/dates.h"

namespace continuum::operations {

// The compiler names a kind that is missing here.
absl::string_view RowKindWords(storage::RowKind kind) {
  using Kind = storage::RowKind;
  switch (kind) {
    case Kind::kOrganization:
      return "organization";
    case Kind::kProgram:
      return "program";
    case Kind::kSite:
      return "site";
    case Kind::kRubric:
      return "rubric";
    case Kind::kRubricRevision:
      return "rubric revision";
    case Kind::kRubricText:
      return "rubric text";
    case Kind::kAssessment:
      return "assessment";
    case Kind::kAnswer:
      return "answer";
    case Kind::kScorecard:
      return "scorecard";
    case Kind::kErasure:
      return "erasure";
    case Kind::kAccount:
      return "account";
    case Kind::kAccountLink:
      return "way to find an account";
    case Kind::kMembership:
      return "role";
    case Kind::kToken:
      return "token or session";
    case Kind::kBody:
      return "accreditor or agency";
    case Kind::kAccess:
      return "access";
    case Kind::kComment:
      return "comment";
    case Kind::kAssignment:
      return "assignment";
    case Kind::kHandOver:
      return "hand-over";
    case Kind::kNotification:
      return "notice";
    case Kind::kNotificationSettings:
      return "settings for notices";
    case Kind::kThread:
      return "thread";
    case Kind::kAnswerSet:
      return "answer set";
    case Kind::kConfirmation:
      return "confirmation";
    case Kind::kPurge:
      return "purge";
    case Kind::kHold:
      return "hold";
    case Kind::kRetentionPolicy:
      return "retention policy";
    case Kind::kEvidence:
      return "evidence";
    case Kind::kEvidenceUpload:
      return "upload of evidence";
    case Kind::kEvidenceAttachment:
      return "attachment of evidence";
    case Kind::kEvidenceRead:
      return "reading of evidence";
  }
  return "";
}

v1::LedgerHead ToMessage(const storage::LedgerHead& head) {
  v1::LedgerHead message;
  message.set_size(head.size);
  message.set_root(absl::BytesToHexString(head.root));
  if (head.time != absl::InfinitePast()) *message.mutable_change_time() = ToTimestamp(head.time);
  return message;
}

v1::LedgerEntry ToMessage(const storage::LedgerLeaf& leaf) {
  v1::LedgerEntry message;
  message.set_sequence(leaf.sequence);
  *message.mutable_change_time() = ToTimestamp(leaf.time);
  message.set_kind(leaf.kind);
  message.set_author(leaf.author);
  message.set_owner(leaf.owner);
  for (const auto& [key, digest] : leaf.rows) {
    const auto& [kind, name] = key;
    const absl::string_view words = RowKindWords(kind);
    v1::LedgerRow& row = *message.add_rows();
    row.set_kind(words.empty() ? absl::StrCat("kind ", static_cast<int>(kind))
                               : std::string(words));
    row.set_name(name);
    row.set_digest(absl::BytesToHexString(ledger::AsBytes(digest)));
  }
  return message;
}

v1::LedgerProblem ToMessage(const storage::LedgerProblem& problem) {
  v1::LedgerProblem message;
  message.set_sequence(problem.sequence);
  message.set_resource(problem.resource);
  message.set_message(problem.message);
  return message;
}

}  // namespace continuum::operations
