// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/forms.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "scoring/exact.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

// A row of factors, as far as it can be read.
struct Row {
  int at_least = 0;
  std::vector<int> including;  // ascending
  std::optional<Exact> value;
};

// Whether everybody who meets `a` meets `b` too, but not the other way round.
bool AsksForMore(const Row& a, const Row& b) {
  const auto meets = [](const Row& one, const Row& other) {
    return one.at_least >= other.at_least &&
           std::includes(one.including.begin(), one.including.end(), other.including.begin(),
                         other.including.end());
  };
  return meets(a, b) && !meets(b, a);
}

class FactorTable {
 public:
  FactorTable(const v1::Factors& factors, const std::string& path, Problems& problems)
      : factors_(factors), path_(path), problems_(problems) {
    for (int i = 0; i < factors.factors_size(); ++i) {
      ids_.push_back(factors.factors(i).id());
      positions_.emplace(factors.factors(i).id(), i);
    }
  }

  void Check() {
    if (factors_.rows_size() > kMaxFactorRows) {
      problems_.Add(ProblemReason::kTooMany, FieldPath(path_, "rows"),
                    absl::StrCat("there are ", factors_.rows_size(), " rows; at most ",
                                 kMaxFactorRows, " may be"));
      return;
    }
    for (int i = 0; i < factors_.rows_size(); ++i) {
      const Row row = ReadRow(i);
      CheckRow(row, i);
      rows_.push_back(row);
    }
  }

 private:
  std::string PathOf(int row, absl::string_view field) const {
    return FieldPath(ItemPath(path_, "rows", row), field);
  }

  Row ReadRow(int i) {
    const v1::FactorRow& row = factors_.rows(i);
    Row read;
    for (int k = 0; k < row.including_size(); ++k) {
      const auto found = positions_.find(row.including(k));
      if (found != positions_.end()) {
        read.including.push_back(found->second);
        continue;
      }
      problems_.Add(ProblemReason::kUnknownId, ItemPath(ItemPath(path_, "rows", i), "including", k),
                    absl::StrCat("this criterion has no factor ", Quoted(row.including(k)),
                                 problems_.DidYouMean(row.including(k), ids_)));
    }
    if (row.at_least() >= factors_.factors_size()) {
      read.including.resize(ids_.size());  // all of them
      std::iota(read.including.begin(), read.including.end(), 0);
    }
    std::sort(read.including.begin(), read.including.end());
    read.at_least = std::max(row.at_least(), row.including_size());
    read.value = Exact::Parse(row.value());
    return read;
  }

  void CheckRow(const Row& row, int i) {
    const int asked = factors_.rows(i).at_least();
    if (asked > factors_.factors_size()) {
      problems_.Add(ProblemReason::kTooFewFactors, PathOf(i, "at_least"),
                    absl::StrCat("the row asks for ", asked, " factors, but there are ",
                                 factors_.factors_size()));
    }
    if (i > 0 && asked < factors_.rows(i - 1).at_least()) {
      problems_.Add(ProblemReason::kRowsOutOfOrder, PathOf(i, "at_least"),
                    absl::StrCat("the row asks for ", asked, " factors, fewer than the ",
                                 factors_.rows(i - 1).at_least(),
                                 " of the row before it: wanted are the fewest first"));
    }
    if (!row.value.has_value()) return;
    if (row.value->Sign() < 0) {
      problems_.Add(
          ProblemReason::kOutOfRange, PathOf(i, "value"),
          absl::StrCat("the row is worth ", row.value->ToString(), ": wanted is at least 0"));
      return;
    }
    for (size_t before = 0; before < rows_.size(); ++before) {
      const Row& other = rows_[before];
      if (!other.value.has_value()) continue;
      const bool worth_less = AsksForMore(row, other) && *row.value < *other.value;
      const bool worth_more = AsksForMore(other, row) && *row.value > *other.value;
      if (!worth_less && !worth_more) continue;
      problems_.Add(
          ProblemReason::kValuesDecrease, PathOf(i, "value"),
          absl::StrCat("the row is worth ", row.value->ToString(), ", ",
                       worth_less ? "less" : "more", " than the ", other.value->ToString(),
                       " of row ", before + 1, ", which asks for ", worth_less ? "less" : "more"));
      return;
    }
  }

