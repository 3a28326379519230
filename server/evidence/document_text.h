// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_SERVER_EVIDENCE_DOCUMENT_TEXT_H_
#define CONTINUUM_SERVER_EVIDENCE_DOCUMENT_TEXT_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "server/evidence/sniff.h"

namespace continuum::evidence {

// The text of one part of a document: of the whole file, or of one in its zip archive.
struct TextPart {
  std::string name;  // such as "word/document.xml"; empty for the whole file
  std::string text;
};

// The texts of a file of this kind, for searching: as people read them, with a line break wherever
// a paragraph or cell ends. Nothing where they cannot be had (pictures, damaged files, or more text
// than 64 MiB), nor for PDF, which pdf_text.h reads. Comments, notes, headers and the document's
// properties are among them. Pure function; takes any bytes.
std::optional<std::vector<TextPart>> TextsOf(absl::string_view bytes, FileKind kind);

// The text between the tags of XML. Pure function; takes any bytes.
std::string TextOfXml(absl::string_view xml);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_DOCUMENT_TEXT_H_
