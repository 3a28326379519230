// SPDX-License-Identifier: Apache-2.0
//
// Assessments, answers, scorecards and requests: the queries behind the methods of Reader with
// these names, which say what they mean. Inside a transaction.

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_READ_ASSESSMENTS_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_READ_ASSESSMENTS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/storage/queries.h"
#include "server/storage/records.h"
#include "server/storage/sqlite/db.h"

namespace continuum::storage::sqlite {

absl::StatusOr<AssessmentRecord> GetAssessment(Db& db, const auth::Scope& scope,
                                               absl::string_view name, Sequence as_of);
absl::StatusOr<std::vector<AssessmentRecord>> ListAssessments(Db& db, const auth::Scope& scope,
                                                              const AssessmentQuery& query);
absl::StatusOr<std::vector<HistoryRecord>> ListHistory(Db& db, const auth::Scope& scope,
                                                       const HistoryQuery& query);
absl::StatusOr<AnswerRecord> GetAnswer(Db& db, const auth::Scope& scope,
                                       absl::string_view assessment, absl::string_view answer_set,
                                       absl::string_view criterion, Sequence as_of);
absl::StatusOr<std::vector<AnswerRecord>> GetAnswers(Db& db, const auth::Scope& scope,
                                                     absl::string_view assessment,
                                                     absl::string_view answer_set, Sequence as_of);
absl::StatusOr<ScorecardRecord> GetScorecard(Db& db, const auth::Scope& scope,
                                             absl::string_view assessment,
                                             absl::string_view answer_set, Sequence as_of);

// Requests made before `forgotten_before` are not found.
absl::StatusOr<RequestRecord> GetRequest(Db& db, const auth::Scope& scope, absl::string_view caller,
                                         absl::string_view request_id, absl::Time forgotten_before);

}  // namespace continuum::storage::sqlite

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_READ_ASSESSMENTS_H_
