// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/diff/value_words.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/condition_words.h"
#include "clients/cli/diff/field_words.h"
#include "clients/cli/number_text.h"
#include "clients/cli/page/rubric_words.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kMostDetailColumns = 240;

// "weighted sum" for OPERATOR_WEIGHTED_SUM of the enum Operator.
std::string EnumWords(const EnumDescriptor& type, int number) {
  const EnumValueDescriptor* const value = type.FindValueByNumber(number);
  if (value == nullptr) return absl::StrCat("number ", number);
  if (number == 0) return "";
  std::string prefix;
  for (const char letter : type.name()) {
    const auto character = static_cast<unsigned char>(letter);
    if (absl::ascii_isupper(character) && !prefix.empty()) prefix += '_';
    prefix += static_cast<char>(absl::ascii_toupper(character));
  }
  prefix += '_';
  absl::string_view name = value->name();
  absl::ConsumePrefix(&name, prefix);
  return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", " "}});
}

template <typename Items>
std::string TitleIn(const Items& items, absl::string_view id) {
  for (const auto& item : items) {
    if (item.id() == id && !item.title().empty()) return item.title();
  }
  return std::string(id);
}

std::string DomainTitle(absl::string_view id, const RubricGuide& guide) {
  for (const RubricGuide::Chapter& chapter : guide.chapters()) {
    if (chapter.domain->id() == id && !chapter.domain->title().empty()) {
      return chapter.domain->title();
    }
  }
  return std::string(id);
}

std::string AnyStageTitle(absl::string_view id, const RubricGuide& guide) {
  for (const v1::Continuum& continuum : guide.definition().continua()) {
    std::string title = TitleIn(continuum.stages(), id);
    if (title != id) return title;
  }
  return std::string(id);
}

std::string TextWords(const std::string& text, FieldKind kind, const RubricGuide& guide) {
  if (text.empty()) return "";
  switch (kind) {
    case FieldKind::kNumber:
      return NumberText(text);
    case FieldKind::kRollup:
      return Named(guide.RollupTitle(text));
    case FieldKind::kCriterion:
      return Named(guide.CriterionTitle(text));
    case FieldKind::kDomain:
      return Named(DomainTitle(text, guide));
    case FieldKind::kInput:
      return Named(TitleIn(guide.definition().inputs(), text));
    case FieldKind::kStage:
      return AnyStageTitle(text, guide);
    default:
      return Named(text);
  }
}

std::string TreatmentWords(const v1::Treatment& treatment) {
  switch (treatment.kind()) {
    case v1::Treatment::KIND_LEAVES:
      return "left out";
    case v1::Treatment::KIND_COUNTS_AS:
      return absl::StrCat("counted as ", NumberText(treatment.value()));
    case v1::Treatment::KIND_COUNTS_AS_MET:
      return "counted as fully met";
    case v1::Treatment::KIND_BLOCKS:
      return "a reason to give no result";
    default:
      return "";
  }
}

std::string MessageWords(const Message& message, const RubricGuide& guide) {
  std::string words;
  if (const auto* const condition = dynamic_cast<const v1::Condition*>(&message)) {
    words = ConditionWords(*condition, guide);
  } else if (const auto* const treatment = dynamic_cast<const v1::Treatment*>(&message)) {
    words = TreatmentWords(*treatment);
  } else if (const auto* const requirement = dynamic_cast<const v1::Requirement*>(&message)) {
    words = WholeRequirement(*requirement, guide);
  } else {
    words = DetailWords(message, guide);
  }
  return words.empty() ? "stated" : words;
}

std::string ScalarWords(const Message& message, const FieldDescriptor& field, int index,
                        const RubricGuide& guide) {
  const Reflection& get = *message.GetReflection();
  const bool one = index < 0;
  if (const auto* const threshold = dynamic_cast<const v1::RollupThreshold*>(&message)) {
    const v1::Rollup* const rollup = guide.FindRollup(threshold->rollup());
    if (field.name() == "value" && rollup != nullptr) {
      return NumberText(threshold->value(), rollup->display());
    }
  }
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return TextWords(
          one ? get.GetString(message, &field) : get.GetRepeatedString(message, &field, index),
          WordsOf(field).kind, guide);
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumWords(*field.enum_type(), one ? get.GetEnumValue(message, &field)
                                               : get.GetRepeatedEnumValue(message, &field, index));
    case FieldDescriptor::CPPTYPE_BOOL:
      return get.GetBool(message, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_INT32: {
      const int number = get.GetInt32(message, &field);
      return number == 0 ? "" : absl::StrCat(number);
    }
    case FieldDescriptor::CPPTYPE_INT64: {
      const int64_t number = get.GetInt64(message, &field);
      return number == 0 ? "" : absl::StrCat(number);
    }
    default:
      return "";  // rubrics have no others
  }
}

std::vector<std::string> PartsOf(const v1::Requirement& requirement, const RubricGuide& guide) {
  std::vector<std::string> words;
  const auto* parts = &requirement.all_of().parts();
  if (requirement.has_any_of()) parts = &requirement.any_of().parts();
  if (requirement.has_at_least()) parts = &requirement.at_least().parts();
  for (const v1::Requirement& part : *parts) words.push_back(WholeRequirement(part, guide));
  for (const std::string& floor : FloorWords(requirement, guide)) words.push_back(floor);
  return words;
}

