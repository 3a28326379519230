// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_OPERATIONS_COMMON_FIELD_CHECKS_H_
#define CONTINUUM_SERVER_OPERATIONS_COMMON_FIELD_CHECKS_H_

#include <google/protobuf/field_mask.pb.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "server/base/errors.h"
#include "server/operations/common/resource_names.h"

namespace continuum::operations {

// Collects what is wrong with the fields of a request, so that its sender hears of everything at
// once:
//
//   FieldChecks checks;
//   checks.NameOf(Resource::kProgram, "name", request.name());
//   checks.RequestId(request.request_id());
//   RETURN_IF_ERROR(checks.Result());
//
// `field` is always the path in the request, such as "program.title". Texts must be UTF-8; their
// lengths are counted in characters where the API says characters, in bytes where it says KiB. For
// one thread.
class FieldChecks {
 public:
  // `field` has a wrong value; `wanted` completes "want ...".
  void Wrong(absl::string_view field, absl::string_view value, absl::string_view wanted);

  // `field` has a value that no message may repeat, such as a password; `why` says what is wrong.
  void WrongSecret(absl::string_view field, absl::string_view why);

  // A required name of a resource, or one that may be left out.
  void NameOf(Resource resource, absl::string_view field, absl::string_view value);
  void OptionalNameOf(Resource resource, absl::string_view field, absl::string_view value);

  // A required id that the client chooses.
  void ResourceId(absl::string_view field, absl::string_view value);

  // A text of one line: `min_characters` to `max_characters`, not only spaces, without control
  // characters.
  void Line(absl::string_view field, absl::string_view value, size_t min_characters,
            size_t max_characters);

  // A text of at most so many bytes; required ones may not be blank. Tabs and line ends are the
  // only control characters.
  void Text(absl::string_view field, absl::string_view value, bool required, size_t max_bytes);

  // At most so many bytes of anything.
  void Size(absl::string_view field, absl::string_view value, size_t max_bytes);

  // A required day; gives it if it is one.
  std::optional<absl::CivilDay> Day(absl::string_view field, absl::string_view value);

  // A request_id; may be empty.
  void RequestId(absl::string_view value);

  // A filter's or field's enum: must be one of the values that the API defines. 0 is fine.
  template <typename Enum>
  void KnownEnum(absl::string_view field, Enum value, bool (*is_valid)(int)) {
    if (!is_valid(static_cast<int>(value))) UnknownEnum(field, static_cast<int>(value));
  }

  // At least one path, each one of `changeable`.
  void UpdateMask(const google::protobuf::FieldMask& mask,
                  std::initializer_list<absl::string_view> changeable);

  // What was collected: OK, or INVALID_ARGUMENT with reason FIELD_INVALID.
  absl::Status Result() const;

 private:
  void UnknownEnum(absl::string_view field, int value);

  std::vector<base::FieldViolation> violations_;
};

// The number of characters in a UTF-8 text; a byte that belongs to none counts as one.
size_t CountCharacters(absl::string_view text);

// Whether the mask has the path.
bool Names(const google::protobuf::FieldMask& mask, absl::string_view path);

}  // namespace continuum::operations

#endif  // CONTINUUM_SERVER_OPERATIONS_COMMON_FIELD_CHECKS_H_
