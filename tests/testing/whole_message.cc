// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/whole_message.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"

namespace continuum::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::OneofDescriptor;
using google::protobuf::Reflection;

// How often a message may lie in messages of its own type.
constexpr int kMostOfOneType = 2;

class Filler {
 public:
  // Each message of a type sets the next field of its oneofs.
  void Fill(Message* message) {
    const Descriptor& type = *message->GetDescriptor();
    int& depth = depth_[type.full_name()];
    if (depth >= kMostOfOneType) return;
    ++depth;
    const int turn = turns_[type.full_name()]++;
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor* const field = type.field(i);
      const OneofDescriptor* const choice = field->real_containing_oneof();
      if (choice != nullptr && choice->field(turn % choice->field_count()) != field) continue;
      field->is_repeated() ? FillRepeated(message, field) : FillOne(message, field, turn % 5);
    }
    --depth;
  }

 private:
  static int VariantsOf(const Descriptor& type) {
    int variants = 2;
    for (int i = 0; i < type.real_oneof_decl_count(); ++i) {
      variants = std::max(variants, type.oneof_decl(i)->field_count());
    }
    return variants;
  }

  void FillRepeated(Message* message, const FieldDescriptor* field) {
    const Reflection& set = *message->GetReflection();
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      for (const int number : {1, 2}) {
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
          set.AddEnumValue(message, field, number);
        } else {
          set.AddString(message, field, absl::StrCat(field->name(), " ", number));
        }
      }
      return;
    }
    if (depth_[field->message_type()->full_name()] >= kMostOfOneType) return;
    for (int i = 0; i < VariantsOf(*field->message_type()); ++i) {
      Fill(set.AddMessage(message, field));
    }
  }

  void FillOne(Message* message, const FieldDescriptor* field, int number) {
    const Reflection& set = *message->GetReflection();
    switch (field->cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return set.SetString(message, field,
                             field->name() == "id" ? absl::StrCat("id-", ++last_id_)
                                                   : absl::StrCat(field->name(), " ", number));
      case FieldDescriptor::CPPTYPE_BOOL:
        return set.SetBool(message, field, true);
      case FieldDescriptor::CPPTYPE_INT32:
        return set.SetInt32(message, field, number + 2);
      case FieldDescriptor::CPPTYPE_INT64:
        return set.SetInt64(message, field, number + 2);
      case FieldDescriptor::CPPTYPE_ENUM:
        return set.SetEnumValue(message, field, 1);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Fill(set.MutableMessage(message, field));
      default:
        return;
    }
  }

  std::map<std::string, int> depth_;  // by type
  std::map<std::string, int> turns_;  // by type
  int last_id_ = 0;
};

void AddFieldNames(const Descriptor& type, std::set<std::string>& types,
                   std::set<std::string>& names) {
  if (!types.insert(type.full_name()).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    names.insert(type.field(i)->full_name());
    if (type.field(i)->message_type() != nullptr) {
      AddFieldNames(*type.field(i)->message_type(), types, names);
    }
  }
}

}  // namespace

void FillWhole(Message* message) { Filler().Fill(message); }

std::set<std::string> AllFieldNames(const Descriptor& type) {
  std::set<std::string> types;
  std::set<std::string> names;
  AddFieldNames(type, types, names);
  return names;
}

}  // namespace continuum::testing
