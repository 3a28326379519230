// SPDX-License-Identifier: Apache-2.0

#include "server/storage/row_content.h"

#include <type_traits>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/base/errors.h"
#include "server/storage/exact_bytes.h"

namespace continuum::storage {
namespace {

// The format in which rows of a kind are written. Those of format 1 are read as well.
template <typename Record>
constexpr uint8_t kFormat =
    std::is_same_v<Record, RubricRecord> || std::is_same_v<Record, RubricRevisionRecord> ? 2 : 1;

// Each record's fields, in the order of their bytes. Encoder and Decoder both walk them, so that
// they cannot disagree.
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
  } else {
    static_assert(std::is_same_v<R, ScorecardRecord>);
    walk(r.assessment, r.answer_set, r.content, r.measurement_digest, r.rubric_digest,
         r.answers_digest, r.scoring_version, r.numbers, r.stamp);
  }
}

class Encoder {
 public:
  template <typename... Fields>
  void operator()(const Fields&... fields) {
    (Put(fields), ...);
  }
  ByteWriter& out() { return out_; }

 private:
  void Put(const std::string& text) { out_.Text(text); }
  void Put(int64_t number) { out_.Number(number); }
  void Put(absl::Time time) { out_.Time(time); }
  void Put(const std::optional<absl::Time>& time) { out_.OptionalTime(time); }
  void Put(const Stamp& stamp) {
    operator()(stamp.create_sequence, stamp.create_time, stamp.change_sequence, stamp.change_time);
  }
  void Put(const RubricClass& classified) {
    operator()(classified.kind, classified.family, classified.status);
  }
  void Put(const std::vector<ScorecardNumber>& numbers) {
    out_.Count(static_cast<uint32_t>(numbers.size()));
    for (const ScorecardNumber& number : numbers) operator()(number.rollup, number.value);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Put(Enum value) { out_.Number(static_cast<int64_t>(value)); }

  ByteWriter out_;
};

class Decoder {
 public:
  explicit Decoder(absl::string_view bytes) : in_(bytes) {}

  template <typename... Fields>
  void operator()(Fields&... fields) {
    (Take(fields), ...);
  }
  ByteReader& in() { return in_; }

 private:
  void Take(std::string& text) { text = std::string(in_.Text()); }
  void Take(int64_t& number) { number = in_.Number(); }
  void Take(absl::Time& time) { time = in_.Time(); }
  void Take(std::optional<absl::Time>& time) { time = in_.OptionalTime(); }
  void Take(Stamp& stamp) {
    operator()(stamp.create_sequence, stamp.create_time, stamp.change_sequence, stamp.change_time);
  }
  void Take(RubricClass& classified) {
    operator()(classified.kind, classified.family, classified.status);
  }
  void Take(std::vector<ScorecardNumber>& numbers) {
    const uint32_t count = in_.Count();
    numbers.clear();
    for (uint32_t i = 0; i < count && in_.left() > 0; ++i) {
      ScorecardNumber number;
      operator()(number.rollup, number.value);
      numbers.push_back(std::move(number));
    }
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Take(Enum& value) { value = static_cast<Enum>(in_.Number()); }

  ByteReader in_;
};

template <typename Record>
std::string Encode(RowKind kind, const Record& record) {
  Encoder encoder;
  encoder.out().Byte(kFormat<Record>);
  encoder.out().Byte(static_cast<uint8_t>(kind));
  WalkFields(encoder, kFormat<Record>, record);
  return std::move(encoder.out()).Take();
}

template <typename Record>
absl::Status Decode(RowKind kind, absl::string_view content, Record* record) {
  *record = Record();
  Decoder decoder(content);
  const uint8_t format = decoder.in().Byte();
  const bool known =
      format >= 1 && format <= kFormat<Record> && decoder.in().Byte() == static_cast<uint8_t>(kind);
  if (known) WalkFields(decoder, format, *record);
  if (known && decoder.in().complete()) return absl::OkStatus();
  return base::MakeError(absl::StatusCode::kDataLoss, "DATABASE_DAMAGED",
                         absl::StrCat("a stored row of kind ", static_cast<int>(kind),
                                      " cannot be read: restore the database from a backup"));
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

std::string AnswerRowName(absl::string_view assessment, absl::string_view answer_set,
                          absl::string_view criterion) {
  return absl::StrCat(assessment, "/answerSets/", answer_set, "/answers/", criterion);
}

std::string ScorecardRowName(absl::string_view assessment, absl::string_view answer_set) {
  return absl::StrCat(assessment, "/answerSets/", answer_set, "/scorecard");
}

}  // namespace continuum::storage
