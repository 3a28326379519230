// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {

using Kind = CompiledRequirement::Kind;

bool RubricCompiler::CompileLadders() {
  for (const v1::Ladder& ladder : definition().ladders()) {
    const int position = static_cast<int>(rubric_->ladders_.size());
    if (!AddId("ladder", ladder.id(), position, &rubric_->ladder_index_)) return false;
    CompiledLadder compiled;
    compiled.definition = &ladder;
    IdIndex level_ids;
    for (const v1::Level& level : ladder.levels()) {
      const int rung = static_cast<int>(compiled.levels.size());
      if (!AddId("level", level.id(), rung, &level_ids)) return false;
      compiled.levels.push_back({.definition = &level, .requirement = {}});
      level_ = level.id();
      if (!CompileRequirement(level.requirement(), 1, &compiled.levels.back().requirement)) {
        return false;
      }
      if (!level.has_annual_reporting()) continue;
      compiled.levels.back().annual = std::make_unique<CompiledRequirement>();
      if (!CompileRequirement(level.annual_reporting().requirement(), 1,
                              compiled.levels.back().annual.get())) {
        return false;
      }
    }
    if (compiled.levels.empty()) return Fail("ladder", ladder.id(), "has no levels");
    rubric_->ladders_.push_back(std::move(compiled));
  }
  for (CompiledRollup& rollup : rubric_->rollups_) {
    for (std::vector<Exact>* edges : {&rollup.at_least_edges, &rollup.at_most_edges}) {
      std::sort(edges->begin(), edges->end());
      edges->erase(std::unique(edges->begin(), edges->end()), edges->end());
    }
  }
  return true;
}

bool RubricCompiler::CountRequirement() {
  if (++flat_requirements_ <= kMaxFlatRequirements) return true;
  return Fail(
      "level", level_,
      absl::StrCat("all levels together have over ", kMaxFlatRequirements, " requirements"));
}

bool RubricCompiler::CompileRequirement(const v1::Requirement& requirement, int depth,
                                        CompiledRequirement* out) {
  if (depth > kMaxNesting) return Fail("level", level_, "its requirement is nested too deep");
  if (!CountRequirement()) return false;
  out->definition = &requirement;
  switch (requirement.rule_case()) {
    case v1::Requirement::kAllOf:
      return CompileParts(requirement.all_of().parts(), requirement.all_of().parts_size(), depth,
                          out);
    case v1::Requirement::kAnyOf:
      return CompileParts(requirement.any_of().parts(), 1, depth, out);
    case v1::Requirement::kAtLeast:
      return CompileParts(requirement.at_least().parts(), requirement.at_least().count(), depth,
                          out);
    case v1::Requirement::kRollupAtLeast:
      return CompileThreshold(requirement.rollup_at_least(), false, out);
    case v1::Requirement::kRollupAtMost:
      return CompileThreshold(requirement.rollup_at_most(), true, out);
    case v1::Requirement::kCriterionAtLeast: {
      const v1::CriterionFloor& floor = requirement.criterion_at_least();
      std::vector<int> criteria;
      return SelectCriterion(floor.criterion(), &criteria) &&
             CompileFloor(floor, criteria.front(), out);
    }
    case v1::Requirement::kCriteriaAtLeast:
      return CompileFloors(requirement.criteria_at_least(), out);
    case v1::Requirement::kCreditsAtLeast:
      return CompileCreditsAtLeast(requirement.credits_at_least(), out);
    case v1::Requirement::kRecognitionHeld:
      return CompileRecognition(requirement.recognition_held(), out);
    case v1::Requirement::RULE_NOT_SET:
      break;
  }
  return Fail("level", level_, "a requirement asks for nothing");
}

bool RubricCompiler::CompileParts(const google::protobuf::RepeatedPtrField<v1::Requirement>& parts,
                                  int needed, int depth, CompiledRequirement* out) {
  out->kind = Kind::kParts;
  out->parts_needed = needed;
  if (needed < 1 || needed > parts.size()) {
    return Fail("level", level_,
                absl::StrCat("asks for ", needed, " of ", parts.size(), " requirements"));
  }
  out->parts.resize(static_cast<std::size_t>(parts.size()));
  for (int i = 0; i < parts.size(); ++i) {
    if (!CompileRequirement(parts[i], depth + 1, &out->parts[static_cast<std::size_t>(i)])) {
      return false;
    }
  }
  return true;
}

