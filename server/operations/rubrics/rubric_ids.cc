// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics/rubric_ids.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"

namespace continuum::operations {
namespace {

constexpr size_t kMostNamed = 40;

// Of domains or criteria.
template <typename Parts>
std::string IdsOf(const Parts& parts) {
  std::string ids;
  for (size_t i = 0; i < std::min(parts.size(), kMostNamed); ++i) {
    absl::StrAppend(&ids, ids.empty() ? "" : ", ", parts[i].definition->id());
  }
  return absl::StrCat(ids, parts.size() > kMostNamed ? ", ..." : "");
}

}  // namespace

std::string DomainIds(const scoring::CompiledRubric& rubric) { return IdsOf(rubric.domains()); }

std::string CriterionIds(const scoring::CompiledRubric& rubric) { return IdsOf(rubric.criteria()); }

}  // namespace continuum::operations
