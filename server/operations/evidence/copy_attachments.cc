// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence/copy_attachments.h"

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "server/auth/scope.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/operations/people/account_rows.h"
#include "server/storage/evidence_records.h"

namespace continuum::operations {
namespace {

absl::StatusOr<std::vector<storage::EvidenceAttachmentRecord>> ActiveAttachmentsOf(
    const storage::Reader& reader, const auth::Scope& scope, const std::string& assessment) {
  storage::ResourceQuery query;
  query.parent = assessment;
  query.state = static_cast<int64_t>(storage::AttachmentState::kActive);
  return ListAll<storage::EvidenceAttachmentRecord>(reader, scope, query);
}

}  // namespace

absl::StatusOr<int64_t> CopyAttachments(
    const Dependencies& dependencies, storage::Writer& writer, const Call& call,
    const std::string& from, const std::string& to,
    absl::FunctionRef<bool(absl::string_view criterion)> wanted) {
  const auth::Scope scope(call.caller);
  ASSIGN_OR_RETURN(const std::vector<storage::EvidenceAttachmentRecord> present,
                   ActiveAttachmentsOf(writer, scope, to));
  std::set<std::pair<std::string, std::string>> known;
  for (const auto& attachment : present) known.emplace(attachment.evidence, attachment.criterion);
  ASSIGN_OR_RETURN(std::vector<storage::EvidenceAttachmentRecord> attachments,
                   ActiveAttachmentsOf(writer, scope, from));
  int64_t copied = 0;
  for (storage::EvidenceAttachmentRecord& attachment : attachments) {
    if (!wanted(attachment.criterion)) continue;
    if (!known.emplace(attachment.evidence, attachment.criterion).second) continue;
    attachment.name = absl::StrCat(to, "/evidenceAttachments/t", dependencies.ids->New());
    attachment.assessment = to;
    attachment.created_by = call.caller.id();
    RETURN_IF_ERROR(storage::Create(writer, scope, std::move(attachment)));
    ++copied;
  }
  return copied;
}

}  // namespace continuum::operations
