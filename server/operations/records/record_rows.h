// SPDX-License-Identifier: Apache-2.0
//
// What the use cases of records have in common. All functions are safe to call from several
// threads.

#ifndef CONTINUUM_SERVER_OPERATIONS_RECORDS_RECORD_ROWS_H_
#define CONTINUUM_SERVER_OPERATIONS_RECORDS_RECORD_ROWS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/records_service.pb.h"
#include "server/storage/kept_records.h"
#include "server/storage/reader.h"

namespace continuum::operations {

inline constexpr absl::string_view kRetentionPolicyName = "retentionPolicy";

v1::Purge ToMessage(const storage::PurgeRecord& record);
v1::Hold ToMessage(const storage::HoldRecord& record);
v1::RetentionPolicy ToMessage(const storage::RetentionPolicyRecord& record);

// FAILED_PRECONDITION, ON_HOLD if a hold keeps the program's records; says whose it is.
absl::Status CheckNotOnHold(const storage::Reader& reader, absl::string_view program);

// Whether a hold does.
absl::StatusOr<bool> IsOnHold(const storage::Reader& reader, absl::string_view program);

// FAILED_PRECONDITION, PURGE_DECIDED unless it waits.
absl::Status CheckWaits(const storage::PurgeRecord& purge);

// The policy; that everything is kept for good, with an empty stamp, if none was ever set.
absl::StatusOr<storage::RetentionPolicyRecord> ReadPolicy(const storage::Reader& reader);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RECORDS_RECORD_ROWS_H_
