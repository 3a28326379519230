// SPDX-License-Identifier: Apache-2.0
#include "tests/scoring/naive/naive_cases.h"

#include <string>

#include "tests/scoring/naive/naive_conditions.h"

namespace continuum::naive {
namespace {

// `which` names the case, for the reason.
void TakeResult(const Facts& facts, const v1::CaseResult& chosen, const std::string& which,
                RollupValue& out) {
  if (chosen.has_value()) {
    SetValue(ReadNumber(chosen.value()), out);
  } else {
    v1::TermResult* term = out.result.add_terms();
    term->set_rollup(chosen.rollup());
    const RollupValue below = ComputeRollup(facts, chosen.rollup());
    if (below.result.state() == v1::ROLLUP_STATE_BLOCKED) {
      term->set_use(v1::TermResult::USE_BLOCKS);
      out.blocking = below.blocking;
      return SetBlocked(facts, out);
    }
    if (below.result.state() == v1::ROLLUP_STATE_VALUE) {
      term->set_use(v1::TermResult::USE_COUNTED);
      term->set_value(WriteNumber(below.value));
      SetValue(below.value, out);
    } else {
      term->set_use(v1::TermResult::USE_LEFT);
      out.result.set_state(v1::ROLLUP_STATE_NO_VALUE);
    }
  }
  out.result.mutable_reason()->set_code(v1::Reason::CODE_CASE);
  out.result.mutable_reason()->add_arguments(which);
}

void AddMissing(const Facts& facts, const v1::CaseResult& result, RollupValue& out) {
  if (result.has_rollup()) out.missing.merge(ComputeRollup(facts, result.rollup()).missing);
}

}  // namespace

RollupValue ComputeCase(const Facts& facts, const v1::Rollup& rollup) {
  RollupValue out;
  for (const v1::Case& one : rollup.cases()) {
    out.missing.merge(MissingIn(facts, one.when()));
    AddMissing(facts, one.then(), out);
  }
  AddMissing(facts, rollup.otherwise(), out);
  for (int i = 0; i < rollup.cases_size(); ++i) {
    const Verdict verdict = Judge(facts, rollup.cases(i).when());
    if (verdict.truth == Truth::kNo) continue;
    if (verdict.truth == Truth::kYes) {
      TakeResult(facts, rollup.cases(i).then(), std::to_string(i + 1), out);
    } else {
      out.blocking = verdict.lacking;
      SetBlocked(facts, out);
    }
    return out;
  }
  if (rollup.has_otherwise()) {
    TakeResult(facts, rollup.otherwise(), "otherwise", out);
    return out;
  }
  out.result.set_state(v1::ROLLUP_STATE_NO_VALUE);
  out.result.mutable_reason()->set_code(v1::Reason::CODE_NO_CASE);
  return out;
}

}  // namespace continuum::naive
