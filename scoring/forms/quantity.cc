// SPDX-License-Identifier: Apache-2.0

#include <optional>

#include "absl/strings/str_cat.h"
#include "scoring/forms/measures.h"
#include "scoring/forms/worth.h"

namespace continuum::scoring {

void TakeNumber(const CompiledCriterion& criterion, const CompiledQuantity& form,
                const Exact& number, CountedOutcome* counted, CriterionOutcome* outcome) {
  counted->number = number;
  outcome->state = v1::ANSWER_STATE_VALUE;
  outcome->value = ValueOfNumber(criterion, form.worth, number, &counted->value);
}

void ReadQuantity(const AnswerReader& reader, const CompiledCriterion& criterion,
                  const CompiledQuantity& form, CountedOutcome* counted,
                  CriterionOutcome* outcome) {
  const std::optional<Exact> number =
      reader.ReadNumber("quantity.number", reader.answer().quantity().number());
  if (!number.has_value()) return;
  if (form.whole && !number->IsWhole()) {
    reader.Report("quantity.number", answer_reason::kInvalidNumber,
                  absl::StrCat("\"", reader.answer().criterion(), "\" takes a whole number, not ",
                               reader.answer().quantity().number(), "."));
    return;
  }
  TakeNumber(criterion, form, *number, counted, outcome);
}

}  // namespace continuum::scoring
