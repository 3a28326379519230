// SPDX-License-Identifier: Apache-2.0

#include "clients/cli/page/html.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "clients/cli/render/text.h"

namespace continuum::cli {

namespace {

std::string Escape(absl::string_view text) {
  return absl::StrReplaceAll(
      Printable(text),
      {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

}  // namespace

void Html::Open(absl::string_view name, const Attributes& attributes, absl::string_view end) {
  absl::StrAppend(&out_, "<", name);
  for (const auto& [attribute, value] : attributes) {
    absl::StrAppend(&out_, " ", attribute, "=\"", Escape(value), "\"");
  }
  absl::StrAppend(&out_, end);
}

void Html::Block(absl::string_view name, const Attributes& attributes,
                 absl::FunctionRef<void()> content) {
  Open(name, attributes, ">\n");
  content();
  absl::StrAppend(&out_, "</", name, ">\n");
}

void Html::Text(absl::string_view name, absl::string_view text, const Attributes& attributes) {
  Open(name, attributes, ">");
  absl::StrAppend(&out_, Escape(text), "</", name, ">\n");
}

void Html::Text(absl::string_view text) { absl::StrAppend(&out_, Escape(text), "\n"); }

void Html::Paragraphs(absl::string_view text) {
  for (absl::string_view part : absl::StrSplit(text, "\n\n")) {
    part = absl::StripAsciiWhitespace(part);
    if (!part.empty()) Text("p", part);
  }
}

void Html::Void(absl::string_view name, const Attributes& attributes) {
  Open(name, attributes, " />\n");
}

void Html::List(const std::vector<std::string>& items) {
  if (items.empty()) return;
  Block("ul", [&] {
    for (const std::string& item : items) Text("li", item);
  });
}

void Html::TableHead(const std::vector<std::string>& titles) {
  Block("thead", [&] {
    Block("tr", [&] {
      for (const std::string& title : titles) Text("th", title, {{"scope", "col"}});
    });
  });
}

}  // namespace continuum::cli
