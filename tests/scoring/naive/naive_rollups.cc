// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_rollups.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "tests/scoring/naive/naive_cases.h"
#include "tests/scoring/naive/naive_operators.h"

namespace continuum::naive {
namespace {

using Treatment = v1::Treatment;
using Rollup = v1::Rollup;

const Rollup& FindRollup(const v1::RubricDefinition& rubric, const std::string& id) {
  for (const Rollup& rollup : rubric.rollups()) {
    if (rollup.id() == id) return rollup;
  }
  std::abort();  // the checker accepts no such rubric
}

bool Selects(const v1::Term& term, const Item& item) {
  const auto& tags = item.criterion.tags();
  switch (term.source_case()) {
    case v1::Term::kCriterion:
      return item.criterion.id() == term.criterion();
    case v1::Term::kDomain:
      return std::count(item.domains.begin(), item.domains.end(), term.domain()) > 0;
    case v1::Term::kTag:
      return std::count(tags.begin(), tags.end(), term.tag()) > 0;
    default:
      return false;
  }
}

const Treatment& Chosen(const Treatment& own, const Treatment& general) {
  return own.kind() == Treatment::KIND_UNSPECIFIED ? general : own;
}

Treatment TreatmentOf(const v1::RubricDefinition& rubric, const Rollup& rollup,
                      v1::AnswerState state) {
  const v1::MissingPolicy& own = rollup.missing();
  const v1::MissingPolicy& general = rubric.missing();
  if (state == v1::ANSWER_STATE_NOT_APPLICABLE) {
    return Chosen(own.not_applicable(), general.not_applicable());
  }
  if (state == v1::ANSWER_STATE_INSUFFICIENT_DATA) {
    return Chosen(own.insufficient_data(), general.insufficient_data());
  }
  return Chosen(own.absent(), general.absent());
}

bool HasWeights(Rollup::Operator op) {
  return op == Rollup::OPERATOR_WEIGHTED_SUM || op == Rollup::OPERATOR_PERCENT_OF_POSSIBLE ||
         op == Rollup::OPERATOR_WEIGHTED_MEAN;
}

// What a criterion's stage is worth to OPERATOR_FURTHEST_STAGE: its own, and the highest that it
// can reach.
void TakeStage(const v1::RubricDefinition& rubric, const Item& item, Value& value) {
  if (!item.criterion.has_milestones()) return;  // a staircase's value is that of its stage
  const v1::Milestones& milestones = item.criterion.milestones();
  const v1::Continuum& continuum = FindContinuum(rubric, milestones.continuum());
  value.highest = ReadNumber(continuum.stages(FindStage(continuum, milestones.stage())).value());
  value.value = item.done > 0 ? value.highest : Number(0);
}

// Computes one rollup that is not a case.
class Computation {
 public:
  Computation(const Facts& facts, const Rollup& rollup) : facts_(facts), rollup_(rollup) {}

  RollupValue Run() {
    for (const v1::Term& term : rollup_.terms()) {
      const Number weight = term.weight().empty() ? Number(1) : ReadNumber(term.weight());
      if (term.has_rollup()) {
        AddRollup(term.rollup(), weight);
        continue;
      }
      for (const Item& item : facts_.items) {
        if (Selects(term, item)) AddCriterion(item, weight);
      }
    }
    Conclude();
    return out_;
  }

 private:
  v1::TermResult* AddTerm(const Number& weight) {
    v1::TermResult* term = out_.result.add_terms();
    if (HasWeights(rollup_.operator_())) term->set_weight(WriteNumber(weight));
    return term;
  }

  void Keep(v1::TermResult* term, v1::TermResult::Use use, const Value& value) {
    term->set_use(use);
    term->set_value(WriteNumber(value.value));
    values_.push_back(value);
  }

  void AddRollup(const std::string& id, const Number& weight) {
    v1::TermResult* term = AddTerm(weight);
    term->set_rollup(id);
    const RollupValue below = ComputeRollup(facts_, id);
    out_.missing.insert(below.missing.begin(), below.missing.end());
    if (below.result.state() == v1::ROLLUP_STATE_VALUE) {
      Keep(term, v1::TermResult::USE_COUNTED, {below.value, weight, 0, 0, 0});
    } else if (below.result.state() == v1::ROLLUP_STATE_BLOCKED) {
      Block(term, below.blocking);
    } else {
      Treat(term, TreatmentOf(facts_.rubric, rollup_, v1::ANSWER_STATE_NOT_APPLICABLE),
            {0, weight, 0, 0, 0}, below.missing);
    }
  }

