// SPDX-License-Identifier: Apache-2.0
//
// How the fields of a record become the bytes of a row, and back (docs/formats/ledger.md). A
// record's fields are listed once, in a function that an encoder and a decoder both walk, so that
// they cannot disagree:
//
//   walk(r.name, r.title, r.state, r.stamp);
//
// A row begins with its format and its kind. Not thread-safe.

#ifndef CONTINUUM_SERVER_STORAGE_FIELD_WALK_H_
#define CONTINUUM_SERVER_STORAGE_FIELD_WALK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "server/storage/exact_bytes.h"
#include "server/storage/records.h"
#include "server/storage/row_content.h"

namespace continuum::storage {

// Writes fields.
class FieldEncoder {
 public:
  FieldEncoder(uint8_t format, RowKind kind) {
    out_.Byte(format);
    out_.Byte(static_cast<uint8_t>(kind));
  }

  template <typename... Fields>
  void operator()(const Fields&... fields) {
    (Put(fields), ...);
  }

  std::string Take() && { return std::move(out_).Take(); }

 private:
  void Put(const std::string& text) { out_.Text(text); }
  void Put(int64_t number) { out_.Number(number); }
  void Put(bool truth) { out_.Truth(truth); }
  void Put(absl::Time time) { out_.Time(time); }
  void Put(const std::optional<absl::Time>& time) { out_.OptionalTime(time); }
  void Put(const Stamp& stamp) {
    operator()(stamp.create_sequence, stamp.create_time, stamp.change_sequence, stamp.change_time);
  }
  void Put(const RubricClass& classified) {
    operator()(classified.kind, classified.family, classified.status);
  }
  void Put(const ScorecardNumber& number) { operator()(number.rollup, number.value); }
  template <typename Element>
  void Put(const std::vector<Element>& elements) {
    out_.Count(static_cast<uint32_t>(elements.size()));
    for (const Element& element : elements) Put(element);
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Put(Enum value) { out_.Number(static_cast<int64_t>(value)); }

  ByteWriter out_;
};

// Reads them back. Views the content.
class FieldDecoder {
 public:
  // The row should be of this kind and of a format up to `newest_format`.
  FieldDecoder(absl::string_view content, uint8_t newest_format, RowKind kind)
      : in_(content),
        kind_(kind),
        format_(in_.Byte()),
        known_(format_ >= 1 && format_ <= newest_format &&
               in_.Byte() == static_cast<uint8_t>(kind)) {}

  // Whether it is such a row. Otherwise there is nothing to walk.
  bool known() const { return known_; }
  uint8_t format() const { return format_; }

  template <typename... Fields>
  void operator()(Fields&... fields) {
    (Take(fields), ...);
  }

  // To be called once all was walked. DATA_LOSS: the content is not such a row's.
  absl::Status Finish() const {
    return known_ && in_.complete() ? absl::OkStatus() : UnreadableRow(kind_);
  }

 private:
  void Take(std::string& text) { text = std::string(in_.Text()); }
  void Take(int64_t& number) { number = in_.Number(); }
  void Take(bool& truth) { truth = in_.Truth(); }
  void Take(absl::Time& time) { time = in_.Time(); }
  void Take(std::optional<absl::Time>& time) { time = in_.OptionalTime(); }
  void Take(Stamp& stamp) {
    operator()(stamp.create_sequence, stamp.create_time, stamp.change_sequence, stamp.change_time);
  }
  void Take(RubricClass& classified) {
    operator()(classified.kind, classified.family, classified.status);
  }
  void Take(ScorecardNumber& number) { operator()(number.rollup, number.value); }
  template <typename Element>
  void Take(std::vector<Element>& elements) {
    const uint32_t count = in_.Count();
    elements.clear();
    // A count that no content can hold is not believed.
    for (uint32_t i = 0; i < count; ++i) {
      if (in_.left() == 0) return in_.Fail();
      Take(elements.emplace_back());
    }
  }
  template <typename Enum>
  requires std::is_enum_v<Enum>
  void Take(Enum& value) { value = static_cast<Enum>(in_.Number()); }

  ByteReader in_;
  RowKind kind_;
  uint8_t format_;
  bool known_;
};

}  // namespace continuum::storage

#endif  // CONTINUUM_SERVER_STORAGE_FIELD_WALK_H_
