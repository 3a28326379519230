// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/ledger_tables.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "server/base/status_macros.h"
#include "server/storage/fold_case.h"
#include "server/storage/resource_kinds.h"

namespace continuum::storage {
namespace {

// Text(x) is how SQLite writes a column that holds x.
std::string Text(int64_t number) { return absl::StrCat(number); }
template <typename State>
requires std::is_enum_v<State> std::string Text(State state) {
  return absl::StrCat(static_cast<int64_t>(state));
}

Columns KeyColumns(const std::string& name, Sequence sequence) {
  return {{"name", name}, {"", ""}, {"", ""}, {"sequence", Text(sequence)}};
}

// The columns of each kind of row: first those of the key.
Columns RowColumns(const OrganizationRecord& r) {
  Columns columns = KeyColumns(r.name, r.stamp.change_sequence);
  columns.insert(columns.end(), {{"state", Text(r.state)}, {"folded_title", FoldCase(r.title)}});
  return columns;
}
Columns RowColumns(const ProgramRecord& r) {
  Columns columns = KeyColumns(r.name, r.stamp.change_sequence);
  columns.insert(columns.end(), {{"state", Text(r.state)},
                                 {"jurisdiction", r.jurisdiction},
                                 {"folded_title", FoldCase(r.title)}});
  return columns;
}
Columns RowColumns(const SiteRecord& r) {
  Columns columns = KeyColumns(r.name, r.stamp.change_sequence);
  columns.emplace_back("state", Text(r.state));
  return columns;
}
Columns RowColumns(const RubricRecord& r) { return KeyColumns(r.name, r.stamp.change_sequence); }
Columns RowColumns(const RubricRevisionRecord& r) {
  return KeyColumns(r.name, r.stamp.change_sequence);
}
Columns RowColumns(const RubricText& r) { return KeyColumns(r.revision, r.sequence); }
Columns RowColumns(const AssessmentRecord& r) {
  Columns columns = KeyColumns(r.name, r.stamp.change_sequence);
  columns.emplace_back("state", Text(r.state));
  return columns;
}
Columns RowColumns(const AnswerRecord& r) {
  return {{"assessment", r.assessment},
          {"answer_set", r.answer_set},
          {"criterion", r.criterion},
          {"sequence", Text(r.sequence)}};
}
Columns RowColumns(const ErasureRecord& r) {
  Columns columns = KeyColumns(r.name, r.sequence);
  columns.insert(columns.end(), {{"kind", Text(r.kind)}, {"up_to", Text(r.up_to)}});
  return columns;
}
Columns RowColumns(const ScorecardRecord& r) {
  return {{"assessment", r.assessment},
          {"answer_set", r.answer_set},
          {"", ""},
          {"sequence", Text(r.stamp.change_sequence)},
          {"measurement_digest", r.measurement_digest}};
}

// The columns of each kind of resource, after its name and owner.
Columns ResourceColumns(const OrganizationRecord&) { return {}; }
Columns ResourceColumns(const ProgramRecord& r) { return {{"organization", r.organization}}; }
Columns ResourceColumns(const SiteRecord& r) { return {{"program", r.program}}; }
Columns ResourceColumns(const RubricRecord&) { return {}; }
Columns ResourceColumns(const RubricRevisionRecord& r) {
  return {{"rubric", r.rubric}, {"create_sequence", Text(r.stamp.create_sequence)}};
}
Columns ResourceColumns(const AssessmentRecord& r) {
  return {{"program", r.program},           {"rubric", r.rubric},         {"revision", r.revision},
          {"period_start", r.period_start}, {"period_end", r.period_end}, {"corrects", r.corrects}};
}

// The same for the kinds that share tables.
absl::StatusOr<Columns> ExpectRowOfManyKinds(absl::string_view content) {
  ASSIGN_OR_RETURN(const ResourceRow r, DescribeResource(content));
  Columns columns = KeyColumns(r.name, r.change_sequence);
  columns.insert(columns.end(), {{"kind", Text(r.kind)}, {"state", Text(r.state)}});
  return columns;
}
absl::StatusOr<Columns> ExpectResourceOfManyKinds(absl::string_view content) {
  ASSIGN_OR_RETURN(const ResourceRow r, DescribeResource(content));
  return Columns{{"owner", r.owner},   {"kind", Text(r.kind)},
                 {"parent", r.parent}, {"subject", r.subject},
                 {"key", r.key},       {"create_sequence", Text(r.create_sequence)}};
}

template <typename Record>
absl::StatusOr<Columns> ExpectRow(absl::string_view content) {
  Record record;
  RETURN_IF_ERROR(DecodeRow(content, &record));
  return RowColumns(record);
}

template <typename Record>
absl::StatusOr<Columns> ExpectResource(absl::string_view content) {
  Record record;
  RETURN_IF_ERROR(DecodeRow(content, &record));
  return ResourceColumns(record);
}

constexpr RowTable kRowTables[] = {
    {RowKind::kOrganization,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT name FROM organizations WHERE name = v.name), salt, content, state, folded_title
        FROM organization_versions v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM organization_versions WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<OrganizationRecord>},
    {RowKind::kProgram,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT organization FROM programs WHERE name = v.name), salt, content,
          state, jurisdiction, folded_title
        FROM program_versions v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM program_versions WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<ProgramRecord>},
    {RowKind::kSite,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT p.organization FROM sites s JOIN programs p ON p.name = s.program
           WHERE s.name = v.name), salt, content, state
        FROM site_versions v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM site_versions WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<SiteRecord>},
    {RowKind::kRubric,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT 'installation' FROM rubrics WHERE name = v.name), salt, content
        FROM rubric_versions v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM rubric_versions WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<RubricRecord>},
    {RowKind::kRubricRevision,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT 'installation' FROM rubric_revisions WHERE name = v.name), salt, content
        FROM rubric_revision_versions v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM rubric_revision_versions WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<RubricRevisionRecord>},
    {RowKind::kRubricText,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT 'installation' FROM rubric_revisions WHERE name = v.name), salt, content
        FROM rubric_texts v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM rubric_texts WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<RubricText>},
    {RowKind::kAssessment,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT p.organization FROM assessments a JOIN programs p ON p.name = a.program
           WHERE a.name = v.name), salt, content, state
        FROM assessment_versions v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM assessment_versions WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<AssessmentRecord>},
    {RowKind::kAnswer,
     R"(SELECT assessment, answer_set, criterion, sequence, owner,
          (SELECT p.organization FROM assessments a JOIN programs p ON p.name = a.program
           WHERE a.name = v.assessment), salt, content
        FROM answers v
        WHERE (assessment, answer_set, criterion, sequence) > (?1, ?2, ?3, ?4)
        ORDER BY assessment, answer_set, criterion, sequence LIMIT ?5)",
     R"(SELECT salt, content FROM answers
        WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?3 AND sequence = ?4)",
     R"(SELECT sequence FROM answers
        WHERE assessment = ?1 AND answer_set = ?2 AND criterion = ?3 AND sequence <= ?4
          AND (length(salt) > 0 OR length(content) > 0))",
     &ExpectRow<AnswerRecord>},
    {RowKind::kScorecard,
     R"(SELECT assessment, answer_set, '', sequence, owner,
          (SELECT p.organization FROM assessments a JOIN programs p ON p.name = a.program
           WHERE a.name = v.assessment), salt, content, measurement_digest
        FROM scorecards v WHERE (assessment, answer_set) > (?1, ?2)
        ORDER BY assessment, answer_set LIMIT ?5)",
     R"(SELECT salt, content FROM scorecards
        WHERE assessment = ?1 AND answer_set = ?2 AND sequence = ?4)",
     "", &ExpectRow<ScorecardRecord>},
    {RowKind::kErasure,
     R"(SELECT name, '', '', sequence, owner,
          coalesce(
            (SELECT owner FROM resources WHERE name = v.name),
            (SELECT p.organization FROM assessments a JOIN programs p ON p.name = a.program
             WHERE a.name = substr(v.name, 1, instr(v.name, '/answerSets/') - 1))),
          salt, content, kind, up_to
        FROM erasures v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM erasures WHERE name = ?1 AND sequence = ?4", "",
     &ExpectRow<ErasureRecord>},
    {kManyKinds,
     R"(SELECT name, '', '', sequence, owner,
          (SELECT owner FROM resources WHERE name = v.name), salt, content, kind, state
        FROM resource_versions v WHERE (name, sequence) > (?1, ?4)
        ORDER BY name, sequence LIMIT ?5)",
     "SELECT salt, content FROM resource_versions WHERE name = ?1 AND sequence = ?4",
     R"(SELECT sequence FROM resource_versions
        WHERE name = ?1 AND sequence <= ?4
          AND (length(salt) > 0 OR length(content) > 0))",
     &ExpectRowOfManyKinds},
};

