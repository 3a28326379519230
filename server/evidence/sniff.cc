// SPDX-License-Identifier: Apache-2.0

#include "server/evidence/sniff.h"

#include <algorithm>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "server/base/errors.h"
#include "server/base/status_macros.h"
#include "server/base/text.h"
#include "server/evidence/zip_reader.h"

namespace continuum::evidence {
namespace {

struct Kind {
  FileKind kind;
  absl::string_view media_type;
  absl::string_view word;
};

constexpr Kind kKinds[] = {
    {FileKind::kPdf, "application/pdf", "PDF"},
    {FileKind::kPng, "image/png", "PNG"},
    {FileKind::kJpeg, "image/jpeg", "JPEG"},
    {FileKind::kTiff, "image/tiff", "TIFF"},
    {FileKind::kText, "text/plain", "plain text (UTF-8)"},
    {FileKind::kCsv, "text/csv", "CSV (UTF-8)"},
    {FileKind::kDocx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "Word (DOCX)"},
    {FileKind::kXlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "Excel (XLSX)"},
    {FileKind::kPptx, "application/vnd.openxmlformats-officedocument.presentationml.presentation",
     "PowerPoint (PPTX)"},
    {FileKind::kOdt, "application/vnd.oasis.opendocument.text", "OpenDocument text (ODT)"},
    {FileKind::kOds, "application/vnd.oasis.opendocument.spreadsheet",
     "OpenDocument spreadsheet (ODS)"},
    {FileKind::kOdp, "application/vnd.oasis.opendocument.presentation",
     "OpenDocument presentation (ODP)"},
};

// What files of other kinds begin with, to say what came instead.
struct Signature {
  absl::string_view begins;
  FileKind kind;
};
constexpr Signature kSignatures[] = {
    {"%PDF-", FileKind::kPdf},
    {absl::string_view("\x89PNG\r\n\x1a\n", 8), FileKind::kPng},
    {"\xff\xd8\xff", FileKind::kJpeg},
    {absl::string_view("II*\0", 4), FileKind::kTiff},
    {absl::string_view("MM\0*", 4), FileKind::kTiff},
};

constexpr absl::string_view kZip = "PK\x03\x04";
constexpr absl::string_view kOldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
// Macros are named in there, and little else is: it stays small.
constexpr absl::string_view kListOfParts = "[Content_Types].xml";
constexpr size_t kMaxDirectoryBytes = size_t{1} << 20;

absl::Status Refused(absl::string_view reason, absl::string_view what) {
  return base::InvalidRequest(reason, what);
}

absl::Status NoneTaken(absl::string_view what) {
  return Refused("FILE_KIND_REFUSED",
                 absl::StrCat("the file is ", what, "; taken are ", TakenKinds()));
}

absl::Status HasMacros() {
  return Refused("FILE_MACROS", "the file holds macros, which are never taken; save it without");
}

// Text as people write it: UTF-8 without control characters but those between lines and cells.
bool IsPlainText(absl::string_view text) {
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text.front());
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f) return false;
    const size_t length = base::Utf8Length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

// Whether the text begins with a tag: "<p>", "</p>", "<img src=x>". "<5" and "<LOD,1" are none.
bool BeginsWithTag(absl::string_view text) {
  if (!absl::ConsumePrefix(&text, "<")) return false;
  absl::ConsumePrefix(&text, "/");
  if (text.empty() || !absl::ascii_isalpha(text.front())) return false;
  const auto* const end = std::find_if_not(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '-' || c == ':' || c == '_' || c == '.';
  });
  return end == text.end() || *end == '>' || *end == '/' || absl::ascii_isspace(*end);
}

// Whether a browser could take the text for a page, which may run scripts. Any tag may: "<img>" and
// "<body>" have handlers. A comment, a declaration or an instruction ("<!--", "<!DOCTYPE", "<?xml")
// makes a page by itself, whatever follows it.
bool ReadsLikeAPage(absl::string_view text) {
  do {
    text = absl::StripLeadingAsciiWhitespace(text);
  } while (absl::ConsumePrefix(&text, "\xef\xbb\xbf"));
  return BeginsWithTag(text) || absl::StartsWith(text, "<!") || absl::StartsWith(text, "<?") ||
         absl::StartsWith(text, "#!");
}

// Whether a part's name says that it holds macros.
bool NamesMacros(const ZipReader& parts) {
  for (const std::string& name : parts.names()) {
    const std::string lower = absl::AsciiStrToLower(name);
    if (absl::StrContains(lower, "vbaproject") || absl::StrContains(lower, "vbadata") ||
        absl::StrContains(lower, "macrosheets/") || absl::StrContains(lower, "activex/") ||
        absl::StartsWith(lower, "basic/") || absl::StartsWith(lower, "scripts/")) {
      return true;
    }
  }
  return false;
}

