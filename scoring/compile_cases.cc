// SPDX-License-Identifier: Apache-2.0

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/operators.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {
namespace {

// What a condition looks at: criteria (false) and rollups (true), by position.
void Collect(const CompiledCondition& condition, std::set<std::pair<bool, int>>* seen) {
  for (const CompiledCondition& part : condition.parts) Collect(part, seen);
  if (condition.kind == CompiledCondition::Kind::kCriterion) seen->insert({false, condition.index});
  if (condition.kind == CompiledCondition::Kind::kRollup) seen->insert({true, condition.index});
}

}  // namespace

bool RubricCompiler::CompileCases(const v1::Rollup& rollup, CompiledRollup* out) {
  if (rollup.cases().empty()) return Fail("rollup", rollup.id(), "has no cases");
  if (!rollup.terms().empty()) return Fail("rollup", rollup.id(), "has cases and terms");
  for (const v1::Case& one : rollup.cases()) {
    CompiledCase compiled;
    if (!CompileCondition(one.when(), rollup.id(), 1, &compiled.when) ||
        !CompileCaseResult(rollup, one.then(), &compiled)) {
      return false;
    }
    out->cases.push_back(std::move(compiled));
  }
  if (rollup.has_otherwise()) {
    CompiledCase otherwise;  // all of nothing: always so
    if (!CompileCaseResult(rollup, rollup.otherwise(), &otherwise)) return false;
    out->cases.push_back(std::move(otherwise));
    out->has_otherwise = true;
  }
  std::set<std::pair<bool, int>> looked_at;
  for (const CompiledCase& one : out->cases) {
    Collect(one.when, &looked_at);
    if (one.rollup >= 0) looked_at.insert({true, one.rollup});
  }
  for (const auto& [is_rollup, index] : looked_at) {
    out->terms.push_back({.is_rollup = is_rollup, .index = index});
  }
  return true;
}

bool RubricCompiler::CompileCaseResult(const v1::Rollup& rollup, const v1::CaseResult& result,
                                       CompiledCase* out) {
  switch (result.result_case()) {
    case v1::CaseResult::kValue:
      return ReadNumber(result.value(), "rollup", rollup.id(), &out->value);
    case v1::CaseResult::kRollup:
      out->rollup = rubric_->FindRollup(result.rollup());
      return out->rollup >= 0 || Fail("rollup", rollup.id(), "a case names no rollup that exists");
    case v1::CaseResult::RESULT_NOT_SET:
      break;
  }
  return Fail("rollup", rollup.id(), "a case says nothing");
}

}  // namespace continuum::scoring
