// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/verify_ledger.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/status_macros.h"
#include "server/ledger/frontier.h"
#include "server/ledger/hash.h"
#include "server/storage/ledger_leaf.h"
#include "server/storage/row_content.h"
#include "server/storage/sqlite/db.h"
#include "server/storage/sqlite/ledger_tables.h"

namespace continuum::storage {
namespace {

using Kind = LedgerProblem::Kind;

// Some milliseconds' worth, far below a snapshot's longest age.
constexpr int64_t kRowsPerSnapshot = 100;

constexpr char kScanLeaves[] = R"(
  SELECT sequence, owner, time, leaf FROM ledger_leaves WHERE sequence > ?1 AND sequence <= ?2
  ORDER BY sequence LIMIT ?3)";

constexpr char kScanNumbers[] = R"(
  SELECT n.assessment, n.answer_set, n.position, n.rollup, n.value, n.owner, s.owner, s.content
  FROM scorecard_numbers n LEFT JOIN scorecards s
    ON s.assessment = n.assessment AND s.answer_set = n.answer_set
  WHERE (n.assessment, n.answer_set, n.position) > (?1, ?2, ?3)
  ORDER BY n.assessment, n.answer_set, n.position LIMIT ?4)";

constexpr char kScanScorecards[] = R"(
  SELECT assessment, answer_set, content,
    (SELECT count(*) FROM scorecard_numbers n
     WHERE n.assessment = s.assessment AND n.answer_set = s.answer_set)
  FROM scorecards s WHERE (assessment, answer_set) > (?1, ?2)
  ORDER BY assessment, answer_set LIMIT ?3)";

constexpr char kFindLeaf[] = "SELECT leaf FROM ledger_leaves WHERE sequence = ?1";

constexpr char kFindErasures[] =
    "SELECT salt, content, sequence FROM erasures WHERE name = ?1 AND sequence > ?2";

// The kind of the row that a scan gave. A blank one has it in the first column after the content.
RowKind RowKindIn(const RowTable& table, const Query& query, bool blank) {
  if (table.kind != kManyKinds) return table.kind;
  return blank ? RowKind{static_cast<uint8_t>(query.Int(8))} : RowKindOf(query.Bytes(7));
}

std::string Changes(int64_t count) {
  return absl::StrCat(count, count == 1 ? " change" : " changes");
}

// Whether the row with salt and content in these columns has neither.
bool IsBlank(const Query& query, int salt) {
  return query.Bytes(salt).empty() && query.Bytes(salt + 1).empty();
}

class Verifier {
 public:
  Verifier(ReadPool& readers, const base::Patience& patience, const std::optional<LedgerHead>& kept)
      : readers_(readers), patience_(patience), kept_(kept) {}

  absl::StatusOr<LedgerReport> Run() {
    RETURN_IF_ERROR(readers_.Run([this](Db& db, int64_t) { return ReadHead(db); }));
    NoteKeptRoot();
    RETURN_IF_ERROR(InSteps(&Verifier::CheckLeaves));
    CheckHead();
    CheckKeptHead();
    for (const RowTable& table : RowTables()) {
      key_ = RowKey();
      RETURN_IF_ERROR(InSteps([&](Db& db) { return CheckRows(db, table); }));
    }
    for (const ResourceTable& table : ResourceTables()) {
      key_ = RowKey();
      RETURN_IF_ERROR(InSteps([&](Db& db) { return CheckResources(db, table); }));
    }
    key_ = RowKey();
    RETURN_IF_ERROR(InSteps(&Verifier::CheckScorecards));
    key_ = {.name = "", .answer_set = "", .criterion = "", .sequence = -1};
    RETURN_IF_ERROR(InSteps(&Verifier::CheckNumbers));
    return std::move(report_);
  }

 private:
  // Calls `step` with one snapshot after the other until it says that nothing is left.
  using Step = absl::FunctionRef<absl::StatusOr<bool>(Db&)>;
  absl::Status InSteps(Step step) {
    for (bool more = true; more;) {
      RETURN_IF_ERROR(patience_.Check(absl::Now()));
      RETURN_IF_ERROR(readers_.Run([&](Db& db, int64_t) {
        ASSIGN_OR_RETURN(more, step(db));
        return absl::OkStatus();
      }));
    }
    return absl::OkStatus();
  }
  absl::Status InSteps(absl::StatusOr<bool> (Verifier::*step)(Db&)) {
    return InSteps([this, step](Db& db) { return (this->*step)(db); });
  }

