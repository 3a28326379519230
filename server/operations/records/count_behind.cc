// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/count_behind.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "continuum/v1/answers.pb.h"
#include "google/protobuf/util/message_differencer.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/assessments/assessment_rows.h"
#include "server/operations/records/purged_words.h"
#include "server/storage/evidence_records.h"
#include "server/storage/people_records.h"
#include "server/storage/queries.h"
#include "server/storage/resources.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

// All that is found, each step in a read of its own.
template <typename Record>
absl::Status ForEach(const Dependencies& dependencies, const Call& call,
                     storage::ResourceQuery query,
                     absl::FunctionRef<void(const Record& record)> count) {
  constexpr int kStep = 200;
  const auth::Scope scope(call.caller);
  query.page.limit = kStep;
  for (bool more = true; more;) {
    RETURN_IF_ERROR(call.patience.Check(dependencies.clock->Now()));
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(const std::vector<Record> step, storage::List<Record>(reader, scope, query));
      for (const Record& record : step) count(record);
      more = step.size() == static_cast<size_t>(kStep);
      if (more) query.page.after = step.back().name;
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

// An assessment has no more answers than its rubric has criteria: one read.
absl::Status CountAnswers(const storage::Reader& reader, const auth::Scope& scope,
                          const std::string& assessment, storage::Sequence as_of, Behind& behind) {
  ASSIGN_OR_RETURN(const std::vector<storage::AnswerRecord> answers,
                   reader.GetAnswers(scope, assessment, kConsensus, as_of));
  for (const storage::AnswerRecord& record : answers) {
    ASSIGN_OR_RETURN(const v1::Answer answer, ParseSaved(record));
    behind.people.insert(record.author);
    const bool has_words =
        !google::protobuf::util::MessageDifferencer::Equals(WithoutWords(answer, ""), answer);
    behind.comments += has_words ? 1 : 0;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CountBehind(const Dependencies& dependencies, const Call& call,
                         const std::string& assessment, storage::Sequence as_of, Behind& behind) {
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) {
    return CountAnswers(reader, auth::Scope(call.caller), assessment, as_of, behind);
  }));
  storage::ResourceQuery query;
  query.parent = assessment;
  query.page.as_of = as_of;
  RETURN_IF_ERROR(ForEach<storage::CommentRecord>(dependencies, call, query,
                                                  [&](const storage::CommentRecord& comment) {
                                                    behind.people.insert(comment.author);
                                                    ++behind.comments;
                                                  }));
  query.state = static_cast<int64_t>(storage::AttachmentState::kActive);
  return ForEach<storage::EvidenceAttachmentRecord>(
      dependencies, call, query, [&](const storage::EvidenceAttachmentRecord& attachment) {
        behind.evidence.insert(attachment.evidence);
      });
}

}  // namespace continuum::operations
