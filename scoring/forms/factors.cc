// SPDX-License-Identifier: Apache-2.0

#include "scoring/forms/factors.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace continuum::scoring {

void ReadFactors(const AnswerReader& reader, const CompiledCriterion& criterion,
                 const CompiledFactors& form, absl::Span<PartMarks> parts,
                 CriterionOutcome* outcome) {
  const v1::FactorsAnswer& answer = reader.answer().factors();
  for (int i = 0; i < answer.met_size(); ++i) {
    const int found = CompiledRubric::Find(form.factor_index, answer.met(i));
    if (found < 0) {
      reader.Report(absl::StrCat("factors.met[", i, "]"), answer_reason::kUnknownFactor,
                    absl::StrCat("\"", answer.met(i), "\" is not a factor of \"",
                                 reader.answer().criterion(), "\"."));
      continue;
    }
    PartMarks& marks = parts[static_cast<std::size_t>(found)];
    if (marks & kPartAnswered) {
      reader.Report(absl::StrCat("factors.met[", i, "]"), answer_reason::kDuplicateFactor,
                    absl::StrCat("Factor \"", answer.met(i), "\" of \"",
                                 reader.answer().criterion(), "\" is named twice."));
      continue;
    }
    marks |= kPartAnswered | kPartDone;
    ++outcome->done;
  }
  outcome->state = v1::ANSWER_STATE_VALUE;
  outcome->value = &ValueOfFactors(criterion, form, parts, outcome->done);
}

const Number& ValueOfFactors(const CompiledCriterion& criterion, const CompiledFactors& form,
                             absl::Span<const PartMarks> parts, int met) {
  const Number* best = &criterion.lowest;
  for (const CompiledFactors::Row& row : form.rows) {
    const bool holds = met >= row.at_least &&
                       std::all_of(row.including.begin(), row.including.end(), [&](int factor) {
                         return (parts[static_cast<std::size_t>(factor)] & kPartDone) != 0;
                       });
    if (holds && row.value.value > best->value) best = &row.value;
  }
  return *best;
}

}  // namespace continuum::scoring
