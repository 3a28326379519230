// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_WRITER_H_
#define CONTINUUM_SERVER_STORAGE_WRITER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "server/auth/scope.h"
#include "server/storage/reader.h"
#include "server/storage/records.h"
#include "server/storage/row_content.h"

namespace continuum::storage {

// One change, inside Storage::Write. Reads see what the change has written so far.
//
// All that one Writer writes has the same sequence and time, and the Writer itself adds the
// ledger's leaf for it, in the same transaction. A Writer that wrote nothing leaves no trace.
//
// Create* errors: ALREADY_EXISTS: the name is taken. NOT_FOUND: what the record belongs to does not
// exist. PERMISSION_DENIED: the scope may not change what belongs to this owner.
// Update* errors: NOT_FOUND: there is none with this name. PERMISSION_DENIED: the scope may only
// read it. INVALID_ARGUMENT: a field that never changes differs.
// After an error of the engine (any other code) the change fails, whatever its function returns.
class Writer : public Reader {
 public:
  // The sequence of this change: the etag of all that it writes.
  virtual Sequence sequence() const = 0;

  // The time of this change: the clock's, or the last change's if that is later.
  virtual absl::Time time() const = 0;

  virtual absl::Status CreateOrganization(const auth::Scope& scope,
                                          const OrganizationRecord& record) = 0;
  virtual absl::Status UpdateOrganization(const auth::Scope& scope,
                                          const OrganizationRecord& record) = 0;
  virtual absl::Status CreateProgram(const auth::Scope& scope, const ProgramRecord& record) = 0;
  virtual absl::Status UpdateProgram(const auth::Scope& scope, const ProgramRecord& record) = 0;
  virtual absl::Status CreateSite(const auth::Scope& scope, const SiteRecord& record) = 0;
  virtual absl::Status UpdateSite(const auth::Scope& scope, const SiteRecord& record) = 0;
  virtual absl::Status CreateRubric(const auth::Scope& scope, const RubricRecord& record) = 0;
  virtual absl::Status UpdateRubric(const auth::Scope& scope, const RubricRecord& record) = 0;
  virtual absl::Status CreateRubricRevision(const auth::Scope& scope,
                                            const RubricRevisionRecord& record) = 0;
  // An empty source_text keeps the text.
  virtual absl::Status UpdateRubricRevision(const auth::Scope& scope,
                                            const RubricRevisionRecord& record) = 0;
  virtual absl::Status CreateAssessment(const auth::Scope& scope,
                                        const AssessmentRecord& record) = 0;
  virtual absl::Status UpdateAssessment(const auth::Scope& scope,
                                        const AssessmentRecord& record) = 0;

  // Saves one answer. The earlier ones to the same criterion stay; within one change the last one
  // wins. The assessment's etag does not change by itself: update the assessment as well.
  // NOT_FOUND: there is no such assessment.
  virtual absl::Status AppendAnswer(const auth::Scope& scope, const AnswerRecord& record) = 0;

  // ALREADY_EXISTS: there is one from this answer set. NOT_FOUND: there is no such assessment.
  virtual absl::Status CreateScorecard(const auth::Scope& scope, const ScorecardRecord& record) = 0;

  // Remembers a request of the change's author. Call it once all else is written; alone it is no
  // change. ALREADY_EXISTS: it is remembered already.
  virtual absl::Status CreateRequest(const auth::Scope& scope, const RequestRecord& record) = 0;

  // A record of a kind that shares a pair of tables; call Create and Update of resources.h, which
  // make the rows. ALREADY_EXISTS, also with the reason KEY_TAKEN: another of this kind has the
  // key. What the row belongs to is not looked up.
  virtual absl::Status CreateResource(const auth::Scope& scope, const ResourceRow& row) = 0;
  virtual absl::Status UpdateResource(const auth::Scope& scope, const ResourceRow& row) = 0;

  // Notes when resources of these kinds were last used; an earlier time than the one noted changes
  // nothing. No change, and not in the ledger: a Writer that only notes uses makes them durable and
  // takes no sequence. NOT_FOUND: there is no such resource. PERMISSION_DENIED: the scope may only
  // read it.
  virtual absl::Status NoteUses(const auth::Scope& scope, absl::Span<const UseRecord> uses) = 0;

  // Adds to amounts; what was not counted yet begins at 0. Like NoteUses, no change.
  // PERMISSION_DENIED: the scope may not change what belongs to this owner.
  virtual absl::Status AddTallies(const auth::Scope& scope,
                                  absl::Span<const TallyRecord> tallies) = 0;

  // Puts a mail into the queue, as a part of this change; or, alone, like NoteUses. One of the same
  // name is replaced. PERMISSION_DENIED: the scope may not change what belongs to this owner.
  virtual absl::Status PutMail(const auth::Scope& scope, const MailRecord& mail) = 0;

  // Takes a mail out of the queue; nothing happens if there is none. Like NoteUses, no change.
  virtual absl::Status RemoveMail(const auth::Scope& scope, absl::string_view name) = 0;

  // Erases the contents and salts of all versions of a row but the one that this change has
  // written, for good: docs/formats/ledger.md says when the words are gone from the files. Write
  // what shall stand in their place first. Kinds: an answer (by AnswerRowName), or one of those in
  // resources.h. The leaf names the erasure, so that the ledger tells it from a loss; the erased
  // versions are read, as of whatever sequence, as the version that this change wrote. Requests of
  // the erased versions' changes are forgotten as well, since they remember what was answered.
  // Gives how many versions were erased.
  //
  // NOT_FOUND: there is no such row. PERMISSION_DENIED: the scope may only read it.
  // FAILED_PRECONDITION: this change has not written the row.
  virtual absl::StatusOr<int64_t> Erase(const auth::Scope& scope, RowKind kind,
                                        absl::string_view name) = 0;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_WRITER_H_
