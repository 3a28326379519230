// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/erase_words.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "continuum/v1/answers.pb.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/assessments/own_answers.h"
#include "server/operations/common/resource_names.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/purged_words.h"
#include "server/storage/accounts.h"
#include "server/storage/records.h"
#include "server/storage/resources.h"
#include "server/storage/row_content.h"

namespace continuum::operations {
namespace {

// Who has read the answers before must not write the words back with what they hold.
absl::Status RaiseEtag(storage::Writer& writer, const auth::Scope& scope,
                       absl::string_view answer_set) {
  if (SourceOf(answer_set) != kConsensus) {
    ASSIGN_OR_RETURN(const std::optional<storage::AnswerSetRecord> set,
                     FindOwnAnswers(writer, scope, answer_set));
    return set.has_value() ? storage::Update(writer, scope, *set) : absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const storage::AssessmentRecord assessment,
                   writer.GetAssessment(scope, ParentOf(Resource::kAnswerSet, answer_set)));
  // A completed one stays as it is; nobody writes into it.
  if (assessment.state == storage::AssessmentState::kCompleted) return absl::OkStatus();
  return writer.UpdateAssessment(scope, assessment);
}

// The upload remembers the title as well.
absl::StatusOr<int64_t> EraseUploads(storage::Writer& writer, const auth::Scope& scope,
                                     const std::vector<std::string>& uploads) {
  int64_t erased = 0;
  for (const std::string& name : uploads) {
    ASSIGN_OR_RETURN(storage::EvidenceUploadRecord upload,
                     storage::Get<storage::EvidenceUploadRecord>(writer, scope, name));
    upload.title.clear();
    RETURN_IF_ERROR(storage::Update(writer, scope, upload));
    ASSIGN_OR_RETURN(const int64_t versions,
                     writer.Erase(scope, storage::RowKind::kEvidenceUpload, upload.name));
    erased += versions;
  }
  return erased;
}

}  // namespace

absl::StatusOr<int64_t> EraseComment(storage::Writer& writer, const auth::Scope& scope,
                                     storage::CommentRecord comment) {
  comment.text.clear();
  comment.state = storage::CommentState::kPurged;
  RETURN_IF_ERROR(storage::Update(writer, scope, comment));
  return writer.Erase(scope, storage::RowKind::kComment, comment.name);
}

absl::StatusOr<int64_t> EraseAnswerWords(storage::Writer& writer, const auth::Scope& scope,
                                         absl::string_view answer) {
  const absl::string_view set = ParentOf(Resource::kAnswer, answer);
  const absl::string_view assessment = ParentOf(Resource::kAnswerSet, set);
  ASSIGN_OR_RETURN(
      const storage::AnswerRecord record,
      writer.GetAnswer(scope, assessment, SourceOf(set), IdsIn(Resource::kAnswer, answer).back()));
  ASSIGN_OR_RETURN(v1::Answer said, ParseSaved(record));
  RETURN_IF_ERROR(AppendAnswer(writer, scope, assessment,
                               WithoutWords(std::move(said), kPurgedWords), SourceOf(set)));
  RETURN_IF_ERROR(RaiseEtag(writer, scope, set));
  return writer.Erase(scope, storage::RowKind::kAnswer, answer);
}

absl::StatusOr<int64_t> EraseEvidence(storage::Writer& writer, const auth::Scope& scope,
                                      storage::EvidenceRecord evidence,
                                      const std::vector<std::string>& uploads) {
  evidence.state = storage::EvidenceState::kRemoved;
  evidence.title.clear();
  evidence.media_type.clear();
  evidence.size = 0;
  evidence.scan = storage::EvidenceScan::kNone;
  evidence.searched = false;
  evidence.identifiers.clear();
  evidence.url.clear();
  evidence.looked_for.clear();
  evidence.sampled = 0;
  evidence.met = 0;
  RETURN_IF_ERROR(storage::Update(writer, scope, evidence));
  ASSIGN_OR_RETURN(const int64_t versions,
                   writer.Erase(scope, storage::RowKind::kEvidence, evidence.name));
  ASSIGN_OR_RETURN(const int64_t of_uploads, EraseUploads(writer, scope, uploads));
  return versions + of_uploads;
}

absl::StatusOr<int64_t> EraseNotice(storage::Writer& writer, storage::NotificationRecord notice) {
  notice.actor.clear();
  notice.state = storage::NotificationState::kRemoved;
  RETURN_IF_ERROR(storage::Update(writer, PeopleScope(), notice));
  return writer.Erase(PeopleScope(), storage::RowKind::kNotification, notice.name);
}

bool IsErased(const storage::AccountRecord& account) {
  return account.email.empty() && account.display_name == kFormerMember;
}

absl::StatusOr<int64_t> EraseAccount(storage::Writer& writer, storage::AccountRecord account) {
  account.display_name = std::string(kFormerMember);
  return storage::EraseAccountEmail(writer, PeopleScope(), std::move(account));
}

}  // namespace continuum::operations
