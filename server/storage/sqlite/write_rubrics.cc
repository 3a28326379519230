// SPDX-License-Identifier: Apache-2.0
//
// SqliteWriter's part for rubrics and their revisions. All belong to the installation.

#include "server/base/status_macros.h"
#include "server/storage/sqlite/sqlite_writer.h"

namespace continuum::storage {
namespace {

constexpr char kPutRubric[] = R"(
  INSERT INTO rubric_versions (name, sequence, owner, salt, content) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (name, sequence) DO UPDATE SET salt = ?4, content = ?5)";

constexpr char kPutRevision[] = R"(
  INSERT INTO rubric_revision_versions (name, sequence, owner, salt, content)
  VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (name, sequence) DO UPDATE SET salt = ?4, content = ?5)";

constexpr char kPutText[] = R"(
  INSERT INTO rubric_texts (name, sequence, owner, salt, content) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (name, sequence) DO UPDATE SET salt = ?4, content = ?5)";

const std::string& Owner() {
  static const std::string* const owner = new std::string(auth::kInstallationOwner);
  return *owner;
}

}  // namespace

absl::Status SqliteWriter::PutVersion(const std::string& owner, const RubricRecord& record) {
  const Sealed row = Seal(RowKind::kRubric, record.name, owner, record);
  return db_.Run(kPutRubric, record.name, sequence_, owner, Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::PutVersion(const std::string& owner,
                                      const RubricRevisionRecord& record) {
  const Sealed row = Seal(RowKind::kRubricRevision, record.name, owner, record);
  return db_.Run(kPutRevision, record.name, sequence_, owner, Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::PutText(const std::string& owner, const RubricRevisionRecord& record) {
  const RubricText text{.revision = record.name, .text = record.source_text, .sequence = sequence_};
  const Sealed row = Seal(RowKind::kRubricText, record.name, owner, text);
  return db_.Run(kPutText, record.name, sequence_, owner, Blob{row.salt}, Blob{row.content});
}

absl::Status SqliteWriter::CreateRubric(const auth::Scope& scope, const RubricRecord& record) {
  RETURN_IF_ERROR(CheckMayChange(scope, Owner()));
  RETURN_IF_ERROR(CheckFree("SELECT 1 FROM rubrics WHERE name = ?1", record.name));
  RETURN_IF_ERROR(
      db_.Run("INSERT INTO rubrics (name, owner) VALUES (?1, ?2)", record.name, Owner()));
  return PutVersion(Owner(), Stamped(record));
}

absl::Status SqliteWriter::UpdateRubric(const auth::Scope& scope, const RubricRecord& record) {
  ASSIGN_OR_RETURN(const RubricRecord current, GetRubric(scope, record.name, kLatest));
  RETURN_IF_ERROR(CheckMayChange(scope, Owner()));
  return PutVersion(Owner(), StampedAfter(record, current));
}

absl::Status SqliteWriter::CreateRubricRevision(const auth::Scope& scope,
                                                const RubricRevisionRecord& record) {
  RETURN_IF_ERROR(CheckMayChange(scope, Owner()));
  RETURN_IF_ERROR(GetRubric(scope, record.rubric, kLatest).status());
  RETURN_IF_ERROR(CheckFree("SELECT 1 FROM rubric_revisions WHERE name = ?1", record.name));
  RETURN_IF_ERROR(db_.Run(
      "INSERT INTO rubric_revisions (name, owner, rubric, create_sequence) VALUES (?1, ?2, ?3, ?4)",
      record.name, Owner(), record.rubric, sequence_));
  RETURN_IF_ERROR(PutText(Owner(), record));
  return PutVersion(Owner(), Stamped(record));
}

absl::Status SqliteWriter::UpdateRubricRevision(const auth::Scope& scope,
                                                const RubricRevisionRecord& record) {
  ASSIGN_OR_RETURN(const RubricRevisionRecord current,
                   GetRubricRevision(scope, record.name, kLatest));
  RETURN_IF_ERROR(CheckMayChange(scope, Owner()));
  RETURN_IF_ERROR(CheckSame("rubric", record.rubric, current.rubric));
  if (!record.source_text.empty() && record.source_text != current.source_text) {
    RETURN_IF_ERROR(PutText(Owner(), record));
  }
  return PutVersion(Owner(), StampedAfter(record, current));
}

}  // namespace continuum::storage