bool RubricCompiler::CompileThreshold(const v1::RollupThreshold& threshold, bool at_most,
                                      CompiledRequirement* out) {
  out->kind = Kind::kRollup;
  out->at_most = at_most;
  out->index = rubric_->FindRollup(threshold.rollup());
  if (out->index < 0) return Fail("rollup", threshold.rollup(), "there is none with this id");
  if (!ReadNumber(threshold.value(), "level", level_, &out->needed)) return false;
  CompiledRollup& rollup = rubric_->rollups_[static_cast<std::size_t>(out->index)];
  (at_most ? rollup.at_most_edges : rollup.at_least_edges).push_back(out->needed.value);
  return true;
}

bool RubricCompiler::CompileFloors(const v1::CriterionFloors& floors, CompiledRequirement* out) {
  out->kind = Kind::kParts;
  for (const v1::CriterionFloor& floor : floors.floors()) {
    std::vector<int> criteria;
    if (!SelectCriteria(floor, &criteria)) return false;
    for (const int criterion : criteria) {
      CompiledRequirement part;
      if (!CountRequirement() || !CompileFloor(floor, criterion, &part)) return false;
      out->parts.push_back(std::move(part));
    }
  }
  out->parts_needed = static_cast<int>(out->parts.size());
  return !out->parts.empty() || Fail("level", level_, "asks for floors and names none");
}

bool RubricCompiler::CompileFloor(const v1::CriterionFloor& floor, int criterion,
                                  CompiledRequirement* out) {
  const CompiledCriterion& compiled = rubric_->criteria_[static_cast<std::size_t>(criterion)];
  const std::string& id = compiled.definition->id();
  out->kind = Kind::kCriterion;
  out->index = criterion;
  out->not_applicable = floor.not_applicable();
  if (compiled.may_be_not_applicable() &&
      out->not_applicable != v1::CriterionFloor::NOT_APPLICABLE_RULE_MEETS &&
      out->not_applicable != v1::CriterionFloor::NOT_APPLICABLE_RULE_FAILS) {
    return Fail("criterion", id, "its floor does not say what \"not applicable\" does");
  }
  switch (floor.floor_case()) {
    case v1::CriterionFloor::kValue:
      return ReadNumber(floor.value(), "level", level_, &out->needed);
    case v1::CriterionFloor::kStage: {
      const auto* const staircase = std::get_if<CompiledStaircase>(&compiled.form);
      if (staircase == nullptr) return Fail("criterion", id, "has no stages");
      out->needed_stage = CompiledRubric::Find(staircase->stage_index, floor.stage());
      if (out->needed_stage < 0) {
        return Fail("criterion", id, absl::StrCat("has no stage \"", floor.stage(), "\""));
      }
      out->needed = staircase->stage_values[static_cast<std::size_t>(out->needed_stage)];
      return true;
    }
    case v1::CriterionFloor::FLOOR_NOT_SET:
      break;
  }
  return Fail("criterion", id, "its floor says neither value nor stage");
}

bool RubricCompiler::CompileCreditsAtLeast(const v1::CreditsAtLeast& rule,
                                           CompiledRequirement* out) {
  out->kind = Kind::kCredits;
  if (rule.credits() < 1 || rule.domains() < 0) {
    return Fail("level", level_, "asks for no credits, or for fewer than no domains");
  }
  out->needed = {Exact(rule.credits()), absl::StrCat(rule.credits())};
  out->needed_credits = rule.credits();
  out->needed_domains = rule.domains();
  return true;
}

bool RubricCompiler::CompileRecognition(const v1::RecognitionHeld& rule, CompiledRequirement* out) {
  out->kind = Kind::kRecognition;
  out->index = rubric_->FindInput(rule.input());
  if (out->index < 0) return Fail("level", level_, "asks for a recognition that is no input");
  const CompiledInput& input = rubric_->inputs_[static_cast<std::size_t>(out->index)];
  if (!input.definition->has_recognition()) {
    return Fail("level", level_, absl::StrCat("\"", rule.input(), "\" is not a recognition"));
  }
  for (const std::string& id : rule.levels()) {
    const int level = CompiledRubric::Find(input.option_index, id);
    if (level < 0) return Fail("level", level_, absl::StrCat("accepts no level \"", id, "\""));
    out->accepted_levels.push_back(level);
  }
  std::sort(out->accepted_levels.begin(), out->accepted_levels.end());
  out->in_process_counts = rule.in_process_counts();
  out->needed.text.clear();
  return true;
}

}  // namespace continuum::scoring
