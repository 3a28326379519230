// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "scoring/dates.h"
#include "scoring/forms/measures.h"

namespace continuum::scoring {
namespace {

// A date that is not later than the as-of date, nor than the day on which the program ceased.
bool CountsOn(int64_t day, int64_t as_of, const std::optional<int64_t>& ceased) {
  return day <= as_of && (!ceased.has_value() || day <= *ceased);
}

}  // namespace

void ReadMilestones(const AnswerReader& reader, const CompiledMilestones& form,
                    absl::Span<PartMarks> parts, CriterionOutcome* outcome) {
  const v1::MilestonesAnswer& answer = reader.answer().milestones();
  for (int i = 0; i < answer.milestones_size(); ++i) {
    const v1::MilestoneAnswer& milestone = answer.milestones(i);
    const std::string field = absl::StrCat("milestones.milestones[", i, "].");
    reader.ReadDay(absl::StrCat(field, "date"), milestone.date());
    const int found = CompiledRubric::Find(form.milestone_index, milestone.milestone());
    if (found < 0) {
      reader.Report(absl::StrCat(field, "milestone"), answer_reason::kUnknownMilestone,
                    absl::StrCat("\"", milestone.milestone(), "\" is not an activity of \"",
                                 reader.answer().criterion(), "\"."));
      continue;
    }
    PartMarks& marks = parts[static_cast<std::size_t>(found)];
    if (marks & kPartAnswered) {
      reader.Report(absl::StrCat(field, "milestone"), answer_reason::kDuplicateMilestone,
                    absl::StrCat("Activity \"", milestone.milestone(), "\" of \"",
                                 reader.answer().criterion(), "\" is dated twice."));
    }
    marks |= kPartAnswered;
  }
  outcome->state = v1::ANSWER_STATE_VALUE;
  outcome->value = &form.shares.front();
}

std::optional<int64_t> CeasedBy(const CompiledMilestones& form, const Evaluation& evaluation,
                                int64_t as_of) {
  if (form.ceased_input < 0) return std::nullopt;
  const InputOutcome& input = evaluation.inputs[static_cast<std::size_t>(form.ceased_input)];
  if (!input.has_value) return std::nullopt;
  const std::optional<int64_t> day = ParseDay(input.answer->input().date());
  return day.has_value() && *day <= as_of ? day : std::nullopt;
}

void SettleMilestones(const CompiledMilestones& form, int64_t as_of,
                      const std::optional<int64_t>& ceased, absl::Span<PartMarks> parts,
                      CountedOutcome* counted, CriterionOutcome* outcome) {
  for (const v1::MilestoneAnswer& milestone : outcome->answer->milestones().milestones()) {
    const int found = CompiledRubric::Find(form.milestone_index, milestone.milestone());
    const std::optional<int64_t> day = ParseDay(milestone.date());
    if (found < 0 || !day.has_value() || !CountsOn(*day, as_of, ceased)) continue;
    PartMarks& marks = parts[static_cast<std::size_t>(found)];
    if (marks & kPartDone) continue;  // dated twice, which was reported
    marks |= kPartDone;
    ++outcome->done;
    counted->first_day = std::min(counted->first_day.value_or(*day), *day);
    counted->last_day = std::max(counted->last_day.value_or(*day), *day);
  }
  outcome->stage = outcome->done > 0 ? form.stage : -1;
  outcome->value = &form.shares[static_cast<std::size_t>(outcome->done)];
}

}  // namespace continuum::scoring
