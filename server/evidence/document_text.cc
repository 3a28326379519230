// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/document_text.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "server/evidence/zip_reader.h"

namespace continuum::evidence {
namespace {

constexpr size_t kMaxTextBytes = size_t{64} << 20;

// Where a reader sees one thing end and the next begin. All other tags, such as those between
// differently printed letters of a word, leave no trace.
constexpr absl::string_view kBreaks[] = {
    "br",  "c",       "cr",          "h",        "is",         "lastModifiedBy",
    "p",   "si",      "s",           "tab",      "table-cell", "table-row",
    "tc",  "v",       "line-break",  "tr",       "title",      "subject",
    "row", "creator", "description", "keywords", "author"};

struct Entity {
  absl::string_view name;
  absl::string_view text;
};
constexpr Entity kEntities[] = {
    {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};

// The name of a tag without its prefix: "p" of "</w:p>" and of "<text:p a='b'/>".
absl::string_view LocalName(absl::string_view tag) {
  absl::ConsumePrefix(&tag, "<");
  absl::ConsumePrefix(&tag, "/");
  tag = tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  const size_t colon = tag.find(':');
  return colon == absl::string_view::npos ? tag : tag.substr(colon + 1);
}

bool IsBreak(absl::string_view tag) {
  return std::find(std::begin(kBreaks), std::end(kBreaks), LocalName(tag)) != std::end(kBreaks);
}

// Takes a character reference, such as "&#45;", away; false if there is none that we search for.
bool TakeReference(absl::string_view& xml, std::string& text) {
  const size_t end = xml.substr(0, 12).find(';');
  if (!absl::StartsWith(xml, "&#") || end == absl::string_view::npos) return false;
  absl::string_view digits = xml.substr(2, end - 2);
  uint32_t code = 0;
  const bool hexadecimal = absl::ConsumePrefix(&digits, "x");
  if (!(hexadecimal ? absl::SimpleHexAtoi(digits, &code) : absl::SimpleAtoi(digits, &code))) {
    return false;
  }
  // Identifiers are written in ASCII; anything else only has to end them.
  text.push_back(code >= 0x20 && code < 0x7f ? static_cast<char>(code) : ' ');
  xml.remove_prefix(end + 1);
  return true;
}

void TakeEntity(absl::string_view& xml, std::string& text) {
  for (const Entity& entity : kEntities) {
    if (!absl::ConsumePrefix(&xml, entity.name)) continue;
    text.append(entity.text.data(), entity.text.size());
    return;
  }
  if (TakeReference(xml, text)) return;
  text.push_back('&');
  xml.remove_prefix(1);
}

bool IsNumbered(absl::string_view name, absl::string_view before) {
  return absl::ConsumePrefix(&name, before) && absl::ConsumeSuffix(&name, ".xml") &&
         name.size() <= 6 &&
         std::all_of(name.begin(), name.end(), [](char c) { return absl::ascii_isdigit(c); });
}

// Whether a part may hold what people wrote. Its name goes into reports, so it is one that programs
// give, and not any text.
bool HoldsText(absl::string_view name) {
  constexpr absl::string_view kNamed[] = {
      "word/document.xml",    "word/footnotes.xml", "word/endnotes.xml",  "word/comments.xml",
      "xl/sharedStrings.xml", "content.xml",        "styles.xml",         "meta.xml",
      "docProps/core.xml",    "docProps/app.xml",   "docProps/custom.xml"};
  constexpr absl::string_view kNumbered[] = {"word/header",         "word/footer",
                                             "xl/worksheets/sheet", "xl/comments",
                                             "ppt/slides/slide",    "ppt/notesSlides/notesSlide",
                                             "ppt/comments/comment"};
  return std::find(std::begin(kNamed), std::end(kNamed), name) != std::end(kNamed) ||
         std::any_of(std::begin(kNumbered), std::end(kNumbered),
                     [name](absl::string_view before) { return IsNumbered(name, before); });
}

std::optional<std::vector<TextPart>> TextsOfZip(absl::string_view bytes) {
  const auto parts = ZipReader::Open(bytes);
  if (!parts.has_value()) return std::nullopt;
  std::vector<TextPart> texts;
  size_t left = kMaxTextBytes;
  for (const std::string& name : parts->names()) {
    if (!HoldsText(name)) continue;
    const auto xml = parts->Read(name, left);
    if (!xml.has_value()) return std::nullopt;
    left -= xml->size();
    texts.push_back({name, TextOfXml(*xml)});
  }
  return texts;
}

}  // namespace

std::string TextOfXml(absl::string_view xml) {
  std::string text;
  while (!xml.empty()) {
    if (xml.front() == '<') {
      const size_t end = xml.find('>');
      if (IsBreak(xml.substr(0, end)) && !text.empty() && text.back() != '\n') text.push_back('\n');
      xml.remove_prefix(end == absl::string_view::npos ? xml.size() : end + 1);
    } else if (xml.front() == '&') {
      TakeEntity(xml, text);
    } else {
      const absl::string_view plain = xml.substr(0, xml.find_first_of("<&"));
      text.append(plain.data(), plain.size());
      xml.remove_prefix(plain.size());
    }
  }
  return text;
}

std::optional<std::vector<TextPart>> TextsOf(absl::string_view bytes, FileKind kind) {
  switch (kind) {
    case FileKind::kText:
    case FileKind::kCsv:
      return std::vector<TextPart>{{"", std::string(bytes)}};
    case FileKind::kDocx:
    case FileKind::kXlsx:
    case FileKind::kPptx:
    case FileKind::kOdt:
    case FileKind::kOds:
    case FileKind::kOdp:
      return TextsOfZip(bytes);
    case FileKind::kPdf:
    case FileKind::kPng:
    case FileKind::kJpeg:
    case FileKind::kTiff:
      break;
  }
  return std::nullopt;
}

}  // namespace continuum::evidence
