// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics/rubric_messages.h"

#include <utility>

#include "server/base/status_macros.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/rubrics/revision_source.h"

namespace continuum::operations {

v1::Rubric ToMessage(const storage::RubricRecord& record) {
  v1::Rubric message;
  message.set_name(record.name);
  message.set_title(record.title);
  message.set_current_revision(record.current_revision);
  const storage::RubricClass& classified = record.classified;
  message.set_kind(static_cast<v1::RubricDefinition::Kind>(classified.kind));
  message.set_family(classified.family);
  message.set_status(static_cast<v1::RubricDefinition::Status>(classified.status));
  ShowStamp(record.stamp, &message);
  return message;
}

v1::RubricRevision ToMessage(const storage::RubricRevisionRecord& record) {
  v1::RubricRevision message;
  message.set_name(record.name);
  message.set_state(record.state == storage::RevisionState::kPublished
                        ? v1::RubricRevision::STATE_PUBLISHED
                        : v1::RubricRevision::STATE_DRAFT);
  message.set_title(record.title);
  message.set_measurement_digest(record.measurement_digest);
  message.set_rubric_digest(record.rubric_digest);
  ShowStamp(record.stamp, &message);
  if (record.publish_time.has_value()) {
    *message.mutable_publish_time() = ToTimestamp(*record.publish_time);
  }
  return message;
}

absl::StatusOr<v1::RubricRevision> WithSource(std::string source_text, v1::RubricRevision message) {
  ASSIGN_OR_RETURN(*message.mutable_definition(), ReadStoredSource(source_text));
  message.set_source_text(std::move(source_text));
  return message;
}

}  // namespace continuum::operations
