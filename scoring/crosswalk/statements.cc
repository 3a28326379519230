// SPDX-License-Identifier: Apache-2.0

#include "scoring/crosswalk/statements.h"

#include <algorithm>

namespace continuum::scoring {
namespace {

// Whether the scorecard gives a reason of this code whose argument at `position` is `argument`.
const v1::Reason* FindReason(const v1::CriterionResult& result, v1::Reason::Code code, int position,
                             absl::string_view argument) {
  for (const v1::Reason& reason : result.reasons()) {
    if (reason.code() == code && reason.arguments_size() > position &&
        reason.arguments(position) == argument) {
      return &reason;
    }
  }
  return nullptr;
}

const v1::ActivityAnswer* FindActivity(const v1::StaircaseAnswer& answer, absl::string_view id) {
  for (const v1::ActivityAnswer& activity : answer.activities()) {
    if (activity.activity() == id) return &activity;
  }
  return nullptr;
}

Finding Done(const v1::ActivityAnswer* activity) {
  Finding finding;
  finding.holds = true;
  finding.activity = activity;
  return finding;
}

// A claim says less than activities do.
Finding Claimed() {
  Finding finding;
  finding.holds = true;
  finding.confidence = v1::CONFIDENCE_MEDIUM;
  return finding;
}

std::optional<Finding> FindInStaircase(const CriterionParts& criterion, absl::string_view activity,
                                       const v1::StaircaseAnswer& answer,
                                       const v1::CriterionResult& result) {
  if (!answer.claimed_stage().empty()) {
    const CriterionPart& part = criterion.parts[static_cast<size_t>(criterion.FindPart(activity))];
    if (part.cell <= criterion.FindStage(answer.claimed_stage())) return Claimed();
    return std::nullopt;
  }
  // One that another covers counts as done with whatever was said of that one.
  if (const v1::Reason* covered = FindReason(result, v1::Reason::CODE_COVERED, 1, activity)) {
    return Done(FindActivity(answer, covered->arguments(0)));
  }
  const v1::ActivityAnswer* said = FindActivity(answer, activity);
  if (said == nullptr) return std::nullopt;
  if (said->state() == v1::ActivityAnswer::STATE_NOT_DONE) return Finding();
  for (const v1::Reason::Code not_counted :
       {v1::Reason::CODE_NOT_YET, v1::Reason::CODE_EXTENT_TOO_SMALL,
        v1::Reason::CODE_ADAPTATION_NOT_COUNTED}) {
    if (FindReason(result, not_counted, 0, activity) != nullptr) return std::nullopt;
  }
  return Done(said);
}

std::optional<Finding> FindStageReached(const CriterionParts& criterion, absl::string_view stage,
                                        const v1::StaircaseAnswer& answer,
                                        const v1::CriterionResult& result) {
  const int reached = criterion.FindStage(result.stage());
  if (reached < 0 || reached < criterion.FindStage(stage)) return std::nullopt;
  return answer.claimed_stage().empty() ? Done(nullptr) : Claimed();
}

std::optional<Finding> FindOption(const CriterionParts& criterion, absl::string_view option,
                                  const v1::RatingAnswer& answer) {
  const OptionPart* asked = criterion.FindOption(option);
  const OptionPart* chosen = criterion.FindOption(answer.option());
  if (asked == nullptr || chosen == nullptr || !asked->value || !chosen->value) {
    return std::nullopt;
  }
  return Finding{.holds = !(*chosen->value < *asked->value)};
}

Finding FindFactor(absl::string_view factor, const v1::FactorsAnswer& answer) {
  Finding finding;
  finding.holds = std::find(answer.met().begin(), answer.met().end(), factor) != answer.met().end();
  return finding;
}

std::optional<Finding> FindMilestone(absl::string_view milestone,
                                     const v1::MilestonesAnswer& answer,
                                     const v1::CriterionResult& result) {
  for (const v1::MilestoneAnswer& reached : answer.milestones()) {
    if (reached.milestone() != milestone) continue;
    if (FindReason(result, v1::Reason::CODE_DATE_NOT_COUNTED, 0, milestone) != nullptr) {
      return std::nullopt;
    }
    Finding finding;
    finding.holds = true;
    finding.date = reached.date();
    return finding;
  }
  return Finding();
}

}  // namespace

Statements::Statements(const RubricParts& rubric, const v1::AnswerSet& answers,
                       const v1::Scorecard& scorecard)
    : rubric_(rubric) {
  absl::flat_hash_map<absl::string_view, const v1::CriterionResult*> results;
  for (const v1::CriterionResult& result : scorecard.criteria()) {
    if (result.state() == v1::ANSWER_STATE_VALUE && !result.not_asked()) {
      results.emplace(result.criterion(), &result);
    }
  }
  for (const v1::Answer& answer : answers.answers()) {
    const auto result = results.find(answer.criterion());
    if (answer.unconfirmed() || result == results.end()) continue;
    entries_.emplace(answer.criterion(), Entry{&answer, result->second});
  }
}

std::optional<Finding> Statements::Find(const v1::CrosswalkPart& part) const {
  const CriterionParts* criterion = rubric_.FindCriterion(part.criterion());
  const auto entry = entries_.find(part.criterion());
  if (criterion == nullptr || entry == entries_.end()) return std::nullopt;
  const auto& [answer, result] = entry->second;
  if (!part.part().empty() && criterion->FindPart(part.part()) < 0) return std::nullopt;
  switch (answer->answer_case()) {
    case v1::Answer::kStaircase:
      if (!part.stage().empty()) {
        return FindStageReached(*criterion, part.stage(), answer->staircase(), *result);
      }
      if (part.part().empty()) return std::nullopt;
      return FindInStaircase(*criterion, part.part(), answer->staircase(), *result);
    case v1::Answer::kFactors:
      if (part.part().empty()) return std::nullopt;
      return FindFactor(part.part(), answer->factors());
    case v1::Answer::kMilestones:
      if (part.part().empty()) return std::nullopt;
      return FindMilestone(part.part(), answer->milestones(), *result);
    case v1::Answer::kRating:
      if (part.option().empty()) return std::nullopt;
      return FindOption(*criterion, part.option(), answer->rating());
    case v1::Answer::kCredit:
      return Finding{.holds = answer->credit().met()};
    case v1::Answer::kYesNo:
      return Finding{.holds = answer->yes_no().yes()};
    default:
      return std::nullopt;
  }
}

const v1::Answer* Statements::FindAnswer(absl::string_view criterion) const {
  const auto entry = entries_.find(criterion);
  return entry == entries_.end() ? nullptr : entry->second.answer;
}

}  // namespace continuum::scoring
