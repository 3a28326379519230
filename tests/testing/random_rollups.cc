// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/random_rollups.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/scoring/naive/naive_criteria.h"
#include "tests/testing/random_conditions.h"
#include "tests/testing/random_numbers.h"

namespace continuum::testing {
namespace {

using Rollup = v1::Rollup;
using Treatment = v1::Treatment;

bool TakesWeights(Rollup::Operator op) {
  return op == Rollup::OPERATOR_WEIGHTED_SUM || op == Rollup::OPERATOR_PERCENT_OF_POSSIBLE ||
         op == Rollup::OPERATOR_WEIGHTED_MEAN;
}

bool TakesRollups(Rollup::Operator op) {
  switch (op) {
    case Rollup::OPERATOR_PERCENT_OF_POSSIBLE:
    case Rollup::OPERATOR_POOLED_PROPORTION:
    case Rollup::OPERATOR_FURTHEST_STAGE:
    case Rollup::OPERATOR_DURATION_DAYS:
      return false;
    default:
      return true;
  }
}

// Whether an operator takes a criterion, by itself.
bool Takes(Rollup::Operator op, const naive::Item& item) {
  const v1::Criterion& criterion = item.criterion;
  switch (op) {
    case Rollup::OPERATOR_PERCENT_OF_POSSIBLE:
      return item.highest >= 0;
    case Rollup::OPERATOR_POOLED_PROPORTION:
      return !criterion.has_rating() && !criterion.has_quantity() && !criterion.has_measure();
    case Rollup::OPERATOR_FURTHEST_STAGE:
      return criterion.has_staircase() || criterion.has_milestones();
    case Rollup::OPERATOR_DURATION_DAYS:
      return criterion.has_milestones();
    default:
      return true;
  }
}

// The continuum of a criterion, or nothing.
const std::string& ContinuumOf(const naive::Item& item) {
  return item.criterion.has_milestones() ? item.criterion.milestones().continuum()
                                         : item.criterion.staircase().continuum();
}

Treatment RandomTreatment(Choices& choices, const std::vector<Treatment::Kind>& kinds) {
  Treatment treatment;
  treatment.set_kind(choices.Pick(kinds));
  return treatment;
}

void AddPolicy(Choices& choices, v1::MissingPolicy& policy) {
  // No COUNTS_AS: that would not do for pooled proportions, which have to state their own.
  *policy.mutable_not_applicable() =
      RandomTreatment(choices, {Treatment::KIND_LEAVES, Treatment::KIND_BLOCKS});
  *policy.mutable_insufficient_data() = RandomTreatment(
      choices, {Treatment::KIND_BLOCKS, Treatment::KIND_LEAVES, Treatment::KIND_COUNTS_AS_MET});
  *policy.mutable_absent() = RandomTreatment(
      choices, {Treatment::KIND_COUNTS_AS, Treatment::KIND_BLOCKS, Treatment::KIND_LEAVES});
  if (policy.absent().kind() == Treatment::KIND_COUNTS_AS) policy.mutable_absent()->set_value("0");
}

class RollupMaker {
 public:
  RollupMaker(Choices& choices, v1::RubricDefinition& rubric)
      : choices_(choices), rubric_(rubric), items_(naive::ReadingOrder(rubric)) {}

  // Adds a rollup, unless there is nothing that its operator takes.
  void AddRollup() {
    Rollup rollup;
    rollup.set_id(absl::StrCat("r", rubric_.rollups_size()));
    rollup.set_title("Rollup");
    rollup.set_operator_(RandomOperator());
    rollup.set_direction(static_cast<Rollup::Direction>(choices_.Between(1, 3)));
    if (rollup.operator_() == Rollup::OPERATOR_CASE) {
      AddCases(rollup);
    } else {
      const int selected = AddTerms(rollup);
      if (selected == 0) return;
      AddTreatments(rollup);
      if (choices_.Chance(25)) rollup.set_minimum_terms(choices_.Between(1, selected));
    }
    if (rollup.operator_() == Rollup::OPERATOR_COUNT_AT_OR_ABOVE ||
        rollup.operator_() == Rollup::OPERATOR_PERCENT_AT_OR_ABOVE) {
      rollup.set_threshold(RandomNumber(choices_, 0, 4));
    }
    if (rollup.operator_() == Rollup::OPERATOR_ROUND) {
      rollup.mutable_rounding()->set_digits(choices_.Below(3));
      rollup.mutable_rounding()->set_mode(static_cast<v1::Rounding::Mode>(choices_.Between(1, 3)));
    }
    rollup.mutable_display()->set_digits(choices_.Below(3));
    rollup.mutable_display()->set_as_percent(choices_.Chance(20));
    *rubric_.add_rollups() = rollup;
  }

 private:
  Rollup::Operator RandomOperator() {
    if (!rubric_.inputs().empty() && choices_.Chance(50)) {
      return choices_.Pick<Rollup::Operator>(
          {Rollup::OPERATOR_CASE, Rollup::OPERATOR_FURTHEST_STAGE, Rollup::OPERATOR_DURATION_DAYS});
    }
    return static_cast<Rollup::Operator>(choices_.Between(1, 10));
  }

  void AddCases(Rollup& rollup) {
    const int cases = choices_.Between(1, 3);
    for (int i = 0; i < cases; ++i) {
      v1::Case& one = *rollup.add_cases();
      *one.mutable_when() = RandomCondition(
          choices_, {.rubric = rubric_, .criteria = items_, .rollups = rubric_.rollups_size()}, 2);
      AddResult(*one.mutable_then());
    }
    if (choices_.Chance(70)) AddResult(*rollup.mutable_otherwise());
  }

