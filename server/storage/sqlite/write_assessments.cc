// SPDX-License-Identifier: Apache-2.0
//
// SqliteWriter's part for assessments, answers and scorecards.

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/sqlite_writer.h"

namespace continuum::storage {
namespace {

constexpr char kProgramOwner[] = R"(
  SELECT owner FROM programs
  WHERE name = ?1 AND (?2 IS NULL OR owner IN (SELECT value FROM json_each(?2))))";

constexpr char kAssessmentOwner[] = R"(
  SELECT owner FROM assessments
  WHERE name = ?1 AND (?2 IS NULL OR owner IN (SELECT value FROM json_each(?2))))";

constexpr char kInsertAssessment[] = R"(
  INSERT INTO assessments
    (name, owner, program, rubric, revision, period_start, period_end, corrects)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))";

constexpr char kPutAssessment[] = R"(
  INSERT INTO assessment_versions (name, sequence, owner, state, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  ON CONFLICT (name, sequence) DO UPDATE SET state = ?4, salt = ?5, content = ?6)";

constexpr char kPutAnswer[] = R"(
  INSERT INTO answers (assessment, answer_set, criterion, sequence, owner, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  ON CONFLICT (assessment, answer_set, criterion, sequence) DO UPDATE SET salt = ?6, content = ?7)";

constexpr char kInsertScorecard[] = R"(
  INSERT INTO scorecards
    (assessment, answer_set, sequence, owner, measurement_digest, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))";

constexpr char kInsertNumber[] = R"(
  INSERT INTO scorecard_numbers (assessment, answer_set, position, owner, rollup, value)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6))";

// All that lists are ordered by or that other rows rely on.
absl::Status CheckSameAssessment(const AssessmentRecord& record, const AssessmentRecord& current) {
  RETURN_IF_ERROR(CheckSame("program", record.program, current.program));
  RETURN_IF_ERROR(CheckSame("rubric", record.rubric, current.rubric));
  RETURN_IF_ERROR(CheckSame("revision", record.revision, current.revision));
  RETURN_IF_ERROR(CheckSame("period_start", record.period_start, current.period_start));
  RETURN_IF_ERROR(CheckSame("period_end", record.period_end, current.period_end));
  RETURN_IF_ERROR(CheckSame("corrects", record.corrects, current.corrects));
  return CheckSame("correction_reason", record.correction_reason, current.correction_reason);
}

}  // namespace

absl::Status SqliteWriter::PutVersion(const std::string& owner, const AssessmentRecord& record) {
  const Sealed row = Seal(RowKind::kAssessment, record.name, owner, record);
  return db_.Run(kPutAssessment, record.name, sequence_, owner, static_cast<int64_t>(record.state),
                 Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::CreateAssessment(const auth::Scope& scope,
                                            const AssessmentRecord& record) {
  ASSIGN_OR_RETURN(const std::string owner,
                   GetChangeableOwner(kProgramOwner, scope, record.program));
  ASSIGN_OR_RETURN(const RubricRevisionRecord revision,
                   GetRubricRevisionWithoutText(scope, record.revision, kLatest));
  RETURN_IF_ERROR(CheckSame("rubric", record.rubric, revision.rubric));
  if (!record.corrects.empty()) {
    RETURN_IF_ERROR(GetAssessment(scope, record.corrects, kLatest).status());
  }
  RETURN_IF_ERROR(CheckFree("SELECT 1 FROM assessments WHERE name = ?1", record.name));
  RETURN_IF_ERROR(db_.Run(kInsertAssessment, record.name, owner, record.program, record.rubric,
                          record.revision, record.period_start, record.period_end,
                          record.corrects));
  return PutVersion(owner, Stamped(record));
}

absl::Status SqliteWriter::UpdateAssessment(const auth::Scope& scope,
                                            const AssessmentRecord& record) {
  ASSIGN_OR_RETURN(const AssessmentRecord current, GetAssessment(scope, record.name, kLatest));
  ASSIGN_OR_RETURN(const std::string owner,
                   GetChangeableOwner(kAssessmentOwner, scope, record.name));
  RETURN_IF_ERROR(CheckSameAssessment(record, current));
  return PutVersion(owner, StampedAfter(record, current));
}

absl::Status SqliteWriter::AppendAnswer(const auth::Scope& scope, const AnswerRecord& record) {
  ASSIGN_OR_RETURN(const std::string owner,
                   GetChangeableOwner(kAssessmentOwner, scope, record.assessment));
  AnswerRecord answer = record;
  answer.author = info_.author;
  answer.save_time = time_;
  answer.sequence = sequence_;
  const Sealed row =
      Seal(RowKind::kAnswer, AnswerRowName(answer.assessment, answer.answer_set, answer.criterion),
           owner, answer);
  return db_.Run(kPutAnswer, answer.assessment, answer.answer_set, answer.criterion, sequence_,
                 owner, Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::CreateScorecard(const auth::Scope& scope,
                                           const ScorecardRecord& record) {
  ASSIGN_OR_RETURN(const std::string owner,
                   GetChangeableOwner(kAssessmentOwner, scope, record.assessment));
  const std::string name = ScorecardRowName(record.assessment, record.answer_set);
  {
    Query query(db_, "SELECT 1 FROM scorecards WHERE assessment = ?1 AND answer_set = ?2",
                record.assessment, record.answer_set);
    if (query.Next()) return base::AlreadyExists(name);
    RETURN_IF_ERROR(query.status());
  }
  const Sealed row = Seal(RowKind::kScorecard, name, owner, Stamped(record));
  RETURN_IF_ERROR(db_.Run(kInsertScorecard, record.assessment, record.answer_set, sequence_, owner,
                          record.measurement_digest, Blob{row.salt}, Blob{row.content}));
  int64_t position = 0;
  for (const ScorecardNumber& number : record.numbers) {
    RETURN_IF_ERROR(db_.Run(kInsertNumber, record.assessment, record.answer_set, position++, owner,
                            number.rollup, number.value));
  }
  return absl::OkStatus();
}

}  // namespace continuum::storage
