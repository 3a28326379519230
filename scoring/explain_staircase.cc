// SPDX-License-Identifier: Apache-2.0

#include "scoring/explain_staircase.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "scoring/forms/staircase.h"

namespace continuum::scoring {
namespace {

void Add(v1::Reason::Code code, std::initializer_list<absl::string_view> arguments,
         v1::CriterionResult* result) {
  v1::Reason& reason = *result->add_reasons();
  reason.set_code(code);
  for (const absl::string_view argument : arguments) reason.add_arguments(std::string(argument));
}

void AddUse(const v1::ActivityAnswer& activity, const ActivityUse& use,
            v1::CriterionResult* result) {
  const std::string& id = activity.activity();
  if (use.extent_too_small) {
    Add(v1::Reason::CODE_EXTENT_TOO_SMALL,
        {id, activity.extent() == v1::EXTENT_PILOT ? "pilot" : "some-sites"}, result);
  }
  if (!use.adaptation_refused.empty()) {
    Add(v1::Reason::CODE_ADAPTATION_NOT_COUNTED, {id, use.adaptation_refused}, result);
  }
  if (use.adapted && use.counts()) Add(v1::Reason::CODE_ADAPTATION_COUNTED, {id}, result);
  if (use.not_yet) Add(v1::Reason::CODE_NOT_YET, {id, activity.since()}, result);
}

// The first activity that is done, counts, and covers this one.
const std::string& FirstCovering(const CompiledStaircase& form, absl::Span<const PartMarks> parts,
                                 int activity) {
  std::size_t covering = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::vector<int>& covers = form.activities[i].covers;
    if ((parts[i] & kPartDone) != 0 && std::binary_search(covers.begin(), covers.end(), activity)) {
      covering = i;
      break;
    }
  }
  return form.activities[covering].definition->id();
}

}  // namespace

void AddStaircaseReasons(const CompiledStaircase& form, const v1::StaircaseAnswer& answer,
                         absl::Span<const PartMarks> parts, const v1::ActivityPolicy& policy,
                         int as_of_month, v1::CriterionResult* result) {
  if (!answer.claimed_stage().empty()) {
    Add(v1::Reason::CODE_STAGE_CLAIMED, {answer.claimed_stage()}, result);
  }
  std::vector<const v1::ActivityAnswer*> said(parts.size(), nullptr);
  for (const v1::ActivityAnswer& activity : answer.activities()) {
    if (activity.state() != v1::ActivityAnswer::STATE_DONE) continue;
    const int found = CompiledRubric::Find(form.activity_index, activity.activity());
    if (found >= 0) said[static_cast<std::size_t>(found)] = &activity;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (said[i] != nullptr) AddUse(*said[i], UseOf(*said[i], policy, as_of_month), result);
    if ((parts[i] & kPartCounts) == kPartCovered) {
      Add(v1::Reason::CODE_COVERED,
          {FirstCovering(form, parts, static_cast<int>(i)), form.activities[i].definition->id()},
          result);
    }
  }
}

}  // namespace continuum::scoring
