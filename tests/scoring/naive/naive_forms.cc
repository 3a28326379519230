// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_forms.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_measures.h"
#include "tests/scoring/naive/naive_number.h"

namespace continuum::naive {
namespace {

bool Counts(const v1::RubricDefinition& rubric, const v1::ActivityAnswer& answer,
            const std::string& as_of_date) {
  if (answer.state() != v1::ActivityAnswer::STATE_DONE) return false;
  if (!answer.since().empty() && answer.since() > as_of_date.substr(0, 7)) return false;
  const v1::ActivityPolicy& policy = rubric.activity_policy();
  if (answer.extent() == v1::EXTENT_SOME_SITES || answer.extent() == v1::EXTENT_PILOT) {
    const auto& counted = policy.counted_extents();
    if (std::find(counted.begin(), counted.end(), answer.extent()) == counted.end()) return false;
  }
  if (!answer.has_adaptation()) return true;
  const v1::Adaptation& adaptation = answer.adaptation();
  switch (policy.adapted_counts()) {
    case v1::ActivityPolicy::ADAPTATION_RULE_ALWAYS:
      return true;
    case v1::ActivityPolicy::ADAPTATION_RULE_CONSISTENT:
      return adaptation.consistent();
    case v1::ActivityPolicy::ADAPTATION_RULE_PLANNED_AND_CONSISTENT:
      return adaptation.planned() && adaptation.consistent();
    default:
      return false;
  }
}

// What a done activity covers counts as done, and what that covers too.
void Cover(const v1::Staircase& staircase, std::set<std::string>& done) {
  bool grew = true;
  while (grew) {
    const size_t before = done.size();
    for (const v1::Cell& cell : staircase.cells()) {
      for (const v1::Activity& activity : cell.activities()) {
        if (done.count(activity.id()) == 0) continue;
        done.insert(activity.covers().begin(), activity.covers().end());
      }
    }
    grew = done.size() > before;
  }
}

std::set<std::string> DoneActivities(const v1::RubricDefinition& rubric,
                                     const v1::Staircase& staircase,
                                     const v1::StaircaseAnswer& answer,
                                     const std::string& as_of_date) {
  std::set<std::string> done;
  for (const v1::ActivityAnswer& activity : answer.activities()) {
    if (Counts(rubric, activity, as_of_date)) done.insert(activity.activity());
  }
  if (!answer.claimed_stage().empty()) {
    for (const v1::Cell& cell : staircase.cells()) {
      for (const v1::Activity& activity : cell.activities()) done.insert(activity.id());
      if (cell.stage() == answer.claimed_stage()) break;
    }
  }
  Cover(staircase, done);
  return done;
}

// Whether the answer brings along what is needed; otherwise it is absent because of what it lacks.
template <typename Proofs>
bool Prove(const v1::Answer& answer, const Proofs& needs, Item& item) {
  const auto lacks = [&](v1::Proof proof, bool there, const char* name) {
    if (there || std::find(needs.begin(), needs.end(), proof) == needs.end()) return;
    item.absence.set_code(v1::Reason::CODE_PROOF_LACKING);
    item.absence.add_arguments(name);
  };
  const bool evidence = !answer.evidence().empty();
  lacks(v1::PROOF_EVIDENCE, evidence, "evidence");
  lacks(v1::PROOF_ATTESTATION, answer.attested(), "attestation");
  lacks(v1::PROOF_COMMENT, !answer.comment().empty(), "comment");
  lacks(v1::PROOF_EVIDENCE_OR_ATTESTATION, evidence || answer.attested(),
        "evidence-or-attestation");
  return item.absence.arguments().empty();
}

std::vector<v1::RatingOption> OptionsOf(const v1::RubricDefinition& rubric,
                                        const v1::Rating& rating) {
  for (const v1::RatingScale& scale : rubric.scales()) {
    if (scale.id() == rating.scale()) return {scale.options().begin(), scale.options().end()};
  }
  return {rating.options().begin(), rating.options().end()};
}

// Credits and yes/no: 0 without, the highest with.
template <typename Proofs>
void ApplyYes(const v1::Answer& answer, bool yes, const Proofs& needs, Item& item) {
  if (yes && !Prove(answer, needs, item)) return;
  item.state = v1::ANSWER_STATE_VALUE;
  item.done = yes ? 1 : 0;
  item.value = yes ? item.highest : Number(0);
}

void MeasureRating(const std::vector<v1::RatingOption>& options, Item& item) {
  bool first = true;
  for (const v1::RatingOption& option : options) {
    if (option.insufficient_data()) continue;
    const Number value = ReadNumber(option.value());
    item.lowest = first ? value : std::min(item.lowest, value);
    item.highest = first ? value : std::max(item.highest, value);
    first = false;
  }
}

void MeasureStaircase(const v1::RubricDefinition& rubric, Item& item) {
  const v1::Staircase& staircase = item.criterion.staircase();
  const auto& stages = FindContinuum(rubric, staircase.continuum()).stages();
  item.highest = ReadNumber(stages[stages.size() - 1].value());
  if (staircase.lowest_by_answering()) item.lowest = ReadNumber(stages[0].value());
  for (const v1::Cell& cell : staircase.cells()) item.possible += cell.activities_size();
}

}  // namespace

void ApplyStaircase(const Facts& facts, const v1::StaircaseAnswer& answer, Item& item) {
  const v1::Staircase& staircase = item.criterion.staircase();
  const std::set<std::string> done =
      DoneActivities(facts.rubric, staircase, answer, facts.as_of_date);
  std::vector<bool> cell_done;
  for (const v1::Cell& cell : staircase.cells()) {
    bool all = true;
    for (const v1::Activity& activity : cell.activities()) {
      if (done.count(activity.id()) == 0) all = false;
    }
    cell_done.push_back(all);
  }
  item.stage = -1;
  for (size_t i = 0; i < cell_done.size() && cell_done[i]; ++i) item.stage = static_cast<int>(i);
  for (size_t i = 0; i < cell_done.size(); ++i) {
    if (cell_done[i]) continue;
    const bool done_above = std::find(cell_done.begin() + static_cast<std::ptrdiff_t>(i),
                                      cell_done.end(), true) != cell_done.end();
    if (done_above) item.skipped.push_back(static_cast<int>(i));
  }
  item.state = v1::ANSWER_STATE_VALUE;
  item.done = static_cast<int>(done.size());
  if (item.stage >= 0) {
    item.value =
        ReadNumber(FindContinuum(facts.rubric, staircase.continuum()).stages(item.stage).value());
  }
}

void ApplyFactors(const v1::FactorsAnswer& answer, Item& item) {
  const std::set<std::string> met(answer.met().begin(), answer.met().end());
  item.state = v1::ANSWER_STATE_VALUE;
  item.done = static_cast<int>(met.size());
  for (const v1::FactorRow& row : item.criterion.factors().rows()) {
    bool holds = static_cast<int>(met.size()) >= row.at_least();
    for (const std::string& critical : row.including()) holds = holds && met.count(critical) > 0;
    if (holds) item.value = std::max(item.value, ReadNumber(row.value()));
  }
}

void ApplyRating(const v1::RubricDefinition& rubric, const v1::Answer& answer, Item& item) {
  for (const v1::RatingOption& option : OptionsOf(rubric, item.criterion.rating())) {
    if (option.id() != answer.rating().option()) continue;
    item.option = option.id();
    if (!Prove(answer, option.needs(), item)) return;
    if (option.insufficient_data()) {
      item.state = v1::ANSWER_STATE_INSUFFICIENT_DATA;
      return;
    }
    item.state = v1::ANSWER_STATE_VALUE;
    item.value = ReadNumber(option.value());
  }
}

void ApplyCredit(const v1::Answer& answer, Item& item) {
  ApplyYes(answer, answer.credit().met(), item.criterion.credit().needs(), item);
}

void ApplyYesNo(const v1::Answer& answer, Item& item) {
  ApplyYes(answer, answer.yes_no().yes(), item.criterion.yes_no().needs(), item);
}

void MeasureForm(const v1::RubricDefinition& rubric, Item& item) {
  const v1::Criterion& criterion = item.criterion;
  switch (criterion.form_case()) {
    case v1::Criterion::kStaircase:
      return MeasureStaircase(rubric, item);
    case v1::Criterion::kFactors:
      item.possible = criterion.factors().factors_size();
      for (const v1::FactorRow& row : criterion.factors().rows()) {
        item.highest = std::max(item.highest, ReadNumber(row.value()));
      }
      return;
    case v1::Criterion::kRating:
      return MeasureRating(OptionsOf(rubric, criterion.rating()), item);
    case v1::Criterion::kCredit:
      item.possible = 1;
      item.highest = criterion.credit().has_credits() ? criterion.credit().credits() : 1;
      return;
    case v1::Criterion::kYesNo:
      item.possible = 1;
      item.highest = 1;
      return;
    case v1::Criterion::kQuantity:
      return FindRange(criterion.quantity().worth(), &item.lowest, &item.highest);
    case v1::Criterion::kMeasure:
      return FindRange(criterion.measure().worth(), &item.lowest, &item.highest);
    case v1::Criterion::kMilestones:
      item.possible = criterion.milestones().milestones_size();
      item.highest = 1;
      return;
    case v1::Criterion::FORM_NOT_SET:
      return;
  }
}

}  // namespace continuum::naive
