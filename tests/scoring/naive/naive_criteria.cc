// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_criteria.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

namespace continuum::naive {
namespace {

void CollectDomain(const v1::Domain& domain, std::vector<std::string> above,
                   std::vector<Item>& items) {
  above.push_back(domain.id());
  for (const v1::Criterion& criterion : domain.criteria()) {
    Item item;
    item.criterion = criterion;
    item.domains = above;
    items.push_back(item);
  }
  for (const v1::Domain& part : domain.domains()) CollectDomain(part, above, items);
}

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

void ApplyStaircase(const v1::RubricDefinition& rubric, const v1::StaircaseAnswer& answer,
                    const std::string& as_of_date, Item& item) {
  const v1::Staircase& staircase = item.criterion.staircase();
  const std::set<std::string> done = DoneActivities(rubric, staircase, answer, as_of_date);
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
    item.value = ReadNumber(ContinuumOf(rubric, staircase).stages(item.stage).value());
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

// Whether the answer brings along what is needed; otherwise notes what it lacks.
template <typename Proofs>
bool Proven(const v1::Answer& answer, const Proofs& needs, Item& item) {
  const auto needed = [&needs](v1::Proof proof) {
    return std::find(needs.begin(), needs.end(), proof) != needs.end();
  };
  if (needed(v1::PROOF_EVIDENCE) && answer.evidence().empty()) item.lacking.push_back("evidence");
  if (needed(v1::PROOF_ATTESTATION) && !answer.attested()) item.lacking.push_back("attestation");
  if (needed(v1::PROOF_COMMENT) && answer.comment().empty()) item.lacking.push_back("comment");
  return item.lacking.empty();
}

std::vector<v1::RatingOption> OptionsOf(const v1::RubricDefinition& rubric,
                                        const v1::Rating& rating) {
  for (const v1::RatingScale& scale : rubric.scales()) {
    if (scale.id() == rating.scale()) return {scale.options().begin(), scale.options().end()};
  }
  return {rating.options().begin(), rating.options().end()};
}

void ApplyRating(const v1::RubricDefinition& rubric, const v1::Answer& answer, Item& item) {
  for (const v1::RatingOption& option : OptionsOf(rubric, item.criterion.rating())) {
    if (option.id() != answer.rating().option()) continue;
    item.option = option.id();
    if (!Proven(answer, option.needs(), item)) return;
    if (option.insufficient_data()) {
      item.state = v1::ANSWER_STATE_INSUFFICIENT_DATA;
      return;
    }
    item.state = v1::ANSWER_STATE_VALUE;
    item.value = ReadNumber(option.value());
  }
}

// Credits and yes/no: 0 without, `worth` with.
template <typename Proofs>
void ApplyYes(const v1::Answer& answer, bool yes, const Proofs& needs, Item& item) {
  if (yes && !Proven(answer, needs, item)) return;
  item.state = v1::ANSWER_STATE_VALUE;
  item.done = yes ? 1 : 0;
  item.value = yes ? item.highest : Number(0);
}

void ApplyAnswer(const v1::RubricDefinition& rubric, const v1::Answer& answer,
                 const std::string& as_of_date, Item& item) {
  switch (answer.answer_case()) {
    case v1::Answer::kStaircase:
      return ApplyStaircase(rubric, answer.staircase(), as_of_date, item);
    case v1::Answer::kFactors:
      return ApplyFactors(answer.factors(), item);
    case v1::Answer::kRating:
      return ApplyRating(rubric, answer, item);
    case v1::Answer::kCredit:
      return ApplyYes(answer, answer.credit().met(), item.criterion.credit().needs(), item);
    case v1::Answer::kYesNo:
      return ApplyYes(answer, answer.yes_no().yes(), item.criterion.yes_no().needs(), item);
    case v1::Answer::kNotApplicable:
      item.state = v1::ANSWER_STATE_NOT_APPLICABLE;
      return;
    case v1::Answer::kInsufficientData:
      item.state = v1::ANSWER_STATE_INSUFFICIENT_DATA;
      return;
    case v1::Answer::ANSWER_NOT_SET:
      return;
  }
}

// The highest value that the form allows, and how many parts it has.
void Measure(const v1::RubricDefinition& rubric, Item& item) {
  const v1::Criterion& criterion = item.criterion;
  item.possible = 1;
  item.highest = 1;
  if (criterion.has_staircase()) {
    const auto& stages = ContinuumOf(rubric, criterion.staircase()).stages();
    item.highest = ReadNumber(stages[stages.size() - 1].value());
    item.possible = 0;
    for (const v1::Cell& cell : criterion.staircase().cells()) {
      item.possible += cell.activities_size();
    }
  } else if (criterion.has_factors()) {
    item.possible = criterion.factors().factors_size();
    item.highest = 0;
    for (const v1::FactorRow& row : criterion.factors().rows()) {
      item.highest = std::max(item.highest, ReadNumber(row.value()));
    }
  } else if (criterion.has_rating()) {
    item.possible = 0;
    bool first = true;
    for (const v1::RatingOption& option : OptionsOf(rubric, criterion.rating())) {
      if (option.insufficient_data()) continue;
      const Number value = ReadNumber(option.value());
      item.highest = first ? value : std::max(item.highest, value);
      first = false;
    }
  } else if (criterion.credit().credits() > 0) {
    item.highest = criterion.credit().credits();
  }
}

}  // namespace

const v1::Continuum& ContinuumOf(const v1::RubricDefinition& rubric,
                                 const v1::Staircase& staircase) {
  for (const v1::Continuum& continuum : rubric.continua()) {
    if (continuum.id() == staircase.continuum()) return continuum;
  }
  std::abort();  // the checker accepts no such rubric
}

std::vector<Item> ReadingOrder(const v1::RubricDefinition& rubric) {
  std::vector<Item> items;
  for (const v1::Domain& domain : rubric.domains()) CollectDomain(domain, {}, items);
  for (Item& item : items) Measure(rubric, item);
  return items;
}

void ApplyAnswers(const v1::RubricDefinition& rubric, const v1::AnswerSet& answers,
                  const std::string& as_of_date, std::vector<Item>& items) {
  for (Item& item : items) {
    for (const v1::Answer& answer : answers.answers()) {
      if (answer.criterion() == item.criterion.id()) ApplyAnswer(rubric, answer, as_of_date, item);
    }
  }
}

}  // namespace continuum::naive
