// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/rubric_text.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "clients/cli/render/text.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kColumns = 100;

std::string Escaped(absl::string_view text) {
  std::string escaped;
  for (const char byte : text) {
    switch (byte) {
      case '"':
        escaped += "\\\"";
        break;
      case '\\':
        escaped += "\\\\";
        break;
      case '\n':
        escaped += "\\n";
        break;
      case '\r':
        escaped += "\\r";
        break;
      case '\t':
        escaped += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f) {
          absl::StrAppendFormat(&escaped, "\\%03o", static_cast<unsigned char>(byte));
        } else {
          escaped += byte;
        }
    }
  }
  return escaped;
}

// The text in pieces that end behind a space or a line break, and so never within a character.
std::vector<std::string> Pieces(absl::string_view text, int width) {
  std::vector<std::string> pieces(1);
  while (!text.empty()) {
    const size_t space = text.find_first_of(" \n");
    const size_t length = space == absl::string_view::npos ? text.size() : space + 1;
    const std::string word = Escaped(text.substr(0, length));
    std::string& last = pieces.back();
    if (last.empty() || DisplayWidth(Printable(absl::StrCat(last, word))) <= width) {
      last += word;
    } else {
      pieces.push_back(word);
    }
    text.remove_prefix(length);
  }
  return pieces;
}

class Printer {
 public:
  explicit Printer(int indent) : indent_(indent) {}

  void PrintFields(const Message& message) {
    const Reflection& get = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    get.ListFields(message, &fields);
    for (const FieldDescriptor* const field : fields) {
      const bool chapter = indent_ == 0 && field->message_type() != nullptr;
      if (chapter) text_ += "\n";
      const int count = field->is_repeated() ? get.FieldSize(message, field) : 1;
      for (int i = 0; i < count; ++i) Print(message, *field, field->is_repeated() ? i : -1);
    }
  }

  std::string Take() && { return std::move(text_); }

 private:
  void Line(absl::string_view line) {
    absl::StrAppend(&text_, std::string(static_cast<size_t>(indent_), ' '), line, "\n");
  }

  void Print(const Message& message, const FieldDescriptor& field, int index) {
    const Reflection& get = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return PrintPart(field, index < 0 ? get.GetMessage(message, &field)
                                          : get.GetRepeatedMessage(message, &field, index));
      case FieldDescriptor::CPPTYPE_STRING:
        return PrintText(field, index < 0 ? get.GetString(message, &field)
                                          : get.GetRepeatedString(message, &field, index));
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int number = index < 0 ? get.GetEnumValue(message, &field)
                                     : get.GetRepeatedEnumValue(message, &field, index);
        const EnumValueDescriptor* const value = field.enum_type()->FindValueByNumber(number);
        return Line(absl::StrCat(field.name(), ": ",
                                 value == nullptr ? absl::StrCat(number) : value->name()));
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return Line(
            absl::StrCat(field.name(), ": ", get.GetBool(message, &field) ? "true" : "false"));
      case FieldDescriptor::CPPTYPE_INT32:
        return Line(absl::StrCat(field.name(), ": ", get.GetInt32(message, &field)));
      case FieldDescriptor::CPPTYPE_INT64:
        return Line(absl::StrCat(field.name(), ": ", get.GetInt64(message, &field)));
      default:
        return;  // rubrics have no others; a test walks all fields
    }
  }

  void PrintText(const FieldDescriptor& field, const std::string& text) {
    const std::string whole = absl::StrCat(field.name(), ": \"", Escaped(text), "\"");
    if (indent_ + DisplayWidth(Printable(whole)) <= kColumns) return Line(whole);
    Line(absl::StrCat(field.name(), ":"));
    indent_ += 2;
    for (const std::string& piece : Pieces(text, kColumns - indent_ - 2)) {
      Line(absl::StrCat("\"", piece, "\""));
    }
    indent_ -= 2;
  }

  // In one line where it fits: all that is printed within takes no more lines than fields.
  void PrintPart(const FieldDescriptor& field, const Message& part) {
    Printer inner(indent_ + 2);
    inner.PrintFields(part);
    const std::string body = std::move(inner).Take();
    const std::string line = OneLine(body);
    const std::string whole = line.empty() ? absl::StrCat(field.name(), " {}")
                                           : absl::StrCat(field.name(), " { ", line, " }");
    if (!body.empty() && line.empty()) return PrintBlock(field, body);
    if (indent_ + DisplayWidth(Printable(whole)) > kColumns) return PrintBlock(field, body);
    Line(whole);
  }

  void PrintBlock(const FieldDescriptor& field, const std::string& body) {
    Line(absl::StrCat(field.name(), " {"));
    text_ += body;
    Line("}");
  }

  // The lines of a small part joined by spaces. Empty where there are blocks or long texts in it.
  static std::string OneLine(const std::string& body) {
    std::string line;
    size_t begin = 0;
    while (begin < body.size()) {
      const size_t end = body.find('\n', begin);
      const size_t text = body.find_first_not_of(' ', begin);
      const absl::string_view one = absl::string_view(body).substr(text, end - text);
      // A block opens or closes, or a text goes on.
      if (one.back() == '{' || one == "}" || one.back() == ':' || one.front() == '"') return "";
      absl::StrAppend(&line, line.empty() ? "" : " ", one);
      if (static_cast<int>(line.size()) > 2 * kColumns) return "";
      begin = end + 1;
    }
    return line;
  }

  int indent_;
  std::string text_;
};

}  // namespace

std::string RubricText(const v1::RubricDefinition& definition,
                       const std::vector<std::string>& notes) {
  std::string text;
  for (const std::string& note : notes) {
    for (const std::string& line : Wrap(note, kColumns - 2)) {
      absl::StrAppend(&text, line.empty() ? "#" : "# ", line, "\n");
    }
  }
  if (!notes.empty()) text += "\n";
  Printer printer(0);
  printer.PrintFields(definition);
  return absl::StrCat(text, std::move(printer).Take());
}

}  // namespace continuum::cli
