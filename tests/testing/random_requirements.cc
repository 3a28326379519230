// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_requirements.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "scoring/compiled_bounds.h"
#include "scoring/compiled_rubric.h"
#include "tests/testing/random_criteria.h"

namespace continuum::testing {
namespace {

using scoring::Exact;
using scoring::Interval;

class RequirementMaker {
 public:
  RequirementMaker(Choices& choices, bool within_reach, v1::RubricDefinition& rubric,
                   std::shared_ptr<const scoring::CompiledRubric> compiled)
      : choices_(choices),
        within_reach_(within_reach),
        rubric_(rubric),
        compiled_(std::move(compiled)),
        bounds_(scoring::BoundRollups(*compiled_)) {
    FindUsable();
    for (const scoring::CompiledCriterion& criterion : compiled_->criteria()) {
      if (criterion.definition->credit().credits() == 0) continue;
      credits_ += criterion.definition->credit().credits();
      credit_domains_.insert(criterion.top_domain);
    }
  }

  void AddBands() {
    if (rubric_.rollups().empty()) return;
    v1::BandSet bands;
    bands.set_id(absl::StrCat("b", rubric_.band_sets_size()));
    bands.set_title("Bands");
    const int rollup = choices_.Below(rubric_.rollups_size());
    bands.set_rollup(rubric_.rollups(rollup).id());
    bands.add_bands()->set_id("lowest");
    const int more = choices_.Between(1, 3);
    std::optional<Exact> before;
    for (int i = 0; i < more; ++i) {
      const std::optional<Exact> edge = RandomEdge(rollup);
      if (!edge.has_value() || (before.has_value() && *edge <= *before)) continue;
      before = edge;
      v1::Band& band = *bands.add_bands();
      band.set_id(absl::StrCat("band", i));
      band.set_at_least(edge->ToString());
    }
    for (v1::Band& band : *bands.mutable_bands()) band.set_title("Band");
    if (bands.bands_size() > 1) *rubric_.add_band_sets() = bands;
  }

  void AddLadder() {
    v1::Ladder& ladder = *rubric_.add_ladders();
    ladder.set_id(absl::StrCat("ladder", rubric_.ladders_size()));
    ladder.set_title("Ladder");
    ladder.set_independent_levels(choices_.Chance(30));
    const int levels = choices_.Between(1, 3);
    for (int i = 0; i < levels; ++i) {
      v1::Level& level = *ladder.add_levels();
      level.set_id(absl::StrCat("level", i));
      level.set_title("Level");
      *level.mutable_requirement() = RandomRequirement(3);
    }
  }

 private:
  // The rollups that levels may use: those that drop no absent answers, neither by themselves nor
  // by what they are computed from.
  void FindUsable() {
    std::vector<bool> drops(compiled_->rollups().size(), false);
    for (const int position : compiled_->rollup_order()) {
      const auto rollup = static_cast<size_t>(position);
      for (const scoring::CompiledTerm& term : compiled_->rollups()[rollup].terms) {
        const bool leaves = compiled_->rollups()[rollup].absent.kind == v1::Treatment::KIND_LEAVES;
        if (term.is_rollup ? drops[static_cast<size_t>(term.index)] : leaves) drops[rollup] = true;
      }
      if (!drops[rollup]) usable_.push_back(position);
    }
  }

  // A value between the bounds, or any.
  Exact RandomThreshold(int rollup) {
    const std::optional<Interval>& bounds = bounds_[static_cast<size_t>(rollup)].value;
    if (!within_reach_ || !bounds.has_value()) {
      return *Exact::Parse(RandomNumber(choices_, -3, 12));
    }
    const Exact part = Exact::Fraction(choices_.Between(0, 7), 7);
    return bounds->lowest + part * (bounds->highest - bounds->lowest);
  }

  // The same, but nothing where no band can begin.
  std::optional<Exact> RandomEdge(int rollup) {
    const Exact edge = RandomThreshold(rollup);
    const std::optional<Interval>& bounds = bounds_[static_cast<size_t>(rollup)].value;
    const bool wrong = bounds.has_value() && (edge <= bounds->lowest || edge > bounds->highest);
    if ((within_reach_ && wrong) || edge.ToString().size() > 40) return std::nullopt;
    return edge;
  }

  v1::Requirement RandomRequirement(int depth) {
    v1::Requirement requirement;
    if (choices_.Chance(20)) requirement.set_title("What it asks");
    switch (choices_.Below(depth > 0 ? 8 : 5)) {
      case 0:
        AddFloors(requirement);
        break;
      case 1:
      case 2:
        AddThreshold(requirement);
        break;
      case 3:
        if (AddCredits(requirement)) break;
        [[fallthrough]];
      case 4:
        *requirement.mutable_criterion_at_least() = RandomFloor({RandomCriterion()});
        break;
      case 5:
        AddParts(depth, *requirement.mutable_all_of());
        break;
      case 6:
        AddParts(depth, *requirement.mutable_any_of());
        break;
      default:
        AddParts(depth, *requirement.mutable_at_least());
        requirement.mutable_at_least()->set_count(
            choices_.Between(1, requirement.at_least().parts_size()));
        break;
    }
    return requirement;
  }

  template <typename Parts>
  void AddParts(int depth, Parts& out) {
    const int parts = choices_.Between(1, 3);
    for (int i = 0; i < parts; ++i) *out.add_parts() = RandomRequirement(depth - 1);
  }

