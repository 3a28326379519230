// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/fhir/form.h"

#include <string>
#include <utility>
#include <vector>

#include "clients/cli/fhir/form_criteria.h"
#include "clients/cli/fhir/names.h"

namespace continuum::cli::fhir {

namespace {

using Type = FormItem::Type;

FormItem RecognitionItem(const v1::RubricDefinition& rubric, const v1::Input& input,
                         FormItem item) {
  FormItem status{.link_id = Below(item.link_id, "status"), .type = Type::kChoice};
  status.text = input.recognition().standard();
  status.codes = kRecognitionCodes;
  status.options = {
      {.code = RecognitionCode(v1::HeldRecognition::STATUS_HELD), .text = "Held"},
      {.code = RecognitionCode(v1::HeldRecognition::STATUS_IN_PROCESS),
       .text = "Being reviewed for it"},
      {.code = RecognitionCode(v1::HeldRecognition::STATUS_NOT_HELD), .text = "Not held"}};
  item.items.push_back(std::move(status));
  if (!input.recognition().levels().empty()) {
    FormItem level{.link_id = Below(item.link_id, "level"), .type = Type::kChoice, .text = "Level"};
    level.codes = OptionCodes(rubric, "input", input.id());
    for (const v1::ChoiceOption& option : input.recognition().levels()) {
      level.options.push_back({.code = option.id(), .text = option.text()});
    }
    item.items.push_back(std::move(level));
  }
  item.items.push_back({.link_id = Below(item.link_id, "first-date"),
                        .type = Type::kDate,
                        .text = "Valid from this day on"});
  item.items.push_back({.link_id = Below(item.link_id, "last-date"),
                        .type = Type::kDate,
                        .text = "Valid until this day, which is included"});
  return item;
}

FormItem InputItem(const v1::RubricDefinition& rubric, const v1::Input& input) {
  FormItem item{.link_id = InputLink(input.id()), .text = input.title(), .help = input.guidance()};
  item.is_answer = true;
  switch (input.kind_case()) {
    case v1::Input::kNumber:
      item.unit = input.number().unit();
      item.type = item.unit.empty() ? Type::kDecimal : Type::kQuantity;
      return item;
    case v1::Input::kDate:
      item.type = Type::kDate;
      return item;
    case v1::Input::kChoice:
      item.type = Type::kChoice;
      item.repeats = input.choice().several();
      item.codes = OptionCodes(rubric, "input", input.id());
      for (const v1::ChoiceOption& option : input.choice().options()) {
        item.options.push_back({.code = option.id(), .text = option.text()});
      }
      return item;
    case v1::Input::kRecognition:
      return RecognitionItem(rubric, input, std::move(item));
    case v1::Input::kDerived:
    case v1::Input::KIND_NOT_SET:
      return item;
  }
  return item;
}

FormItem DomainItem(const v1::RubricDefinition& rubric, const v1::Domain& domain) {
  FormItem item{
      .link_id = DomainLink(domain.id()), .text = domain.title(), .help = domain.description()};
  for (const v1::Criterion& criterion : domain.criteria()) {
    item.items.push_back(CriterionItem(rubric, criterion));
  }
  for (const v1::Domain& part : domain.domains()) item.items.push_back(DomainItem(rubric, part));
  return item;
}

void AddToIndex(const std::vector<FormItem>& items, const FormItem* parent, FormIndex* index) {
  for (const FormItem& item : items) {
    index->emplace(item.link_id, FormPlace{.item = &item, .parent = parent});
    AddToIndex(item.items, &item, index);
  }
}

}  // namespace

std::vector<FormItem> BuildForm(const v1::RubricDefinition& rubric) {
  std::vector<FormItem> form;
  FormItem inputs{.link_id = kInputsLink, .text = "About the program"};
  for (const v1::Input& input : rubric.inputs()) {
    // What is computed from others is not asked.
    if (!input.has_derived()) inputs.items.push_back(InputItem(rubric, input));
  }
  if (!inputs.items.empty()) form.push_back(std::move(inputs));
  for (const v1::Domain& domain : rubric.domains()) form.push_back(DomainItem(rubric, domain));
  return form;
}

FormIndex IndexForm(const std::vector<FormItem>& form) {
  FormIndex index;
  AddToIndex(form, nullptr, &index);
  return index;
}

const char* TypeName(FormItem::Type type) {
  switch (type) {
    case Type::kGroup:
      return "group";
    case Type::kBoolean:
      return "boolean";
    case Type::kDecimal:
      return "decimal";
    case Type::kQuantity:
      return "quantity";
    case Type::kDate:
      return "date";
    case Type::kText:
      return "text";
    case Type::kChoice:
      return "choice";
  }
  return "";
}

const char* ExtentCode(v1::Extent extent) {
  switch (extent) {
    case v1::EXTENT_ALL_SITES:
      return "all-sites";
    case v1::EXTENT_SOME_SITES:
      return "some-sites";
    case v1::EXTENT_PILOT:
      return "pilot";
    default:
      return "";
  }
}

const char* RecognitionCode(v1::HeldRecognition::Status status) {
  switch (status) {
    case v1::HeldRecognition::STATUS_HELD:
      return "held";
    case v1::HeldRecognition::STATUS_IN_PROCESS:
      return "in-process";
    case v1::HeldRecognition::STATUS_NOT_HELD:
      return "not-held";
    default:
      return "";
  }
}

}  // namespace continuum::cli::fhir