// Whether the list, in lower case, says what it says in plain letters. In UTF-16, or behind a
// reference or an entity, macros could be named where they are looked for in vain; no office
// program writes it so.
bool IsPlainList(absl::string_view types) {
  return !absl::StrContains(types, '\0') && !absl::StrContains(types, "&#") &&
         !absl::StrContains(types, "<!doctype");
}

// What an office document's list of parts says of macros. A list that cannot be read says nothing,
// so it is not taken for one without.
absl::Status CheckListOfParts(const ZipReader& parts) {
  if (!parts.Has(kListOfParts)) return absl::OkStatus();
  const auto types = parts.Read(kListOfParts, kMaxDirectoryBytes);
  const std::string lower = absl::AsciiStrToLower(types.value_or(""));
  if (!types.has_value() || !IsPlainList(lower)) {
    return Refused("FILE_DAMAGED",
                   "the file is like an office document, and its list of parts cannot be read. "
                   "Save it again in the program that it comes from");
  }
  if (absl::StrContains(lower, "macroenabled") || absl::StrContains(lower, "vbaproject")) {
    return HasMacros();
  }
  return absl::OkStatus();
}

absl::StatusOr<FileKind> KindOfZip(const ZipReader& parts) {
  if (parts.encrypted()) {
    return Refused("FILE_ENCRYPTED", "the file opens with a password only; save it without one");
  }
  if (NamesMacros(parts)) return HasMacros();
  RETURN_IF_ERROR(CheckListOfParts(parts));
  if (parts.Has(kListOfParts)) {
    if (parts.Has("word/document.xml")) return FileKind::kDocx;
    if (parts.Has("xl/workbook.xml")) return FileKind::kXlsx;
    if (parts.Has("ppt/presentation.xml")) return FileKind::kPptx;
  }
  const auto media_type = parts.Read("mimetype", 256);
  if (media_type.has_value() && parts.Has("content.xml")) {
    for (const Kind& kind : kKinds) {
      if (kind.media_type == *media_type) return kind.kind;
    }
  }
  return NoneTaken("a zip archive, and no office document");
}

absl::StatusOr<FileKind> FindKind(absl::string_view bytes, FileKind declared) {
  if (bytes.empty()) return Refused("FILE_EMPTY", "the file is empty");
  for (const Signature& signature : kSignatures) {
    if (absl::StartsWith(bytes, signature.begins)) return signature.kind;
  }
  if (absl::StartsWith(bytes, kOldOffice)) {
    return NoneTaken("an office document of an old kind, or one with a password");
  }
  if (absl::StartsWith(bytes, kZip)) {
    const auto parts = ZipReader::Open(bytes);
    if (parts.has_value()) return KindOfZip(*parts);
    return Refused("FILE_DAMAGED", "the file begins like an office document and is damaged");
  }
  if (!IsPlainText(bytes)) return NoneTaken("of another kind");
  if (ReadsLikeAPage(bytes)) return NoneTaken("a page or a script");
  return declared == FileKind::kCsv ? FileKind::kCsv : FileKind::kText;
}

const Kind& RowOf(FileKind kind) {
  return *std::find_if(std::begin(kKinds), std::end(kKinds),
                       [kind](const Kind& row) { return row.kind == kind; });
}

}  // namespace

absl::string_view MediaTypeOf(FileKind kind) { return RowOf(kind).media_type; }

absl::string_view WordOf(FileKind kind) { return RowOf(kind).word; }

std::optional<FileKind> KindOfMediaType(absl::string_view media_type) {
  for (const Kind& kind : kKinds) {
    if (kind.media_type == media_type) return kind.kind;
  }
  return std::nullopt;
}

std::string TakenKinds() {
  std::vector<absl::string_view> words;
  for (const Kind& kind : kKinds) words.push_back(kind.word);
  return absl::StrJoin(words, ", ");
}

absl::Status CheckFileKind(absl::string_view bytes, FileKind declared) {
  ASSIGN_OR_RETURN(const FileKind found, FindKind(bytes, declared));
  if (found == declared) return absl::OkStatus();
  return Refused("FILE_KIND_MISMATCH", absl::StrCat("the file is ", WordOf(found),
                                                    ", and was declared as ", WordOf(declared)));
}

}  // namespace continuum::evidence
