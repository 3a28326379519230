// SPDX-License-Identifier: Apache-2.0
//
// What the use cases of evidence have in common.

#ifndef CONTINUUM_SERVER_OPERATIONS_EVIDENCE_EVIDENCE_ROWS_H_
#define CONTINUUM_SERVER_OPERATIONS_EVIDENCE_EVIDENCE_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "continuum/v1/evidence.pb.h"
#include "server/auth/caller.h"
#include "server/auth/scope.h"
#include "server/base/clock.h"
#include "server/base/patience.h"
#include "server/base/status_macros.h"
#include "server/operations/call.h"
#include "server/operations/common/change.h"
#include "server/operations/common/field_checks.h"
#include "server/operations/common/room.h"
#include "server/operations/dependencies.h"
#include "server/storage/evidence_records.h"
#include "server/storage/records.h"
#include "server/storage/storage.h"

namespace continuum::operations {

inline constexpr size_t kMaxTitleCharacters = 200;
inline constexpr size_t kMaxLookedForCharacters = 500;
inline constexpr int64_t kMaxChunkBytes = int64_t{1} << 20;

// Whether it was purged. Then it is removed as well, and only that there was something is left.
bool IsPurged(const storage::EvidenceRecord& record);

v1::EvidenceItem ToMessage(const storage::EvidenceRecord& record);
// As everybody sees it: without what waits to be purged.
absl::StatusOr<v1::EvidenceItem> ToShownMessage(const storage::Reader& reader,
                                                const storage::EvidenceRecord& record);
// With how much of it has come.
v1::EvidenceUpload ToMessage(const storage::EvidenceUploadRecord& record, int64_t uploaded_bytes);
// As it stands for the assessment's period.
v1::EvidenceAttachment ToMessage(const storage::EvidenceAttachmentRecord& record,
                                 const storage::EvidenceRecord& evidence,
                                 absl::string_view period_end);
v1::EvidenceRead ToMessage(const storage::EvidenceReadRecord& record);

// Whether what all kinds of evidence have may be so at `now`. `prefix` is "upload." where they lie
// there.
void CheckTitleAndDate(absl::string_view prefix, absl::string_view title, absl::string_view date,
                       absl::Time now, FieldChecks& checks);

// An upload, and how much of it has come. NOT_FOUND.
struct FoundUpload {
  storage::EvidenceUploadRecord record;
  int64_t uploaded_bytes = 0;
};
absl::StatusOr<FoundUpload> FindUpload(const Dependencies& dependencies, const Call& call,
                                       absl::string_view name);

// Closes an upload for good, in a change of its own, if it is open: `kind` is what was done, and
// `state` what it becomes. Gives it as it is then. NOT_FOUND.
//
// What people wrote of it is erased, in what came before and in the answers that are remembered,
// too: it becomes no evidence, whose purge would take it along. One that is finished stays as it
// is; of one that was closed without that, it is erased now.
absl::StatusOr<storage::EvidenceUploadRecord> CloseUpload(
    const Dependencies& dependencies, const auth::Caller& caller, const base::Patience& patience,
    absl::string_view kind, absl::string_view name, storage::UploadState state);

// Whether an upload was begun so long ago that it takes nothing any more.
bool IsGivenUp(const storage::EvidenceUploadRecord& upload, absl::Time now);

// FAILED_PRECONDITION, UPLOAD_CLOSED unless it takes chunks.
absl::Status CheckOpen(const storage::EvidenceUploadRecord& upload, absl::Time now);

// Whether evidence of any program has a file with this digest, beside the one named `but`. That it
// has is never told.
absl::StatusOr<bool> IsFileOfEvidence(const storage::Reader& reader, absl::string_view digest,
                                      absl::string_view but = "");

// FAILED_PRECONDITION, EVIDENCE_REMOVED if it was.
absl::Status CheckNotRemoved(const storage::EvidenceRecord& evidence);

// What the files call an upload: the last part of its name.
std::string UploadIdOf(absl::string_view name);

// A new piece of evidence of a program, without its content; nothing is written. NOT_FOUND;
// FAILED_PRECONDITION, ARCHIVED.
absl::StatusOr<storage::EvidenceRecord> NewEvidence(const Dependencies& dependencies,
                                                    const storage::Reader& reader, const Call& call,
                                                    absl::string_view program);

// OK if the program, and the caller in it, may have one more piece of evidence, beside so many.
// RESOURCE_EXHAUSTED, TOO_MUCH_EVIDENCE.
absl::Status CheckEvidenceRoom(const Dependencies& dependencies, const Kept& present,
                               absl::string_view program);

// Writes a new piece of evidence.
absl::StatusOr<Changed<v1::EvidenceItem>> AddEvidence(storage::Writer& writer, const Call& call,
                                                      storage::EvidenceRecord evidence);

// Makes evidence that is no file, as a request to create it says. `fill` sets the content.
template <typename Request, typename Fill>
absl::StatusOr<v1::EvidenceItem> CreateEvidence(const Dependencies& dependencies, const Call& call,
                                                const Request& request, FieldChecks& checks,
                                                Fill fill) {
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  CheckTitleAndDate("", request.title(), request.evidence_date(), dependencies.clock->Now(),
                    checks);
  checks.RequestId(request.request_id());
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const Kept present,
                   CountKept<storage::EvidenceRecord>(dependencies, call.caller, request.parent()));
  bool made = false;
  auto created = MakeChange<v1::EvidenceItem>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::EvidenceItem>> {
        made = true;
        ASSIGN_OR_RETURN(storage::EvidenceRecord evidence,
                         NewEvidence(dependencies, writer, call, request.parent()));
        RETURN_IF_ERROR(CheckEvidenceRoom(dependencies, present, request.parent()));
        evidence.title = request.title();
        evidence.evidence_date = request.evidence_date();
        fill(evidence);
        return AddEvidence(writer, call, std::move(evidence));
      });
  if (created.ok() && made) {
    AddToKept<storage::EvidenceRecord>(dependencies, call.caller, request.parent(), {1, 0});
  }
  return created;
}

// Interviews and chart reviews: what was looked for, and counts.
void CheckSample(absl::string_view field, const v1::EvidenceSample& sample, FieldChecks& checks);
void FillSample(storage::EvidenceKind kind, const v1::EvidenceSample& sample,
                storage::EvidenceRecord& evidence);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_EVIDENCE_EVIDENCE_ROWS_H_