  const v1::Factors& factors_;
  const std::string& path_;
  Problems& problems_;
  std::vector<absl::string_view> ids_;
  absl::flat_hash_map<absl::string_view, int> positions_;
  std::vector<Row> rows_;
};

void CheckRating(const v1::Rating& rating, const std::string& path, Problems& problems) {
  if (rating.scale().empty() && rating.options().empty()) {
    problems.Add(ProblemReason::kMissing, path,
                 "the rating has no options: wanted is 'scale', or 'options' of its own");
  } else if (!rating.scale().empty() && !rating.options().empty()) {
    problems.Add(ProblemReason::kNotAllowed, FieldPath(path, "options"),
                 "the rating has a scale and options of its own: wanted is one of the two");
  } else if (rating.options_size() == 1) {
    problems.Add(ProblemReason::kMissing, FieldPath(path, "options"),
                 "the rating has 1 option: wanted are at least 2");
  }
  CheckOptions(rating.options(), path, problems);
}

void CheckForm(const v1::Criterion& criterion, const RubricIndex& index, const std::string& path,
               Problems& problems) {
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      return CheckStaircase(criterion.staircase(), index, FieldPath(path, "staircase"), problems);
    case v1::Criterion::kFactors:
      return CheckFactors(criterion.factors(), FieldPath(path, "factors"), problems);
    case v1::Criterion::kRating:
      return CheckRating(criterion.rating(), FieldPath(path, "rating"), problems);
    case v1::Criterion::kCredit:
      if (criterion.credit().has_core() && !criterion.credit().core()) {
        problems.Add(ProblemReason::kOutOfRange, FieldPath(FieldPath(path, "credit"), "core"),
                     "'core' is false: wanted is true, or 'credits' for an elective");
      }
      return;
    case v1::Criterion::kQuantity:
      return CheckQuantity(criterion, index, FieldPath(path, "quantity"), problems);
    case v1::Criterion::kMeasure:
      return CheckMeasure(criterion.measure(), FieldPath(path, "measure"), problems);
    case v1::Criterion::kMilestones:
      return CheckMilestones(criterion.milestones(), index, FieldPath(path, "milestones"),
                             problems);
    case v1::Criterion::kYesNo:
    case v1::Criterion::FORM_NOT_SET:
      return;
  }
}

bool IsBlank(absl::string_view text) { return absl::StripAsciiWhitespace(text).empty(); }

}  // namespace

void CheckFactors(const v1::Factors& factors, const std::string& path, Problems& problems) {
  FactorTable(factors, path, problems).Check();
}

void CheckForms(const RubricIndex& index, Problems& problems) {
  const bool recognizes = !index.definition().ladders().empty();
  for (const IndexedCriterion& indexed : index.criteria()) {
    const v1::Criterion& criterion = *indexed.criterion;
    CheckForm(criterion, index, indexed.path, problems);
    if (criterion.allows_not_applicable() && IsBlank(criterion.not_applicable_when())) {
      problems.Add(ProblemReason::kMissingText, FieldPath(indexed.path, "not_applicable_when"),
                   absl::StrCat(TheNoun(criterion),
                                " allows \"not applicable\", but does not say when: wanted is "
                                "'not_applicable_when'"));
    }
    if (recognizes && IsBlank(criterion.evidence_rule())) {
      problems.Add(ProblemReason::kMissingEvidenceRule, FieldPath(indexed.path, "evidence_rule"),
                   absl::StrCat(TheNoun(criterion),
                                " has no 'evidence_rule': a rubric with levels "
                                "says what a reviewer would want to see"));
    }
  }
  CheckCoverPairs(index, problems);
}

}  // namespace continuum::scoring
