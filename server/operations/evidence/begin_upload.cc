// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/evidence/sniff.h"
#include "server/operations/common/change.h"
#include "server/operations/common/checks.h"
#include "server/operations/evidence/evidence_rows.h"
#include "server/operations/people/account_rows.h"

namespace continuum::operations {
namespace {

// So that nobody fills the disk with what is never finished.
constexpr int64_t kMaxOpenUploads = 50;

absl::Status CheckFewOpen(int64_t open, int64_t own) {
  const int64_t most_of_one = MostOfOne(kMaxOpenUploads);
  if (own >= most_of_one) {
    return base::ResourceExhausted(
        "TOO_MANY_UPLOADS",
        absl::StrCat("you have begun ", own,
                     " uploads to the program within a week and not finished them, and no more "
                     "than ",
                     most_of_one, " of one person may be open; finish or cancel some"),
        absl::Hours(1));
  }
  if (open < kMaxOpenUploads) return absl::OkStatus();
  return base::ResourceExhausted(
      "TOO_MANY_UPLOADS",
      absl::StrCat("the program has begun ", open,
                   " uploads within a week and not finished them; finish or cancel some"),
      absl::Hours(1));
}

// `after` is what there will be.
absl::Status CheckBytes(const Kept& after, int64_t most, const std::string& program) {
  const int64_t most_of_one = MostBytesOfOne(most);
  if (after.own.bytes > most_of_one) {
    return ShareUsedUp(
        "EVIDENCE_FULL", program,
        absl::StrCat("with this file, yours of the program's evidence and those on their way would "
                     "hold ",
                     after.own.bytes, " bytes, and no more than ", most_of_one,
                     " of one person are kept, so that there is room for others'. Remove evidence "
                     "that is not needed, or have somebody else who takes part add this"));
  }
  if (after.all.bytes <= most) return absl::OkStatus();
  return base::MakeError(
      absl::StatusCode::kResourceExhausted, "EVIDENCE_FULL",
      absl::StrCat("with this file, those of the program's evidence and those on their way would "
                   "hold ",
                   after.all.bytes, " bytes, and no more than ", most,
                   " are kept of one program. Remove evidence that is not needed, or ask who runs "
                   "the server for more (--evidence_program_megabytes)"),
      {{"resource", program}});
}

// Whether the program may begin one more, of so many bytes. What others of its uploads declared
// counts as if it had come.
absl::Status CheckUploadRoom(const Dependencies& dependencies, const storage::Reader& reader,
                             const Call& call, const Kept& kept, const std::string& program,
                             int64_t size) {
  storage::ResourceQuery query;
  query.parent = program;
  query.state = static_cast<int64_t>(storage::UploadState::kOpen);
  ASSIGN_OR_RETURN(const std::vector<storage::EvidenceUploadRecord> uploads,
                   ListAll<storage::EvidenceUploadRecord>(reader, auth::Scope(call.caller), query));
  const absl::Time now = dependencies.clock->Now();
  int64_t open = 0;
  int64_t own = 0;
  Kept after = kept;
  for (const storage::EvidenceUploadRecord& upload : uploads) {
    if (IsGivenUp(upload, now)) continue;
    ++open;
    after.all += {1, upload.size};
    if (!call.caller.is_account() || upload.created_by != call.caller.id()) continue;
    ++own;
    after.own += {1, upload.size};
  }
  RETURN_IF_ERROR(CheckFewOpen(open, own));
  RETURN_IF_ERROR(CheckEvidenceRoom(dependencies, after, program));
  after.all.bytes += size;
  if (call.caller.is_account()) after.own.bytes += size;
  return CheckBytes(after, dependencies.limits.evidence_bytes, program);
}

void Check(const Dependencies& dependencies, const v1::BeginUploadRequest& request,
           FieldChecks& checks) {
  const v1::EvidenceUpload& upload = request.upload();
  checks.NameOf(Resource::kProgram, "parent", request.parent());
  CheckTitleAndDate("upload.", upload.title(), upload.evidence_date(), dependencies.clock->Now(),
                    checks);
  if (!evidence::KindOfMediaType(upload.media_type()).has_value()) {
    checks.Wrong("upload.media_type", upload.media_type(),
                 absl::StrCat("the media type of one of: ", evidence::TakenKinds()));
  }
  const int64_t most = dependencies.files->max_bytes();
  const std::string bytes = absl::StrCat(upload.size_bytes(), " bytes");
  if (upload.size_bytes() < 1) {
    checks.Wrong("upload.size_bytes", bytes, "a file that is not empty");
  } else if (upload.size_bytes() > most) {
    checks.Wrong("upload.size_bytes", bytes,
                 absl::StrCat("a file of at most ", most, " bytes; this one is too large"));
  }
  checks.RequestId(request.request_id());
}

}  // namespace

absl::StatusOr<v1::EvidenceUpload> BeginUpload(const Dependencies& dependencies, const Call& call,
                                               const v1::BeginUploadRequest& request) {
  FieldChecks checks;
  Check(dependencies, request, checks);
  RETURN_IF_ERROR(checks.Result());
  ASSIGN_OR_RETURN(const Kept kept,
                   CountKept<storage::EvidenceRecord>(dependencies, call.caller, request.parent()));
  return MakeChange<v1::EvidenceUpload>(
      dependencies, call, request,
      [&](storage::Writer& writer) -> absl::StatusOr<Changed<v1::EvidenceUpload>> {
        ASSIGN_OR_RETURN(const storage::ProgramRecord program,
                         writer.GetProgram(auth::Scope(call.caller), request.parent()));
        RETURN_IF_ERROR(CheckActive(program.name, program.state));
        RETURN_IF_ERROR(CheckUploadRoom(dependencies, writer, call, kept, program.name,
                                        request.upload().size_bytes()));
        storage::EvidenceUploadRecord upload;
        upload.name = absl::StrCat(program.name, "/evidenceUploads/u", dependencies.ids->New());
        upload.owner = program.organization;
        upload.program = program.name;
        upload.title = request.upload().title();
        upload.evidence_date = request.upload().evidence_date();
        upload.media_type = request.upload().media_type();
        upload.size = request.upload().size_bytes();
        upload.created_by = call.caller.id();
        RETURN_IF_ERROR(storage::Create(writer, auth::Scope(call.caller), upload));
        StampCreated(writer, &upload.stamp);
        return Changed<v1::EvidenceUpload>{ToMessage(upload, 0), upload.owner};
      });
}

}  // namespace continuum::operations
