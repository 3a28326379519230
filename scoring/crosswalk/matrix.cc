// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/matrix.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/crosswalk/rubric_parts.h"

namespace continuum::scoring {
namespace {

// The rows, and for each criterion the row that it belongs to.
struct Rows {
  v1::CrosswalkMatrix matrix;
  std::vector<int> row_of;  // by criterion
  std::vector<int> parts;   // by row
};

// The own criteria of a domain are neighbours in reading order.
Rows MakeRows(const RubricParts& rubric, MatrixRows kind) {
  Rows rows;
  const v1::Domain* last = nullptr;
  for (const CriterionParts& criterion : rubric.criteria()) {
    if (kind == MatrixRows::kCriteria) {
      v1::MatrixRow& row = *rows.matrix.add_rows();
      row.set_criterion(criterion.definition->id());
      row.set_title(criterion.definition->title());
    } else if (criterion.domain != last) {
      v1::MatrixRow& row = *rows.matrix.add_rows();
      row.set_domain(criterion.domain->id());
      row.set_title(criterion.domain->title());
    }
    last = criterion.domain;
    rows.row_of.push_back(rows.matrix.rows_size() - 1);
    rows.parts.resize(static_cast<size_t>(rows.matrix.rows_size()));
    rows.parts.back() += std::max(1, static_cast<int>(criterion.parts.size()));
  }
  return rows;
}

void Count(const v1::Mapping& mapping, v1::MatrixCell& cell) {
  switch (mapping.relation()) {
    case v1::RELATION_EQUAL:
      cell.set_equal(cell.equal() + 1);
      break;
    case v1::RELATION_SUBSET:
      cell.set_subset(cell.subset() + 1);
      break;
    case v1::RELATION_SUPERSET:
      cell.set_superset(cell.superset() + 1);
      break;
    case v1::RELATION_OVERLAP:
      cell.set_overlap(cell.overlap() + 1);
      break;
    default:
      return;
  }
  const bool first = cell.highest_confidence() == v1::CONFIDENCE_UNSPECIFIED;
  cell.set_highest_confidence(first ? mapping.confidence()
                                    : std::min(cell.highest_confidence(), mapping.confidence()));
  cell.set_lowest_confidence(std::max(cell.lowest_confidence(), mapping.confidence()));
}

void AddColumn(const v1::CrosswalkDefinition& crosswalk, const RubricParts& rubric, Rows& rows) {
  v1::MatrixColumn& column = *rows.matrix.add_columns();
  column.set_crosswalk(crosswalk.id());
  column.set_title(crosswalk.has_from() ? crosswalk.from().rubric() : crosswalk.title());
  for (int i = 0; i < rows.matrix.rows_size(); ++i) {
    rows.matrix.mutable_rows(i)->add_cells()->set_parts(rows.parts[static_cast<size_t>(i)]);
  }
  absl::flat_hash_set<std::string> named;
  for (const v1::Mapping& mapping : crosswalk.mappings()) {
    const int position = rubric.Find(mapping.to().criterion());
    if (position < 0) continue;
    const CriterionParts& criterion = rubric.criteria()[static_cast<size_t>(position)];
    const int row = rows.row_of[static_cast<size_t>(position)];
    v1::MatrixCell& cell =
        *rows.matrix.mutable_rows(row)->mutable_cells(rows.matrix.columns_size() - 1);
    Count(mapping, cell);
    const bool one_by_one = criterion.parts.empty() || !mapping.to().part().empty();
    if (!one_by_one || !named.insert(NameOf(mapping.to())).second) continue;
    cell.set_named_parts(cell.named_parts() + 1);
  }
}

}  // namespace

v1::CrosswalkMatrix MakeMatrix(absl::Span<const v1::CrosswalkDefinition* const> crosswalks,
                               const v1::RubricDefinition& to, MatrixRows rows) {
  const RubricParts rubric(to);
  Rows made = MakeRows(rubric, rows);
  made.matrix.mutable_to()->set_rubric(to.id());
  made.matrix.mutable_to()->set_revision(to.revision());
  for (const v1::CrosswalkDefinition* crosswalk : crosswalks) AddColumn(*crosswalk, rubric, made);
  return std::move(made.matrix);
}

}  // namespace continuum::scoring
