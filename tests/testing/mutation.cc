// SPDX-License-Identifier: Apache-2.0

#include "tests/testing/mutation.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace continuum::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// A field that can be changed.
struct Place {
  Message* message;
  const FieldDescriptor* field;
};

// All fields that there are, and of each message one that may not be there; and all texts.
void Collect(Choices& choices, Message& message, std::vector<Place>& places,
             std::vector<std::string>& texts) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  const int any = choices.Below(message.GetDescriptor()->field_count() + 1);
  if (any > 0) places.push_back({&message, message.GetDescriptor()->field(any - 1)});
  for (const FieldDescriptor* field : fields) {
    places.push_back({&message, field});
    const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->message_type() != nullptr) {
        Collect(choices,
                field->is_repeated() ? *reflection.MutableRepeatedMessage(&message, field, i)
                                     : *reflection.MutableMessage(&message, field),
                places, texts);
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        texts.push_back(field->is_repeated() ? reflection.GetRepeatedString(message, field, i)
                                             : reflection.GetString(message, field));
      }
    }
  }
}

std::string AnyText(Choices& choices, const std::vector<std::string>& texts) {
  if (!texts.empty() && choices.Chance(60)) return choices.Pick(texts);
  return choices.Pick<std::string>(
      {"0", "1", "-1", "1/3", "2.5", "", "x", "c0", "r0", "t0", "1/0"});
}

void SetSingular(Choices& choices, const Place& place, const std::vector<std::string>& texts) {
  const Reflection& reflection = *place.message->GetReflection();
  switch (place.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      reflection.MutableMessage(place.message, place.field);
      return;
    case FieldDescriptor::CPPTYPE_STRING:
      reflection.SetString(place.message, place.field, AnyText(choices, texts));
      return;
    case FieldDescriptor::CPPTYPE_ENUM:
      reflection.SetEnumValue(place.message, place.field, choices.Below(15));
      return;
    case FieldDescriptor::CPPTYPE_BOOL:
      reflection.SetBool(place.message, place.field, choices.Chance(50));
      return;
    case FieldDescriptor::CPPTYPE_INT64:
      reflection.SetInt64(place.message, place.field,
                          choices.Pick<int64_t>({0, 1, 2, 11, -1, 1'000'000'000'000, INT64_MAX}));
      return;
    default:
      reflection.SetInt32(place.message, place.field,
                          choices.Pick<int>({0, 1, 2, 3, -1, 10, 1'000'000, 2'147'483'647}));
      return;
  }
}

void ChangeRepeated(Choices& choices, const Place& place, const std::vector<std::string>& texts) {
  const Reflection& reflection = *place.message->GetReflection();
  const int size = reflection.FieldSize(*place.message, place.field);
  const int kind = choices.Below(3);
  if (size > 0 && kind == 0) return reflection.RemoveLast(place.message, place.field);
  if (size > 1 && kind == 1) {
    return reflection.SwapElements(place.message, place.field, choices.Below(size),
                                   choices.Below(size));
  }
  switch (place.field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      Message* added = reflection.AddMessage(place.message, place.field);
      if (size > 0) {
        added->CopyFrom(
            reflection.GetRepeatedMessage(*place.message, place.field, choices.Below(size)));
      }
      return;
    }
    case FieldDescriptor::CPPTYPE_STRING:
      return reflection.AddString(place.message, place.field, AnyText(choices, texts));
    default:
      return reflection.AddEnumValue(place.message, place.field, choices.Below(5));
  }
}

}  // namespace

void MutateMessage(Choices& choices, Message& message) {
  std::vector<Place> places;
  std::vector<std::string> texts;
  Collect(choices, message, places, texts);
  if (places.empty()) return;
  const Place place = choices.Pick(places);
  if (place.field->is_repeated()) {
    ChangeRepeated(choices, place, texts);
  } else if (choices.Chance(30)) {
    place.message->GetReflection()->ClearField(place.message, place.field);
  } else {
    SetSingular(choices, place, texts);
  }
}

void MutateText(Choices& choices, std::string& text) {
  const int size = static_cast<int>(text.size());
  const auto at = static_cast<size_t>(choices.Below(size + 1));
  const auto length = std::min(static_cast<size_t>(choices.Below(30)), text.size() - at);
  switch (choices.Below(3)) {
    case 0:
      text.erase(at, length);
      return;
    case 1:
      text.insert(at, text.substr(at, length));
      return;
    default:
      text.insert(at, choices.Pick<std::string>({"\"", "{", "}", "[", "]", ":", "-1", "\\", "#",
                                                 "\n", "\t", "'", "id", "terms", "\xff",
                                                 std::string(1, '\0'), "\u00e9", "1e9"}));
      return;
  }
}

}  // namespace continuum::testing
