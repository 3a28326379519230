// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/read_assessments.h"

#include <string>
#include <utility>

#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/rows.h"

namespace continuum::storage::sqlite {
namespace {

constexpr char kGetAssessment[] = R"(
  SELECT content FROM assessment_versions
  WHERE name = ?1 AND sequence <= ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence DESC LIMIT 1)";

constexpr char kListAssessments[] = R"(
  SELECT v.content
  FROM assessments a CROSS JOIN assessment_versions v
    ON v.name = a.name AND v.sequence =
      (SELECT max(sequence) FROM assessment_versions WHERE name = a.name AND sequence <= ?2)
  WHERE a.program = ?5 AND (a.period_start, a.period_end, a.name) > (?6, ?7, ?1)
    AND (?3 IS NULL OR a.owner IN (SELECT value FROM json_each(?3)))
    AND (?8 = '' OR a.rubric = ?8)
    AND (?9 = 0 OR v.state = ?9)
  ORDER BY a.period_start, a.period_end, a.name LIMIT ?4)";

// ?9 is the state "completed".
constexpr char kListHistory[] = R"(
  SELECT v.content, s.measurement_digest, CASE WHEN ?11 THEN NULL ELSE s.content END
  FROM assessments a CROSS JOIN assessment_versions v
    ON v.name = a.name AND v.sequence =
      (SELECT max(sequence) FROM assessment_versions WHERE name = a.name AND sequence <= ?2)
  CROSS JOIN scorecards s
    ON s.assessment = a.name AND s.answer_set = ?10 AND s.sequence <= ?2
  WHERE a.program = ?5 AND (a.period_start, a.period_end, a.name) > (?6, ?7, ?1)
    AND (?3 IS NULL OR a.owner IN (SELECT value FROM json_each(?3)))
    AND a.rubric = ?8
    AND v.state = ?9
    AND NOT EXISTS (
      SELECT 1 FROM assessments c CROSS JOIN assessment_versions w
        ON w.name = c.name AND w.sequence =
          (SELECT max(sequence) FROM assessment_versions WHERE name = c.name AND sequence <= ?2)
      WHERE c.corrects = a.name AND c.corrects <> '' AND w.state = ?9)
  ORDER BY a.period_start, a.period_end, a.name LIMIT ?4)";

constexpr char kGetPeriod[] = R"(
  SELECT period_start, period_end FROM assessments
  WHERE name = ?1 AND program = ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3))))";

// An answer that was erased has no content, and is read as the next one that has.
constexpr char kGetAnswer[] = R"(
  SELECT content FROM answers
  WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?5 AND length(content) > 0
    AND sequence >=
      (SELECT max(sequence) FROM answers
       WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?5 AND sequence <= ?4)
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY sequence LIMIT 1)";

// Steps from criterion to criterion, and in each to its last answer, without reading the others
// unless it was erased.
constexpr char kGetAnswers[] = R"(
  WITH RECURSIVE criteria (criterion) AS (
    SELECT min(criterion) FROM answers WHERE assessment = ?1 AND answer_set = ?2
    UNION ALL
    SELECT (SELECT min(criterion) FROM answers
            WHERE assessment = ?1 AND answer_set = ?2 AND criterion > c.criterion)
    FROM criteria c WHERE c.criterion IS NOT NULL)
  SELECT CASE WHEN length(a.content) > 0 THEN a.content ELSE
    (SELECT content FROM answers
     WHERE assessment = ?1 AND answer_set = ?2 AND criterion = c.criterion
       AND sequence > a.sequence AND length(content) > 0
     ORDER BY sequence LIMIT 1) END
  FROM criteria c CROSS JOIN answers a
    ON a.assessment = ?1 AND a.answer_set = ?2 AND a.criterion = c.criterion AND a.sequence =
      (SELECT max(sequence) FROM answers
       WHERE assessment = ?1 AND answer_set = ?2 AND criterion = c.criterion AND sequence <= ?4)
  WHERE (?3 IS NULL OR a.owner IN (SELECT value FROM json_each(?3)))
  ORDER BY c.criterion)";

constexpr char kGetScorecard[] = R"(
  SELECT content FROM scorecards
  WHERE assessment = ?1 AND answer_set = ?2 AND sequence <= ?4
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3))))";

constexpr char kGetNumbers[] = R"(
  SELECT rollup, value FROM scorecard_numbers
  WHERE assessment = ?1 AND answer_set = ?2
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3)))
  ORDER BY position)";

constexpr char kGetRequest[] = R"(
  SELECT owner, method, request_digest, response, sequence, time FROM requests
  WHERE caller = ?1 AND request_id = ?2 AND time >= ?4
    AND (?3 IS NULL OR owner IN (SELECT value FROM json_each(?3))))";

struct Period {
  std::string start;
  std::string end;
};

// The period of the assessment that the page comes after.
absl::StatusOr<Period> GetPeriodAfter(Db& db, const Page& page, const std::string& program,
                                      const std::optional<std::string>& owners) {
  if (page.after.empty()) return Period();
  Query query(db, kGetPeriod, page.after, program, owners);
  if (query.Next()) return Period{std::string(query.Text(0)), std::string(query.Text(1))};
  return query.status().ok() ? NotInList(page) : query.status();
}