  void AddThreshold(v1::Requirement& requirement) {
    if (usable_.empty()) {
      *requirement.mutable_criterion_at_least() = RandomFloor({RandomCriterion()});
      return;
    }
    const int rollup = choices_.Pick(usable_);
    const Exact value = RandomThreshold(rollup);
    v1::RollupThreshold& threshold = choices_.Chance(30) ? *requirement.mutable_rollup_at_most()
                                                         : *requirement.mutable_rollup_at_least();
    threshold.set_rollup(rubric_.rollups(rollup).id());
    // Where the exact value is too long to be written, a bound does as well.
    const Exact& lowest = bounds_[static_cast<size_t>(rollup)].value->lowest;
    threshold.set_value(value.ToString().size() <= 40    ? value.ToString()
                        : lowest.ToString().size() <= 40 ? lowest.ToString()
                                                         : "0");
  }

  bool AddCredits(v1::Requirement& requirement) {
    if (within_reach_ && credits_ == 0) return false;
    v1::CreditsAtLeast& credits = *requirement.mutable_credits_at_least();
    credits.set_credits(choices_.Between(1, within_reach_ ? credits_ : 5));
    credits.set_domains(
        choices_.Between(0, within_reach_ ? static_cast<int>(credit_domains_.size()) : 2));
    return true;
  }

  int RandomCriterion() { return choices_.Below(static_cast<int>(compiled_->criteria().size())); }

  const scoring::CompiledCriterion& CriterionAt(int position) const {
    return compiled_->criteria()[static_cast<size_t>(position)];
  }

  // A floor for these criteria, without its target where there are several.
  v1::CriterionFloor RandomFloor(const std::vector<int>& criteria) {
    v1::CriterionFloor floor;
    const scoring::CompiledCriterion& first = CriterionAt(criteria[0]);
    Exact lowest = first.lowest.value;
    Exact highest = first.highest.value;
    bool same_continuum = first.definition->has_staircase();
    bool asks = false;
    for (const int position : criteria) {
      const scoring::CompiledCriterion& criterion = CriterionAt(position);
      lowest = std::min(lowest, criterion.lowest.value);
      highest = std::min(highest, criterion.highest.value);
      same_continuum &= criterion.definition->staircase().continuum() ==
                        first.definition->staircase().continuum();
      asks |= criterion.definition->allows_not_applicable();
    }
    if (same_continuum && choices_.Chance(60)) {
      const auto& stages = std::get<scoring::CompiledStaircase>(first.form).continuum->stages();
      floor.set_stage(stages[choices_.Below(stages.size())].id());
    } else if (within_reach_) {
      const Exact part = Exact::Fraction(choices_.Between(0, 4), 4);
      floor.set_value((lowest + part * (highest - lowest)).ToString());
    } else {
      floor.set_value(RandomNumber(choices_, -1, 6));
    }
    if (criteria.size() == 1) floor.set_criterion(first.definition->id());
    if (asks || choices_.Chance(20)) {
      floor.set_not_applicable(
          static_cast<v1::CriterionFloor::NotApplicableRule>(choices_.Between(1, 2)));
    }
    return floor;
  }

  void AddFloors(v1::Requirement& requirement) {
    v1::CriterionFloors& floors = *requirement.mutable_criteria_at_least();
    const int count = choices_.Between(1, 2);
    for (int i = 0; i < count; ++i) {
      const int criterion = RandomCriterion();
      const auto& tags = CriterionAt(criterion).definition->tags();
      std::vector<int> criteria = {criterion};
      v1::CriterionFloor target;
      if (!tags.empty() && choices_.Chance(40)) {
        target.set_tag(tags[choices_.Below(tags.size())]);
        criteria = WithTag(target.tag());
      } else if (choices_.Chance(40)) {
        const scoring::CompiledDomain& domain = DomainOf(criterion);
        target.set_domain(domain.definition->id());
        criteria.clear();
        for (int k = domain.first_criterion; k < domain.end_criterion; ++k) criteria.push_back(k);
      }
      v1::CriterionFloor floor = RandomFloor(criteria);
      floor.MergeFrom(target);
      *floors.add_floors() = floor;
    }
  }

  std::vector<int> WithTag(const std::string& tag) const {
    std::vector<int> criteria;
    for (int i = 0; i < static_cast<int>(compiled_->criteria().size()); ++i) {
      const auto& tags = CriterionAt(i).definition->tags();
      if (std::count(tags.begin(), tags.end(), tag) > 0) criteria.push_back(i);
    }
    return criteria;
  }

  // One of the domains that the criterion is in.
  const scoring::CompiledDomain& DomainOf(int criterion) {
    std::vector<const scoring::CompiledDomain*> domains;
    for (const scoring::CompiledDomain& domain : compiled_->domains()) {
      if (domain.first_criterion <= criterion && criterion < domain.end_criterion) {
        domains.push_back(&domain);
      }
    }
    return *choices_.Pick(domains);
  }

  Choices& choices_;
  const bool within_reach_;
  v1::RubricDefinition& rubric_;
  const std::shared_ptr<const scoring::CompiledRubric> compiled_;
  const std::vector<scoring::RollupBounds> bounds_;
  std::vector<int> usable_;
  int credits_ = 0;
  std::set<int> credit_domains_;
};

}  // namespace

void AddRandomRequirements(Choices& choices, bool within_reach, v1::RubricDefinition& rubric) {
  auto compiled = scoring::CompileRubric(rubric);
  if (!compiled.ok()) return;  // the tests that use this rubric will say why
  RequirementMaker maker(choices, within_reach, rubric, *std::move(compiled));
  const int band_sets = choices.Below(3);
  for (int i = 0; i < band_sets; ++i) maker.AddBands();
  const int ladders = choices.Below(3);
  for (int i = 0; i < ladders; ++i) maker.AddLadder();
}

}  // namespace continuum::testing
