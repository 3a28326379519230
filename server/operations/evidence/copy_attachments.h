// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_EVIDENCE_COPY_ATTACHMENTS_H_
#define CONTINUUM_SERVER_OPERATIONS_EVIDENCE_COPY_ATTACHMENTS_H_

#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/storage/writer.h"

namespace continuum::operations {

// Attaches the evidence that one assessment has attached to its criteria to the same criteria of
// another one of the same program, where they are `wanted` and it is not attached yet. What was
// detached is left out. Whether evidence is stale is told by the other assessment's own period.
// Gives how many were added, which the caller adds to what is kept once the change is made
// (room.h).
absl::StatusOr<int64_t> CopyAttachments(
    const Dependencies& dependencies, storage::Writer& writer, const Call& call,
    const std::string& from, const std::string& to,
    absl::FunctionRef<bool(absl::string_view criterion)> wanted);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_EVIDENCE_COPY_ATTACHMENTS_H_
