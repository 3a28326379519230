// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SCORING_OVERLAY_APPLY_CHANGES_H_
#define CONTINUUM_SCORING_OVERLAY_APPLY_CHANGES_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "continuum/v1/overlay.pb.h"
#include "continuum/v1/rubric.pb.h"
#include "continuum/v1/rubric_service.pb.h"
#include "scoring/overlay/parse_overlay.h"
#include "scoring/problem_reasons.h"

namespace continuum::scoring {

// Makes the changes of an overlay to a rubric, one after the other, and reports those that cannot
// be made. Not thread-safe; keeps references to its arguments.
class OverlayChanges {
 public:
  OverlayChanges(const ParsedOverlay& overlay, v1::RubricDefinition& rubric,
                 std::vector<v1::RubricProblem>& problems);

  // Makes all changes, and says of each in the rubric's overlay_of what it does.
  void Apply();

 private:
  void ApplyOne(const v1::OverlayChange& change, const std::string& path);
  void ReplaceCriterion(const v1::ReplacedCriterion& change, const std::string& path);
  void AddCriterion(const v1::AddedCriterion& change, const std::string& path);
  void RemoveCriterion(const std::string& id, const std::string& path);
  void AddRequirement(const v1::AddedRequirement& change, const std::string& path);
  void ChangeThreshold(const v1::ChangedThreshold& change, const std::string& path);
  void ChangeBandEdge(const v1::ChangedBandEdge& change, const std::string& path);
  // Items with ids that stand in a list of the rubric.
  template <typename Items, typename Item>
  void Replace(Items* items, const Item& item, absl::string_view noun, const std::string& path);
  template <typename Items, typename Item>
  void Append(Items* items, const Item& item, absl::string_view noun, const std::string& path);
  template <typename Items>
  void Remove(Items* items, const std::string& id, absl::string_view noun, const std::string& path);
  void CheckRemoved();

  // The level, or null, which is reported.
  v1::Level* FindLevel(const std::string& ladder, const std::string& level,
                       const std::string& path);
  // Whether a criterion may have the id; otherwise that is reported.
  bool IsNew(const std::string& id, const std::string& path);

  void Report(ProblemReason reason, const std::string& path, std::string message);
  void ReportUnknown(absl::string_view noun, const std::string& id,
                     const std::vector<absl::string_view>& known, const std::string& path);

  const ParsedOverlay& overlay_;
  v1::RubricDefinition& rubric_;
  std::vector<v1::RubricProblem>& problems_;
  std::set<std::string> used_ids_;  // of criteria and inputs, also of those that are gone
  std::vector<std::pair<std::string, std::string>> removed_;  // criterion, path of the change
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_OVERLAY_APPLY_CHANGES_H_
