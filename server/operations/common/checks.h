// SPDX-License-Identifier: Apache-2.0
//
// Questions that many use cases ask of what is stored. Pure functions.

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_CHECKS_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_CHECKS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/base/errors.h"
#include "server/operations/common/dates.h"
#include "server/storage/records.h"
#include "server/storage/writer.h"

namespace continuum::operations {

// An etag is the sequence of the change that made a record what it is.
std::string EtagOf(const storage::Stamp& stamp);

// OK if `etag` is empty or the record's; otherwise ABORTED, ETAG_MISMATCH.
absl::Status CheckEtag(absl::string_view name, absl::string_view etag, const storage::Stamp& stamp);

// OK unless what has this name is archived: FAILED_PRECONDITION, ARCHIVED.
absl::Status CheckActive(absl::string_view name, storage::LifecycleState state);

// Sets a record's stamp to what it will be once the change of `writer` is made.
void StampCreated(const storage::Writer& writer, storage::Stamp* stamp);
void StampChanged(const storage::Writer& writer, storage::Stamp* stamp);

// Gives a message what every record's stamp says.
template <typename Message>
void ShowStamp(const storage::Stamp& stamp, Message* message) {
  message->set_etag(EtagOf(stamp));
  *message->mutable_create_time() = ToTimestamp(stamp.create_time);
  *message->mutable_update_time() = ToTimestamp(stamp.change_time);
}

// OK if `found` says that there is none; ALREADY_EXISTS if there is one; else its error.
template <typename Record>
absl::Status CheckAbsent(absl::string_view name, const absl::StatusOr<Record>& found) {
  if (found.ok()) return base::AlreadyExists(name);
  return absl::IsNotFound(found.status()) ? absl::OkStatus() : found.status();
}

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_CHECKS_H_
