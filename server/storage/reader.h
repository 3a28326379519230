// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_READER_H_
#define CONTINUUM_SERVER_STORAGE_READER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/storage/ledger_leaf.h"
#include "server/storage/queries.h"
#include "server/storage/records.h"
#include "server/storage/row_content.h"

namespace continuum::storage {

// Some leaves of the ledger.
struct LeafPage {
  std::vector<LedgerLeaf> leaves;
  Sequence looked_to =
      0;  // all down to here were looked at: the next page is before it; 1: the end
};

// One snapshot of everything stored, inside Storage::Read or Storage::Write. Not thread-safe; not
// valid after the function that it was given to. A row outside the scope is as if it did not exist.
//
// `as_of` reads a row as it was just after that change. To read back what a page, a read_time or a
// request_id pinned, pass its sequence to every method.
//
// Errors of all methods, besides their own:
// * DEADLINE_EXCEEDED: the snapshot is older than engines allow (5 s). Read again, in smaller
// steps.
// * DATA_LOSS: the file is damaged. UNAVAILABLE, INTERNAL: the engine failed.
class Reader {
 public:
  virtual ~Reader() = default;

  // The last change that this snapshot sees; 0 if there is none yet. In a Writer: the last one
  // before its own.
  virtual Sequence last_sequence() const = 0;

  // The last change made at or before `time`; 0 if there is none. It is never after
  // last_sequence().
  virtual absl::StatusOr<Sequence> SequenceAt(absl::Time time) const = 0;

  // Everybody calls through a Reader, so no override has a default of its own:
  // NOLINTBEGIN(google-default-arguments)

  // Each gives the record with this name. NOT_FOUND: there is (or was) none.
  virtual absl::StatusOr<OrganizationRecord> GetOrganization(const auth::Scope& scope,
                                                             absl::string_view name,
                                                             Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<ProgramRecord> GetProgram(const auth::Scope& scope, absl::string_view name,
                                                   Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<SiteRecord> GetSite(const auth::Scope& scope, absl::string_view name,
                                             Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<RubricRecord> GetRubric(const auth::Scope& scope, absl::string_view name,
                                                 Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<RubricRevisionRecord> GetRubricRevision(
      const auth::Scope& scope, absl::string_view name, Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<RubricRevisionRecord> GetRubricRevisionWithoutText(
      const auth::Scope& scope, absl::string_view name, Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<AssessmentRecord> GetAssessment(const auth::Scope& scope,
                                                         absl::string_view name,
                                                         Sequence as_of = kLatest) const = 0;

  // Each gives a page of records. A parent that does not exist has no children. INVALID_ARGUMENT:
  // the limit is below 1, or `after` is not a row of this list (lists by name take any name).
  virtual absl::StatusOr<std::vector<OrganizationRecord>> ListOrganizations(
      const auth::Scope& scope, const OrganizationQuery& query) const = 0;
  virtual absl::StatusOr<std::vector<ProgramRecord>> ListPrograms(
      const auth::Scope& scope, const ProgramQuery& query) const = 0;
  virtual absl::StatusOr<std::vector<SiteRecord>> ListSites(const auth::Scope& scope,
                                                            const SiteQuery& query) const = 0;
  virtual absl::StatusOr<std::vector<RubricRecord>> ListRubrics(const auth::Scope& scope,
                                                                const RubricQuery& query) const = 0;
  // Without source_text.
  virtual absl::StatusOr<std::vector<RubricRevisionRecord>> ListRubricRevisions(
      const auth::Scope& scope, const RubricRevisionQuery& query) const = 0;
  virtual absl::StatusOr<std::vector<AssessmentRecord>> ListAssessments(
      const auth::Scope& scope, const AssessmentQuery& query) const = 0;
  virtual absl::StatusOr<std::vector<HistoryRecord>> ListHistory(
      const auth::Scope& scope, const HistoryQuery& query) const = 0;

  // The last answer to one criterion. NOT_FOUND: it was never answered in this answer set.
  virtual absl::StatusOr<AnswerRecord> GetAnswer(const auth::Scope& scope,
                                                 absl::string_view assessment,
                                                 absl::string_view answer_set,
                                                 absl::string_view criterion,
                                                 Sequence as_of = kLatest) const = 0;
  // The last answer to each criterion that was ever answered, by criterion id. Empty if there is no
  // such assessment or answer set.
  virtual absl::StatusOr<std::vector<AnswerRecord>> GetAnswers(const auth::Scope& scope,
                                                               absl::string_view assessment,
                                                               absl::string_view answer_set,
                                                               Sequence as_of = kLatest) const = 0;

  // NOT_FOUND: the assessment has no stored scorecard from this answer set.
  virtual absl::StatusOr<ScorecardRecord> GetScorecard(const auth::Scope& scope,
                                                       absl::string_view assessment,
                                                       absl::string_view answer_set,
                                                       Sequence as_of = kLatest) const = 0;

  // The kinds that share a pair of tables, by their content; resources.h has typed functions over
  // these. NOT_FOUND: there is (or was) none of this kind with this name, or with this key.
  // INVALID_ARGUMENT: the page's limit is below 1.
  virtual absl::StatusOr<std::string> GetResource(const auth::Scope& scope, RowKind kind,
                                                  absl::string_view name,
                                                  Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<std::string> FindResource(const auth::Scope& scope, RowKind kind,
                                                   absl::string_view key,
                                                   Sequence as_of = kLatest) const = 0;
  virtual absl::StatusOr<std::vector<std::string>> ListResources(
      const auth::Scope& scope, RowKind kind, const ResourceQuery& query) const = 0;

  // NOLINTEND(google-default-arguments)

  // What became of a caller's request. NOT_FOUND: it is new, or was forgotten after
  // kRequestLifetime.
  virtual absl::StatusOr<RequestRecord> GetRequest(const auth::Scope& scope,
                                                   absl::string_view caller,
                                                   absl::string_view request_id) const = 0;

  // When a resource of these kinds was last used. NOT_FOUND: no use was ever noted.
  virtual absl::StatusOr<absl::Time> GetUse(const auth::Scope& scope,
                                            absl::string_view name) const = 0;

  // What was counted. INVALID_ARGUMENT: the limit is below 1.
  virtual absl::StatusOr<std::vector<TallyRecord>> ListTallies(const auth::Scope& scope,
                                                               const TallyQuery& query) const = 0;

  // Mails that are due at `now`, those that are due longest first. INVALID_ARGUMENT: the limit is
  // below 1.
  virtual absl::StatusOr<std::vector<MailRecord>> ListMails(const auth::Scope& scope,
                                                            absl::Time now, int limit) const = 0;

  // A part of the ledger. A scope of some owners sees their leaves only. INVALID_ARGUMENT: the
  // limit is below 1.
  virtual absl::StatusOr<LeafPage> ListLeaves(const auth::Scope& scope,
                                              const LeafQuery& query) const = 0;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_READER_H_