  void AddResult(v1::CaseResult& result) {
    if (!rubric_.rollups().empty() && choices_.Chance(50)) {
      result.set_rollup(rubric_.rollups(choices_.Below(rubric_.rollups_size())).id());
    } else {
      result.set_value(RandomNumber(choices_, -1, 5));
    }
  }

  void AddTreatments(Rollup& rollup) {
    const bool days = rollup.operator_() == Rollup::OPERATOR_DURATION_DAYS;
    const bool stages = rollup.operator_() == Rollup::OPERATOR_FURTHEST_STAGE;
    const bool only_0 = days || rollup.operator_() == Rollup::OPERATOR_POOLED_PROPORTION;
    v1::MissingPolicy& missing = *rollup.mutable_missing();
    for (Treatment* treatment : {missing.mutable_not_applicable(),
                                 missing.mutable_insufficient_data(), missing.mutable_absent()}) {
      // The policy may say that insufficient data counts as met, which is nothing in days.
      const bool stated = days && treatment == missing.mutable_insufficient_data();
      if (!stated && choices_.Chance(60)) continue;
      treatment->set_kind(static_cast<Treatment::Kind>(choices_.Between(1, 4)));
      const bool never_met =
          days || treatment == missing.mutable_absent() ||
          (treatment == missing.mutable_not_applicable() && TakesRollups(rollup.operator_()));
      if (never_met && treatment->kind() == Treatment::KIND_COUNTS_AS_MET) {
        treatment->set_kind(Treatment::KIND_COUNTS_AS);
      }
      if (treatment->kind() == Treatment::KIND_COUNTS_AS) {
        treatment->set_value(only_0 ? "0" : RandomNumber(choices_, stages ? 0 : -1, 5));
      }
    }
  }

  // Adds terms that select nothing twice. Returns how many things they select.
  int AddTerms(Rollup& rollup) {
    std::set<std::string> selected;
    std::string continuum;
    const bool one = rollup.operator_() == Rollup::OPERATOR_ROUND;
    const int terms = one ? 1 : choices_.Between(1, 3);
    for (int i = 0; i < terms; ++i) {
      v1::Term term;
      const std::vector<std::string> adds = Select(rollup.operator_(), one, term, continuum);
      const bool twice = std::any_of(adds.begin(), adds.end(), [&selected](const std::string& id) {
        return selected.count(id) > 0;
      });
      if (adds.empty() || twice) continue;
      selected.insert(adds.begin(), adds.end());
      AddWeight(rollup.operator_(), term);
      *rollup.add_terms() = term;
    }
    return static_cast<int>(selected.size());
  }

  // Makes a term, and gives what it selects; nothing when the operator does not take all of that.
  std::vector<std::string> Select(Rollup::Operator op, bool one, v1::Term& term,
                                  std::string& continuum) {
    switch (choices_.Below(one ? 2 : 4)) {
      case 0: {
        std::vector<std::string> ids;
        for (const naive::Item& item : items_) {
          if (Takes(op, item)) ids.push_back(item.criterion.id());
        }
        if (ids.empty()) return {};
        const std::string id = choices_.Pick(ids);
        term.set_criterion(id);
        return Matching(op, continuum,
                        [&id](const naive::Item& item) { return item.criterion.id() == id; });
      }
      case 1:
        if (rubric_.rollups().empty() || !TakesRollups(op)) return {};
        term.set_rollup(rubric_.rollups(choices_.Below(rubric_.rollups_size())).id());
        return {term.rollup()};
      case 2: {
        const std::string id = choices_.Pick(choices_.Pick(items_).domains);
        term.set_domain(id);
        return Matching(op, continuum, [&id](const naive::Item& item) {
          return std::count(item.domains.begin(), item.domains.end(), id) > 0;
        });
      }
      default: {
        const std::string tag = absl::StrCat("t", choices_.Below(2));
        term.set_tag(tag);
        return Matching(op, continuum, [&tag](const naive::Item& item) {
          const auto& tags = item.criterion.tags();
          return std::count(tags.begin(), tags.end(), tag) > 0;
        });
      }
    }
  }

  // The criteria that fit; none when the operator does not take one of them. Stages that are
  // compared must all be of one continuum, which the first one decides.
  template <typename Fits>
  std::vector<std::string> Matching(Rollup::Operator op, std::string& continuum,
                                    const Fits& fits) const {
    std::string of_all = continuum;
    std::vector<std::string> ids;
    for (const naive::Item& item : items_) {
      if (!fits(item)) continue;
      if (!Takes(op, item)) return {};
      if (of_all.empty()) of_all = ContinuumOf(item);
      if (op == Rollup::OPERATOR_FURTHEST_STAGE && ContinuumOf(item) != of_all) return {};
      ids.push_back(item.criterion.id());
    }
    continuum = of_all;
    return ids;
  }

  void AddWeight(Rollup::Operator op, v1::Term& term) {
    if (!TakesWeights(op) || choices_.Chance(30)) return;
    const bool any = op == Rollup::OPERATOR_WEIGHTED_SUM;
    term.set_weight(RandomNumber(choices_, any ? -2 : 0, 3));
    // "-0.5" is made of -0, which is written without its sign.
    if (!any && term.weight()[0] == '-') term.set_weight("1");
  }

  Choices& choices_;
  v1::RubricDefinition& rubric_;
  const std::vector<naive::Item> items_;
};

}  // namespace

void AddRandomRollups(Choices& choices, int max_rollups, v1::RubricDefinition& rubric) {
  AddPolicy(choices, *rubric.mutable_missing());
  RollupMaker maker(choices, rubric);
  const int count = choices.Between(0, max_rollups);
  for (int i = 0; i < count; ++i) maker.AddRollup();
}

}  // namespace continuum::testing
