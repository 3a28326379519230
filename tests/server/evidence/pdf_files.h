// SPDX-License-Identifier: Apache-2.0

#ifndef CONTINUUM_TESTS_SERVER_EVIDENCE_PDF_FILES_H_
#define CONTINUUM_TESTS_SERVER_EVIDENCE_PDF_FILES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace continuum::evidence {

// Whether what reads PDF is installed (PdfReader::kUsualProgram).
bool PdftotextInstalled();

// The smallest PDF that has these pages. Each is given by its content, in PDF's own language: what
// TextAt gives, or a drawing. `trailer` is what the file's last dictionary holds beside what it
// must.
std::string MakePdf(const std::vector<std::string>& pages, absl::string_view trailer = "");

// A text that begins so many points (72 to an inch) from the page's left and lower edge. It holds
// no parentheses; "\\nnn" is a byte in octal digits, in the encoding that Windows calls 1252.
std::string TextAt(int x, int y, absl::string_view text);

// A picture in place of text, as a scan has: a black square.
std::string Drawing();

}  // namespace continuum::evidence

#endif  // CONTINUUM_TESTS_SERVER_EVIDENCE_PDF_FILES_H_
