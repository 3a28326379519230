// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_EVIDENCE_SWEEP_EVIDENCE_H_
#define CONTINUUM_SERVER_OPERATIONS_EVIDENCE_SWEEP_EVIDENCE_H_

#include "absl/status/statusor.h"
#include "server/evidence/blob_store.h"
#include "server/operations/dependencies.h"

namespace continuum::operations {

// Closes the uploads that were begun more than a week ago, and deletes the files that no evidence
// has and the uploads that nobody went on with, as BlobStore::Sweep says. Call it every hour or so.
absl::StatusOr<evidence::SweepReport> SweepEvidence(const Dependencies& dependencies);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_EVIDENCE_SWEEP_EVIDENCE_H_