absl::StatusOr<std::vector<ScorecardNumber>> GetNumbers(Db& db, const std::string& assessment,
                                                        const std::string& answer_set,
                                                        const std::optional<std::string>& owners) {
  std::vector<ScorecardNumber> numbers;
  Query query(db, kGetNumbers, assessment, answer_set, owners);
  while (query.Next()) {
    numbers.push_back({std::string(query.Text(0)), std::string(query.Text(1))});
  }
  RETURN_IF_ERROR(query.status());
  return numbers;
}

}  // namespace

absl::StatusOr<AssessmentRecord> GetAssessment(Db& db, const auth::Scope& scope,
                                               absl::string_view name, Sequence as_of) {
  Query query(db, kGetAssessment, name, as_of, OwnersParameter(scope));
  return FirstRow<AssessmentRecord>(query, name);
}

absl::StatusOr<std::vector<AssessmentRecord>> ListAssessments(Db& db, const auth::Scope& scope,
                                                              const AssessmentQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  const auto owners = OwnersParameter(scope);
  ASSIGN_OR_RETURN(const Period after, GetPeriodAfter(db, q.page, q.program, owners));
  Query query(db, kListAssessments, q.page.after, q.page.as_of, owners, q.page.limit, q.program,
              after.start, after.end, q.rubric, StateParameter(q.state));
  return AllRows<AssessmentRecord>(query);
}

absl::StatusOr<std::vector<HistoryRecord>> ListHistory(Db& db, const auth::Scope& scope,
                                                       const HistoryQuery& q) {
  RETURN_IF_ERROR(CheckPage(q.page));
  const auto owners = OwnersParameter(scope);
  ASSIGN_OR_RETURN(const Period after, GetPeriodAfter(db, q.page, q.program, owners));
  Query query(db, kListHistory, q.page.after, q.page.as_of, owners, q.page.limit, q.program,
              after.start, after.end, q.rubric, static_cast<int64_t>(AssessmentState::kCompleted),
              q.answer_set, q.numbers_only ? 1 : 0);
  std::vector<HistoryRecord> records;
  while (query.Next()) {
    HistoryRecord& record = records.emplace_back();
    RETURN_IF_ERROR(DecodeRow(query.Bytes(0), &record.assessment));
    ScorecardRecord& scorecard = record.scorecard;
    if (!q.numbers_only) {
      RETURN_IF_ERROR(DecodeRow(query.Bytes(2), &scorecard));
      continue;
    }
    scorecard.assessment = record.assessment.name;
    scorecard.answer_set = q.answer_set;
    scorecard.measurement_digest = std::string(query.Text(1));
    ASSIGN_OR_RETURN(scorecard.numbers,
                     GetNumbers(db, scorecard.assessment, scorecard.answer_set, owners));
  }
  RETURN_IF_ERROR(query.status());
  return records;
}

absl::StatusOr<AnswerRecord> GetAnswer(Db& db, const auth::Scope& scope,
                                       absl::string_view assessment, absl::string_view answer_set,
                                       absl::string_view criterion, Sequence as_of) {
  Query query(db, kGetAnswer, assessment, answer_set, OwnersParameter(scope), as_of, criterion);
  return FirstRow<AnswerRecord>(query, AnswerRowName(assessment, answer_set, criterion));
}

absl::StatusOr<std::vector<AnswerRecord>> GetAnswers(Db& db, const auth::Scope& scope,
                                                     absl::string_view assessment,
                                                     absl::string_view answer_set, Sequence as_of) {
  Query query(db, kGetAnswers, assessment, answer_set, OwnersParameter(scope), as_of);
  return AllRows<AnswerRecord>(query);
}

absl::StatusOr<ScorecardRecord> GetScorecard(Db& db, const auth::Scope& scope,
                                             absl::string_view assessment,
                                             absl::string_view answer_set, Sequence as_of) {
  Query query(db, kGetScorecard, assessment, answer_set, OwnersParameter(scope), as_of);
  return FirstRow<ScorecardRecord>(query, ScorecardRowName(assessment, answer_set));
}

absl::StatusOr<RequestRecord> GetRequest(Db& db, const auth::Scope& scope, absl::string_view caller,
                                         absl::string_view request_id,
                                         absl::Time forgotten_before) {
  Query query(db, kGetRequest, caller, request_id, OwnersParameter(scope),
              absl::ToUnixMicros(forgotten_before));
  if (!query.Next()) return query.status().ok() ? base::NotFound(request_id) : query.status();
  RequestRecord record;
  record.caller = std::string(caller);
  record.request_id = std::string(request_id);
  record.owner = std::string(query.Text(0));
  record.method = std::string(query.Text(1));
  record.request_digest = std::string(query.Bytes(2));
  record.response = std::string(query.Bytes(3));
  record.sequence = query.Int(4);
  record.time = absl::FromUnixMicros(query.Int(5));
  return record;
}

}  // namespace continuum::storage::sqlite
