// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_WRITER_H_
#define CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_WRITER_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/auth/scope.h"
#include "server/storage/ledger_leaf.h"
#include "server/storage/records.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/sqlite/ledger_state.h"
#include "server/storage/sqlite/sqlite_reads.h"
#include "server/storage/storage.h"
#include "server/storage/writer.h"

namespace continuum::storage {

// One change, inside a savepoint of the writer's connection. It collects what it writes, and Finish
// makes the ledger's leaf of it. For the writer's thread.
class SqliteWriter final : public SqliteReads<Writer> {
 public:
  // The change that follows `before`. Keeps references to the connection and the info.
  SqliteWriter(Db& db, const LedgerState& before, const ChangeInfo& info, absl::Time now);

  // Writes what belongs to the change as a whole: its leaf, and its request. Brings `state`, which
  // was `before`, up to it. Nothing happens if the change wrote nothing.
  absl::Status Finish(LedgerState* state);

  Sequence sequence() const override { return sequence_; }
  absl::Time time() const override { return time_; }

  absl::Status CreateOrganization(const auth::Scope& scope,
                                  const OrganizationRecord& record) override;
  absl::Status UpdateOrganization(const auth::Scope& scope,
                                  const OrganizationRecord& record) override;
  absl::Status CreateProgram(const auth::Scope& scope, const ProgramRecord& record) override;
  absl::Status UpdateProgram(const auth::Scope& scope, const ProgramRecord& record) override;
  absl::Status CreateSite(const auth::Scope& scope, const SiteRecord& record) override;
  absl::Status UpdateSite(const auth::Scope& scope, const SiteRecord& record) override;
  absl::Status CreateRubric(const auth::Scope& scope, const RubricRecord& record) override;
  absl::Status UpdateRubric(const auth::Scope& scope, const RubricRecord& record) override;
  absl::Status CreateRubricRevision(const auth::Scope& scope,
                                    const RubricRevisionRecord& record) override;
  absl::Status UpdateRubricRevision(const auth::Scope& scope,
                                    const RubricRevisionRecord& record) override;
  absl::Status CreateAssessment(const auth::Scope& scope, const AssessmentRecord& record) override;
  absl::Status UpdateAssessment(const auth::Scope& scope, const AssessmentRecord& record) override;
  absl::Status AppendAnswer(const auth::Scope& scope, const AnswerRecord& record) override;
  absl::Status CreateScorecard(const auth::Scope& scope, const ScorecardRecord& record) override;
  absl::Status CreateRequest(const auth::Scope& scope, const RequestRecord& record) override;
  absl::Status CreateResource(const auth::Scope& scope, const ResourceRow& row) override;
  absl::Status UpdateResource(const auth::Scope& scope, const ResourceRow& row) override;
  absl::Status NoteUses(const auth::Scope& scope, absl::Span<const UseRecord> uses) override;
  absl::Status AddTallies(const auth::Scope& scope, absl::Span<const TallyRecord> tallies) override;
  absl::Status PutMail(const auth::Scope& scope, const MailRecord& mail) override;
  absl::Status RemoveMail(const auth::Scope& scope, absl::string_view name) override;
  absl::StatusOr<int64_t> Erase(const auth::Scope& scope, RowKind kind,
                                absl::string_view name) override;

  // Whether it noted uses, tallies or mails, which must be committed even if they are no change.
  bool noted() const { return noted_; }

 private:
  // A row's exact bytes and the salt of their digest.
  struct Sealed {
    std::string salt;
    std::string content;
  };

  // Salts a row and notes its digest for the leaf.
  Sealed SealContent(RowKind kind, absl::string_view name, const std::string& owner,
                     std::string content);
  // The same for a record that is not encoded yet.
  template <typename Record>
  Sealed Seal(RowKind kind, absl::string_view name, const std::string& owner,
              const Record& record) {
    return SealContent(kind, name, owner, EncodeRow(record));
  }

  // Each writes a version of what exists, stamped.
  absl::Status PutVersion(const std::string& owner, const OrganizationRecord& record);
  absl::Status PutVersion(const std::string& owner, const ProgramRecord& record);
  absl::Status PutVersion(const std::string& owner, const SiteRecord& record);
  absl::Status PutVersion(const std::string& owner, const RubricRecord& record);
  absl::Status PutVersion(const std::string& owner, const RubricRevisionRecord& record);
  absl::Status PutVersion(const std::string& owner, const AssessmentRecord& record);
  absl::Status PutVersion(const ResourceRow& row);  // stamped by who made it
  absl::Status AddTally(const auth::Scope& scope, const TallyRecord& tally);
  absl::Status PutText(const std::string& owner, const RubricRevisionRecord& record);

  // The record as its first version / as the next version of `current`.
  template <typename Record>
  Record Stamped(Record record) const;
  template <typename Record>
  Record StampedAfter(Record record, const Record& current) const;

  // The owner of the row that `sql` finds by its name (?1) and the scope's owners (?2). NOT_FOUND,
  // or PERMISSION_DENIED if the scope may only read it.
  absl::StatusOr<std::string> GetChangeableOwner(absl::string_view sql, const auth::Scope& scope,
                                                 const std::string& name) const;

  // ALREADY_EXISTS if `sql` finds a row by its name (?1), in whatever scope.
  absl::Status CheckFree(absl::string_view sql, const std::string& name) const;

  // ALREADY_EXISTS if another resource of this kind has the key, in whatever scope.
  absl::Status CheckKeyFree(const ResourceRow& row) const;

  const ChangeInfo& info_;
  const Sequence sequence_;
  const absl::Time time_;
  LedgerLeaf leaf_;
  std::optional<RequestRecord> request_;
  bool noted_ = false;
};

// PERMISSION_DENIED if the scope may not change what belongs to this owner.
absl::Status CheckMayChange(const auth::Scope& scope, const std::string& owner);

// INVALID_ARGUMENT if a field that never changes does.
absl::Status CheckSame(absl::string_view field, const std::string& value,
                       const std::string& current);

template <typename Record>
Record SqliteWriter::Stamped(Record record) const {
  record.stamp = {.create_sequence = sequence_,
                  .create_time = time_,
                  .change_sequence = sequence_,
                  .change_time = time_};
  return record;
}

template <typename Record>
Record SqliteWriter::StampedAfter(Record record, const Record& current) const {
  record.stamp = {.create_sequence = current.stamp.create_sequence,
                  .create_time = current.stamp.create_time,
                  .change_sequence = sequence_,
                  .change_time = time_};
  return record;
}

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_SQLITE_SQLITE_WRITER_H_
