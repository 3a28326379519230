// SPDX-License-Identifier: Apache-2.0
//
// Finds out which fields of a message a digest depends on.

#ifndef CONTINUUM_TESTS_SCORING_FIELD_SENSITIVITY_H_
#define CONTINUUM_TESTS_SCORING_FIELD_SENSITIVITY_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

namespace continuum::scoring {

using ::google::protobuf::Descriptor;
using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::Message;
using ::google::protobuf::Reflection;

// Sets a field of a message to something else than it has.
inline void Change(Message* message, const FieldDescriptor* field) {
  const Reflection& set = *message->GetReflection();
  if (field->is_repeated()) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      set.AddMessage(message, field);
    } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      set.AddEnumValue(message, field, 1);
    } else {
      set.AddString(message, field, "added");
    }
    return;
  }
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      if (set.HasField(*message, field)) {
        set.ClearField(message, field);
      } else {
        set.MutableMessage(message, field);
      }
      return;
    case FieldDescriptor::CPPTYPE_STRING:
      return set.SetString(message, field, set.GetString(*message, field) + "changed");
    case FieldDescriptor::CPPTYPE_BOOL:
      return set.SetBool(message, field, !set.GetBool(*message, field));
    case FieldDescriptor::CPPTYPE_INT32:
      return set.SetInt32(message, field, set.GetInt32(*message, field) + 1);
    case FieldDescriptor::CPPTYPE_INT64:
      return set.SetInt64(message, field, set.GetInt64(*message, field) + 1);
    case FieldDescriptor::CPPTYPE_ENUM:
      return set.SetEnumValue(message, field, set.GetEnumValue(*message, field) == 1 ? 2 : 1);
    default:
      ADD_FAILURE() << field->full_name();
  }
}

// Calls `visit` with each message in a message, itself included, and each of its fields.
template <typename Visit>
void ForEachField(Message* message, const Visit& visit) {
  const Descriptor& type = *message->GetDescriptor();
  const Reflection& reflection = *message->GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* const field = type.field(i);
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (field->is_repeated()) {
        for (int k = 0; k < reflection.FieldSize(*message, field); ++k) {
          ForEachField(reflection.MutableRepeatedMessage(message, field, k), visit);
        }
      } else if (reflection.HasField(*message, field)) {
        ForEachField(reflection.MutableMessage(message, field), visit);
      }
    }
    visit(message, field);
  }
}

// For each field of a message's tree, by full name, whether changing it changes the digest. A field
// that occurs several times must do the same everywhere.
template <typename M, typename Digest>
std::map<std::string, bool> Sensitivity(const M& original, const Digest& digest) {
  const std::string before = digest(original);
  std::map<std::string, bool> changes;
  M changed = original;
  ForEachField(&changed, [&](Message* message, const FieldDescriptor* field) {
    if (field->real_containing_oneof() != nullptr &&
        !message->GetReflection()->HasField(*message, field)) {
      return;  // setting it would clear another
    }
    const std::unique_ptr<Message> saved(message->New());
    saved->CopyFrom(*message);
    Change(message, field);
    const bool differs = digest(changed) != before;
    message->CopyFrom(*saved);
    const auto [entry, is_new] = changes.emplace(field->full_name(), differs);
    EXPECT_TRUE(is_new || entry->second == differs) << field->full_name();
  });
  return changes;
}

}  // namespace continuum::scoring

#endif  // CONTINUUM_TESTS_SCORING_FIELD_SENSITIVITY_H_
