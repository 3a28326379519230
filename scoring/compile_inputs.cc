// SPDX-License-Identifier: Apache-2.0

#include <utility>

#include "absl/strings/str_cat.h"
#include "scoring/limits.h"
#include "scoring/rubric_compiler.h"

namespace continuum::scoring {

bool RubricCompiler::CompileInputs() {
  if (definition().inputs_size() > kMaxInputs) {
    return Fail("rubric", definition().id(),
                absl::StrCat("a rubric has at most ", kMaxInputs, " inputs"));
  }
  for (const v1::Input& input : definition().inputs()) {
    const int position = static_cast<int>(rubric_->inputs_.size());
    CompiledInput compiled;
    compiled.definition = &input;
    // Known only afterwards, so that what it is computed from stands before it.
    if (!CompileInput(input, &compiled)) return false;
    if (!AddId("input", input.id(), position, &rubric_->input_index_)) return false;
    rubric_->inputs_.push_back(std::move(compiled));
  }
  return true;
}

bool RubricCompiler::CompileInput(const v1::Input& input, CompiledInput* out) {
  switch (input.kind_case()) {
    case v1::Input::kNumber:
      for (const auto& [text, bound] : {std::pair(&input.number().lowest(), &out->lowest),
                                        std::pair(&input.number().highest(), &out->highest)}) {
        Number number;
        if (text->empty()) continue;
        if (!ReadNumber(*text, "input", input.id(), &number)) return false;
        *bound = number.value;
      }
      return true;
    case v1::Input::kDate:
      return true;
    case v1::Input::kChoice:
      for (int i = 0; i < input.choice().options_size(); ++i) {
        if (!AddId("option", input.choice().options(i).id(), i, &out->option_index)) return false;
      }
      return !out->option_index.empty() || Fail("input", input.id(), "has no options");
    case v1::Input::kRecognition:
      for (int i = 0; i < input.recognition().levels_size(); ++i) {
        if (!AddId("level", input.recognition().levels(i).id(), i, &out->option_index)) {
          return false;
        }
      }
      return true;
    case v1::Input::kDerived:
      return CompileDerived(input, out);
    case v1::Input::KIND_NOT_SET:
      break;
  }
  return Fail("input", input.id(), "has no kind");
}

bool RubricCompiler::CompileDerived(const v1::Input& input, CompiledInput* out) {
  using D = v1::DerivedInput;
  const D& derived = input.derived();
  const bool days = derived.operator_() == D::OPERATOR_DAYS_BETWEEN;
  const bool many =
      derived.operator_() == D::OPERATOR_SUM || derived.operator_() == D::OPERATOR_PRODUCT;
  if (derived.operator_() == D::OPERATOR_UNSPECIFIED || !D::Operator_IsValid(derived.operator_())) {
    return Fail("input", input.id(), "has no operator");
  }
  if (derived.inputs_size() < 2 || (!many && derived.inputs_size() > 2)) {
    return Fail("input", input.id(), "is computed from too many or too few inputs");
  }
  for (const std::string& id : derived.inputs()) {
    const int operand = rubric_->FindInput(id);
    if (operand < 0) return Fail("input", input.id(), absl::StrCat("no input before it is ", id));
    const v1::Input& other = *rubric_->inputs_[static_cast<std::size_t>(operand)].definition;
    if (days ? !other.has_date() : !other.has_number() && !other.has_derived()) {
      return Fail("input", input.id(), absl::StrCat("cannot be computed from ", id));
    }
    out->operands.push_back(operand);
  }
  return true;
}

}  // namespace continuum::scoring
