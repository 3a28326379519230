// SPDX-License-Identifier: Apache-2.0

#include "scoring/check/requirements.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "scoring/check/floors.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

// What all elective criteria together are worth.
struct Electives {
  int64_t credits = 0;
  int domains = 0;  // top-level domains that have one
};

Electives CountElectives(const RubricIndex& index) {
  Electives electives;
  absl::flat_hash_set<int> domains;
  for (const IndexedCriterion& criterion : index.criteria()) {
    if (criterion.criterion->credit().credits() <= 0) continue;
    electives.credits += criterion.criterion->credit().credits();
    domains.insert(criterion.top_domain);
  }
  electives.domains = static_cast<int>(domains.size());
  return electives;
}

class RequirementCheck {
 public:
  RequirementCheck(const RubricIndex& index, const std::vector<CriterionFacts>& facts,
                   const std::vector<std::optional<RollupBounds>>& reach, Problems& problems)
      : index_(index),
        facts_(facts),
        reach_(reach),
        problems_(problems),
        electives_(CountElectives(index)) {}

  // No deeper than kMaxNesting, which `depth` counts from 1.
  Need Check(const v1::Requirement& requirement, const std::string& path, int depth) {
    if (depth > kMaxNesting) {
      problems_.Add(
          ProblemReason::kTooDeep, path,
          absl::StrCat("requirements lie more than ", kMaxNesting, " deep within each other here"));
      return {};
    }
    Count(1, path);
    switch (requirement.rule_case()) {
      case v1::Requirement::kAllOf:
        return CheckParts(requirement.all_of().parts(), requirement.all_of().parts_size(),
                          FieldPath(path, "all_of"), path, depth);
      case v1::Requirement::kAnyOf:
        return CheckParts(requirement.any_of().parts(), 1, FieldPath(path, "any_of"), path, depth);
      case v1::Requirement::kAtLeast:
        return CheckAtLeast(requirement.at_least(), path, depth);
      case v1::Requirement::kRollupAtLeast:
        return CheckThreshold(requirement.rollup_at_least(), false,
                              FieldPath(path, "rollup_at_least"), path);
      case v1::Requirement::kRollupAtMost:
        return CheckThreshold(requirement.rollup_at_most(), true, FieldPath(path, "rollup_at_most"),
                              path);
      case v1::Requirement::kCriterionAtLeast:
        return CheckCriterion(requirement.criterion_at_least(), path);
      case v1::Requirement::kCriteriaAtLeast:
        return CheckCriteria(requirement.criteria_at_least(), path);
      case v1::Requirement::kCreditsAtLeast:
        return CheckCredits(requirement.credits_at_least(), path);
      case v1::Requirement::kRecognitionHeld:
        CheckRecognition(requirement.recognition_held(), FieldPath(path, "recognition_held"));
        return {};
      case v1::Requirement::RULE_NOT_SET:
        break;
    }
    return {};
  }

 private:
  void Count(int64_t requirements, const std::string& path) {
    const bool few = total_ <= kMaxFlatRequirements;
    total_ += requirements;
    if (!few || total_ <= kMaxFlatRequirements) return;
    problems_.Add(ProblemReason::kTooMany, path,
                  absl::StrCat("up to here the levels have over ", kMaxFlatRequirements,
                               " requirements, domains and tags counted as their criteria; that is "
                               "the most that a rubric may have"));
  }

  Need CheckParts(const google::protobuf::RepeatedPtrField<v1::Requirement>& parts, int count,
                  const std::string& list_path, const std::string& path, int depth) {
    Need need;
    need.path = path;
    need.count = count;
    for (int i = 0; i < parts.size(); ++i) {
      need.parts.push_back(Check(parts[i], ItemPath(list_path, "parts", i), depth + 1));
    }
    if (!need.parts.empty()) need.kind = Need::Kind::kParts;
    return need;
  }

