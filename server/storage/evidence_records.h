// SPDX-License-Identifier: Apache-2.0
//
// A program's evidence, kept as resources.h says; files lie outside the database, and records name
// them by digest. As in records.h, names are resource names, dates are "YYYY-MM-DD", stamps are set
// by storage, and the numbers of the enums never change. Owner of all: the program's organization.

#ifndef CONTINUUM_SERVER_STORAGE_EVIDENCE_RECORDS_H_
#define CONTINUUM_SERVER_STORAGE_EVIDENCE_RECORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "server/storage/people_records.h"
#include "server/storage/records.h"
#include "server/storage/resources.h"

namespace continuum::storage {

enum class EvidenceKind : int64_t { kFile = 1, kLink = 2, kInterview = 3, kChartReview = 4 };
enum class EvidenceState : int64_t { kActive = 1, kRemoved = 2 };
enum class EvidenceScan : int64_t { kNone = 0, kNotScanned = 1, kClean = 2 };
enum class UploadState : int64_t { kOpen = 1, kFinished = 2, kRefused = 3, kGivenUp = 4 };
enum class AttachmentState : int64_t { kActive = 1, kDetached = 2 };

// A piece of evidence.
struct EvidenceRecord {
  std::string name;     // "programs/{p}/evidence/{id}"
  std::string owner;    // by name; never changes
  std::string program;  // by name; the parent
  EvidenceKind kind = EvidenceKind::kFile;
  EvidenceState state = EvidenceState::kActive;
  std::string title;
  std::string evidence_date;
  // Of a file.
  std::string media_type;
  int64_t size = 0;
  std::string sha256;  // names the file; the subject
  EvidenceScan scan = EvidenceScan::kNone;
  bool searched = false;
  std::vector<int64_t> identifiers;  // kind and count in turn
  std::string attested_by;           // the account, by name
  // Of a link.
  std::string url;
  // Of interviews and chart reviews.
  std::string looked_for;
  int64_t sampled = 0;
  int64_t met = 0;

  std::string created_by;  // the account, by name
  Stamp stamp;

  friend bool operator==(const EvidenceRecord&, const EvidenceRecord&) = default;
};

// A file on its way.
struct EvidenceUploadRecord {
  std::string name;     // "programs/{p}/evidenceUploads/{id}"
  std::string owner;    // by name; never changes
  std::string program;  // by name; the parent
  std::string title;
  std::string evidence_date;
  std::string media_type;
  int64_t size = 0;
  UploadState state = UploadState::kOpen;
  std::string evidence;    // that it became, by name
  std::string created_by;  // the account, by name
  Stamp stamp;

  friend bool operator==(const EvidenceUploadRecord&, const EvidenceUploadRecord&) = default;
};

// That a piece of evidence is attached to a criterion.
struct EvidenceAttachmentRecord {
  std::string name;        // "{assessment}/evidenceAttachments/{id}"
  std::string owner;       // by name; never changes
  std::string assessment;  // by name; the parent
  std::string evidence;    // by name; the subject
  std::string criterion;   // its id
  int64_t fresh_months = 0;
  AttachmentState state = AttachmentState::kActive;
  std::string created_by;  // the account, by name
  Stamp stamp;

  friend bool operator==(const EvidenceAttachmentRecord&,
                         const EvidenceAttachmentRecord&) = default;
};

// That somebody read a part of a file. Written once.
struct EvidenceReadRecord {
  std::string name;      // "{evidence}/reads/{id}"
  std::string owner;     // by name; never changes
  std::string evidence;  // by name; the parent
  std::string reader;    // the account, by name; the subject
  int64_t offset = 0;
  int64_t size = 0;
  Stamp stamp;

  friend bool operator==(const EvidenceReadRecord&, const EvidenceReadRecord&) = default;
};

template <>
struct ResourceTraits<EvidenceRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kEvidence;
  static std::string Owner(const EvidenceRecord& record) { return record.owner; }
  static std::string Parent(const EvidenceRecord& record) { return record.program; }
  static std::string Subject(const EvidenceRecord& record) { return record.sha256; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.program, r.kind, r.state, r.title, r.evidence_date, r.media_type,
         r.size, r.sha256, r.scan, r.searched, r.identifiers, r.attested_by, r.url, r.looked_for,
         r.sampled, r.met, r.created_by, r.stamp);
  }
};

template <>
struct ResourceTraits<EvidenceUploadRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kEvidenceUpload;
  static std::string Owner(const EvidenceUploadRecord& record) { return record.owner; }
  static std::string Parent(const EvidenceUploadRecord& record) { return record.program; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.program, r.title, r.evidence_date, r.media_type, r.size, r.state,
         r.evidence, r.created_by, r.stamp);
  }
};

template <>
struct ResourceTraits<EvidenceAttachmentRecord> : StatefulResource {
  static constexpr RowKind kKind = RowKind::kEvidenceAttachment;
  static std::string Owner(const EvidenceAttachmentRecord& record) { return record.owner; }
  static std::string Parent(const EvidenceAttachmentRecord& record) { return record.assessment; }
  static std::string Subject(const EvidenceAttachmentRecord& record) { return record.evidence; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.assessment, r.evidence, r.criterion, r.fresh_months, r.state,
         r.created_by, r.stamp);
  }
};

template <>
struct ResourceTraits<EvidenceReadRecord> : ResourceDefaults {
  static constexpr RowKind kKind = RowKind::kEvidenceRead;
  static std::string Owner(const EvidenceReadRecord& record) { return record.owner; }
  static std::string Parent(const EvidenceReadRecord& record) { return record.evidence; }
  static std::string Subject(const EvidenceReadRecord& record) { return record.reader; }
  template <typename Walker, typename Record>
  static void Walk(Walker& walk, uint8_t /*format*/, Record& r) {
    walk(r.name, r.owner, r.evidence, r.reader, r.offset, r.size, r.stamp);
  }
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_EVIDENCE_RECORDS_H_
