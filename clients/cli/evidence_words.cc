// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/evidence_words.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace continuum::cli {

namespace {

constexpr char kOffice[] = "application/vnd.openxmlformats-officedocument.";
constexpr char kOpenDocument[] = "application/vnd.oasis.opendocument.";

absl::string_view KindOfIdentifier(v1::IdentifierFinding::Kind kind) {
  switch (kind) {
    case v1::IdentifierFinding::KIND_SOCIAL_SECURITY_NUMBER:
      return "Social Security number";
    case v1::IdentifierFinding::KIND_MEDICAL_RECORD_NUMBER:
      return "medical record number";
    case v1::IdentifierFinding::KIND_DATE_OF_BIRTH:
      return "date of birth";
    case v1::IdentifierFinding::KIND_PHONE_NUMBER:
      return "phone number";
    case v1::IdentifierFinding::KIND_EMAIL_ADDRESS:
      return "e-mail address";
    case v1::IdentifierFinding::KIND_MEDICARE_NUMBER:
      return "Medicare number";
    case v1::IdentifierFinding::KIND_MEDICAID_NUMBER:
      return "Medicaid number";
    default:
      return "identifier of an unknown kind";
  }
}

}  // namespace

std::string EvidenceKindWords(const v1::EvidenceItem& item) {
  switch (item.content_case()) {
    case v1::EvidenceItem::kFile:
      return "file";
    case v1::EvidenceItem::kLink:
      return "link";
    case v1::EvidenceItem::kInterview:
      return "interviews";
    case v1::EvidenceItem::kChartReview:
      return "chart review";
    case v1::EvidenceItem::CONTENT_NOT_SET:
      break;
  }
  return "unknown";
}

std::string EvidenceStateWords(const v1::EvidenceItem& item) {
  if (item.hidden()) return "waits to be purged";
  if (item.state() == v1::EvidenceItem::STATE_ACTIVE) return "there";
  if (item.state() != v1::EvidenceItem::STATE_REMOVED) return "unknown";
  return item.purged() ? "purged" : "removed";
}

std::string ScanWords(v1::EvidenceFile::Scan scan) {
  if (scan == v1::EvidenceFile::SCAN_CLEAN) return "nothing found";
  return scan == v1::EvidenceFile::SCAN_NOT_SCANNED ? "not scanned" : "unknown";
}

std::string FindingWords(const v1::IdentifierFinding& finding) {
  const absl::string_view kind = KindOfIdentifier(finding.kind());
  return absl::StrCat(finding.count(), " that ", finding.count() == 1 ? "looks" : "look", " like ",
                      absl::StartsWith(kind, "e") || absl::StartsWith(kind, "i") ? "an " : "a ",
                      kind);
}

std::string PlacesWords(const v1::IdentifierFinding& finding) {
  constexpr int kMostShown = 5;  // enough to begin to look, and still a line
  if (finding.places().empty()) return "";
  std::string where;
  const int shown = std::min(finding.places_size(), kMostShown);
  for (int i = 0; i < shown; ++i) {
    const v1::IdentifierPlace& place = finding.places(i);
    absl::StrAppend(&where, where.empty() ? " (" : ", ", place.part(),
                    place.part().empty() ? "" : " ", "line ", place.line());
  }
  // The server names the first ones only, too.
  const int64_t more = std::max<int64_t>(finding.count(), finding.places_size()) - shown;
  if (more > 0) absl::StrAppend(&where, ", and ", more, " more");
  return absl::StrCat(where, ")");
}

std::string ReadPartWords(const v1::EvidenceRead& read, int64_t whole) {
  if (read.offset() == 0 && read.size_bytes() == whole) return "whole file";
  if (read.size_bytes() == 0) return absl::StrCat("nothing, from byte ", read.offset());
  return absl::StrCat("bytes ", read.offset(), " to ", read.offset() + read.size_bytes() - 1,
                      whole > 0 ? absl::StrCat(" of ", whole) : "");
}

std::string SampleWords(const v1::EvidenceSample& sample) {
  return absl::StrCat(sample.met(), " of ", sample.sampled());
}

std::string AttachmentWords(const v1::EvidenceAttachment& attachment) {
  if (attachment.state() == v1::EvidenceAttachment::STATE_DETACHED) return "detached";
  if (attachment.stale()) {
    return absl::StrCat("stale: older than ", attachment.fresh_months(),
                        " months at the end of the period");
  }
  return attachment.after_period() ? "dated after the end of the period" : "";
}

std::string AttachmentWords(const v1::EvidenceAttachment& attachment,
                            const v1::EvidenceItem& item) {
  std::string words = AttachmentWords(attachment);
  if (item.state() == v1::EvidenceItem::STATE_UNSPECIFIED) return words;
  const bool usual = item.state() == v1::EvidenceItem::STATE_ACTIVE && !item.hidden();
  if (usual) return words;
  return absl::StrCat(EvidenceStateWords(item), words.empty() ? "" : "; ", words);
}

std::string MediaTypeOfFile(absl::string_view path) {
  const std::string lower = absl::AsciiStrToLower(path);
  const std::pair<absl::string_view, std::string> kEndings[] = {
      {".pdf", "application/pdf"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".tif", "image/tiff"},
      {".tiff", "image/tiff"},
      {".txt", "text/plain"},
      {".csv", "text/csv"},
      {".docx", absl::StrCat(kOffice, "wordprocessingml.document")},
      {".xlsx", absl::StrCat(kOffice, "spreadsheetml.sheet")},
      {".pptx", absl::StrCat(kOffice, "presentationml.presentation")},
      {".odt", absl::StrCat(kOpenDocument, "text")},
      {".ods", absl::StrCat(kOpenDocument, "spreadsheet")},
      {".odp", absl::StrCat(kOpenDocument, "presentation")},
  };
  for (const auto& [ending, media_type] : kEndings) {
    if (absl::EndsWith(lower, ending)) return media_type;
  }
  return "";
}

}  // namespace continuum::cli
