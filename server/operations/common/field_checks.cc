// SPDX-License-Identifier: Apache-2.0

#include "server/operations/common/field_checks.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/base/text.h"
#include "server/operations/common/dates.h"

namespace continuum::operations {
namespace {

constexpr size_t kMaxRequestIdCharacters = 64;

bool IsBlank(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isspace(c); });
}

}  // namespace

size_t CountCharacters(absl::string_view text) {
  size_t count = 0;
  for (; !text.empty(); ++count) {
    text.remove_prefix(std::max<size_t>(base::Utf8Length(text), 1));
  }
  return count;
}

bool Names(const google::protobuf::FieldMask& mask, absl::string_view path) {
  return std::any_of(mask.paths().begin(), mask.paths().end(),
                     [path](const std::string& named) { return named == path; });
}

void FieldChecks::Wrong(absl::string_view field, absl::string_view value,
                        absl::string_view wanted) {
  std::string description = value.empty()
                                ? absl::StrCat("is empty, want ", wanted)
                                : absl::StrCat("got ", base::Shown(value), ", want ", wanted);
  violations_.push_back({std::string(field), std::move(description)});
}

void FieldChecks::WrongSecret(absl::string_view field, absl::string_view why) {
  violations_.push_back({std::string(field), std::string(why)});
}

void FieldChecks::NameOf(Resource resource, absl::string_view field, absl::string_view value) {
  if (!IsNameOf(resource, value)) Wrong(field, value, PatternOf(resource));
}

void FieldChecks::OptionalNameOf(Resource resource, absl::string_view field,
                                 absl::string_view value) {
  if (!value.empty()) NameOf(resource, field, value);
}

void FieldChecks::ResourceId(absl::string_view field, absl::string_view value) {
  if (IsResourceId(value)) return;
  Wrong(field, value,
        "lower-case letters, digits and \"-\", beginning with a letter, at most 63 characters");
}

void FieldChecks::Line(absl::string_view field, absl::string_view value, size_t min_characters,
                       size_t max_characters) {
  const size_t characters = CountCharacters(value);
  if (characters > max_characters) {
    Wrong(field, value,
          absl::StrCat("at most ", max_characters, " characters; these are ", characters));
  } else if (characters < min_characters || (!value.empty() && IsBlank(value))) {
    Wrong(field, value, absl::StrCat("a text of at most ", max_characters, " characters"));
  } else if (base::HasControlCharacter(value, /*one_line=*/true)) {
    Wrong(field, value, "one line, without tabs and other control characters");
  }
}

void FieldChecks::Text(absl::string_view field, absl::string_view value, bool required,
                       size_t max_bytes) {
  if (value.size() > max_bytes) {
    Size(field, value, max_bytes);
  } else if (required && IsBlank(value)) {
    Wrong(field, value, absl::StrCat("a text of at most ", max_bytes, " bytes"));
  } else if (base::HasControlCharacter(value, /*one_line=*/false)) {
    Wrong(field, value, "a text without control characters other than tabs and line ends");
  }
}

void FieldChecks::Size(absl::string_view field, absl::string_view value, size_t max_bytes) {
  if (value.size() <= max_bytes) return;
  Wrong(field, value, absl::StrCat("at most ", max_bytes, " bytes; these are ", value.size()));
}

std::optional<absl::CivilDay> FieldChecks::Day(absl::string_view field, absl::string_view value) {
  const std::optional<absl::CivilDay> day = ParseDay(value);
  if (!day.has_value()) Wrong(field, value, "a day as YYYY-MM-DD, such as \"2026-03-01\"");
  return day;
}

void FieldChecks::RequestId(absl::string_view value) {
  const size_t characters = CountCharacters(value);
  if (characters <= kMaxRequestIdCharacters) return;
  Wrong("request_id", value,
        absl::StrCat("at most ", kMaxRequestIdCharacters, " characters; these are ", characters));
}

void FieldChecks::UpdateMask(const google::protobuf::FieldMask& mask,
                             std::initializer_list<absl::string_view> changeable) {
  const std::string wanted = absl::StrCat("some of: ", absl::StrJoin(changeable, ", "));
  if (mask.paths().empty()) Wrong("update_mask", "", wanted);
  for (const std::string& path : mask.paths()) {
    if (std::find(changeable.begin(), changeable.end(), path) == changeable.end()) {
      Wrong("update_mask", path, wanted);
    }
  }
}

void FieldChecks::UnknownEnum(absl::string_view field, int value) {
  Wrong(field, absl::StrCat(value), "a value that the API defines");
}

absl::Status FieldChecks::Result() const {
  return violations_.empty() ? absl::OkStatus() : base::InvalidFields(violations_);
}

}  // namespace continuum::operations