  void AddCriterion(const Item& item, const Number& weight) {
    v1::TermResult* term = AddTerm(weight);
    term->set_criterion(item.criterion.id());
    Value value{item.value, weight, item.highest, item.done, item.possible};
    if (rollup_.operator_() == Rollup::OPERATOR_FURTHEST_STAGE) {
      TakeStage(facts_.rubric, item, value);
    }
    if (item.state == v1::ANSWER_STATE_VALUE) {
      value.item = &item;
      Keep(term, v1::TermResult::USE_COUNTED, value);
      return;
    }
    value.done = 0;
    out_.missing.insert(item.criterion.id());
    Treat(term, TreatmentOf(facts_.rubric, rollup_, item.state), value, {item.criterion.id()});
  }

  void Treat(v1::TermResult* term, const Treatment& treatment, Value value,
             const std::set<std::string>& blocking) {
    switch (treatment.kind()) {
      case Treatment::KIND_COUNTS_AS:
        value.value = ReadNumber(treatment.value());
        return Keep(term, v1::TermResult::USE_COUNTED_AS, value);
      case Treatment::KIND_COUNTS_AS_MET:
        value.value = value.highest;
        value.done = value.possible;
        return Keep(term, v1::TermResult::USE_COUNTED_AS_MET, value);
      case Treatment::KIND_BLOCKS:
        return Block(term, blocking);
      default:
        term->set_use(v1::TermResult::USE_LEFT);
    }
  }

  void Block(v1::TermResult* term, const std::set<std::string>& blocking) {
    term->set_use(v1::TermResult::USE_BLOCKS);
    blocked_ = true;
    out_.blocking.insert(blocking.begin(), blocking.end());
  }

  void Conclude() {
    if (blocked_) return SetBlocked(facts_, out_);
    if (values_.empty()) return NoValue(v1::Reason::CODE_NO_TERMS);
    if (static_cast<int>(values_.size()) < rollup_.minimum_terms()) {
      NoValue(v1::Reason::CODE_TOO_FEW_TERMS);
      out_.result.mutable_reason()->add_arguments(std::to_string(values_.size()));
      out_.result.mutable_reason()->add_arguments(std::to_string(rollup_.minimum_terms()));
      return;
    }
    const Outcome outcome = Operate(rollup_, values_, facts_.as_of_date);
    if (outcome.has_value) {
      SetValue(outcome.value, out_);
    } else {
      out_.result.set_state(v1::ROLLUP_STATE_NO_VALUE);
    }
    if (outcome.reason.code() != v1::Reason::CODE_UNSPECIFIED) {
      *out_.result.mutable_reason() = outcome.reason;
    }
    out_.result.set_censored_date(outcome.censored_date);
  }

  void NoValue(v1::Reason::Code code) {
    out_.result.set_state(v1::ROLLUP_STATE_NO_VALUE);
    out_.result.mutable_reason()->set_code(code);
  }

  const Facts& facts_;
  const Rollup& rollup_;
  std::vector<Value> values_;
  bool blocked_ = false;
  RollupValue out_;
};

}  // namespace

void SetValue(const Number& value, RollupValue& out) {
  out.value = value;
  out.result.set_state(v1::ROLLUP_STATE_VALUE);
  out.result.set_value(WriteNumber(value));
}

void SetBlocked(const Facts& facts, RollupValue& out) {
  out.result.set_state(v1::ROLLUP_STATE_BLOCKED);
  v1::Reason& reason = *out.result.mutable_reason();
  reason.set_code(v1::Reason::CODE_BLOCKED);
  for (const Item& item : facts.items) {
    if (reason.arguments_size() == 20) break;
    if (out.blocking.count(item.criterion.id()) > 0) reason.add_arguments(item.criterion.id());
  }
  for (const v1::Input& input : facts.rubric.inputs()) {
    if (reason.arguments_size() == 20) break;
    if (out.blocking.count(input.id()) > 0) reason.add_arguments(input.id());
  }
}

RollupValue ComputeRollup(const Facts& facts, const std::string& id) {
  const Rollup& rollup = FindRollup(facts.rubric, id);
  RollupValue out = rollup.operator_() == Rollup::OPERATOR_CASE ? ComputeCase(facts, rollup)
                                                                : Computation(facts, rollup).Run();
  out.result.set_rollup(id);
  return out;
}

}  // namespace continuum::naive
