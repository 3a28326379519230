// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "clients/cli/csv.h"
#include "clients/cli/csv_table.h"
#include "clients/cli/sheet/columns.h"
#include "clients/cli/sheet/field_value.h"
#include "clients/cli/sheet/rubric_sheet.h"
#include "clients/cli/sheet/safe_cell.h"
#include "clients/cli/sheet/settings.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace continuum::cli {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Writes the rows of a message and of everything in it.
class SheetWriter {
 public:
  void Write(const Message& message, int nesting, const std::string& part) {
    Row row{.cells = {{"nesting", absl::StrCat(nesting)}, {"part", part}}};
    FillColumns(message, row);
    std::vector<Child> children;
    AddFields(message, "", row, children);
    row.cells["settings"] = WriteSettings(row.settings);
    AddLine(row.cells);
    for (const Child& child : children) {
      if (child.message != nullptr) {
        Write(*child.message, nesting + 1, child.part);
      } else {
        AddLine(
            {{"nesting", absl::StrCat(nesting + 1)}, {"part", child.part}, {"text", child.text}});
      }
    }
  }

  std::string Take() && { return std::move(text_); }

 private:
  using Cells = std::map<absl::string_view, std::string>;
  struct Row {
    Cells cells;
    std::vector<Setting> settings;
    std::vector<const FieldDescriptor*> in_columns = {};
  };
  // A row below: a message, or a sentence of a list.
  struct Child {
    std::string part;
    const Message* message = nullptr;
    std::string text;
  };

  static void FillColumns(const Message& message, Row& row) {
    for (const absl::string_view column : kFieldColumns) {
      const FieldDescriptor* const field = FieldOfColumn(column, *message.GetDescriptor());
      if (field == nullptr || !message.GetReflection()->HasField(message, field)) continue;
      const std::string value = FieldValue(message, *field, -1);
      if (value.empty()) continue;  // set, and empty: a blank cell would not say so
      row.cells[column] = value;
      row.in_columns.push_back(field);
    }
  }

  // Whether the strings of a list are sentences, for rows of their own, rather than words.
  static bool AreSentences(const Message& message, const FieldDescriptor& field) {
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return false;
    for (int i = 0; i < message.GetReflection()->FieldSize(message, &field); ++i) {
      const std::string text = FieldValue(message, field, i);
      if (text.find_first_of(" \n") != std::string::npos) return true;
    }
    return false;
  }

  // Adds settings and children of a message at `prefix` within the row's. Says whether there were
  // any.
  bool AddFields(const Message& message, const std::string& prefix, Row& row,
                 std::vector<Child>& children) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* const field : fields) {
      const std::string name = absl::StrCat(prefix, field->name());
      const bool in_column =
          prefix.empty() &&
          std::find(row.in_columns.begin(), row.in_columns.end(), field) != row.in_columns.end();
      if (in_column) continue;
      if (field->is_repeated()) {
        AddList(message, *field, name, row, children);
      } else if (field->message_type() == nullptr) {
        row.settings.push_back({.name = name, .value = FieldValue(message, *field, -1)});
      } else {
        const Message& part = message.GetReflection()->GetMessage(message, field);
        if (!AddFields(part, name + ".", row, children)) {
          row.settings.push_back({.name = name, .value = ""});
        }
      }
    }
    return !fields.empty();
  }

  static void AddList(const Message& message, const FieldDescriptor& field, const std::string& name,
                      Row& row, std::vector<Child>& children) {
    const Reflection& get = *message.GetReflection();
    const bool sentences = AreSentences(message, field);
    for (int i = 0; i < get.FieldSize(message, &field); ++i) {
      if (field.message_type() != nullptr) {
        children.push_back({.part = name, .message = &get.GetRepeatedMessage(message, &field, i)});
      } else if (sentences) {
        children.push_back({.part = name, .text = FieldValue(message, field, i)});
      } else {
        row.settings.push_back({.name = name, .value = FieldValue(message, field, i)});
      }
    }
  }

  void AddLine(const Cells& cells) {
    std::vector<std::string> line;
    for (const absl::string_view column : kSheetColumns) {
      const auto found = cells.find(column);
      line.push_back(found == cells.end() ? "" : Protected(found->second));
    }
    text_ += CsvLine(line);
  }

  std::string text_;
};

}  // namespace

const FieldDescriptor* FieldOfColumn(absl::string_view column, const Descriptor& type) {
  const auto find = [&type](absl::string_view name) -> const FieldDescriptor* {
    const FieldDescriptor* const field = type.FindFieldByName(std::string(name));
    const bool single =
        field != nullptr && !field->is_repeated() && field->message_type() == nullptr;
    return single ? field : nullptr;
  };
  const FieldDescriptor* field = find(column);
  if (field == nullptr && column == "text") field = find("description");
  if (field == nullptr && column == "text") field = find("summary");
  return field;
}

std::string WriteRubricSheet(const v1::RubricDefinition& rubric) {
  SheetWriter writer;
  writer.Write(rubric, 0, "rubric");
  return absl::StrCat(kByteOrderMark, CsvLine({std::begin(kSheetColumns), std::end(kSheetColumns)}),
                      std::move(writer).Take());
}

}  // namespace continuum::cli
