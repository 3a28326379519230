// SPDX-License-Identifier: Apache-2.0
//
// Retention policies as requests state them. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_RETENTION_POLICY_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_RETENTION_POLICY_H_

#include <google/protobuf/field_mask.pb.h>

#include "continuum/v1/records_service.pb.h"
#include "server/operations/common/field_checks.h"
#include "server/storage/kept_records.h"

namespace continuum::operations {

// Whether the months of a request's "policy" may be so. An empty mask names all fields.
void CheckPolicy(const v1::RetentionPolicy& policy, const google::protobuf::FieldMask& mask,
                 FieldChecks& checks);

// Takes them over.
void SetPolicy(const v1::RetentionPolicy& policy, const google::protobuf::FieldMask& mask,
               storage::RetentionPolicyRecord* record);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_RETENTION_POLICY_H_
