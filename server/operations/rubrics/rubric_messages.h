// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_MESSAGES_H_
#define CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_MESSAGES_H_

#include <string>

#include "absl/status/statusor.h"
#include "continuum/v1/rubric_service.pb.h"
#include "server/storage/records.h"

namespace continuum::operations {

v1::Rubric ToMessage(const storage::RubricRecord& record);

// Without source_text and definition.
v1::RubricRevision ToMessage(const storage::RubricRevisionRecord& record);

// The message with source_text and the definition that it gives. DATA_LOSS if it gives none. What
// is kept for a request_id goes without them: they are large, and known anyway.
absl::StatusOr<v1::RubricRevision> WithSource(std::string source_text, v1::RubricRevision message);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_RUBRICS_RUBRIC_MESSAGES_H_
