// SPDX-License-Identifier: Apache-2.0

#include "tests/server/evidence/pdf_files.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "server/evidence/limited_process.h"
#include "server/evidence/pdf_text.h"

namespace continuum::evidence {

bool PdftotextInstalled() { return IsProgram(PdfReader::kUsualProgram); }

std::string MakePdf(const std::vector<std::string>& pages, absl::string_view trailer) {
  constexpr int kFirstPage = 4;  // each takes two objects: itself, and its content
  std::string kids;
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"};
  for (const std::string& page : pages) {
    const int number = kFirstPage + static_cast<int>(objects.size()) - 3;
    absl::StrAppend(&kids, number, " 0 R ");
    objects.push_back(
        absl::StrCat("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ", number + 1,
                     " 0 R /Resources << /Font << /F 3 0 R >> >> >>"));
    objects.push_back(
        absl::StrCat("<< /Length ", page.size(), " >>\nstream\n", page, "\nendstream"));
  }
  objects[1] = absl::StrCat("<< /Type /Pages /Kids [ ", kids, "] /Count ", pages.size(), " >>");
  std::string file = "%PDF-1.4\n";
  std::string table = "0000000000 65535 f \n";
  for (size_t i = 0; i < objects.size(); ++i) {
    absl::StrAppend(&table, absl::StrFormat("%010d 00000 n \n", file.size()));
    absl::StrAppend(&file, i + 1, " 0 obj\n", objects[i], "\nendobj\n");
  }
  const size_t start = file.size();
  absl::StrAppend(&file, "xref\n0 ", objects.size() + 1, "\n", table, "trailer\n<< /Size ",
                  objects.size() + 1, " /Root 1 0 R ", trailer, " >>\nstartxref\n", start,
                  "\n%%EOF\n");
  return file;
}

std::string TextAt(int x, int y, absl::string_view text) {
  return absl::StrCat("BT /F 12 Tf ", x, " ", y, " Td (", text, ") Tj ET\n");
}

std::string Drawing() { return "100 100 200 200 re f\n"; }

}  // namespace continuum::evidence
