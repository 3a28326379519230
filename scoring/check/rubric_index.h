// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_CHECK_RUBRIC_INDEX_H_
#define CONTINUUM_SCORING_CHECK_RUBRIC_INDEX_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::scoring {

// A domain where it stands.
struct IndexedDomain {
  const v1::Domain* domain = nullptr;
  std::string path;
  int depth = 1;  // 1 for the rubric's own
  // Its criteria and those of the domains below it are neighbours in reading order.
  int first_criterion = 0;
  int end_criterion = 0;
};

// A criterion where it stands.
struct IndexedCriterion {
  const v1::Criterion* criterion = nullptr;
  std::string path;
  int top_domain = 0;  // which of the rubric's own domains it is in
};

// The things of a rubric that others name, by id. Made for rubrics with any number of mistakes:
// where an id is used twice, it means the first thing.
//
// Immutable. The definition must outlive it.
class RubricIndex {
 public:
  explicit RubricIndex(const v1::RubricDefinition& definition);

  const v1::RubricDefinition& definition() const { return definition_; }
  // In reading order.
  const std::vector<IndexedDomain>& domains() const { return domains_; }
  const std::vector<IndexedCriterion>& criteria() const { return criteria_; }

  // Kinds of things that are named by id (tags: by themselves).
  enum class Kind { kContinuum, kScale, kInput, kDomain, kCriterion, kTag, kRollup };

  // The position of the first thing with this id, or -1. For a tag, that of the first criterion
  // with it.
  int Find(Kind kind, absl::string_view id) const;
  // All ids of a kind.
  const std::vector<absl::string_view>& Ids(Kind kind) const;

  // The criteria that a tag selects, in reading order.
  const std::vector<int>& WithTag(absl::string_view tag) const;

 private:
  void AddDomain(const v1::Domain& domain, const std::string& path, int depth, int top_domain);
  void Add(Kind kind, const std::string& id, int position);

  const v1::RubricDefinition& definition_;
  std::vector<IndexedDomain> domains_;
  std::vector<IndexedCriterion> criteria_;
  absl::flat_hash_map<Kind, absl::flat_hash_map<absl::string_view, int>> positions_;
  absl::flat_hash_map<Kind, std::vector<absl::string_view>> ids_;  // in order, for suggestions
  absl::flat_hash_map<absl::string_view, std::vector<int>> with_tag_;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CHECK_RUBRIC_INDEX_H_
