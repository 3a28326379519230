// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/compare.h"

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace continuum::scoring {
namespace {

absl::Status CheckSide(absl::string_view side, const v1::RubricEdition& edition,
                       const v1::Scorecard& scorecard) {
  if (edition.rubric() == scorecard.rubric() && edition.revision() == scorecard.revision()) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("the ", side, " is a result under ", scorecard.rubric(), "/",
                   scorecard.revision(), ", but the crosswalk's ", side, " is ", edition.rubric(),
                   "/", edition.revision(), "; want a crosswalk between the two"));
}

using Results = absl::flat_hash_map<absl::string_view, const v1::CriterionResult*>;

Results ResultsOf(const v1::Scorecard& scorecard) {
  Results results;
  for (const v1::CriterionResult& result : scorecard.criteria()) {
    results.emplace(result.criterion(), &result);
  }
  return results;
}

void Show(const Results& results, const v1::CrosswalkPart& part, v1::ComparedResult& shown) {
  const auto found = results.find(part.criterion());
  if (found == results.end()) return;
  const v1::CriterionResult& result = *found->second;
  shown.set_state(result.state());
  shown.set_value(result.value());
  shown.set_highest(result.highest());
  shown.set_stage(result.stage());
  shown.set_not_asked(result.not_asked());
}

}  // namespace

absl::StatusOr<v1::CrosswalkComparison> Compare(const v1::CrosswalkDefinition& crosswalk,
                                                const v1::Scorecard& from,
                                                const v1::Scorecard& to) {
  if (!crosswalk.has_from()) {
    return absl::InvalidArgumentError(
        absl::StrCat("the left side of ", crosswalk.id(),
                     " is a contract, which has no results; want a crosswalk between two rubrics"));
  }
  if (absl::Status fits = CheckSide("left side", crosswalk.from(), from); !fits.ok()) return fits;
  if (absl::Status fits = CheckSide("right side", crosswalk.to(), to); !fits.ok()) return fits;
  v1::CrosswalkComparison comparison;
  *comparison.mutable_from() = crosswalk.from();
  *comparison.mutable_to() = crosswalk.to();
  const Results left = ResultsOf(from);
  const Results right = ResultsOf(to);
  for (int i = 0; i < crosswalk.mappings_size(); ++i) {
    v1::ComparedPair& pair = *comparison.add_pairs();
    pair.set_mapping(i);
    *pair.mutable_relation() = crosswalk.mappings(i);
    Show(left, crosswalk.mappings(i).from(), *pair.mutable_from());
    Show(right, crosswalk.mappings(i).to(), *pair.mutable_to());
  }
  return comparison;
}

}  // namespace continuum::scoring
