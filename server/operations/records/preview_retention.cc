// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <cstdint>
#include <string>

#include "server/base/clock.h"
#include "server/base/status_macros.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/records.h"
#include "server/operations/records/record_rows.h"
#include "server/operations/records/retention_policy.h"
#include "server/operations/records/too_old.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kMostCounted = 10'000;

struct Counted {
  int old = 0;
  int held = 0;
};

// Each step has a snapshot of its own: a count that goes on for a while need not be of one moment.
absl::StatusOr<Counted> Count(const Dependencies& dependencies, const Call& call,
                              const Retention& retention, RetainedKind kind) {
  Counted counted;
  std::string next;
  do {
    RETURN_IF_ERROR(call.patience.Check(dependencies.clock->Now()));
    FoundOld found;
    RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
      ASSIGN_OR_RETURN(found, FindOld(reader, retention, kind, next));
      return absl::OkStatus();
    }));
    counted.old += static_cast<int>(found.old.size());
    counted.held += found.held;
    next = found.next;
  } while (!next.empty() && counted.old < kMostCounted);
  return counted;
}

int32_t Shown(int count) { return static_cast<int32_t>(std::min(count, kMostCounted)); }

}  // namespace

absl::StatusOr<v1::PreviewRetentionResponse> PreviewRetention(
    const Dependencies& dependencies, const Call& call,
    const v1::PreviewRetentionRequest& request) {
  FieldChecks checks;
  CheckPolicy(request.policy(), {}, checks);
  RETURN_IF_ERROR(checks.Result());
  Retention retention;
  retention.now = dependencies.clock->Now();
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(retention.policy, ReadPolicy(reader));
    return absl::OkStatus();
  }));
  if (request.has_policy()) SetPolicy(request.policy(), {}, &retention.policy);
  v1::PreviewRetentionResponse response;
  ASSIGN_OR_RETURN(const Counted comments,
                   Count(dependencies, call, retention, RetainedKind::kComment));
  ASSIGN_OR_RETURN(const Counted evidence,
                   Count(dependencies, call, retention, RetainedKind::kEvidence));
  ASSIGN_OR_RETURN(const Counted notices,
                   Count(dependencies, call, retention, RetainedKind::kNotification));
  ASSIGN_OR_RETURN(const Counted accounts,
                   Count(dependencies, call, retention, RetainedKind::kAccount));
  response.set_comments(Shown(comments.old));
  response.set_evidence(Shown(evidence.old));
  response.set_notifications(Shown(notices.old));
  response.set_accounts(Shown(accounts.old));
  response.set_held(Shown(comments.held + evidence.held));
  return response;
}

}  // namespace continuum::operations
