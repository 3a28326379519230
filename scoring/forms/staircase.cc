// SPDX-License-Identifier: Apache-2.0

#include "scoring/forms/staircase.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/limits.h"

namespace continuum::scoring {
namespace {

bool CountsExtent(const v1::ActivityPolicy& policy, v1::Extent extent) {
  if (extent == v1::EXTENT_UNSPECIFIED || extent == v1::EXTENT_ALL_SITES) return true;
  const auto& counted = policy.counted_extents();
  return std::find(counted.begin(), counted.end(), extent) != counted.end();
}

// Why an adaptation does not count, or empty.
absl::string_view RefusalOf(const v1::Adaptation& adaptation, const v1::ActivityPolicy& policy) {
  switch (policy.adapted_counts()) {
    case v1::ActivityPolicy::ADAPTATION_RULE_ALWAYS:
      return "";
    case v1::ActivityPolicy::ADAPTATION_RULE_CONSISTENT:
      return adaptation.consistent() ? "" : "inconsistent";
    case v1::ActivityPolicy::ADAPTATION_RULE_PLANNED_AND_CONSISTENT:
      if (!adaptation.consistent()) return "inconsistent";
      return adaptation.planned() ? "" : "unplanned";
    default:
      return "adapted";
  }
}

// Answers mostly name activities in the rubric's order, so the one after the last is tried before
// the index.
int FindActivity(const CompiledStaircase& form, const std::string& id, std::size_t expected) {
  if (expected < form.activities.size() && form.activities[expected].definition->id() == id) {
    return static_cast<int>(expected);
  }
  return CompiledRubric::Find(form.activity_index, id);
}

// The path of a field of an activity within its answer; made only for problems.
std::string Field(int activity, absl::string_view field) {
  return absl::StrCat("staircase.activities[", activity, "].", field);
}

void CheckActivityTexts(const AnswerReader& reader, const v1::ActivityAnswer& activity,
                        int position) {
  if (!activity.since().empty() && !ParseMonth(activity.since()).has_value()) {
    reader.Report(Field(position, "since"), answer_reason::kInvalidMonth,
                  absl::StrCat("\"", activity.since(), "\" is not a month; write it as YYYY-MM."));
  }
  if (!activity.has_adaptation()) return;
  const v1::Adaptation& adaptation = activity.adaptation();
  const std::string what = Field(position, "adaptation.what");
  const std::string why = Field(position, "adaptation.why");
  reader.CheckRequired(what, adaptation.what());
  reader.CheckLength(what, adaptation.what(), kMaxJustificationBytes);
  reader.CheckRequired(why, adaptation.why());
  reader.CheckLength(why, adaptation.why(), kMaxJustificationBytes);
}

// Reports what is wrong with an activity's answer. `found` is its position in the form, -1 when
// unknown.
void CheckActivity(const AnswerReader& reader, const CompiledStaircase& form,
                   const v1::ActivityAnswer& activity, int position, int found) {
  const std::string& criterion = reader.answer().criterion();
  if (found < 0) {
    reader.Report(
        Field(position, "activity"), answer_reason::kUnknownActivity,
        absl::StrCat("\"", activity.activity(), "\" is not an activity of \"", criterion, "\"."));
  } else if (!activity.stage().empty()) {
    const int cell = form.activities[static_cast<std::size_t>(found)].cell;
    const std::string& stage = form.continuum->stages(cell).id();
    if (activity.stage() != stage) {
      reader.Report(
          Field(position, "stage"), answer_reason::kWrongStage,
          absl::StrCat("Activity \"", activity.activity(), "\" of \"", criterion,
                       "\" is in stage \"", stage, "\", not in \"", activity.stage(), "\"."));
    }
  }
  if (activity.state() != v1::ActivityAnswer::STATE_DONE &&
      activity.state() != v1::ActivityAnswer::STATE_NOT_DONE) {
    reader.Report(Field(position, "state"), answer_reason::kUnknownValue,
                  absl::StrCat("The answer to activity \"", activity.activity(), "\" of \"",
                               criterion, "\" must say whether it is done or not done."));
  }
  if (!v1::Extent_IsValid(activity.extent())) {
    reader.Report(Field(position, "extent"), answer_reason::kUnknownValue,
                  absl::StrCat("The extent of activity \"", activity.activity(), "\" of \"",
                               criterion, "\" must be all sites, some sites or a pilot."));
  }
  CheckActivityTexts(reader, activity, position);
}

void ReadActivities(const AnswerReader& reader, const CompiledStaircase& form,
                    absl::Span<PartMarks> parts) {
  const v1::StaircaseAnswer& answer = reader.answer().staircase();
  std::size_t expected = 0;
  for (int i = 0; i < answer.activities_size(); ++i) {
    const v1::ActivityAnswer& activity = answer.activities(i);
    const int found = FindActivity(form, activity.activity(), expected);
    CheckActivity(reader, form, activity, i, found);
    if (found < 0) continue;
    expected = static_cast<std::size_t>(found) + 1;
    PartMarks& marks = parts[static_cast<std::size_t>(found)];
    if (marks & kPartAnswered) {
      reader.Report(Field(i, "activity"), answer_reason::kDuplicateActivity,
                    absl::StrCat("Activity \"", activity.activity(), "\" of \"",
                                 reader.answer().criterion(), "\" is answered twice."));
    }
    marks |= kPartAnswered;
    if (activity.state() == v1::ActivityAnswer::STATE_DONE &&
        UseOf(activity, reader.policy(), reader.as_of_month()).counts()) {
      marks |= kPartDone;
    }
  }
}

void ReadClaim(const AnswerReader& reader, const CompiledStaircase& form,
               absl::Span<PartMarks> parts) {
  const v1::StaircaseAnswer& answer = reader.answer().staircase();
  if (!answer.activities().empty()) {
    reader.Report("staircase.claimed_stage", answer_reason::kStageAndActivities,
                  absl::StrCat("The answer to \"", reader.answer().criterion(),
                               "\" both claims a stage and names activities; it may do one of "
                               "them."));
    return;
  }
  const int stage = CompiledRubric::Find(form.stage_index, answer.claimed_stage());
  if (stage < 0) {
    reader.Report("staircase.claimed_stage", answer_reason::kUnknownStage,
                  absl::StrCat("\"", answer.claimed_stage(), "\" is not a stage of \"",
                               reader.answer().criterion(), "\"."));
    return;
  }
  const int end = form.cell_begin[static_cast<std::size_t>(stage) + 1];
  for (int i = 0; i < end; ++i) parts[static_cast<std::size_t>(i)] |= kPartDone;
}

}  // namespace

ActivityUse UseOf(const v1::ActivityAnswer& activity, const v1::ActivityPolicy& policy,
                  int as_of_month) {
  ActivityUse use;
  use.extent_too_small = !CountsExtent(policy, activity.extent());
  use.adapted = activity.has_adaptation();
  if (use.adapted) use.adaptation_refused = RefusalOf(activity.adaptation(), policy);
  if (!activity.since().empty()) {
    use.not_yet = ParseMonth(activity.since()).value_or(as_of_month) > as_of_month;
  }
  return use;
}

void ReadStaircase(const AnswerReader& reader, const CompiledCriterion& criterion,
                   const CompiledStaircase& form, absl::Span<PartMarks> parts,
                   CriterionOutcome* outcome) {
  ReadActivities(reader, form, parts);
  if (!reader.answer().staircase().claimed_stage().empty()) ReadClaim(reader, form, parts);
  MarkCovered(form, parts);
  outcome->stage = StageOf(form, parts);
  outcome->state = v1::ANSWER_STATE_VALUE;
  outcome->value = &ValueOfStage(criterion, form, outcome->stage);
  for (const PartMarks marks : parts) outcome->done += (marks & kPartCounts) != 0 ? 1 : 0;
}

void MarkCovered(const CompiledStaircase& form, absl::Span<PartMarks> parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if ((parts[i] & kPartDone) == 0) continue;
    for (const int covered : form.activities[i].covers) {
      parts[static_cast<std::size_t>(covered)] |= kPartCovered;
    }
  }
}

