// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/sheet/settings.h"

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

namespace {

// The value without its escapes. A backslash before any other character is a backslash.
std::string Unescaped(absl::string_view text) {
  std::string value;
  for (size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
    if (next != 'n' && next != 'r' && next != '\\') {
      value += text[i];
      continue;
    }
    value += next == 'n' ? '\n' : next == 'r' ? '\r' : '\\';
    ++i;
  }
  return value;
}

}  // namespace

std::string WriteSettings(const std::vector<Setting>& settings) {
  std::string cell;
  for (const Setting& setting : settings) {
    absl::StrAppend(&cell, cell.empty() ? "" : "\n", setting.name, ":");
    if (setting.value.empty()) continue;
    absl::StrAppend(
        &cell, " ",
        absl::StrReplaceAll(setting.value, {{"\\", "\\\\"}, {"\n", "\\n"}, {"\r", "\\r"}}));
  }
  return cell;
}

std::vector<Setting> ReadSettings(absl::string_view cell, std::vector<std::string>* problems) {
  std::vector<Setting> settings;
  for (absl::string_view line : absl::StrSplit(cell, '\n')) {
    absl::ConsumeSuffix(&line, "\r");
    if (absl::StripAsciiWhitespace(line).empty()) continue;
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos) {
      problems->push_back(
          absl::StrCat("got ", Shown(line), ", want a name, a colon and a value in each line"));
      continue;
    }
    absl::string_view value = line.substr(colon + 1);
    absl::ConsumePrefix(&value, " ");
    settings.push_back({.name = std::string(absl::StripAsciiWhitespace(line.substr(0, colon))),
                        .value = Unescaped(value)});
  }
  return settings;
}

}  // namespace continuum::cli