constexpr ResourceTable kResourceTables[] = {
    {R"(SELECT name,
          (SELECT content FROM organization_versions WHERE name = r.name ORDER BY sequence LIMIT 1),
          owner, name
        FROM organizations r WHERE name > ?1 ORDER BY name LIMIT ?2)",
     &ExpectResource<OrganizationRecord>},
    {R"(SELECT name,
          (SELECT content FROM program_versions WHERE name = r.name ORDER BY sequence LIMIT 1),
          owner, organization, organization
        FROM programs r WHERE name > ?1 ORDER BY name LIMIT ?2)",
     &ExpectResource<ProgramRecord>},
    {R"(SELECT name,
          (SELECT content FROM site_versions WHERE name = r.name ORDER BY sequence LIMIT 1),
          owner, (SELECT organization FROM programs WHERE name = r.program), program
        FROM sites r WHERE name > ?1 ORDER BY name LIMIT ?2)",
     &ExpectResource<SiteRecord>},
    {R"(SELECT name,
          (SELECT content FROM rubric_versions WHERE name = r.name ORDER BY sequence LIMIT 1),
          owner, 'installation'
        FROM rubrics r WHERE name > ?1 ORDER BY name LIMIT ?2)",
     &ExpectResource<RubricRecord>},
    {R"(SELECT name,
          (SELECT content FROM rubric_revision_versions WHERE name = r.name ORDER BY sequence LIMIT 1),
          owner, 'installation', rubric, create_sequence
        FROM rubric_revisions r WHERE name > ?1 ORDER BY name LIMIT ?2)",
     &ExpectResource<RubricRevisionRecord>},
    {R"(SELECT name,
          (SELECT content FROM assessment_versions WHERE name = r.name ORDER BY sequence LIMIT 1),
          owner, (SELECT organization FROM programs WHERE name = r.program), program, rubric, revision,
          period_start, period_end, corrects
        FROM assessments r WHERE name > ?1 ORDER BY name LIMIT ?2)",
     &ExpectResource<AssessmentRecord>},
    // Whose it is, the content says.
    {R"(SELECT name,
          (SELECT content FROM resource_versions
           WHERE name = r.name AND length(content) > 0 ORDER BY sequence LIMIT 1),
          owner, owner, owner, kind, parent, subject, key, create_sequence
        FROM resources r WHERE name > ?1 ORDER BY name LIMIT ?2)",
     &ExpectResourceOfManyKinds},
};

}  // namespace