  void Report(Kind kind, Sequence sequence, absl::string_view resource, std::string message) {
    ++report_.problem_count;
    if (report_.problem_count > kMaxLedgerProblems) return;
    report_.problems.push_back({kind, sequence, std::string(resource), std::move(message)});
  }

  absl::Status ReadHead(Db& db);
  absl::StatusOr<bool> CheckLeaves(Db& db);
  void CheckLeaf(Sequence sequence, absl::string_view owner, int64_t time, const LedgerLeaf& leaf);
  absl::Status CheckRowsOfLeaf(Db& db, const LedgerLeaf& leaf);
  absl::StatusOr<bool> IsErased(Db& db, RowKind kind, const std::string& name, Sequence sequence);
  absl::Status CheckErasure(Db& db, const ErasureRecord& erasure);
  void CheckHead();
  void NoteKeptRoot();
  void CheckKeptHead();
  absl::StatusOr<bool> CheckRows(Db& db, const RowTable& table);
  absl::Status CheckLeafOfRow(Db& db, RowKind kind, const std::string& name);
  void CheckColumn(const std::string& name, absl::string_view column, absl::string_view found,
                   absl::string_view expected);
  absl::StatusOr<bool> CheckResources(Db& db, const ResourceTable& table);
  absl::StatusOr<bool> CheckScorecards(Db& db);
  absl::StatusOr<bool> CheckNumbers(Db& db);

  ReadPool& readers_;
  const base::Patience& patience_;
  const std::optional<LedgerHead>& kept_;
  std::string
      root_of_kept_size_;  // of the first leaves, as many as kept_ has; once there are so many
  LedgerReport report_;
  LedgerHead stored_head_;
  std::string stored_frontier_;
  ledger::Frontier frontier_;               // of the leaves so far
  absl::Time time_ = absl::InfinitePast();  // of the last of them
  Sequence sequence_ = 0;                   // of the last of them
  RowKey key_;                              // the row that was looked at last
  Sequence row_leaf_sequence_ = 0;
  absl::StatusOr<LedgerLeaf> row_leaf_ = LedgerLeaf();  // the leaf of that sequence
  Sequence erasing_leaf_sequence_ = 0;
  absl::StatusOr<LedgerLeaf> erasing_leaf_ = LedgerLeaf();  // the same, of the last erasure
};

