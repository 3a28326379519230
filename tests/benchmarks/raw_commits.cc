// SPDX-License-Identifier: Apache-2.0

#include "tests/benchmarks/raw_commits.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_format.h"
#include "server/base/status_macros.h"

namespace continuum::benchmarks {
namespace {

using storage::Blob;
using storage::Db;
using storage::Query;

const std::string kSalt(16, 's');

constexpr char kSample[] = R"(
  SELECT a.owner, a.answer_set, a.criterion, a.content, v.content, l.leaf, r.method,
    r.request_digest, r.response, h.root, h.frontier
  FROM requests r
  JOIN answers a ON a.sequence = r.sequence
  JOIN assessment_versions v ON v.name = a.assessment AND v.sequence = a.sequence
  JOIN ledger_leaves l ON l.sequence = a.sequence
  JOIN ledger_head h
  ORDER BY a.sequence DESC LIMIT 1)";

}  // namespace

absl::StatusOr<std::unique_ptr<RawCommits>> RawCommits::Open(const std::string& path,
                                                             int checkpoint_pages) {
  ASSIGN_OR_RETURN(std::unique_ptr<Db> db, Db::Open(path, {}));
  RETURN_IF_ERROR(db->RunScript("PRAGMA journal_mode = WAL"));  // which VACUUM INTO does not copy
  std::unique_ptr<RawCommits> raw(new RawCommits(std::move(db), checkpoint_pages));
  RETURN_IF_ERROR(raw->ReadSample());
  sqlite3_wal_hook(
      raw->db_->handle(),
      [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int64_t*>(pages) = count;
        return SQLITE_OK;
      },
      &raw->wal_pages_);
  return raw;
}

absl::Status RawCommits::ReadSample() {
  Query query(*db_, kSample);
  if (!query.Next()) {
    return query.status().ok() ? absl::NotFoundError("no answer was saved with a request_id")
                               : query.status();
  }
  std::string* const fields[] = {&sample_.owner,  &sample_.answer_set,     &sample_.criterion,
                                 &sample_.answer, &sample_.version,        &sample_.leaf,
                                 &sample_.method, &sample_.request_digest, &sample_.response,
                                 &sample_.root,   &sample_.frontier};
  for (int column = 0; std::string * field : fields) {
    *field = std::string(query.Bytes(column++));
  }
  Query assessments(*db_, "SELECT DISTINCT assessment FROM answers");
  while (assessments.Next()) assessments_.emplace_back(assessments.Text(0));
  RETURN_IF_ERROR(assessments.status());
  ASSIGN_OR_RETURN(sequence_, db_->GetInt("SELECT size FROM ledger_head"));
  return absl::OkStatus();
}

absl::StatusOr<absl::Duration> RawCommits::Run(int commits, int group_size) {
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < commits; ++i) {
    RETURN_IF_ERROR(CommitOnce(group_size));
    RETURN_IF_ERROR(Checkpoint());
  }
  return absl::FromChrono(std::chrono::steady_clock::now() - begin);
}

absl::Status RawCommits::CommitOnce(int group_size) {
  RETURN_IF_ERROR(db_->Run("BEGIN IMMEDIATE"));
  for (int i = 0; i < group_size; ++i) RETURN_IF_ERROR(Save());
  RETURN_IF_ERROR(
      db_->Run("UPDATE ledger_head SET size = ?1, root = ?2, frontier = ?3 WHERE id = 1", sequence_,
               Blob{sample_.root}, Blob{sample_.frontier}));
  return db_->Run("COMMIT");
}

absl::Status RawCommits::Save() {
  ++sequence_;
  const std::string& assessment =
      assessments_[static_cast<size_t>(sequence_) % assessments_.size()];
  RETURN_IF_ERROR(db_->Run(
      R"(INSERT INTO answers (assessment, answer_set, criterion, sequence, owner, salt, content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))",
      assessment, sample_.answer_set, sample_.criterion, sequence_, sample_.owner, Blob{kSalt},
      Blob{sample_.answer}));
  RETURN_IF_ERROR(db_->Run(
      R"(INSERT INTO assessment_versions (name, sequence, owner, state, salt, content)
         VALUES (?1, ?2, ?3, 1, ?4, ?5))",
      assessment, sequence_, sample_.owner, Blob{kSalt}, Blob{sample_.version}));
  RETURN_IF_ERROR(db_->Run(
      R"(INSERT INTO requests
           (caller, request_id, sequence, time, owner, method, request_digest, response)
         VALUES ('raw', ?1, ?2, 0, ?3, ?4, ?5, ?6))",
      absl::StrFormat("%026d", sequence_), sequence_, sample_.owner, sample_.method,
      Blob{sample_.request_digest}, Blob{sample_.response}));
  return db_->Run("INSERT INTO ledger_leaves (sequence, owner, time, leaf) VALUES (?1, ?2, 0, ?3)",
                  sequence_, sample_.owner, Blob{sample_.leaf});
}

absl::Status RawCommits::Checkpoint() {
  if (wal_pages_ < checked_pages_) checked_pages_ = 0;  // the log began anew
  if (wal_pages_ - checked_pages_ < checkpoint_pages_) return absl::OkStatus();
  sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  checked_pages_ = wal_pages_;
  return absl::OkStatus();
}

}  // namespace continuum::benchmarks