// The value of the first of these fields that has a text.
std::string FirstText(const Message& message, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const FieldDescriptor* const field = message.GetDescriptor()->FindFieldByName(name);
    if (field == nullptr || field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
    std::string text = message.GetReflection()->GetString(message, field);
    if (!text.empty()) return text;
  }
  return "";
}

// The noun and name of a part that has no title, text or id; empty for others.
std::string UnnamedPart(const Message& part, const RubricGuide& guide) {
  if (const auto* const cell = dynamic_cast<const v1::Cell*>(&part)) {
    return absl::StrCat("the stage ", AnyStageTitle(cell->stage(), guide));
  }
  if (const auto* const row = dynamic_cast<const v1::FactorRow*>(&part)) {
    const std::string including =
        row->including().empty()
            ? ""
            : absl::StrCat(" (", absl::StrJoin(row->including(), ", "), " among them)");
    return absl::StrCat("the factor table's row for at least ", CountOf(row->at_least(), "factor"),
                        including);
  }
  if (const auto* const cut = dynamic_cast<const v1::CutPoint*>(&part)) {
    return cut->has_above() ? absl::StrCat("the cut-point above ", NumberText(cut->above()))
                            : absl::StrCat("the cut-point at ", NumberText(cut->at_least()));
  }
  if (const auto* const term = dynamic_cast<const v1::Term*>(&part)) {
    return Named(TermWords(*term, guide));
  }
  if (const auto* const one = dynamic_cast<const v1::Case*>(&part)) {
    return absl::StrCat("the case that ", ConditionWords(one->when(), guide));
  }
  return "";
}

// What a floor or a selector selects: both have the same oneof.
template <typename Selector>
std::string TargetWords(const Selector& selector, const RubricGuide& guide) {
  if (selector.has_criterion()) return Named(guide.CriterionTitle(selector.criterion()));
  if (selector.has_domain()) {
    return absl::StrCat("every ", guide.CriterionWord(), " of ",
                        Named(DomainTitle(selector.domain(), guide)));
  }
  return absl::StrCat("every ", guide.CriterionWord(), " marked ", Named(selector.tag()));
}

}  // namespace

std::string Named(absl::string_view text) {
  std::string line = Printable(absl::StrReplaceAll(text, {{"\n", " "}, {"\r", " "}}));
  const std::vector<std::string> lines = Wrap(line, 80);
  return absl::StrCat("\"", lines.front(), lines.size() > 1 ? "...\"" : "\"");
}

std::string WholeRequirement(const v1::Requirement& requirement, const RubricGuide& guide) {
  if (requirement.has_recognition_held()) {
    const v1::RecognitionHeld& held = requirement.recognition_held();
    return absl::StrCat(
        Named(TitleIn(guide.definition().inputs(), held.input())), " is held",
        held.in_process_counts() ? " or in process" : "",
        held.levels().empty() ? "" : absl::StrCat(" at ", absl::StrJoin(held.levels(), ", ")));
  }
  const std::vector<std::string> parts = PartsOf(requirement, guide);
  const std::string words = RequirementWords(requirement, guide);
  return parts.empty() ? words : absl::StrCat(words, " (", absl::StrJoin(parts, "; "), ")");
}

std::string ValueWords(const Message& message, const FieldDescriptor& field, int index,
                       const RubricGuide& guide) {
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
    return ScalarWords(message, field, index, guide);
  }
  const Reflection& get = *message.GetReflection();
  if (index >= 0) return MessageWords(get.GetRepeatedMessage(message, &field, index), guide);
  if (!get.HasField(message, &field)) return "";
  return MessageWords(get.GetMessage(message, &field), guide);
}

std::string PartWords(const Message& part, const RubricGuide& guide) {
  if (const auto* const floor = dynamic_cast<const v1::CriterionFloor*>(&part)) {
    return TargetWords(*floor, guide);
  }
  if (const auto* const selector = dynamic_cast<const v1::CriterionSelector*>(&part)) {
    return TargetWords(*selector, guide);
  }
  if (const auto* const requirement = dynamic_cast<const v1::Requirement*>(&part)) {
    return WholeRequirement(*requirement, guide);
  }
  std::string words = UnnamedPart(part, guide);
  if (!words.empty()) return words;
  const std::string name = FirstText(part, {"title", "text", "citation", "id"});
  return absl::StrCat(NounOf(*part.GetDescriptor()), name.empty() ? "" : " ",
                      name.empty() ? "" : Named(name));
}

std::string DetailWords(const Message& message, const RubricGuide& guide) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  std::vector<std::string> details;
  for (const FieldDescriptor* const field : fields) {
    const FieldWords words = WordsOf(*field);
    if (words.kind == FieldKind::kWording || field->name() == "id") continue;
    std::vector<std::string> values;
    const int count = field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      if (field->is_repeated() && field->message_type() != nullptr) {
        values.push_back(
            PartWords(message.GetReflection()->GetRepeatedMessage(message, field, i), guide));
      } else {
        values.push_back(ValueWords(message, *field, field->is_repeated() ? i : -1, guide));
      }
    }
    details.push_back(absl::StrCat(words.label, ": ", absl::StrJoin(values, ", ")));
  }
  const std::vector<std::string> lines = Wrap(absl::StrJoin(details, "; "), kMostDetailColumns);
  return absl::StrCat(lines.front(), lines.size() > 1 ? " ..." : "");
}

}  // namespace continuum::cli