absl::Status Verifier::ReadHead(Db& db) {
  Query query(db, "SELECT size, time, root, frontier FROM ledger_head WHERE id = 1");
  if (query.Next()) {
    stored_head_ = {.size = query.Int(0),
                    .root = std::string(query.Bytes(2)),
                    .time = absl::FromUnixMicros(query.Int(1))};
    stored_frontier_ = std::string(query.Bytes(3));
  } else {
    RETURN_IF_ERROR(query.status());
    stored_head_ = {
        .size = 0, .root = std::string(ledger::AsBytes(ledger::EmptyRoot())), .time = time_};
  }
  ASSIGN_OR_RETURN(const int64_t last,
                   db.GetInt("SELECT coalesce(max(sequence), 0) FROM ledger_leaves"));
  if (last != stored_head_.size) {
    Report(Kind::kHeadWrong, last, "",
           absl::StrCat("the head counts ", stored_head_.size, " changes, and the last leaf is of ",
                        last));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Verifier::CheckLeaves(Db& db) {
  Query query(db, kScanLeaves, sequence_, stored_head_.size, kRowsPerSnapshot);
  int64_t seen = 0;
  int64_t rows = 0;
  for (; query.Next(); ++seen) {
    const Sequence sequence = query.Int(0);
    for (++sequence_; sequence_ < sequence; ++sequence_) {
      Report(Kind::kLeafMissing, sequence_, "", "this change has no leaf");
    }
    const absl::string_view bytes = query.Bytes(3);
    frontier_.Append(ledger::HashLeaf(bytes));
    NoteKeptRoot();
    const auto leaf = DecodeLeaf(bytes);
    if (!leaf.ok()) {
      Report(Kind::kLeafBroken, sequence, "", "the leaf cannot be read");
      continue;
    }
    CheckLeaf(sequence, query.Text(1), query.Int(2), *leaf);
    RETURN_IF_ERROR(CheckRowsOfLeaf(db, *leaf));
    // A leaf may name thousands of rows; a snapshot takes one such.
    rows += static_cast<int64_t>(leaf->rows.size());
    if (rows >= kRowsPerSnapshot) return true;
  }
  RETURN_IF_ERROR(query.status());
  return seen > 0;
}

void Verifier::CheckLeaf(Sequence sequence, absl::string_view owner, int64_t time,
                         const LedgerLeaf& leaf) {
  if (leaf.sequence != sequence) {
    Report(Kind::kLeafBroken, sequence, "",
           absl::StrCat("the leaf is that of change ", leaf.sequence));
  }
  if (leaf.owner != owner || absl::ToUnixMicros(leaf.time) != time) {
    Report(Kind::kColumnWrong, sequence, "", "the leaf's owner or time is not what the leaf says");
  }
  if (leaf.time < time_) {
    Report(Kind::kLeafBroken, sequence, "", "the leaf's time is before that of the change before");
  }
  time_ = std::max(time_, leaf.time);
}

absl::Status Verifier::CheckRowsOfLeaf(Db& db, const LedgerLeaf& leaf) {
  for (const auto& [row, digest] : leaf.rows) {
    const auto& [kind, name] = row;
    const RowTable* const table = FindRowTable(kind);
    if (table == nullptr) {
      Report(Kind::kLeafBroken, leaf.sequence, name, "the leaf names a row of an unknown kind");
      continue;
    }
    const RowKey key = ToRowKey(kind, name, leaf.sequence);
    Query query(db, table->find, key.name, key.answer_set, key.criterion, key.sequence);
    if (!query.Next()) {
      RETURN_IF_ERROR(query.status());
      Report(Kind::kRowMissing, leaf.sequence, name, "the leaf names a row that is not there");
      continue;
    }
    if (DigestRow(query.Bytes(0), query.Bytes(1)) == digest) continue;
    if (IsBlank(query, 0)) {
      ASSIGN_OR_RETURN(const bool erased, IsErased(db, kind, name, leaf.sequence));
      if (erased) continue;
    }
    Report(Kind::kRowChanged, leaf.sequence, name, "the row is not as the leaf says it was");
  }
  return absl::OkStatus();
}

// Whether an erasure that its own leaf names covers this version.
absl::StatusOr<bool> Verifier::IsErased(Db& db, RowKind kind, const std::string& name,
                                        Sequence sequence) {
  bool erased = false;
  Query query(db, kFindErasures, name, sequence);
  while (!erased && query.Next()) {
    ErasureRecord erasure;
    // What was erased together is mostly seen together, and its leaf names it all.
    if (query.Int(2) != erasing_leaf_sequence_) {
      Query leaf(db, kFindLeaf, query.Int(2));
      const bool found = leaf.Next();
      RETURN_IF_ERROR(leaf.status());
      erasing_leaf_ = found ? DecodeLeaf(leaf.Bytes(0)) : LedgerLeaf();
      erasing_leaf_sequence_ = query.Int(2);
    }
    const auto& leaf = erasing_leaf_;
    if (!leaf.ok() || !DecodeRow(query.Bytes(1), &erasure).ok()) continue;
    const auto named = leaf->rows.find({RowKind::kErasure, name});
    erased = named != leaf->rows.end() &&
             named->second == DigestRow(query.Bytes(0), query.Bytes(1)) && erasure.kind == kind &&
             erasure.name == name && sequence <= erasure.up_to && erasure.up_to < leaf->sequence;
  }
  RETURN_IF_ERROR(query.status());
  return erased;
}

// What was erased must stay so.
absl::Status Verifier::CheckErasure(Db& db, const ErasureRecord& erasure) {
  const RowTable* const table = FindRowTable(erasure.kind);
  if (table == nullptr || table->find_unerased.empty()) {
    Report(Kind::kRowChanged, erasure.sequence, erasure.name,
           "this says that a row was erased whose kind is never erased");
    return absl::OkStatus();
  }
  const RowKey key = ToRowKey(erasure.kind, erasure.name, erasure.up_to);
  Query query(db, table->find_unerased, key.name, key.answer_set, key.criterion, key.sequence);
  while (query.Next()) {
    Report(Kind::kRowChanged, query.Int(0), erasure.name,
           absl::StrCat("change ", erasure.sequence, " erased this row, and it says something"));
  }
  return query.status();
}

void Verifier::CheckHead() {
  for (++sequence_; sequence_ <= stored_head_.size; ++sequence_) {
    Report(Kind::kLeafMissing, sequence_, "", "this change has no leaf");
  }
  report_.head = {.size = static_cast<int64_t>(frontier_.size()),
                  .root = std::string(ledger::AsBytes(frontier_.Root())),
                  .time = time_};
  std::string frontier;
  for (const ledger::Hash& hash : frontier_.hashes()) {
    absl::StrAppend(&frontier, ledger::AsBytes(hash));
  }
  if (report_.head.root != stored_head_.root || frontier != stored_frontier_ ||
      report_.head.time != stored_head_.time) {
    Report(Kind::kHeadWrong, stored_head_.size, "",
           "the head's root, hashes or time do not follow from the leaves");
  }
}

// Call it whenever there is one leaf more.
void Verifier::NoteKeptRoot() {
  if (!kept_ || static_cast<int64_t>(frontier_.size()) != kept_->size) return;
  root_of_kept_size_ = std::string(ledger::AsBytes(frontier_.Root()));
}

// The first of the problems: who has a head from elsewhere wants to know this above all.
void Verifier::CheckKeptHead() {
  if (!kept_ || root_of_kept_size_ == kept_->root) return;
  const auto size = static_cast<int64_t>(frontier_.size());
  const int64_t missing = kept_->size - size;
  LedgerProblem problem = {
      .kind = Kind::kKeptHeadWrong,
      .sequence = kept_->size,
      .resource = "",
      .message = absl::StrCat("the ledger does not begin with what it had when it had ",
                              Changes(kept_->size), " and its head was kept")};
  if (missing > 0)
    absl::StrAppend(&problem.message, ": ", Changes(missing), missing == 1 ? " is" : " are",
                    " missing at its end");
  ++report_.problem_count;
  report_.problems.insert(report_.problems.begin(), std::move(problem));
  if (report_.problems.size() > kMaxLedgerProblems) report_.problems.pop_back();
}

absl::StatusOr<bool> Verifier::CheckRows(Db& db, const RowTable& table) {
  Query query(db, table.scan, key_.name, key_.answer_set, key_.criterion, key_.sequence,
              kRowsPerSnapshot);
  int64_t seen = 0;
  for (; query.Next(); ++seen) {
    key_ = {.name = std::string(query.Text(0)),
            .answer_set = std::string(query.Text(1)),
            .criterion = std::string(query.Text(2)),
            .sequence = query.Int(3)};
    ++report_.rows;
    // With the leaf, which has the last word on whether it may be blank.
    const bool blank = !table.find_unerased.empty() && IsBlank(query, 6);
    const RowKind kind = RowKindIn(table, query, blank);
    const std::string name = ToRowName(kind, key_);
    RETURN_IF_ERROR(CheckLeafOfRow(db, kind, name));
    if (query.IsNull(5)) {
      Report(Kind::kRowMissing, key_.sequence, name, "what this row belongs to is not there");
    } else {
      CheckColumn(name, "owner", query.Text(4), query.Text(5));
    }
    if (blank) {
      if (table.kind == kManyKinds) CheckColumn(name, "state", query.Text(9), "0");
      continue;
    }
    const auto columns = table.expect(query.Bytes(7));
    if (!columns.ok()) {
      Report(Kind::kRowChanged, key_.sequence, name, "the row cannot be read");
      continue;
    }
    if (ErasureRecord erasure;
        kind == RowKind::kErasure && DecodeRow(query.Bytes(7), &erasure).ok()) {
      RETURN_IF_ERROR(CheckErasure(db, erasure));
    }
    // The scan gives the key, four other columns, then those that serve queries.
    for (int i = 0; const auto& [column, expected] : *columns) {
      CheckColumn(name, column, query.Text(i < 4 ? i : i + 4), expected);
      ++i;
    }
  }
  RETURN_IF_ERROR(query.status());
  return seen > 0;
}

absl::Status Verifier::CheckLeafOfRow(Db& db, RowKind kind, const std::string& name) {
  // Rows that were made together are mostly seen together, and their leaf names them all.
  if (key_.sequence != row_leaf_sequence_) {
    Query query(db, kFindLeaf, key_.sequence);
    const bool found = query.Next();
    RETURN_IF_ERROR(query.status());
    row_leaf_ = found ? DecodeLeaf(query.Bytes(0)) : LedgerLeaf();
    row_leaf_sequence_ = key_.sequence;
  }
  if (row_leaf_.ok() && row_leaf_->rows.count({kind, name}) == 0) {
    Report(Kind::kRowWithoutLeaf, key_.sequence, name, "no leaf names this row");
  }
  return absl::OkStatus();
}

void Verifier::CheckColumn(const std::string& name, absl::string_view column,
                           absl::string_view found, absl::string_view expected) {
  if (found == expected) return;
  Report(Kind::kColumnWrong, key_.sequence, name,
         absl::StrCat("the column ", column, " is not what the row says"));
}

absl::StatusOr<bool> Verifier::CheckResources(Db& db, const ResourceTable& table) {
  Query query(db, table.scan, key_.name, kRowsPerSnapshot);
  int64_t seen = 0;
  for (; query.Next(); ++seen) {
    key_.name = std::string(query.Text(0));
    if (query.IsNull(1)) {
      Report(Kind::kRowWithoutLeaf, 0, key_.name, "no version of this was ever written");
      continue;
    }
    CheckColumn(key_.name, "owner", query.Text(2), query.Text(3));
    const auto columns = table.expect(query.Bytes(1));
    if (!columns.ok()) continue;  // reported with the row
    for (int i = 4; const auto& [column, expected] : *columns) {
      CheckColumn(key_.name, column, query.Text(i++), expected);
    }
  }
  RETURN_IF_ERROR(query.status());
  return seen > 0;
}

absl::StatusOr<bool> Verifier::CheckScorecards(Db& db) {
  Query query(db, kScanScorecards, key_.name, key_.answer_set, kRowsPerSnapshot);
  int64_t seen = 0;
  for (; query.Next(); ++seen) {
    key_.name = std::string(query.Text(0));
    key_.answer_set = std::string(query.Text(1));
    ScorecardRecord record;
    if (!DecodeRow(query.Bytes(2), &record).ok()) continue;  // reported with the row
    CheckColumn(ToRowName(RowKind::kScorecard, key_), "count of scorecard_numbers", query.Text(3),
                absl::StrCat(record.numbers.size()));
  }
  RETURN_IF_ERROR(query.status());
  return seen > 0;
}

absl::StatusOr<bool> Verifier::CheckNumbers(Db& db) {
  Query query(db, kScanNumbers, key_.name, key_.answer_set, key_.sequence, kRowsPerSnapshot);
  int64_t seen = 0;
  for (; query.Next(); ++seen) {
    key_.name = std::string(query.Text(0));
    key_.answer_set = std::string(query.Text(1));
    key_.sequence = query.Int(2);  // the position
    const std::string name =
        absl::StrCat(ToRowName(RowKind::kScorecard, key_), ", number ", key_.sequence);
    ScorecardRecord record;
    if (query.IsNull(7)) {
      Report(Kind::kRowWithoutLeaf, 0, name, "this number has no scorecard");
      continue;
    }
    if (!DecodeRow(query.Bytes(7), &record).ok()) continue;  // reported with the row
    const auto position = static_cast<size_t>(key_.sequence);
    const ScorecardNumber expected =
        position < record.numbers.size() ? record.numbers[position] : ScorecardNumber();
    CheckColumn(name, "rollup", query.Text(3), expected.rollup);
    CheckColumn(name, "value", query.Text(4), expected.value);
    CheckColumn(name, "owner", query.Text(5), query.Text(6));
  }
  RETURN_IF_ERROR(query.status());
  return seen > 0;
}

}  // namespace

absl::StatusOr<LedgerReport> VerifyLedger(ReadPool& readers, const base::Patience& patience,
                                          const std::optional<LedgerHead>& kept) {
  return Verifier(readers, patience, kept).Run();
}

}  // namespace continuum::storage
