// SPDX-License-Identifier: Apache-2.0

#include "server/storage/row_content.h"

#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/storage/field_walk.h"

namespace continuum::storage {
namespace {

// The format in which rows of a kind are written. Those of format 1 are read as well.
template <typename Record>
constexpr uint8_t kFormat =
    std::is_same_v<Record, RubricRecord> || std::is_same_v<Record, RubricRevisionRecord> ? 2 : 1;

// Each record's fields, in the order of their bytes.
template <typename Walker, typename Record>
void WalkFields(Walker& walk, uint8_t format, Record& r) {
  using R = std::remove_const_t<Record>;
  if constexpr (std::is_same_v<R, OrganizationRecord>) {
    walk(r.name, r.title, r.state, r.stamp);
  } else if constexpr (std::is_same_v<R, ProgramRecord>) {
    walk(r.name, r.organization, r.title, r.jurisdiction, r.state, r.stamp);
  } else if constexpr (std::is_same_v<R, SiteRecord>) {
    walk(r.name, r.program, r.title, r.address, r.state, r.stamp);
  } else if constexpr (std::is_same_v<R, RubricRecord>) {
    walk(r.name, r.title, r.current_revision, r.stamp);
    if (format >= 2) walk(r.classified);
  } else if constexpr (std::is_same_v<R, RubricRevisionRecord>) {
    walk(r.name, r.rubric, r.title, r.state, r.measurement_digest, r.rubric_digest, r.first_date,
         r.last_date, r.publish_time, r.stamp);
    if (format >= 2) walk(r.classified);
  } else if constexpr (std::is_same_v<R, RubricText>) {
    walk(r.revision, r.text, r.sequence);
  } else if constexpr (std::is_same_v<R, AssessmentRecord>) {
    walk(r.name, r.program, r.rubric, r.revision, r.period_start, r.period_end, r.corrects,
         r.correction_reason, r.state, r.answered_criteria, r.total_criteria, r.corrected_by,
         r.complete_time, r.stamp);
  } else if constexpr (std::is_same_v<R, AnswerRecord>) {
    walk(r.assessment, r.answer_set, r.criterion, r.content, r.author, r.save_time, r.sequence);
  } else if constexpr (std::is_same_v<R, ErasureRecord>) {
    walk(r.kind, r.name, r.up_to, r.sequence, r.time);
  } else {
    static_assert(std::is_same_v<R, ScorecardRecord>);
    walk(r.assessment, r.answer_set, r.content, r.measurement_digest, r.rubric_digest,
         r.answers_digest, r.scoring_version, r.numbers, r.stamp);
  }
}

template <typename Record>
std::string Encode(RowKind kind, const Record& record) {
  FieldEncoder encoder(kFormat<Record>, kind);
  WalkFields(encoder, kFormat<Record>, record);
  return std::move(encoder).Take();
}

template <typename Record>
absl::Status Decode(RowKind kind, absl::string_view content, Record* record) {
  *record = Record();
  FieldDecoder decoder(content, kFormat<Record>, kind);
  if (decoder.known()) WalkFields(decoder, decoder.format(), *record);
  return decoder.Finish();
}

}  // namespace

std::string EncodeRow(const OrganizationRecord& r) { return Encode(RowKind::kOrganization, r); }
std::string EncodeRow(const ProgramRecord& r) { return Encode(RowKind::kProgram, r); }
std::string EncodeRow(const SiteRecord& r) { return Encode(RowKind::kSite, r); }
std::string EncodeRow(const RubricRecord& r) { return Encode(RowKind::kRubric, r); }
std::string EncodeRow(const RubricRevisionRecord& r) { return Encode(RowKind::kRubricRevision, r); }
std::string EncodeRow(const RubricText& r) { return Encode(RowKind::kRubricText, r); }
std::string EncodeRow(const AssessmentRecord& r) { return Encode(RowKind::kAssessment, r); }
std::string EncodeRow(const AnswerRecord& r) { return Encode(RowKind::kAnswer, r); }
std::string EncodeRow(const ScorecardRecord& r) { return Encode(RowKind::kScorecard, r); }
std::string EncodeRow(const ErasureRecord& r) { return Encode(RowKind::kErasure, r); }

absl::Status DecodeRow(absl::string_view content, OrganizationRecord* record) {
  return Decode(RowKind::kOrganization, content, record);
}
absl::Status DecodeRow(absl::string_view content, ProgramRecord* record) {
  return Decode(RowKind::kProgram, content, record);
}
absl::Status DecodeRow(absl::string_view content, SiteRecord* record) {
  return Decode(RowKind::kSite, content, record);
}
absl::Status DecodeRow(absl::string_view content, RubricRecord* record) {
  return Decode(RowKind::kRubric, content, record);
}
absl::Status DecodeRow(absl::string_view content, RubricRevisionRecord* record) {
  return Decode(RowKind::kRubricRevision, content, record);
}
absl::Status DecodeRow(absl::string_view content, RubricText* record) {
  return Decode(RowKind::kRubricText, content, record);
}
absl::Status DecodeRow(absl::string_view content, AssessmentRecord* record) {
  return Decode(RowKind::kAssessment, content, record);
}
absl::Status DecodeRow(absl::string_view content, AnswerRecord* record) {
  return Decode(RowKind::kAnswer, content, record);
}
absl::Status DecodeRow(absl::string_view content, ScorecardRecord* record) {
  return Decode(RowKind::kScorecard, content, record);
}
absl::Status DecodeRow(absl::string_view content, ErasureRecord* record) {
  return Decode(RowKind::kErasure, content, record);
}

absl::Status UnreadableRow(RowKind kind) {
  return base::MakeError(absl::StatusCode::kDataLoss, "DATABASE_DAMAGED",
                         absl::StrCat("a stored row of kind ", static_cast<int>(kind),
                                      " cannot be read: restore the database from a backup"));
}

RowKind RowKindOf(absl::string_view content) {
  return content.size() < 2 ? RowKind{0} : RowKind{static_cast<uint8_t>(content[1])};
}

std::string AnswerRowName(absl::string_view assessment, absl::string_view answer_set,
                          absl::string_view criterion) {
  return absl::StrCat(assessment, "/answerSets/", answer_set, "/answers/", criterion);
}

std::string ScorecardRowName(absl::string_view assessment, absl::string_view answer_set) {
  return absl::StrCat(assessment, "/answerSets/", answer_set, "/scorecard");
}

}  // namespace continuum::storage
