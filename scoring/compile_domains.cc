// SPDX-License-Identifier: Apache-2.0

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {

bool RubricCompiler::CompileDomains() {
  for (int i = 0; i < definition().continua_size(); ++i) {
    if (!AddId("continuum", definition().continua(i).id(), i, &continuum_index_)) return false;
  }
  for (int i = 0; i < definition().scales_size(); ++i) {
    if (!AddId("scale", definition().scales(i).id(), i, &scale_index_)) return false;
  }
  for (int i = 0; i < definition().domains_size(); ++i) {
    if (!CompileDomain(definition().domains(i), i, 1)) return false;
  }
  return true;
}

bool RubricCompiler::CompileDomain(const v1::Domain& domain, int top_domain, int depth) {
  if (depth > kMaxNesting) return Fail("domain", domain.id(), "is nested too deep");
  const std::size_t position = rubric_->domains_.size();
  if (!AddId("domain", domain.id(), static_cast<int>(position), &domain_index_)) return false;
  rubric_->domains_.push_back(
      {.definition = &domain, .first_criterion = static_cast<int>(rubric_->criteria_.size())});
  for (const v1::Criterion& criterion : domain.criteria()) {
    if (!CompileCriterion(criterion, top_domain)) return false;
  }
  for (const v1::Domain& part : domain.domains()) {
    if (!CompileDomain(part, top_domain, depth + 1)) return false;
  }
  rubric_->domains_[position].end_criterion = static_cast<int>(rubric_->criteria_.size());
  return true;
}

bool RubricCompiler::ResolveDomainRollups() {
  for (CompiledDomain& domain : rubric_->domains_) {
    const std::string& rollup = domain.definition->rollup();
    if (rollup.empty()) continue;
    domain.rollup = rubric_->FindRollup(rollup);
    if (domain.rollup < 0) {
      return Fail("domain", domain.definition->id(), absl::StrCat("no rollup \"", rollup, "\""));
    }
  }
  const std::string& index = definition().index_rollup();
  if (!index.empty() && rubric_->FindRollup(index) < 0) {
    return Fail("rubric", definition().id(), absl::StrCat("no rollup \"", index, "\""));
  }
  return true;
}

bool RubricCompiler::SelectCriterion(absl::string_view id, std::vector<int>* out) {
  const int criterion = rubric_->FindCriterion(id);
  if (criterion < 0) return Fail("criterion", id, "there is none with this id");
  out->push_back(criterion);
  return true;
}

bool RubricCompiler::SelectDomain(absl::string_view id, std::vector<int>* out) {
  const int position = CompiledRubric::Find(domain_index_, id);
  if (position < 0) return Fail("domain", id, "there is none with this id");
  const CompiledDomain& domain = rubric_->domains_[static_cast<std::size_t>(position)];
  for (int i = domain.first_criterion; i < domain.end_criterion; ++i) out->push_back(i);
  if (out->empty()) return Fail("domain", id, "holds no criteria");
  return true;
}

bool RubricCompiler::SelectTag(absl::string_view tag, std::vector<int>* out) {
  const auto found = criteria_by_tag_.find(tag);
  if (found == criteria_by_tag_.end()) return Fail("tag", tag, "no criterion has it");
  *out = found->second;
  return true;
}

}  // namespace continuum::scoring
