// SPDX-License-Identifier: Apache-2.0

#include <optional>

#include "absl/strings/str_cat.h"
#include "scoring/check/conditions.h"
#include "scoring/exact.h"
#include "scoring/limits.h"
#include "scoring/parse/field_path.h"
#include "scoring/parse/noun.h"
#include "scoring/parse/source_text.h"

namespace continuum::scoring {
namespace {

void CheckNumber(const v1::NumberInput& number, const std::string& path, Problems& problems) {
  const std::optional<Exact> lowest = Exact::Parse(number.lowest());
  const std::optional<Exact> highest = Exact::Parse(number.highest());
  if (!lowest.has_value() || !highest.has_value() || *lowest <= *highest) return;
  problems.Add(ProblemReason::kOutOfRange, FieldPath(path, "highest"),
               absl::StrCat("the highest number is ", highest->ToString(),
                            ": wanted is at least the lowest, ", lowest->ToString()));
}

void CheckOperand(const v1::Input& input, int position, const RubricIndex& index,
                  const std::string& path, Problems& problems) {
  const v1::DerivedInput& derived = input.derived();
  const std::string& id = derived.inputs(position);
  const std::string operand_path = ItemPath(path, "inputs", position);
  const int found = index.Find(RubricIndex::Kind::kInput, id);
  const int self = index.Find(RubricIndex::Kind::kInput, input.id());
  if (found < 0) {
    problems.Add(ProblemReason::kUnknownId, operand_path,
                 absl::StrCat("there is no input ", Quoted(id),
                              problems.DidYouMean(id, index.Ids(RubricIndex::Kind::kInput))));
    return;
  }
  if (found >= self) {
    problems.Add(ProblemReason::kLooksAhead, operand_path,
                 absl::StrCat("the input ", Quoted(id), " does not stand before ", TheNoun(input),
                              ": wanted is one that does"));
    return;
  }
  const v1::Input& operand = index.definition().inputs(found);
  const bool days = derived.operator_() == v1::DerivedInput::OPERATOR_DAYS_BETWEEN;
  if (days ? operand.has_date() : operand.has_number() || operand.has_derived()) return;
  problems.Add(
      ProblemReason::kWrongForm, operand_path,
      absl::StrCat(TheNoun(operand), " is no ", days ? "date" : "number", ": wanted is one for ",
                   v1::DerivedInput::Operator_Name(derived.operator_())));
}

void CheckDerived(const v1::Input& input, const RubricIndex& index, const std::string& path,
                  Problems& problems) {
  using D = v1::DerivedInput;
  const D& derived = input.derived();
  for (int i = 0; i < derived.inputs_size(); ++i) CheckOperand(input, i, index, path, problems);
  const bool two_only = derived.operator_() == D::OPERATOR_DIFFERENCE ||
                        derived.operator_() == D::OPERATOR_RATIO ||
                        derived.operator_() == D::OPERATOR_DAYS_BETWEEN;
  if (!two_only || derived.inputs_size() <= 2) return;
  problems.Add(ProblemReason::kTooMany, FieldPath(path, "inputs"),
               absl::StrCat(D::Operator_Name(derived.operator_()), " has two inputs, not ",
                            derived.inputs_size()));
}

}  // namespace

void CheckInputs(const RubricIndex& index, Problems& problems) {
  const auto& inputs = index.definition().inputs();
  if (inputs.size() > kMaxInputs) {
    problems.Add(
        ProblemReason::kTooMany, ItemPath("", "inputs", kMaxInputs),
        absl::StrCat("the rubric has ", inputs.size(), " inputs; at most ", kMaxInputs, " may be"));
  }
  for (int i = 0; i < inputs.size(); ++i) {
    const std::string path = ItemPath("", "inputs", i);
    if (inputs[i].has_number()) {
      CheckNumber(inputs[i].number(), FieldPath(path, "number"), problems);
    } else if (inputs[i].has_derived()) {
      CheckDerived(inputs[i], index, FieldPath(path, "derived"), problems);
    }
  }
}

}  // namespace continuum::scoring
