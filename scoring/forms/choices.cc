// SPDX-License-Identifier: Apache-2.0

#include "scoring/forms/choices.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace continuum::scoring {

void ReadRating(const AnswerReader& reader, const CompiledRating& form, CriterionOutcome* outcome) {
  const std::string& id = reader.answer().rating().option();
  outcome->option = CompiledRubric::Find(form.option_index, id);
  if (outcome->option < 0) {
    reader.Report(
        "rating.option", answer_reason::kUnknownOption,
        absl::StrCat("\"", id, "\" is not an option of \"", reader.answer().criterion(), "\"."));
    return;
  }
  const CompiledRating::Option& option = form.options[static_cast<std::size_t>(outcome->option)];
  TakeValue(reader, option.needs, option.value, 0, outcome);
  if (option.insufficient_data && outcome->state == v1::ANSWER_STATE_VALUE) {
    outcome->state = v1::ANSWER_STATE_INSUFFICIENT_DATA;
    outcome->value = nullptr;
  }
}

void ReadYesOrNo(const AnswerReader& reader, const CompiledCriterion& criterion,
                 const ProofSet& needs, bool yes, CriterionOutcome* outcome) {
  TakeValue(reader, yes ? needs : ProofSet(), yes ? criterion.highest : criterion.lowest,
            yes ? 1 : 0, outcome);
}

}  // namespace continuum::scoring
