// SPDX-License-Identifier: Apache-2.0

#include "server/operations/rubrics/rubric_ids.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace continuum::operations {
namespace {

constexpr absl::string_view kMore = ", ...";

// Of domains or criteria.
template <typename Parts>
std::string IdsOf(const Parts& parts) {
  std::string ids;
  for (const auto& part : parts) {
    const std::string& id = part.definition->id();
    if (ids.size() + 2 + id.size() + kMore.size() > kMostIdBytes) return absl::StrCat(ids, kMore);
    absl::StrAppend(&ids, ids.empty() ? "" : ", ", id);
  }
  return ids;
}

}  // namespace

std::string DomainIds(const scoring::CompiledRubric& rubric) { return IdsOf(rubric.domains()); }

std::string CriterionIds(const scoring::CompiledRubric& rubric) { return IdsOf(rubric.criteria()); }

}  // namespace continuum::operations