bool IsCellDone(const CompiledStaircase& form, absl::Span<const PartMarks> parts, int cell) {
  const auto position = static_cast<std::size_t>(cell);
  for (int i = form.cell_begin[position]; i < form.cell_begin[position + 1]; ++i) {
    if ((parts[static_cast<std::size_t>(i)] & kPartCounts) == 0) return false;
  }
  return true;
}

int StageOf(const CompiledStaircase& form, absl::Span<const PartMarks> parts) {
  const int stages = static_cast<int>(form.stage_values.size());
  int stage = -1;
  while (stage + 1 < stages && IsCellDone(form, parts, stage + 1)) ++stage;
  return stage;
}

std::vector<int> SkippedStages(const CompiledStaircase& form, absl::Span<const PartMarks> parts) {
  std::vector<int> skipped;
  int highest_done = static_cast<int>(form.stage_values.size()) - 1;
  while (highest_done >= 0 && !IsCellDone(form, parts, highest_done)) --highest_done;
  for (int cell = 0; cell < highest_done; ++cell) {
    if (!IsCellDone(form, parts, cell)) skipped.push_back(cell);
  }
  return skipped;
}

const Number& ValueOfStage(const CompiledCriterion& criterion, const CompiledStaircase& form,
                           int stage) {
  // Below the first stage the value is 0, and so is the lowest value of a staircase that can stand
  // there.
  return stage < 0 ? criterion.lowest : form.stage_values[static_cast<std::size_t>(stage)];
}

}  // namespace continuum::scoring
