// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/sheet/field_value.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/render/text.h"
#include "clients/cli/suggestion.h"

namespace continuum::cli {

namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// "weighted sum" for OPERATOR_WEIGHTED_SUM of the enum Operator.
std::string WordsOfEnum(const EnumValueDescriptor& value) {
  std::string prefix;
  for (const char letter : value.type()->name()) {
    const auto character = static_cast<unsigned char>(letter);
    if (absl::ascii_isupper(character) && !prefix.empty()) prefix += '_';
    prefix += absl::ascii_toupper(character);
  }
  prefix += '_';
  absl::string_view name = value.name();
  absl::ConsumePrefix(&name, prefix);
  return absl::StrReplaceAll(absl::AsciiStrToLower(name), {{"_", " "}});
}

std::string SetEnum(absl::string_view text, const FieldDescriptor& field, Message* message) {
  const EnumDescriptor& type = *field.enum_type();
  const std::string wanted = absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
  const Reflection& set = *message->GetReflection();
  const auto put = [&](int number) {
    field.is_repeated() ? set.AddEnumValue(message, &field, number)
                        : set.SetEnumValue(message, &field, number);
    return std::string();
  };
  std::vector<std::string> known;
  for (int i = 0; i < type.value_count(); ++i) {
    const std::string words = WordsOfEnum(*type.value(i));
    if (wanted == words || absl::EqualsIgnoreCase(wanted, type.value(i)->name())) {
      return put(type.value(i)->number());
    }
    if (type.value(i)->number() != 0) known.push_back(words);
  }
  int number = 0;  // without a name: that is for whoever checks the rubric
  if (absl::SimpleAtoi(wanted, &number)) return put(number);
  return absl::StrCat("got ", Shown(text), ", want one of: ", absl::StrJoin(known, ", "), ".",
                      DidYouMean(wanted, known));
}

std::string SetBool(absl::string_view text, const FieldDescriptor& field, Message* message) {
  const std::string word = absl::AsciiStrToLower(absl::StripAsciiWhitespace(text));
  const bool yes = word == "yes" || word == "true";
  if (!yes && word != "no" && word != "false") {
    return absl::StrCat("got ", Shown(text), ", want yes or no");
  }
  message->GetReflection()->SetBool(message, &field, yes);
  return "";
}

template <typename Number>
std::string SetNumber(absl::string_view text, const FieldDescriptor& field,
                      void (Reflection::*put)(Message*, const FieldDescriptor*, Number) const,
                      Message* message) {
  Number number = 0;
  if (!absl::SimpleAtoi(text, &number)) {
    return absl::StrCat("got ", Shown(text), ", want a whole number");
  }
  (message->GetReflection()->*put)(message, &field, number);
  return "";
}

}  // namespace

std::string FieldValue(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& get = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return index < 0 ? get.GetString(message, &field)
                       : get.GetRepeatedString(message, &field, index);
    case FieldDescriptor::CPPTYPE_ENUM: {
      const int number = index < 0 ? get.GetEnumValue(message, &field)
                                   : get.GetRepeatedEnumValue(message, &field, index);
      const EnumValueDescriptor* const value = field.enum_type()->FindValueByNumber(number);
      return value == nullptr ? absl::StrCat(number) : WordsOfEnum(*value);
    }
    case FieldDescriptor::CPPTYPE_BOOL:
      return get.GetBool(message, &field) ? "yes" : "no";
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(get.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(get.GetInt64(message, &field));
    default:
      return "";  // rubrics have no others; a test walks all fields
  }
}

std::string SetFieldValue(absl::string_view text, const FieldDescriptor& field, Message* message) {
  const Reflection& set = *message->GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      field.is_repeated() ? set.AddString(message, &field, std::string(text))
                          : set.SetString(message, &field, std::string(text));
      return "";
    case FieldDescriptor::CPPTYPE_ENUM:
      return SetEnum(text, field, message);
    case FieldDescriptor::CPPTYPE_BOOL:
      return SetBool(text, field, message);
    case FieldDescriptor::CPPTYPE_INT32:
      return SetNumber<int32_t>(text, field, &Reflection::SetInt32, message);
    case FieldDescriptor::CPPTYPE_INT64:
      return SetNumber<int64_t>(text, field, &Reflection::SetInt64, message);
    default:
      return "this cannot stand in a table";
  }
}

}  // namespace continuum::cli
