// SPDX-License-Identifier: Apache-2.0

#include "server/operations/evidence/evidence_rows.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "server/base/errors.h"
#include "server/base/ids.h"
#include "server/base/status_macros.h"
#include "server/evidence/blob_store.h"
#include "server/operations/common/checks.h"
#include "server/operations/common/dates.h"
#include "server/operations/common/identifiers_seen.h"
#include "server/operations/people/account_rows.h"
#include "server/operations/records/purged_words.h"
#include "server/operations/records/waiting_purges.h"

namespace continuum::operations {
namespace {

constexpr int64_t kMaxSampled = 1'000'000;
constexpr int64_t kLargestSmallCount = 10;

v1::EvidenceUpload::State ToMessageState(storage::UploadState state) {
  switch (state) {
    case storage::UploadState::kOpen:
      return v1::EvidenceUpload::STATE_OPEN;
    case storage::UploadState::kFinished:
      return v1::EvidenceUpload::STATE_FINISHED;
    case storage::UploadState::kRefused:
    case storage::UploadState::kGivenUp:
      return v1::EvidenceUpload::STATE_REFUSED;
  }
  return v1::EvidenceUpload::STATE_UNSPECIFIED;
}

void ShowFile(const storage::EvidenceRecord& record, v1::EvidenceFile& file) {
  if (IsPurged(record)) return;  // even the digest could tell of a short file what it was
  file.set_media_type(record.media_type);
  file.set_size_bytes(record.size);
  file.set_sha256(record.sha256);
  file.set_scan(record.scan == storage::EvidenceScan::kClean ? v1::EvidenceFile::SCAN_CLEAN
                                                             : v1::EvidenceFile::SCAN_NOT_SCANNED);
  file.set_searched(record.searched);
  for (size_t i = 0; i + 1 < record.identifiers.size(); i += 2) {
    v1::IdentifierFinding& finding = *file.add_identifiers();
    finding.set_kind(static_cast<v1::IdentifierFinding::Kind>(record.identifiers[i]));
    finding.set_count(record.identifiers[i + 1]);
  }
  file.set_attested_by(record.attested_by);
}

bool IsSmallCount(int64_t count) { return count > 0 && count <= kLargestSmallCount; }

void ShowSample(const storage::EvidenceRecord& record, v1::EvidenceSample& sample) {
  sample.set_looked_for(record.looked_for);
  sample.set_sampled(static_cast<int32_t>(record.sampled));
  sample.set_met(static_cast<int32_t>(record.met));
  // Who knows two of them knows the third.
  sample.set_small_counts(IsSmallCount(record.sampled) || IsSmallCount(record.met) ||
                          IsSmallCount(record.sampled - record.met));
}

}  // namespace

// Nothing that people add is without a title.
bool IsPurged(const storage::EvidenceRecord& record) { return record.title.empty(); }

absl::StatusOr<v1::EvidenceItem> ToShownMessage(const storage::Reader& reader,
                                                const storage::EvidenceRecord& record) {
  v1::EvidenceItem message = ToMessage(record);
  ASSIGN_OR_RETURN(const WaitingPurges waiting, WaitingPurges::Read(reader, record.program));
  waiting.Hide(&message);
  return message;
}

v1::EvidenceItem ToMessage(const storage::EvidenceRecord& record) {
  v1::EvidenceItem message;
  message.set_name(record.name);
  message.set_title(IsPurged(record) ? std::string(kPurgedWords) : record.title);
  message.set_evidence_date(record.evidence_date);
  message.set_state(record.state == storage::EvidenceState::kRemoved
                        ? v1::EvidenceItem::STATE_REMOVED
                        : v1::EvidenceItem::STATE_ACTIVE);
  message.set_purged(IsPurged(record));
  switch (record.kind) {
    case storage::EvidenceKind::kFile:
      ShowFile(record, *message.mutable_file());
      break;
    case storage::EvidenceKind::kLink:
      message.mutable_link()->set_url(record.url);
      break;
    case storage::EvidenceKind::kInterview:
      ShowSample(record, *message.mutable_interview());
      break;
    case storage::EvidenceKind::kChartReview:
      ShowSample(record, *message.mutable_chart_review());
      break;
  }
  message.set_created_by(record.created_by);
  ShowStamp(record.stamp, &message);
  return message;
}

v1::EvidenceUpload ToMessage(const storage::EvidenceUploadRecord& record, int64_t uploaded_bytes) {
  v1::EvidenceUpload message;
  message.set_name(record.name);
  message.set_title(record.title.empty() ? std::string(kPurgedWords) : record.title);
  message.set_evidence_date(record.evidence_date);
  message.set_media_type(record.media_type);
  message.set_size_bytes(record.size);
  message.set_uploaded_bytes(uploaded_bytes);
  message.set_state(ToMessageState(record.state));
  message.set_evidence(record.evidence);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  return message;
}

v1::EvidenceAttachment ToMessage(const storage::EvidenceAttachmentRecord& record,
                                 const storage::EvidenceRecord& evidence,
                                 absl::string_view period_end) {
  v1::EvidenceAttachment message;
  message.set_name(record.name);
  message.set_evidence(record.evidence);
  message.set_criterion(record.criterion);
  message.set_fresh_months(static_cast<int32_t>(record.fresh_months));
  const bool detached = record.state == storage::AttachmentState::kDetached;
  message.set_state(detached ? v1::EvidenceAttachment::STATE_DETACHED
                             : v1::EvidenceAttachment::STATE_ACTIVE);
  const std::optional<absl::CivilDay> day = ParseDay(evidence.evidence_date);
  const std::optional<absl::CivilDay> end = ParseDay(period_end);
  if (day.has_value() && end.has_value()) {
    message.set_stale(record.fresh_months > 0 && AddMonths(*day, record.fresh_months) < *end);
    message.set_after_period(*day > *end);
  }
  message.set_created_by(record.created_by);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  if (detached) *message.mutable_end_time() = ToTimestamp(record.stamp.change_time);
  return message;
}

v1::EvidenceRead ToMessage(const storage::EvidenceReadRecord& record) {
  v1::EvidenceRead message;
  message.set_name(record.name);
  message.set_reader(record.reader);
  message.set_offset(record.offset);
  message.set_size_bytes(record.size);
  *message.mutable_create_time() = ToTimestamp(record.stamp.create_time);
  return message;
}

void CheckTitleAndDate(absl::string_view prefix, absl::string_view title, absl::string_view date,
                       absl::Time now, FieldChecks& checks) {
  const std::string field = absl::StrCat(prefix, "title");
  if (CheckNoIdentifiers(field, title, checks)) {
    checks.Line(field, title, 1, kMaxTitleCharacters);
  }
  const std::string date_field = absl::StrCat(prefix, "evidence_date");
  const std::optional<absl::CivilDay> day = checks.Day(date_field, date);
  const absl::CivilDay today = DayOf(now);
  // Days begin elsewhere before they do in UTC.
  if (day.has_value() && *day > today + 1) {
    checks.Wrong(date_field, date,
                 absl::StrCat("a day that has come; today is ", FormatDay(today),
                              " (UTC). Evidence tells of what was, such as the day on which a "
                              "policy was signed"));
  }
}

std::string UploadIdOf(absl::string_view name) {
  return std::string(name.substr(name.rfind('/') + 1));
}

absl::StatusOr<FoundUpload> FindUpload(const Dependencies& dependencies, const Call& call,
                                       absl::string_view name) {
  FoundUpload found;
  RETURN_IF_ERROR(dependencies.storage->Read([&](const storage::Reader& reader) -> absl::Status {
    ASSIGN_OR_RETURN(found.record, storage::Get<storage::EvidenceUploadRecord>(
                                       reader, auth::Scope(call.caller), name));
    return absl::OkStatus();
  }));
  if (found.record.state == storage::UploadState::kFinished) {
    found.uploaded_bytes = found.record.size;
  } else {
    ASSIGN_OR_RETURN(found.uploaded_bytes, dependencies.files->UploadedBytes(UploadIdOf(name)));
  }
  return found;
}

absl::StatusOr<storage::EvidenceUploadRecord> CloseUpload(
    const Dependencies& dependencies, const auth::Caller& caller, const base::Patience& patience,
    absl::string_view kind, absl::string_view name, storage::UploadState state) {
  const auth::Scope scope(caller);
  storage::EvidenceUploadRecord upload;
  RETURN_IF_ERROR(dependencies.storage->Write(
      {.kind = std::string(kind), .author = caller.id()}, patience,
      [&](storage::Writer& writer) -> absl::Status {
        ASSIGN_OR_RETURN(upload, storage::Get<storage::EvidenceUploadRecord>(writer, scope, name));
        if (upload.state == storage::UploadState::kFinished) return absl::OkStatus();
        const bool open = upload.state == storage::UploadState::kOpen;
        if (!open && upload.title.empty()) return absl::OkStatus();
        if (open) upload.state = state;
        upload.title.clear();
        upload.evidence_date.clear();
        RETURN_IF_ERROR(storage::Update(writer, scope, upload));
        return writer.Erase(scope, storage::RowKind::kEvidenceUpload, upload.name).status();
      }));
  return upload;
}

absl::StatusOr<bool> IsFileOfEvidence(const storage::Reader& reader, absl::string_view digest,
                                      absl::string_view but) {
  storage::ResourceQuery query;
  query.subject = std::string(digest);
  query.state = static_cast<int64_t>(storage::EvidenceState::kActive);
  query.page.limit = 2;
  ASSIGN_OR_RETURN(const std::vector<storage::EvidenceRecord> holders,
                   storage::List<storage::EvidenceRecord>(reader, PeopleScope(), query));
  return std::any_of(holders.begin(), holders.end(),
                     [but](const storage::EvidenceRecord& holder) { return holder.name != but; });
}

bool IsGivenUp(const storage::EvidenceUploadRecord& upload, absl::Time now) {
  return upload.stamp.create_time < now - evidence::BlobStore::kUploadLife;
}

absl::Status CheckOpen(const storage::EvidenceUploadRecord& upload, absl::Time now) {
  if (upload.state == storage::UploadState::kFinished) {
    return base::FailedPrecondition("UPLOAD_CLOSED", upload.name,
                                    "it is finished; begin another upload");
  }
  if (upload.state == storage::UploadState::kRefused) {
    return base::FailedPrecondition(
        "UPLOAD_CLOSED", upload.name,
        "it was refused, because malware was found; begin another upload");
  }
  if (upload.state == storage::UploadState::kGivenUp || IsGivenUp(upload, now)) {
    return base::FailedPrecondition("UPLOAD_CLOSED", upload.name,
                                    "it was given up: somebody cancelled it, or it was begun more "
                                    "than a week ago and not finished; begin another upload");
  }
  return absl::OkStatus();
}

absl::Status CheckNotRemoved(const storage::EvidenceRecord& evidence) {
  if (evidence.state == storage::EvidenceState::kActive) return absl::OkStatus();
  return base::FailedPrecondition("EVIDENCE_REMOVED", evidence.name,
                                  IsPurged(evidence) ? "it was purged" : "it was removed");
}

absl::StatusOr<storage::EvidenceRecord> NewEvidence(const Dependencies& dependencies,
                                                    const storage::Reader& reader, const Call& call,
                                                    absl::string_view program) {
  ASSIGN_OR_RETURN(const storage::ProgramRecord owner,
                   reader.GetProgram(auth::Scope(call.caller), program));
  RETURN_IF_ERROR(CheckActive(owner.name, owner.state));
  storage::EvidenceRecord evidence;
  evidence.name = absl::StrCat(owner.name, "/evidence/e", dependencies.ids->New());
  evidence.owner = owner.organization;
  evidence.program = owner.name;
  evidence.created_by = call.caller.id();
  return evidence;
}

absl::Status CheckEvidenceRoom(const Dependencies& dependencies, const Kept& present,
                               absl::string_view program) {
  return CheckRoom(present, dependencies.limits.evidence, "TOO_MUCH_EVIDENCE", program,
                   "pieces of evidence", "Remove what is not needed");
}

absl::StatusOr<Changed<v1::EvidenceItem>> AddEvidence(storage::Writer& writer, const Call& call,
                                                      storage::EvidenceRecord evidence) {
  RETURN_IF_ERROR(storage::Create(writer, auth::Scope(call.caller), evidence));
  StampCreated(writer, &evidence.stamp);
  return Changed<v1::EvidenceItem>{ToMessage(evidence), evidence.owner};
}

void CheckSample(absl::string_view field, const v1::EvidenceSample& sample, FieldChecks& checks) {
  const std::string looked_for = absl::StrCat(field, ".looked_for");
  if (CheckNoIdentifiers(looked_for, sample.looked_for(), checks)) {
    checks.Line(looked_for, sample.looked_for(), 1, kMaxLookedForCharacters);
  }
  if (sample.sampled() < 1 || sample.sampled() > kMaxSampled) {
    checks.Wrong(absl::StrCat(field, ".sampled"), absl::StrCat(sample.sampled()),
                 absl::StrCat("a number from 1 to ", kMaxSampled));
  }
  if (sample.met() < 0 || sample.met() > sample.sampled()) {
    checks.Wrong(absl::StrCat(field, ".met"), absl::StrCat(sample.met()),
                 "a number from 0 to how many were sampled");
  }
}

void FillSample(storage::EvidenceKind kind, const v1::EvidenceSample& sample,
                storage::EvidenceRecord& evidence) {
  evidence.kind = kind;
  evidence.looked_for = sample.looked_for();
  evidence.sampled = sample.sampled();
  evidence.met = sample.met();
}

}  // namespace continuum::operations
