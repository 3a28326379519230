// SPDX-License-Identifier: Apache-2.0
//
// Our own encoding of messages for digests: unlike protobuf's, it is the same in every version of
// every library. docs/formats/digests.md describes it for others who want to check a digest.
//
// A message is its fields in ascending order of their numbers; the elements of a repeated field one
// after the other, in order. A field is its number, the length of its value in bytes, and the
// value; number and length are varints (seven bits a byte, least significant first, the top bit set
// in all bytes but the last). The value of a string or bytes field is these bytes; of a message,
// its encoding; of a bool, an enum or an integer, the decimal digits of its number, with "-" in
// front when negative. A field is left out when it is not set; one that cannot tell whether it was
// set is left out when it has its default. Floating-point and map fields are not allowed.

#ifndef CONTINUUM_SCORING_CANONICAL_H_
#define CONTINUUM_SCORING_CANONICAL_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace continuum::scoring {

// Appends fields to a buffer, which it does not own. Not thread-safe.
class CanonicalWriter {
 public:
  explicit CanonicalWriter(std::string* buffer) : buffer_(buffer) {}

  // Appends a field, default or not.
  void Text(int number, absl::string_view value);
  void Integer(int number, int64_t value);
  // Appends a field unless it has its default.
  void TextIfSet(int number, absl::string_view value) {
    if (!value.empty()) Text(number, value);
  }
  void IntegerIfSet(int number, int64_t value) {
    if (value != 0) Integer(number, value);
  }
  // Appends a message field. Its fields are what `write`, a function without arguments, appends.
  template <typename Write>
  void Message(int number, Write write) {
    Varint(static_cast<uint64_t>(number));
    buffer_->push_back(0);  // the length, mostly one byte
    const std::size_t begin = buffer_->size();
    write();
    FinishMessage(begin);
  }
  // Appends all fields of a message by reflection. Text fields must not be invalid UTF-8; no other
  // errors.
  void Fields(const google::protobuf::Message& message);

 private:
  void Varint(uint64_t number);
  void FinishMessage(std::size_t begin);
  void Field(const google::protobuf::Message& message,
             const google::protobuf::FieldDescriptor* field, int element);

  std::string* const buffer_;
};

}  // namespace continuum::scoring

#endif  // CONTINUUM_SCORING_CANONICAL_H_