absl::Span<const RowTable> RowTables() { return kRowTables; }

const RowTable* FindRowTable(RowKind kind) {
  const RowKind of_table = IsResourceKind(kind) ? kManyKinds : kind;
  for (const RowTable& table : kRowTables) {
    if (table.kind == of_table && kind != kManyKinds) return &table;
  }
  return nullptr;
}

absl::Span<const ResourceTable> ResourceTables() { return kResourceTables; }

std::string ToRowName(RowKind kind, const RowKey& key) {
  if (kind == RowKind::kAnswer) return AnswerRowName(key.name, key.answer_set, key.criterion);
  if (kind == RowKind::kScorecard) return ScorecardRowName(key.name, key.answer_set);
  return key.name;
}

RowKey ToRowKey(RowKind kind, absl::string_view name, Sequence sequence) {
  RowKey key;
  key.sequence = sequence;
  if (kind == RowKind::kAnswer || kind == RowKind::kScorecard) {
    // assessment/answerSets/SET/answers/CRITERION or assessment/answerSets/SET/scorecard: an
    // assessment's own name has no answerSets in it.
    const std::vector<std::string> halves =
        absl::StrSplit(name, absl::MaxSplits("/answerSets/", 1));
    if (halves.size() < 2) return key;
    key.name = halves[0];
    const std::vector<std::string> parts = absl::StrSplit(halves[1], '/');
    key.answer_set = parts[0];
    if (parts.size() > 2) key.criterion = parts[2];
  } else {
    key.name = std::string(name);
  }
  return key;
}

}  // namespace continuum::storage