  Need CheckAtLeast(const v1::AtLeastOf& rule, const std::string& path, int depth) {
    const std::string list_path = FieldPath(path, "at_least");
    Need need = CheckParts(rule.parts(), rule.count(), list_path, path, depth);
    if (rule.count() >= 1 && rule.count() <= rule.parts_size()) return need;
    if (!rule.parts().empty()) {
      problems_.Add(ProblemReason::kOutOfRange, FieldPath(list_path, "count"),
                    absl::StrCat("'count' is ", rule.count(), ": wanted is from 1 to ",
                                 rule.parts_size(), ", the number of parts"));
    }
    need.kind = Need::Kind::kUnknown;
    return need;
  }

  Need CheckThreshold(const v1::RollupThreshold& threshold, bool at_most,
                      const std::string& threshold_path, const std::string& path) {
    Need need;
    need.path = path;
    need.subject = index_.Find(RubricIndex::Kind::kRollup, threshold.rollup());
    if (need.subject < 0) return need;
    const v1::Rollup& rollup = index_.definition().rollups(need.subject);
    const v1::Rollup::Direction wrong =
        at_most ? v1::Rollup::DIRECTION_MORE_IS_BETTER : v1::Rollup::DIRECTION_LESS_IS_BETTER;
    if (rollup.direction() == wrong) {
      problems_.Add(
          ProblemReason::kWrongDirection, threshold_path,
          absl::StrCat("this asks for ", at_most ? "at most" : "at least", " a value, but ",
                       TheNoun(rollup), " says that ", at_most ? "more" : "less", " is better"));
    }
    const std::optional<Exact> value = Exact::Parse(threshold.value());
    if (!value.has_value()) return need;
    need.kind = at_most ? Need::Kind::kRollupAtMost : Need::Kind::kRollupAtLeast;
    need.value = *value;
    CheckReach(need, rollup, FieldPath(threshold_path, "value"));
    return need;
  }

  void CheckReach(const Need& need, const v1::Rollup& rollup, const std::string& path) {
    const std::optional<RollupBounds>& bounds = reach_[static_cast<size_t>(need.subject)];
    if (!bounds.has_value() || !bounds->value.has_value()) return;
    const bool at_most = need.kind == Need::Kind::kRollupAtMost;
    const auto& [lowest, highest] = *bounds->value;
    const bool never = at_most ? lowest > need.value : highest < need.value;
    const bool always = at_most ? highest <= need.value : lowest >= need.value;
    if (never) {
      problems_.Add(ProblemReason::kThresholdOutOfReach, path,
                    absl::StrCat("nobody can meet ", at_most ? "at most " : "at least ",
                                 need.value.ToString(), ": ", TheNoun(rollup), " lies from ",
                                 lowest.ToString(), " to ", highest.ToString()));
    } else if (always && !bounds->may_lack_value && !bounds->may_block) {
      problems_.Add(ProblemReason::kAlwaysMet, path,
                    absl::StrCat("everybody meets ", at_most ? "at most " : "at least ",
                                 need.value.ToString(), ": ", TheNoun(rollup), " lies from ",
                                 lowest.ToString(), " to ", highest.ToString()));
    }
  }

  Need CheckCriterion(const v1::CriterionFloor& floor, const std::string& path) {
    const std::string floor_path = FieldPath(path, "criterion_at_least");
    const bool set = floor.has_domain() || floor.has_tag();
    const std::vector<int> criteria = SelectCriteria(floor, index_, floor_path, problems_);
    std::vector<Need> needs = CheckFloor(floor, criteria, facts_, floor_path, problems_);
    if (set) {
      const std::string field = floor.has_domain() ? "domain" : "tag";
      problems_.Add(ProblemReason::kOneCriterionOnly, FieldPath(floor_path, field),
                    absl::StrCat("criterion_at_least takes one criterion, not a ", field,
                                 ": wanted is 'criterion', or criteria_at_least"));
    }
    if (set || needs.empty()) return {};
    needs.front().path = path;
    return std::move(needs.front());
  }

