// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/rubric_index.h"

#include "scoring/parse/field_path.h"

namespace continuum::scoring {

RubricIndex::RubricIndex(const v1::RubricDefinition& definition) : definition_(definition) {
  for (int i = 0; i < definition.continua_size(); ++i) {
    Add(Kind::kContinuum, definition.continua(i).id(), i);
  }
  for (int i = 0; i < definition.scales_size(); ++i) {
    Add(Kind::kScale, definition.scales(i).id(), i);
  }
  for (int i = 0; i < definition.inputs_size(); ++i) {
    Add(Kind::kInput, definition.inputs(i).id(), i);
  }
  for (int i = 0; i < definition.domains_size(); ++i) {
    AddDomain(definition.domains(i), ItemPath("", "domains", i), 1, i);
  }
  for (int i = 0; i < definition.rollups_size(); ++i) {
    Add(Kind::kRollup, definition.rollups(i).id(), i);
  }
}

// As deep as the text's parser lets messages lie within each other.
void RubricIndex::AddDomain(const v1::Domain& domain, const std::string& path, int depth,
                            int top_domain) {
  const size_t position = domains_.size();
  Add(Kind::kDomain, domain.id(), static_cast<int>(position));
  domains_.push_back({.domain = &domain,
                      .path = path,
                      .depth = depth,
                      .first_criterion = static_cast<int>(criteria_.size())});
  for (int i = 0; i < domain.criteria_size(); ++i) {
    const int criterion = static_cast<int>(criteria_.size());
    Add(Kind::kCriterion, domain.criteria(i).id(), criterion);
    for (const std::string& tag : domain.criteria(i).tags()) {
      std::vector<int>& tagged = with_tag_[tag];
      if (tagged.empty()) Add(Kind::kTag, tag, criterion);
      if (tagged.empty() || tagged.back() != criterion) tagged.push_back(criterion);
    }
    criteria_.push_back({.criterion = &domain.criteria(i),
                         .path = ItemPath(path, "criteria", i),
                         .top_domain = top_domain});
  }
  for (int i = 0; i < domain.domains_size(); ++i) {
    AddDomain(domain.domains(i), ItemPath(path, "domains", i), depth + 1, top_domain);
  }
  domains_[position].end_criterion = static_cast<int>(criteria_.size());
}

void RubricIndex::Add(Kind kind, const std::string& id, int position) {
  if (id.empty()) return;
  if (positions_[kind].emplace(id, position).second) ids_[kind].push_back(id);
}

int RubricIndex::Find(Kind kind, absl::string_view id) const {
  const auto of_kind = positions_.find(kind);
  if (of_kind == positions_.end()) return -1;
  const auto found = of_kind->second.find(id);
  return found == of_kind->second.end() ? -1 : found->second;
}

const std::vector<absl::string_view>& RubricIndex::Ids(Kind kind) const {
  static const auto* const kNone = new std::vector<absl::string_view>();
  const auto found = ids_.find(kind);
  return found == ids_.end() ? *kNone : found->second;
}

const std::vector<int>& RubricIndex::WithTag(absl::string_view tag) const {
  static const auto* const kNone = new std::vector<int>();
  const auto found = with_tag_.find(tag);
  return found == with_tag_.end() ? *kNone : found->second;
}

}  // namespace continuum::scoring
