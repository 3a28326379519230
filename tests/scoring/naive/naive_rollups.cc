// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_rollups.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

namespace continuum::naive {
namespace {

using Treatment = v1::Treatment;
using Rollup = v1::Rollup;

// A selected criterion or rollup that remains in the computation.
struct Value {
  Number value;
  Number weight;
  Number highest;  // criteria only
  Number done;     // pooled proportions only
  Number possible;
};

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

// Computes one rollup.
class Computation {
 public:
  Computation(const v1::RubricDefinition& rubric, const std::vector<Item>& items,
              const std::string& id)
      : rubric_(rubric), items_(items), rollup_(FindRollup(rubric, id)) {
    out_.result.set_rollup(id);
  }

  RollupValue Run() {
    for (const v1::Term& term : rollup_.terms()) {
      const Number weight = term.weight().empty() ? Number(1) : ReadNumber(term.weight());
      if (term.has_rollup()) {
        AddRollup(term.rollup(), weight);
        continue;
      }
      for (const Item& item : items_) {
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
    const RollupValue below = ComputeRollup(rubric_, items_, id);
    out_.missing.insert(below.missing.begin(), below.missing.end());
    if (below.result.state() == v1::ROLLUP_STATE_VALUE) {
      Keep(term, v1::TermResult::USE_COUNTED, {below.value, weight, 0, 0, 0});
    } else if (below.result.state() == v1::ROLLUP_STATE_BLOCKED) {
      Block(term, below.blocking);
    } else {
      Treat(term, TreatmentOf(rubric_, rollup_, v1::ANSWER_STATE_NOT_APPLICABLE),
            {0, weight, 0, 0, 0}, below.missing);
    }
  }

  void AddCriterion(const Item& item, const Number& weight) {
    v1::TermResult* term = AddTerm(weight);
    term->set_criterion(item.criterion.id());
    Value value{item.value, weight, item.highest, item.done, item.possible};
    if (item.state == v1::ANSWER_STATE_VALUE) {
      Keep(term, v1::TermResult::USE_COUNTED, value);
      return;
    }
    value.done = 0;
    out_.missing.insert(item.criterion.id());
    Treat(term, TreatmentOf(rubric_, rollup_, item.state), value, {item.criterion.id()});
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
    if (blocked_) {
      out_.result.set_state(v1::ROLLUP_STATE_BLOCKED);
      out_.result.mutable_reason()->set_code(v1::Reason::CODE_BLOCKED);
      for (const Item& item : items_) {
        if (out_.result.reason().arguments_size() == 20) break;
        if (out_.blocking.count(item.criterion.id()) > 0) {
          out_.result.mutable_reason()->add_arguments(item.criterion.id());
        }
      }
      return;
    }
    if (values_.empty()) return NoValue(v1::Reason::CODE_NO_TERMS);
    if (static_cast<int>(values_.size()) < rollup_.minimum_terms()) {
      NoValue(v1::Reason::CODE_TOO_FEW_TERMS);
      out_.result.mutable_reason()->add_arguments(std::to_string(values_.size()));
      out_.result.mutable_reason()->add_arguments(std::to_string(rollup_.minimum_terms()));
      return;
    }
    Operate();
  }

  void NoValue(v1::Reason::Code code) {
    out_.result.set_state(v1::ROLLUP_STATE_NO_VALUE);
    out_.result.mutable_reason()->set_code(code);
  }

  void Set(const Number& value) {
    out_.value = value;
    out_.result.set_state(v1::ROLLUP_STATE_VALUE);
    out_.result.set_value(WriteNumber(value));
  }

  void SetQuotient(const Number& top, const Number& bottom) {
    if (bottom.is_zero()) return NoValue(v1::Reason::CODE_NOTHING_POSSIBLE);
    Set(top / bottom);
  }

  void Operate() {
    Number sum = 0;
    Number weighted = 0;
    Number weights = 0;
    Number highest = 0;
    Number done = 0;
    Number possible = 0;
    Number lowest_value = values_[0].value;
    Number highest_value = values_[0].value;
    Number reaching = 0;
    const Number threshold =
        rollup_.threshold().empty() ? Number(0) : ReadNumber(rollup_.threshold());
    for (const Value& v : values_) {
      sum += v.value;
      weighted += v.weight * v.value;
      weights += v.weight;
      highest += v.weight * v.highest;
      done += v.done;
      possible += v.possible;
      lowest_value = std::min(lowest_value, v.value);
      highest_value = std::max(highest_value, v.value);
      if (v.value >= threshold) reaching += 1;
    }
    const Number n = values_.size();
    switch (rollup_.operator_()) {
      case Rollup::OPERATOR_WEIGHTED_SUM:
        return Set(weighted);
      case Rollup::OPERATOR_PERCENT_OF_POSSIBLE:
        return SetQuotient(100 * weighted, highest);
      case Rollup::OPERATOR_MEAN:
        return Set(sum / n);
      case Rollup::OPERATOR_WEIGHTED_MEAN:
        return SetQuotient(weighted, weights);
      case Rollup::OPERATOR_MINIMUM:
        return Set(lowest_value);
      case Rollup::OPERATOR_MAXIMUM:
        return Set(highest_value);
      case Rollup::OPERATOR_COUNT_AT_OR_ABOVE:
        return Set(reaching);
      case Rollup::OPERATOR_PERCENT_AT_OR_ABOVE:
        return Set(100 * reaching / n);
      case Rollup::OPERATOR_POOLED_PROPORTION:
        return SetQuotient(done, possible);
      case Rollup::OPERATOR_ROUND:
        return Set(Round(values_[0].value));
      default:
        std::abort();  // the checker accepts no such rubric
    }
  }

  Number Round(const Number& value) const {
    using boost::multiprecision::cpp_int;
    cpp_int scale = 1;
    for (int i = 0; i < rollup_.rounding().digits(); ++i) scale *= 10;
    const Number scaled = value * Number(scale);
    const cpp_int bottom = denominator(scaled);
    // Boost's integers round towards zero.
    cpp_int floor = numerator(scaled) / bottom;
    if (Number(floor) > scaled) floor -= 1;
    const Number rest = scaled - Number(floor);
    bool up = false;
    if (rollup_.rounding().mode() == v1::Rounding::MODE_UP) {
      up = rest > 0;
    } else if (rollup_.rounding().mode() == v1::Rounding::MODE_HALF_AWAY_FROM_ZERO) {
      const Number half(1, 2);
      up = rest > half || (rest.compare(half) == 0 && scaled > 0);
    }
    return Number(up ? floor + 1 : floor) / Number(scale);
  }

  const v1::RubricDefinition& rubric_;
  const std::vector<Item>& items_;
  const Rollup& rollup_;
  std::vector<Value> values_;
  bool blocked_ = false;
  RollupValue out_;
};

}  // namespace

RollupValue ComputeRollup(const v1::RubricDefinition& rubric, const std::vector<Item>& items,
                          const std::string& id) {
  return Computation(rubric, items, id).Run();
}

}  // namespace continuum::naive