  Need CheckCriteria(const v1::CriterionFloors& floors, const std::string& path) {
    Need all;
    all.path = path;
    for (int i = 0; i < floors.floors_size(); ++i) {
      const std::string floor_path = ItemPath(FieldPath(path, "criteria_at_least"), "floors", i);
      const v1::CriterionFloor& floor = floors.floors(i);
      std::vector<int> criteria = SelectCriteria(floor, index_, floor_path, problems_);
      Count(static_cast<int64_t>(criteria.size()), floor_path);
      // Beyond the limit one criterion stands for all: the rubric is refused anyway.
      if (total_ > kMaxFlatRequirements && !criteria.empty()) criteria.resize(1);
      Need one;
      one.path = floor_path;
      one.parts = CheckFloor(floor, criteria, facts_, floor_path, problems_);
      one.count = static_cast<int>(one.parts.size());
      if (!one.parts.empty()) one.kind = Need::Kind::kParts;
      all.parts.push_back(std::move(one));
    }
    all.count = static_cast<int>(all.parts.size());
    if (!all.parts.empty()) all.kind = Need::Kind::kParts;
    return all;
  }

  void CheckRecognition(const v1::RecognitionHeld& rule, const std::string& path) {
    const int position = index_.Find(RubricIndex::Kind::kInput, rule.input());
    if (position < 0) return;
    const v1::Input& input = index_.definition().inputs(position);
    if (!input.has_recognition()) {
      problems_.Add(
          ProblemReason::kWrongForm, FieldPath(path, "input"),
          absl::StrCat(TheNoun(input), " is no recognition: wanted is an input that asks for one"));
      return;
    }
    std::vector<absl::string_view> ids;
    for (const v1::ChoiceOption& level : input.recognition().levels()) ids.push_back(level.id());
    for (int i = 0; i < rule.levels_size(); ++i) {
      if (std::find(ids.begin(), ids.end(), rule.levels(i)) != ids.end()) continue;
      problems_.Add(ProblemReason::kUnknownId, ItemPath(path, "levels", i),
                    absl::StrCat(TheNoun(input), " has no level ", Quoted(rule.levels(i)),
                                 problems_.DidYouMean(rule.levels(i), ids)));
    }
  }

  Need CheckCredits(const v1::CreditsAtLeast& credits, const std::string& path) {
    const std::string credits_path = FieldPath(path, "credits_at_least");
    Need need;
    need.path = path;
    need.value = Exact(credits.credits());
    need.domains = credits.domains();
    if (credits.credits() > electives_.credits) {
      problems_.Add(
          ProblemReason::kThresholdOutOfReach, FieldPath(credits_path, "credits"),
          absl::StrCat("nobody can earn ", credits.credits(),
                       " credits: all elective criteria together have ", electives_.credits));
    } else if (credits.domains() > electives_.domains) {
      problems_.Add(ProblemReason::kThresholdOutOfReach, FieldPath(credits_path, "domains"),
                    absl::StrCat("nobody can earn credits in ", credits.domains(),
                                 " domains: ", electives_.domains,
                                 " of the rubric's own domains have elective criteria"));
    } else {
      need.kind = Need::Kind::kCredits;
    }
    return need;
  }

  const RubricIndex& index_;
  const std::vector<CriterionFacts>& facts_;
  const std::vector<std::optional<RollupBounds>>& reach_;
  Problems& problems_;
  const Electives electives_;
  int64_t total_ = 0;
};

}  // namespace

std::vector<std::vector<Need>> CheckRequirements(
    const RubricIndex& index, const std::vector<CriterionFacts>& facts,
    const std::vector<std::optional<RollupBounds>>& reach, Problems& problems) {
  RequirementCheck check(index, facts, reach, problems);
  std::vector<std::vector<Need>> ladders;
  for (int i = 0; i < index.definition().ladders_size(); ++i) {
    const v1::Ladder& ladder = index.definition().ladders(i);
    std::vector<Need>& levels = ladders.emplace_back();
    for (int k = 0; k < ladder.levels_size(); ++k) {
      const std::string level = ItemPath(ItemPath("", "ladders", i), "levels", k);
      levels.push_back(
          check.Check(ladder.levels(k).requirement(), FieldPath(level, "requirement"), 1));
      if (!ladder.levels(k).has_annual_reporting()) continue;
      check.Check(ladder.levels(k).annual_reporting().requirement(),
                  FieldPath(FieldPath(level, "annual_reporting"), "requirement"), 1);
    }
  }
  return ladders;
}

}  // namespace continuum::scoring
