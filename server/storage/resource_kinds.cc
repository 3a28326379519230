// SPDX-License-Identifier: Apache-2.0

#include "server/storage/resource_kinds.h"

#include <algorithm>
#include <iterator>

#include "server/base/status_macros.h"
#include "server/storage/evidence_records.h"
#include "server/storage/kept_records.h"
#include "server/storage/notification_records.h"
#include "server/storage/people_records.h"
#include "server/storage/resources.h"

namespace continuum::storage {
namespace {

struct Kind {
  RowKind kind;
  absl::StatusOr<ResourceRow> (*describe)(absl::string_view content);
};

template <typename Record>
absl::StatusOr<ResourceRow> Describe(absl::string_view content) {
  ASSIGN_OR_RETURN(const Record record, FromResourceContent<Record>(content));
  return ToResourceRow(record);
}

template <typename Record>
constexpr Kind KindOf() {
  return {ResourceTraits<Record>::kKind, &Describe<Record>};
}

constexpr Kind kKinds[] = {
    KindOf<AccountRecord>(),
    KindOf<AccountLinkRecord>(),
    KindOf<MembershipRecord>(),
    KindOf<TokenRecord>(),
    KindOf<BodyRecord>(),
    KindOf<AccessRecord>(),
    KindOf<CommentRecord>(),
    KindOf<AssignmentRecord>(),
    KindOf<HandOverRecord>(),
    KindOf<NotificationRecord>(),
    KindOf<NotificationSettingsRecord>(),
    KindOf<ThreadRecord>(),
    KindOf<AnswerSetRecord>(),
    KindOf<ConfirmationRecord>(),
    KindOf<PurgeRecord>(),
    KindOf<HoldRecord>(),
    KindOf<RetentionPolicyRecord>(),
    KindOf<EvidenceRecord>(),
    KindOf<EvidenceUploadRecord>(),
    KindOf<EvidenceAttachmentRecord>(),
    KindOf<EvidenceReadRecord>(),
};

const Kind* FindKind(RowKind kind) {
  const auto* const found = std::find_if(std::begin(kKinds), std::end(kKinds),
                                         [kind](const Kind& k) { return k.kind == kind; });
  return found == std::end(kKinds) ? nullptr : found;
}

}  // namespace

std::vector<RowKind> ResourceKinds() {
  std::vector<RowKind> kinds;
  for (const Kind& kind : kKinds) kinds.push_back(kind.kind);
  return kinds;
}

bool IsResourceKind(RowKind kind) { return FindKind(kind) != nullptr; }

absl::StatusOr<ResourceRow> DescribeResource(absl::string_view content) {
  const RowKind kind = RowKindOf(content);
  const Kind* const found = FindKind(kind);
  return found == nullptr ? UnreadableRow(kind) : found->describe(content);
}

}  // namespace continuum::storage
