// SPDX-License-Identifier: Apache-2.0

#include "scoring/parse/field_values.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "scoring/parse/field_path.h"
#include "scoring/problem.h"

namespace continuum::scoring {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

bool IsPlainText(absl::string_view text) {
  while (!text.empty()) {
    const size_t length = CharacterLength(text);
    if (length == 0 || IsForbiddenControl(text[0])) return false;
    text.remove_prefix(length);
  }
  return true;
}

class FieldValues {
 public:
  FieldValues(const ParsedText& text, std::vector<v1::RubricProblem>& problems)
      : text_(text), problems_(problems) {}

  // As deep as messages lie within each other in a text: the parser limits that.
  void CheckMessage(const Message& message, const std::string& path) {
    const Reflection& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
      if (!field->is_repeated()) {
        CheckField(message, *field, -1, FieldPath(path, field->name()));
        continue;
      }
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        CheckField(message, *field, i, ItemPath(path, field->name(), i));
      }
    }
  }

 private:
  // `index` is -1 for a field that is not repeated.
  void CheckField(const Message& message, const FieldDescriptor& field, int index,
                  const std::string& path) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        CheckMessage(index < 0 ? reflection.GetMessage(message, &field)
                               : reflection.GetRepeatedMessage(message, &field, index),
                     path);
        break;
      case FieldDescriptor::CPPTYPE_STRING: {
        std::string scratch;
        CheckText(index < 0
                      ? reflection.GetStringReference(message, &field, &scratch)
                      : reflection.GetRepeatedStringReference(message, &field, index, &scratch),
                  path);
        break;
      }
      case FieldDescriptor::CPPTYPE_ENUM:
        CheckEnum(field,
                  index < 0 ? reflection.GetEnumValue(message, &field)
                            : reflection.GetRepeatedEnumValue(message, &field, index),
                  path);
        break;
      default:
        break;  // numbers and truth values are whole by themselves
    }
  }

  void CheckText(absl::string_view text, const std::string& path) {
    if (IsPlainText(text)) return;
    Report(ProblemReason::kControlCharacter, path,
           "the text has, by a backslash, a control character or a byte that is not UTF-8; write "
           "the characters themselves");
  }

  void CheckEnum(const FieldDescriptor& field, int value, const std::string& path) {
    if (field.enum_type()->FindValueByNumber(value) != nullptr) return;
    Report(ProblemReason::kUnknownValue, path,
           absl::StrCat("'", field.name(), "' has no value with the number ", value,
                        "; write the value's name"));
  }

  void Report(ProblemReason reason, const std::string& path, std::string message) {
    problems_.push_back(MakeProblem(reason, path, text_.Locate(path), std::move(message)));
  }

  const ParsedText& text_;
  std::vector<v1::RubricProblem>& problems_;
};

}  // namespace

void CheckFieldValues(const ParsedText& text, std::vector<v1::RubricProblem>& problems) {
  FieldValues(text, problems).CheckMessage(text.message(), "");
}

}  // namespace continuum::scoring
