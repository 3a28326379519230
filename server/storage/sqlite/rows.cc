// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sqlite/rows.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace continuum::storage {
namespace {

void AppendJsonText(absl::string_view text, std::string* out) {
  out->push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      absl::StrAppend(out, "\\", absl::string_view(&c, 1));
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(out, "\\u%04x", static_cast<unsigned int>(c));
    } else {
      out->push_back(c);
    }
  }
  out->push_back('"');
}

std::string JsonTexts(const std::vector<std::string>& texts) {
  std::string json = "[";
  for (const std::string& text : texts) {
    if (json.size() > 1) json.push_back(',');
    AppendJsonText(text, &json);
  }
  json.push_back(']');
  return json;
}

}  // namespace

std::optional<std::string> OwnersParameter(const auth::Scope& scope) {
  if (scope.everything()) return std::nullopt;
  std::vector<std::string> owners = scope.owners();
  owners.emplace_back(auth::kInstallationOwner);
  return JsonTexts(owners);
}

std::optional<std::string> OwnOwnersParameter(const auth::Scope& scope) {
  if (scope.everything()) return std::nullopt;
  return JsonTexts(scope.owners());
}

absl::Status CheckLimit(int limit) {
  if (limit >= 1) return absl::OkStatus();
  return base::InvalidField("page_size", absl::StrCat(limit), "1 or more");
}

absl::Status CheckPage(const Page& page) { return CheckLimit(page.limit); }

absl::Status NotInList(const Page& page) {
  return base::InvalidField("page_token", page.after, "a token of this list");
}

}  // namespace continuum::storage
