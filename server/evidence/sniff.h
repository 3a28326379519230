// SPDX-License-Identifier: Apache-2.0
//
// What kind of file some bytes are, by what they begin with and, for office documents, by the parts
// in their zip archive. Only the kinds below are taken. Pure functions; they take any bytes.

#ifndef CONTINUUM_SERVER_EVIDENCE_SNIFF_H_
#define CONTINUUM_SERVER_EVIDENCE_SNIFF_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace continuum::evidence {

// The kinds of files that are taken.
enum class FileKind {
  kPdf,
  kPng,
  kJpeg,
  kTiff,
  kText,  // UTF-8
  kCsv,   // UTF-8; nothing in a file tells it from kText
  kDocx,
  kXlsx,
  kPptx,
  kOdt,
  kOds,
  kOdp,
};

// A kind as a media type ("application/pdf"), and what people call it ("PDF").
absl::string_view MediaTypeOf(FileKind kind);
absl::string_view WordOf(FileKind kind);

// The kind with this media type; nothing if it is none that is taken.
std::optional<FileKind> KindOfMediaType(absl::string_view media_type);

// The kinds that are taken, for a person: "PDF, PNG, ...".
std::string TakenKinds();

// OK if the bytes are a file of the kind that was declared. INVALID_ARGUMENT, with the reason
// FILE_EMPTY, FILE_KIND_MISMATCH (it is another kind), FILE_KIND_REFUSED (it is none that is
// taken), FILE_MACROS (it holds macros), FILE_ENCRYPTED (it opens with a password only) or
// FILE_DAMAGED (also where it cannot be told whether it holds macros). Messages never repeat what
// the file holds.
absl::Status CheckFileKind(absl::string_view bytes, FileKind declared);

}  // namespace continuum::evidence

#endif  // CONTINUUM_SERVER_EVIDENCE_SNIFF_H_
