// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/waiting_purges.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/auth/scope.h"
#include "server/base/status_macros.h"
#include "server/operations/access/resource_of.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/purged_words.h"
#include "server/storage/kept_records.h"

namespace continuum::operations {
namespace {

std::string AnswerName(absl::string_view answer_set, absl::string_view criterion) {
  return absl::StrCat(answer_set, "/answers/", criterion);
}

}  // namespace

absl::StatusOr<WaitingPurges> WaitingPurges::Read(const storage::Reader& reader,
                                                  absl::string_view within) {
  WaitingPurges waiting;
  const std::optional<RoleResource> program = ResourceAround(within);
  if (!program.has_value()) return waiting;
  storage::ResourceQuery query;
  query.parent = program->name;
  query.state = static_cast<int64_t>(storage::PurgeState::kAsked);
  // What is hidden does not depend on who looks.
  ASSIGN_OR_RETURN(
      std::vector<storage::PurgeRecord> purges,
      ListAll<storage::PurgeRecord>(reader, auth::Scope(auth::Caller::Server()), query));
  for (storage::PurgeRecord& purge : purges) waiting.resources_.insert(std::move(purge.resource));
  return waiting;
}

void WaitingPurges::Hide(v1::Comment* comment) const {
  if (!Has(comment->name()) || comment->purged()) return;
  comment->set_text(std::string(kHiddenWords));
  comment->set_hidden(true);
}

void WaitingPurges::Hide(v1::EvidenceItem* evidence) const {
  if (!Has(evidence->name()) || evidence->purged()) return;
  evidence->set_title(std::string(kHiddenWords));
  evidence->set_hidden(true);
  // What kind of evidence it is stays, and nothing of what it says.
  if (evidence->has_file()) evidence->mutable_file()->Clear();
  if (evidence->has_link()) evidence->mutable_link()->Clear();
  if (evidence->has_interview()) evidence->mutable_interview()->Clear();
  if (evidence->has_chart_review()) evidence->mutable_chart_review()->Clear();
}

void WaitingPurges::Hide(v1::EvidenceUpload* upload) const {
  if (Has(upload->evidence())) upload->set_title(std::string(kHiddenWords));
}

void WaitingPurges::Hide(absl::string_view answer_set, v1::Answer* answer) const {
  if (!Has(AnswerName(answer_set, answer->criterion()))) return;
  *answer = WithoutWords(std::move(*answer), kHiddenWords);
}

void WaitingPurges::DropWords(absl::string_view answer_set, v1::Answer* answer) const {
  if (!Has(AnswerName(answer_set, answer->criterion()))) return;
  *answer = WithoutWords(std::move(*answer), kPurgedWords);
}

}  // namespace continuum::operations
