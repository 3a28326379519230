// SPDX-License-Identifier: Apache-2.0

#include "server/operations/records/retention_policy.h"

#include <cstdint>
#include <initializer_list>

#include "absl/strings/str_cat.h"
#include "server/base/status_macros.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records.h"
#include "server/operations/records/record_rows.h"
#include "server/storage/storage.h"

namespace continuum::operations {
namespace {

constexpr int kMostMonths = 1200;

struct Field {
  absl::string_view name;
  int32_t (v1::RetentionPolicy::*stated)() const;
  int64_t storage::RetentionPolicyRecord::*kept;
  int least;  // months, but for 0
};
constexpr Field kFields[] = {
    {"comment_months", &v1::RetentionPolicy::comment_months,
     &storage::RetentionPolicyRecord::comment_months, 12},
    {"evidence_months", &v1::RetentionPolicy::evidence_months,
     &storage::RetentionPolicyRecord::evidence_months, 12},
    {"notification_months", &v1::RetentionPolicy::notification_months,
     &storage::RetentionPolicyRecord::notification_months, 1},
    {"account_months", &v1::RetentionPolicy::account_months,
     &storage::RetentionPolicyRecord::account_months, 1},
};

bool IsChanged(const google::protobuf::FieldMask& mask, absl::string_view field) {
  return mask.paths().empty() || Names(mask, field);
}

}  // namespace

void CheckPolicy(const v1::RetentionPolicy& policy, const google::protobuf::FieldMask& mask,
                 FieldChecks& checks) {
  for (const Field& field : kFields) {
    if (!IsChanged(mask, field.name)) continue;
    const int32_t months = (policy.*field.stated)();
    if (months == 0 || (months >= field.least && months <= kMostMonths)) continue;
    checks.Wrong(absl::StrCat("policy.", field.name), absl::StrCat(months),
                 absl::StrCat(field.least, " to ", kMostMonths, " months, or 0 for good"));
  }
}

void SetPolicy(const v1::RetentionPolicy& policy, const google::protobuf::FieldMask& mask,
               storage::RetentionPolicyRecord* record) {
  for (const Field& field : kFields) {
    if (IsChanged(mask, field.name)) record->*field.kept = (policy.*field.stated)();
  }
}

absl::StatusOr<v1::RetentionPolicy> GetRetentionPolicy(
    const Dependencies& dependencies, const Call& /*call*/,
    const v1::GetRetentionPolicyRequest& /*request*/) {
  v1::RetentionPolicy response;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(const storage::RetentionPolicyRecord policy, ReadPolicy(reader));
    response = ToMessage(policy);
    return absl::OkStatus();
  }));
  return response;
}

absl::StatusOr<v1::RetentionPolicy> UpdateRetentionPolicy(
    const Dependencies& dependencies, const Call& call,
    const v1::UpdateRetentionPolicyRequest& request) {
  FieldChecks checks;
  if (!request.has_policy()) checks.Wrong("policy", "", "what is to be changed");
  if (!request.update_mask().paths().empty()) {
    checks.UpdateMask(request.update_mask(),
                      {kFields[0].name, kFields[1].name, kFields[2].name, kFields[3].name});
  }
  CheckPolicy(request.policy(), request.update_mask(), checks);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  return MakeChange<v1::RetentionPolicy>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::RetentionPolicy>> {
        ASSIGN_OR_RETURN(storage::RetentionPolicyRecord policy, ReadPolicy(writer));
        RETURN_IF_ERROR(CheckEtag(policy.name, request.policy().etag(), policy.stamp));
        SetPolicy(request.policy(), request.update_mask(), &policy);
        policy.set_by = call.caller.id();
        const bool is_new = policy.stamp.change_sequence == 0;
        RETURN_IF_ERROR(is_new ? storage::Create(writer, PeopleScope(), policy)
                               : storage::Update(writer, PeopleScope(), policy));
        StampChanged(writer, &policy.stamp);
        return Changed<v1::RetentionPolicy>{ToMessage(policy), auth::kInstallationOwner};
      });
}

}  // namespace continuum::operations
