// SPDX-License-Identifier: Apache-2.0
//
// The exact bytes that engines keep of a record and whose digest is in the ledger
// (docs/formats/ledger.md). A record is read back from these bytes alone; an engine's other columns
// only serve queries. Bytes once written are kept as they are, never written anew from a record, so
// a later format is a new version beside this one.
//
// Pure functions. Decoding fails with DATA_LOSS on bytes that are not such a record's.

#ifndef CONTINUUM_SERVER_STORAGE_ROW_CONTENT_H_
#define CONTINUUM_SERVER_STORAGE_ROW_CONTENT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "server/storage/records.h"

namespace continuum::storage {

// What a row is. The numbers are kept in files: they never change.
enum class RowKind : uint8_t {
  kOrganization = 1,
  kProgram = 2,
  kSite = 3,
  kRubric = 4,
  kRubricRevision = 5,
  kRubricText = 6,
  kAssessment = 7,
  kAnswer = 8,
  kScorecard = 9,
  // That versions of another row were erased; engines write it themselves.
  kErasure = 10,
  // From here on, kinds that share a pair of tables (resources.h).
  kAccount = 20,
  kAccountLink = 21,
  kMembership = 22,
  kToken = 23,
  kBody = 24,
  kAccess = 25,
  kComment = 26,
  kAssignment = 27,
  kHandOver = 28,
  kNotification = 29,
  kNotificationSettings = 30,
  kThread = 32,
  kAnswerSet = 33,
  kConfirmation = 34,
  kPurge = 35,
  kHold = 36,
  kRetentionPolicy = 37,
  kEvidence = 40,
  kEvidenceUpload = 41,
  kEvidenceAttachment = 42,
  kEvidenceRead = 43,
};

// What engines keep of a record whose kind shares a pair of tables: the record's bytes, and what it
// is found and listed by, which repeats parts of them. Made by ToResourceRow (resources.h).
struct ResourceRow {
  RowKind kind = RowKind{0};
  // These never change.
  std::string name;
  std::string owner;
  std::string parent;   // may be empty
  std::string subject;  // may be empty
  std::string key;      // unique within the kind; empty: none
  Sequence create_sequence = 0;
  // These do.
  int64_t state = 0;  // 0 if it has none
  Sequence change_sequence = 0;
  std::string content;

  friend bool operator==(const ResourceRow&, const ResourceRow&) = default;
};

// The text of a rubric's revision, which is kept apart: publishing does not copy it, and lists do
// not read it.
struct RubricText {
  std::string revision;  // by name
  std::string text;
  Sequence sequence = 0;

  friend bool operator==(const RubricText&, const RubricText&) = default;
};

// That the versions of a row up to change `up_to` were erased: their content and salt are empty.
struct ErasureRecord {
  RowKind kind = RowKind{0};  // of the row, as are name and owner
  std::string name;
  Sequence up_to = 0;
  Sequence sequence = 0;  // of the change that erased them
  absl::Time time;

  friend bool operator==(const ErasureRecord&, const ErasureRecord&) = default;
};

std::string EncodeRow(const OrganizationRecord& record);
std::string EncodeRow(const ProgramRecord& record);
std::string EncodeRow(const SiteRecord& record);
std::string EncodeRow(const RubricRecord& record);
std::string EncodeRow(const RubricRevisionRecord& record);  // without source_text
std::string EncodeRow(const RubricText& record);
std::string EncodeRow(const AssessmentRecord& record);
std::string EncodeRow(const AnswerRecord& record);
std::string EncodeRow(const ScorecardRecord& record);
std::string EncodeRow(const ErasureRecord& record);

absl::Status DecodeRow(absl::string_view content, OrganizationRecord* record);
absl::Status DecodeRow(absl::string_view content, ProgramRecord* record);
absl::Status DecodeRow(absl::string_view content, SiteRecord* record);
absl::Status DecodeRow(absl::string_view content, RubricRecord* record);
absl::Status DecodeRow(absl::string_view content, RubricRevisionRecord* record);
absl::Status DecodeRow(absl::string_view content, RubricText* record);
absl::Status DecodeRow(absl::string_view content, AssessmentRecord* record);
absl::Status DecodeRow(absl::string_view content, AnswerRecord* record);
absl::Status DecodeRow(absl::string_view content, ScorecardRecord* record);
absl::Status DecodeRow(absl::string_view content, ErasureRecord* record);

// The kind that content says it is of; RowKind{0}, which none has, if it is too short for one.
RowKind RowKindOf(absl::string_view content);

// DATA_LOSS: a row of this kind cannot be read.
absl::Status UnreadableRow(RowKind kind);

// What a row is called in the ledger: the resource name, with the answer set and criterion for
// answers, and the answer set for scorecards.
std::string AnswerRowName(absl::string_view assessment, absl::string_view answer_set,
                          absl::string_view criterion);
std::string ScorecardRowName(absl::string_view assessment, absl::string_view answer_set);

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_ROW_CONTENT_H_
