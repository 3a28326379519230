// SPDX-License-Identifier: Apache-2.0

#include "scoring/canonical.h"

#include <charconv>
#include <limits>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace continuum::scoring {

using google::protobuf::FieldDescriptor;
using google::protobuf::Reflection;

void CanonicalWriter::Varint(uint64_t number) {
  while (number >= 0x80) {
    buffer_->push_back(static_cast<char>((number & 0x7f) | 0x80));
    number >>= 7;
  }
  buffer_->push_back(static_cast<char>(number));
}

void CanonicalWriter::Text(int number, absl::string_view value) {
  Varint(static_cast<uint64_t>(number));
  Varint(value.size());
  buffer_->append(value.data(), value.size());
}

void CanonicalWriter::Integer(int number, int64_t value) {
  char digits[std::numeric_limits<int64_t>::digits10 + 3];
  const char* const end = std::to_chars(digits, digits + sizeof(digits), value).ptr;
  Text(number, absl::string_view(digits, static_cast<std::size_t>(end - digits)));
}

void CanonicalWriter::FinishMessage(std::size_t begin) {
  const std::size_t length = buffer_->size() - begin;
  if (length < 0x80) {
    (*buffer_)[begin - 1] = static_cast<char>(length);
    return;
  }
  std::string prefix;
  CanonicalWriter(&prefix).Varint(length);
  buffer_->replace(begin - 1, 1, prefix);
}

void CanonicalWriter::Fields(const google::protobuf::Message& message) {
  std::vector<const FieldDescriptor*> fields;
  const Reflection* const reflection = message.GetReflection();
  reflection->ListFields(message, &fields);  // those that are set, in ascending order
  for (const FieldDescriptor* const field : fields) {
    if (!field->is_repeated()) {
      Field(message, field, -1);
      continue;
    }
    const int size = reflection->FieldSize(message, field);
    for (int i = 0; i < size; ++i) Field(message, field, i);
  }
}

// `element` is -1 for a field that is not repeated.
void CanonicalWriter::Field(const google::protobuf::Message& message, const FieldDescriptor* field,
                            int element) {
  const Reflection& get = *message.GetReflection();
  const bool one = element < 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      const auto& value =
          one ? get.GetMessage(message, field) : get.GetRepeatedMessage(message, field, element);
      Message(field->number(), [&] { Fields(value); });
      return;
    }
    case FieldDescriptor::CPPTYPE_STRING: {
      std::string scratch;
      Text(field->number(),
           one ? get.GetStringReference(message, field, &scratch)
               : get.GetRepeatedStringReference(message, field, element, &scratch));
      return;
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      Integer(field->number(), one ? get.GetEnumValue(message, field)
                                   : get.GetRepeatedEnumValue(message, field, element));
      return;
    case FieldDescriptor::CPPTYPE_BOOL:
      Integer(field->number(),
              one ? get.GetBool(message, field) : get.GetRepeatedBool(message, field, element));
      return;
    case FieldDescriptor::CPPTYPE_INT32:
      Integer(field->number(),
              one ? get.GetInt32(message, field) : get.GetRepeatedInt32(message, field, element));
      return;
    case FieldDescriptor::CPPTYPE_INT64:
      Integer(field->number(),
              one ? get.GetInt64(message, field) : get.GetRepeatedInt64(message, field, element));
      return;
    default:
      // A test walks the messages that are digested: they have no other types.
      return;
  }
}

}  // namespace continuum::scoring
