// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_CLIENTS_CLI_RUBRIC_GUIDE_H_
#define CONTINUUM_CLIENTS_CLI_RUBRIC_GUIDE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "continuum/v1/rubric.pb.h"

namespace continuum::cli {

// Finds in a rubric what the ids of a scorecard mean, in the rubric's own words. An id that the
// rubric does not have is given back as it is, so that a view never fails over a text.
//
// Immutable and thread-safe; keeps its own copy of the definition.
class RubricGuide {
 public:
  // A domain in reading order, and how deep it is nested (0: at the top).
  struct Chapter {
    const v1::Domain* domain = nullptr;
    int depth = 0;
  };

  explicit RubricGuide(v1::RubricDefinition definition);
  RubricGuide(const RubricGuide&) = delete;
  RubricGuide& operator=(const RubricGuide&) = delete;

  const v1::RubricDefinition& definition() const { return definition_; }
  // All domains; a domain's own criteria come before the domains in it.
  const std::vector<Chapter>& chapters() const { return chapters_; }
  // All criteria, in reading order.
  const std::vector<const v1::Criterion*>& criteria() const { return criteria_; }
  // The domain in which a criterion directly lies; null for an unknown one.
  const v1::Domain* DomainOf(absl::string_view criterion) const;

  // These are null for an unknown id.
  const v1::Criterion* FindCriterion(absl::string_view id) const;
  const v1::Rollup* FindRollup(absl::string_view id) const;
  const v1::BandSet* FindBandSet(absl::string_view id) const;
  const v1::Ladder* FindLadder(absl::string_view id) const;
  const v1::Input* FindInput(absl::string_view id) const;
  // The continuum that a staircase climbs; null for other forms.
  const v1::Continuum* ContinuumOf(const v1::Criterion& criterion) const;

  std::string CriterionTitle(absl::string_view id) const;
  std::string RollupTitle(absl::string_view id) const;
  std::string BandTitle(const v1::BandSet& set, absl::string_view band) const;
  std::string LevelTitle(absl::string_view ladder, absl::string_view level) const;
  std::string InputTitle(absl::string_view id) const;
  // The title of one of the criterion's stages; "below the first stage" for an empty id. For
  // milestones: of the phase.
  std::string StageTitle(absl::string_view criterion, absl::string_view stage) const;
  // What an activity, a factor or a rating option of the criterion says.
  std::string ActivityText(absl::string_view criterion, absl::string_view activity) const;
  std::string FactorText(absl::string_view criterion, absl::string_view factor) const;
  std::string OptionText(absl::string_view criterion, absl::string_view option) const;
  // What a milestone of the criterion says, and the title of one of its segments; "everyone" for an
  // empty id, or "all" where events are counted.
  std::string MilestoneText(absl::string_view criterion, absl::string_view milestone) const;
  std::string SegmentTitle(absl::string_view criterion, absl::string_view segment) const;
  // What an option of a choice, or a level of a recognition, says.
  std::string ChoiceText(absl::string_view input, absl::string_view option) const;

  // The rubric's own words for a domain, a domain in a domain, and a criterion: "domain",
  // "competency", "subdomain".
  std::string DomainWord() const;
  std::string NestedDomainWord() const;
  std::string CriterionWord() const;

 private:
  void AddDomain(const v1::Domain& domain, int depth);

  const v1::RubricDefinition definition_;
  std::vector<Chapter> chapters_;
  std::vector<const v1::Criterion*> criteria_;
  absl::flat_hash_map<std::string, const v1::Criterion*> criterion_by_id_;
  absl::flat_hash_map<std::string, const v1::Domain*> domain_by_criterion_;
};

// The options of a rating criterion, its own or its scale's; empty for other forms.
std::vector<const v1::RatingOption*> OptionsOf(const v1::RubricDefinition& rubric,
                                               const v1::Criterion& criterion);

// A word for more than one of it: "criterion" -> "criteria", "activity" -> "activities".
std::string Plural(absl::string_view word);
// "1 subdomain", "3 subdomains".
std::string CountOf(int count, absl::string_view word);

}  // namespace continuum::cli

#endif  // CONTINUUM_CLIENTS_CLI_RUBRIC_GUIDE_H_
