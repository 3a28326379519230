// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_READS_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_READS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/storage/reader.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/sqlite/ledger_state.h"
#include "server/storage/sqlite/read_assessments.h"
#include "server/storage/sqlite/read_ledger.h"
#include "server/storage/sqlite/read_programs.h"
#include "server/storage/sqlite/read_resources.h"
#include "server/storage/sqlite/read_rubrics.h"
#include "server/storage/sqlite/read_side_tables.h"

namespace continuum::storage {

// The methods of Reader over a connection with an open transaction. Interface is Reader or Writer,
// which both read in the same way. Keeps a reference to the connection.
template <typename Interface>
class SqliteReads : public Interface {
 public:
  // `last` is the last change before, `now` the time by which requests are forgotten.
  SqliteReads(Db& db, Sequence last, absl::Time now) : db_(db), last_(last), now_(now) {}

  Sequence last_sequence() const override { return last_; }
  absl::StatusOr<Sequence> SequenceAt(absl::Time time) const override {
    return storage::SequenceAt(db_, last_, time);
  }

  absl::StatusOr<OrganizationRecord> GetOrganization(const auth::Scope& scope,
                                                     absl::string_view name,
                                                     Sequence as_of) const override {
    return sqlite::GetOrganization(db_, scope, name, as_of);
  }
  absl::StatusOr<ProgramRecord> GetProgram(const auth::Scope& scope, absl::string_view name,
                                           Sequence as_of) const override {
    return sqlite::GetProgram(db_, scope, name, as_of);
  }
  absl::StatusOr<SiteRecord> GetSite(const auth::Scope& scope, absl::string_view name,
                                     Sequence as_of) const override {
    return sqlite::GetSite(db_, scope, name, as_of);
  }
  absl::StatusOr<RubricRecord> GetRubric(const auth::Scope& scope, absl::string_view name,
                                         Sequence as_of) const override {
    return sqlite::GetRubric(db_, scope, name, as_of);
  }
  absl::StatusOr<RubricRevisionRecord> GetRubricRevision(const auth::Scope& scope,
                                                         absl::string_view name,
                                                         Sequence as_of) const override {
    return sqlite::GetRubricRevision(db_, scope, name, as_of);
  }
  absl::StatusOr<RubricRevisionRecord> GetRubricRevisionWithoutText(const auth::Scope& scope,
                                                                    absl::string_view name,
                                                                    Sequence as_of) const override {
    return sqlite::GetRubricRevisionWithoutText(db_, scope, name, as_of);
  }
  absl::StatusOr<AssessmentRecord> GetAssessment(const auth::Scope& scope, absl::string_view name,
                                                 Sequence as_of) const override {
    return sqlite::GetAssessment(db_, scope, name, as_of);
  }

  absl::StatusOr<std::vector<OrganizationRecord>> ListOrganizations(
      const auth::Scope& scope, const OrganizationQuery& query) const override {
    return sqlite::ListOrganizations(db_, scope, query);
  }
  absl::StatusOr<std::vector<ProgramRecord>> ListPrograms(
      const auth::Scope& scope, const ProgramQuery& query) const override {
    return sqlite::ListPrograms(db_, scope, query);
  }
  absl::StatusOr<std::vector<SiteRecord>> ListSites(const auth::Scope& scope,
                                                    const SiteQuery& query) const override {
    return sqlite::ListSites(db_, scope, query);
  }
  absl::StatusOr<std::vector<RubricRecord>> ListRubrics(const auth::Scope& scope,
                                                        const RubricQuery& query) const override {
    return sqlite::ListRubrics(db_, scope, query);
  }
  absl::StatusOr<std::vector<RubricRevisionRecord>> ListRubricRevisions(
      const auth::Scope& scope, const RubricRevisionQuery& query) const override {
    return sqlite::ListRubricRevisions(db_, scope, query);
  }
  absl::StatusOr<std::vector<AssessmentRecord>> ListAssessments(
      const auth::Scope& scope, const AssessmentQuery& query) const override {
    return sqlite::ListAssessments(db_, scope, query);
  }
  absl::StatusOr<std::vector<HistoryRecord>> ListHistory(const auth::Scope& scope,
                                                         const HistoryQuery& query) const override {
    return sqlite::ListHistory(db_, scope, query);
  }

  absl::StatusOr<AnswerRecord> GetAnswer(const auth::Scope& scope, absl::string_view assessment,
                                         absl::string_view answer_set, absl::string_view criterion,
                                         Sequence as_of) const override {
    return sqlite::GetAnswer(db_, scope, assessment, answer_set, criterion, as_of);
  }
  absl::StatusOr<std::vector<AnswerRecord>> GetAnswers(const auth::Scope& scope,
                                                       absl::string_view assessment,
                                                       absl::string_view answer_set,
                                                       Sequence as_of) const override {
    return sqlite::GetAnswers(db_, scope, assessment, answer_set, as_of);
  }
  absl::StatusOr<ScorecardRecord> GetScorecard(const auth::Scope& scope,
                                               absl::string_view assessment,
                                               absl::string_view answer_set,
                                               Sequence as_of) const override {
    return sqlite::GetScorecard(db_, scope, assessment, answer_set, as_of);
  }
  absl::StatusOr<RequestRecord> GetRequest(const auth::Scope& scope, absl::string_view caller,
                                           absl::string_view request_id) const override {
    return sqlite::GetRequest(db_, scope, caller, request_id, now_ - kRequestLifetime);
  }

  absl::StatusOr<std::string> GetResource(const auth::Scope& scope, RowKind kind,
                                          absl::string_view name, Sequence as_of) const override {
    return sqlite::GetResource(db_, scope, kind, name, as_of);
  }
  absl::StatusOr<std::string> FindResource(const auth::Scope& scope, RowKind kind,
                                           absl::string_view key, Sequence as_of) const override {
    return sqlite::FindResource(db_, scope, kind, key, as_of);
  }
  absl::StatusOr<std::vector<std::string>> ListResources(
      const auth::Scope& scope, RowKind kind, const ResourceQuery& query) const override {
    return sqlite::ListResources(db_, scope, kind, query);
  }
  absl::StatusOr<absl::Time> GetUse(const auth::Scope& scope,
                                    absl::string_view name) const override {
    return sqlite::GetUse(db_, scope, name);
  }
  absl::StatusOr<std::vector<TallyRecord>> ListTallies(const auth::Scope& scope,
                                                       const TallyQuery& query) const override {
    return sqlite::ListTallies(db_, scope, query);
  }
  absl::StatusOr<std::vector<MailRecord>> ListMails(const auth::Scope& scope, absl::Time now,
                                                    int limit) const override {
    return sqlite::ListMails(db_, scope, now, limit);
  }
  absl::StatusOr<LeafPage> ListLeaves(const auth::Scope& scope,
                                      const LeafQuery& query) const override {
    return sqlite::ListLeaves(db_, scope, last_, query);
  }

 protected:
  Db& db_;

 private:
  const Sequence last_;
  const absl::Time now_;
};

using SqliteReader = SqliteReads<Reader>;

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_READS_H_
