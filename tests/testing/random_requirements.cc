// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_requirements.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/scoring/naive/naive_criteria.h"
#include "tests/testing/random_conditions.h"
#include "tests/testing/random_floors.h"
#include "tests/testing/random_inputs.h"
#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

using naive::Item;
using naive::Number;
using Treatment = v1::Treatment;

// The rollups that a rollup's cases look at or give.
std::set<std::string> RollupsOfCases(const v1::Rollup& rollup) {
  std::set<std::string> used;
  for (const v1::Case& one : rollup.cases()) {
    CollectRollups(one.when(), used);
    used.insert(one.then().rollup());
  }
  used.insert(rollup.otherwise().rollup());
  return used;
}

class RequirementMaker {
 public:
  RequirementMaker(Choices& choices, bool within_reach, const SeenRanges& seen,
                   v1::RubricDefinition& rubric)
      : choices_(choices),
        within_reach_(within_reach),
        rubric_(rubric),
        items_(naive::ReadingOrder(rubric)),
        seen_(seen),
        floors_(choices, within_reach, items_, seen_) {
    FindUsable();
    for (const Item& item : items_) {
      if (item.criterion.credit().credits() == 0) continue;
      credits_ += item.criterion.credit().credits();
      credit_domains_.insert(item.domains[0]);
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
    std::optional<Number> before;
    for (int i = 0; i < more; ++i) {
      const std::optional<Number> edge = RandomEdge(rollup);
      if (!edge.has_value() || (before.has_value() && *edge <= *before)) continue;
      before = edge;
      v1::Band& band = *bands.add_bands();
      band.set_id(absl::StrCat("band", i));
      band.set_at_least(naive::WriteNumber(*edge));
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
      if (!rubric_.inputs().empty() && choices_.Chance(40)) AddAnnualReporting(level);
    }
  }

 private:
  void AddAnnualReporting(v1::Level& level) {
    level.set_valid_months(choices_.Between(12, 36));
    v1::AnnualReporting& annual = *level.mutable_annual_reporting();
    *annual.mutable_requirement() = RandomRequirement(1);
    const Item& item = choices_.Pick(items_);
    v1::CriterionSelector& selector = *annual.add_answered_anew();
    const auto& tags = item.criterion.tags();
    if (!tags.empty() && choices_.Chance(30)) {
      selector.set_tag(tags[choices_.Below(tags.size())]);
    } else if (choices_.Chance(30)) {
      selector.set_domain(choices_.Pick(item.domains));
    } else {
      selector.set_criterion(item.criterion.id());
    }
  }

  // The rollups that levels may use: those that drop no absent answers, neither by themselves nor
  // by what they are computed from, which stands before them.
  void FindUsable() {
    std::set<std::string> drops;
    for (int i = 0; i < rubric_.rollups_size(); ++i) {
      const v1::Rollup& rollup = rubric_.rollups(i);
      const Treatment& own = rollup.missing().absent();
      const Treatment& absent =
          own.kind() == Treatment::KIND_UNSPECIFIED ? rubric_.missing().absent() : own;
      bool dropping = false;
      for (const v1::Term& term : rollup.terms()) {
        dropping |= term.has_rollup() ? drops.count(term.rollup()) > 0
                                      : absent.kind() == Treatment::KIND_LEAVES;
      }
      for (const std::string& used : RollupsOfCases(rollup)) dropping |= drops.count(used) > 0;
      if (dropping) {
        drops.insert(rollup.id());
      } else if (seen_.rollups[static_cast<size_t>(i)].has_value()) {
        usable_.push_back(i);
      }
    }
  }

  // A value between those that were seen, or any.
  Number RandomThreshold(int rollup) {
    const std::optional<SeenRange>& range = seen_.rollups[static_cast<size_t>(rollup)];
    if (!within_reach_ || !range.has_value()) {
      return naive::ReadNumber(RandomNumber(choices_, -3, 12));
    }
    const Number part(choices_.Between(0, 7), 7);
    return range->lowest + part * (range->highest - range->lowest);
  }

  // The same, but nothing where no band can begin.
  std::optional<Number> RandomEdge(int rollup) {
    const Number edge = RandomThreshold(rollup);
    const std::optional<SeenRange>& range = seen_.rollups[static_cast<size_t>(rollup)];
    if (within_reach_ && (!range.has_value() || edge <= range->lowest)) return std::nullopt;
    if (!IsWritable(edge)) return std::nullopt;
    return edge;
  }

  v1::Requirement RandomRequirement(int depth) {
    v1::Requirement requirement;
    if (choices_.Chance(20)) requirement.set_title("What it asks");
    const std::vector<const v1::Input*> recognitions = InputsOf(rubric_, {v1::Input::kRecognition});
    if (!recognitions.empty() && choices_.Chance(25)) {
      AddRecognition(*choices_.Pick(recognitions), *requirement.mutable_recognition_held());
      return requirement;
    }
    switch (choices_.Below(depth > 0 ? 8 : 5)) {
      case 0:
        *requirement.mutable_criteria_at_least() = floors_.RandomFloors();
        break;
      case 1:
      case 2:
        AddThreshold(requirement);
        break;
      case 3:
        if (AddCredits(requirement)) break;
        [[fallthrough]];
      case 4:
        *requirement.mutable_criterion_at_least() = floors_.RandomFloor();
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
      *requirement.mutable_criterion_at_least() = floors_.RandomFloor();
      return;
    }
    const int rollup = choices_.Pick(usable_);
    const Number value = RandomThreshold(rollup);
    v1::RollupThreshold& threshold = choices_.Chance(30) ? *requirement.mutable_rollup_at_most()
                                                         : *requirement.mutable_rollup_at_least();
    threshold.set_rollup(rubric_.rollups(rollup).id());
    // Where the exact value is too long to be written, another one that was seen does as well.
    const Number& lowest = seen_.rollups[static_cast<size_t>(rollup)]->lowest;
    threshold.set_value(IsWritable(value)    ? naive::WriteNumber(value)
                        : IsWritable(lowest) ? naive::WriteNumber(lowest)
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

  void AddRecognition(const v1::Input& input, v1::RecognitionHeld& held) {
    held.set_input(input.id());
    held.set_in_process_counts(choices_.Chance(40));
    for (const v1::ChoiceOption& level : input.recognition().levels()) {
      if (choices_.Chance(40)) held.add_levels(level.id());
    }
  }

  Choices& choices_;
  const bool within_reach_;
  v1::RubricDefinition& rubric_;
  const std::vector<Item> items_;
  const SeenRanges& seen_;
  FloorMaker floors_;
  std::vector<int> usable_;
  int credits_ = 0;
  std::set<std::string> credit_domains_;
};

}  // namespace

void AddRandomRequirements(Choices& choices, bool within_reach, const SeenRanges& seen,
                           v1::RubricDefinition& rubric) {
  RequirementMaker maker(choices, within_reach, seen, rubric);
  const int band_sets = choices.Below(3);
  for (int i = 0; i < band_sets; ++i) maker.AddBands();
  const int ladders = choices.Below(3);
  for (int i = 0; i < ladders; ++i) maker.AddLadder();
}

}  // namespace continuum::testing
