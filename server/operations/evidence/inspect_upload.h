// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_EVIDENCE_INSPECT_UPLOAD_H_
#define CONTINUUM_SERVER_OPERATIONS_EVIDENCE_INSPECT_UPLOAD_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "server/auth/slots.h"
#include "server/evidence/identifiers.h"
#include "server/operations/call.h"
#include "server/operations/dependencies.h"
#include "server/operations/evidence/evidence_rows.h"

namespace continuum::operations {

struct GiveBackSlot {
  void operator()(auth::Slots* slots) const { slots->Give(); }
};

// What the server finds about a file before it is kept. While it is held, it takes one of the few
// turns in which whole files are in memory.
struct InspectedUpload {
  std::unique_ptr<auth::Slots, GiveBackSlot> turn;
  std::string bytes;
  evidence::IdentifierReport identifiers;
};

// Looks at an open upload of which all has come. FAILED_PRECONDITION, UPLOAD_CLOSED or
// UPLOAD_INCOMPLETE; INVALID_ARGUMENT, FILE_KIND_... and the like, as CheckFileKind (sniff.h);
// RESOURCE_EXHAUSTED, SERVER_BUSY: too many wait for their turn; CANCELLED, DEADLINE_EXCEEDED: the
// caller waits no longer, for its turn or for a PDF to be read; UNAVAILABLE, EVIDENCE_FOLDER: the
// file cannot be read, or PDF_READER_FAILED: PDF cannot be searched now.
absl::StatusOr<InspectedUpload> InspectUpload(const Dependencies& dependencies, const Call& call,
                                              const FoundUpload& upload);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_EVIDENCE_INSPECT_UPLOAD_H_
